"""Which focus nodes are tied to the model's terms, and so are judged unless all are asked for.

The rules for classes that others made too (skos:Concept, org:Organization …) are those of this
project's data. docs/decisions/0013 says why, and what is tied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.namespace import SH
from rdflib.term import Node

from graph_build.iris import Iris
from shapes.engines.focus import SUBCLASS, TYPE, below, targets
from shapes.engines.parts import targeted
from shapes.graphs.data_graph import DataGraph
from shapes.graphs.skos_entailment import IN_SCHEME
from shapes.graphs.terms import Term

# From a tied node to its parts: what its rules require of it, and others' vocabularies say of it.
PARTS = ("oa:hasSelector", "oa:refinedBy", "time:hasBeginning", "time:hasEnd", "skos:inScheme")

# A mapping says that what it leads to is somebody else's.
MAPPINGS = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))


@dataclass(frozen=True)
class Ties:
    """The ties of one data set."""

    data: DataGraph

    def untied(self, shapes: rdflib.Graph) -> frozenset[Term]:
        """The focus nodes of `shapes` that nothing ties to the model."""
        store = self.data.store
        candidates = {
            node
            for shape in targeted(shapes)
            if not self._is_of_the_model(shapes, shape)
            for target in targets(store, shapes, shape)
            for node in target.nodes(store)
        }
        return frozenset(candidates - self._tied(candidates)) if candidates else frozenset()

    def _is_of_the_model(self, shapes: rdflib.Graph, shape: Node) -> bool:
        """Whether a shape chooses its focus nodes by terms of the model: then all of them are tied."""
        ways = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        terms = [str(term) for way in ways for term in shapes.objects(shape, way)]
        return bool(terms) and all(map(self._is_a_term, terms))

    def _tied(self, candidates: Iterable[Term]) -> set[Term]:
        parts = [self.data.term(curie) for curie in PARTS]
        wholes = {
            quad.subject
            for part in parts
            for quad in self.data.store.quads_for_pattern(None, part, None, None)
            if isinstance(quad.subject, NamedNode | BlankNode)
        }
        tied = set(filter(self._is_tied_itself, {*candidates, *wholes}))
        edge = set(tied)
        while edge:
            reached = {
                value for node in edge for part in parts for value in self.data.values(node, part)
            }
            edge = reached - tied
            tied |= edge
        return tied

    def _is_tied_itself(self, node: Term) -> bool:
        """Whether it is a thing of this project, uses a term of the model, or is referred to by what does."""
        if isinstance(node, Literal):
            return False
        return self._uses_the_model(node) or any(self._referring(node))

    def _referring(self, node: NamedNode | BlankNode) -> Iterator[bool]:
        for quad in self.data.store.quads_for_pattern(None, None, node, None):
            if self._is_a_term(quad.predicate.value):
                yield True
            elif isinstance(quad.subject, NamedNode | BlankNode):
                yield quad.predicate not in self._aside and self._uses_the_model(quad.subject)

    def _uses_the_model(self, node: NamedNode | BlankNode) -> bool:
        if node not in self._known:
            quads = self.data.store.quads_for_pattern(node, None, None, None)
            self._known[node] = self._is_own(node) or any(map(self._speaks_of_the_model, quads))
        return self._known[node]

    def _speaks_of_the_model(self, quad: Quad) -> bool:
        """Whether the subject has a property or class of the model, or is in one of its code lists."""
        return (
            self._is_a_term(quad.predicate.value)
            or (quad.predicate == TYPE and self._is_a_class(quad.object))
            or (quad.predicate == IN_SCHEME and self._is_own(quad.object))
        )

    def _is_own(self, node: object) -> bool:
        return isinstance(node, NamedNode) and node.value.startswith(self._own)

    def _is_a_class(self, term: object) -> bool:
        return isinstance(term, NamedNode) and (
            self._is_a_term(term.value) or term.value in self._classes
        )

    def _is_a_term(self, iri: str) -> bool:
        return iri.startswith(self._namespace)

    @cached_property
    def _namespace(self) -> str:
        return Iris(self.data.base).base + "def#"

    @cached_property
    def _own(self) -> tuple[str, str]:
        return self._namespace, Iris(self.data.base).base + "id/"

    @cached_property
    def _aside(self) -> frozenset[NamedNode]:
        return frozenset({TYPE, *map(self.data.term, MAPPINGS)})

    @cached_property
    def _classes(self) -> set[str]:
        """The classes that the data puts below those of the model."""
        edges = self.data.store.quads_for_pattern(None, SUBCLASS, None, None)
        above = {quad.object.value for quad in edges if isinstance(quad.object, NamedNode)}
        return below(self.data.store, {one for one in above if self._is_a_term(one)})

    @cached_property
    def _known(self) -> dict[NamedNode | BlankNode, bool]:
        """Whether a node uses the model, as far as it was asked."""
        return {}
