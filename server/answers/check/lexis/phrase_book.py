"""The words of `phrase_book.toml`, by their stems: how a Norwegian text says what a number is."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from server.answers.check.lexis.stems import norm, stem

# What may follow a word of change that is longer than so many letters.
SHORT, ENDINGS = 4, "(?:e?n|a|ene|ane|e?r|s)?"
# Groups that are part of a whole: a figure about one of them is not about all, and the text must say so.
PARTS = frozenset(
    ("children", "adults", "elderly", "women", "men", "students", "prisoners", "next_of_kin")
)


@dataclass(frozen=True)
class PhraseBook:
    """Cues as patterns over small letters, units and groups by word, general words by stem; of `nameless` ones alone no name is made.

    `nouns` are the general ones that may be counted, `shared` those of which a share is no other share, `people` the last parts
    of words for groups, `near_places` nouns for a part of the country.
    """

    cues: Mapping[str, re.Pattern[str]]
    happenings: Mapping[str, re.Pattern[str]]
    outside: re.Pattern[str]
    inside: re.Pattern[str]
    units: Mapping[str, str]
    groups: Mapping[str, str]
    home: frozenset[str]
    abroad: frozenset[str]
    municipalities: frozenset[str]
    light_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    before_light: frozenset[str]
    behind_verb: frozenset[str]
    skipped: frozenset[str]
    lacking: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    general: frozenset[str]
    nouns: frozenset[str]
    shared: frozenset[str]
    near_places: frozenset[str]
    people: tuple[str, ...]
    nameless: frozenset[str]
    field: frozenset[str]
    plan: frozenset[str]

    @cached_property
    def common(self) -> frozenset[str]:
        """The stems of all words that say nothing against a figure."""
        return self.general | self.field | self.plan

    @cached_property
    def placed(self) -> frozenset[str]:
        """The names of places abroad and in the country, and the genitives of the latter."""
        return self.abroad | self.municipalities | {f"{one}s" for one in self.municipalities}

    def is_cue(self, word: str) -> bool:
        """Whether a word says how a number is meant."""
        return any(cue.fullmatch(word) for cue in self.cues.values())


CUES = (
    *("up", "down", "behind", "sooner", "later", "changes", "made", "level", "negation", "hypothesis", "target", "done", "per_year", "announced"),
    *("about", "over", "under", "compared"),
)  # fmt: skip
# How a definite form ends, of which alone a genitive is read.
DEFINITE = ("ene", "ane", "en", "et", "a")
# The lists of general words.
GENERAL = ("words", "verbs", "describing", "nouns")


@cache
def phrase_book() -> PhraseBook:
    """The book, read once."""
    with Path(__file__).with_name("phrase_book.toml").open("rb") as file:
        book = tomllib.load(file)
    places = book["places"]
    general = _all_stems(book["general"], GENERAL)
    return PhraseBook(
        {name: _words(book[name].split(), _endings(name)) for name in CUES},
        {name: _words(told.split(), "") for name, told in book["happenings"].items()},
        _phrases(book["frame"]["outside"]),
        _phrases(book["frame"]["inside"]),
        _by_word(book["units"]),
        _by_word({code: _inflected(words) for code, words in book["groups"].items()}),
        frozenset(places["home"].split()),
        frozenset(f"{places['foreign']} {places['cities']} {places['regions']}".split()),
        frozenset(places["municipalities"].split()),
        tuple(book["light_endings"].split()),
        tuple(book["adjective_endings"].split()),
        frozenset(book["before_light"].split()),
        frozenset(book["behind_verb"].split()),
        frozenset(book["skipped"].split()),
        frozenset(book["lacking"].split()),
        tuple(_opposites(book["opposites"])),
        general,
        _nouns(book["general"]),
        _stems(book["shared"]),
        frozenset(places["near"].split()),
        tuple(book["people"].split()),
        _stems(book["general"]["words"]),
        _stems(book["general"]["field"]) - general,
        _stems(book["general"]["plan"]),
    )


def _endings(cue: str) -> str:
    return ENDINGS if cue in ("up", "down") else ""


def _words(words: list[str], endings: str) -> re.Pattern[str]:
    """Any of the words, an underscore standing for blanks, a star for the first part of a compound; long ones with endings."""
    texts = sorted({word.rstrip("_").replace("_", r"\s+") for word in words}, key=len, reverse=True)
    either = "|".join(
        text.replace("*", r"\w*") + (endings if len(text) > SHORT else "") for text in texts
    )
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _opposites(pairs: str) -> Iterator[tuple[str, str]]:
    for pair in pairs.split():
        one, other = pair.split("/")
        yield stem(one), stem(other)


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


def _all_stems(general: Mapping[str, str], names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(_stems(general[name]) for name in names))


def _nouns(general: Mapping[str, str]) -> frozenset[str]:
    """The general nouns that are no other word, too."""
    return _stems(general["nouns"]) - _all_stems(general, set(GENERAL) - {"nouns"})


def _phrases(texts: list[str]) -> re.Pattern[str]:
    """Any of the phrases, «…» standing for up to two words, a star for the first part of a compound; with any ending."""
    either = "|".join(
        r"\s+".join(map(re.escape, text.split()))
        .replace(r"\s+…", r"(?:\s+\w+){0,2}")
        .replace(r"\*", r"\w*")
        for text in texts
    )
    return re.compile(rf"(?<!\w)(?:{either})")


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """The code of each word, in its own form, in that of bokmål, and in the genitive."""
    return {
        form: code
        for code, words in table.items()
        for word in words.split()
        for form in (word, norm(word), f"{word}s" if word.endswith(DEFINITE) else word)
    }


def _inflected(words: str) -> str:
    """Words and the definite forms of those that are plurals: «barnehager», «barnehagene», «barnehagane»."""
    told = words.split()
    for word in words.split():
        if word.endswith(("er", "ar")):
            told += [f"{word[:-2]}ene", f"{word[:-2]}ane"]
        elif word.endswith("ere"):
            told.append(f"{word[:-1]}ne")
    return " ".join(dict.fromkeys(told))
