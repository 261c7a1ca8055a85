"""Who said what in which role, where and when: a row for each speaker in each text."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.people.agent_reader import (
    FOLLOW,
    HeldRole,
    Utterance,
    counted,
    held_role,
    utterance,
)
from server.answers.sources.source_page import SourceFacts, source_facts
from server.repository.interface import Repository

SPEAKERS = """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rf: <{base}def#>
SELECT DISTINCT ?as ?agent ?source ?thing WHERE {{
  {{ ?thing a rf:Claim ; prov:wasAttributedTo ?agent ; prov:wasDerivedFrom ?source . BIND("claim" AS ?as) }}
  UNION {{ ?thing a rf:RoleHolding BIND("role" AS ?as) }}
  UNION {{ ?thing a foaf:Agent BIND("agent" AS ?as) }}
}}
ORDER BY ?as ?agent ?source ?thing
"""
TOPICS = 3  # that a row names


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in one text: the roles that it gives them there, about what they speak, and how, with counts of claims.

    `inferred` counts claims of which the text does not say itself who says them.
    """

    agent: Named
    person: bool
    source: SourceFacts
    roles: tuple[HeldRole, ...]
    claims: int
    inferred: int
    limited: int
    modes: tuple[tuple[Named, int], ...]
    topics: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PeopleList:
    """All speakers, persons first; `unnamed` are roles without a name, `silent` those who are named and say nothing."""

    speakers: tuple[Speaker, ...]
    unnamed: tuple[HeldRole, ...]
    silent: tuple[Named, ...]
    query: str


def people_list(repository: Repository, languages: Sequence[str]) -> PeopleList:
    """Speakers and roles, in three questions."""
    query = SPEAKERS.format(base=repository.base)
    rows = repository.select(query)
    things = {
        key: [
            row["thing"]
            for row in rows
            if row["as"].value == key  # type: ignore[union-attr]
            and isinstance(row["thing"], NamedNode)
        ]
        for key in ("claim", "role", "agent")
    }
    reader = Reader.of(
        repository, [one for found in things.values() for one in found], languages, FOLLOW
    )
    held = [role for one in things["role"] if (role := held_role(reader, one))]
    spoken: dict[tuple[NamedNode, NamedNode], list[NamedNode]] = {}
    for row in rows:
        agent, source, claim = row.get("agent"), row.get("source"), row["thing"]
        if (
            isinstance(agent, NamedNode)
            and isinstance(source, NamedNode)
            and isinstance(claim, NamedNode)
        ):
            spoken.setdefault((agent, source), []).append(claim)
    speakers = [_speaker(reader, *pair, claims, held) for pair, claims in spoken.items()]
    heard = {one.agent.iri for one in speakers}
    return PeopleList(
        speakers=tuple(sorted(speakers, key=_rank)),
        unnamed=tuple(one for one in held if one.member is None),
        silent=reader.names.all(one for one in things["agent"] if one.value not in heard),
        query=query,
    )


def _speaker(
    reader: Reader,
    agent: NamedNode,
    source: NamedNode,
    claims: Sequence[NamedNode],
    held: Sequence[HeldRole],
) -> Speaker:
    said: list[Utterance] = [utterance(reader, one) for one in claims]
    topics = [topic for one in claims for topic in reader.all_named(one, "dct:subject")]
    return Speaker(
        agent=reader.names.named(agent),
        person="/person/" in agent.value,
        source=source_facts(reader, source),
        roles=tuple(
            one
            for one in held
            if one.member and one.member.iri == agent.value and one.source.iri == source.value
        ),
        claims=len(said),
        inferred=sum(one.inferred for one in said),
        limited=sum(bool(one.caveats) for one in said),
        modes=counted([one.mode for one in said if one.mode]),
        topics=tuple(topic for topic, _ in counted(topics)[:TOPICS]),
    )


def _rank(one: Speaker) -> tuple[bool, str, str]:
    return (not one.person, one.agent.name, one.source.number)
