"""Whether a figure is what its words say: what the scanner reads in them, held against its number and period."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from graph_build.errors import Fault
from graph_build.literals import number_text
from graph_build.reading.corpus import Corpus, Stated
from graph_build.scan.scanner import scan
from graph_build.scan.words.lexicon import FALLING, NO, RISING, SIDES
from graph_build.scan.words.normalisation import alternatives, plain
from graph_build.schema.claims import Claim
from graph_build.schema.events import Event
from graph_build.schema.intentions import Target
from graph_build.schema.measurements import Comparison, Count, Funding, Observation
from graph_build.schema.registers import Period
from graph_build.schema.statements import Figure

# Kinds of the scanner that a unit may be read from, and what each is multiplied by.
KINDS: Mapping[str, Mapping[str, int]] = {
    "percent": {"percent": 1, "fraction": 100},
    "percentage-point": {"percentage-point": 1},
    "nok": {"money": 1},
}
COUNTED = {"number": 1}
TIMES = {"multiple": 1}
DATED = ("year", "year-range", "date")
FOUR_DIGITS = re.compile(r"\d{4}")


def reading_faults(corpus: Corpus) -> Iterator[Fault]:
    """Every figure whose number, operator or period is not what its words say."""
    for one in corpus.stated:
        if isinstance(one.statement, Figure):
            file, path = one.place
            for key, what in _figure_faults(corpus, one, one.statement):
                yield file.fault((*path, key), what)


def capture_faults(corpus: Corpus) -> Iterator[Fault]:
    """Every date of a capture that is not the printed date and the age that the page gives, in days."""
    for one in corpus.stated:
        if isinstance(one.statement, Event) and one.statement.kind == "capture":
            file, path = one.place
            source, words = corpus.sources[one.source], one.statement.as_stated or ""
            ages = read(words, COUNTED)
            if not source.issued or len(ages) != 1:
                what = "a capture is dated by the day that is printed and by as_stated, the age in days"
                yield file.fault(path, what)
            elif (day := source.issued + timedelta(days=int(ages[0]))) != one.statement.date:
                yield file.fault(
                    (*path, "date"),
                    f"{words} after {source.issued} is {day}, not {one.statement.date}",
                )
            elif day != source.captured:
                yield file.fault(
                    (*path, "date"), f"the source is registered as captured {source.captured}"
                )


def number_of(figure: Figure) -> tuple[str, Decimal]:
    """The key and the number of a figure."""
    match figure:
        case Observation() | Target() | Count():
            return "value", Decimal(figure.value)
        case Comparison():
            return "bound", figure.bound
        case Funding():
            return "amount", figure.amount
    raise TypeError(f"{type(figure).__name__} has no number")


def kinds_of(figure: Figure) -> Mapping[str, int]:
    """The kinds of numeric expressions that may carry its number, and what each is multiplied by."""
    match figure:
        case Observation() | Target():
            return KINDS.get(figure.unit, COUNTED)
        case Funding():
            return KINDS[figure.currency]
        case Comparison():
            return TIMES if figure.measure == "ratio" else COUNTED
    return COUNTED


def read(words: str, kinds: Mapping[str, int]) -> tuple[Decimal, ...]:
    """The numbers of these kinds that the scanner reads in some words."""
    return tuple(
        found.value * kinds[found.kind]
        for found in scan(words)
        if found.kind in kinds and isinstance(found.value, Decimal)
    )


def _figure_faults(corpus: Corpus, one: Stated, figure: Figure) -> Iterator[tuple[str, str]]:
    words = figure.as_stated
    if not any(words in (span.fragment or "") for span in one.claim.spans):
        yield "as_stated", f"«{words}» stands in no fragment of claim {one.claim.id}"
    yield from _number_faults(figure, words)
    if isinstance(figure, Comparison):
        if (said := side_of(words)) != figure.operator:
            what = (
                f"operator {figure.operator} is not what the words «{words}» say, which is {said}"
            )
            yield "operator", what
        yield from _compared_period_faults(corpus, one, figure)
    yield from _period_faults(corpus, one, figure)


def _compared_period_faults(
    corpus: Corpus, one: Stated, comparison: Comparison
) -> Iterator[tuple[str, str]]:
    """A side of a comparison is of the period of the figure that stands on it, and the first is the earlier one."""
    periods = corpus.entries["period"]
    for side in ("from", "to"):
        figure = getattr(comparison, f"{side}_observation")
        period = getattr(comparison, f"{side}_period")
        of_figure = _period_of(corpus, f"{one.source}-{figure}")
        if period and of_figure and period != of_figure:
            yield f"{side}_period", f"{period} is not the period of {figure}, which is {of_figure}"
    first, last = (
        getattr(periods.get(period or ""), "start", None)
        for period in (comparison.from_period, comparison.to_period)
    )
    if first and last and first >= last:
        yield "to_period", f"{comparison.to_period} is not after {comparison.from_period}"


def _period_of(corpus: Corpus, id: str) -> str | None:
    found = next((one.statement for one in corpus.stated if one.id == id), None)
    return found.period if isinstance(found, Observation) else None


def _number_faults(figure: Figure, words: str) -> Iterator[tuple[str, str]]:
    key, number = number_of(figure)
    found = read(words, kinds_of(figure))
    way = figure.read_as
    if way in ("direction", "none"):
        wanted = [*RISING, *FALLING] if way == "direction" else NO
        if found or number or not _has(words, wanted):
            what = f"read as {way}, the words «{words}» have no number, one of {', '.join(wanted)}, and {key} is 0"
            yield "read_as", what
        return
    if len(found) != 1:
        said = " and ".join(map(number_text, found)) or "no number of its kind"
        yield "as_stated", f"the words «{words}» say {said}; give the words of one number"
        return
    if way == "decrease" and not _has(words, FALLING):
        yield "read_as", f"the words «{words}» speak of no decrease"
    said_number = -found[0] if way == "decrease" else found[0]
    if said_number != number:
        said = number_text(said_number)
        what = f"{key} {number_text(number)} is not what the words «{words}» say, which is {said}"
        yield key, what


def side_of(words: str) -> str:
    """The operator that the words put before a number, or that a direction without a number has; eq without either."""
    for operator, signs in SIDES.items():
        if _has(words, signs):
            return operator
    if _has(words, RISING):
        return "gt"
    return "lt" if _has(words, FALLING) else "eq"


def _has(words: str, signs: Iterable[str]) -> bool:
    return re.search(rf"(?<!\w)(?:{alternatives(*signs)})(?!\w)", plain(words)) is not None


def _period_faults(corpus: Corpus, one: Stated, figure: Figure) -> Iterator[tuple[str, str]]:
    known = years_said(one.claim)
    for id in figure.period_from:
        known |= _years_of(corpus, one.source, id)
    if figure.period_reason is not None:
        if known:
            yield "period_reason", f"the words say {_listed(known)}; no other reason is needed"
        return
    for key in ("period", "from_period", "to_period"):
        period = corpus.entries["period"].get(getattr(figure, key, None) or "")
        if not isinstance(period, Period):
            continue
        bounds = {day.year for day in (period.start, period.end) if day}
        if not bounds <= known:
            what = f"the words do not say {_listed(bounds - known)}"
            told = f", but {_listed(known)}" if known else ""
            how = "; name the claim that does with period_from, or say why with period_reason"
            yield key, what + told + how


def years_said(claim: Claim) -> set[int]:
    """The years in the words of a claim, and in the corrections of misprints that it states."""
    texts = [span.fragment or "" for span in claim.spans]
    texts += [one.corrected for one in claim.correction]
    return {year for text in texts for year in years_in(text)}


def years_in(text: str) -> set[int]:
    """The years of the dates, years and ranges of years that the scanner reads in a text."""
    return {
        int(year)
        for found in scan(text)
        if found.kind in DATED
        for year in FOUR_DIGITS.findall(str(found.value))
    }


def _years_of(corpus: Corpus, source: str, id: str) -> set[int]:
    facts = corpus.by_source.get(source)
    claims = facts.claim if facts else ()
    return {year for claim in claims if claim.id == id for year in years_said(claim)}


def _listed(years: set[int]) -> str:
    return ", ".join(map(str, sorted(years)))
