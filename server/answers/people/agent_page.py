"""A person or body: roles with source and time, what they say by source, who they are the same as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.answers.orders.paging import Slice
from server.answers.orders.speaker_index import Spoken
from server.answers.people.agent_reader import (
    FOLLOW,
    HeldRole,
    Utterance,
    held_role,
    utterance,
)
from server.answers.sources.source_page import SourceFacts, source_facts
from server.repository.interface import Repository

AROUND = """PREFIX dct: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rf: <{base}def#>
SELECT DISTINCT ?as ?thing WHERE {{
  {{ ?thing a rf:RoleHolding ; (org:member|org:organization) <{iri}> . BIND("role" AS ?as) }}
  UNION {{ ?thing rf:linkProperty rf:sameAgentAs ; (rf:linkFrom|rf:linkTo) <{iri}> . BIND("link" AS ?as) }}
  UNION {{ ?thing a rf:Source ; dct:publisher <{iri}> . BIND("published" AS ?as) }}
  UNION {{ ?thing org:subOrganizationOf <{iri}> . BIND("part" AS ?as) }}
}} ORDER BY ?as ?thing"""
SIZE = 100  # claims of a page
QUERY = """PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?source ?claim ?label ?mode ?hedge WHERE {{
  ?claim a rf:Claim ; prov:wasAttributedTo <{iri}> ; prov:wasDerivedFrom ?source ; rdfs:label ?label ; rf:assertionMode ?mode .
  FILTER(LANG(?label) = "{lang}")
  OPTIONAL {{ ?claim rf:hedge ?hedge }}
}}
ORDER BY ?source ?claim
"""


@dataclass(frozen=True, slots=True)
class SameAgent:
    """Another name of the same agent in these texts, which is a conclusion of ours: why, and how sure it is."""

    other: Named
    reason: Text | None
    confidence: Named | None


@dataclass(frozen=True, slots=True)
class InSource:
    """What somebody says in one text, in its order, as far as a page has it; `modes`: how they say all of it, with counts."""

    source: SourceFacts
    said: tuple[Utterance, ...]
    modes: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True)
class AgentPage:
    """A person or body; `roles` are those they hold, `holders` those that others hold there.

    `sources` have the claims of one page, `slice`; `texts` is the number of all sources.
    """

    agent: Named
    person: bool
    kind: Named | None
    part_of: tuple[Named, ...]
    parts: tuple[Named, ...]
    published: tuple[Named, ...]
    roles: tuple[HeldRole, ...]
    holders: tuple[HeldRole, ...]
    same: tuple[SameAgent, ...]
    sources: tuple[InSource, ...]
    texts: int
    slice: Slice

    @property
    def claims(self) -> int:
        """How many claims are theirs."""
        return self.slice.total


def agent_page(
    repository: Repository,
    node: NamedNode,
    languages: Sequence[str],
    spoken: Mapping[NamedNode, Spoken],
    page: int = 1,
) -> AgentPage | None:
    """A person or body as their page says it, in three questions; None where there is none of that name.

    `spoken`: what they say in each source.
    """
    around = _around(repository, node)
    shown, claims = _shown(spoken, page)
    about = [one for found in (*around.values(), *claims.values()) for one in found]
    modes = [mode for source in claims for mode in spoken[source].modes]
    reader = Reader.of(repository, [node, *about, *claims, *modes], languages, FOLLOW)
    said = reader.said.of(node)
    if not said.is_a("foaf:Agent"):
        return None
    own, others = _roles(reader, node, around.get("role", ()))
    return AgentPage(
        agent=reader.names.named(node),
        person=said.is_a("foaf:Person"),
        kind=reader.named(said.node("rf:organisationKind")),
        part_of=reader.all_named(node, "org:subOrganizationOf"),
        parts=reader.names.all(around.get("part", ())),
        published=reader.names.all(around.get("published", ())),
        roles=own,
        holders=others,
        same=tuple(_same(reader, one, node) for one in around.get("link", ())),
        sources=tuple(_in_source(reader, one, claims[one], spoken[one].modes) for one in claims),
        texts=len(spoken),
        slice=shown,
    )


def _roles(
    reader: Reader, node: NamedNode, nodes: Iterable[NamedNode]
) -> tuple[tuple[HeldRole, ...], tuple[HeldRole, ...]]:
    """The posts that somebody holds, and those that others hold in it."""
    held = [role for one in nodes if (role := held_role(reader, one))]
    mine = [one.member is not None and one.member.iri == node.value for one in held]
    own, others = (
        tuple(one for one, is_own in zip(held, mine, strict=True) if is_own is wanted)
        for wanted in (True, False)
    )
    return own, others


def _around(repository: Repository, node: NamedNode) -> Mapping[str, Sequence[NamedNode]]:
    found: dict[str, list[NamedNode]] = {}
    for row in repository.select(AROUND.format(base=repository.base, iri=node.value)):
        thing, key = row.get("thing"), row.get("as")
        if isinstance(thing, NamedNode) and key is not None:
            found.setdefault(key.value, []).append(thing)  # type: ignore[union-attr]
    return found


def _shown(
    spoken: Mapping[NamedNode, Spoken], page: int
) -> tuple[Slice, Mapping[NamedNode, Sequence[NamedNode]]]:
    """The claims of a page by their source, and which part of all they are."""
    every = [(source, claim) for source, said in spoken.items() for claim in said.claims]
    at = Slice.of(page, SIZE, len(every))
    claims: dict[NamedNode, list[NamedNode]] = {}
    for source, claim in every[at.skip : at.skip + at.size]:
        claims.setdefault(source, []).append(claim)
    return at, claims


def _in_source(
    reader: Reader, source: NamedNode, said: Sequence[NamedNode], modes: Mapping[NamedNode, int]
) -> InSource:
    """What somebody says in a source, and in which ways, the most frequent first."""
    counts = [(reader.names.named(mode), n) for mode, n in modes.items()]
    return InSource(
        source_facts(reader, source),
        tuple(utterance(reader, one) for one in said),
        tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0].iri))),
    )


def _same(reader: Reader, link: NamedNode, node: NamedNode) -> SameAgent:
    said = reader.said.of(link)
    ends = [*said.nodes("rf:linkFrom"), *said.nodes("rf:linkTo")]
    other = next((one for one in ends if one != node), node)
    return SameAgent(
        reader.names.named(other),
        said.text("rf:reason", reader.languages),
        reader.named(said.node("rf:confidence")),
    )
