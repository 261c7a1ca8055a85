"""The literals of a graph as its file writes them, where the engine holds the value and writes that otherwise.

The engine keeps `"05"^^xsd:int` as `"5"^^xsd:integer`: right for queries, which compare values, and wrong for
whoever asks what the file says. Few literals of a graph are like that, so they are kept beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Store, Triple, parse

from shapes.graphs.canonical_literals import canonical
from shapes.graphs.lexical_store import is_kept_by_value, marked, unmarked

# A literal of a datatype of XML Schema, which a line may have; what is written as the engine would is passed over.
TYPED = re.compile(
    rb'"([^"]*)"\^\^<http://www\.w3\.org/2001/XMLSchema#([A-Za-z]+)>',
)
AS_THE_ENGINE = {
    b"integer": re.compile(rb"-?[1-9][0-9]{0,17}|0"),
    b"decimal": re.compile(rb"(?:-?[1-9][0-9]{0,17}|0)(?:\.[0-9]{0,17}[1-9])?"),
    b"boolean": re.compile(rb"true|false"),
    b"date": re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    b"dateTime": re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[01][0-9]:[0-5][0-9]:[0-5][0-9]Z?"),
    b"gYear": re.compile(rb"[0-9]{4}Z?"),
    b"gYearMonth": re.compile(rb"[0-9]{4}-[0-9]{2}Z?"),
    **{
        name: re.compile(rb".*", re.DOTALL)
        for name in (b"string", b"anyURI", b"language", b"token")
    },
}


@dataclass(frozen=True)
class WrittenForms:
    """The quads with a literal that the engine writes otherwise, each under a datatype that it leaves alone."""

    kept: Store = field(default_factory=Store)

    def __len__(self) -> int:
        """How many literals the engine holds differently."""
        return self._size

    @cached_property
    def _size(self) -> int:
        # len of a store walks through all of it, and this is asked for each literal of a page.
        return len(self.kept)

    @cached_property
    def subjects(self) -> frozenset[object]:
        """What has such a literal."""
        return frozenset(quad.subject for quad in self.kept)

    @classmethod
    def of(cls, path: Path) -> "WrittenForms":
        """Those of an N-Quads file, which the engine has read without a fault."""
        found, twins = Store(), set[bytes]()
        with path.open("rb") as file:
            for quad in _otherwise(file):
                literal = quad.object
                assert isinstance(literal, Literal)
                found.add(Quad(quad.subject, quad.predicate, marked(literal), quad.graph_name))
                as_held = Quad(quad.subject, quad.predicate, canonical(literal), quad.graph_name)
                twins.add(f"{as_held} .".encode())
        if twins:  # 5 beside 05: both are in the file, and one quad is in the engine
            with path.open("rb") as file:
                for line in file:
                    if line.strip() in twins:
                        found.extend(_marked(parse(line, format=RdfFormat.N_QUADS)))
        return cls(found)

    def of_quad(self, quad: Quad) -> Iterator[object]:
        """The values of a quad of the engine as the file has them; nearly always the one that it has."""
        value = quad.object
        if not (isinstance(value, Literal) and self._size and is_kept_by_value(value)):
            yield value
            return
        like = self.kept.quads_for_pattern(quad.subject, quad.predicate, None, quad.graph_name)
        forms = [form for one in like if canonical(form := unmarked(one.object)) == value]
        yield from forms or (value,)

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Some quads of the engine as the file has them."""
        for quad in quads:
            for value in self.of_quad(quad):
                yield Quad(quad.subject, quad.predicate, value, quad.graph_name)  # type: ignore[arg-type]

    def triples(self, quads: Iterable[Quad]) -> Iterator[Triple]:
        """The triples of some quads of the engine as the file has them."""
        for quad in quads:
            for value in self.of_quad(quad):
                yield Triple(quad.subject, quad.predicate, value)  # type: ignore[arg-type]


def _otherwise(lines: Iterable[bytes]) -> Iterator[Quad]:
    for line in lines:
        for match in TYPED.finditer(line):
            usual = AS_THE_ENGINE.get(match[2])
            if usual is None or not usual.fullmatch(match[1]):
                yield from (
                    quad for quad in parse(line, format=RdfFormat.N_QUADS) if _changed(quad)
                )
                break


def _changed(quad: Quad | Triple) -> bool:
    value = quad.object
    return isinstance(value, Literal) and is_kept_by_value(value) and canonical(value) != value


def _marked(quads: Iterable[Quad | Triple]) -> Iterator[Quad]:
    for quad in quads:
        assert isinstance(quad, Quad)
        assert isinstance(quad.object, Literal)
        yield Quad(quad.subject, quad.predicate, marked(quad.object), quad.graph_name)
