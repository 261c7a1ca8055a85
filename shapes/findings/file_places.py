"""The places of findings in the file that was validated."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graph_build.fact_place import FactPlace
from shapes.findings.report import Report

Lines = Callable[[Iterable[str]], Mapping[str, int]]


def placed(report: Report, name: str, lines: Lines) -> Report:
    """The report; what the facts do not say has its place in the file `name`, where `lines` tells the first of a subject."""
    homeless = {one.focus for one in report.findings if one.place is None}
    found = lines(homeless)
    findings = tuple(
        one if one.place else replace(one, place=FactPlace(name, found.get(one.focus)))
        for one in report.findings
    )
    return replace(report, findings=findings)
