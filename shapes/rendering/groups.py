"""A report put in order for reading: by constraint, then by source, with numbers as people write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from pyoxigraph import Literal

from shapes.findings.finding import Finding
from shapes.findings.report import SEVERITIES, Checked, Report
from shapes.graphs.locale_forms import number_in
from shapes.graphs.terms import last_part, number_of, term_of
from shapes.rendering.phrases import pick, words
from shapes.rendering.quantities import quantity


@dataclass(frozen=True)
class Group:
    """The findings of one shape."""

    checked: Checked
    findings: tuple[Finding, ...]

    @property
    def anchor(self) -> str:
        """A name for links inside a page."""
        return last_part(self.checked.shape)

    @cached_property
    def by_source(self) -> tuple[tuple[tuple[str, ...], tuple[Finding, ...]], ...]:
        """The findings by the sources they involve, those without a source last."""
        # groupby joins neighbours only, so equal sources have to stand together.
        ordered = sorted(self.findings, key=lambda one: (not one.sources, one.sources, one.key))
        return tuple(
            (sources, tuple(many)) for sources, many in groupby(ordered, lambda one: one.sources)
        )


@dataclass(frozen=True)
class Ordered:
    """A report by constraint."""

    report: Report

    @cached_property
    def shapes(self) -> dict[str, Checked]:
        """The shapes by their IRI."""
        return {one.shape: one for one in self.report.checked}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """One for each shape with findings: the gravest first, then in the order of the shapes."""
        found: dict[str, list[Finding]] = {}
        for finding in self.report.findings:
            found.setdefault(finding.shape, []).append(finding)
        place = {shape: number for number, shape in enumerate(self.shapes)}
        groups = [Group(self.shape(shape), tuple(many)) for shape, many in found.items()]
        return tuple(
            sorted(
                groups, key=lambda one: (_gravest(one), place.get(one.checked.shape, len(place)))
            )
        )

    def shape(self, iri: str) -> Checked:
        """A shape by its IRI; one that the report does not list is known by its name only."""
        unknown = Checked(iri, iri, {"": last_part(iri)}, {}, "Violation", 0, False)
        return self.shapes.get(iri, unknown)

    @property
    def facts(self) -> Iterator[Checked]:
        """The shapes that hold facts against each other."""
        return (one for one in self.report.checked if one.sparql)

    @property
    def forms(self) -> Iterator[tuple[Checked, int]]:
        """The shapes of form that look at some class, with the number of their properties."""
        for one in self.report.checked:
            parts = [part for part in self.report.checked if part.owner == one.shape]
            if one.owner == one.shape and not one.sparql and one.focus_nodes:
                yield one, len(parts) - 1


def _gravest(group: Group) -> int:
    return min(SEVERITIES.index(one.severity) for one in group.findings)


def title(checked: Checked, language: str) -> str:
    """What a shape is called."""
    found = pick(checked.labels, language)
    return found[0] if found else last_part(checked.shape)


def message(finding: Finding, language: str) -> str:
    """The message in a language; the name of the component where the shape has none."""
    found = pick(finding.messages, language)
    return found[0] if found else finding.component.rsplit("#", 1)[-1]


def focus_name(finding: Finding, language: str) -> str:
    """What the focus node is called."""
    found = pick(finding.labels, language)
    return found[0] if found else finding.focus


def summary(report: Report, language: str) -> str:
    """How many findings of each severity, how many nodes were looked at, and how many left out if there are such."""
    counts = {**report.counts, "nodes": report.focus_nodes, "unjudged": report.unjudged}
    shown = {name: number_in(Decimal(count), language) for name, count in counts.items()}
    text = words(language)["summary"] + (words(language)["left-out"] if report.unjudged else "")
    return text.format(**shown)


def arithmetic(finding: Finding, language: str) -> tuple[tuple[str, str], ...]:
    """The numbers among the bindings by name; none where there is but one, which the message has told."""
    found = ((name, term_of(text)) for name, text in finding.details.items())
    numbers = [
        (quantity(name, language), number_in(number, language))
        for name, term in found
        if isinstance(term, Literal) and (number := number_of(term)) is not None
    ]
    return tuple(numbers) if len(numbers) > 1 else ()
