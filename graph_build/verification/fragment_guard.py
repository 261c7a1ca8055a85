"""Whether a fragment keeps the sense of its passage: no word that turns it stands outside, in the same clause.

A clause ends at a line break and at `. ; : ! ? …`, but not at the dot of an abbreviation, an ordinal
or a number. Within a sentence one begins at a comma and a word that opens it («, men», «, som»).
After a comma without such a word it is open whether the clause before goes on or the one around it,
so both do. Words that may be prepositions too («for», «før») open none: better to be asked once
too often than to pass over a word.
"""

import re
from collections.abc import Iterator

from graph_build.scan.words.lexicon import SIDES
from graph_build.scan.words.normalisation import alternatives, plain
from graph_build.schema.claims import Span

NEGATIONS = (
    "ikke", "ikkje", "ingen", "inga", "intet", "inkje", "ingenting", "aldri", "verken", "hverken", "korkje",
    "uten", "utan", "neppe", "knapt",
)  # fmt: skip
LIMITS = (
    "men", "bare", "berre", "kun", "utelukkende", "utelukkande", "delvis", "unntatt", "unnateke",
    "bortsett fra", "bortsett frå", "hvis", "viss", "dersom", "med mindre",
)  # fmt: skip
HEDGES = ("kanskje", "muligens", "trolig", "truleg", "antakelig", "sannsynligvis", "sannsynlegvis")
ROUNDINGS = (
    "om lag", "omlag", "omtrent", "omkring", "rundt", "ca", "cirka", "nesten", "bortimot", "nærmere", "nærare",
    "tilnærmet", "tilnærma", "anslagsvis", "snaut", "snaue", "knappe", "drøyt", "drøye", "drygt",
    "i underkant av", "i overkant av",
)  # fmt: skip
BOUNDS = (
    *(words for side in SIDES.values() for words in side),
    "høyere enn", "høgare enn", "opp til", "opp mot", "oppimot", "minimum", "maksimum", "maks",
    "tidligst", "tidligste", "tidlegast", "senest", "seinast",
)  # fmt: skip
# A space, and those that a typesetter puts: NO-BREAK SPACE, THIN SPACE, NARROW NO-BREAK SPACE.
SP = "[ \u00a0\u2009\u202f]"
WORDS = alternatives(*NEGATIONS, *LIMITS, *HEDGES, *ROUNDINGS, *BOUNDS)
# Between the words of one phrase may stand any of the spaces of a typesetter, and several.
TURNING = re.compile(rf"(?<!\w)(?:{WORDS})(?!\w)".replace(r"\ ", SP + "+"))
COORDINATING = alternatives("og", "men", "eller", "samt")
SUBORDINATING = alternatives(
    "som", "at", "når", "da", "då", "hvis", "viss", "dersom", "fordi", "ettersom", "mens", "medan", "slik",
    "selv om", "sjølv om", "hvor", "kor", "der",
)  # fmt: skip
ABBREVIATED = (
    r"(?<!\w)(?i:ca|mill|mrd|pr|nr|kl|jf|jfr|bl\.\s?a|f\.\s?eks|dvs|evt|inkl|ekskl|kr|pst|maks)\."
)
ORDINAL = r"(?<=\d)\.(?=\s[a-zæøå])"
ENDS = re.compile(rf"{ABBREVIATED}|{ORDINAL}|(?P<end>[;!?…\r\u2028\u2029]|[.:](?!\w))")
COMMA = re.compile(
    rf",(?!\d)(?:\s+(?i:(?P<joined>{COORDINATING})|(?P<inserted>{SUBORDINATING}))(?!\w))?"
)
Piece = tuple[int, int, frozenset[int]]


def guard_faults(span: Span, text: str) -> Iterator[str]:
    """Every word that turns the sense of a span's fragment from outside and is not said to be left out; and the reverse."""
    outside = dict[str, str]()
    for start, end in _places(span, text):
        for word, side in turning_words(text, start, end):
            outside.setdefault(word, side)
    said = {_one_way(one.word) for one in span.left_out}
    for word, side in outside.items():
        if word not in said:
            what = f"«{word}» stands {side} fragment «{span.fragment}» and outside it"
            yield f"{what}; take it in, or say with `left_out` why it may stay out"
    for word in sorted(said - outside.keys()):
        yield f"left_out has «{word}», which turns no sense from outside the fragment in its clause"


def turning_words(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The words that turn the sense of `text[start:end]` from outside, each with `before` or `after`."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    start, end = start - first, end - first
    pieces = tuple(_pieces(line))
    own = {clause for a, b, clauses in pieces if a < end and start < b for clause in clauses}
    for found in TURNING.finditer(plain(line)):
        # A phrase that begins within the fragment keeps its sense there: «13 mindre» of «13 mindre enn».
        if not start <= found.start() < end and own & _clauses_at(pieces, found.start()):
            yield _one_way(found.group()), "before" if found.start() < start else "after"


def _places(span: Span, text: str) -> Iterator[tuple[int, int]]:
    """Everywhere the fragment stands in its passage; as words of their own, if it does."""
    if span.fragment is not None:
        words = re.escape(span.fragment)
        whole = [*re.compile(rf"(?<!\w){words}(?!\w)").finditer(text, span.start, span.end)]
        for found in whole or re.compile(words).finditer(text, span.start, span.end):
            yield found.span()


def _one_way(words: str) -> str:
    return re.sub(SP + "+", " ", plain(words))


def _clauses_at(pieces: tuple[Piece, ...], at: int) -> frozenset[int]:
    return next(clauses for start, end, clauses in pieces if start <= at < end)


def _pieces(line: str) -> Iterator[Piece]:
    """What stands between commas and ends of sentences, with the numbers of the clauses it may belong to."""
    start, number = 0, 0
    around, current = frozenset[int](), frozenset({0})
    for cut, kind in _cuts(line):
        yield start, cut, current
        start = cut
        if kind is None:
            around, current = frozenset(), current | around
            continue
        number += 1
        around = current if kind == "inserted" else frozenset()
        current = frozenset({number})
    yield start, len(line), current


def _cuts(line: str) -> list[tuple[int, str | None]]:
    """Where a sentence ends or a comma stands, and what begins there; None where it is left open."""
    ends = [(found.end(), "end") for found in ENDS.finditer(line) if found.lastgroup]
    commas = [(found.start(), found.lastgroup) for found in COMMA.finditer(line)]
    return sorted([*ends, *commas], key=lambda cut: cut[0])
