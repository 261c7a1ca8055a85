"""All sources: what is known of each, what limits it, how many claims are taken from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.answers.elements.figures import Reader
from server.answers.sources.source_page import SourceFacts, SourceLimit, source_facts
from server.repository.interface import Repository

COUNTS = """PREFIX rf: <{base}def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?source (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{ ?claim a rf:Claim ; prov:wasDerivedFrom ?source }}
GROUP BY ?source ORDER BY ?source
"""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source, the claims that limit it, the number of claims taken from it."""

    facts: SourceFacts
    caveats: tuple[SourceLimit, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class SourceList:
    """All sources by number; `query` counts their claims."""

    sources: tuple[SourceEntry, ...]
    query: str


def source_list(repository: Repository, languages: Sequence[str]) -> SourceList:
    """The sources, in four questions."""
    query = COUNTS.format(base=repository.base)
    counts = {row["source"]: row["claims"] for row in repository.select(query)}
    members = repository.members(["Source", "Caveat"])
    reader = Reader.of(repository, [*members["Source"], *members["Caveat"]], languages)
    found = [
        SourceEntry(
            source_facts(reader, node),
            tuple(
                limit
                for one in members["Caveat"]
                if node in reader.said.of(one).nodes("rf:limitsSource")
                for limit in _limits(reader, one)
            ),
            _count(counts.get(node)),
        )
        for node in members["Source"]
    ]
    return SourceList(tuple(sorted(found, key=lambda one: one.facts.number)), query)


def _limits(reader: Reader, node: NamedNode) -> tuple[SourceLimit, ...]:
    said = reader.said.of(node)
    period = reader.named(said.node("rf:limitsPeriod"))
    return tuple(
        SourceLimit(claim, period) for claim in reader.names.all(said.nodes("prov:wasDerivedFrom"))
    )


def _count(value: object) -> int:
    return int(value.value) if isinstance(value, Literal) else 0
