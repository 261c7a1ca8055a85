"""The five texts held against the graph: all of it, and what the other four leave of it.

`python -m tests.server.check.sources [--all]` prints what is said of each; it needs the texts beside the repository
(SEEDS: elsewhere), and says so where they are missing.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.vocabulary import DEFAULT_BASE, PREFIXES
from server.answers.check.check_report import CheckReport
from server.answers.check.check_text import check
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph

BESIDE = Path(__file__).parents[4] / "shared" / "seeds"
DERIVED = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
GRAPH = Path("snapshot/rusfelt.nq")


def texts(folder: Path) -> dict[str, str]:
    """The texts by the numbers of their sources; none where they are not there."""
    found = sorted(folder.glob("[0-9][0-9][0-9]_*.txt"))
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in found}


def without(quads: Iterable[Quad], number: str) -> EmbeddedRepository:
    """The graph as it is without one source: its claims and statements, and what is computed of them."""
    kept = [*quads]
    source = NamedNode(f"{DEFAULT_BASE}graph/source/{number}")
    gone = {quad.subject for quad in kept if quad.graph_name == source}
    before = 0
    while before != len(gone):
        before = len(gone)
        gone |= {one.subject for one in kept if one.predicate == DERIVED and one.object in gone}
    left = (one for one in kept if one.subject not in gone and one.object not in gone)
    return EmbeddedRepository(DataGraph.of(left, DEFAULT_BASE))


def reports(quads: Iterable[Quad], folder: Path) -> Iterator[tuple[str, CheckReport, CheckReport]]:
    """Of each text its number, the report against the whole graph and the one against the other four."""
    kept = [*quads]
    whole = EmbeddedRepository(DataGraph.of(kept, DEFAULT_BASE))
    for number, text in texts(folder).items():
        yield number, check(whole, text, ("nb",)), check(without(kept, number), text, ("nb",))


def main(arguments: list[str]) -> None:
    """Print the table, and with --all each expression."""
    folder = Path(os.environ.get("SEEDS", BESIDE))
    if not texts(folder):
        print(f"{folder} has no texts: nothing to hold against the graph")
        return
    for number, whole, others in reports(parse(path=GRAPH, format=RdfFormat.N_QUADS), folder):
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
