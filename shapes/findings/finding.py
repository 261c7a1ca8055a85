"""Findings: results of an engine with the words for people and the evidence behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_build.fact_place import FactPlace
from shapes.engines.results import Result
from shapes.findings.witness import Evidence
from shapes.graphs.terms import Texts


@dataclass(frozen=True)
class Finding(Result):
    """A result with its messages, what it is about, and why.

    `messages` and `labels` (of the focus node) by language; `details` are the bindings of the
    constraint's query, name → N-Triples term; `constraint` the IRI of the SPARQL constraint;
    `source` the number of the source that the focus node itself is; `place` where the facts, or
    the validated file, say what the finding is about.
    """

    messages: Texts
    labels: Texts = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    constraint: str | None = None
    evidence: tuple[Evidence, ...] = ()
    source: str | None = None
    place: FactPlace | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Numbers of the sources whose claims are involved, sorted."""
        found = {claim.source for one in self.evidence for claim in one.claims}
        return tuple(sorted((found | {self.source or ""}) - {""}))
