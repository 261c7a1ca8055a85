"""What a page is about, and the other forms that it has."""

from dataclasses import dataclass

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA = "https://schema.org/"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about.

    `iri`: the thing of the graph, if it is one; `kind`: a class of schema.org; `query`: SPARQL that asks for what
    the page says; `words`: quoted `of` a source; `items`: addresses of what it collects.
    """

    title: str
    iri: str = ""
    kind: str = "WebPage"
    query: str = ""
    words: str = ""
    of: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """Another form of a page: its name, its address, its media type."""

    name: str
    href: str
    type: str
