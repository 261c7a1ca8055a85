"""A claim: the words, who says it and how, what it states, what limits it, what else there is about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.compare.pairs import Pair, pairs
from server.answers.elements.figures import Figure, Reader
from server.answers.elements.names import Named, kind_of, short
from server.answers.elements.quotes import Quote, claims_behind, quotes
from server.answers.elements.said import Text
from server.answers.orders.claim_order import ClaimOrder
from server.repository.interface import Repository
from shapes.findings.evidence import EVIDENCE

# Statements that are shown as figures, by the beginning of their local name; others by their label.
FIGURES = ("observation", "comparison", "funding", "target", "count", "trend", "derived")
# What points to a claim or to one of its statements, as it is asked for.
POINTING = """SELECT DISTINCT ?property ?thing WHERE {{ VALUES ?about {{ {about} }} ?thing ?property ?about }}
ORDER BY ?property ?thing LIMIT 300"""


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """A statement without a number: its class, what it says; of a correction both readings; why."""

    name: Named
    kind: Named | None
    literal: Text | None
    corrected: Text | None
    reason: Text | None
    preferred: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim; `text_lang` is the language of its text, `basis` says how it is known who says it, `limits` are claims that it limits."""

    claim: Named
    source: Named
    number: str
    text_lang: str | None
    quotes: tuple[Quote, ...]
    who: tuple[Named, ...]
    basis: Named | None
    basis_reason: Text | None
    mode: Named | None
    hedge: Text | None
    caveats: tuple[Named, ...]
    limits: tuple[Named, ...]
    figures: tuple[Figure, ...]
    others: tuple[OtherStatement, ...]
    derived: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    follows_up: tuple[Named, ...]
    topics: tuple[Named, ...]
    previous: Named | None
    next: Named | None

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.claim.iri


def claim_page(
    repository: Repository, node: NamedNode, languages: Sequence[str], order: ClaimOrder
) -> ClaimPage | None:
    """A claim as its page says it, in seven questions; None where there is none of that name.

    `order`: the claims of each source in the order of the text.
    """
    description = repository.describe([node], EVIDENCE)
    if node not in description:
        return None
    pointing = _pointing(repository, node, description.get(node, ()))
    around = _neighbours(order, node, description.get(node, ()))
    named = [one for key in ("rf:caveat", "rf:followedUpBy") for one in pointing.get(key, ())]
    wanted = [node, *_derived(pointing), *named, *around]
    reader = Reader.of(repository, wanted, languages, ("rf:states",))
    claim = reader.said.of(node)
    source = claim.node("prov:wasDerivedFrom")
    if source is None or not claim.is_a("rf:Claim"):
        return None
    found = quotes(claims_behind(description, node, repository.base), reader.names, languages)
    beside = pairs(repository, pointing.get("rf:aligns", ()), languages)
    return _page(reader, node, source, found, pointing, beside, _beside(node, around))


def _page(
    reader: Reader,
    node: NamedNode,
    source: NamedNode,
    words: tuple[Quote, ...],
    pointing: Mapping[str, tuple[NamedNode, ...]],
    beside: tuple[Pair, ...],
    neighbours: tuple[NamedNode | None, NamedNode | None],
) -> ClaimPage:
    claim, title = reader.said.of(node), reader.said.of(source).text("dct:title")
    statements = claim.nodes("rf:states")
    numbers = [one for one in statements if kind_of(one.value) in FIGURES]
    return ClaimPage(
        claim=reader.names.named(node),
        source=reader.names.named(source),
        number=reader.said.notation(source),
        text_lang=title.lang if title else None,
        quotes=words,
        who=reader.all_named(node, "prov:wasAttributedTo"),
        basis=reader.named(claim.node("rf:attributionBasis")),
        basis_reason=claim.text("rf:attributionReason", reader.languages),
        mode=reader.named(claim.node("rf:assertionMode")),
        hedge=claim.text("rf:hedge"),
        caveats=reader.all_named(node, "rf:caveat"),
        limits=reader.names.all(pointing.get("rf:caveat", ())),
        figures=tuple(map(reader.figure, numbers)),
        others=tuple(_other(reader, one) for one in statements if one not in numbers),
        derived=tuple(reader.figure(one) for one in _derived(pointing)),
        pairs=beside,
        follows_up=reader.names.all(pointing.get("rf:followedUpBy", ())),
        topics=reader.all_named(node, "dct:subject"),
        previous=reader.named(neighbours[0]),
        next=reader.named(neighbours[1]),
    )


def _derived(pointing: Mapping[str, tuple[NamedNode, ...]]) -> list[NamedNode]:
    """The values that were calculated from what it states."""
    return [one for one in pointing.get("prov:wasDerivedFrom", ()) if "/derived/" in one.value]


def _other(reader: Reader, node: NamedNode) -> OtherStatement:
    one = reader.said.of(node)
    kinds = [kind for kind in one.nodes("rdf:type") if kind.value.startswith(reader.said.base)]
    own = [kind for kind in kinds if not kind.value.endswith("#Statement")]
    return OtherStatement(
        reader.names.named(node),
        reader.named(own[0] if own else None),
        one.text("rf:literalReading"),
        one.text("rf:correctedReading"),
        one.text("rf:reason", reader.languages),
        one.plain("rf:preferred") == "true",
    )


def _pointing(
    repository: Repository, node: NamedNode, said: Sequence[tuple[NamedNode, object]]
) -> Mapping[str, tuple[NamedNode, ...]]:
    """What points to the claim or to what it states, by the prefixed name of the property."""
    states = repository.base + "def#states"
    about = [node, *(value for key, value in said if key.value == states)]
    found: dict[str, tuple[NamedNode, ...]] = {}
    for row in repository.select(POINTING.format(about=" ".join(map(str, about)))):
        key, thing = row["property"], row["thing"]
        if isinstance(key, NamedNode) and isinstance(thing, NamedNode):
            name = short(repository.base, key.value)
            found[name] = (*found.get(name, ()), thing)
    return found


def _neighbours(
    claims: ClaimOrder, node: NamedNode, said: Sequence[tuple[NamedNode, object]]
) -> tuple[NamedNode, ...]:
    """The claim before and the one after in the order of the text, with the claim itself between."""
    sources = (value for key, value in said if key.value.endswith("prov#wasDerivedFrom"))
    source = next((one for one in sources if isinstance(one, NamedNode)), None)
    if source is None:
        return ()
    order = claims.get(source, ())
    if node not in order:
        return ()
    at = order.index(node)
    return tuple(order[max(at - 1, 0) : at + 2])


def _beside(
    node: NamedNode, around: Sequence[NamedNode]
) -> tuple[NamedNode | None, NamedNode | None]:
    if node not in around:
        return None, None
    at = around.index(node)
    return (around[at - 1] if at else None), (around[at + 1] if at + 1 < len(around) else None)
