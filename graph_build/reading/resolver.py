"""From the names in fact files to IRIs."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_build.iris import Iris
from graph_build.reading.corpus import Corpus
from ontology import Vocabulary


@dataclass(frozen=True)
class Resolver:
    """From what a fact file writes to IRIs; None where nothing of that name exists."""

    iris: Iris
    vocabulary: Vocabulary
    corpus: Corpus

    def term(self, curie: str) -> NamedNode:
        """A term of the ontology or a reused vocabulary, under this base."""
        return NamedNode(self.iris.rebase(self.vocabulary.term(curie).value))

    def link(self, register: str, slug: str, source: str | None = None) -> NamedNode | None:
        """The thing that `slug` names in `register`; inside a fact file ids are relative to `source`."""
        code = self.vocabulary.codes.get((register, slug))
        if code is not None:
            return NamedNode(self.iris.rebase(code))
        if register in ("claim", "statement", "observation"):
            return self._fact(register, slug if source is None else f"{source}-{slug}")
        if register == "input":
            return self._fact("statement", slug) or self.link("derived", slug)
        found = self.corpus.register_of(register, slug)
        if found is None and register == "linked-thing":
            return self._fact("claim", slug)
        return self.iris.thing(found, slug) if found else None

    def _fact(self, register: str, id: str) -> NamedNode | None:
        if register == "claim":
            return self.iris.thing("claim", id) if id in self.corpus.claim_ids else None
        kind = self.corpus.statement_kinds.get(id)
        if kind is None or register not in ("statement", kind):
            return None
        return self.iris.thing(kind, id)

    def candidates(self, register: str) -> tuple[str, ...]:
        """What could have been written where a link of this register dangles."""
        codes = self.vocabulary.codes_of(register)
        return codes or tuple(sorted(self.corpus.entries.get(register, {})))
