"""The phrases of a clause: where a number stands, and what is only said around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.graph_lexicon import Lexicon

# What ends a phrase: what stands behind it is told of something else, or of the same in other words.
PHRASE_ENDS = re.compile(
    r"[:;?!]\s|\s[–—]\s|,(?!\d)|(?<!\w)(?=(?:at|da|fordi|ettersom|mens|medan)(?!\w))", re.IGNORECASE
)
# Behind these a word that belongs to nobody says that others are meant.
FOR = frozenset(("i", "innen", "innan", "hos", "blant", "til", "for", "av", "mot", "ved"))
# How words for several people or bodies end: «rørleggerne».
PLURAL = ("erne", "arane", "erane")
# «Whoever is to have an operation, waits …».
WHO = frozenset(
    (
        "den",
        "de",
        "dei",
        "alle",
        "noen",
        "nokre",
        "folk",
        "personer",
        "personar",
        "pasienter",
        "pasientar",
    )
)
# How verbs end that no list has.
VERB = ("er", "ar", "te", "de", "et", "a")
# How phrases begin that tell of whom, or in what, the rest holds; and those that tell when or why.
BINDING = frozenset(("når", "hvis", "dersom", "viss", "innen", "innan", "blant", "hos", "for"))
ASIDE = frozenset(
    ("da", "etter", "før", "mens", "medan", "siden", "sidan", "fordi", "ifølge", "ifølgje")
)
Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a phrase: their stems, those that belong to nobody, and whether one of these stands where it is told whom it is about (`others`).

    `binds`: it tells of whom, or in what, the rest holds. `aside`: it tells when or why.
    """

    stems: frozenset[str]
    foreign: tuple[str, ...]
    others: bool
    binds: bool = False
    aside: bool = False

    @classmethod
    def of(cls, lexicon: Lexicon, several: Words, number: int = -1) -> "Phrase":
        """A phrase of these words, in which a number begins at a place."""
        verb = _verb(several, number)
        foreign = tuple(one for one in lexicon.foreign(several) if one != verb)
        unknown = [one.word for one in several if one.stem in foreign]
        people = any(one.endswith((*phrase_book().people, *PLURAL)) for one in unknown)
        first = several[0].word if several else ""
        relative = [one.word for one in several[:3] if one.word == "som"]
        return cls(
            frozenset(lexicon.stems(several)),
            foreign,
            people or _tells_whom(foreign, several) or _tells_which(foreign, several),
            people or first in BINDING or (first in WHO and bool(relative)),
            first in ASIDE,
        )

    def and_of(self, other: "Phrase") -> "Phrase":
        """Both together."""
        foreign = (*self.foreign, *other.foreign)
        return Phrase(self.stems | other.stems, foreign, self.others or other.others)


@dataclass(frozen=True, slots=True)
class Phrased:
    """The words of a clause by phrases: those where its number stands, those beside it, the nearest first; `bare`: nothing but its unit stands behind the number, which begins at `number`, in its own."""

    own: Words
    beside: tuple[Words, ...] = ()
    bare: bool = False
    number: int = -1

    @classmethod
    def of(cls, text: str, several: Words, start: int, end: int) -> "Phrased":
        """The words around a number that stands from `start` to `end`."""
        if not several:
            return cls(())
        first, last = min(several[0].start, start), max(several[-1].end, start)
        cuts = [first, *(one.end() for one in PHRASE_ENDS.finditer(text, first, last)), last + 1]
        places = [(one, other) for one, other in pairwise(cuts) if one < other]
        own = next(at for at, (_, stop) in enumerate(places) if start < stop)
        order = sorted(range(len(places)), key=lambda at: (abs(at - own), at))
        words, *beside = (
            tuple(one for one in several if places[at][0] <= one.start < places[at][1])
            for at in order
        )
        units = phrase_book().units
        bare = all(one.word in units for one in words if one.start >= end)
        return cls(words, tuple(one for one in beside if one), bare, start)


def _verb(several: Words, number: int) -> str:
    """The stem of what stands right before a number and may be a verb: «kommunene knytter 896»."""
    for before, one in pairwise(several):
        if one.end + 1 == number and before.word not in FOR and one.word.endswith(VERB):
            return one.stem
    return ""


def _tells_which(foreign: tuple[str, ...], several: Words) -> bool:
    """Whether a word that belongs to nobody says which of a group are meant: «ortopediske pasienter»."""
    groups = phrase_book().groups
    return any(
        one.stem in foreign and other.word in groups and other.start == one.end + 1
        for one, other in pairwise(several)
    )


def _tells_whom(foreign: tuple[str, ...], several: Sequence[Word]) -> bool:
    """Whether a word that belongs to nobody stands where a field or a group is told: «i kraftbransjen», «til nye sykepleiere»."""
    book = phrase_book()
    for at, one in enumerate(several):
        if one.word not in FOR:
            continue
        following, last = at + 1, one.end
        while following < len(several) and several[following].start == last + 1:
            other = several[following]
            if other.stem in foreign:
                return True
            definite = other.word.endswith(("ene", "ane")) or other.word in book.groups
            if definite or not other.word.endswith((*book.adjective_endings, "e")):
                break
            following, last = following + 1, other.end
    return False
