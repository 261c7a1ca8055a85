"""A SPARQL constraint checked again for the focus nodes that a change can touch."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal
from rdflib.term import URIRef, Variable

from shapes.engines.focus import Target, targets
from shapes.engines.forms import Few, set_form
from shapes.engines.results import Failure, Result
from shapes.engines.set_engine import constraint_results, readable_form
from shapes.engines.shapes_graph import Shapes, SparqlConstraint
from shapes.graphs.lexical_store import LexicalStore
from shapes.incremental.change import Change
from shapes.incremental.impact import Touch, touches
from shapes.incremental.reach import THIS, All, Pair, Pattern, matched

# A node that so many refer to is looked at value by value.
MANY = 100


def recheck_sparql(
    change: Change, shapes: Shapes, constraint: SparqlConstraint
) -> tuple[set[Pair] | None, set[Result], set[Result], set[Failure]]:
    """What was checked again (None for all), its results before and after, and what failed."""
    unable = [_unable(state, constraint) for state, _ in change.sides]
    pairs = _touched(change, shapes, constraint) if unable == [None, None] else None
    results, failures = list[set[Result]](), {one for one in unable[1:] if one}
    for (state, _), failed in zip(change.sides, unable, strict=True):
        results.append(set())
        if failed is None and (pairs is None or pairs):
            try:
                results[-1] = _results(state, shapes.graph, constraint, pairs)
            except (SyntaxError, ValueError, RuntimeError, OSError) as error:
                failures |= {Failure.of(constraint.shape, error)}
    return pairs, results[0], results[1], failures


def _unable(state: LexicalStore, constraint: SparqlConstraint) -> Failure | None:
    """Why a constraint cannot be run on one state of the data."""
    try:
        readable_form(state, constraint)
    except Exception as error:  # the parser's exceptions have no common base
        return Failure.of(constraint.shape, error)
    return None


def _touched(change: Change, shapes: Shapes, constraint: SparqlConstraint) -> set[Pair] | None:
    """Focus nodes of a constraint, with values, that a change can touch; None for all of them."""
    if change.of_classes:
        return None
    try:
        focus = _focus(change, shapes.graph, URIRef(constraint.shape))
        found = set(_reached(change, [*touches(constraint.select), *focus]))
    except All:
        return None
    apart = not set_form(constraint.select).computes_value
    hubs = {node for node, _ in found if apart and _is_hub(change, node)}
    found = {(node, value if node in hubs else None) for node, value in found}
    whole = {node for node, value in found if value is None}
    return {pair for pair in found if pair[1] is None or pair[0] not in whole}


def _reached(change: Change, places: list[Touch]) -> Iterator[Pair]:
    """What the triples of a change can touch from any of these places of a query."""
    for (_, triples), reach in zip(change.sides, change.reaches, strict=True):
        for place in places:
            names = {str(one) for one in place.pattern.predicates}
            for triple in triples:
                if not names or triple.predicate.value in names:
                    bound = matched(place.pattern, triple)
                    if bound is not None:
                        yield from reach.pairs(bound, place.beside)


def _is_hub(change: Change, node: Any) -> bool:
    """Whether so much refers to a node that its values are better looked at one by one."""
    return any(
        len(list(islice(state.store.quads_for_pattern(None, None, node, None), MANY))) == MANY
        for state, _ in change.sides
    )


def _targets(state: LexicalStore, shapes: rdflib.Graph, shape: URIRef) -> list[Target]:
    """The targets of a shape, which must be such that a triple about a node makes it a focus node."""
    found = list(targets(state.store, shapes, shape))
    if any(one.node is not None or one.of_objects for one in found):
        raise All
    return found


def _is_focus(state: LexicalStore, node: Any, target: Target) -> bool:
    if isinstance(node, Literal):
        return False
    found = state.store.quads_for_pattern(node, target.predicate, target.thing, None)
    return next(found, None) is not None


def _focus(change: Change, shapes: rdflib.Graph, shape: URIRef) -> Iterator[Touch]:
    """The patterns that make a node a focus node of the shape."""
    for one in _targets(change.new, shapes, shape):
        assert one.predicate is not None
        end = Variable("_of") if one.thing is None else URIRef(one.thing.value)
        yield Touch(Pattern(THIS, (URIRef(one.predicate.value),), end), ())


def _results(
    state: LexicalStore, shapes: rdflib.Graph, constraint: SparqlConstraint, pairs: set[Pair] | None
) -> set[Result]:
    if pairs is None:
        return constraint_results(state, shapes, constraint)
    if any(isinstance(term, BlankNode) for pair in pairs for term in pair):
        # A query cannot name a blank node.
        names = {str(node) for node, _ in pairs}
        return {one for one in constraint_results(state, shapes, constraint) if one.focus in names}
    focus = _targets(state, shapes, URIRef(constraint.shape))
    there = {pair for pair in pairs if any(_is_focus(state, pair[0], one) for one in focus)}
    whole = {pair for pair in there if pair[1] is None}
    results = set[Result]()
    for some in (whole, there - whole):
        if some:
            results |= constraint_results(state, shapes, constraint, Few.of(some))
    return results
