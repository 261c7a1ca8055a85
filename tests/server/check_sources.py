"""The five texts held against the graph: all of it, and what the other four leave of it.

`python -m tests.server.check_sources [--all]` prints what is said of each; it needs the texts, and says so where they are missing.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.vocabulary import DEFAULT_BASE, PREFIXES
from server.answers.check.check_report import CheckReport
from server.answers.check.check_text import check
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph

TEXTS = Path(os.environ.get("SEEDS", "../shared/seeds"))
DERIVED = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
GRAPH = Path("snapshot/rusfelt.nq")


def texts() -> dict[str, str]:
    """The texts by the numbers of their sources; none where they are not mounted."""
    found = sorted(TEXTS.glob("[0-9][0-9][0-9]_*.txt"))
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in found}


def without(quads: list[Quad], number: str) -> EmbeddedRepository:
    """The graph as it is without one source: its claims and statements, and what is computed of them."""
    gone = {
        quad.subject
        for quad in quads
        if quad.graph_name == NamedNode(f"{DEFAULT_BASE}graph/source/{number}")
    }
    before = 0
    while before != len(gone):
        before = len(gone)
        gone |= {one.subject for one in quads if one.predicate == DERIVED and one.object in gone}
    left = (one for one in quads if one.subject not in gone and one.object not in gone)
    return EmbeddedRepository(DataGraph.of(left, DEFAULT_BASE))


def reports() -> Iterator[tuple[str, CheckReport, CheckReport]]:
    """Of each text its number, the report against the whole graph and the one against the other four."""
    quads = list(parse(path=GRAPH, format=RdfFormat.N_QUADS))
    whole = EmbeddedRepository.load(GRAPH)
    for number, text in texts().items():
        yield number, check(whole, text, ("nb",)), check(without(quads, number), text, ("nb",))


def main(arguments: list[str]) -> None:
    """Print the table, and with --all each expression."""
    if not texts():
        print(f"{TEXTS} is missing: nothing to hold against the graph")
        return
    for number, whole, others in reports():
        for name, report in (("whole", whole), ("others", others)):
            counts = Counter(one.verdict for one in report.expressions)
            print(number, name, dict(sorted(counts.items())))
            for one in report.expressions:
                if "--all" in arguments or (name == "others" and one.verdict == "stated"):
                    near = [
                        (claim.iri.rpartition("/")[2], claim.differs) for claim in one.claims[:2]
                    ]
                    print(f"    {one.start} «{one.text}» {one.verdict} {near}")


if __name__ == "__main__":
    main(sys.argv[1:])
