"""Endpoints side by side in one run: the same data, the same queries, one and eight requests at a time.

Run: .venv/bin/python benchmarks/endpoint.py [--peers DIR] [--graph GRAPH.nq] [--observations N] [--quick].
The peers are installed into DIR, an environment of its own that is used again where it is there. Beside the
real graph (built for the run unless named) one of about 200,000 quads is asked, in the same shape. A request
is new to every cache unless the table says "again" (word for word) or "304" (with the entity tag; who has
none answers in full). Ratios are to `oxigraph serve-read-only` in the same run.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from endpoint import printed
from endpoint.floor import Floor
from endpoint.isolation import measured
from endpoint.load import WRK, asked
from endpoint.peers import Peer, installed, peers
from endpoint.processes import megabytes, settled
from endpoint.queries import JSON, QUERIES
from endpoint.rounds import OURS, Rounds, table
from generated import generated_lines

from ontology import DEFAULT_BASE

MOST_MEGABYTES = 250
STARTS = 3


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="where the peers are, or are installed")
    parser.add_argument("--graph", type=Path, help="the real graph; built where it is not named")
    parser.add_argument(
        "--observations", type=int, default=4_900, help="generated; 0: no such graph"
    )
    parser.add_argument(
        "--requests", type=int, default=20_000, help="mixed ones, before memory is read"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="of a round")
    parser.add_argument("--quick", action="store_true", help="one round of one second")
    names = [query.name for query in QUERIES]
    parser.add_argument("--only", nargs="*", default=[], choices=names, help="these queries alone")
    return parser.parse_args()


def graphs(options: argparse.Namespace, folder: Path) -> list[Path]:
    """The graphs to serve: the real one, and the generated one beside it."""
    real = options.graph and options.graph.resolve()
    if real is None:
        build = [sys.executable, "-c", "from rusfelt.cli import main; main()", "build"]
        subprocess.run([*build, "--out", folder / "built"], check=True, capture_output=True)
        real = folder / "built" / "rusfelt.nq"
    if not options.observations:
        return [real]
    large, lines = folder / "large.nq", real.read_text(encoding="utf-8").splitlines(keepends=True)
    with large.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        file.writelines(generated_lines(lines, options.observations, DEFAULT_BASE))
    return [real, large]


def side_by_side(graph: Path, programs: Path, folder: Path, options: argparse.Namespace) -> None:
    """The tables of one graph."""
    with ExitStack() as running:
        all_peers = peers(programs, folder, graph)
        for peer in all_peers:
            running.callback(peer.stop)
            seconds = peer.start()
            settled(peer.pid, 30)
            print(f"{peer.name:15} ready after {seconds:5.2f} s, {megabytes(peer.pid):5.0f} MB")
        floor = Floor(graph)
        running.callback(floor.stop)
        rounds = Rounds(all_peers, floor, folder, options.rounds, options.seconds)
        for connections in (1, 8):
            cells = table(rounds, connections, options.only)
            print(f"\n{graph.name}, {connections} at a time")
            printed.table(cells)
            kept = ", ".join(f"{name} {part}" for name, part in rounds.kept.items())
            print(f"ours, answered from memory: {kept}", flush=True)


def memory(ours: Peer, requests: int) -> None:
    """Memory before and after mixed requests; the seconds of a few starts."""
    starts = []
    for _ in range(STARTS):
        ours.stop()
        starts.append(ours.start())
    settled(ours.pid, 30)
    before = megabytes(ours.pid)
    targets = [query.target_path(ours.path) for query in QUERIES for _ in range(query.share)]
    begun = time.monotonic()
    found = asked(
        ours.port, targets, {"Accept": f"{JSON}, */*;q=0.1"}, 8, 0, True, 3_600, requests // 8
    )
    took = time.monotonic() - begun
    most = megabytes(ours.pid)
    settled(ours.pid, 30)
    after = megabytes(ours.pid)
    print(
        f"start to ready: {sorted(starts)[len(starts) // 2]:.2f} s, the middle of {STARTS}\n"
        f"memory (proportional set size of all processes): {before:.0f} MB after start, {most:.0f} MB at the "
        f"end of {len(found)} mixed requests ({found.count(None)} errors, {took:.0f} s), {after:.0f} MB at rest; "
        f"to reach {MOST_MEGABYTES} with the real graph: "
        f"{'met' if max(before, most, after) <= MOST_MEGABYTES else 'NOT met'}",
        flush=True,
    )


def main() -> None:
    """Print the tables and the costs of each graph."""
    options = arguments()
    if options.quick:
        options.rounds = options.seconds = 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = installed(options.peers.resolve() if options.peers else folder / "peers")
        listed = [programs / "python", "-m", "pip", "list", "--format=freeze"]
        versions = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
        wanted = ("oxigraph=", "pyoxigraph=", "rdflib-endpoint=", "rdflib=", "Flask=", "gunicorn=")
        print("peers:", *(one for one in versions if one.startswith(wanted)))
        print(f"ours: granian=={version('granian')} pyoxigraph=={version('pyoxigraph')}; client:", WRK or
              "Python (no wrk on the path; asks a few thousand times a second at most)")  # fmt: skip
        for graph in graphs(options, folder):
            with graph.open("rb") as lines:
                print(f"\n== {graph.name}: {sum(1 for _ in lines)} quads ==", flush=True)
            side_by_side(graph, programs, folder, options)
            kills = 10 if options.quick else 100
            printed.costs(measured(graph, 1_000 if options.quick else 10_000, kills))
            ours = next(peer for peer in peers(programs, folder, graph) if peer.name == OURS)
            try:
                memory(ours, options.requests)
            finally:
                ours.stop()


if __name__ == "__main__":
    main()
