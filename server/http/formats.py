"""One table of the formats an answer can have."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, eq=False)
class Format:
    """A format: its name, the media type that is answered, how it is written.

    `also`: other media types that ask for it. `names`: other names, as clients know them.
    """

    name: str
    media_type: str
    engine: QueryResultsFormat | RdfFormat | None
    also: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The Content-Type header: text types with their character set."""
        text = self.media_type.startswith("text/")
        return self.media_type + ("; charset=utf-8" if text else "")

    def is_called(self, name: str) -> bool:
        """Whether a client that says `name` means this format."""
        return name.lower() in (self.name, self.media_type, *self.also, *self.names)


HTML = Format("html", "text/html", None, ("application/xhtml+xml",))
RESULTS = (
    Format("json", "application/sparql-results+json", QueryResultsFormat.JSON, ("application/json",), ("sparql-json", "srj")),
    Format("xml", "application/sparql-results+xml", QueryResultsFormat.XML, ("application/xml", "text/xml"), ("sparql-xml", "srx")),
    Format("csv", "text/csv", QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
)  # fmt: skip
TRIPLES = (
    Format(
        "ttl",
        "text/turtle",
        RdfFormat.TURTLE,
        ("application/x-turtle", "text/n3", "text/rdf+n3"),
        ("turtle", "n3"),
    ),
    Format(
        "nt",
        "application/n-triples",
        RdfFormat.N_TRIPLES,
        ("text/plain",),
        ("ntriples", "n-triples", "nt11"),
    ),
    Format(
        "jsonld",
        "application/ld+json",
        RdfFormat.JSON_LD,
        ("application/json",),
        ("json-ld", "json"),
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        RdfFormat.RDF_XML,
        ("application/xml", "text/xml"),
        ("rdf+xml", "rdfxml", "rdf/xml", "xml"),
    ),
    Format(
        "nq", "application/n-quads", RdfFormat.N_QUADS, ("text/x-nquads",), ("nquads", "n-quads")
    ),
    Format("trig", "application/trig", RdfFormat.TRIG, ("application/x-trig",)),
)
BY_NAME = {form.name: form for form in (HTML, *RESULTS, *TRIPLES)}
