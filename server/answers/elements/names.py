"""From IRIs of the graph to addresses of this server, and to names people can read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import NamedNode

from ontology.vocabulary import PREFIXES
from server.repository.interface import Label, Repository
from shapes.rendering.view import web_link


@dataclass(frozen=True, slots=True)
class Named:
    """A resource on a page: its IRI, where its link leads (or nowhere), its name and the language of the name.

    `limited`: it is a claim, or made of one, that a caveat limits, and whoever names it says so.
    """

    iri: str
    href: str
    name: str
    lang: str | None
    limited: bool = False


class Labels(Protocol):
    """What things are called."""

    def get(self, node: NamedNode, /) -> Label | None:
        """The label of a thing; None where it has none."""


@dataclass(frozen=True)
class Names:
    """The names of some things, asked for at once."""

    base: str
    labels: Labels
    foreign: bool = False
    limited: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, repository: Repository, nodes: Iterable[NamedNode], languages: Sequence[str]
    ) -> "Names":
        """The names of `nodes` in the first language that has one; one question."""
        labels = repository.labels(nodes, languages)
        return cls(repository.base, labels, repository.foreign, repository.limited)

    def named(self, node: NamedNode) -> Named:
        """A thing with its name: its label, else its IRI, shortened where that can be."""
        label = self.labels.get(node)
        href = address(self.base, node.value, foreign=self.foreign)
        if label is None:
            return Named(node.value, href, short(self.base, node.value), None)
        limited = node.value in self.limited
        return Named(node.value, href, label.text, label.language or None, limited)

    def all(self, nodes: Iterable[NamedNode]) -> tuple[Named, ...]:
        """Several, in their order."""
        return tuple(map(self.named, nodes))


# Things that have a page of their own kind, by the beginning of their local name.
PAGES = {
    "id/claim/": "/claims/",
    "id/goal/goal-": "/goals/",
    "id/focus-area/": "/focus-areas/",
    "id/measure/": "/measures/",
    "id/indicator/": "/indicators/",
    "id/source/": "/sources/",
    "id/person/": "/people/",
    "id/organisation/": "/people/",
}
PLAN = "id/plan/opptrappingsplan-rus"


def address(base: str, iri: str, *, foreign: bool = False) -> str:
    """Where a reader of this server is led: our own document for our own IRI, else the IRI itself.

    Of a foreign graph each IRI has a document here. Else empty for an IRI that leads nowhere, or would run in
    the page (`javascript:`): a graph may be anybody's.
    """
    if foreign and not iri.startswith(base):
        return "/resource?iri=" + quote(iri, safe="/:")
    if not iri.startswith(base):
        return web_link(iri) or ""
    local = iri[len(base) :]
    if (page := _own_page(local)) is not None:
        return page
    if local.startswith("id/"):
        return "/doc/" + quote(local[3:], safe="/-._~")
    return "/" + quote(local, safe="/-._~#")


@lru_cache(10_000)
def _own_page(local: str) -> str | None:
    """The page of a thing whose kind has one; of a claim by its source and the rest of its name."""
    if local == PLAN:
        return "/plan"
    for beginning, page in PAGES.items():
        if local.startswith(beginning):
            name = local[len(beginning) :]
            if page == "/claims/":
                source, _, name = name.partition("-")
                page += source + "/"
            return page + quote(name, safe="-._~") if name else None
    return None


def kind_of(iri: str) -> str:
    """The kind of a thing of ours, by the last part but one of its IRI; empty of an IRI without parts."""
    return iri.rsplit("/", 2)[-2] if "/" in iri else ""


def document(base: str, iri: str) -> str:
    """The address of the RDF document about a thing of ours, whatever page it has."""
    return (
        "/doc/" + quote(iri[len(base) + 3 :], safe="/-._~") if iri.startswith(base + "id/") else ""
    )


def short(base: str, iri: str) -> str:
    """A prefixed name where a prefix fits, else the IRI."""
    for prefix, namespace in {**PREFIXES, "rf": base + "def#"}.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
