"""One thing of the graph: its name, what it says, the words behind it, what points to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from ontology.vocabulary import PREFIXES
from server.answers.compare.pairs import Pair, pairs
from server.answers.elements.figures import Figure, figures
from server.answers.elements.names import Named, Names, address, kind_of, short
from server.answers.elements.quotes import Quote, claims_behind, quotes
from server.answers.elements.said import Said, Text, expanded
from server.answers.things.claim_page import FIGURES
from server.answers.things.rows import MOST, Row, Unnamed, incoming, mentioned, outgoing
from server.repository.interface import Incoming, Pairs, Repository, Term
from shapes.findings.evidence import EVIDENCE, QuotedClaim
from shapes.rendering.view import web_link

TYPE = NamedNode(PREFIXES["rdf"] + "type")
# Classes that say little of a thing which has a narrower one.
WIDE = ("Statement", "PlanElement")
# Said in the head of the page, or of no use to whoever reads it; of a figure its value and its calculation, too.
ELSEWHERE = ("rdf:type", "skos:definition", "skos:inScheme", "skos:notation")
VALUES = ("rf:value", "sdmx-measure:obsValue")
CALCULATION = ("rf:expression", "rf:input", "rf:decimals")


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing; `figure`: it as a fact, if it is one.

    `web` is where its IRI leads if anywhere, `here` the address of its document, `short` its IRI as a prefixed name
    where that can be.
    """

    iri: str
    web: str | None
    here: str
    short: str
    title: Named
    types: tuple[Named, ...]
    definition: Text | None
    figure: Figure | None
    quotes: tuple[Quote, ...]
    pairs: tuple[Pair, ...]
    rows: tuple[Row, ...]
    incoming: tuple[Row, ...]


def resource(repository: Repository, node: NamedNode, languages: Sequence[str]) -> Resource | None:
    """A thing as its page says it; None where the graph says nothing about it.

    Three questions, two more each of a figure and of one beside others, one more where it has blank nodes.
    """
    description = repository.describe([node], EVIDENCE)
    told = description.get(node)
    if told is None:
        return None
    beside, pointing = _pointing(repository, node, told)
    claims = claims_behind(description, node, repository.base)
    unnamed = _unnamed(repository, node, told)
    nodes = {node, *pointing, *_links(pointing, claims)}
    for said in (told, *unnamed.values()):
        nodes.update(mentioned(said))
    names = Names.of(repository, nodes, languages)
    figure = _figure(repository, node, languages)
    rows = outgoing(_told(repository.base, told, figure), names, languages, unnamed)
    return Resource(
        iri=node.value,
        web=web_link(node.value),
        here=address(repository.base, node.value, foreign=repository.foreign),
        short=short(repository.base, node.value),
        title=names.named(node),
        types=names.all(_kinds(repository.base, told)),
        definition=Said(repository.base, told).text("skos:definition", languages),
        figure=figure,
        quotes=quotes(claims, names, languages),
        pairs=pairs(repository, beside, languages) if beside else (),
        rows=tuple(_but_title(rows, names.named(node))),
        incoming=tuple(incoming(pointing, names)),
    )


def _pointing(
    repository: Repository, node: NamedNode, told: Pairs
) -> tuple[tuple[NamedNode, ...], Mapping[NamedNode, Incoming]]:
    """The pairs that a thing is of, and what else points to it."""
    found = repository.incoming(node, MOST)
    beside = _aligned(found, repository.base)
    others = dict(_without(found, frozenset(beside)))
    if not repository.foreign:
        others = dict(_told_once(repository.base, told, others))
    return beside, others


def _aligned(pointing: Mapping[NamedNode, Incoming], base: str) -> tuple[NamedNode, ...]:
    """The pairs among what points to a thing."""
    found = pointing.get(NamedNode(base + "def#aligns"))
    return found.subjects if found is not None else ()


def _without(
    pointing: Mapping[NamedNode, Incoming], shown: frozenset[NamedNode]
) -> Iterator[tuple[NamedNode, Incoming]]:
    """What points to a thing, but for what the page shows already."""
    for predicate, one in pointing.items():
        left = tuple(subject for subject in one.subjects if subject not in shown)
        count = one.count - len(one.subjects) + len(left)
        if count or one.more:
            yield predicate, Incoming(left, count, one.more)


def _told_once(
    base: str, told: Pairs, pointing: Mapping[NamedNode, Incoming]
) -> Iterator[tuple[NamedNode, Incoming]]:
    """What points to a thing, but for what says no more than a link of its own, or than another that points to it.

    A claim that states it, since it is derived from that; the place of its number in a calculation, since the result is
    derived from it; and what is derived from it in a way that another link tells.
    """
    derived, states, number = (
        NamedNode(expanded(base, name))
        for name in ("prov:wasDerivedFrom", "rf:states", "rf:inputValue")
    )
    behind = {value for predicate, value in told if predicate == derived}
    left = {
        predicate: one
        for predicate, one in pointing.items()
        if not (predicate == number and derived in pointing)
        and not (predicate == states and behind.issuperset(one.subjects))
    }
    others = {
        node for predicate, one in left.items() if predicate != derived for node in one.subjects
    }
    for predicate, one in left.items():
        yield from _without({predicate: one}, frozenset(others if predicate == derived else ()))


def _kinds(base: str, pairs: Pairs) -> tuple[NamedNode, ...]:
    """What the thing is: of our own classes the narrowest, of others all that there are."""
    kinds = tuple(one for key, one in pairs if key == TYPE and isinstance(one, NamedNode))
    own = [one for one in kinds if one.value.startswith(base)]
    narrow = [one for one in own if one.value.rpartition("#")[2] not in WIDE]
    return tuple(narrow or own) or kinds


def _told(base: str, pairs: Pairs, figure: Figure | None) -> Pairs:
    """What is not said elsewhere on the page; the value of a figure, and how it was calculated, is in its head."""
    names = ELSEWHERE if figure is None or figure.value is None else (*ELSEWHERE, *VALUES)
    if figure is not None and figure.expression:
        names = (*names, *CALCULATION)
    elsewhere = {expanded(base, name) for name in names}
    return tuple(pair for pair in pairs if pair[0].value not in elsewhere)


def _but_title(rows: Iterable[Row], title: Named) -> Iterator[Row]:
    """The rows, without those that only say the title once more."""
    return (
        row for row in rows if [(one.text, one.link) for one in row.values] != [(title.name, None)]
    )


def _figure(repository: Repository, node: NamedNode, languages: Sequence[str]) -> Figure | None:
    """The thing as a fact chip, where it is a statement that has one."""
    own = node.value.startswith(repository.base) and kind_of(node.value) in FIGURES
    found = figures(repository, [node], languages) if own else ()
    return found[0] if found else None


def _links(
    pointing: Mapping[NamedNode, Incoming], claims: Iterable[QuotedClaim]
) -> Iterator[NamedNode]:
    """The things that point to a thing, and the claims behind it with their sources."""
    for one in pointing.values():
        yield from one.subjects
    for claim in claims:
        yield from (one for one in (claim.claim, claim.source) if one)


def _unnamed(repository: Repository, node: NamedNode, pairs: Pairs) -> Unnamed:
    """What is said of the blank nodes that belong to a thing; one question, where there are any."""
    found = dict[BlankNode, list[tuple[NamedNode, Term]]]()
    if any(isinstance(value, BlankNode) for _, value in pairs):
        for quad in repository.quads(node):
            if isinstance(quad.subject, BlankNode):
                found.setdefault(quad.subject, []).append((quad.predicate, quad.object))
    return found
