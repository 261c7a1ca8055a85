"""What a text can name: plans, goals, measures, services, posts, bodies and people, by the words of their names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import NamedNode

from server.answers.check.graph_side.figures import Texts
from server.answers.check.graph_side.graph_names import names, texts_of
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import words
from server.repository.interface import Repository
from shapes.findings.evidence import quoted_claims
from shapes.graphs.properties import Description

# The classes of the model whose members are named; the first of these where one name is of several.
CLASSES = ("Plan", "Goal", "FocusArea", "Measure", "Service")
# A name of one word has more letters than this, unless it has a capital.
SHORTEST = 10
_SAID_IN = ("prov:wasAttributedTo", "org:member", "org:role", "org:organization", "prov:wasQuotedFrom", "oa:hasSource", "oa:hasSelector", "oa:refinedBy", "prov:wasDerivedFrom")  # fmt: skip
_BRACKETED = re.compile(r"\s*\(([^)]*)\)\s*")


class Name(NamedTuple):
    """A name in stems, as it is written where it is one word with a capital, and what has it."""

    stems: tuple[str, ...]
    capitals: str
    kind: str
    iri: str
    labels: Texts


class Passage(NamedTuple):
    """A passage of a source: its fragment, also in small words, its length in code points, its hash, its claim."""

    words: tuple[str, ...]
    fragment: str
    length: int
    sha256: str
    iri: str
    labels: Texts


@dataclass(frozen=True)
class NamedThings:
    """Names by their first stem, passages by the first word of their fragment."""

    names: Mapping[str, tuple[Name, ...]]
    passages: Mapping[str, tuple[Passage, ...]]


NOTHING = NamedThings({}, {})


def named_things(repository: Repository) -> NamedThings:
    """All names and passages of a graph, in two questions about members and two about what is said of them."""
    members = repository.members((*CLASSES, "Claim", "RoleHolding"))
    things = [node for kind in CLASSES for node in members[kind]]
    told = Description(repository.base, repository.describe(things))
    claims = members["Claim"]
    behind = Description(
        repository.base, repository.describe((*claims, *members["RoleHolding"]), _SAID_IN)
    )
    agents = _agents(behind, (*claims, *members["RoleHolding"]))
    found = [name for node in things for name in _names(told, node)]
    found += [name for node in agents for name in _names(behind, node)]
    passages = [one for claim in claims for one in _passages(behind, claim)]
    by_stem: dict[str, list[Name]] = {}
    for name in found:
        by_stem.setdefault(name.stems[0], []).append(name)
    by_word: dict[str, list[Passage]] = {}
    for passage in passages:
        by_word.setdefault(passage.words[0], []).append(passage)
    return NamedThings(
        {stem: tuple(several) for stem, several in by_stem.items()},
        {word: tuple(several) for word, several in by_word.items()},
    )


def _agents(told: Description, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    properties = ("prov:wasAttributedTo", "org:member", "org:role", "org:organization")
    found = {
        one for node in nodes for property in properties for one in told.things(node, property)
    }
    return sorted(found, key=lambda one: one.value)


def _names(told: Description, node: NamedNode) -> Iterator[Name]:
    labels = texts_of(told, node, "rdfs:label")
    kind = node.value.split("/")[-2]
    for text in dict.fromkeys(part for name in names(told, node) for part in _parts(name)):
        found = tuple(one.stem for one in words(text))
        if _is_telling(found, text):
            yield Name(
                found,
                text if len(found) == 1 and text[0].isupper() else "",
                kind,
                node.value,
                labels,
            )


def _is_telling(stems: tuple[str, ...], text: str) -> bool:
    """Whether a name can be told from ordinary words: not «behandling», nor what only general words make."""
    book = phrase_book()
    if not stems or all(one in book.nameless | book.field for one in stems):
        return False
    return len(stems) > 1 or text[0].isupper() or len(text) > SHORTEST


def _parts(name: str) -> Iterator[str]:
    """A name without what stands in brackets, and that by itself where it is an abbreviation."""
    yield _BRACKETED.sub(" ", name).strip()
    yield from (
        part
        for part in _BRACKETED.findall(name)
        if part.isupper() or (part.istitle() and part.isalpha())
    )


def _passages(told: Description, claim: NamedNode) -> Iterator[Passage]:
    labels = texts_of(told, claim, "rdfs:label")
    for quoted in quoted_claims(told, claim):
        for one in quoted.passages:
            fragment = tuple(word.word for word in words(one.fragment or ""))
            if fragment and one.sha256:
                yield Passage(
                    fragment,
                    one.fragment or "",
                    one.end - one.start,
                    one.sha256,
                    claim.value,
                    labels,
                )
