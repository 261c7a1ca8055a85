"""The verdicts on all expressions of one sentence: which time belongs to which number, and what both are to the graph."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from graph_build.scan.scanner import Expression
from server.answers.check.differences import BODIES
from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.judgement import Judgement, judged
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.text_side.earlier import Carried, Earlier, named_groups
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.relative_times import relative_times
from server.answers.check.text_side.said_change import FROM
from server.answers.check.text_side.said_clause import SaidClause, message_start
from server.answers.check.text_side.said_figure import read_value, said_figure
from server.answers.check.text_side.said_subject import area_in
from server.answers.check.text_side.said_times import SaidTime, said_times
from server.answers.check.text_side.text_context import Context, SentenceContext
from server.answers.check.text_side.text_layout import FIGURES, TIMES, Clause, Sentence
from server.answers.check.time_facts import (
    CONTEXT,
    NO_FACT,
    clause_of,
    happens,
    judged_place,
    judged_time,
)

# Behind these a time that was told before holds no longer.
LATER = re.compile(
    r"(?<!\w)(?:sitt\s+siste\s+år|(?:planens|periodens)\s+siste|siste\s+år(?:et)?\s+(?:av|i)\s+plan\w*|mot\s+slutten|(?:i|ved|mot)\s+(?:slutten|utgangen|enden)|i\s+sluttfasen|senere|seinare|seinere|etterpå|deretter|etter\s+hvert|etter\s+kvart|omsider|til\s+slutt|til\s+sist)(?!\w)"
)
# Between two numbers, where one goes to the other.
_GOES_TO = re.compile(r"^(?:[^,.;:]{0,30}\s)?(?:til|mot)\s+(?:hele\s+|heile\s+)?$")
# Bodies of which a figure may be: who names one of them leaves the others.
WHOLES = BODIES | {"municipalities"}
Times = tuple[SaidTime, ...]


class SentenceJudge:
    """One sentence of a text, with what stands earlier."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        earlier: Earlier,
        index: FigureIndex,
        lexicon: Lexicon,
    ) -> None:
        self.text, self.sentence, self.earlier, self.index = text, sentence, earlier, index
        self.times = said_times(text, sentence.expressions)
        self.goes_on = lexicon.goes_on(sentence.words)
        year = earlier.time.last if earlier.time else None
        if not self.goes_on:
            # «Up by 362 since the year before, to 17,436 in 2023»: the year of the sentence itself.
            year = next((one.first for one in self.times if one.kind == "year"), year)
        told = relative_times(text, sentence.start, sentence.end, self.times, year)
        self.all_times = tuple(sorted((*self.times, *told), key=lambda one: one.start))
        self.around = SentenceContext.of(lexicon, sentence, earlier.words)
        self.last = CONTEXT
        self.units = dict[int, str]()
        self.dated = {one: judged_time(text, sentence, one, self.around) for one in self.times}

    def judgements(self) -> Iterator[tuple[Expression, Judgement]]:
        """Each expression and the verdict on it."""
        numbers = {one.expression: number for number, one in enumerate(self.sentence.clauses)}
        for one in self.sentence.expressions:
            if one in numbers:
                yield one, self._number(numbers[one])
            elif one.kind in FIGURES:
                yield one, CONTEXT  # a length of time
            elif one.kind == "ordinal":
                yield one, judged_place(self.text, self.sentence, one, self.index)
            else:
                yield one, self._time(one)

    def _time(self, one: Expression) -> Judgement:
        if one.kind not in TIMES:
            return NO_FACT
        time = next((time for time in self.times if one in time.expressions), None)
        if time is None:
            return CONTEXT
        start, end = clause_of(self.text, self.sentence, time)
        beside = any(start <= clause.expression.start < end for clause in self.sentence.clauses)
        # Another year than that of an event may be that of the number beside it.
        return CONTEXT if beside and self.dated[time].verdict == "near" else self.dated[time]

    def _number(self, number: int) -> Judgement:
        clause = self.sentence.clauses[number]
        own, carried = self._own_times(number)
        said = said_figure(self.text, self.sentence, clause, own, carried)
        if said is None:
            return Judgement("not-in-graph", ())
        names = any(self.around.lexicon.names(one) for one in said.phrased.own)
        said.before = self._carried
        # «26 per cent of the municipalities in Viken have …, and four per cent …»: there, too.
        shares = said.unit == "percent" and not said.of and number > 0
        said.place_before = self._place_ahead(clause.start) if shares or not names else ""
        unit, goes = self._beside(number)
        said.goes = goes or self._asked
        if not said.unit and not said.nouns:
            said.unit = unit or self._listed(number) or (self.unit_before if self.goes_on else "")
        self.units[number] = said.unit
        near = self._groups_before(clause.start)
        found = judged(said, Context.of(self.around, said.local, said.phrased), self.index, near)
        found = found if names else self._of_the_same(found)
        self.last = found
        return found

    def _groups_before(self, end: int) -> frozenset[str]:
        """The groups that are named before a clause; of bodies those of the sentence, where it names any."""
        start = message_start(self.text, self.sentence)
        ahead = named_groups(self.sentence.between(start, end))
        earlier = self.earlier.groups
        return ahead | (earlier - WHOLES if ahead & WHOLES else earlier)

    def _place_ahead(self, end: int) -> str:
        """The place that the sentence names before a clause that does not say what it is of."""
        return area_in(self.text[self.sentence.start : end])

    @cached_property
    def _asked(self) -> int:
        """The sign of what a question right before asks for: «What have we lost? 896 posts»."""
        told = self.earlier.told.rstrip()
        clauses = self.sentence.clauses
        if not told.endswith("?") or not clauses:
            return 0
        question = told.rpartition("\n")[2].lower()
        return SaidClause(self.text, self.sentence, clauses[0]).sign(question)

    def _of_the_same(self, found: Judgement) -> Judgement:
        """The verdict on a number whose clause does not say what it is of: of the same as the last one («fra 42 til 28»)."""
        others = {one.figure.subject for one in self.last.matches if "indicator" in one.differs} - {
            one.figure.subject for one in self.last.matches if "indicator" not in one.differs
        }
        if found.verdict != "stated" or not others:
            return found
        told = tuple(
            replace(one, differs=("indicator", *one.differs))
            if one.figure.subject in others
            else one
            for one in found.matches
        )
        return found if any(not one.differs for one in told) else Judgement("near", told)

    def _beside(self, number: int) -> tuple[str, int]:
        """The unit of a number to which, or from which, this one goes, «from 228 hours to 474»; and the sign of that."""
        clauses = self.sentence.clauses
        for first in (number - 1, number):
            if first < 0 or first + 1 >= len(clauses):
                continue
            one, other = clauses[first], clauses[first + 1]
            between = self.text[one.expression.end : other.expression.start].lower()
            if not _GOES_TO.search(between):
                continue
            start, end = read_value(one.expression), read_value(other.expression)
            said = said_figure(self.text, self.sentence, other if first == number else one, (), ())
            if said is None or start is None or end is None:
                continue
            ahead = self.text[one.start : one.expression.start].lower()
            leads = FROM.search(ahead) is not None and "til" in between
            return said.unit, (end > start) - (end < start) if leads else 0
        return "", 0

    def _listed(self, number: int) -> str:
        """The unit of the number before, where only that and a year go on with it: «51 per cent in 2018, 64 in 2019»."""
        clause = self.sentence.clauses[number]
        own = self.sentence.between(clause.start, clause.end)
        listed = number and self.around.lexicon.goes_on(own)
        unit = self.units.get(number - 1, "") if listed else ""
        if unit != "ratio":
            return unit
        # «The posts have more than doubled, from 228»: behind how many times stands how many.
        units = phrase_book().units
        ahead = self.sentence.between(self.sentence.start, clause.expression.start)
        return next((units[one.word] for one in reversed(ahead) if one.word in units), "")

    @cached_property
    def _carried(self) -> Carried | None:
        """What is kept of what stands before; None where the sentence does not go on with it."""
        return self.earlier.carried if self.goes_on else None

    @cached_property
    def unit_before(self) -> str:
        """The unit of the last number before the sentence."""
        before = self.earlier.numbers
        if before is None:
            return ""
        said = said_figure(self.text, before, before.clauses[-1], (), ())
        return said.unit if said else ""

    def _own_times(self, number: int) -> tuple[Times, Times]:
        """The times of a clause; and those that hold for it because they stand before the numbers."""
        clauses = self.sentence.clauses
        clause = clauses[number]
        times = tuple(one for one in self.all_times if not self._is_apart(one, clause))
        paired = _paired(self.sentence, number, times)
        if paired is not None:
            return (paired,), ()
        own = tuple(one for one in times if clause.start <= one.start < clause.end)
        if len(own) > 1:
            told_from = SaidClause(self.text, self.sentence, clause).said_from
            # «In 2015 it was said that … for 2016 to 2020»: the first year is that of the saying.
            own = tuple(one for one in own if one.start >= told_from) or own
            plain = [one for one in own if one.kind != "compared"]
            nearest = min(plain, key=lambda one: _distance(one, clause), default=None)
            own = tuple(one for one in own if one.kind == "compared" or one is nearest)
        carried = [one for one in times if one.end <= clause.start and not _is_behind(one, clauses)]
        if not self.all_times and self.goes_on and self.earlier.time:
            time = self.earlier.time
            carried.append(time if time.kind == "range" else replace(time, kind="relative"))
        later = LATER.search(self.text[clause.start : clause.end].lower()) is not None
        return own, () if later else tuple(carried[-1:])

    def _is_apart(self, time: SaidTime, clause: Clause) -> bool:
        """Whether a time is that of another fact, in a clause without the number: «da planen kom i 2016, …»."""
        start, end = self._of_facts.get(time, (0, 0))
        return end > 0 and not start <= clause.expression.start < end

    @cached_property
    def _of_facts(self) -> Mapping[SaidTime, tuple[int, int]]:
        """The times that are those of facts, and where the clauses of these stand."""
        found = dict[SaidTime, tuple[int, int]]()
        for time, judgement in self.dated.items():
            start, end = clause_of(self.text, self.sentence, time)
            if time.kind != "since" and (
                judgement.verdict == "stated" or happens(self.text[start:end])
            ):
                found[time] = start, end
        return found


def _is_behind(time: SaidTime, clauses: tuple[Clause, ...]) -> bool:
    """Whether a time stands behind the number of an earlier clause, and so belongs to that alone."""
    return any(
        one.start <= time.start < one.end and one.expression.end <= time.start for one in clauses
    )


def _distance(time: SaidTime, clause: Clause) -> int:
    expression = clause.expression
    return min(abs(time.start - expression.end), abs(expression.start - time.end))


def _paired(sentence: Sentence, number: int, times: Times) -> SaidTime | None:
    """In a list of numbers and one of as many years, the year of the number."""
    plain = [one for one in times if one.kind in ("year", "since", "relative")]
    beside = _beside(sentence, number, plain)
    if beside is not None:
        return beside
    if len(plain) < 2 or len(plain) != len(sentence.clauses):
        return None
    after = plain[0].start >= sentence.clauses[-1].expression.end
    ahead = plain[-1].end <= sentence.clauses[0].expression.start
    return plain[number] if after or ahead else None


def _beside(sentence: Sentence, number: int, plain: list[SaidTime]) -> SaidTime | None:
    """The year of a number where years and numbers take turns, a year first: «2018: 51, 2019: 64»."""
    numbers = [one.expression for one in sentence.clauses]
    if len(plain) < 2 or len(plain) != len(numbers):
        return None
    turns = [place for pair in zip(plain, numbers, strict=True) for place in pair]
    return plain[number] if turns == sorted(turns, key=lambda one: one.start) else None
