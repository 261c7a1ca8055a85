"""The tool get_claim: a claim with all that its page says, each figure and statement an item."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.names import Named
from server.answers.orders.claim_order import claim_order
from server.answers.things.claim_page import ClaimPage, OtherStatement, claim_page
from server.mcp_tools.answer_part import Item, ToolAnswer
from server.mcp_tools.arguments import ClaimArguments
from server.mcp_tools.cited_claim import claims_behind
from server.mcp_tools.figure_said import FigureSaid, figure_said
from server.mcp_tools.material import Material
from server.mcp_tools.pair_items import PairSaid, pair_said
from server.mcp_tools.tool_fault import ToolFault


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """Who says a claim and how that is known, how, about what; the claims before and after it in the text."""

    claim: str
    iri: str
    who: tuple[str, ...]
    basis: str | None
    basis_reason: str | None
    mode: str | None
    hedge: str | None
    topics: tuple[str, ...]
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class StatementSaid:
    """A statement without a number: its class and what it says; of a correction both readings, and why."""

    says: str
    kind: str | None
    literal: str | None
    corrected: str | None
    reason: str | None
    preferred: bool


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """A part of what there is about a claim: how it belongs to it (`part`), and one of the rest."""

    part: str
    figure: FigureSaid | None = None
    statement: StatementSaid | None = None
    pair: PairSaid | None = None
    claim: str | None = None
    says: str | None = None


def claim_items(material: Material, asked: ClaimArguments) -> ToolAnswer:
    """A claim, what it states, what was calculated from that, what limits it, what it is set beside; ToolFault."""
    node, order = material.claim(asked.id), material.memo.known(claim_order)
    page = claim_page(material.repository, node, asked.languages, order)
    if page is None:
        raise ToolFault(f"{asked.id[:80]!r} says no source; ask sparql about it.")
    head = _said(page, material)
    return ToolAnswer.of({"about": head}, [*_items(page, material, asked.language, head.claim)])


def _said(page: ClaimPage, material: Material) -> ClaimSaid:
    def local(one: Named | None) -> str | None:
        return None if one is None else material.local(one.iri)

    return ClaimSaid(
        claim=material.local(page.iri),
        iri=page.iri,
        who=tuple(one.name for one in page.who),
        basis=page.basis.name if page.basis else None,
        basis_reason=page.basis_reason.text if page.basis_reason else None,
        mode=page.mode.name if page.mode else None,
        hedge=page.hedge.text if page.hedge else None,
        topics=tuple(one.name for one in page.topics),
        previous=local(page.previous),
        next=local(page.next),
    )


def _items(page: ClaimPage, material: Material, lang: str, claim: str) -> Iterator[Item]:
    """The claim's own first: the claim itself stands behind each of them."""
    for one in page.figures:
        yield Item(ClaimPart("states", figure_said(one, material, lang)), (claim,))
    for other in page.others:
        yield Item(ClaimPart("states", statement=_statement(other)), (claim,))
    for one in page.derived:
        said = figure_said(one, material, lang)
        yield Item(ClaimPart("calculated from it", said), said.claims)
    for part, named in (("limited by", page.caveats), ("limits", page.limits)):
        yield from (_named(part, one, material) for one in named)
    behind = claims_behind(material, (NamedNode(one.iri) for one in page.follows_up))
    for later in page.follows_up:
        said_by = behind.get(NamedNode(later.iri), ())
        yield Item(
            ClaimPart("follows up", claim=material.local(later.iri), says=later.name), said_by
        )
    for pair in page.pairs:
        found = pair_said(pair, material, lang)
        yield Item(ClaimPart("set beside", pair=found), found.claims)


def _named(part: str, one: Named, material: Material) -> Item:
    name = material.local(one.iri)
    return Item(ClaimPart(part, claim=name, says=one.name), (name,))


def _statement(one: OtherStatement) -> StatementSaid:
    return StatementSaid(
        one.name.name,
        one.kind.name if one.kind else None,
        one.literal.text if one.literal else None,
        one.corrected.text if one.corrected else None,
        one.reason.text if one.reason else None,
        one.preferred,
    )
