"""The report on a text for a terminal: the text on the left, what is said of it in the margin."""

import textwrap
from collections.abc import Iterator

from server.answers.check.check_report import CheckReport, ExpressionFound, Mention
from server.text_check.form_words import form_words
from shapes.graphs.untrusted import printable

# Columns of the text and of the margin.
TEXT, MARGIN = 56, 60
# Of these verdicts the word says all.
SILENT = ("no-fact", "context")
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
        lines += _beside(line, start, own, language)
        start = end
    return "\n".join([*lines, "", _summary(report, language)]) + "\n"


def _beside(line: str, at: int, findings: list[Finding], language: str) -> Iterator[str]:
    """The rows of a line that begins at a place of the text, each with what is said of the words in it."""
    rows = textwrap.wrap(line, TEXT, expand_tabs=False) or [""]
    starts = [at]
    for row in rows[:-1]:
        # A row is as long as what it holds of the line; only the blanks at its end are left out.
        rest = line[starts[-1] - at + len(row) :]
        starts.append(at + len(line) - len(rest.lstrip()))
    for row, start, end in zip(rows, starts, [*starts[1:], at + len(line)], strict=True):
        own = [one for one in findings if start <= one.start < end or (start == at > one.start)]
        notes = [note for one in own for note in _note(one, language)]
        for number in range(max(1, len(notes))):
            text = printable(row) if not number else ""
            yield f"{text:{TEXT}} │ {notes[number]}".rstrip() if notes else text


def _note(one: Finding, language: str) -> list[str]:
    words = form_words(language)
    if isinstance(one, Mention):
        kind = words.get(f"kind-{one.kind}", one.kind)
        told = f"[{words['mention']}] {kind}: {one.label or one.iri}"
    else:
        told = f"[{words[one.verdict]}] {getattr(one.explanation, language)}"
        if one.verdict in SILENT:
            told = f"[{words[one.verdict]}] {one.text}"
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
