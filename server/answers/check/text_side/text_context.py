"""The words around a number, and how much they speak for each subject of the graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest

from server.answers.check.graph_side.figure_index import FigureIndex, Subject
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import Word
from server.answers.check.text_side.graph_lexicon import Lexicon
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
# Behind these a word that belongs to nobody says that another field is meant; and behind those too, that others are.
INTO = frozenset(["i", "innen", "innan", "hos", "blant"])
FOR = INTO | {"til", "for", "av", "mot", "ved"}


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
        weights = dict.fromkeys(lexicon.spoken(before), weight)
        weights |= dict.fromkeys(lexicon.spoken(sentence.words), SENTENCE)
        return cls(lexicon, weights, sentence)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The evidence for each subject."""
        return _scores(self.lexicon.index, self.weights)


@dataclass(frozen=True)
class Context:
    """The same for one number: the words of its clause count most. `foreign`: those that belong to nobody, `unread` as they are written; `elsewhere`: one of them tells another field, `others`: or whom it is for."""

    index: FigureIndex
    weights: dict[str, float]
    scores: dict[str, float]
    local: frozenset[str]
    core: frozenset[str]
    foreign: tuple[str, ...]
    unread: tuple[str, ...]
    elsewhere: bool
    others: bool
    compounds: Mapping[str, tuple[str, ...]]
    _covered: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls, around: SentenceContext, local: tuple[Word, ...], core: tuple[Word, ...]
    ) -> "Context":
        """The context of the number whose clause has these words; those of its core say what else it may be about."""
        lexicon = around.lexicon
        own = dict.fromkeys(lexicon.spoken(local))
        weights = around.weights | dict.fromkeys(own, LOCAL)
        more = {part: LOCAL - around.weights.get(part, 0.0) for part in own}
        scores = dict(around.scores)
        for subject, score in _scores(lexicon.index, more).items():
            scores[subject] = scores.get(subject, 0.0) + score
        foreign = lexicon.foreign(core)
        return cls(
            lexicon.index,
            weights,
            scores,
            frozenset(own),
            frozenset(lexicon.stems(core)),
            foreign,
            tuple(dict.fromkeys(one.word for one in core if one.stem in foreign)),
            _stands_behind(INTO, foreign, core),
            _stands_behind(FOR, foreign, core),
            lexicon.compounds,
        )

    def unexplained(self, subject: Subject, aside: frozenset[str]) -> int:
        """How many words of the clause are not about a subject: those that belong to nobody, and those of others; some aside."""
        others = self.core - subject.stems - phrase_book().common - self.index.known - aside
        halves = sum(not subject.stems.isdisjoint(self.compounds.get(one, ())) for one in others)
        return len({*self.foreign} - aside) + len(others) - halves

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
            found = self._covered[subject.iri] = self._share(subject)
        return found

    def _share(self, subject: Subject) -> float:
        """The greatest share of a name that is said."""
        said, weight, best = self.weights, self.index.weight, 0.0
        # Loops, not generators: of all that is done for a number this is done most.
        for name, whole in subject.names:
            told = 0.0
            for part in name:
                if part in said:
                    told += said[part] * weight[part]
            if told:
                best = max(best, told / max(whole, TELLING))
        return best

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


def _stands_behind(
    prepositions: frozenset[str], foreign: tuple[str, ...], local: tuple[Word, ...]
) -> bool:
    """Whether a word that belongs to nobody stands where a field or a group is told: «i kraftbransjen», «til nye sykepleiere»."""
    book = phrase_book()
    for at, one in enumerate(local):
        if one.word not in prepositions:
            continue
        following, last = at + 1, one.end
        while following < len(local) and local[following].start == last + 1:
            other = local[following]
            if other.stem in foreign:
                return True
            definite = other.word.endswith(("ene", "ane")) or other.word in book.groups
            if definite or not other.word.endswith((*book.adjective_endings, "e")):
                break
            following, last = following + 1, other.end
    return False
