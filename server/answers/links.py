"""From IRIs of the graph to addresses of this server, and to names people can read."""

from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from ontology.vocabulary import PREFIXES
from server.repository.embedded import Repository


@dataclass(frozen=True)
class Named:
    """A resource on a page: where its link leads, its name and the language of the name."""

    href: str
    name: str
    lang: str | None


def address(repository: Repository, iri: str) -> str:
    """Where a reader of this server is led: our own document for our own IRI, else the IRI itself."""
    base = repository.base
    if not iri.startswith(base):
        return iri
    local = iri[len(base) :]
    if local.startswith("id/"):
        return "/doc/" + quote(local[3:], safe="/-._~")
    return "/" + quote(local, safe="/-._~#")


def short(repository: Repository, iri: str) -> str:
    """A prefixed name where a prefix fits, else the IRI."""
    for prefix, namespace in {**PREFIXES, "rf": repository.base + "def#"}.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def named(repository: Repository, node: NamedNode, languages: tuple[str, ...]) -> Named:
    """A resource with its label in the first language that has one."""
    label = repository.label(node, languages)
    text, lang = label if label else (short(repository, node.value), None)
    return Named(address(repository, node.value), text, lang or None)
