"""The kinds of statements that facts can make."""

from collections.abc import Iterator

from graph_build.schema.statements import Statement


def kinds(below: type[Statement] = Statement) -> Iterator[type[Statement]]:
    """Every kind that has a class in the graph, whatever it shares with others."""
    for kind in below.__subclasses__():
        if hasattr(kind, "rdf_class"):
            yield kind
        yield from kinds(kind)
