"""Which numeric expressions of a text are covered by claims, or classed as no fact."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_build.scan.scanner import Expression, scan
from graph_build.schema.claims import FactFile, Span


@dataclass(frozen=True)
class Covered:
    """An expression, the claims that cover it (graph ids), and the reason where it is no fact."""

    expression: Expression
    claims: tuple[str, ...]
    reason: str | None = None

    @property
    def accounted(self) -> bool:
        """Whether a claim or a reason accounts for the expression."""
        return bool(self.claims) or self.reason is not None


def covers(span: Span, expression: Expression, text: str) -> bool:
    """Whether the expression lies in the passage and the fragment has words of it."""
    if span.fragment is None or not span.start <= expression.start < expression.end <= span.end:
        return False
    at = text.find(span.fragment, span.start, span.end)
    while at >= 0:
        if at < expression.end and expression.start < at + len(span.fragment):
            return True
        at = text.find(span.fragment, at + 1, span.end)
    return False


def coverage(text: str, facts: FactFile | None) -> tuple[Covered, ...]:
    """Every numeric expression of a text, with what accounts for it."""
    return tuple(_coverage(text, facts))


def _covering(text: str, facts: FactFile, expression: Expression) -> Iterator[str]:
    for claim in facts.claim:
        if any(covers(span, expression, text) for span in claim.spans):
            yield f"{facts.source}-{claim.id}"


def _coverage(text: str, facts: FactFile | None) -> Iterator[Covered]:
    for expression in scan(text):
        claims = tuple(_covering(text, facts, expression)) if facts else ()
        reason = None
        for unclaimed in facts.unclaimed if facts else ():
            if unclaimed.start <= expression.start and expression.end <= unclaimed.end:
                reason = unclaimed.reason
        yield Covered(expression, claims, reason)
