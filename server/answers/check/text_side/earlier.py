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
    """`words` of the last sentence that says what its numbers are of, and of those that went on with it; `numbers`: the last one with numbers."""

    words: tuple[Word, ...] = ()
    time: SaidTime | None = None
    groups: frozenset[str] = frozenset()
    numbers: Sentence | None = None
    told: str = ""

    @property
    def carried(self) -> "Carried":
        """What a sentence that goes on with it keeps."""
        return Carried(self.groups, area_in(self.told), other_plan_in(self.told.lower()))

    def then(self, text: str, sentence: Sentence, lexicon: Lexicon) -> "Earlier":
        """The same behind the next sentence."""
        goes_on = lexicon.goes_on(sentence.words)
        found = said_times(text, sentence.expressions)
        times = [one for one in found if one.kind in ("year", "range", "until")]
        groups = named_groups(sentence.between(message_start(text, sentence), sentence.end))
        written = text[sentence.start : sentence.end]
        return Earlier(
            (*self.words, *sentence.words)[-LONGEST:] if goes_on else sentence.words,
            times[-1] if times else self.time if goes_on else None,
            groups or (self.groups if goes_on else groups),
            sentence if sentence.clauses else self.numbers if goes_on else None,
            f"{self.told}\n{written}"[-KEPT:] if goes_on else written,
        )

    def key(self, text: str) -> tuple[object, ...]:
        """What tells it from another one, wherever in a text both stand."""
        time, numbers = self.time, self.numbers
        return (
            " ".join(one.word for one in self.words),
            time and (time.kind, time.first, time.last),
            (self.groups, self.told),
            numbers and text[numbers.start : numbers.end],
        )


def named_groups(several: tuple[Word, ...]) -> frozenset[str]:
    """The groups that words name."""
    groups = phrase_book().groups
    return frozenset(groups[one.word] for one in several if one.word in groups)
