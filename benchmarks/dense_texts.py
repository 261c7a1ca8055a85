"""Seconds a megabyte to scan texts of every kind, beside cutting the same text into tokens, and an earlier scanner.

Run: .venv/bin/python benchmarks/dense_texts.py [RUNS] [FOLDER]. FOLDER holds the `graph_build` of another version (`git archive
VERSION graph_build ontology | tar x -C FOLDER`). Each measurement is a process of its own, in turn; medians of processor
time are printed.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Those of the folder that PYTHONPATH names.
from graph_build.scan.scanner import scan
from graph_build.scan.words.tokens import TOKEN

TESTS = Path(__file__).parent.parent / "tests" / "graph_build"
SENTENCES = (TESTS / "marked_sentences.txt", *sorted((TESTS / "scan_sentences").glob("*.txt")))
LENGTH = 1_000_000
DENSE = (
    "1 ", "1-", "to ", "½", "1.", "§ 1 ", "kl. 1 ", "1,", "1/", "førti", "førti ", "hundre og ", "mellom 1 og ", "5 % ",
    "1. mai ", "kr 5 ", "2018 ", "1\u00a0", "\u00a0", "\u00ad", "a\u0301", "\u0301", "1\u00ad", "1", "123.", "en ", "§§ 1, ",
)  # fmt: skip
MARK = re.compile(r"\[([^|\]]+)\|[a-z-]+\|[^\]]*\]")


def texts() -> Iterator[tuple[str, str]]:
    """A name and a text of a megabyte each: ordinary sentences, one thing again and again, mixtures of them."""
    lines = [line for file in SENTENCES for line in file.read_text("utf-8").splitlines()]
    ordinary = MARK.sub(r"\1", "\n".join(line for line in lines if not line.startswith("#")))
    yield "ordinary sentences", (ordinary * (LENGTH // len(ordinary) + 1))[:LENGTH]
    for unit in DENSE:
        yield ascii(unit), (unit * LENGTH)[:LENGTH]
    for seed in range(3):
        parts = random.Random(seed).choices((*DENSE, *ordinary.split(" ")[:200]), k=LENGTH // 2)
        yield f"mixture {seed + 1}", ("", " ", "\n")[seed].join(parts)[:LENGTH]


def measure() -> None:
    """Prints, as JSON, the seconds to scan each text, and to cut it into tokens, with the scanner on the path."""
    scan("1 to ½ § 1")
    found = {}
    for name, text in texts():
        times = [time.process_time()]
        count = len(scan(text))
        times.append(time.process_time())
        TOKEN.findall(text)
        times.append(time.process_time())
        found[name] = (times[1] - times[0], times[2] - times[1], count)
    print(json.dumps(found))


def measured(path: str) -> dict[str, tuple[float, float, int]]:
    """What a process of its own measures with the packages of a folder."""
    command = [sys.executable, __file__, "measure"]
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result: dict[str, tuple[float, float, int]] = json.loads(done.stdout)
    return result


def main() -> None:
    """Measures this scanner and the other in turn, so that a slow moment of the machine meets both."""
    arguments = sys.argv[1:]
    runs = int(arguments[0]) if arguments else 3
    folders = [str(Path(__file__).parent.parent), *arguments[1:2]]
    rounds = [[measured(folder) for folder in folders] for _ in range(runs)]
    print(
        "| text | expressions | seconds | × tokens | before | before ÷ now |",
        "| --- " * 6 + "|",
        sep="\n",
    )
    for name in rounds[0][0]:
        now, *before = (
            statistics.median(turn[at][name][0] for turn in rounds) for at in range(len(folders))
        )
        tokens = statistics.median(turn[0][name][1] for turn in rounds)
        count = rounds[0][0][name][2]
        earlier = f"{before[0]:.2f} | {before[0] / now:.1f}" if before else "– | –"
        print(f"| {name} | {count} | {now:.2f} | {now / tokens:.1f} | {earlier} |")


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
