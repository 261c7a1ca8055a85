"""One sentence about each finding, in three languages; its words stand in `explanations.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ontology import LANGUAGES
from server.answers.check.check_report import Explanation
from server.answers.check.graph_side.figures import Backing, Texts
from server.answers.check.judgement import Judgement, Match
from shapes.rendering.quotation import quoted

# So many words of a text are told that belong to no figure.
UNREAD = 3


def explanation(words: str, judgement: Judgement) -> Explanation:
    """What is said of a number: where it is stated, or in what the nearest figure differs."""
    return Explanation(*(_sentence(words, judgement, language) for language in LANGUAGES))


def dimension(name: str, language: str) -> str:
    """What a dimension is called in a sentence."""
    return str(_book()["dimensions"][name][language])


def _sentence(words: str, judgement: Judgement, language: str) -> str:
    book = _book()
    quoted = _quoted(words, language)
    if not judgement.matches:
        return str(book[judgement.verdict][language]).format(words=quoted)
    first = judgement.matches[0]
    claims = _stating(judgement.matches) if not first.differs else first.figure.claims
    fragment = next((one.fragment for one in claims if one.fragment), None)
    form = judgement.verdict if fragment else f"{judgement.verdict}-without-words"
    derived = first.figure.derived
    if derived and not first.differs:
        form = "derived"
    # Of a computed figure the words are those of its inputs, which have other numbers.
    elif derived:
        form = "near-without-words"
    told = str(book[form][language]).format(
        words=quoted,
        sources=_sources(claims, language),
        fragment=_quoted(fragment or "", language),
        label=_label(first.figure.labels if derived else claims[0].labels, language),
        dimensions=_listed([dimension(one, language) for one in first.differs], language),
    )
    return (
        f"{told} {_unread(judgement, language)}".strip() if "indicator" in first.differs else told
    )


def _unread(judgement: Judgement, language: str) -> str:
    """Which words of the text belong to no figure; nothing where there are none."""
    names = [_quoted(word, language) for word in judgement.unread[:UNREAD]]
    words = _listed(names, language)
    return str(_book()["unread"][language]).format(words=words) if names else ""


def _stating(matches: Sequence[Match]) -> tuple[Backing, ...]:
    return tuple(claim for match in matches if not match.differs for claim in match.figure.claims)


def _sources(claims: Sequence[Backing], language: str) -> str:
    word = _book()["words"]["source"][language]
    return f"{word} {_listed(sorted({one.source for one in claims}), language)}"


def _label(texts: Texts, language: str) -> str:
    by_language = dict(texts)
    found = next(
        (by_language[one] for one in (language, "nb", *by_language) if one in by_language), ""
    )
    return found.rstrip(".")


def _listed(names: Sequence[str], language: str) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} {_book()['words']['and'][language]} {last}" if first else last


def _quoted(words: str, language: str) -> str:
    return quoted(" ".join(words.split()), language)


@cache
def _book() -> Mapping[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)
