"""Labels of blank nodes: those that a file has are kept, those that its parser made are replaced by numbers."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Quad, Triple

# The parser names [] and () by random numbers of 128 bits; a report must be the same each time, so
# they are numbered in the order in which they come.
RANDOM = re.compile(r"[0-9a-f]{24,32}")
# Dumps of stores have such labels too. Theirs stand in the text; a random one does not, but for a chance of 2**-96.
WRITTEN = re.compile(rb"(?<![0-9a-f])[0-9a-f]{24,32}(?![0-9a-f])")


def with_stable_labels(quads: Iterable[Quad | Triple], content: bytes) -> tuple[Quad | Triple, ...]:
    """The statements of `content`, with nodes that have no label in it named anonymous1, anonymous2 and so on.

    A name that the file uses itself is passed over.
    """
    found = tuple(quads)
    labels = dict.fromkeys(node.value for quad in found for node in _blank_nodes(quad))
    made = [label for label in labels if RANDOM.fullmatch(label)]
    if made:
        written = {one.decode() for one in WRITTEN.findall(content)}
        made = [label for label in made if label not in written]
    if not made:
        return found
    free = (name for name in _names() if name not in labels)
    names = {label: BlankNode(next(free)) for label in made}
    return tuple(_renamed(quad, names) for quad in found)


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"anonymous{number}"


def _blank_nodes(quad: Quad | Triple) -> Iterator[BlankNode]:
    graph = quad.graph_name if isinstance(quad, Quad) else None
    for term in (quad.subject, quad.object, graph):
        if isinstance(term, BlankNode):
            yield term


def _renamed(quad: Quad | Triple, names: dict[str, BlankNode]) -> Quad | Triple:
    def named(term: object) -> object:
        return names.get(term.value, term) if isinstance(term, BlankNode) else term

    if not any(node.value in names for node in _blank_nodes(quad)):
        return quad
    terms = named(quad.subject), quad.predicate, named(quad.object)
    if isinstance(quad, Triple):
        return Triple(*terms)  # type: ignore[arg-type]
    return Quad(*terms, named(quad.graph_name))  # type: ignore[arg-type]
