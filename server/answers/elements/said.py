"""What a description says of a thing, by prefixed names: the way from pairs of terms to the fields of an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode

from ontology import vocabulary
from server.repository.interface import LABELS, Description, Label, Pairs, Term


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language (None: it has none)."""

    text: str
    lang: str | None


@dataclass(frozen=True)
class Said:
    """What is said of one thing; nothing, where the description does not have it."""

    base: str
    pairs: Pairs

    def values(self, name: str) -> Iterator[Term]:
        """All values of a property."""
        return iter(self._by_property.get(expanded(self.base, name), ()))

    @cached_property
    def _by_property(self) -> Mapping[str, Sequence[Term]]:
        found: dict[str, list[Term]] = {}
        for predicate, value in self.pairs:
            found.setdefault(predicate.value, []).append(value)
        return found

    def nodes(self, name: str) -> tuple[NamedNode, ...]:
        """The things among them, in order."""
        return tuple(value for value in self.values(name) if isinstance(value, NamedNode))

    def node(self, name: str) -> NamedNode | None:
        """The first of the things."""
        return next(iter(self.nodes(name)), None)

    def text(self, name: str, languages: Sequence[str] = ()) -> Text | None:
        """The text in the first of `languages` that has one, else the first text."""
        texts = [value for value in self.values(name) if isinstance(value, Literal)]
        ranked = sorted(texts, key=lambda one: _rank(one.language, languages))
        return Text(ranked[0].value, ranked[0].language) if ranked else None

    def plain(self, name: str) -> str:
        """The first text without its language; empty where there is none."""
        found = self.text(name)
        return found.text if found else ""

    def number(self, name: str) -> Decimal | None:
        """The first value as a number; None where it is none."""
        try:
            return Decimal(self.plain(name))
        except InvalidOperation:
            return None

    def whole(self, name: str) -> int | None:
        """The first value as a whole number; None where it is none."""
        found = self.number(name)
        return int(found) if found is not None and found == found.to_integral_value() else None

    def label(self, languages: Sequence[str]) -> Label | None:
        """What the thing is called, as a repository has it (`Repository.labels`)."""
        for name in LABELS:
            texts = {
                value.language or "": value.value
                for value in self.values(name)
                if isinstance(value, Literal)
            }
            for language in (*languages, ""):
                if language in texts:
                    return Label(texts[language], language)
        return None

    def is_a(self, name: str) -> bool:
        """Whether the thing has that class."""
        kind = expanded(self.base, name)
        return any(one.value == kind for one in self.nodes("rdf:type"))


@dataclass(frozen=True, slots=True)
class Sayings:
    """A description of several things."""

    base: str
    description: Description
    _known: dict[NamedNode | None, Said] = field(default_factory=dict, repr=False, compare=False)

    def of(self, node: NamedNode | None) -> Said:
        """What is said of a thing."""
        found = self._known.get(node)
        if found is None:
            pairs = self.description.get(node, ()) if node is not None else ()
            found = self._known[node] = Said(self.base, pairs)
        return found

    def along(self, node: NamedNode, *names: str) -> tuple[NamedNode, ...]:
        """The things at the end of a path."""
        found: tuple[NamedNode, ...] = (node,)
        for name in names:
            found = tuple(dict.fromkeys(end for one in found for end in self.of(one).nodes(name)))
        return found

    def notation(self, node: NamedNode | None) -> str:
        """The code of a thing."""
        return self.of(node).plain("skos:notation")


@dataclass(frozen=True)
class SaidLabels:
    """What things are called: what is described as it says itself, when it is asked; others by `labels`."""

    said: Sayings
    languages: Sequence[str]
    labels: Mapping[NamedNode, Label]

    def get(self, node: NamedNode, /) -> Label | None:
        """The label of a thing; None where it has none."""
        if node in self.said.description:
            return self.said.of(node).label(self.languages)
        return self.labels.get(node)


@lru_cache(1_000)
def expanded(base: str, name: str) -> str:
    """The IRI of a prefixed name; `rf:` is under the base of the graph."""
    return vocabulary.expanded(name, f"{base}def#")


def _rank(language: str | None, languages: Sequence[str]) -> int:
    return languages.index(language) if language in languages else len(languages)
