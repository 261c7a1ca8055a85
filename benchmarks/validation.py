"""Seconds, peak memory and results of each way to validate one graph, side by side.

Run: .venv/bin/python benchmarks/validation.py [GRAPH.nq] [OBSERVATIONS] [--skip NAME ...]. The graph is the snapshot's
unless named; with OBSERVATIONS so many are generated beside it. Each engine runs in a process of its own, from reading
the file to its results. `shacl-rust` is measured where it is installed (pip install shacl-rust); it is no dependency.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generated import generated_lines
from pyoxigraph import RdfFormat, parse, serialize

from ontology import DEFAULT_BASE
from shapes.engines.shapes_graph import load_shapes


def as_it_comes(path: Path) -> int:
    """PySHACL, its SPARQL constraints parsed anew for each focus node."""
    import pyshacl
    from rdflib.namespace import SH

    from shapes.graphs.rdflib_graphs import rdflib_graph

    graph = rdflib_graph(parse(path=str(path), format=RdfFormat.N_QUADS))
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=load_shapes(DEFAULT_BASE).graph, inference="none", allow_warnings=True
    )
    return len(list(report.objects(None, SH.result)))


def prepared(path: Path) -> int:
    """PySHACL with each query prepared once: the reference."""
    from shapes.engines.reference import run_reference
    from shapes.graphs.rdflib_graphs import rdflib_graph

    graph = rdflib_graph(parse(path=str(path), format=RdfFormat.N_QUADS))
    return len(run_reference(graph, load_shapes(DEFAULT_BASE)).results)


def answered(path: Path) -> int:
    """PySHACL with the store for its SPARQL engine: what `build` runs."""
    from shapes.engines.reference import run_answered

    quads = list(parse(path=str(path), format=RdfFormat.N_QUADS))
    return len(run_answered(quads, load_shapes(DEFAULT_BASE)).results)


def setwise(path: Path) -> int:
    """The fast engine."""
    from shapes.engines.set_engine import run_setwise_file

    return len(run_setwise_file(path, load_shapes(DEFAULT_BASE))[0].results)


def rust(path: Path) -> int:
    """shacl-rust, core and SPARQL constraints."""
    import shacl_rust

    shapes = load_shapes(DEFAULT_BASE).graph.serialize(format="nt")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.nt"
        triples = {quad.triple for quad in parse(path=str(path), format=RdfFormat.N_QUADS)}
        serialize(triples, str(data), RdfFormat.N_TRIPLES)
        shapes_file = Path(folder) / "shapes.nt"
        shapes_file.write_text(shapes, encoding="utf-8")
        return len(shacl_rust.validate_file(str(data), str(shapes_file))["results"])


def changed(path: Path) -> int:
    """Ten observations changed, checked again; the time without loading is printed apart."""
    from shapes.incremental.change import read_change
    from shapes.incremental.revalidation import prepare, run_changed

    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    value = '<http://purl.org/linked-data/sdmx/2009/measure#obsValue> "'
    spots = [number for number, line in enumerate(text) if value in line][-10:]
    for number in spots:
        text[number] = text[number].replace(value, f"{value}9")
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new.nq"
        new.write_text("".join(text), encoding="utf-8")
        del text
        change = read_change(path, new)
        shapes = load_shapes(DEFAULT_BASE)
        start = time.perf_counter()
        prepare(shapes)
        prepared = time.perf_counter()
        found = run_changed(change, shapes)
        seconds = time.perf_counter() - prepared
        print(
            f"    queries read in {prepared - start:.2f} s; 10 changed observations rechecked in {seconds:.2f} s"
        )
        return len(found.after)


ENGINES: dict[str, Callable[[Path], int]] = {
    "pyshacl": as_it_comes,
    "reference": prepared,
    "answered": answered,
    "setwise": setwise,
    "shacl-rust": rust,
    "changed": changed,
}


def measured(name: str, path: Path) -> tuple[float, float, str]:
    """Wall seconds, peak megabytes and last line of one engine in its own process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, __file__, str(path), "--only", name], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    for line in lines[:-1]:
        print(line)
    told = lines[-1] if lines and not process.returncode else "did not run"
    return time.perf_counter() - start, usage.ru_maxrss / 1024, told


def main() -> None:
    """Run every engine in turn, and print its ratio to pySHACL as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", nargs="?", type=Path, default=Path("snapshot/rusfelt.nq"))
    parser.add_argument("observations", nargs="?", type=int, default=0)
    parser.add_argument("--only", choices=ENGINES)
    parser.add_argument("--skip", nargs="*", default=[], choices=ENGINES)
    options = parser.parse_args()
    if options.only:
        try:
            print(ENGINES[options.only](options.graph), "results")
        except ImportError as error:
            raise SystemExit(f"{options.only}: {error}") from error
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.graph
        if options.observations:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path = Path(folder) / "large.nq"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(lines)
                file.writelines(generated_lines(lines, options.observations, DEFAULT_BASE))
        first = None
        for name in ENGINES:
            if name in options.skip:
                continue
            seconds, memory, told = measured(name, path)
            first = first or seconds
            print(
                f"{name:12} {seconds:7.1f} s {memory:6.0f} MB {seconds / first:7.3f} x  {told}",
                flush=True,
            )


if __name__ == "__main__":
    main()
