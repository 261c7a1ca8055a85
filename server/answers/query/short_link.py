"""A query as a short text for an address, and back: nothing is stored, the address is the query.

DEFLATE (RFC 1951) with a dictionary of what most queries have, then base64url (RFC 4648, 5) without padding,
after a digit that names the dictionary. An address stays good for ever: never change a dictionary, add another.
"""

import base64
import binascii
import re
import zlib

from ontology.vocabulary import DEFAULT_BASE

LONGEST = (
    3_500  # characters of a short text: gunicorn takes 4,094 bytes for the first line of a request
)
DIGITS = re.compile(r"1[A-Za-z0-9_-]+")
# What is likely stands last: DEFLATE has the shortest codes for what is near.
DICTIONARY_1 = (
    b"SELECT DISTINCT ?s ?p ?o WHERE {\n  GRAPH ?g { ?s ?p ?o }\n}\nMINUS VALUES UNION BIND(IF(BOUND( AS ?"
    b"REGEX(STR(CONTAINS(LCASE(STRSTARTS(COALESCE(GROUP_CONCAT(DISTINCT ?; SEPARATOR=\" \")"
    b"PREFIX adms: <http://www.w3.org/ns/adms#>\nPREFIX dcat: <http://www.w3.org/ns/dcat#>\n"
    b"PREFIX dct: <http://purl.org/dc/terms/>\nPREFIX foaf: <http://xmlns.com/foaf/0.1/>\n"
    b"PREFIX org: <http://www.w3.org/ns/org#>\nPREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    b"PREFIX qb: <http://purl.org/linked-data/cube#>\nPREFIX time: <http://www.w3.org/2006/time#>\n"
    b"PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>\n"
    b"PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    b"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nPREFIX oa: <http://www.w3.org/ns/oa#>\n"
    b"PREFIX prov: <http://www.w3.org/ns/prov#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    b"PREFIX rf: <https://rusfelt.example/def#>\n"
    b"PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>\n"
    b"PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    b"  ?observation a rf:Observation ; rf:indicator/skos:notation \"\" ;\n    rf:namedYear ?year ; rf:value ?value ;\n"
    b"    sdmx-attribute:unitMeasure/skos:prefLabel ?unit ; sdmx-attribute:obsStatus/skos:prefLabel ?status ;\n"
    b"  ?claim a rf:Claim ; rf:states ?statement ; prov:wasDerivedFrom/skos:notation ?source .\n"
    b"  ?observation rf:statedIn/oa:hasSelector/oa:refinedBy/oa:exact ?fragment .\n"
    b"  OPTIONAL { ?claim rf:caveat/rdfs:label ?caveat . FILTER(LANG(?caveat) = \"nb\") }\n"
    b"  ?thing rdfs:label ?label . FILTER(LANG(?label) = \"nn\")\n  FILTER(LANG(?label) = \"en\")\n"
    b"SELECT ?class (COUNT(*) AS ?n) WHERE {\n  ?thing a ?class .\n}\nGROUP BY ?class\nORDER BY DESC(?n)\nLIMIT 20\n"
)  # fmt: skip


class NoQuery(ValueError):
    """The text is no query that `short` has written, or a longer one than is read."""


def short(query: str, base: str = DEFAULT_BASE) -> str | None:
    """The short text of a query over a graph of that base; None where it would be too long for an address."""
    packer = zlib.compressobj(9, wbits=-15, zdict=_dictionary(base))
    packed = packer.compress(query.encode("utf-8", "replace")) + packer.flush()
    text = "1" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= LONGEST else None


def long(text: str, most: int, base: str = DEFAULT_BASE) -> str:
    """The query of a short text; NoQuery, with no more than `most` bytes unpacked whatever the text says."""
    if len(text) > LONGEST or not DIGITS.fullmatch(text):
        raise NoQuery("is no short address of a query")
    padded = text[1:] + "=" * (-len(text[1:]) % 4)
    unpacker = zlib.decompressobj(wbits=-15, zdict=_dictionary(base))
    try:
        query = unpacker.decompress(base64.urlsafe_b64decode(padded), most + 1)
    except (zlib.error, binascii.Error) as error:
        raise NoQuery("is no short address of a query") from error
    if len(query) > most or not unpacker.eof:
        raise NoQuery("is cut, or the address of a longer query than is read")
    try:
        return query.decode()
    except UnicodeDecodeError as error:
        raise NoQuery("is no short address of a query") from error


def _dictionary(base: str) -> bytes:
    return DICTIONARY_1.replace(DEFAULT_BASE.encode(), base.encode())
