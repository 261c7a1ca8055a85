"""Words as they are compared: without capitals, accents, endings; æ, ø and å in each way that people write them."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "ð": "d", "þ": "th"})
SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# Endings of nouns, adjectives and verbs in bokmål, nynorsk and English, the longest first.
ENDINGS = ("anes", "enes", "ande", "ende", "ing", "ene", "ane", "ens", "ers", "ets", "es", "en", "er", "ar", "et", "ed", "a", "e", "s")  # fmt: skip
SHORTEST = 4  # letters that an ending leaves


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [folded(one) for one in WORD.findall(text)]


def folded(word: str) -> str:
    """A word without capitals and accents: "Høie" is "hoie", "Å" is "a"."""
    lower = unicodedata.normalize("NFKC", word).casefold().translate(PLAIN)
    return "".join(
        one for one in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(one)
    )


def spellings(text: str) -> list[str]:
    """The words of a text in each way they may be searched: "på" as "pa" and as "paa"."""
    found = words(text)
    other = text.casefold().translate(SPELT)
    return found + (
        [one for one in words(other) if one not in found] if other != text.casefold() else []
    )


def stem(word: str) -> str:
    """The beginning that all forms of a folded word share, about."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
