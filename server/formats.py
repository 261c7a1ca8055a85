"""One table of the formats an answer can have."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, eq=False)
class Format:
    """Short name, media type that is answered, other media types that ask for it, how it is written."""

    name: str
    media_type: str
    engine: QueryResultsFormat | RdfFormat | None
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The Content-Type header: text types with their character set."""
        text = self.media_type.startswith("text/")
        return self.media_type + ("; charset=utf-8" if text else "")


HTML = Format("html", "text/html", None, ("application/xhtml+xml",))
RESULTS = (
    Format("json", "application/sparql-results+json", QueryResultsFormat.JSON, ("application/json",)),
    Format("xml", "application/sparql-results+xml", QueryResultsFormat.XML, ("application/xml", "text/xml")),
    Format("csv", "text/csv", QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
)  # fmt: skip
TRIPLES = (
    Format("ttl", "text/turtle", RdfFormat.TURTLE, ("application/x-turtle",)),
    Format("nt", "application/n-triples", RdfFormat.N_TRIPLES, ("text/plain",)),
    Format("jsonld", "application/ld+json", RdfFormat.JSON_LD, ("application/json",)),
    Format("rdf", "application/rdf+xml", RdfFormat.RDF_XML, ("application/xml", "text/xml")),
    Format("nq", "application/n-quads", RdfFormat.N_QUADS, ("text/x-nquads",)),
    Format("trig", "application/trig", RdfFormat.TRIG, ("application/x-trig",)),
)
BY_NAME = {form.name: form for form in (HTML, *RESULTS, *TRIPLES)}
