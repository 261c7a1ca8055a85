"""Seconds and peak memory of the build, with and without validation, and of serving until the first answer.

Run: .venv/bin/python benchmarks/build.py [RUNS]. Each run is a process of its own; medians are printed, with a bare
interpreter that imports rdflib and pySHACL as the floor of the validated build, in the same run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

RUSFELT = Path(sys.executable).with_name("rusfelt")


def measured(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with status {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def first_answer(folder: str) -> tuple[float, float]:
    """Seconds from the start of a cold `serve` (no snapshot yet) to its first answer, and its memory."""
    port = 8765
    start = time.perf_counter()
    process = subprocess.Popen(
        [RUSFELT, "serve", "--out", folder, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    break
            except OSError:
                if process.poll() is not None or time.perf_counter() - start > 120:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.02)
        seconds = time.perf_counter() - start
    finally:
        process.terminate()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Measure each case in turn, so that a slow moment of the machine meets all of them."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            build = [str(RUSFELT), "build", "--out", folder]
            cases = {
                "build, no validation": [*build, "--no-validation"],
                "build, with validation": build,
                "floor: import rdflib, pyshacl": [sys.executable, "-c", "import rdflib, pyshacl"],
            }
            for name, command in cases.items():
                found.setdefault(name, []).append(measured(command))
        with tempfile.TemporaryDirectory() as folder:
            found.setdefault("serve, cold, to the first answer", []).append(first_answer(folder))
    floor = statistics.median(seconds for seconds, _ in found["floor: import rdflib, pyshacl"])
    for name, rows in found.items():
        seconds = statistics.median(row[0] for row in rows)
        memory = statistics.median(row[1] for row in rows)
        print(f"{name:34} {seconds:6.2f} s  {memory:5.0f} MB  {seconds / floor:5.1f} x floor")


if __name__ == "__main__":
    main()
