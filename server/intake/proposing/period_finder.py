"""The period of a number in its sentence: one of the register, or a new entry of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph_build.reading.corpus import Corpus
from graph_build.scan.scanner import Expression
from graph_build.schema.registers import Period
from server.intake.proposals import Fields

YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """The id of a period, the place of the words that say it (none: no words do), the entry where it is new."""

    id: str
    words: tuple[int, int] | None
    entry: Fields | None


class PeriodFinder:
    """The periods of one new source."""

    def __init__(self, corpus: Corpus, source: str) -> None:
        self.source = source
        self.known = {
            (one.kind, one.start, one.end): id
            for id, one in corpus.entries["period"].items()
            if isinstance(one, Period) and one.start and one.end
        }

    def found(self, number: Expression, times: Sequence[Expression]) -> PeriodFound:
        """The period of a number among the times of its sentence; an undated one where there is none."""
        years = [one for one in times if YEAR.search(str(one.value))]
        nearest = min(years, key=lambda one: _distance(one, number), default=None)
        if nearest is None:
            return self.undated()
        first, *rest = [int(year) for year in YEAR.findall(str(nearest.value))]
        last = rest[-1] if rest else first
        return self._dated(first, last, (nearest.start, nearest.end))

    def _dated(self, first: int, last: int, words: tuple[int, int]) -> PeriodFound:
        kind = "year" if first == last else "span"
        start, end = date(first, 1, 1), date(last, 12, 31)
        known = self.known.get((kind, start, end))
        if known:
            return PeriodFound(known, words, None)
        id = str(first) if first == last else f"{first}-{last}"
        name = id.replace("-", "–")
        entry = {
            "id": id,
            "kind": kind,
            "start": start,
            "end": end,
            "label": _texts(name, name, name),
        }
        return PeriodFound(id, words, entry)

    def undated(self) -> PeriodFound:
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
        return PeriodFound(
            id, None, {"id": id, "kind": "undated", "open_reason": reason, "label": label}
        )


def _texts(nb: str, nn: str, en: str) -> dict[str, str]:
    return {"nb": nb, "nn": nn, "en": en}


def _distance(time: Expression, number: Expression) -> tuple[bool, int]:
    """How far a time stands from a number: one behind it is nearer than one as far before it."""
    apart = min(abs(time.start - number.end), abs(number.start - time.end))
    return apart > 40, apart
