"""The evidence of a finding: the statements and claims that its nodes stand for, and their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graph_build.fact_place import FactPlace, FactPlaces
from shapes.findings.evidence import Passage, QuotedClaim, claims_of, quoted_claims, source_number
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.terms import Term, Texts


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

    data: DataGraph
    places: FactPlaces

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
        """The number of a source; None for other things."""
        return source_number(self.data, node)

    def _things(self, node: NamedNode) -> Iterator[tuple[NamedNode, bool]]:
        """What a node stands for: itself, what it is a part of, and (not its own) what it is made of."""
        yield from ((claim, True) for claim in self._quoting(node))
        yield from ((one, True) for one in self.data.subjects("rf:input", node))
        if self._has_claims(node):
            yield node, True
        if self.data.is_a(node, "rf:DerivedValue"):
            for origin in self.data.things(node, "prov:wasDerivedFrom"):
                if self._has_claims(origin):
                    yield origin, False

    def _quoting(self, node: NamedNode) -> Iterator[NamedNode]:
        """The claims that a span, or a selector of one, belongs to."""
        # Against the direction of the properties: a report begins at whatever node has the fault.
        positions = [node, *self.data.subjects("oa:refinedBy", node)]
        spans = [one for at in positions for one in self.data.subjects("oa:hasSelector", at)]
        for span in [node, *spans]:
            yield from self.data.subjects("prov:wasQuotedFrom", span)

    def _has_claims(self, node: NamedNode) -> bool:
        return next(claims_of(self.data, node), None) is not None

    def _evidence(self, thing: NamedNode, roles: tuple[str, ...]) -> Evidence:
        derived = self.data.is_a(thing, "rf:DerivedValue")
        # No text states a derived value; the claims are those of its inputs, which are evidence too.
        claims = () if derived else quoted_claims(self.data, thing)
        own = [one.claim for one in claims] == [thing]
        return Evidence(
            thing.value,
            "derived" if derived else "claim" if own else "statement",
            self.data.labels(thing),
            roles,
            tuple(map(self._claimed, claims)),
            self.places.get(thing.value),
        )

    def _claimed(self, one: QuotedClaim) -> Claimed:
        return Claimed(
            claim=one.claim.value,
            labels=self.data.labels(one.claim),
            source=one.number,
            file=one.file,
            mode=self.data.labels(one.mode) if one.mode else {},
            said_by=self.data.labels(one.said_by) if one.said_by else {},
            passages=tuple(
                replace(passage, place=self.places.get(passage.span)) for passage in one.passages
            ),
            place=self.places.get(one.claim.value),
        )
