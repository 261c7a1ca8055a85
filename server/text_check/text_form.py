"""The report on a text for a terminal: the text on the left, what is said of it in the margin."""

import textwrap
from collections.abc import Iterator

from server.answers.check.check_report import CheckReport, ExpressionFound, Mention
from server.text_check.form_words import form_words
from shapes.graphs.untrusted import printable

# Columns of the text and of the margin.
TEXT, MARGIN = 56, 60
Finding = ExpressionFound | Mention


def as_text(report: CheckReport, text: str, language: str) -> str:
    """Each line of the text with its findings beside it, then how many there are of each verdict."""
    lines, at = list[str](), 0
    findings: list[Finding] = [*report.expressions, *report.mentions]
    findings.sort(key=lambda one: (one.start, one.end))
    start = 0
    for line in text.splitlines(keepends=True):
        end, own = start + len(line), list[Finding]()
        while at < len(findings) and findings[at].start < end:
            own.append(findings[at])
            at += 1
        lines += _beside(line, own, language)
        start = end
    return "\n".join([*lines, "", _summary(report, language)]) + "\n"


def _beside(line: str, findings: list[Finding], language: str) -> Iterator[str]:
    left = textwrap.wrap(printable(line.strip()), TEXT) or [""]
    right = [row for one in findings for row in _note(one, language)]
    for number in range(max(len(left), len(right))):
        text = left[number] if number < len(left) else ""
        note = right[number] if number < len(right) else ""
        yield f"{text:{TEXT}} │ {note}".rstrip() if note else text


def _note(one: Finding, language: str) -> list[str]:
    words = form_words(language)
    if isinstance(one, Mention):
        kind = words.get(f"kind-{one.kind}", one.kind)
        told = f"[{words['mention']}] {kind}: {one.label or one.iri}"
    else:
        told = f"[{words[one.verdict]}] {getattr(one.explanation, language)}"
        told += (
            "".join(f" {words['caveat']}: {caveat}." for caveat in one.claims[0].caveats)
            if one.verdict == "stated"
            else ""
        )
    return textwrap.wrap(printable(told), MARGIN, subsequent_indent="  ")


def _summary(report: CheckReport, language: str) -> str:
    words = form_words(language)
    counts: dict[str, int] = {}
    for one in report.expressions:
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
    told = ", ".join(
        f"{words[verdict]}: {counts[verdict]}"
        for verdict in words["verdicts"].split()
        if verdict in counts
    )
    return told or words["nothing"]
