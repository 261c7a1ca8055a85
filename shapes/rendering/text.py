"""The report for a terminal."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from shapes.findings.evidence import Passage
from shapes.findings.finding import Finding
from shapes.findings.report import Report
from shapes.findings.witness import Claimed, Evidence
from shapes.graphs.untrusted import printable
from shapes.rendering.groups import Group, Ordered, arithmetic, focus_name, message, summary, title
from shapes.rendering.phrases import pick, words
from shapes.rendering.quotation import QUOTES

# SGR codes of ECMA-48: red, yellow, cyan, bold, faint.
COLOURS = {"Violation": "31", "Warning": "33", "Info": "36", "bold": "1", "soft": "2"}
# Columns. A narrower terminal gets lines that run over, rather than one word a line.
NARROWEST = 40


@dataclass(frozen=True)
class Page:
    """How to write: in which language, how wide, with colours or without."""

    language: str
    width: int
    colour: bool

    def paint(self, text: str, name: str) -> str:
        """Text in a colour, where there are any."""
        return f"\x1b[{COLOURS[name]}m{text}\x1b[0m" if self.colour else text

    def wrapped(self, text: str, indent: int, name: str | None = None) -> Iterator[str]:
        """Lines of a text; what a terminal would obey is shown instead."""
        room = max(NARROWEST, self.width) - indent
        for line in textwrap.wrap(
            printable(text), room, break_long_words=False, break_on_hyphens=False
        ) or [""]:
            yield " " * indent + (self.paint(line, name) if name else line)


def as_text(report: Report, language: str = "nb", width: int = 100, colour: bool = False) -> str:
    """Findings by constraint and source, each with message, words, numbers and place; the sum last."""
    page, ordered, word = Page(language, width, colour), Ordered(report), words(language)
    lines: list[str] = []
    for group in ordered.groups:
        lines += [*_group(page, group), ""]
    for failure in report.failures:
        name = title(ordered.shape(failure.shape), language) if failure.shape else ""
        head = f"{word['failures']}: {name or word['unknown-shape']}"
        lines += [*page.wrapped(head, 0, "Violation"), *page.wrapped(failure.reason, 2), ""]
    counts = summary(report, language)
    failed = f"; {word['failures'].lower()}: {len(report.failures)}" if report.failures else ""
    lines.append(f"{page.paint(word[report.verdict], 'bold')} – {counts}{failed}")
    return "\n".join(lines) + "\n"


def _group(page: Page, group: Group) -> Iterator[str]:
    head = f"{title(group.checked, page.language)} ({len(group.findings)})"
    yield from page.wrapped(head, 0, "bold")
    word = words(page.language)
    for sources, findings in group.by_source:
        name = f"{word['source']} {', '.join(sources)}" if sources else word["no-source"]
        yield from page.wrapped(name, 2, "soft")
        for finding in findings:
            yield from _finding(page, finding)


def _finding(page: Page, finding: Finding) -> Iterator[str]:
    word = words(page.language)
    kind = page.paint(word[finding.severity], finding.severity)
    first, *others = page.wrapped(message(finding, page.language), 6)
    yield f"    {kind}:"
    yield from (first, *others)
    if not any(claim for one in finding.evidence for claim in one.claims):
        yield from page.wrapped(focus_name(finding, page.language), 6, "soft")
    for one in finding.evidence:
        yield from _evidence(page, one)
    numbers = arithmetic(finding, page.language)
    if numbers:
        yield from page.wrapped("  ".join(f"{name} = {value}" for name, value in numbers), 6)
    if finding.labels:
        yield from page.wrapped(finding.focus, 6, "soft")
    if finding.place:
        yield from page.wrapped(str(finding.place), 6, "soft")


def _evidence(page: Page, one: Evidence) -> Iterator[str]:
    word = words(page.language)
    label = pick(one.labels, page.language)
    yield from page.wrapped(f"{word[one.kind]}: {label[0] if label else one.thing}", 6)
    for claim in one.claims:
        yield from _claim(page, claim)


def _claim(page: Page, claim: Claimed) -> Iterator[str]:
    word = words(page.language)
    mode, speaker = pick(claim.mode, page.language), pick(claim.said_by, page.language)
    said = ", ".join(
        [
            *([f"{word['source']} {claim.source}"] if claim.source else []),
            *([mode[0]] if mode else []),
            *([f"{word['by']} {speaker[0]}"] if speaker else []),
        ]
    )
    where = f"({claim.place})" if claim.place else ""
    if said or where:
        yield from page.wrapped(f"{said} {where}", 8)
    for passage in claim.passages:
        yield from page.wrapped(quoted(passage, page.language), 10)


def quoted(passage: Passage, language: str) -> str:
    """A passage: its fragment in quotation marks, and where it stands."""
    opening, closing = QUOTES[language]
    where = f"{words(language)['characters']} {passage.start}–{passage.end}"
    return f"{opening}{passage.fragment}{closing} ({where})" if passage.fragment else where
