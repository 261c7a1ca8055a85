"""What a text says of a number, read from its clause."""

import re
from dataclasses import dataclass
from decimal import Decimal

from graph_build.scan.scanner import Expression
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side import said_change, said_standing, said_subject
from server.answers.check.text_side.said_clause import SaidClause
from server.answers.check.text_side.said_times import SaidTime, last_year
from server.answers.check.text_side.said_unit import read_unit
from server.answers.check.text_side.text_layout import Clause, Sentence

_BRACKETS = re.compile(r"\([^()]*\)?")


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A number of a text with all that its clause says of it; what the clause leaves out is empty.

    `nouns`: words that may be its unit. `kind` is level or change, `sign` that of the change; `of` the noun behind «av», `having`
    what its people have; `real`: it is not denied, supposed or wished; `moves`: something changes; `lacking`: something is
    missing or bad; `from_end`: something comes from it. `times` are those of the clause, `carried` those that hold for it;
    `local` its words, `core` those that can be about something else.
    """

    expression: Expression
    value: Decimal
    unit: str
    nouns: frozenset[str]
    kind: str
    sign: int
    hedge: str
    of: str
    having: str
    groups: frozenset[str]
    area: str
    other_plan: bool
    frame: str
    per_year: bool
    moves: bool
    real: bool
    target: bool
    done: bool
    from_end: bool
    last_year: bool
    years: int
    ago: int
    lacking: bool
    future: bool
    times: tuple[SaidTime, ...]
    carried: tuple[SaidTime, ...]
    local: tuple[Word, ...]
    core: tuple[Word, ...]


def read_value(expression: Expression) -> Decimal | None:
    """The number as the graph would have it: shares in per cent."""
    if not isinstance(expression.value, Decimal):
        return None
    share = expression.kind == "fraction"
    return expression.value * 100 if share else expression.value


def said_figure(
    text: str,
    sentence: Sentence,
    clause: Clause,
    times: tuple[SaidTime, ...],
    carried: tuple[SaidTime, ...],
) -> SaidFigure | None:
    """The number of a clause, read; None where it has no value."""
    value = read_value(clause.expression)
    if value is None:
        return None
    said = SaidClause(text, sentence, clause)
    unit, nouns = read_unit(said)
    kind, sign = said_change.read_change(said, unit)
    return SaidFigure(
        expression=clause.expression,
        value=value,
        unit=unit,
        nouns=nouns,
        kind=kind,
        sign=sign,
        hedge=said_standing.read_hedge(said),
        of=said_subject.read_of(said),
        having=said_subject.read_having(said),
        groups=said_subject.read_groups(said),
        area=said_subject.read_area(said),
        other_plan=said_subject.names_other_plan(said),
        frame=said_subject.read_frame(said),
        per_year=said.has("per_year", said.written.lower()),
        moves=said_change.moves(said),
        real=said_standing.is_real(said),
        target=said_standing.is_target(said),
        done=said_standing.is_done(said),
        from_end=said_change.FROM.search(said.before) is not None,
        last_year=last_year(said.whole),
        years=said_standing.years_lasting(said),
        ago=said_standing.years_ago(said),
        lacking=any(one.word in said.book.lacking for one in sentence.words),
        future=said_standing.is_future(said),
        times=times,
        carried=carried,
        local=said.local,
        core=_core(said),
    )


def _core(said: SaidClause) -> tuple[Word, ...]:
    """The words up to the first comma behind the number: what follows may be who says it. None in brackets."""
    start, end = said.clause.start, said.clause.end
    comma = said.text.find(",", said.expression.end, end)
    end = comma if comma >= 0 else end
    brackets = [found.span() for found in _BRACKETS.finditer(said.text, start, end)]
    return tuple(
        one
        for one in said.sentence.between(start, end)
        if not any(first < one.start < last for first, last in brackets)
    )
