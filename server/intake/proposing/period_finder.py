"""The period of a number in its sentence: one of the register, or a new entry of it; open where words bound it otherwise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph_build.reading.corpus import Corpus
from graph_build.schema.registers import Period
from server.answers.check.text_side.said_figure import SaidFigure
from server.answers.check.text_side.said_times import SaidTime
from server.answers.check.text_side.text_layout import Clause, Sentence
from server.intake.proposals import Fields

_THE_YEAR_BEFORE = re.compile(r"(?<!\w)(?:året\s+før|året\s+i\s+forvegen|fjoråret|i\s+fjor)(?!\w)")
_BEFORE = re.compile(r"\w+\s+$")
# A year behind this one is more likely a misprint than a time that a figure is of.
LATEST = 2060
CHANGE, SPAN, YEAR = "change", "span", "year"
OTHERWISE = {
    "until": "is a bound, or the year of a budget",
    "after": "is the earliest that it may be",
    "compared": "is the year that it is compared with",
    "relative": "is told from another year",
}


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """The id of a period (None: open), the place of the words that say it (None: no words do), the entry where it is new.

    `more` are fields of the statement beside it, `doubt` is why somebody must look at it, `open` why it has none,
    `open_from` why claims that name its years are still to be found.
    """

    id: str | None
    words: tuple[int, int] | None = None
    entry: Fields | None = None
    more: Mapping[str, object] = field(default_factory=dict)
    doubt: str = ""
    open: str = ""
    open_from: str = ""


class PeriodFinder:
    """The periods of one new source."""

    def __init__(self, corpus: Corpus, source: str) -> None:
        self.source = source
        self.known = {
            (one.kind, one.start, one.end): id
            for id, one in corpus.entries["period"].items()
            if isinstance(one, Period) and one.start and one.end
        }

    def found(
        self, said: SaidFigure, sentence: Sentence, clause: Clause, times: Sequence[SaidTime]
    ) -> PeriodFound | None:
        """The period of a number among the times of its sentence; None where they name none for it."""
        time = _time(sentence, clause, times)
        if time is None:
            told = _THE_YEAR_BEFORE.search(said.clause.behind) if said.kind != CHANGE else None
            return (
                PeriodFound(None, open=f"«{told[0]}» is told from another year") if told else None
            )
        words = (time.start, time.end)
        text = said.clause.text
        if time.kind == "since":
            return self._since(text, time)
        if time.kind in OTHERWISE:
            return PeriodFound(None, open=f"«{text[slice(*words)]}» {OTHERWISE[time.kind]}")
        first, last = time.first, time.last
        if last > LATEST:
            return PeriodFound(None, open=f"«{text[slice(*words)]}» lies far ahead; a misprint?")
        relative = said.kind == CHANGE and said.unit == "percent"
        if first == last and (relative or _is_from_the_year_before(said)):
            return self.from_the_year_before(first, words)
        kind = YEAR if first == last else CHANGE if relative else SPAN
        return self._dated(kind, first, last, words)

    def from_the_year_before(self, year: int, words: tuple[int, int] | None) -> PeriodFound:
        """The change from the year before to this one; a claim whose words name the first is still to be found."""
        found = self._dated(CHANGE, year - 1, year, words)
        why = f"the words name {year} and not {year - 1}; name the claim that does, or give another period"
        return replace(found, open_from=why)

    def _dated(
        self, kind: str, first: int, last: int, words: tuple[int, int] | None
    ) -> PeriodFound:
        start, end = date(first, 1, 1), date(last, 12, 31)
        known = self.known.get((kind, start, end))
        if known:
            return PeriodFound(known, words)
        id = str(first) if first == last else f"{first}-{last}"
        name = id.replace("-", "–")
        label = _texts(name, name, name)
        if kind == CHANGE:
            id += "-change"
            label = _texts(
                f"fra {first} til {last}", f"frå {first} til {last}", f"from {first} to {last}"
            )
        entry = {"id": id, "kind": kind, "start": start, "end": end, "label": label}
        return PeriodFound(id, words, entry)

    def _since(self, text: str, time: SaidTime) -> PeriodFound:
        """From a year to a time that is not said."""
        before = _BEFORE.search(text[max(0, time.start - 20) : time.start])
        start = time.start - len(before[0]) if before else time.start
        source, year = self.source, time.first
        reason = _texts(
            f"Kilde {source} sier ikke til når",
            f"Kjelde {source} seier ikkje til når",
            f"Source {source} does not say until when",
        )
        label = _texts(
            f"fra {year} til et uoppgitt tidspunkt (kilde {source})",
            f"frå {year} til eit ikkje oppgjeve tidspunkt (kjelde {source})",
            f"from {year} to an unstated time (source {source})",
        )
        entry = {
            "id": f"{source}-since-{year}",
            "kind": "undated",
            "open_reason": reason,
            "not_before": date(year, 1, 1),
            "as_stated": text[start : time.end],
            "label": label,
        }
        return PeriodFound(str(entry["id"]), (start, time.end), entry)

    def carried(self, said: SaidFigure, last: str, claim: str, entry: Fields | None) -> PeriodFound:
        """That of the sentence before, which a claim names."""
        relative = said.kind == CHANGE and said.unit == "percent"
        if last.isdigit() and (relative or _is_from_the_year_before(said)):
            found = self.from_the_year_before(int(last), None)
            return replace(found, more={"period_from": [claim]})
        doubt = f"the sentence names no year; {claim} before it does"
        return PeriodFound(last, None, entry, {"period_from": [claim]}, doubt)

    def undated(self, doubt: str = "no year is said of this number; left undated") -> PeriodFound:
        """The period of what no words date."""
        id, source = f"undated-{self.source}", self.source
        reason = _texts(
            f"Kilde {source} sier ikke i setningen når det var",
            f"Kjelde {source} seier ikkje i setninga når det var",
            f"Source {source} does not say in the sentence when it was",
        )
        label = _texts(
            f"udatert i kilde {source}", f"udatert i kjelde {source}", f"undated in source {source}"
        )
        entry = {"id": id, "kind": "undated", "open_reason": reason, "label": label}
        return PeriodFound(id, None, entry, doubt=doubt)


def _is_from_the_year_before(said: SaidFigure) -> bool:
    return said.kind == CHANGE and _THE_YEAR_BEFORE.search(said.clause.whole) is not None


def _time(sentence: Sentence, clause: Clause, times: Sequence[SaidTime]) -> SaidTime | None:
    """The time of a clause, the nearest to its number; else the last one before it that stands behind no other number."""
    own = [one for one in times if clause.start <= one.start < clause.end]
    plain = [one for one in own if one.kind != "compared"]
    if own:
        return min(plain or own, key=lambda one: _distance(one, clause))
    before = [one for one in times if one.end <= clause.start]
    return next((one for one in reversed(before) if not _is_behind(one, sentence)), None)


def _is_behind(time: SaidTime, sentence: Sentence) -> bool:
    """Whether a time stands behind a number, in its clause, and so belongs to that alone."""
    return any(
        one.start <= time.start < one.end and one.expression.end <= time.start
        for one in sentence.clauses
    )


def _distance(time: SaidTime, clause: Clause) -> int:
    return min(abs(time.start - clause.expression.end), abs(clause.expression.start - time.end))


def _texts(nb: str, nn: str, en: str) -> dict[str, str]:
    return {"nb": nb, "nn": nn, "en": en}
