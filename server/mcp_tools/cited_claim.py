"""The evidence of claims: their words with place and hash, source, caveats, and a citation that is ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.citation import Citation, as_text
from server.answers.elements.names import Names
from server.answers.elements.quotes import Quote, quotes
from server.answers.elements.said import Sayings
from server.mcp_tools.material import Material
from server.repository.interface import Description
from shapes.findings.evidence import EVIDENCE, claims_of, quoted_claim
from shapes.graphs.properties import Description as Described
from shapes.graphs.properties import Properties

FOLLOW = (*EVIDENCE, "rf:caveat")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source as they stand there (at most ten), where their passage stands in code points, the SHA-256 of the passage."""

    words: str | None
    start: int
    end: int
    sha256: str | None
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A claim that limits another, and what it says."""

    claim: str
    says: str


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim as it may be repeated: what it says in our words, the source's words, what limits it, how it is cited."""

    label: str
    source: str
    mode: str | None
    said_by: str | None
    quotes: tuple[Words, ...]
    caveats: tuple[Limit, ...]
    citation: str


def cited_claims(
    material: Material, claims: Iterable[str], languages: Sequence[str]
) -> Mapping[str, CitedClaim]:
    """The evidence of claims by the names that answers have for them; two questions."""
    repository = material.repository
    nodes = [NamedNode(material.iri(one)) for one in claims]
    description = repository.describe(nodes, FOLLOW)
    said = Sayings(repository.base, description)
    named = {*nodes, *(end for one in nodes for name in NAMED for end in said.of(one).nodes(name))}
    names = Names.of(repository, named, languages)
    told = Described(repository.base, description)
    return {
        material.local(one.value): _cited(material, said, told, names, one, languages)
        for one in nodes
        if one in description
    }


NAMED = ("prov:wasDerivedFrom", "rf:assertionMode", "prov:wasAttributedTo", "rf:caveat")


def _cited(
    material: Material,
    said: Sayings,
    told: Properties,
    names: Names,
    node: NamedNode,
    languages: Sequence[str],
) -> CitedClaim:
    claim = quoted_claim(told, node)
    title = names.named(claim.source).name if claim.source else ""
    passages = quotes((claim,), names, languages)
    label = names.named(node).name
    fragments = " … ".join(dict.fromkeys(one.fragment for one in passages if one.fragment))
    return CitedClaim(
        label=label,
        source=claim.number,
        mode=names.named(claim.mode).name if claim.mode else None,
        said_by=names.named(claim.said_by).name if claim.said_by else None,
        quotes=tuple(map(_words, passages)),
        caveats=tuple(
            Limit(material.local(one.value), names.named(one).name)
            for one in said.of(node).nodes("rf:caveat")
        ),
        citation=as_text(Citation(label, node.value, material.version, fragments, title)),
    )


def _words(quote: Quote) -> Words:
    left_out = tuple(f"{one.word}: {one.reason}" for one in quote.left_out)
    return Words(quote.fragment, quote.start, quote.end, quote.sha256, left_out)


def claims_behind(
    material: Material, nodes: Iterable[NamedNode]
) -> Mapping[NamedNode, tuple[str, ...]]:
    """The names of the claims behind things: a claim itself, what a statement or a computed value comes from; one question."""
    wanted = tuple(nodes)
    found: Description = material.repository.describe(wanted, ("prov:wasDerivedFrom",))
    told = Described(material.repository.base, found)
    return {
        one: tuple(dict.fromkeys(material.local(each.value) for each in claims_of(told, one)))
        for one in wanted
        if one in found
    }
