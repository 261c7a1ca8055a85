"""One table of the formats an answer can have, and the choice among them."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.datastructures import MIMEAccept


@dataclass(frozen=True)
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
)


class NotAcceptable(Exception):
    """No format the client accepts can be given; `offered` are those that can."""

    def __init__(self, offered: tuple[Format, ...]) -> None:
        self.offered = offered
        super().__init__("Ask for one of: " + ", ".join(one.media_type for one in offered))


def choose(accept: MIMEAccept, name: str | None, offered: tuple[Format, ...]) -> Format:
    """The format asked for by `name`, else by the Accept header, else the first; NotAcceptable."""
    if name is not None:
        for one in offered:
            if name in (one.name, one.media_type):
                return one
        raise NotAcceptable(offered)
    if not accept:
        return offered[0]
    types = {media: one for one in reversed(offered) for media in (*one.also, one.media_type)}
    ordered = [media for one in offered for media in (one.media_type, *one.also)]
    best = accept.best_match(ordered)
    if best is None:
        raise NotAcceptable(offered)
    return next((one for one in offered if one.media_type == best), types[best])
