"""Runs mutations: applies each mutant to the real graph, asks the constraint, undoes it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from unittest.mock import patch

import pyshacl
import rdflib
from pyoxigraph import Quad, QuerySolutions, QueryTriples, Store, Triple
from rdflib.namespace import RDF, SH

from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.engines.focus import focus_pattern
from shapes.engines.forms import set_form
from shapes.engines.reference import run_reference
from shapes.engines.shapes_graph import Shapes, SparqlConstraint, load_shapes
from shapes.graphs.rdflib_graphs import rdflib_graph, to_rdflib
from tests.shapes.mutations.mutation import Mutation

CAP = 12
VARIABLE = re.compile(r"\?(\w+)")
OWN = [
    "indicator",
    "measure",
    "organisation",
    "period",
    "plan",
    "population",
    "source",
    "service",
]
Row = tuple[str, str | None]


@dataclass(frozen=True)
class Mutant:
    """One edit of the graph, and the node that the finding must be about."""

    focus: str
    removed: frozenset[Triple]
    added: frozenset[Triple]


@dataclass(frozen=True)
class Outcome:
    """How many mutants of a mutation were made, and how many of them gave a finding at their focus.

    `others` are the findings at other nodes, of which a near miss has none either.
    """

    made: int
    found: int
    others: int


def prefixes(shapes: Shapes) -> str:
    """The prefixes of the project, of the constraints and of the registers."""
    declared = {
        str(shapes.graph.value(one, SH.prefix)): str(shapes.graph.value(one, SH.namespace))
        for one in shapes.graph.objects(None, SH.declare)
    }
    own = {name: f"{DEFAULT_BASE}id/{name}/" for name in OWN}
    own["own-unit"] = f"{DEFAULT_BASE}id/unit/"
    known = {**PREFIXES, **declared, **own}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items())


def name_of(constraint: SparqlConstraint) -> str:
    """The local name of its shape."""
    return constraint.shape.rsplit("/", 1)[1]


@contextmanager
def _looking_at(nodes: Iterable[str] | None) -> Iterator[None]:
    """PySHACL looks at these of the nodes that a shape targets, where any are given."""
    if nodes is None:
        yield
        return
    chosen = [node.strip("<>") for node in nodes]
    with patch.object(pyshacl, "validate", partial(pyshacl.validate, focus_nodes=chosen)):
        yield


class Bench:
    """The real graph in both engines, edited in place and undone."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.store = Store()
        self.store.extend(Quad(*quad.triple) for quad in quads)
        self.triples = {quad.triple for quad in self.store}
        self.shapes = load_shapes(DEFAULT_BASE)
        self.constraints = {name_of(one): one for one in self.shapes.sparql}
        self.prefixes = prefixes(self.shapes)
        self.known: dict[str, frozenset[Row]] = {}
        self.outcomes: dict[Mutation, Outcome] = {}

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The same graph for pySHACL."""
        return rdflib_graph(self.triples)

    def mutants(self, mutation: Mutation) -> list[Mutant]:
        """The first mutants in sorted order; none where nothing in the graph can be edited so."""
        pattern = f"{mutation.delete} {mutation.where}"
        rows = self.store.query(f"{self.prefixes}SELECT * WHERE {{ {pattern} }}")
        assert isinstance(rows, QuerySolutions)
        names = [variable.value for variable in rows.variables]
        groups: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
        for row in rows:
            key = [str(row[name]) for name in names if not name.startswith("each")]
            groups[tuple(key)].append(tuple(row[name] for name in names))
        made = (self._mutant(mutation, names, groups[key]) for key in sorted(groups))
        return list(islice((one for one in made if one.removed or one.added), CAP))

    def _mutant(
        self, mutation: Mutation, names: list[str], solutions: list[tuple[object, ...]]
    ) -> Mutant:
        used = set(VARIABLE.findall(mutation.delete + mutation.insert))
        unbound = {
            name for one in solutions for name, term in zip(names, one, strict=True) if term is None
        }
        assert used <= set(names) - unbound, f"{mutation.name}: {used & unbound} is not bound"
        lines = [
            "(" + " ".join("UNDEF" if term is None else str(term) for term in solution) + ")"
            for solution in solutions
        ]
        head = " ".join(f"?{name}" for name in names)
        values = f"VALUES ({head}) {{ {' '.join(lines)} }}"
        removed, added = (
            self._triples(f"{self.prefixes}CONSTRUCT {{ {part} }} WHERE {{ {values} }}")
            for part in (mutation.delete, mutation.insert)
        )
        focus = str(solutions[0][names.index(mutation.focus)])
        return Mutant(focus, (removed - added) & self.triples, added - self.triples)

    def _triples(self, query: str) -> frozenset[Triple]:
        found = self.store.query(query)
        assert isinstance(found, QueryTriples)
        return frozenset(found)

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """The graph with the mutant's edit."""
        self._edit(mutant.removed, mutant.added)
        try:
            yield
        finally:
            self._edit(mutant.added, mutant.removed)

    def _edit(self, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        for triple in removed:
            self.store.remove(Quad(*triple))
        for triple in added:
            self.store.add(Quad(*triple))

    def rows(self, constraint: str) -> frozenset[Row]:
        """Focus and value of everything that the constraint finds in the graph as it is."""
        found = self.store.query(self._setwise(constraint))
        assert isinstance(found, QuerySolutions)
        return frozenset(
            (str(row["this"]), None if row["value"] is None else str(row["value"])) for row in found
        )

    def _setwise(self, constraint: str) -> str:
        """The SELECT of a constraint for all its focus nodes at once."""
        one = self.constraints[constraint]
        targets = focus_pattern(self.store, self.shapes.graph, rdflib.URIRef(one.shape))
        return set_form(one.select).about(targets)

    def new_rows(self, constraint: str) -> frozenset[Row]:
        """Those of the edited graph that the real one does not have; ask `unmutated` before."""
        return self.rows(constraint) - self.unmutated(constraint)

    def unmutated(self, constraint: str) -> frozenset[Row]:
        """What the constraint finds in the real graph."""
        if constraint not in self.known:
            self.known[constraint] = self.rows(constraint)
        return self.known[constraint]

    def outcome(self, mutation: Mutation) -> Outcome:
        """What comes of all mutants of a mutation; run once."""
        if mutation not in self.outcomes:
            self.outcomes[mutation] = self._outcome(mutation)
        return self.outcomes[mutation]

    def _outcome(self, mutation: Mutation) -> Outcome:
        self.unmutated(mutation.constraint)
        mutants = self.mutants(mutation)
        found = others = 0
        for mutant in mutants:
            with self.mutated(mutant):
                foci = {focus for focus, _ in self.new_rows(mutation.constraint)}
            found += mutant.focus in foci
            others += len(foci - {mutant.focus})
        return Outcome(len(mutants), found, others)

    def reference_rows(
        self, constraint: str, mutant: Mutant, only: Iterable[str] | None = None
    ) -> frozenset[Row]:
        """The same as `rows` of the edited graph, by pySHACL with that shape alone; `only` at some nodes."""
        removed, added = (
            {tuple(map(to_rdflib, triple)) for triple in triples}
            for triples in (mutant.removed, mutant.added)
        )
        self._edit_reference(removed, added)
        try:
            with _looking_at(only):
                run = run_reference(self.graph, self._only(constraint))
        finally:
            self._edit_reference(added, removed)
        assert not run.failures, run.failures
        return frozenset((result.focus, result.value) for result in run.results)

    def _edit_reference(self, removed: Iterable[object], added: Iterable[object]) -> None:
        for triple in removed:
            self.graph.remove(triple)  # type: ignore[arg-type]
        for triple in added:
            self.graph.add(triple)  # type: ignore[arg-type]

    def _only(self, constraint: str) -> Shapes:
        """The shapes graph with one constraint."""
        one, graph, only = (
            self.constraints[constraint],
            self.shapes.graph,
            rdflib.Graph(),
        )
        holders = [*graph.objects(rdflib.URIRef(one.node), SH.prefixes)]
        kept = (RDF.type, SH.severity, SH.sparql, SH.targetClass, SH.targetSubjectsOf)
        shape, nodes = rdflib.URIRef(one.shape), [rdflib.URIRef(one.node), *holders]
        nodes += [declared for holder in holders for declared in graph.objects(holder, SH.declare)]
        for predicate in kept:
            for triple in graph.triples((shape, predicate, None)):
                only.add(triple)
        for node in nodes:
            for triple in graph.triples((node, None, None)):
                only.add(triple)
        return Shapes(only)
