"""What the tools answer from: one snapshot, and what was made of it before."""

from dataclasses import dataclass
from typing import Self

from server.publication.memo import Memo
from server.publication.search import Search
from server.publication.site import Snapshot
from server.repository.interface import Repository


@dataclass(frozen=True, slots=True)
class Material:
    """A graph, its index, its answers that are kept; `version` is the SHA-256 of its file."""

    repository: Repository
    search: Search
    memo: Memo
    version: str

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """What a snapshot has."""
        return cls(snapshot.repository, snapshot.search, snapshot.memo, snapshot.copy.digest)

    def local(self, iri: str) -> str:
        """A thing of the graph as answers name it: a claim by its own name, other things as id:…, others by IRI."""
        things = self.repository.base + "id/"
        if not iri.startswith(things):
            return iri
        return (
            iri.removeprefix(things + "claim/")
            if iri.startswith(things + "claim/")
            else "id:" + iri[len(things) :]
        )

    def iri(self, name: str) -> str:
        """The IRI of a claim that is named by its own name, as id:claim/…, claim/… or by its IRI."""
        things = self.repository.base + "id/"
        if name.startswith(things) or "://" in name:
            return name
        return f"{things}claim/" + name.removeprefix("id:").removeprefix("claim/")
