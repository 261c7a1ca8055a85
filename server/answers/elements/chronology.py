"""The order of figures in time: what is dated by its year, what is not by what the graph knows to come first."""

from collections.abc import Iterable

from server.answers.elements.figures import Figure


def chronological(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Dated figures by their last year, then undated ones, earlier before later; else in the order given."""
    known = list(figures)
    periods = {one.period.name.iri for one in known if one.period}

    def when(one: Figure) -> tuple[int, int]:
        if one.period is None:
            return (9999, 0)
        return (one.period.last or 9999, -len(periods.intersection(one.period.before)))

    return tuple(sorted(known, key=when))
