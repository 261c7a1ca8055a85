"""The figures of a graph by their numbers and by their words, made once for each graph."""

import weakref
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import log
from typing import NamedTuple

from graph_build.scan.scanner import scan
from server.answers.check.graph_side.figure_stock import figures
from server.answers.check.graph_side.figures import Figure
from server.answers.check.graph_side.graph_names import agent_names
from server.answers.check.graph_side.named_things import NOTHING, NamedThings, named_things
from server.answers.check.lexis.phrase_book import PARTS, phrase_book
from server.answers.check.lexis.stems import LEAST, words
from server.repository.interface import Repository

# How much a word of the field counts in a name, and a general one in a name that has no others.
FIELD, GENERAL = 0.5, 0.25
# A name of more words than this has more than one that says what it is of.
VAGUE = 3


class Subject(NamedTuple):
    """What figures are of: the stems of each of its names with their weight, of all names, and of all that is said of it; `lacking`: it is of what is missing."""

    iri: str
    names: tuple[tuple[tuple[str, ...], float], ...]
    core: frozenset[str]
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    lacking: bool


@dataclass(frozen=True)
class FigureIndex:
    """`weight`: of a stem, the more the fewer subjects have it. `naming`: the stems of all names, and of how many subjects."""

    subjects: Mapping[str, Subject]
    by_value: Mapping[Decimal, tuple[Figure, ...]]
    by_stem: Mapping[str, tuple[str, ...]]
    weight: Mapping[str, float]
    groups: Mapping[str, frozenset[str]]
    implied: Mapping[str, frozenset[str]]
    known: frozenset[str]
    things: NamedThings
    places: Mapping[str, tuple[tuple[Decimal, Figure], ...]]
    naming: Mapping[str, int]


def figure_index(repository: Repository) -> FigureIndex:
    """The index of a graph; made when it is asked for the first time, and kept as long as its repository."""
    key = id(repository)
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = made(
            figures(repository), agent_names(repository), named_things(repository)
        )
        # By identity and until it is collected: to compare two repositories would be to read them.
        weakref.finalize(repository, _KNOWN.pop, key, None)
    return found


def made(
    found: tuple[Figure, ...], agents: Iterable[str] = (), things: NamedThings = NOTHING
) -> FigureIndex:
    """The index of some figures; `agents` are names of people, bodies and posts, which say nothing against a figure."""
    book = phrase_book()
    by_subject: dict[str, list[Figure]] = {}
    by_value: dict[Decimal, list[Figure]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one)
        if one.value is not None:
            by_value.setdefault(abs(one.value).normalize(), []).append(one)
    subjects = {iri: _subject(iri, several) for iri, several in by_subject.items()}
    by_stem: dict[str, list[str]] = {}
    for subject in subjects.values():
        for part in subject.stems:
            by_stem.setdefault(part, []).append(subject.iri)
    weight = {
        part: log(1 + len(subjects) / len(having))
        * (GENERAL if part in book.general else FIELD if part in book.field else 1.0)
        for part, having in by_stem.items()
    }
    return FigureIndex(
        {iri: _weighed(subject, weight) for iri, subject in subjects.items()},
        {value: tuple(several) for value, several in by_value.items()},
        {part: tuple(having) for part, having in by_stem.items()},
        weight,
        {one.iri: _groups((*one.core, *one.population_names)) for one in found},
        {one.iri: _groups(one.core) for one in found},
        frozenset(one.stem for name in agents for one in words(name)) | _plain(by_stem, book.field),
        things,
        _places(found),
        Counter(part for subject in subjects.values() for part in subject.core),
    )


def _plain(stems: Iterable[str], field: frozenset[str]) -> frozenset[str]:
    """The compounds of which both parts are words of the field: «rusarbeid», «helsetjeneste»."""
    return frozenset(
        one
        for one in stems
        if any(one[:cut] in field and one[cut:] in field for cut in range(3, len(one) - 2))
    )


def _places(found: Iterable[Figure]) -> Mapping[str, tuple[tuple[Decimal, Figure], ...]]:
    """What has a place in an order, by the stem of the noun behind that: the third status report."""
    places: dict[str, dict[tuple[Decimal, str], Figure]] = {}
    for figure in found:
        for name in figure.core if figure.happening else ():
            for one in scan(name.lower()):
                following = [word for word in words(name) if word.start >= one.end][:1]
                if one.kind == "ordinal" and isinstance(one.value, Decimal) and following:
                    places.setdefault(following[0].stem, {})[one.value, figure.iri] = figure
    return {
        noun: tuple((place, figure) for (place, _), figure in sorted(several.items()))
        for noun, several in places.items()
    }


def content(text: str) -> frozenset[str]:
    """The stems of a text that say what it is about: not those of general words, nor of groups that are told apart otherwise."""
    book = phrase_book()
    return frozenset(
        one.stem
        for one in words(text)
        if one.stem not in book.general and book.groups.get(one.word) not in PARTS
    )


# Of texts of the graph, which many figures share; of a text that is held against it nothing may be kept.
_words = lru_cache(4_096)(words)
_content = lru_cache(4_096)(content)


def _name(text: str) -> frozenset[str]:
    """The same of a name; of one that has only general words, these."""
    return _content(text) or frozenset(one.stem for one in _words(text) if len(one.word) >= LEAST)


def _is_vague(text: str) -> bool:
    """Whether of a long name one word alone says what it is of: any text with that would name it."""
    return len(_words(text)) > VAGUE and len(_content(text)) == 1


def _subject(iri: str, several: list[Figure]) -> Subject:
    told = {name for one in several for name in one.core}
    names = {_name(name) for name in told if not _is_vague(name)} or {_name(name) for name in told}
    names -= {frozenset()}
    side = {part for one in several for text in one.side for part in _content(text)}
    core = frozenset(part for name in names for part in name)
    ordered = tuple((name, 0.0) for name in sorted(tuple(sorted(name)) for name in names))
    return Subject(iri, ordered, core, core | side, tuple(several), _is_lacking(several))


def _is_lacking(several: list[Figure]) -> bool:
    """Whether all names of a subject say that something is missing or bad."""
    lacking = phrase_book().lacking
    names = [name for one in several for name in one.core if " i andelen" not in name]
    return bool(names) and all(any(word.word in lacking for word in _words(name)) for name in names)


def _weighed(subject: Subject, weight: Mapping[str, float]) -> Subject:
    weighed = tuple((name, sum(map(weight.__getitem__, name))) for name, _ in subject.names)
    return subject._replace(names=weighed)


def _groups(texts: Iterable[str]) -> frozenset[str]:
    groups = phrase_book().groups
    return frozenset(
        groups[one.word] for text in texts for one in _words(text) if one.word in groups
    )


_KNOWN: dict[int, FigureIndex] = {}
