"""The words of a text as a graph knows them: their stems, those of the parts of compounds, and which belong to nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import LEAST, MOST, Word, norm, stem

# A part of a compound has at least so many letters; what joins two parts.
SHORTEST, JOINTS = 3, ("s", "e")
# So much of a name that weighs at least so much makes a sentence say what its numbers are of.
NAMED, TELLING = 0.65, 3.0
# Behind these stands whom something is for; before those a noun ends.
FOR = frozenset(("for", "til", "av", "blant", "hos", "mot"))
ARTICLES = frozenset(("en", "et", "ei", "ein", "eit"))
IS = frozenset(("er", "var", "blir", "ble", "vart", "blei"))
LINKS = frozenset(("i", "på", "og", "som", "med", "er", "har", "fra", "frå", "eller", "var", "ble"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph knows of a word: its stems, and whether a part of it, or all, belongs to nobody."""

    stems: tuple[str, ...]
    foreign: bool


def _by_head(stems: Iterable[str], common: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The compounds with a general last part by their first one: «lavterskel» is half of «lavterskelarbeid»."""
    found = dict[str, list[str]]()
    for one in stems:
        for cut in range(LEAST + 2, len(one) - SHORTEST):
            if one[cut:] in common:
                found.setdefault(one[:cut], []).append(one)
    return {head: tuple(several) for head, several in found.items()}


def _is_predicate(several: Sequence[Word], at: int) -> bool:
    """Whether a noun only says how something is: «is a warning», «was a cold comfort»."""
    for article in (at - 1, at - 2):
        if article > 0 and several[article].word in ARTICLES:
            return several[article - 1].word in IS
    return False


class Lexicon:
    """The words of one graph; what is found of a word is kept."""

    def __init__(self, index: FigureIndex) -> None:
        self.index, self.book = index, phrase_book()
        self._known: dict[str, Known] = {}
        self._asked: Sequence[Word] | None = None
        self._open = False
        self._before: Sequence[Word] | None = None
        self._spoken: Sequence[str] = ()
        self._themes = self.book.field | self.book.plan
        self._common = self.book.common | index.known
        self.compounds = _by_head(index.by_stem, self.book.common)

    def known(self, word: Word) -> Known:
        """What the graph knows of a word."""
        found = self._known.get(word.word)
        if found is None:
            found = self._known[word.word] = self._found(word)
        return found

    def stems(self, several: Sequence[Word]) -> Iterator[str]:
        """The stems of several words; two that stand side by side may be one compound, written apart."""
        # A text that says the same again and again is read once.
        for word in {one.word: one for one in several}.values():
            yield from self.known(word).stems
        for joined in dict.fromkeys(one.word + other.word for one, other in pairwise(several)):
            if joined[:MOST] in self.index.by_stem:
                yield joined[:MOST]

    def spoken(self, several: Sequence[Word]) -> Iterator[str]:
        """The stems that several words speak for: theirs, and the compounds of which one is half."""
        for one in self.stems(several):
            yield one
            yield from self.compounds.get(one, ())

    def spoken_before(self, several: Sequence[Word]) -> Sequence[str]:
        """The same of what stands before a sentence: often that is the same for several."""
        if several is not self._before:
            self._before, self._spoken = several, tuple(dict.fromkeys(self.spoken(several)))
        return self._spoken

    def names(self, word: Word) -> bool:
        """Whether a word says what a clause is about: it belongs to a figure, or to nobody."""
        known = self.known(word)
        return known.foreign or bool({*known.stems} - self._common)

    def goes_on(self, several: Sequence[Word]) -> bool:
        """Whether several words leave open what a number is of: units, groups and general words do."""
        # Of one sentence it is asked more than once.
        if several is not self._asked:
            self._asked, self._open = several, self._leave_open(several)
        return self._open

    def _leave_open(self, several: Sequence[Word]) -> bool:
        own = {
            part
            for word in several
            if word.word not in self.book.units and word.word not in self.book.groups
            for part in self.known(word).stems
        }
        if own - self._common or self.foreign(several):
            return False
        return not self._say_a_name({part for one in several for part in self.known(one).stems})

    def _say_a_name(self, stems: set[str]) -> bool:
        """Whether stems are most of one name, though each is general: «opptrappingsplanen for rusfeltet»."""
        weight = self.index.weight
        if sum(weight.get(one, 0.0) for one in stems) < NAMED * TELLING:
            return False
        subjects = {iri for one in stems for iri in self.index.by_stem.get(one, ())}
        return any(
            sum(weight[one] for one in name if one in stems) >= NAMED * max(whole, TELLING)
            for iri in subjects
            for name, whole in self.index.subjects[iri].names
        )

    def foreign(self, several: Sequence[Word]) -> tuple[str, ...]:
        """The nouns among several words that belong to no figure of the graph, and are no general ones."""
        found = list[str]()
        for at, word in enumerate(several):
            if not self.known(word).foreign:
                continue
            before = several[at - 1].word if at else ""
            behind = several[at + 1].word if at + 1 < len(several) else ""
            light = self._is_light(word.word, before, behind)
            light = light or _is_predicate(several, at)
            light = light and not self._specifies(several, at) and not self._is_nominal(several, at)
            if not light and not (word.capital and not word.word.isupper()):
                found.append(word.stem)
        return tuple(dict.fromkeys(found))

    def _specifies(self, several: Sequence[Word], at: int) -> bool:
        """Whether an adjective that belongs to nobody makes another thing of a noun: «fysisk aktivitet»."""
        word, beside = several[at], several[at + 1 : at + 2]
        adjective = word.word.endswith(self.book.adjective_endings)
        if not adjective or not beside or beside[0].start != word.end + 1:
            return False
        own = {*self.known(beside[0]).stems} - self._common
        return bool(own)

    def _is_nominal(self, several: Sequence[Word], at: int) -> bool:
        """Whether an adjective stands for people: «for utviklingshemmede»."""
        word, before = several[at], several[max(0, at - 2) : at]
        behind = several[at + 1 : at + 2]
        if not any(one.word in FOR for one in before) or word.word.endswith("s"):
            return False
        return not behind or behind[0].start > word.end + 1 or behind[0].word in LINKS

    def _is_light(self, word: str, before: str, behind: str) -> bool:
        """Whether a word names nothing: a verb, an adjective, an adverb, by its ending or the words beside it."""
        book = self.book
        return (
            word.endswith(book.light_endings)
            or before in book.before_light
            or behind in book.behind_verb
        )

    def _found(self, word: Word) -> Known:
        own = self._stem(word.stem)
        if own or self._is_common(word):
            return Known(own, foreign=False)
        if len(word.word) > 40:
            return Known((), foreign=True)
        return self._compound(norm(word.word)) or Known((), foreign=len(word.word) >= LEAST)

    def _stem(self, stem: str) -> tuple[str, ...]:
        return (stem,) if stem in self.index.by_stem else ()

    def _is_common(self, word: Word) -> bool:
        book = self.book
        told = word.word in book.groups or word.word in book.units or book.is_cue(word.word)
        return told or word.stem in self._common

    def _compound(self, written: str) -> Known | None:
        """A compound by its parts: two that are known, else the longer one that is."""
        best: Known | None = None
        for cut in range(len(written) - SHORTEST, SHORTEST - 1, -1):
            first, last = written[:cut], stem(written[cut:])
            heads = (first, stem(first), *(first.removesuffix(one) for one in JOINTS))
            head = next((one for one in heads if self._has(one)), None)
            if head is not None and self._has(last):
                known = (*self._stem(head), *self._stem(last))
                if written.endswith(self.book.people):
                    return Known(known, foreign=True)
                # «veibudsjett», «leksehjelp»: a general word makes another thing of one that is.
                return Known(known, foreign=not self._stem(head) and head not in self._themes)
            part = (
                head
                if head is not None and len(head) >= LEAST
                else last
                if self._has(last) and len(last) > LEAST
                else None
            )
            if part is not None and best is None:
                best = Known(self._stem(part), foreign=True)
        return best

    def _has(self, part: str) -> bool:
        return len(part) >= SHORTEST and (part in self.index.by_stem or part in self._common)
