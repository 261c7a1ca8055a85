"""The words around a number, and how much they speak for each subject of the graph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from server.answers.check.figure_index import FigureIndex, Subject
from server.answers.check.phrase_book import phrase_book
from server.answers.check.stems import LEAST, MOST, Word
from server.answers.check.text_layout import Sentence

# How much a word counts in the clause of the number, elsewhere in its sentence, and in the sentence before.
LOCAL, SENTENCE, BEFORE = 1.0, 0.6, 0.35
SHORTEST_PART = 4
# A subject is named when so much of one of its names is said.
PARTLY = 0.3
# Names of less weight than this are shared by so many subjects that they name none of them alone.
TELLING = 3.0
# Behind these a word that belongs to nobody says that another field is meant.
INTO = frozenset(["i", "innen", "innan", "hos", "blant"])


class Lexicon:
    """The stems that words come to in one graph: their own, and of a compound those of its parts."""

    def __init__(self, index: FigureIndex) -> None:
        self.index = index
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: Word) -> tuple[str, ...]:
        """The stems of the graph that a word has; none where the graph knows none of it."""
        found = self._known.get(word.stem)
        if found is None:
            found = self._known[word.stem] = self._found(word.stem)
        return found

    def all_parts(self, several: Sequence[Word]) -> Iterator[str]:
        """Those of several words; two that stand side by side may be one compound, written apart."""
        for word in several:
            yield from self.parts(word)
        for first, second in pairwise(several):
            joined = (first.word + second.word)[:MOST]
            if joined in self.index.by_stem:
                yield joined

    def _found(self, stem: str) -> tuple[str, ...]:
        by_stem = self.index.by_stem
        if stem in by_stem:
            return (stem,)
        for cut in range(len(stem) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first, rest = stem[:cut], stem[cut:]
            first = first if first in by_stem else first[:-1]
            if first in by_stem and len(first) >= SHORTEST_PART:
                return (first, rest) if rest in by_stem else (first,)
        return ()


@dataclass(frozen=True)
class SentenceContext:
    """What a sentence and the one before it speak for: the weight of each stem."""

    lexicon: Lexicon
    weights: dict[str, float]
    sentence: Sentence

    @classmethod
    def of(cls, lexicon: Lexicon, sentence: Sentence, before: Sequence[Word]) -> "SentenceContext":
        """The context of a sentence."""
        weights = dict.fromkeys(lexicon.all_parts(before), BEFORE)
        weights |= dict.fromkeys(lexicon.all_parts(sentence.words), SENTENCE)
        return cls(lexicon, weights, sentence)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The evidence for each subject."""
        return _scores(self.lexicon.index, self.weights)


@dataclass(frozen=True)
class Context:
    """The same for one number: the words of its clause count most. `foreign`: those that belong to nobody; `elsewhere`: one of them tells another field."""

    index: FigureIndex
    weights: dict[str, float]
    scores: dict[str, float]
    local: frozenset[str]
    foreign: tuple[str, ...]
    elsewhere: bool
    _covered: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, around: SentenceContext, local: tuple[Word, ...]) -> "Context":
        """The context of the number whose clause has these words."""
        lexicon = around.lexicon
        own = dict.fromkeys(lexicon.all_parts(local))
        weights = around.weights | dict.fromkeys(own, LOCAL)
        more = {part: LOCAL - around.weights.get(part, 0.0) for part in own}
        scores = dict(around.scores)
        for subject, score in _scores(lexicon.index, more).items():
            scores[subject] = scores.get(subject, 0.0) + score
        foreign = _foreign(lexicon, local)
        return cls(
            lexicon.index, weights, scores, frozenset(own), foreign, _elsewhere(foreign, local)
        )

    @cached_property
    def named(self) -> tuple[Subject, ...]:
        """The subjects of which a name is said, at least in part."""
        subjects = (self.index.subjects[iri] for iri in sorted(self.scores))
        return tuple(one for one in subjects if self.coverage(one) >= PARTLY)

    def coverage(self, subject: Subject) -> float:
        """How much of one of its names is said, of the one that is said most: 0 to 1."""
        found = self._covered.get(subject.iri)
        if found is None:
            found = max(
                (self.evidence(name) / max(whole, TELLING) for name, whole in subject.names),
                default=0.0,
            )
            self._covered[subject.iri] = found
        return found

    def evidence(self, stems: frozenset[str]) -> float:
        """How much of these stems is said."""
        # Sorted: a sum of floats depends on the order, and that of a set on the process.
        weight = self.index.weight
        return sum(self.weights[one] * weight[one] for one in sorted(stems) if one in self.weights)


def _scores(index: FigureIndex, weights: dict[str, float]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for part, weight in weights.items():
        share = weight * index.weight[part]
        for subject in index.by_stem[part]:
            scores[subject] = scores.get(subject, 0.0) + share
    return scores


def _foreign(lexicon: Lexicon, local: tuple[Word, ...]) -> tuple[str, ...]:
    """The words of a clause that belong to no figure of the graph, and are no general ones."""
    book = phrase_book()
    return tuple(
        dict.fromkeys(
            one.stem
            for one in local
            if len(one.word) >= LEAST
            and not lexicon.parts(one)
            and one.stem not in book.general
            and one.stem not in book.field | book.plan
            and one.word not in book.groups
            and one.word not in book.units
            and one.stem not in lexicon.index.known
            and not one.capital
        )
    )


def _elsewhere(foreign: tuple[str, ...], local: tuple[Word, ...]) -> bool:
    """Whether a word that belongs to nobody stands where the field is told: «i kraftbransjen»."""
    return any(one.word in INTO and other.stem in foreign for one, other in pairwise(local))
