"""What the tools answer from: one snapshot, and what was made of it before."""

from dataclasses import dataclass
from typing import Self

from pyoxigraph import NamedNode

from server.answers.elements.said import Sayings
from server.mcp_tools.tool_fault import ToolFault
from server.publication.memo import Memo
from server.publication.search import Search
from server.publication.site import Snapshot
from server.repository.interface import Repository

UNKNOWN = "There is no claim {name!r}. Names of claims stand in the answers of search, compare and run_question."
NO_CLAIM = "{name!r} is no claim, but a thing that claims are about; sparql finds these with the query {query}"
ABOUT = "SELECT DISTINCT ?claim {{ ?statement ?says <{iri}> ; <http://www.w3.org/ns/prov#wasDerivedFrom> ?claim }}"


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
        """The IRI of a thing by any of its names: that of a claim alone, id:…, claim/…, or the IRI itself."""
        things = self.repository.base + "id/"
        if "://" in name:
            return name
        if name.startswith(("id:", "claim/")):
            return things + name.removeprefix("id:")
        return f"{things}claim/{name}"

    def claim(self, name: str) -> NamedNode:
        """The claim of a name; ToolFault where there is none, with a query where it is another thing."""
        try:
            node = NamedNode(self.iri(name))
        except ValueError as error:
            raise ToolFault(UNKNOWN.format(name=name[:80])) from error
        description = self.repository.describe([node])
        if node not in description:
            raise ToolFault(UNKNOWN.format(name=name[:80]))
        if not Sayings(self.repository.base, description).of(node).is_a("rf:Claim"):
            raise ToolFault(NO_CLAIM.format(name=name[:80], query=ABOUT.format(iri=node.value)))
        return node
