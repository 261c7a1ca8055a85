"""Two states of some data, and what changed between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from shapes.engines.focus import SUBCLASS
from shapes.engines.set_engine import read
from shapes.graphs.lexical_store import LexicalStore
from shapes.graphs.skos_entailment import with_schemes
from shapes.incremental.line_difference import unlike_lines
from shapes.incremental.reach import Reach


@dataclass(frozen=True)
class Change:
    """Two states of the data, and the triples that only one of them has."""

    old: LexicalStore
    new: LexicalStore
    removed: Sequence[Triple]
    added: Sequence[Triple]

    @property
    def sides(
        self,
    ) -> tuple[tuple[LexicalStore, Sequence[Triple]], tuple[LexicalStore, Sequence[Triple]]]:
        """Each state with the triples that only it has."""
        return (self.old, self.removed), (self.new, self.added)

    @cached_property
    def reaches(self) -> tuple[Reach, Reach]:
        """What can be reached in each state, as far as it was looked at."""
        return Reach(self.old.store), Reach(self.new.store)

    @property
    def all_triples(self) -> Iterable[Triple]:
        """The triples that only one state has."""
        return chain(self.removed, self.added)

    @property
    def of_classes(self) -> bool:
        """Whether it changes which class is below which: then everything may be touched."""
        return any(one.predicate == SUBCLASS for one in self.all_triples)


def read_change(old: Path, new: Path) -> Change:
    """The change between two N-Quads or N-Triples files, all graphs of each as one.

    A blank node is the same in both where it has the same name.
    """
    gone, come = unlike_lines(old, new)
    before, after = read(old), read(new)
    return Change(before, after, _only(gone, after), _only(come, before))


def _only(lines: Iterable[bytes], other: LexicalStore) -> list[Triple]:
    """The triples of the lines that the other data has in no graph, each once."""
    quads = parse(b"".join(lines), format=RdfFormat.N_QUADS)
    # A line that left one named graph may stand in another: then the union has not changed.
    triples = {one.triple if isinstance(one, Quad) else one for one in with_schemes(quads)}
    return [
        one
        for one in sorted(triples, key=str)
        if isinstance(one.subject, Triple) or one not in set(other.triples(one.subject))
    ]
