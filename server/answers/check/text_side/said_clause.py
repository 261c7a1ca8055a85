"""A clause around its number: what stands before it and behind it, as the readers of its parts take it."""

import re
from functools import cached_property

from server.answers.check.lexis.phrase_book import PhraseBook, phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.text_layout import Clause, Sentence

# Behind «X says that», and behind who speaks: «The mayor of Y: – …».
_THAT = re.compile(
    r"(?<!\w)(?<!ved )(?<!slik )(?<!fordi )(?<!etter )(?<!uten )(?<!utan )(?<!for )at(?!\w)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"[^:\n]{1,80}:\s*[–—«\"”-]")
# Who sends what is said: «Press release of the users' organisations: …».
_SENDER = re.compile(
    r"\W*\w*(?:melding|spørsmål|svar|innlegg|brev|kronikk|notat|e-?post|uttalelse|uttale|tale|kommentar|nyhet|intervju|replikk|interpellasjon|innspill|innspel|referat|søknad|hilsen|helsing|appell|krav)(?:et|en|a)?\s+(?:fra|frå|til|av|ved)\s[^:.\n\d]{1,80}:",
    re.IGNORECASE,
)
# A number that only repeats another one, more exactly.
_ASIDE = re.compile(
    r"[,–—(\s]+(?:(?:altså|det vil si|dvs\.?|eller|nærmere bestemt|meir nøyaktig|mer nøyaktig|nærare bestemt|nøyaktig|hele|heile)\s*[:,]?\s*)?"
)
_LAID_DOWN = re.compile(
    r"(?<!\w)(?:la|lagt|legg|legger|legge|nedlagt|nedla|nedlegger)\s+(?:\S+\s+){0,3}?ned(?!\w)(?=.{0,40}$)"
)
_COUNTED_UP = re.compile(
    r"(?<!\w)(?:tel|tell\w*|talte|telte|talt|telt|talde|ramse\w*|liste\w*|still\w*|stilte|summer\w*|gjor(?:t|de)|følg\w*|fulgte|fang\w*|fange\w*|dukk\w*|tok|tatt|teke|spor\w*|søk\w*|oppsøk\w*|før\w*)\s+(?:\S+\s+){0,3}?opp(?!\w)"
)
# «In addition, half of them have …» adds nothing to the half.
_MOREOVER = re.compile(r"^\W*i\s+tillegg(?!\w)(?!\s+(?:kom|kjem))")
_CHANGE_NOUN = re.compile(
    r"(?<!\w)(?:\w*(?:veksten?|økning(?:en|a)?|auken|auking(?:a|en)?|oppgang(?:en)?|oppgongen|framgang(?:en)?|fremgang(?:en)?|stigning(?:en|a)?)|(?P<fall>\w*(?:(?:års|bemannings|tall)\w*fall(?:et)?|bortfall(?:et)?|frafall(?:et)?|nedgang(?:en)?|nedgongen|reduksjon(?:en)?|tilbakegang(?:en)?|tilbakegongen)))(?!\w)"
)
_COMMA = re.compile(r"\s*[,)–—]")


def without_other_senses(text: str) -> str:
    """A text without «up», «down» and «in addition» where they tell of no change."""
    for other in (_LAID_DOWN, _COUNTED_UP, _MOREOVER):
        text = other.sub("", text)
    return text


def first_of(text: str, length: int) -> str:
    """The words of a text that end within its first so many characters."""
    return text if len(text) <= length else text[:length].rpartition(" ")[0]


def message_start(text: str, sentence: Sentence) -> int:
    """Where a sentence begins behind who sends it."""
    sender = _SENDER.match(text, sentence.start, sentence.end)
    return sender.end() if sender else sentence.start


class SaidClause:
    """The parts of a clause, in small letters but for `written`."""

    def __init__(self, text: str, sentence: Sentence, clause: Clause) -> None:
        self.book: PhraseBook = phrase_book()
        self.text, self.sentence, self.clause = text, sentence, clause
        self.expression = clause.expression
        self.written = text[clause.start : clause.end]
        self.ahead = text[sentence.start : clause.start].lower()
        self.before = text[clause.start : self.expression.start].lower()
        self.behind = text[self.expression.end : clause.end].lower()
        self.whole = text[sentence.start : sentence.end].lower()

    @cached_property
    def local(self) -> tuple[Word, ...]:
        """The words of the clause, but for who sends what is said."""
        start = max(self.clause.start, message_start(self.text, self.sentence))
        return self.sentence.between(start, self.clause.end)

    @cached_property
    def is_aside(self) -> bool:
        """Whether the number stands between two commas alone, so that the clause goes on behind it: «nine of ten, 89 per cent, have …»."""
        between = _ASIDE.fullmatch(self.before) is not None and bool(self.before)
        return between and _COMMA.match(self.behind) is not None

    @cached_property
    def is_apposed(self) -> bool:
        """Whether the number says of what stands before it how much it is: «the largest post, 500 million, shall …»."""
        return self.before.rstrip().endswith(",") and self.behind.startswith(",")

    @cached_property
    def told_from(self) -> int:
        """Where what is told begins: behind who says it."""
        start, number = self.clause.start, self.expression.start
        speaker = _SPEAKER.match(self.text, start, number)
        start = speaker.end() if speaker else start
        that = [found.end() for found in _THAT.finditer(self.text, start, number)]
        return max(that, default=start)

    @cached_property
    def said_from(self) -> int:
        """Where what is told begins in time: behind who says it, or behind «In December they presented good figures: …»."""
        colon = self.before.rfind(": ")
        return max(self.told_from, self.clause.start + colon + 1 if colon >= 0 else 0)

    def has(self, cue: str, text: str) -> bool:
        """Whether a text has one of the words of a cue."""
        return self.book.cues[cue].search(text) is not None

    def sign(self, text: str) -> int:
        """The sign of the last word of change in a text; 0 where there is none. To «lay down» work is to do it, to «count up» no growth."""
        text = without_other_senses(text)
        nouns = [*_CHANGE_NOUN.finditer(text)]
        if nouns:
            # «The growth was smaller» tells of growth.
            return -1 if nouns[-1]["fall"] else 1
        up = max((one.start() for one in self.book.cues["up"].finditer(text)), default=-1)
        down = max((one.start() for one in self.book.cues["down"].finditer(text)), default=-1)
        return (up > down) - (down > up)
