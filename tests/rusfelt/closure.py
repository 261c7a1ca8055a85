"""A small part of the graph that is whole in itself: some things, and all that they lead to."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from graph_build.layers.builder import BuiltGraph

BASE = "https://rusfelt.example/"


def closed_part(built: BuiltGraph, start: Iterable[str]) -> list[Quad]:
    """The quads of the things of these local names, and of those at the end of their properties, and so on."""
    of = dict[str, list[Quad]]()
    for quad in built.quads:
        if isinstance(quad.subject, NamedNode):
            of.setdefault(quad.subject.value, []).append(quad)
    left, found = [BASE + one for one in start], dict[str, list[Quad]]()
    while left:
        iri = left.pop()
        if iri in found or iri not in of:
            continue
        found[iri] = of[iri]
        for quad in of[iri]:
            left += [
                one.value for one in (quad.predicate, quad.object) if isinstance(one, NamedNode)
            ]
    return [quad for quads in found.values() for quad in quads]
