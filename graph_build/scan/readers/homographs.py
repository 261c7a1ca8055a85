"""Numerals that are other words too: «tre» a verb and a noun, «fire» and «ti» verbs, «åtte» a past tense."""

from graph_build.scan.readers.counts import count_value
from graph_build.scan.readers.occurrence import Occurrence, Readings
from graph_build.scan.words.lexicon import ARTICLES
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.word_lists import NEVER_OWNED

_MODALS = ("skal", "vil", "kan", "må")
_DENIALS = ("ikke", "ikkje", "aldri")
_AFTER_MODALS = ("av", "ut", "til", "tilbake", "sammen", "saman", "støttende", "støttande")
# What stands behind the verb and never behind the numeral.
_BEHIND = {"tre": ("inn", "fram", "frem"), "fire": ("ned",), "ti": ("stille", "still")}


def number_of(site: Occurrence) -> Readings:
    """One such numeral, where the words around it do not tell another word."""
    if _is_noun(site) or _is_verb(site):
        return ()
    return site.read("number", count_value(site.tokens, site.span()))


def _word(site: Occurrence, steps: int) -> str:
    """The word so many tokens from the numeral, before it where the number is negative; empty beyond the ends."""
    at = site.span()[0] + steps
    return plain(site.tokens.words[at]) if 0 <= at < len(site.tokens.words) else ""


def _is_noun(site: Occurrence) -> bool:
    """Et tre, not: et tre måneder gammelt barn."""
    return _word(site, 0) == "tre" and _word(site, -2) in ("et", "eit") and not site.has("counted")


def _is_verb(site: Occurrence) -> bool:
    word, before, behind = _word(site, 0), _word(site, -2), _word(site, 2)
    if word == "åtte":
        return behind in ARTICLES or _is_owned(behind)
    meant = before in _MODALS or (before in _DENIALS and _word(site, -4) in (*_MODALS, "å"))
    if before == "å" or (word == "tre" and meant and behind in _AFTER_MODALS):
        return True
    if word == "ti":
        return behind in _BEHIND[word] and not _word(site, 4).isalpha()
    return behind in _BEHIND[word] or (word == "fire" and meant and behind == "på")


def _is_owned(word: str) -> bool:
    """A noun that is one and known, as behind «åtte» where it tells who owned it."""
    return len(word) > 4 and word.endswith("en") and word not in NEVER_OWNED
