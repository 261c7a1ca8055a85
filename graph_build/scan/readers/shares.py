"""Readers of fractions, multiples and ordinals."""

from decimal import Decimal

from graph_build.scan.readers.counts import HALF, count_value, vulgar_value
from graph_build.scan.readers.iso_dates import iso_of
from graph_build.scan.readers.occurrence import NEAR, Occurrence, Readings
from graph_build.scan.words.lexicon import ORDINALS, PARTS, TENS
from graph_build.scan.words.normalisation import plain
from graph_build.scan.words.word_classes import ORDINAL, PREFIXES
from graph_build.scan.words.word_lists import AS_MUCH, NOT_AS_MUCH, TRIPLE

# Behind these two numbers with a slash are a day and its month.
_DATING = ("den", "innen", "innan", "før", "per", "pr")


def parts_of(site: Occurrence) -> Readings:
    """So many parts of a whole: to tredjedeler is 0.666667."""
    word = site.word("part")
    below = next(PARTS[word[:end]] for end in range(len(word), 0, -1) if word[:end] in PARTS)
    # Six decimals: what a third needs to be told from any share that a text states in per cent.
    return site.read("fraction", _rounded(count_value(site.tokens, site.span("n")) / below))


def share_of(site: Occurrence) -> Readings:
    """A share, such as 3 av 10; without a value where the part is more than the whole, or the whole nothing."""
    count, below = (count_value(site.tokens, site.span(mark)) for mark in ("a", "b"))
    return site.read("fraction", _rounded(count / below) if below and count <= below else None)


def slash_of(site: Occurrence) -> Readings:
    """Two numbers with a slash: a fraction, or a day and its month where the first is the larger."""
    count, below = int(site.text("a")), int(site.text("b"))
    before = site.tokens.words[site.span()[0] - 2] if site.span()[0] > 1 else ""
    dated = plain(before) in _DATING or (count == below and plain(before) in ("fra", "frå", "til"))
    if (0 < below < count and (count, below) != (24, 7)) or dated:
        date = iso_of(site.text("a"), site.text("b"), "") if below <= 12 and count <= 31 else None
        return site.read("date", date) if date else site.read("fraction", None)
    return share_of(site) if count <= below or not below else ()


def every_of(site: Occurrence) -> Readings:
    """One in so many: hver tredje is a third, annenhver a half."""
    below = _ordinal(site.word("o")) if site.has("o") else 2
    if not below:
        return ()
    return site.read("fraction", _rounded(Decimal(1) / below))


def half_of(site: Occurrence) -> Readings:
    """A half, in one word."""
    return site.read("fraction", HALF)


def vulgar_of(site: Occurrence) -> Readings:
    """A fraction of one sign."""
    at = site.match.start()
    return ((at, at + 1, "fraction", vulgar_value(site.tokens.words[at])),)


def quarters_of(site: Occurrence) -> Readings:
    """A quarter or three of them: en kvart liter, tre kvart av åkeren; not of an hour (tre, kvart over ni)."""
    words = site.word("n").split()
    if site.word("next") in ("over", "på") or words[0] in ("fire", "ti", "åtte"):
        return ()
    kind = "fraction" if site.word("next") == "av" else "number"
    return site.read(kind, count_value(site.tokens, site.span("n")), "n")


def fold_of(site: Occurrence) -> Readings:
    """How many times as much: firedoblet is 4, doblet 2, trippel 3."""
    word = site.word("n")
    if word in TRIPLE:
        return site.read("multiple", Decimal(3))
    times = next((times for prefix, times in PREFIXES.items() if word.startswith(prefix)), 2)
    return site.read("multiple", Decimal(times))


def times_more_of(site: Occurrence) -> Readings:
    """How many times as much, with a hyphen: 10-doblet."""
    return site.read("multiple", count_value(site.tokens, site.span("n")))


def times_of(site: Occurrence) -> Readings:
    """So many times as much: tre ganger så mange, to gonger større; not how often."""
    often, word = site.word("times"), site.word("as")
    compared = word.endswith(("ere", "are")) and word not in NOT_AS_MUCH
    if often not in ("gang", "gong", "ganger", "gonger") or not (word in AS_MUCH or compared):
        return ()
    return site.read("multiple", count_value(site.tokens, site.span("n")), "all")


# In nynorsk «attende» is back again, but behind these.
_ARTICLES = ("den", "det", "for", "i", "sin", "sitt", "hver")


def ordinal_of(site: Occurrence) -> Readings:
    """A place in an order, in words; «for det første» only orders an argument, «til sjuende og sist» nothing."""
    word, start = site.word("n"), site.span()[0]
    before = plain(site.tokens.words[start - 2]) if start > 1 else ""
    adverb = word == "attende" and before not in _ARTICLES
    if adverb or (before == "til" and site.word("last") == "sist"):
        return ()
    return site.read("ordinal", Decimal(_ordinal(word)), "n")


def second_of(site: Occurrence) -> Readings:
    """The second of what there is a first of: annet ledd, andre gang."""
    return site.read("ordinal", Decimal(2))


def told_second_of(site: Occurrence) -> Readings:
    """«Andre» behind the first in its sentence (i første omgang og i den andre), or of several in a row."""
    tokens, start = site.tokens, site.span()[0]
    in_a_row = site.text("next") == "rad"
    known = start > 1 and plain(tokens.words[start - 2]) in ("den", "det")
    sentence = tokens.words[max(0, start - 2 * NEAR) : start]
    told = known and site.word("n") == "andre" and "første" in sentence and "." not in sentence
    return site.read("ordinal", Decimal(2), "n") if in_a_row or told else ()


def figure_ordinal_of(site: Occurrence) -> Readings:
    """A place in an order, in digits with a dot; where the sentence ends the dot is a full stop."""
    if site.has("next") and not site.has("named") and not site.text("next")[0].islower():
        return ()
    return site.read("ordinal", Decimal(site.text("n")), "all")


def list_number_of(site: Occurrence) -> Readings:
    """The number of an item of a list, at the start of its line."""
    if site.has("dot") and site.text("next")[:1].islower():
        return ()
    return site.read("list-number", Decimal(site.text("n")), "all")


def _ordinal(word: str) -> int:
    if word in ORDINALS:
        return ORDINALS[word]
    if word.isdecimal():
        return int(word)
    found = ORDINAL.fullmatch(word)
    if not found:
        return 2  # annen, andre
    hundred, ten, last = found.groups()
    return (100 if hundred else 0) + TENS.get(ten or "", 0) + ORDINALS.get(last, 2)


def _rounded(value: Decimal) -> Decimal:
    # quantize() refuses what has more than 28 places in all.
    return round(value, 6) if abs(value) < 10**18 else value
