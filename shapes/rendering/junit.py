"""The report as JUnit XML: a suite for each thing that is checked, a test case for each of its shapes."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from shapes.findings.finding import Finding
from shapes.findings.report import Checked, Report
from shapes.graphs.terms import last_part
from shapes.rendering.groups import Ordered, message, title
from shapes.rendering.phrases import words
from shapes.rendering.text import quoted

# XML 1.0, production Char: most control characters cannot be written, not even as references.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: Report, language: str = "nb") -> str:
    """Suites by the shape with targets; Violations fail, Warnings and Infos are output, failures are errors."""
    root = Element("testsuites", name="rusfelt validate")
    ordered = sorted(report.checked, key=lambda one: one.owner)
    known = {one.shape for one in ordered}
    for owner, shapes in groupby(ordered, key=lambda one: one.owner):
        suite = SubElement(
            root, "testsuite", name=_legal(title(Ordered(report).shape(owner), language))
        )
        for shape in shapes:
            _case(suite, report, shape, language)
    _whole_run(root, report, known, language)
    for suite in root:
        _count(suite)
    _count(root)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, report: Report, shape: Checked, language: str) -> None:
    name = title(shape, language)
    case = SubElement(
        suite, "testcase", classname=f"rusfelt.{_legal(last_part(shape.owner))}", name=_legal(name)
    )
    found = [one for one in report.findings if one.shape == shape.shape]
    grave = [one for one in found if one.severity == "Violation"]
    if grave:
        more = f" (+{len(grave) - 1})" if len(grave) > 1 else ""
        head = message(grave[0], language) + more
        failure = SubElement(case, "failure", type="Violation", message=_legal(head))
        failure.text = _legal("\n\n".join(_lines(one, language) for one in grave))
        if grave[0].place:
            case.set("file", grave[0].place.file)
            if grave[0].place.line:
                case.set("line", str(grave[0].place.line))
    for one in report.failures:
        if one.shape == shape.shape:
            SubElement(case, "error", type="Failure", message=_legal(one.reason))
    # JUnit knows no warning: output is shown by CI without making the build fail.
    rest = [one for one in found if one.severity != "Violation"]
    if rest:
        SubElement(case, "system-out").text = _legal(
            "\n\n".join(_lines(one, language) for one in rest)
        )


def _whole_run(root: Element, report: Report, known: set[str], language: str) -> None:
    """What belongs to no listed shape: a run without anything to check, failures of the whole."""
    word = words(language)
    others = [one.reason for one in report.failures if one.shape not in known]
    if not report.focus_nodes:
        others.append(word["nothing-text"])
    for one in report.findings:
        if one.shape not in known:
            others.append(_lines(one, language))
    if others:
        suite = SubElement(root, "testsuite", name="rusfelt")
        for number, reason in enumerate(others, 1):
            case = SubElement(
                suite, "testcase", classname="rusfelt", name=f"{word['unknown-shape']} {number}"
            )
            SubElement(case, "error", type="Failure", message=_legal(reason))


def _lines(finding: Finding, language: str) -> str:
    return "\n".join(_said(finding, language))


def _said(finding: Finding, language: str) -> Iterator[str]:
    word = words(language)
    yield f"{word[finding.severity]}: {message(finding, language)}"
    yield finding.focus
    if finding.place:
        yield str(finding.place)
    for claim in (claim for one in finding.evidence for claim in one.claims):
        for passage in claim.passages:
            yield f"{word['source']} {claim.source}: {quoted(passage, language)}"


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(len(list(element.iter(tag)))))
    element.set("skipped", "0")


def _legal(text: str) -> str:
    """Text without the characters that XML cannot write."""
    return ILLEGAL.sub("\ufffd", text)
