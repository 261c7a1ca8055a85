"""Series and developments of any kind, for charts: bounds, ranges, negative and huge values, undated, one year."""

from decimal import Decimal

from hypothesis import strategies as st

from server.answers.charts.entries import Change, Entry
from server.answers.elements.wording import number

LANG = "nb"
BOUNDS = ("", "", "gt", "ge", "lt", "le", "about")
WAYS = ("increase", "decrease", "stable", "mixed", "")
SMALL = st.decimals(min_value=-1000, max_value=1000, places=1)
HUGE = st.integers(min_value=-(10**30), max_value=10**30).map(Decimal)
TINY = st.decimals(min_value=-1, max_value=1, places=9)
VALUES = st.one_of(SMALL, SMALL, HUGE, TINY)
YEARS = st.one_of(st.none(), st.integers(2016, 2024), st.integers(1900, 2100))
UNITS = st.sampled_from(["\u00a0%", " årsverk", " kommuner med øyeblikkelig hjelp", ""])
WORDS = st.sampled_from(
    ["«trolig»", "«i snitt»", "«ifølge kommunene selv, som har svart for hele året»"]
)
LIMITS = st.lists(WORDS, max_size=2, unique=True).map(tuple)
PERIODS = st.sampled_from(["", "udatert måling i kilde 000", "siste året, uten oppgitt årstall"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """One value: exact, a bound or a range, perhaps uncertain, undated, calculated."""
    value, unit, year = draw(VALUES), draw(UNITS), draw(YEARS)
    width = draw(st.one_of(st.none(), st.none(), st.integers(0, 500).map(Decimal)))
    text = number(value, LANG) + unit
    return Entry(
        value,
        text,
        draw(PERIODS) if year is None else str(year),
        year,
        draw(st.booleans()),
        "",
        "" if width is not None else draw(st.sampled_from(BOUNDS)),
        None if width is None else value + width,
        "" if width is None else number(value + width, LANG) + unit,
        draw(LIMITS),
        f"{text} = 1 + 2" if width is None and draw(st.integers(0, 5)) == 0 else "",
    )


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One development in words, with or without its years."""
    first = draw(YEARS)
    last = None if first is None else first + draw(st.integers(0, 5))
    when = draw(PERIODS) if first is None else f"fra {first} til {last}"
    text = draw(st.sampled_from(["økning", "nedgang «kraftig»", "> 2×", "stabil"]))
    way = draw(st.sampled_from(WAYS))
    return Change(way, text, when, first, last, draw(st.booleans()), draw(LIMITS))


SERIES = st.lists(entries(), max_size=9)
CHANGES = st.lists(changes(), max_size=4)
