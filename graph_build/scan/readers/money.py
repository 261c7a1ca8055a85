"""Whether a bare million is money: not where what is counted stands beside it."""

import re
from itertools import pairwise

from graph_build.scan.readers.counts import texts_of
from graph_build.scan.readers.occurrence import NEAR, Occurrence
from graph_build.scan.words.counted_words import GOING_ON, NOT_COUNTED
from graph_build.scan.words.lexicon import SCALES
from graph_build.scan.words.notation import CLASSES, compiled
from graph_build.scan.words.word_classes import SIGN_OF


def is_money(site: Occurrence) -> bool:
    """A bare scale is money, as the texts have it, unless it is small or what is counted follows."""
    words = tuple(texts_of(site.tokens, site.span("scales")))
    if not any(SCALES.get(word, 0) > 1000 for word in words) or site.is_near("census", 2 * NEAR):
        return False
    return not (_is_tally(site) or _is_counted_behind(site))


# Behind an adjective these are money all the same: 20 millioner skattefrie kroner.
_OF_MONEY = (SIGN_OF["currency"], SIGN_OF["code"])
# Of two amounts the second tells what both are: fra 2 millioner til 3 millioner tonn.
_ANOTHER = re.compile(
    compiled(
        "s(til|og|eller)s(digits|comma|sp|numeral|one|verbal){1,7}s(scale|shortscale dot?)", CLASSES
    )
)


def _is_counted_behind(site: Occurrence) -> bool:
    """Whether what is counted follows, with an adjective before it or none."""
    classes, words, at = site.tokens.classes, site.tokens.words, site.span()[1]
    if another := _ANOTHER.match(classes, at):
        at = another.end()
    while classes[at : at + 1] and classes[at] in CLASSES["s"]:
        at += 1
    behind = classes[at + 2 : at + 3]
    return at < len(words) and _is_counted(classes[at], words[at]) and behind not in _OF_MONEY


def _is_counted(sign: str, word: str) -> bool:
    """Whether a word names what is counted: every word but names and what a sentence goes on with."""
    if sign == SIGN_OF["word"]:
        known = word in GOING_ON or word in NOT_COUNTED or word.endswith("es")
        return word[0].islower() and not known
    return sign in (SIGN_OF["countable"], SIGN_OF["plural"])


def _is_tally(site: Occurrence) -> bool:
    """Whether «tallet», a word of its own, stands before in the sentence: what it counts is no money."""
    start = site.span()[0]
    words = (" ", *site.tokens.words[max(0, start - NEAR) : start])
    return any(a == " " and b in ("tallet", "talet") for a, b in pairwise(words))
