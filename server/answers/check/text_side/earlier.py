"""What a sentence has behind it: the words, the time, the groups and the numbers that it may go on with."""

from dataclasses import dataclass

from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.said_clause import message_start
from server.answers.check.text_side.said_subject import area_in, other_plan_in
from server.answers.check.text_side.said_times import SaidTime, said_times
from server.answers.check.text_side.text_layout import LONGEST, Sentence

# So many characters of it are kept.
KEPT = 1000


@dataclass(frozen=True, slots=True)
class Carried:
    """The groups and the place that are named, and whether a plan for another field is."""

    groups: frozenset[str]
    area: str
    other_plan: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """`words` of the last sentence that says what its numbers are of, and of those that went on with it, `said` the same as one text; `numbers`: the last one with numbers.

    `groups`, `area` and `other_plan` are what was named last.
    """

    words: tuple[Word, ...] = ()
    time: SaidTime | None = None
    groups: frozenset[str] = frozenset()
    numbers: Sentence | None = None
    told: str = ""
    area: str = ""
    other_plan: bool = False
    said: str = ""

    @property
    def carried(self) -> "Carried":
        """What a sentence that goes on with it keeps."""
        return Carried(self.groups, self.area, self.other_plan)

    def then(self, text: str, sentence: Sentence, lexicon: Lexicon) -> "Earlier":
        """The same behind the next sentence."""
        goes_on = lexicon.goes_on(sentence.words)
        found = said_times(text, sentence.expressions)
        times = [one for one in found if one.kind in ("year", "range", "until")]
        groups = named_groups(sentence.between(message_start(text, sentence), sentence.end))
        written = text[sentence.start : sentence.end]
        words, said = self._with(sentence) if goes_on else (sentence.words, _joined(sentence.words))
        return Earlier(
            words,
            times[-1] if times else self.time if goes_on else None,
            groups or (self.groups if goes_on else groups),
            sentence if sentence.clauses else self.numbers if goes_on else None,
            f"{self.told}\n{written}"[-KEPT:] if goes_on else written,
            area_in(written) or (self.area if goes_on else ""),
            other_plan_in(written.lower()) or (goes_on and self.other_plan),
            said,
        )

    def _with(self, sentence: Sentence) -> tuple[tuple[Word, ...], str]:
        """The words with those of a sentence that goes on with them; the same ones where it says none that is new."""
        if {one.word for one in sentence.words} <= {*self.said.split(" ")}:
            return self.words, self.said
        words = (*self.words, *sentence.words)[-LONGEST:]
        return words, _joined(words)

    def key(self, text: str) -> tuple[object, ...]:
        """What tells it from another one, wherever in a text both stand."""
        time, numbers = self.time, self.numbers
        return (
            self.said,
            time and (time.kind, time.first, time.last),
            (self.groups, self.told),
            numbers and text[numbers.start : numbers.end],
        )


def _joined(several: tuple[Word, ...]) -> str:
    return " ".join(one.word for one in several)


def named_groups(several: tuple[Word, ...]) -> frozenset[str]:
    """The groups that words name."""
    groups = phrase_book().groups
    return frozenset(groups[one.word] for one in several if one.word in groups)
