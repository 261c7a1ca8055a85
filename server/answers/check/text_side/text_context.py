"""The words around a number, and how much they speak for each subject of the graph."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest

from server.answers.check.graph_side.figure_index import FigureIndex, Subject
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.phrases import Phrase, Phrased
from server.answers.check.text_side.text_layout import Sentence

# How much a word counts in the clause of the number, elsewhere in its sentence, in the sentence before, and in that where
# the sentence only goes on with it.
LOCAL, SENTENCE, BEFORE, CONTINUED = 1.0, 0.6, 0.35, 0.9
# A subject is named when so much of one of its names is said.
PARTLY = 0.3
# So many subjects are looked at for a number.
RANKED = 16
# Names of less weight than this are shared by so many subjects that they name none of them alone.
TELLING = 3.0
# A noun that so many subjects have says of none of them that it is meant.
SHARED = 5
# Of a phrase of which so much of a name is said the ones beside it are not needed.
ENOUGH = 0.6
# A phrase beside it is read with it only where it says so much more of a name.
MORE = 0.15


@dataclass(frozen=True)
class SentenceContext:
    """What a sentence and the one before it speak for: the weight of each stem."""

    lexicon: Lexicon
    weights: dict[str, float]
    sentence: Sentence

    @classmethod
    def of(cls, lexicon: Lexicon, sentence: Sentence, before: Sequence[Word]) -> "SentenceContext":
        """The context of a sentence; one that does not say what its numbers are of goes on with what was said before."""
        weight = CONTINUED if lexicon.goes_on(sentence.words) else BEFORE
        weights = dict.fromkeys(lexicon.spoken_before(before), weight)
        weights |= dict.fromkeys(lexicon.spoken(sentence.words), SENTENCE)
        return cls(lexicon, weights, sentence)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The evidence for each subject."""
        return _scores(self.lexicon.index, self.weights)


@dataclass(frozen=True)
class Context:
    """The same for one number: the words of its clause count most. `phrases`: where it stands, and those beside that; `unread`: the words that belong to nobody."""

    index: FigureIndex
    weights: dict[str, float]
    scores: dict[str, float]
    local: frozenset[str]
    phrases: tuple[Phrase, ...]
    unread: tuple[str, ...]
    compounds: Mapping[str, tuple[str, ...]]
    bare: bool = False
    _covered: dict[str, float] = field(default_factory=dict)
    _phrases: dict[str, Phrase] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        around: SentenceContext,
        local: tuple[Word, ...],
        core: tuple[Word, ...] | Phrased,
    ) -> "Context":
        """The context of the number whose clause has these words; those of its core, by phrases, say what else it may be about."""
        lexicon = around.lexicon
        own = dict.fromkeys(lexicon.spoken(local))
        weights = around.weights | dict.fromkeys(own, LOCAL)
        more = {part: LOCAL - around.weights.get(part, 0.0) for part in own}
        scores = dict(around.scores)
        for subject, score in _scores(lexicon.index, more).items():
            scores[subject] = scores.get(subject, 0.0) + score
        phrased = core if isinstance(core, Phrased) else Phrased(core)
        phrases = (phrased.own, *phrased.beside)
        read = tuple(Phrase.of(lexicon, one, phrased.number) for one in phrases)
        return cls(
            lexicon.index,
            weights,
            scores,
            frozenset(own),
            read,
            tuple(
                dict.fromkeys(
                    one.word
                    for words, phrase in zip(phrases, read, strict=True)
                    for one in words
                    if one.stem in phrase.foreign
                )
            ),
            lexicon.compounds,
            phrased.bare,
        )

    @property
    def foreign(self) -> int:
        """How many words belong to nobody."""
        return len({part for one in self.phrases for part in one.foreign})

    def about(self, subject: Subject) -> Phrase:
        """The phrase of the number; and those beside it that are needed to know that it is about a subject, or tell whom it is about."""
        known = self._phrases.get(subject.iri)
        if known is not None:
            return known
        found, *beside = self.phrases
        for one in beside:
            share = self._share(subject, found.stems)
            more = self._share(subject, found.stems | one.stems) - share
            # What stands before a number that names nothing is its label: «Housing: 500 million».
            label = self.bare and one is beside[0] and not share
            needed = label or (share < ENOUGH and more >= MORE)
            if one.binds or (needed and not one.aside):
                found = found.and_of(one)
        self._phrases[subject.iri] = found
        return found

    def around(self, subject: Subject) -> frozenset[str]:
        """The stems of the phrases that a subject needs, and the compounds of which they are half."""
        stems = self.about(subject).stems
        return stems | {one for part in stems for one in self.compounds.get(part, ())}

    def unexplained(self, phrase: Phrase, subject: Subject, aside: frozenset[str]) -> int:
        """How many words of a phrase are not about a subject: those that belong to nobody, and those of others; some aside."""
        # What claims alone say of other figures names none of them.
        others = phrase.stems & self.index.naming.keys() - subject.stems - self.index.known - aside
        others -= phrase_book().common
        halves = sum(not subject.stems.isdisjoint(self.compounds.get(one, ())) for one in others)
        return len({*phrase.foreign} - aside) + len(others) - halves

    @cached_property
    def ranked(self) -> tuple[Subject, ...]:
        """The subjects that the words speak for most, best first."""
        best = nsmallest(RANKED, self.scores.items(), key=lambda one: (-one[1], one[0]))
        return tuple(self.index.subjects[iri] for iri, _ in best)

    @cached_property
    def named(self) -> tuple[Subject, ...]:
        """Those of them of which a name is said, at least in part."""
        return tuple(one for one in self.ranked if self.coverage(one) >= PARTLY)

    def coverage(self, subject: Subject) -> float:
        """How much of one of its names is said, of the one that is said most: 0 to 1."""
        found = self._covered.get(subject.iri)
        if found is None:
            found = self._covered[subject.iri] = self._share(subject, self.weights)
        return found

    def _share(self, subject: Subject, said: Container[str]) -> float:
        """The greatest share of a name that is said by some of the stems."""
        weights, weight, best = self.weights, self.index.weight, 0.0
        # Loops, not generators: of all that is done for a number this is done most.
        for name, whole in subject.names:
            told = 0.0
            for part in name:
                if part in said:
                    told += weights[part] * weight[part]
            if told:
                best = max(best, told / max(whole, TELLING))
        return best

    def says_only(self, subject: Subject, nouns: frozenset[str]) -> bool:
        """Whether of the names of a subject nothing is said but some nouns that many have."""
        shared = {one for one in nouns if self.index.naming.get(one, 0) >= SHARED}
        return bool(shared) and not any(one in self.weights for one in subject.core - shared)

    def evidence(self, stems: frozenset[str]) -> float:
        """How much of these stems is said."""
        # Sorted: a sum of floats depends on the order, and that of a set on the process.
        return self._said(sorted(one for one in stems if one in self.weights))

    def _said(self, stems: Iterable[str]) -> float:
        said, weight = self.weights, self.index.weight
        return sum(said[one] * weight[one] for one in stems if one in said)


def _scores(index: FigureIndex, weights: dict[str, float]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for part, weight in weights.items():
        share = weight * index.weight[part]
        for subject in index.by_stem[part]:
            scores[subject] = scores.get(subject, 0.0) + share
    return scores
