"""The unit of a number: its own, the noun behind it, or the one that is counted before it."""

import re

from graph_build.scan.scanner import Expression
from server.answers.check.lexis.stems import Word, norm, stem
from server.answers.check.text_side.said_clause import SaidClause

# The units of kinds that need no noun; and so many words behind another number may be its noun.
UNITS = {
    "percent": "percent",
    "percentage-point": "percentage-point",
    "permille": "permille",
    "fraction": "percent",
    "multiple": "ratio",
}
NOUNS = 2
NO_UNIT: tuple[str, frozenset[str]] = ("", frozenset())
_ACROSS = re.compile(r"[.,;:()!?]")
_NUMBER_OF = re.compile(r"(?<!\w)(?:antall(?:et)?|tal(?:l|let|et)?\s+på)\s+([^\W\d_]+)")


def is_halved(expression: Expression) -> bool:
    """Whether a share says how something has changed: «halved»."""
    return expression.kind == "fraction" and expression.text.lower().startswith("halver")


def read_unit(clause: SaidClause) -> tuple[str, frozenset[str]]:
    """The code of its unit with the stem of its noun; else the words that may be the noun, none where there is none."""
    kind = clause.expression.kind
    if kind == "money":
        written = clause.expression.text.lower() + clause.behind[:12]
        foreign = re.search("euro|dollar|pund|svenske|danske", written)
        return "other-money" if foreign else "nok", frozenset()
    if is_halved(clause.expression):
        return UNITS["multiple"], frozenset()
    if kind in UNITS:
        return UNITS[kind], frozenset()
    return _noun(clause) or _counted(clause) or NO_UNIT


def _noun(clause: SaidClause) -> tuple[str, frozenset[str]] | None:
    last, nouns, book, skipped = clause.expression.end, set[str](), clause.book, False
    for one in clause.sentence.between(last, clause.clause.end)[:5]:
        if _ACROSS.search(clause.text[last : one.start]):
            break
        last = one.end
        unit = book.units.get(one.word) or book.units.get(norm(one.word))
        if unit:
            return unit, frozenset({one.stem})
        if _is_skipped(one, clause):
            skipped = True
            continue
        if _ends(one, clause, counted=skipped and not nouns) or len(nouns) == NOUNS:
            break
        nouns.add(one.stem)
    return ("", frozenset(nouns)) if nouns else None


def _ends(word: Word, clause: SaidClause, counted: bool) -> bool:
    """Whether a word behind a number is no noun that may be its unit; `counted`: it stands behind «new» or «more»."""
    book = clause.book
    if word.stem in book.nouns or (counted and word.word.endswith(("er", "ar"))):
        return False
    return word.stem in book.general


def _is_skipped(one: Word, clause: SaidClause) -> bool:
    compared = clause.book.cues["behind"].fullmatch(one.word) is not None
    return compared or one.word in clause.book.skipped or norm(one.word) in clause.book.skipped


def _counted(clause: SaidClause) -> tuple[str, frozenset[str]] | None:
    """«Talet på tilsette var …»."""
    found = _NUMBER_OF.search(clause.before)
    if found is None or found[1] not in clause.book.units:
        return None
    return clause.book.units[found[1]], frozenset({stem(found[1])})
