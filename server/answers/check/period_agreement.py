"""Whether the times that a clause says are those of a figure."""

from server.answers.check.graph_side.figures import Figure, Span
from server.answers.check.text_side.said_figure import SaidFigure
from server.answers.check.text_side.said_times import SaidTime


def period_agrees(said: SaidFigure, figure: Figure) -> bool | None:
    """True, False, or None where the text says no time, or the figure has none."""
    span = figure.span
    if span is None:
        return None
    if _lasts_otherwise(said, figure, span):
        return False
    # «… than five years ago» is no comparison with the year before.
    if said.ago > 1 and figure.kind == "change" and span.first is None and span.since is None:
        return False
    verdicts = [_agrees(one, said, figure, span) for one in said.times]
    if all(one is None for one in verdicts):
        verdicts += [_agrees(one, said, figure, span) for one in said.carried]
    told = [one for one in verdicts if one is not None]
    if not told:
        return _without_year(said, figure, span)
    return all(told)


def _lasts_otherwise(said: SaidFigure, figure: Figure, span: Span) -> bool:
    """Whether a sum is said to be for more or fewer years than it is."""
    if not said.years or span.first is None or span.last is None:
        return False
    return figure.kind in ("funding", "sum", "target") and said.years != span.last - span.first + 1


def _without_year(said: SaidFigure, figure: Figure, span: Span) -> bool | None:
    """What «the last year» says: not a sum over several; and «now» and «before»: the last of a series, or not the last."""
    if figure.kind == "level" and said.kind != "change" and said.moment:
        if said.moment == "now":
            return False if figure.onward else None
        return False if span.kind == "undated" and figure.trend and not figure.onward else None
    if not said.last_year or said.kind == "level":
        return None
    several = span.first is not None and span.last is not None and span.last - span.first > 1
    if several or span.since is not None:
        return False if figure.kind in ("change", "sum", "relative") else None
    return None


def _agrees(time: SaidTime, said: SaidFigure, figure: Figure, span: Span) -> bool | None:
    if time.first in figure.misprints:
        return None
    if time.kind == "compared":
        return _base_agrees(time, figure, span)
    if time.kind == "range":
        return _range_agrees(time, said, figure, span)
    if time.kind in ("since", "after"):
        return _since_agrees(time, figure, span)
    if time.kind == "relative" and span.first is None and span.since is None:
        return None
    if _is_announced(time, said, figure, span):
        return None
    if time.kind == "until" and span.kind == "span":
        return time.last == span.last
    bases = [one.first for one in said.times if one.kind == "compared"]
    if bases and span.kind == "change" and figure.kind in ("change", "relative"):
        # «In 2020 … than in 2018»: both years are told.
        return time.first == span.last
    return _year_agrees(time, span)


def _base_agrees(time: SaidTime, figure: Figure, span: Span) -> bool | None:
    """The year that a change is counted from; of a level it says nothing."""
    if figure.kind not in ("change", "relative", "sum"):
        return None
    if span.since is not None:
        return time.first == span.since
    if span.first is None:
        return None
    return time.first == (span.first if span.kind == "change" else span.first - 1)


def _range_agrees(time: SaidTime, said: SaidFigure, figure: Figure, span: Span) -> bool | None:
    if span.kind == "year" and figure.kind == "level":
        return span.first == (time.first if said.from_end else time.last)
    if span.since is not None:
        return False
    if span.first is None or span.last is None:
        return False if _bounded_out(time, span) else None
    if span.kind == "year" and figure.kind == "change":
        return (time.first, time.last) in ((span.first - 1, span.first), (span.first, span.first))
    return (time.first, time.last) == (span.first, span.last)


def _bounded_out(time: SaidTime, span: Span) -> bool:
    return span.said_in is not None and time.first > span.said_in


def _since_agrees(time: SaidTime, figure: Figure, span: Span) -> bool | None:
    if span.since is not None:
        return time.first == span.since
    if figure.kind in ("level", "funding", "target", "count") and span.kind != "span":
        return None
    if figure.kind == "time":
        return time.first == span.first
    if span.first is None:
        return False if span.kind == "undated" and figure.kind == "change" else None
    return time.first == span.first


def _is_announced(time: SaidTime, said: SaidFigure, figure: Figure, span: Span) -> bool:
    """Whether a year is that in which something was announced for several later ones."""
    if figure.kind not in ("funding", "target") or span.kind != "span" or span.first is None:
        return False
    return time.first == span.first - 1 and said.announced


def _year_agrees(time: SaidTime, span: Span) -> bool:
    if span.since is not None:
        return False
    if span.first is None or span.last is None:
        # The graph knows no year of it; the year that its source prints is the only one that may be meant.
        return time.first == span.said_in
    if span.kind == "change":
        return time.first == span.last and span.last - span.first == 1
    return span.first == span.last == time.first
