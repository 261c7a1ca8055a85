"""The words behind a finding: from a node of the graph to statements, claims, passages and facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_build.fact_place import FactPlace
from shapes.graphs.data_graph import Data, Term, Texts

Places = Mapping[str, FactPlace]
DEPTH = 4


@dataclass(frozen=True)
class Passage:
    """A passage: offsets in code points (end exclusive), hash, and the fragment quoted from it."""

    span: str
    start: int
    end: int
    sha256: str | None
    fragment: str | None
    language: str | None
    place: FactPlace | None


@dataclass(frozen=True)
class Claimed:
    """What one text says at one place: `source` is its number, `file` its name, mode and speaker as labels."""

    claim: str
    labels: Texts
    source: str
    file: str | None
    mode: Texts
    said_by: Texts
    passages: tuple[Passage, ...]
    place: FactPlace | None


@dataclass(frozen=True)
class Evidence:
    """A statement, claim or derived value that a finding is about, with the claims that carry it.

    `roles` are the variables it stands in: `this` is the focus node, `input` an input of a derived value.
    """

    thing: str
    kind: str
    labels: Texts
    roles: tuple[str, ...]
    claims: tuple[Claimed, ...]
    place: FactPlace | None


@dataclass(frozen=True)
class Witness:
    """Finds the evidence of nodes of the data; places come from the facts, where the IRIs are theirs."""

    data: Data
    places: Places

    def evidence(self, nodes: Mapping[str, Term | None]) -> tuple[Evidence, ...]:
        """Role → node, as evidence: each thing once, in the order of the roles; others are left out."""
        roles: dict[NamedNode, list[str]] = {}
        for role, node in nodes.items():
            for thing, own in self._things(node) if isinstance(node, NamedNode) else ():
                found = roles.setdefault(thing, [])
                name = role if own else "input"
                if name not in found:
                    found.append(name)
        return tuple(self._evidence(thing, tuple(names)) for thing, names in roles.items())

    def source_of(self, node: Term) -> str | None:
        """The number of a source: its notation, else the last part of its IRI; None for other things."""
        if not isinstance(node, NamedNode) or not self._is(node, "rf:Source"):
            return None
        return self.data.text(node, "skos:notation") or node.value.rsplit("/", 1)[-1]

    def _is(self, node: NamedNode, kind: str) -> bool:
        return self.data.term(kind) in self.data.objects(node, "rdf:type")

    def _things(self, node: NamedNode) -> Iterator[tuple[NamedNode, bool]]:
        """What a node stands for: itself, what it is a part of, and (not its own) what it is made of."""
        yield from ((claim, True) for claim in self._quoting(node))
        yield from ((one, True) for one in self.data.subjects("rf:input", node))
        if next(self._claims(node), None) is not None:
            yield node, True
        if self._is(node, "rf:DerivedValue"):
            for origin in self.data.things(node, "prov:wasDerivedFrom"):
                if next(self._claims(origin), None) is not None:
                    yield origin, False

    def _quoting(self, node: NamedNode) -> Iterator[NamedNode]:
        """The claims that a span, or a selector of one, belongs to."""
        positions = [node, *self.data.subjects("oa:refinedBy", node)]
        spans = [one for at in positions for one in self.data.subjects("oa:hasSelector", at)]
        for span in [node, *spans]:
            yield from self.data.subjects("prov:wasQuotedFrom", span)

    def _claims(self, node: NamedNode, depth: int = DEPTH) -> Iterator[NamedNode]:
        if self.data.objects(node, "prov:wasQuotedFrom") or self._is(node, "rf:Claim"):
            yield node
            return
        for origin in self.data.things(node, "prov:wasDerivedFrom") if depth else ():
            yield from self._claims(origin, depth - 1)

    def _evidence(self, thing: NamedNode, roles: tuple[str, ...]) -> Evidence:
        derived = self._is(thing, "rf:DerivedValue")
        claims = () if derived else tuple(dict.fromkeys(self._claims(thing)))
        kind = "derived" if derived else "claim" if claims == (thing,) else "statement"
        return Evidence(
            thing.value,
            kind,
            self.data.labels(thing),
            roles,
            tuple(self._claimed(claim) for claim in claims),
            self.places.get(thing.value),
        )

    def _claimed(self, claim: NamedNode) -> Claimed:
        data = self.data
        spans = data.things(claim, "prov:wasQuotedFrom")
        origins = [
            *data.things(claim, "prov:wasDerivedFrom"),
            *(source for span in spans for source in data.things(span, "oa:hasSource")),
        ]
        source = next((one for one in origins if self.source_of(one)), None)
        passages = [passage for span in spans for passage in self._passage(span)]
        return Claimed(
            claim=claim.value,
            labels=data.labels(claim),
            source=(self.source_of(source) if source else None) or "",
            file=data.text(source, "dct:identifier") if source else None,
            mode=self._name(claim, "rf:assertionMode"),
            said_by=self._name(claim, "prov:wasAttributedTo"),
            passages=tuple(sorted(passages, key=lambda one: (one.start, one.end, one.span))),
            place=self.places.get(claim.value),
        )

    def _name(self, claim: NamedNode, property: str) -> Texts:
        found = self.data.things(claim, property)
        return self.data.labels(found[0]) if found else {}

    def _passage(self, span: NamedNode) -> Iterator[Passage]:
        data = self.data
        for selector in data.things(span, "oa:hasSelector"):
            start, end = (_whole(data.text(selector, name)) for name in ("oa:start", "oa:end"))
            quotes = [
                text
                for quote in data.things(selector, "oa:refinedBy")
                for text in data.objects(quote, "oa:exact")
                if isinstance(text, Literal)
            ]
            quote = quotes[0] if quotes else None
            if start is not None and end is not None:
                yield Passage(
                    span.value,
                    start,
                    end,
                    data.text(span, "rf:evidenceSha256"),
                    quote.value if quote else None,
                    quote.language if quote else None,
                    self.places.get(span.value),
                )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
