"""A graph that answers pySHACL's SPARQL queries quickly, with the evaluator of rdflib."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import rdflib
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.plugins.sparql.processor import SPARQLResult
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import BNode, Node, Variable

from shapes.engines.comparison import compare_by_sparql

PREFIX = re.compile(r"PREFIX (\S*:) <[^>]*>\n")
THIS = Variable("this")
TriplePattern = tuple[Node, Any, Node]


def on_one_line(query: str) -> str:
    """The query without line breaks, unless they may mean something."""
    if any(mark in query for mark in ("#", '"""', "'''")):
        return query.strip()
    return " ".join(line.strip() for line in query.strip().splitlines())


def body_of(query: str) -> str:
    """The query without its prefixes, on one line."""
    return on_one_line(PREFIX.sub("", query))


def prepared(text: str) -> Query:
    """The parsed query, planned for a known ?this.

    Prefixes that it does not use are left out: they take longest to parse.
    """
    body = body_of(text)
    used = {found[0] for found in PREFIX.finditer(text) if found[1] in body}
    return _parsed("".join(sorted(used)) + body)


@cache
def _parsed(text: str) -> Query:
    query = prepareQuery(text)
    _plan(query.algebra)
    return query


def _plan(part: object) -> None:
    """Put the patterns of each group in the order in which they find least, ?this being known.

    rdflib orders them as if nothing were bound, and follows that order; any order gives the same.
    Comparisons and parts of dates are made to follow SPARQL.
    """
    if isinstance(part, CompValue):
        if part.name == "BGP":
            part["triples"] = _ordered(part["triples"])
        elif isinstance(part, Expr):
            compare_by_sparql(part)
        for name, inner in part.items():
            if not name.startswith("_"):
                _plan(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            _plan(inner)


def _ordered(patterns: Iterable[TriplePattern]) -> list[TriplePattern]:
    left, ordered, known = list(patterns), list[TriplePattern](), set[Node]({THIS})
    while left:
        best = min(left, key=lambda one: _breadth(one, known))
        left.remove(best)
        ordered.append(best)
        known |= {term for term in best if isinstance(term, Variable | BNode)}
    return ordered


def _breadth(pattern: TriplePattern, known: set[Node]) -> tuple[int, bool]:
    """How much a pattern may find: from both ends, a subject, a found object, a fixed one, nothing."""
    subject, predicate, thing = pattern
    free = {term for term in (subject, thing) if isinstance(term, Variable | BNode)} - known
    fixed = not isinstance(thing, Variable | BNode)
    rank = 0 if not free else 1 if subject not in free else 4 if thing in free else 2 + fixed
    return rank, isinstance(predicate, Path)


class PreparedGraph(rdflib.Graph):
    """A graph that parses each query once: pySHACL asks the same text of every focus node."""

    # pySHACL passes `initBindings` for the focus node; rdflib would parse the text again at each call.
    # Arguments have the names and the order that pySHACL passes them in; the others change nothing.
    def query(  # type: ignore[override]
        self,
        query_object: str,
        processor: str = "sparql",  # noqa: ARG002
        result: str = "sparql",  # noqa: ARG002
        namespaces: Mapping[str, Any] | None = None,  # noqa: ARG002
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803  (rdflib's name)
        *more: Any,  # noqa: ARG002
    ) -> rdflib.query.Result:
        """The rows of a SELECT, with `initBindings` bound before."""
        return SPARQLResult(evalQuery(self, prepared(query_object), initBindings or {}))
