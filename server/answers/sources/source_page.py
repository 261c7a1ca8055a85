"""A source: where it comes from, when, what limits all of it, and its claims in the order of the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.answers.orders.paging import Slice
from server.answers.sources.marked_text import Part, Place, parts
from server.repository.interface import Repository
from shapes.findings.evidence import EVIDENCE, Passage, quoted_claim
from shapes.graphs import properties

# Caveats on a source, statements of when it was published or kept.
AROUND = """PREFIX rf: <{base}def#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?as ?thing ?claim WHERE {{
  {{ ?thing rf:limitsSource <{iri}> ; prov:wasDerivedFrom ?claim . BIND("caveat" AS ?as) }}
  UNION {{ ?thing rf:eventKind/skos:notation ?kind . FILTER(?kind IN ("publication", "capture"))
    ?claim rf:states ?thing . FILTER EXISTS {{ ?claim a rf:Claim ; prov:wasDerivedFrom <{iri}> }} BIND("event" AS ?as) }}
}} ORDER BY ?as ?thing"""
SIZE = 125  # claims of a page
QUERY = """PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?start ?end ?claim ?label ?fragment WHERE {{
  ?claim a rf:Claim ; prov:wasDerivedFrom <{iri}> ; rdfs:label ?label ; prov:wasQuotedFrom/oa:hasSelector ?place .
  ?place oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?place oa:refinedBy/oa:exact ?fragment }}
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?start ?end ?claim
"""
# How it is known who says something, where it is a conclusion of ours.
INFERRED = ("inferred",)


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """A claim of a source; `number` is its place in the order of the text, `inferred`: who says it is our conclusion."""

    number: int
    claim: Named
    who: tuple[Named, ...]
    inferred: bool
    mode: Named | None
    hedge: Text | None
    caveats: tuple[Named, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SourceLimit:
    """A claim that limits a source: all of it, or (`period`) what it says of a time."""

    claim: Named
    period: Named | None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source itself; days as the graph writes them, empty where nothing is known.

    `issued` and `modified` are printed; `not_before`, `not_after` and `captured` are concluded, `dating` says how.
    """

    source: Named
    number: str
    title: Text | None
    file: str
    publisher: Named | None
    issued: str
    modified: str
    not_before: str
    not_after: str
    captured: str
    dating: Text | None
    languages: tuple[Named, ...]
    frame_languages: tuple[Named, ...]
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with claims of one page, `slice`; `published` are those that say who published it, when, and when it was kept."""

    facts: SourceFacts
    caveats: tuple[SourceLimit, ...]
    published: tuple[Named, ...]
    claims: tuple[SourceClaim, ...]
    slice: Slice

    @property
    def places(self) -> tuple[Place, ...]:
        """The passages of all claims."""
        return tuple(place for one in self.claims for place in one.places)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Passages and gaps from the first character to the last."""
        return parts(self.facts.length, self.places)

    @property
    def limited(self) -> frozenset[int]:
        """The numbers of claims that a caveat limits."""
        return frozenset(one.number for one in self.claims if one.claim.limited)

    @property
    def quoted(self) -> int:
        """Characters of the fragments, each counted once."""
        return sum(len(text.text) for one in self.parts for text in one.fragments)


def source_page(
    repository: Repository,
    node: NamedNode,
    languages: Sequence[str],
    order: Sequence[NamedNode],
    page: int = 1,
) -> SourcePage | None:
    """A source as its page says it, in three questions; None where there is none of that name.

    `order`: its claims in the order of the text.
    """
    around = _around(repository, node)
    shown = Slice.of(page, SIZE, len(order))
    caveats, claims = around.get("caveat", {}), order[shown.skip : shown.skip + shown.size]
    reader = Reader.of(
        repository, [node, *claims, *caveats, *caveats.values()], languages, EVIDENCE
    )
    if not reader.said.of(node).is_a("rf:Source"):
        return None
    return SourcePage(
        facts=source_facts(reader, node),
        caveats=tuple(
            SourceLimit(
                reader.names.named(claim), reader.named(reader.said.of(one).node("rf:limitsPeriod"))
            )
            for one, claim in caveats.items()
        ),
        published=reader.names.all(dict.fromkeys(around.get("event", {}).values())),
        claims=_claims(reader, claims, shown.skip),
        slice=shown,
    )


def source_facts(reader: Reader, node: NamedNode) -> SourceFacts:
    """What is said of a source itself, of a description that has it."""
    said = reader.said.of(node)
    return SourceFacts(
        source=reader.names.named(node),
        number=said.plain("skos:notation"),
        title=said.text("dct:title"),
        file=said.plain("dct:identifier"),
        publisher=reader.named(said.node("dct:publisher")),
        issued=said.plain("dct:issued"),
        modified=said.plain("dct:modified"),
        not_before=said.plain("rf:contentNotBefore"),
        not_after=said.plain("rf:contentNotAfter"),
        captured=said.plain("rf:capturedOn"),
        dating=said.text("rf:datingNote", reader.languages),
        languages=reader.all_named(node, "dct:language"),
        frame_languages=reader.all_named(node, "rf:pageFrameLanguage"),
        sha256=said.plain("rf:sha256"),
        length=said.whole("rf:lengthInCodePoints") or 0,
    )


def _around(repository: Repository, node: NamedNode) -> Mapping[str, Mapping[NamedNode, NamedNode]]:
    """By what it is to the source: each thing, and the claim that it comes from."""
    found: dict[str, dict[NamedNode, NamedNode]] = {}
    for row in repository.select(AROUND.format(base=repository.base, iri=node.value)):
        thing, claim, key = row["thing"], row["claim"], row["as"].value  # type: ignore[union-attr]
        if isinstance(thing, NamedNode) and isinstance(claim, NamedNode):
            found.setdefault(key, {}).setdefault(thing, claim)
    return found


def _claims(reader: Reader, nodes: Iterable[NamedNode], before: int) -> tuple[SourceClaim, ...]:
    """By where they begin in the text, behind the `before` of other pages; those without a place last."""
    told = properties.Description(reader.said.base, reader.said.description)
    found = [(quoted_claim(told, one).passages, one) for one in nodes]
    found.sort(key=lambda one: (*_begin(one[0]), one[1].value))
    return tuple(
        _claim(reader, number, node, passages)
        for number, (passages, node) in enumerate(found, before + 1)
    )


def _begin(passages: Sequence[Passage]) -> tuple[bool, int, int]:
    return (False, passages[0].start, passages[0].end) if passages else (True, 0, 0)


def _claim(
    reader: Reader, number: int, node: NamedNode, passages: Sequence[Passage]
) -> SourceClaim:
    said = reader.said.of(node)
    basis = said.node("rf:attributionBasis")
    return SourceClaim(
        number=number,
        claim=reader.names.named(node),
        who=reader.all_named(node, "prov:wasAttributedTo"),
        inferred=basis is not None and basis.value.rsplit("/", 1)[-1] in INFERRED,
        mode=reader.named(said.node("rf:assertionMode")),
        hedge=said.text("rf:hedge"),
        caveats=reader.all_named(node, "rf:caveat"),
        places=tuple(
            Place(
                number,
                nth,
                one.start,
                one.end,
                Text(one.fragment, one.language) if one.fragment else None,
                one.sha256,
            )
            for nth, one in enumerate(passages, 1)
        ),
    )
