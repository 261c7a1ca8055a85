"""What a text says of a number: each dimension is read from its clause when it is asked for."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from graph_build.scan.scanner import Expression
from server.answers.check.lexis.stems import WORD, Word
from server.answers.check.text_side import said_change, said_standing, said_subject
from server.answers.check.text_side.earlier import Carried
from server.answers.check.text_side.phrases import Phrased
from server.answers.check.text_side.said_clause import SaidClause
from server.answers.check.text_side.said_times import SaidTime, last_year, moment
from server.answers.check.text_side.said_unit import is_halved, read_unit
from server.answers.check.text_side.text_layout import Clause, Sentence

# With these a sentence leaves the group of the one before.
_ALTOGETHER = re.compile(
    r"(?<!\w)(?:totalt|i\s+alt|samlet|samla|til\s+sammen|til\s+saman|tilsammen)(?!\w)"
)
_SINCE = re.compile(r"(?<!\w)(?:siden|sidan|etter\s+at)(?!\w)")
_TURNED = re.compile(
    r"\W*(?:året\s+(?:før|i\s+forveien|i\s+forvegen)|i\s+fjor)\s+(?:var|lå|låg|hadde)(?!\w)",
    re.IGNORECASE,
)
# «According to the office of the prime minister the plan …»: who says it, up to the verb.
_TOLD_BY = re.compile(
    r"(?<!\w)(?:ifølge|ifølgje|i\s+følge|i\s+følgje|i\s+henhold\s+til)\s+(?:[^\W\d_]+[\s-]+){1,6}?(?=(?:er|var|har|hadde|ble|blei|vart|blir|fikk|fekk|får|økte|auka|vokste|voks|steg|falt|sank|finnes|finst|skal|går|gikk|gjekk|kom|kommer|bruker|brukte|gjelder|gjeld|melder|driver|driv|tar|tek|ligger|lå)(?!\w)|[,.;:])",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)?")
Times = tuple[SaidTime, ...]


class SaidFigure:
    """A number of a text with all that its clause says of it; what the clause leaves out is empty.

    `times` are those of the clause, `carried` those that hold for it.
    """

    def __init__(self, clause: SaidClause, value: Decimal, times: Times, carried: Times) -> None:
        self.clause, self.value, self.times, self.carried = clause, value, times, carried
        self.expression = clause.expression
        # What it goes on with, where its own sentence leaves that open.
        self.before: Carried | None = None
        # The sign of what goes from one number to the other, where no word says it.
        self.goes = 0
        # Whether figures of a kind are said otherwise: few kinds, many figures.
        self.kinds: dict[tuple[object, ...], bool] = {}
        # The place of what stands before it in its sentence, where its clause goes on with that.
        self.place_before = ""
        self.unit, self.nouns = read_unit(clause)

    @cached_property
    def _change(self) -> tuple[str, int]:
        return said_change.read_change(self.clause, self.unit)

    @cached_property
    def size(self) -> Decimal:
        """The number without its sign."""
        return abs(self.value)

    @cached_property
    def last_place(self) -> Decimal:
        """The value of one in the last place that is written, zeros at the end left out."""
        exponent = self.size.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        decimals = self.expression.text.partition(",")[2]
        shown = sum(1 for one in decimals if one.isdigit())
        if shown and exponent <= 0:
            exponent = max(exponent, -shown)
        return Decimal(1).scaleb(Decimal(min(exponent, 9)))

    @property
    def kind(self) -> str:
        """Level or change."""
        return self._change[0]

    @property
    def sign(self) -> int:
        """The sign of what changes; 0 where nothing does."""
        # «The year before it was 362 lower» tells of growth.
        turned = -1 if self.kind == said_change.CHANGE and _TURNED.match(self.clause.written) else 1
        return self._change[1] * turned or self.goes

    @cached_property
    def moves(self) -> bool:
        """Whether anything is said to change."""
        return said_change.moves(self.clause, goes_on=self.before is not None)

    @cached_property
    def from_end(self) -> bool:
        """Whether it is where something comes from."""
        return said_change.FROM.search(self.clause.before) is not None

    @cached_property
    def hedge(self) -> str:
        """Over, under or about."""
        return said_standing.read_hedge(self.clause)

    @cached_property
    def real(self) -> bool:
        """Whether it is not denied, supposed or wished."""
        return said_standing.is_real(self.clause)

    @cached_property
    def intended(self) -> bool:
        """Whether it is so but for that somebody only means to do it."""
        return said_standing.is_real(self.clause, intended=True)

    @cached_property
    def target(self) -> bool:
        """Whether it is a goal."""
        return said_standing.is_target(self.clause)

    @cached_property
    def done(self) -> bool:
        """Whether it is said to have come."""
        return said_standing.is_done(self.clause)

    @cached_property
    def future(self) -> bool:
        """Whether it is foretold."""
        return said_standing.is_future(self.clause)

    @cached_property
    def announced(self) -> bool:
        """Whether it is said to be promised or presented."""
        return self.clause.has("announced", self.clause.whole)

    @cached_property
    def years(self) -> int:
        """For how many years it is said to be."""
        return said_standing.years_lasting(self.clause)

    @cached_property
    def ago(self) -> int:
        """How many years ago that is what it is compared with."""
        return said_standing.years_ago(self.clause)

    @cached_property
    def last_year(self) -> bool:
        """Whether it is said to be of the last year."""
        return last_year(self.clause.whole)

    @cached_property
    def per_year(self) -> bool:
        """Whether it is said to be of each year."""
        return self.clause.has("per_year", self.clause.written.lower())

    @cached_property
    def each(self) -> bool:
        """Whether it is said to be of each: «per place»."""
        return said_standing.is_of_each(self.clause)

    @cached_property
    def of(self) -> str:
        """The noun behind «av»."""
        return said_subject.read_of(self.clause)

    @cached_property
    def having(self) -> str:
        """What its people have."""
        return said_subject.read_having(self.clause)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups that are named."""
        own = said_subject.read_groups(self.clause)
        if own or self.before is None or _ALTOGETHER.search(self.clause.whole):
            return own
        return self.before.groups

    @cached_property
    def area(self) -> str:
        """A place that is not the whole country."""
        own, home = said_subject.read_area(self.clause), self.clause.book.home
        if not own and not {*WORD.findall(self.clause.written.lower())} & home:
            own = self.place_before
        if own or self.before is None or {*WORD.findall(self.clause.whole)} & home:
            return own
        return self.before.area

    @cached_property
    def other_plan(self) -> bool:
        """Whether another plan is named."""
        before = self.before is not None and self.before.other_plan
        return before or said_subject.names_other_plan(self.clause)

    @cached_property
    def lacks(self) -> bool:
        """Whether its people or places are said not to have what it is about."""
        return said_standing.lacks(self.clause, share=self.unit == "percent")

    @cached_property
    def moment(self) -> str:
        """Now or before, where words say so without a year."""
        return moment(self.clause.before, self.clause.behind)

    @cached_property
    def frame(self) -> str:
        """Inside or outside the frame."""
        return said_subject.read_frame(self.clause)

    @cached_property
    def lacking(self) -> bool:
        """Whether something is said to be missing or bad, in the sentence or right before it."""
        clause = self.clause
        near = clause.text[max(0, clause.sentence.start - 150) : clause.sentence.end].lower()
        return any(word in clause.book.lacking for word in WORD.findall(near))

    @cached_property
    def local(self) -> tuple[Word, ...]:
        """The words of its clause, but for those that only tell since when: «siden planen startet i 2016»."""
        told = self._since
        return tuple(one for one in self.clause.local if not _within(one, told))

    @cached_property
    def _since(self) -> tuple[tuple[int, int], ...]:
        """Where the clause tells since when."""
        clause, times = self.clause, (*self.times, *self.carried)
        return tuple(
            (found.start(), one.end)
            for one in times
            if one.kind == "since"
            for found in _SINCE.finditer(clause.text.lower(), max(0, one.start - 70), one.start)
        )

    @cached_property
    def core(self) -> tuple[Word, ...]:
        """The words from where it is told to the first comma behind it: around that may be who says it. None in brackets or numbers."""
        clause = self.clause
        start, end = clause.clause.start, clause.clause.end
        if self.of or self.unit != "percent":
            start = clause.told_from
        comma = clause.text.find(",", self.expression.end, end)
        end = comma if comma >= 0 and not (clause.is_aside or clause.is_apposed) else end
        brackets = [found.span() for found in _BRACKETS.finditer(clause.text, start, end)]
        told_by = [found.span() for found in _TOLD_BY.finditer(clause.text, start, end)]
        return tuple(
            one
            for one in clause.sentence.between(start, end)
            if not _within(one, (*brackets, *told_by, *self._since))
            and not self.expression.start <= one.start < self.expression.end
        )

    @cached_property
    def phrased(self) -> Phrased:
        """The same by the phrases that they stand in."""
        number = self.expression
        return Phrased.of(self.clause.text, self.core, number.start, number.end)


def _within(word: Word, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a word stands in one of some places."""
    return any(first <= word.start < last for first, last in places)


def read_value(expression: Expression) -> Decimal | None:
    """The number as the graph would have it: shares in per cent."""
    if not isinstance(expression.value, Decimal):
        return None
    if is_halved(expression):
        return 1 / expression.value
    share = expression.kind == "fraction"
    return expression.value * 100 if share else expression.value


def said_figure(
    text: str, sentence: Sentence, clause: Clause, times: Times, carried: Times
) -> SaidFigure | None:
    """The number of a clause, read; None where it has no value."""
    value = read_value(clause.expression)
    if value is None:
        return None
    return SaidFigure(SaidClause(text, sentence, clause), value, times, carried)
