"""From the results of an engine to findings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from graph_build.fact_place import FactPlaces
from ontology import LANGUAGES
from shapes.engines.results import Result
from shapes.engines.shapes_graph import Shapes, SparqlConstraint
from shapes.findings.finding import Finding
from shapes.findings.witness import Witness
from shapes.graphs.canonical_literals import canonical
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.properties import NOTHING
from shapes.graphs.terms import Term, term_of

# {?name} is a variable of the query; {$this} and {$value} are what SHACL itself fills in.
SLOT = re.compile(r"\{[?$](\w+)\}")
Row = Mapping[str, Term]


@dataclass(frozen=True)
class Finder:
    """Makes findings of the results on one data set."""

    data: DataGraph
    shapes: Shapes
    places: FactPlaces

    @cached_property
    def witness(self) -> Witness:
        """Finds the evidence."""
        return Witness(self.data, self.places)

    @cached_property
    def constraints(self) -> Mapping[str, tuple[SparqlConstraint, ...]]:
        """The SPARQL constraints by their shape."""
        shapes = {one.shape for one in self.shapes.sparql}
        return {
            name: tuple(one for one in self.shapes.sparql if one.shape == name) for name in shapes
        }

    def finding(self, result: Result) -> Finding:
        """The finding that a result is."""
        focus = term_of(result.focus)
        constraint, row = None, dict[str, Term]()
        if result.component.endswith("#SPARQLConstraintComponent"):
            constraint, row = self._row(result, focus)
        value = term_of(result.value) if result.value else None
        messages = (
            self._filled(constraint or result.shape, {"this": focus, **_named(value), **row})
            if result.component.endswith("#SPARQLConstraintComponent")
            else self._with_value(result, focus)
        )
        others = {name: term for name, term in row.items() if name not in ("this", "value")}
        return Finding(
            **vars(result),
            messages=messages,
            labels=self.data.labels(focus),
            details={name: str(term) for name, term in sorted(row.items())},
            constraint=constraint,
            evidence=self.witness.evidence({"this": focus, "value": value, **others}),
            source=self.witness.source_of(focus),
            place=self.places.get(focus.value) if isinstance(focus, NamedNode) else None,
        )

    def _filled(self, node: str, row: Row) -> dict[str, str]:
        """The messages of a SPARQL constraint, its variables filled in for people."""
        return {
            language: SLOT.sub(
                lambda slot, to=language: self.data.shown(row.get(slot[1]), to),  # type: ignore[misc]
                text,
            )
            for language, text in self._templates(node)
        }

    def _templates(self, node: str) -> Iterator[tuple[str, str]]:
        found = self.shapes.messages(node)
        return ((language, found[language]) for language in LANGUAGES if language in found)

    def _with_value(self, result: Result, focus: Term) -> dict[str, str]:
        """The messages of a core constraint: the value as the data writes it, or those there are."""
        value = result.value or self._there(result, focus)
        return {
            language: SLOT.sub(
                lambda slot, to=language: (  # type: ignore[misc]
                    str(focus) if slot[1] == "this" else value or NOTHING[to]
                ),
                text,
            )
            for language, text in self._templates(result.shape)
        }

    def _there(self, result: Result, focus: Term) -> str | None:
        """The values at the path of a result that names none (too few, too many)."""
        path = term_of(result.path) if result.path else None
        if not isinstance(path, NamedNode):
            return None
        return ", ".join(str(value) for value in self.data.values(focus, path)) or None

    def _row(self, result: Result, focus: Term) -> tuple[str | None, dict[str, Term]]:
        """The constraint, and the row of its query, that the result comes from.

        A variable that stands only in BIND or inside an aggregate is not reached by substitution;
        then the row is found among those about all nodes.
        """
        constraints = self.constraints.get(result.shape, ())
        # First with ?this substituted, which reads what is about one node; then among all rows.
        for bound in (True, False):
            for one in constraints:
                rows = self._bound(one.select, focus) if bound else self._unbound(one.select, focus)
                found = next((row for row in rows if _is_of(result, row)), None)
                if found is not None:
                    return one.node, found
        return (constraints[0].node if len(constraints) == 1 else None), {}

    def _bound(self, select: str, focus: Term) -> list[dict[str, Term]]:
        """The rows of a query about one focus node: the term is passed, never pasted."""
        return _rows(self.data, select, {Variable("this"): focus})

    def _unbound(self, select: str, focus: Term) -> list[dict[str, Term]]:
        """The same, found among the rows about all nodes."""
        if select not in self._all_rows:
            self._all_rows[select] = _rows(self.data, select, {})
        return [row for row in self._all_rows[select] if row.get("this") == focus]

    @cached_property
    def _all_rows(self) -> dict[str, list[dict[str, Term]]]:
        """Rows about all nodes by their query, as far as they were needed."""
        return {}


def _rows(data: DataGraph, select: str, bound: Mapping[Variable, Term]) -> list[dict[str, Term]]:
    """The rows of a SELECT over the union of all graphs, sorted; none where the engine refuses it."""
    try:
        # `substitutions` hands the term over beside the text: pasted into the query, an IRI or literal of
        # somebody's data could close its bracket and go on as SPARQL.
        found = data.store.query(select, substitutions={**bound}, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        rows = [{name: one[name] for name in names if one[name] is not None} for one in found]
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return []
    return sorted(rows, key=lambda row: sorted((name, str(row[name])) for name in row))


def _named(value: Term | None) -> Row:
    return {} if value is None else {"value": value}


def _written(term: Term) -> str:
    return str(canonical(term) if isinstance(term, Literal) else term)


def _is_of(result: Result, row: Row) -> bool:
    """Whether the result has the value of the row; a row without one has the focus node as value."""
    if "value" not in row:
        return result.value in (None, result.focus)
    return result.value is not None and _written(row["value"]) == result.value
