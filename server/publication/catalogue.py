"""The catalogue of what is served, complete in itself: DCAT 3 in the profiles DCAT-AP and DCAT-AP-NO, and VoID.

What the graph says of its data set does not know where it is served, in which files, and how large these are; here it
is said together, with all that it names: publisher, contact, period, licence, codes of authorities.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ontology import vocabulary
from server.publication.distributions import Distribution
from server.repository.interface import Repository, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
EU = "http://publications.europa.eu/resource/authority/"
SPDX = "http://spdx.org/rdf/terms#"
IANA = "https://www.iana.org/assignments/media-types/"
PROFILES = {
    "https://semiceu.github.io/DCAT-AP/releases/3.0.1/": "DCAT-AP 3.0.1",
    "https://data.norge.no/specification/dcat-ap-no/v2": "DCAT-AP-NO 2",
}
# The codes of the EU for the formats of files, by media type.
FORMATS = {
    "application/n-quads": "RDF_N_QUADS",
    "application/trig": "RDF_TRIG",
    "text/turtle": "RDF_TURTLE",
    "application/ld+json": "JSON_LD",
    "text/csv": "CSV",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}
# Predicates of the data set in the graph that are said anew here.
ANEW = (
    "dcat:distribution",
    "dct:temporal",
    "dct:spatial",
    "dct:license",
    "dct:language",
    "dct:accessRights",
    "dcat:theme",
    "void:subset",
    "dct:issued",
)
SCHEMES = {
    "file-type": "file type",
    "access-right": "access right",
    "licence": "licence",
    "frequency": "frequency",
}


Partitions = Mapping[str, Mapping[str, int]]


def partitions(repository: Repository) -> Partitions:
    """How many things each class has, and how many triples each property; two questions, which read all of the graph."""
    found = dict[str, Counter[str]]()
    for kind, query in (("class", CLASSES), ("property", PROPERTIES)):
        counts = found[kind] = Counter()
        for row in repository.select(query):
            one, count = row[kind], row["count"]
            if isinstance(one, NamedNode) and isinstance(count, Literal):
                counts[one.value] = int(count.value)
    return found


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of a snapshot, served at `root` (with a slash at its end); `counts`: of `partitions`."""

    repository: Repository
    counts: Partitions
    files: tuple[Distribution, ...]
    root: str
    version: str

    def triples(self) -> tuple[Triple, ...]:
        """All of it."""
        return tuple(dict.fromkeys(self._all()))

    def _all(self) -> Iterator[Triple]:
        yield from self._graph()
        yield from self._catalogue()
        yield from self._record()
        yield from self._service()
        yield from self._period()
        yield from self._partitions()
        for one in self.files:
            yield from self._distribution(one)
        for scheme, name, label, kind in CODES:
            yield from self._code(scheme, name, label)
            yield said(code(scheme, name), "rdf:type", NamedNode(expanded(kind)))

    def iri(self, local: str) -> NamedNode:
        """A thing of ours."""
        return NamedNode(f"{self.repository.base}id/{local}")

    @property
    def dataset(self) -> NamedNode:
        """The data set."""
        return self.iri("dataset/rusfelt")

    def _graph(self) -> Iterator[Triple]:
        """What the graph says of catalogue, data set, publisher and contact, and the names of what they name."""
        own = [
            self.dataset,
            self.iri("catalog/rusfelt"),
            self.iri("contact/rusfelt"),
            self.iri("organisation/rusfelt"),
        ]
        left = {expanded(name) for name in ANEW}
        found = self.repository.describe(own)
        named: dict[NamedNode, None] = {}
        for node, pairs in found.items():
            for predicate, value in pairs:
                if predicate.value in left:
                    continue
                yield Triple(node, predicate, value)
                if isinstance(value, NamedNode) and value not in own:
                    named[value] = None
        for node, pairs in self.repository.describe(named).items():
            kept = ("rdf:type", "rdfs:label", "skos:prefLabel", "dct:title")
            names = {expanded(name) for name in kept}
            yield from (
                Triple(node, predicate, value)
                for predicate, value in pairs
                if predicate.value in names
            )

    def _catalogue(self) -> Iterator[Triple]:
        catalogue = self.iri("catalog/rusfelt")
        yield said(catalogue, "dcat:record", self.iri("record/rusfelt"))
        yield said(catalogue, "dcat:service", self.iri("service/sparql"))
        yield said(catalogue, "dct:identifier", Literal(catalogue.value))
        for node in (catalogue, self.dataset):
            yield from self._codes(node)
        yield said(self.dataset, "dct:identifier", Literal(self.dataset.value))
        yield said(self.dataset, "dcat:version", Literal(f"sha256:{self.version}"))
        yield said(self.dataset, "dct:temporal", self.iri("period/plan-period"))
        yield said(self.dataset, "dct:accrualPeriodicity", code("frequency", "IRREG"))
        yield said(self.dataset, "dct:accessRights", code("access-right", "PUBLIC"))
        yield said(self.dataset, "dcat:theme", code("data-theme", "HEAL"))
        ontology = NamedNode(f"{self.repository.base}def")
        yield said(self.dataset, "dct:conformsTo", ontology)
        yield said(self.dataset, "void:dataDump", NamedNode(f"{self.root}download/rusfelt.nq"))
        yield said(self.dataset, "void:vocabulary", NamedNode(f"{self.repository.base}def#"))
        standards = {**PROFILES, ontology.value: "Rusfelt"}
        for iri, title in standards.items():
            yield said(NamedNode(iri), "rdf:type", NamedNode(expanded("dct:Standard")))
            yield said(NamedNode(iri), "dct:title", Literal(title, language="en"))

    def _codes(self, node: NamedNode) -> Iterator[Triple]:
        yield said(node, "dct:license", code("licence", "CC_BY_4_0"))
        yield said(node, "dct:spatial", code("country", "NOR"))
        for language in ("NOB", "NNO", "ENG"):
            yield said(node, "dct:language", code("language", language))
        for profile in PROFILES:
            yield said(self.iri("catalog/rusfelt"), "dct:conformsTo", NamedNode(profile))

    def _record(self) -> Iterator[Triple]:
        record = self.iri("record/rusfelt")
        yield said(record, "rdf:type", NamedNode(expanded("dcat:CatalogRecord")))
        yield said(record, "foaf:primaryTopic", self.dataset)
        yield said(record, "dct:identifier", Literal(record.value))
        yield said(record, "dct:conformsTo", NamedNode(next(iter(PROFILES))))
        for date in self._issued():
            yield said(record, "dct:issued", date)
            yield said(record, "dct:modified", date)
            yield said(self.dataset, "dct:issued", date)

    def _issued(self) -> Iterable[Term]:
        issued = expanded("dct:issued")
        pairs = self.repository.describe([self.dataset]).get(self.dataset, ())
        return [value for predicate, value in pairs if predicate.value == issued]

    def _service(self) -> Iterator[Triple]:
        service, endpoint = self.iri("service/sparql"), NamedNode(f"{self.root}sparql")
        yield said(service, "rdf:type", NamedNode(expanded("dcat:DataService")))
        yield said(service, "dct:identifier", Literal(service.value))
        for text, lang in (
            ("SPARQL-endepunkt", "nb"),
            ("SPARQL-endepunkt", "nn"),
            ("SPARQL endpoint", "en"),
        ):
            yield said(service, "dct:title", Literal(text, language=lang))
        for text, lang in (
            ("Spør grafen med SPARQL 1.1.", "nb"),
            ("Spør grafen med SPARQL 1.1.", "nn"),
            ("Ask the graph with SPARQL 1.1.", "en"),
        ):
            yield said(service, "dct:description", Literal(text, language=lang))
        yield said(service, "dcat:endpointURL", endpoint)
        yield said(service, "dcat:endpointDescription", endpoint)
        yield said(service, "dcat:servesDataset", self.dataset)
        yield said(service, "dct:publisher", self.iri("organisation/rusfelt"))
        yield said(service, "dcat:contactPoint", self.iri("contact/rusfelt"))
        yield said(service, "dct:license", code("licence", "CC_BY_4_0"))
        yield said(service, "dct:accessRights", code("access-right", "PUBLIC"))
        yield said(endpoint, "rdf:type", NamedNode(expanded("rdfs:Resource")))
        yield said(self.iri("contact/rusfelt"), "vcard:hasURL", NamedNode(self.root))

    def _period(self) -> Iterator[Triple]:
        """The period that the data is about, by the years that the graph gives it."""
        node = self.iri("period/plan-period")
        pairs = self.repository.describe([node]).get(node, ())
        years = {predicate.value.rpartition("#")[2]: value for predicate, value in pairs}
        yield said(node, "rdf:type", NamedNode(expanded("dct:PeriodOfTime")))
        for name, year, day in (
            ("dcat:startDate", "firstYear", "01-01"),
            ("dcat:endDate", "lastYear", "12-31"),
        ):
            found = years.get(year)
            if isinstance(found, Literal):
                yield said(
                    node, name, Literal(f"{found.value}-{day}", datatype=NamedNode(XSD + "date"))
                )

    def _partitions(self) -> Iterator[Triple]:
        """How many things each class has, and how many triples each property (VoID, 4.6)."""
        for kind, counts in self.counts.items():
            measure = "void:entities" if kind == "class" else "void:triples"
            for number, (name, many) in enumerate(sorted(counts.items())):
                node = self.iri(f"partition/{kind}-{number}")
                yield said(self.dataset, f"void:{kind}Partition", node)
                yield said(node, f"void:{kind}", NamedNode(name))
                yield said(node, measure, Literal(many))

    def _distribution(self, one: Distribution) -> Iterator[Triple]:
        node = self.iri(f"distribution/{one.name}")
        href = NamedNode(f"{self.root}download/{one.name}")
        checksum, media = self.iri(f"checksum/{one.name}"), NamedNode(IANA + one.type)
        form = code("file-type", FORMATS[one.type])
        yield said(self.dataset, "dcat:distribution", node)
        yield said(node, "rdf:type", NamedNode(expanded("dcat:Distribution")))
        for lang in ("nb", "nn", "en"):
            yield said(node, "dct:title", Literal(one.name, language=lang))
            yield said(node, "dct:description", Literal(one.name, language=lang))
        yield said(node, "dcat:accessURL", href)
        yield said(node, "dcat:downloadURL", href)
        yield said(node, "dct:license", code("licence", "CC_BY_4_0"))
        yield said(node, "rf:sha256", Literal(one.digest))
        yield said(node, "dct:format", form)
        yield said(node, "dcat:mediaType", media)
        yield said(
            node,
            "dcat:byteSize",
            Literal(str(one.size), datatype=NamedNode(XSD + "decimal")),
        )
        yield said(node, "spdx:checksum", checksum)
        yield said(checksum, "rdf:type", NamedNode(SPDX + "Checksum"))
        yield said(checksum, "spdx:algorithm", NamedNode(SPDX + "checksumAlgorithm_sha1"))
        yield said(
            checksum,
            "spdx:checksumValue",
            Literal(one.sha1, datatype=NamedNode(XSD + "hexBinary")),
        )
        yield said(media, "rdf:type", NamedNode(expanded("dct:MediaType")))
        yield said(href, "rdf:type", NamedNode(expanded("rdfs:Resource")))
        yield from self._code("file-type", FORMATS[one.type], FORMATS[one.type])
        yield said(form, "rdf:type", NamedNode(expanded("dct:MediaTypeOrExtent")))

    def _code(self, scheme: str, name: str, label: str) -> Iterator[Triple]:
        """A code of an authority of the EU, with its scheme and a name, for whoever has no network."""
        node, listed = code(scheme, name), NamedNode(f"{EU}{scheme}")
        yield said(node, "rdf:type", NamedNode(expanded("skos:Concept")))
        yield said(node, "skos:inScheme", listed)
        yield said(node, "skos:prefLabel", Literal(label, language="en"))
        yield said(listed, "rdf:type", NamedNode(expanded("skos:ConceptScheme")))
        yield said(listed, "dct:title", Literal(SCHEMES.get(scheme, scheme), language="en"))


CODES = (
    ("access-right", "PUBLIC", "public", "dct:RightsStatement"),
    ("frequency", "IRREG", "irregular", "dct:Frequency"),
    ("licence", "CC_BY_4_0", "CC BY 4.0", "dct:LicenseDocument"),
    ("country", "NOR", "Norway", "dct:Location"),
    ("data-theme", "HEAL", "health", "skos:Concept"),
    ("language", "NOB", "Norwegian Bokmål", "dct:LinguisticSystem"),
    ("language", "NNO", "Norwegian Nynorsk", "dct:LinguisticSystem"),
    ("language", "ENG", "English", "dct:LinguisticSystem"),
)
CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"
)
PROPERTIES = "SELECT ?property (COUNT(*) AS ?count) WHERE { ?s ?property ?o } GROUP BY ?property"


def code(scheme: str, name: str) -> NamedNode:
    """A code of an authority of the EU."""
    return NamedNode(f"{EU}{scheme}/{name}")


def expanded(name: str) -> str:
    """The IRI of a prefixed name of a vocabulary that others have made."""
    if name.startswith("spdx:"):
        return SPDX + name.removeprefix("spdx:")
    return vocabulary.expanded(name)


def said(subject: NamedNode, predicate: str, value: Term) -> Triple:
    """A triple."""
    return Triple(subject, NamedNode(expanded(predicate)), value)
