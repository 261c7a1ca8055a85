"""What is said of a thing, or points to it: predicates with their values, named for a reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode

from server.answers.elements.names import Named, Names, kind_of
from server.answers.elements.wording import counts_years
from server.answers.query.table import NUMBERS
from server.repository.interface import Incoming, Pairs, Term

MOST = 150  # values of one predicate that a page shows
DEPTH = 3  # blank nodes within blank nodes that it shows
Unnamed = Mapping[BlankNode, Sequence[tuple[NamedNode, Term]]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value: a thing with its link, or a text with its language; `number`: as it is, for its reader to be written."""

    text: str
    lang: str | None
    link: Named | None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A predicate with its values; `more` counts those left out, of which there may be others (`uncounted`)."""

    predicate: Named
    values: tuple[Value, ...]
    more: int = 0
    uncounted: bool = False


def mentioned(pairs: Iterable[tuple[NamedNode, Term]]) -> Iterator[NamedNode]:
    """The things whose names the rows of `pairs` need."""
    for predicate, value in pairs:
        yield predicate
        if isinstance(value, NamedNode):
            yield value


def outgoing(
    pairs: Pairs, names: Names, languages: Sequence[str], unnamed: Unnamed | None = None
) -> Iterator[Row]:
    """What the graph says of a thing, in its order; of texts in several languages, the reader's.

    `unnamed`: what is said of the blank nodes among the values, by node.
    """
    for predicate, found in groupby(pairs, key=lambda pair: pair[0]):
        values = in_language([value for _, value in found], languages)
        shown = tuple(value_shown(value, names, unnamed or {}) for value in values[:MOST])
        if counts_years(predicate.value):
            shown = tuple(replace(one, number=False) for one in shown)
        yield Row(names.named(predicate), shown, len(values) - len(shown))


def incoming(found: Mapping[NamedNode, Incoming], names: Names) -> Iterator[Row]:
    """What points to a thing; claims first, since statements repeat what they say."""
    for predicate, one in found.items():
        subjects = sorted(one.subjects, key=lambda node: kind_of(node.value) != "claim")
        values = tuple(value_shown(subject, names) for subject in subjects)
        yield Row(names.named(predicate), values, one.count - len(values), one.more)


def in_language(values: Sequence[Term], languages: Sequence[str]) -> tuple[Term, ...]:
    """Of texts that stand in several languages, those in the first of `languages` there is; all other values."""
    tags = {value.language for value in values if isinstance(value, Literal) and value.language}
    chosen = next((tag for tag in languages if tag in tags), None)
    return tuple(
        value
        for value in values
        if not isinstance(value, Literal) or not value.language or value.language == chosen
    )


def value_shown(node: Term, names: Names, unnamed: Unnamed | None = None) -> Value:
    """A value as it is shown: a thing with its link, a text, what is said of a blank node."""
    if isinstance(node, BlankNode):
        return Value(_nested(node, names, unnamed or {}, DEPTH), None, None)
    if isinstance(node, NamedNode):
        link = names.named(node)
        return Value(link.name, link.lang, link)
    if isinstance(node, Literal):
        return Value(node.value, node.language, None, node.datatype.value in NUMBERS)
    return Value(str(node), None, None)


def _nested(node: BlankNode, names: Names, unnamed: Unnamed, depth: int) -> str:
    """A thing without a name by what is said of it: (street: Storgata; number: 5)."""
    pairs = unnamed.get(node, ())
    if not pairs or not depth:
        return "(…)"
    told = []
    for predicate, value in pairs[:MOST]:
        if isinstance(value, BlankNode):
            text = _nested(value, names, unnamed, depth - 1)
        else:
            text = value_shown(value, names).text
        told.append(f"{names.named(predicate).name}: {text}")
    return f"({'; '.join(told)})"
