"""The words of a chart: values at their points, periods below, developments, and all of it as one description."""

from collections.abc import Iterator, Sequence

from server.answers.charts.chart_words import DOWN, UP, signed, told, word
from server.answers.charts.columns import Columns
from server.answers.charts.entries import Change, Entry
from server.answers.charts.labels import (
    Box,
    Label,
    beside,
    first_free,
    kept_in,
    text_width,
    wrapped,
)
from server.answers.charts.scale import short_number
from server.answers.elements.wording import number

ROOM = (150, 96)  # of a value at its point, wide and narrow
TICK = (110, 70)  # of a period below
MOST = 4  # lines of a period
EDGE = 6  # of the picture, where no axis is
DOUBT, DOUBTED = "\u00a0?", "\u00a0(?)"


def shown(one: Entry) -> str:
    """A value with the sign of its bound, or a range: ≥ 10 %, 10 %–15 %."""
    value = f"{one.text}–{one.until_text}" if one.until is not None else one.text
    return signed(one.bound, value)


def value_lines(one: Entry, room: float, lang: str) -> tuple[str, ...]:
    """A value in lines, as it stands at its point: with a mark of doubt and the words that limit it.

    A number too long for one line is told in fewer characters.
    """
    value = shown(one) + DOUBT * one.uncertain
    if max(map(text_width, value.split(" "))) > room:
        for each in one.values:
            value = value.replace(number(each, lang), short_number(each, lang))
    return (*wrapped(value, room), *(part for said in one.limits for part in wrapped(said, room)))


def value_labels(
    entries: Sequence[Entry],
    spots: Sequence[tuple[float, float]],
    columns: Columns,
    frame: Box,
    taken: Sequence[Box],
    lang: str,
) -> Iterator[Label]:
    """The values that find room at their points: what texts state first, of it the ends and the extremes."""
    met = list(taken)
    for n in _by_weight(entries):
        one, (x, y) = entries[n], spots[n]
        side = columns.undated if one.year is None else columns.dated
        own = Box(side.left, frame.top, side.right, frame.bottom)
        room = min(ROOM[columns.right < 400], own.right - own.left)
        wishes = (
            label
            for part in (1, 0.6)
            for label in beside(x, y, value_lines(one, room * part, lang), own)
        )
        label = first_free(wishes, own, met)
        if label is not None:
            met.append(label.box)
            yield label


def _by_weight(entries: Sequence[Entry]) -> list[int]:
    """The order in which values get room."""
    every = sorted(range(len(entries)), key=lambda n: bool(entries[n].worked))
    by_value = sorted(every, key=lambda n: entries[n].value)
    first = [every[0], len(entries) - 1, by_value[0], by_value[-1]] if entries else []
    return sorted(dict.fromkeys([*first, *every]), key=lambda n: bool(entries[n].worked))


def period_labels(
    entries: Sequence[Entry],
    xs: Sequence[float],
    changes: Sequence[Change],
    columns: Columns,
    y: float,
) -> Iterator[Label]:
    """Below the points when they hold, as far as there is room; where developments begin and end, too."""
    narrow, slot = columns.right < 400, columns.slot(sum(one.year is None for one in entries))
    wishes = dict[tuple[float, bool], str]()
    for one, x in zip(entries, xs, strict=True):
        told_before = wishes.get((x, one.year is None), "")
        if one.when not in told_before.split(", "):
            wishes[x, one.year is None] = f"{told_before}, {one.when}" if told_before else one.when
    ends = (year for one in changes for year in (one.first, one.last) if year is not None)
    for year in sorted(ends):
        wishes.setdefault((columns.years.at(year), False), str(year))
    taken = list[Box]()
    order = list(wishes)
    for x, undated in dict.fromkeys([*order[:1], *order[-1:], *order]):
        side = columns.undated if undated else Box(EDGE, 0, columns.end - 3, 10_000)
        room = min(slot - 8, side.right - side.left) if undated else TICK[narrow]
        lines = wrapped(wishes[x, undated], room, MOST)
        label = kept_in(Label(x, y, lines), side)
        if wishes[x, undated] and not any(label.box.meets(one) for one in taken):
            taken.append(label.box)
            yield label


def change_label(one: Change, x: float, y: float, columns: Columns) -> Label:
    """The words of a development below its arrow."""
    side = columns.undated if one.first is None else Box(EDGE, 0, columns.end - EDGE, 10_000)
    said = one.text + DOUBTED * one.uncertain
    parts = [part for part in (said, *one.limits, one.when) if part]
    return kept_in(Label(x, y, wrapped(", ".join(parts), side.right - side.left - 8)), side)


def description(entries: Sequence[Entry], changes: Sequence[Change], lang: str) -> str:
    """All that is drawn, in words."""
    values = (
        _sentence(one.when, one.year is None, _value_told(one, lang), lang) for one in entries
    )
    words = (
        _sentence(one.when, one.first is None, _change_told(one, lang), lang) for one in changes
    )
    return "; ".join((*values, *words))


def _sentence(when: str, undated: bool, said: str, lang: str) -> str:
    named = f"{when} ({word('undated', lang)})" if when and undated else when
    return f"{named or word('undated', lang)}: {said}"


def _value_told(one: Entry, lang: str) -> str:
    value = told(one.bound, one.text, lang)
    if one.until is not None:
        value = word("range", lang).format(low=one.text, high=one.until_text)
    sure = (word("uncertain", lang),) if one.uncertain else ()
    made = (f"{word('derived', lang)} ({one.worked})",) if one.worked else ()
    return ", ".join((value, *one.limits, *sure, *made))


def _change_told(one: Change, lang: str) -> str:
    sure = (word("uncertain", lang),) if one.uncertain else ()
    return ", ".join((one.text, *one.limits, *sure))


def marks(entries: Sequence[Entry], changes: Sequence[Change]) -> Iterator[str]:
    """The names of the marks that are drawn."""
    if any(one.uncertain for one in entries) or any(one.uncertain for one in changes):
        yield "uncertain"
    if any(one.bound in (*UP, *DOWN) for one in entries):
        yield "open"
    if any(one.until is not None for one in entries):
        yield "range"
    if any(one.bound == "about" for one in entries):
        yield "about"
    if any(one.worked for one in entries):
        yield "derived"
    if changes:
        yield "trend"
