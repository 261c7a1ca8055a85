"""Figures beside each other: which way a series goes, and computed ones that only their names tell apart."""

from collections.abc import Iterator
from dataclasses import replace

from server.answers.check.graph_side.figures import Figure


def with_trends(found: list[Figure]) -> Iterator[Figure]:
    """The figures; of a level, whether those of the same series before and after it are lower or higher."""
    series: dict[tuple[str, str], list[Figure]] = {}
    for one in found:
        if one.kind == "level" and one.value is not None and one.bound == "eq":
            series.setdefault((one.subject, one.population), []).append(one)
    beside = {
        id(one): (earlier, later)
        for several in series.values()
        for earlier, one, later in _in_order(several)
    }
    for one in found:
        if id(one) not in beside:
            yield one
            continue
        earlier, later = beside[id(one)]
        yield replace(
            one,
            trend=_sign(earlier, one) if earlier else 0,
            onward=_sign(one, later) if later else 0,
        )


def _in_order(several: list[Figure]) -> Iterator[tuple[Figure | None, Figure, Figure | None]]:
    """Each figure of a series between those before and after it."""
    line = sorted(several, key=_when)
    return zip([None, *line], line, [*line[1:], None], strict=False)


def apart(found: list[Figure]) -> list[Figure]:
    """The figures; computed ones that only their names tell apart (shares of one frame) are of subjects of their own."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for one in found:
        if one.derived:
            alike.setdefault((one.subject, one.kind, one.unit, one.span), []).append(one)
    return [
        replace(
            one,
            subject=one.iri,
            core=tuple(text for language, text in one.labels if language != "en"),
        )
        if one.derived and len(alike[one.subject, one.kind, one.unit, one.span]) > 1
        else one
        for one in found
    ]


def _when(one: Figure) -> tuple[int, str]:
    """The order of a series: dated by year; undated ones by what the graph calls them, which says before or after."""
    span = one.span
    if span is None:
        return (0, "")
    year = span.last or span.said_in
    before = any(word in one.iri for word in ("before", "start"))
    return (year or 0, "0" if before else "1")


def _sign(one: Figure, other: Figure) -> int:
    assert one.value is not None and other.value is not None  # noqa: PT018
    return (other.value > one.value) - (other.value < one.value)
