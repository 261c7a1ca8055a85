"""Years, dates and places in an order that are the fact themselves: when a plan began, by when something is due, which report."""

import re
from collections.abc import Iterator
from decimal import Decimal

from graph_build.scan.scanner import Expression
from server.answers.check.differences import DIMENSIONS
from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.graph_side.figures import Figure
from server.answers.check.judgement import TOLD, Judgement, Match
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import words
from server.answers.check.text_side.said_times import SaidTime
from server.answers.check.text_side.text_context import Context, SentenceContext
from server.answers.check.text_side.text_layout import Sentence

CONTEXT, NO_FACT = Judgement("context", ()), Judgement("no-fact", ())
# How much of a name must be said for its time to be meant.
NAMED = 0.4
# Of subjects of which less is said than this share of the best one, the time is not.
BEST = 0.8
# How a text may say a deadline, and a day before which nothing comes.
SIDES = {"before": ("until", "year"), "after": ("after", "since", "year")}
_CLAUSE = re.compile(r",(?!\d)|[;:()]|(?<!\w)(?:og|men|mens|medan)(?!\w)")


def judged_time(
    text: str, sentence: Sentence, time: SaidTime, around: SentenceContext
) -> Judgement:
    """What a time is to the dated events, deadlines and plan periods of the graph."""
    start, end = clause_of(text, sentence, time)
    local = sentence.between(start, end)
    context = Context.of(around, local, local)
    written = text[start:end].lower()
    denied = phrase_book().cues["negation"].search(written) is not None
    found = list[Match]()
    for iri in context.scores:
        subject = context.index.subjects[iri]
        dated = [figure for figure in subject.figures if _is_dated(figure)]
        coverage = context.coverage(subject) if dated else 0.0
        for figure in dated:
            if coverage >= NAMED and _is_meant(figure, written, time):
                differs = tuple(_differs(time, figure, denied))
                found.append(
                    Match(
                        figure, differs, float(len(differs)), context.scores[subject.iri], coverage
                    )
                )
    return _judgement(found)


def clause_of(text: str, sentence: Sentence, time: SaidTime) -> tuple[int, int]:
    """The part of the sentence, between commas and conjunctions, that a time stands in."""
    before = _CLAUSE.finditer(text, sentence.start, time.start)
    start = max((one.end() for one in before), default=sentence.start)
    behind = _CLAUSE.finditer(text, time.end, sentence.end)
    return start, next((one.start() for one in behind), sentence.end)


def happens(clause: str) -> bool:
    """Whether a clause says that a plan begins, is presented, ends."""
    written = clause.lower()
    book = phrase_book()
    planned = any(one.stem in book.plan for one in words(clause))
    return planned and any(cue.search(written) for cue in book.happenings.values())


def judged_place(text: str, sentence: Sentence, one: Expression, index: FigureIndex) -> Judgement:
    """What a place in an order is: «third report», where the graph names a third or another one."""
    following = sentence.between(one.end, sentence.end)[:1]
    if (
        not following
        or not isinstance(one.value, Decimal)
        or text[one.end : following[0].start].strip()
    ):
        return NO_FACT
    found = [
        Match(
            figure, () if place == one.value else ("number",), float(place != one.value), 0.0, 1.0
        )
        for place, figure in index.places.get(following[0].stem, ())
    ]
    judgement = _judgement(found)
    return judgement if judgement.matches else NO_FACT


def _judgement(found: list[Match]) -> Judgement:
    if not found:
        return CONTEXT
    best = max(one.coverage for one in found)
    found = [one for one in found if one.coverage >= best * BEST]
    found.sort(key=lambda one: (one.cost, -round(one.evidence, 6), one.figure.iri))
    stating = [one for one in found if not one.differs]
    return Judgement("stated" if stating else "near", tuple((stating or found)[:TOLD]))


def _is_dated(figure: Figure) -> bool:
    """Whether a time is the fact: of something that happened, of a deadline, of the frame of a plan."""
    span = figure.span
    if span is None or span.first is None:
        return False
    return bool(figure.happening) or figure.bound in SIDES or _is_frame(figure)


def _is_frame(figure: Figure) -> bool:
    return figure.kind == "funding" and figure.frame == "inside" and figure.plan in figure.subject


def _is_meant(figure: Figure, written: str, time: SaidTime) -> bool:
    """Whether the clause says what the time is of: that something begins, is due, lasts."""
    if _is_frame(figure):
        return time.kind == "range"
    if figure.bound in SIDES:
        return time.kind in ("until", "after", "since", "year")
    cue = phrase_book().happenings.get(figure.happening)
    return cue is not None and cue.search(written) is not None


def _differs(time: SaidTime, figure: Figure, denied: bool) -> Iterator[str]:
    span = figure.span
    assert span is not None
    same = (time.first, time.last) == (span.first, span.last) and _same_day(time, span.day)
    for name in DIMENSIONS:
        if name == "period" and not same:
            yield name
        if name == "kind" and (
            denied or (figure.bound in SIDES and time.kind not in SIDES[figure.bound])
        ):
            yield name


def _same_day(time: SaidTime, day: str) -> bool:
    """Whether a day that is said is that of the figure, as far as both are told."""
    said = str(time.expressions[0].value)
    return not day or time.expressions[0].kind != "date" or day.startswith(said)
