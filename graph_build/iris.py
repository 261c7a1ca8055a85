"""The one module that makes IRIs: `{base}id/{type}/{slug}`, `{base}graph/{name}`."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ontology import DEFAULT_BASE


@dataclass(frozen=True)
class Iris:
    """IRIs under one base."""

    base: str

    def thing(self, kind: str, slug: str) -> NamedNode:
        """The IRI of a thing of a type."""
        return NamedNode(f"{self.base}id/{kind}/{slug}")

    def graph(self, name: str) -> NamedNode:
        """The IRI of a named graph."""
        return NamedNode(f"{self.base}graph/{name}")

    def rebase(self, iri: str) -> str:
        """An IRI written under the default base, moved under this one."""
        return self.base + iri[len(DEFAULT_BASE) :] if iri.startswith(DEFAULT_BASE) else iri
