"""What everybody says, source by source in the order of the text: made once of a graph, for pages that show a part of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.orders.claim_order import ClaimOrder
from server.repository.interface import Repository

QUERY = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rf: <{base}def#>
SELECT ?claim ?agent ?mode WHERE {{
  ?claim a rf:Claim ; prov:wasAttributedTo ?agent . OPTIONAL {{ ?claim rf:assertionMode ?mode }}
}}"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody says in one source, in its order; `modes`: how often in which way."""

    claims: tuple[NamedNode, ...]
    modes: Mapping[NamedNode, int]


SpeakerIndex = Mapping[NamedNode, Mapping[NamedNode, Spoken]]


def speaker_index(repository: Repository, order: ClaimOrder) -> SpeakerIndex:
    """By who says it and where; one question. `order`: the claims of each source."""
    agents: dict[NamedNode, dict[NamedNode, None]] = {}
    modes: dict[NamedNode, NamedNode] = {}
    for row in repository.select(QUERY.format(base=repository.base)):
        claim, agent, mode = row["claim"], row["agent"], row.get("mode")
        if isinstance(claim, NamedNode) and isinstance(agent, NamedNode):
            agents.setdefault(claim, {})[agent] = None
            if isinstance(mode, NamedNode):
                modes.setdefault(claim, mode)
    found: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = {}
    for source in sorted(order, key=lambda one: one.value):
        for claim in order[source]:
            for agent in agents.get(claim, ()):
                found.setdefault(agent, {}).setdefault(source, []).append(claim)
    return {
        agent: {
            source: Spoken(tuple(said), Counter(modes[one] for one in said if one in modes))
            for source, said in sources.items()
        }
        for agent, sources in found.items()
    }
