"""A report as a page shows it: everything in the reader's language, links made, nothing left to compute."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from shapes.findings.evidence import Passage
from shapes.findings.finding import Finding
from shapes.findings.report import SEVERITIES, Report
from shapes.findings.witness import Claimed, Evidence
from shapes.graphs.locale_forms import number_in
from shapes.rendering.groups import Group, Ordered, arithmetic, focus_name, message, summary, title
from shapes.rendering.phrases import pick
from shapes.rendering.turtle import fingerprint

Destination = Callable[[str], str | None]
# Cards of one constraint on a page. A broken import gives one finding for each of 100,000 nodes, and no
# browser scrolls through those.
MOST = 100


def web_link(iri: str) -> str | None:
    """Where an IRI leads: itself on the web; an IRI of another kind (javascript:) leads nowhere."""
    return iri if iri.lower().startswith(("https://", "http://")) else None


@dataclass(frozen=True)
class LinkedText:
    """A text, its language where it is not the page's, and where it leads."""

    text: str
    lang: str | None = None
    href: str | None = None


@dataclass(frozen=True)
class ClaimView:
    """A claim on the page: who says it how, in which source, in which words."""

    name: LinkedText
    source: str
    mode: str
    said_by: str
    passages: tuple[Passage, ...]
    place: str


@dataclass(frozen=True)
class EvidenceView:
    """A statement on the page; `name` of a claim is left out where it only repeats the statement's."""

    kind: str
    roles: tuple[str, ...]
    name: LinkedText
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class Card:
    """A finding on the page; `marks` are the classes that filters look at."""

    id: str
    severity: str
    marks: str
    message: LinkedText
    focus: LinkedText
    iri: LinkedText
    shown: tuple[EvidenceView, ...]
    numbers: tuple[tuple[str, str], ...]
    place: str


@dataclass(frozen=True)
class Section:
    """The findings of a constraint on the page; `more` counts those left out."""

    anchor: str
    title: LinkedText
    comment: str
    count: int
    cards: tuple[Card, ...]
    more: int


@dataclass(frozen=True)
class Rule:
    """A shape on the list of what was checked."""

    title: str
    comment: str
    nodes: int
    properties: int


@dataclass(frozen=True)
class View:
    """The whole page."""

    report: Report
    language: str
    summary: str
    sections: tuple[Section, ...]
    failures: tuple[tuple[str, str], ...]
    facts: tuple[Rule, ...]
    forms: tuple[Rule, ...]
    filters: tuple[tuple[str, str, int], ...]

    def number(self, count: int) -> str:
        """A count as the page's language writes it."""
        return number_in(Decimal(count), self.language)


def view(report: Report, language: str, link: Destination = web_link) -> View:
    """The report for a page in a language; `link` says where an IRI leads."""
    ordered, maker = Ordered(report), _Maker(report, language, link)
    failures = tuple(
        (title(ordered.shape(one.shape), language) if one.shape else "", one.reason)
        for one in report.failures
    )
    return View(
        report=report,
        language=language,
        summary=summary(report, language),
        sections=tuple(maker.section(group) for group in ordered.groups),
        failures=failures,
        facts=tuple(
            Rule(title(one, language), _first(one.comments, language), one.focus_nodes, 0)
            for one in ordered.facts
        ),
        forms=tuple(
            Rule(title(one, language).rsplit(": ", 1)[0], "", one.focus_nodes, parts)
            for one, parts in ordered.forms
        ),
        filters=filters(report),
    )


def filters(report: Report) -> tuple[tuple[str, str, int], ...]:
    """Class, name and number of findings of each severity and source that findings can be shown of."""
    found = [(f"severity-{name.lower()}", name, report.counts[name]) for name in SEVERITIES]
    found += [
        (f"source-{number}", source, sum(source in one.sources for one in report.findings))
        for number, source in enumerate(report.sources)
    ]
    return tuple(one for one in found if one[2])


def filter_css(report: Report) -> str:
    """The rules behind the filters: the target of a link decides what is shown, without a script."""
    # The link #only-X makes an empty element the :target; siblings after it are hidden unless they carry
    # the class X. :has() hides groups that are left empty.
    return "".join(
        f"#only-{mark}:target ~ .groups .finding:not(.{mark}),"
        f"#only-{mark}:target ~ .groups .group:not(:has(.{mark}))"
        f"{{display:none}}\n"
        f'#only-{mark}:target ~ .filters a[href="#only-{mark}"]'
        f"{{color:var(--paper);background:var(--ink)}}\n"
        for mark, _, _ in filters(report)
    )


def _first(texts: object, language: str) -> str:
    found = pick(texts, language) if isinstance(texts, dict) else None
    return found[0] if found else ""


@dataclass(frozen=True)
class _Maker:
    report: Report
    language: str
    link: Destination

    def text(self, texts: object, otherwise: str, iri: str | None = None) -> LinkedText:
        found = pick(texts, self.language) if isinstance(texts, dict) else None
        text, lang = found or (otherwise, None)
        return LinkedText(
            text, lang if lang not in (self.language, "") else None, iri and self.link(iri)
        )

    def section(self, group: Group) -> Section:
        cards = [finding for _, many in group.by_source for finding in many]
        return Section(
            anchor=f"group-{group.anchor}",
            title=self.text(group.checked.labels, group.anchor),
            comment=_first(group.checked.comments, self.language),
            count=len(cards),
            cards=tuple(self.card(finding) for finding in cards[:MOST]),
            more=max(0, len(cards) - MOST),
        )

    def card(self, finding: Finding) -> Card:
        numbers = [
            number for number, one in enumerate(self.report.sources) if one in finding.sources
        ]
        marks = [
            f"severity-{finding.severity.lower()}",
            *(f"source-{number}" for number in numbers),
        ]
        iri = finding.focus.removeprefix("<").removesuffix(">")
        place = finding.place or next((one.place for one in finding.evidence if one.place), None)
        return Card(
            id=fingerprint(finding),
            severity=finding.severity,
            marks=" ".join(marks),
            message=self.text(finding.messages, message(finding, self.language)),
            focus=self.text(finding.labels, focus_name(finding, self.language), iri),
            iri=LinkedText(iri, None, self.link(iri)),
            shown=tuple(self.shown(one) for one in finding.evidence),
            numbers=arithmetic(finding, self.language),
            place=str(place or ""),
        )

    def shown(self, one: Evidence) -> EvidenceView:
        return EvidenceView(
            kind=one.kind,
            roles=tuple(role for role in one.roles if role != "this"),
            name=self.text(one.labels, one.thing, one.thing),
            claims=tuple(self.claim(claim) for claim in one.claims),
        )

    def claim(self, claim: Claimed) -> ClaimView:
        return ClaimView(
            name=self.text(claim.labels, claim.claim, claim.claim),
            source=claim.source,
            mode=_first(claim.mode, self.language),
            said_by=_first(claim.said_by, self.language),
            passages=claim.passages,
            place=str(claim.place or ""),
        )
