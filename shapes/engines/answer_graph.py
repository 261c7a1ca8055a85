"""A graph that answers pySHACL's SPARQL queries from the store, one query for all focus nodes.

pySHACL asks the query of a constraint about one focus node after the other; this asks the store
once and gives pySHACL the rows of each.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import rdflib
from pyoxigraph import QuerySolutions
from rdflib.query import Result
from rdflib.term import Node, Variable

from shapes.engines.focus import focus_pattern
from shapes.engines.forms import cut_open
from shapes.engines.query_plans import PreparedGraph, body_of
from shapes.engines.shapes_graph import Shapes
from shapes.graphs.lexical_store import LexicalStore
from shapes.graphs.rdflib_graphs import to_rdflib

Rows = Mapping[Node, list[dict[Variable, Node]]]


class AnsweredGraph(PreparedGraph):
    """The graph of `data`; what the store cannot be asked at once is answered by rdflib.

    It takes the form of a query on trust: a test asks `set_form` whether each has one.
    """

    def __init__(self, graph: rdflib.Graph, data: LexicalStore, shapes: Shapes) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier)
        self._data, self._shapes = data, shapes
        self._answers = dict[str, Rows]()

    @cached_property
    def _asked(self) -> Mapping[str, list[tuple[str, str]]]:
        """The constraints by their query without prefixes: each with its SELECT and its shape."""
        found = defaultdict(list)
        for one in self._shapes.sparql:
            found[body_of(one.select)].append((one.select, one.shape))
        return found

    def query(  # type: ignore[override]
        self,
        query_object: str,
        processor: str = "sparql",
        result: str = "sparql",
        namespaces: Mapping[str, Any] | None = None,
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803  (rdflib's name)
        *more: Any,
    ) -> Result:
        """The rows of a SELECT about the focus node that `initBindings` names."""
        body, bound = body_of(query_object), dict(initBindings or {})
        # The store gives 5 for 5.0, and pySHACL compares what it gets with what it has: then rdflib answers,
        # slowly. It does too where pySHACL binds more than the focus node.
        if self._data.rewritten or body not in self._asked or set(bound) != {"this"}:
            return super().query(query_object, processor, result, namespaces, bound, *more)
        if body not in self._answers:
            self._answers[body] = self._rows(self._asked[body])
        answer = Result("SELECT")
        answer.bindings = list[Mapping[Variable, Any]](self._answers[body].get(bound["this"], []))
        answer.vars = list(answer.bindings[0]) if answer.bindings else []
        return answer

    def _rows(self, asked: list[tuple[str, str]]) -> Rows:
        rows = defaultdict[Node, list[dict[Variable, Node]]](list)
        for select, shape in asked:
            focus = focus_pattern(self._data.store, self._shapes.graph, rdflib.URIRef(shape))
            head, body = cut_open(select)
            found = self._data.store.query(f"{head} {focus} {body}")
            assert isinstance(found, QuerySolutions)
            names = [(one.value, Variable(one.value)) for one in found.variables]
            for one in found:
                row = {to: to_rdflib(one[name]) for name, to in names if one[name] is not None}
                if row not in rows[row[Variable("this")]]:
                    rows[row[Variable("this")]].append(row)
        return rows
