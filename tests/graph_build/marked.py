"""Sentences whose numeric expressions are marked by hand, and how many of them the scanner reads.

Run: python -m tests.graph_build.marked [FILE]… prints the table by kind for the sentences of the files, or of
`scan_sentences`, and every expression that is missed, read otherwise, or found where nothing is marked.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from graph_build.scan.scanner import Expression, scan

FILE = Path(__file__).with_name("marked_sentences.txt")
FOLDER = FILE.with_name("scan_sentences")
MARK = re.compile(r"\[([^|\]]+)\|([a-z-]+)\|([^\]]*)\]")
# Place, words, kind and value.
Wanted = tuple[int, str, str, str]


@dataclass(frozen=True)
class Marked:
    """A sentence, and the place, words, kind and value of each expression in it."""

    text: str
    wanted: tuple[Wanted, ...]


@dataclass
class Score:
    """What was marked, found, and read with the right kind and value, by the kind that is marked."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)
    value: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, marked: Marked) -> None:
        """Counts the expressions of one more sentence."""
        read = {(one.start, one.text): one for one in scan(marked.text)}
        for start, words, kind, value in marked.wanted:
            one = read.pop((start, words), None)
            self.marked[kind] += 1
            self.found[kind] += one is not None
            self.kind[kind] += one is not None and one.kind == kind
            self.value[kind] += one is not None and told(one) == value
            if one is None or (one.kind, told(one)) != (kind, value):
                got = f"{one.kind} {told(one)!r}" if one else "not found"
                self.misses.append(f"{marked.text}: {words!r} is {kind} {value!r}: {got}")
        for one in read.values():
            self.extra[one.kind] += 1
            self.misses.append(f"{marked.text}: {one.text!r} is not marked: {one.kind}")


def sentence(line: str) -> Marked:
    """A line with its marks [words|kind|value] taken out of it; a value that is empty is none."""
    text, wanted, here = "", [], 0
    for mark in MARK.finditer(line):
        text += line[here : mark.start()]
        wanted.append((len(text), mark[1], mark[2], mark[3]))
        text += mark[1]
        here = mark.end()
    return Marked(text + line[here:], tuple(wanted))


def sentences(file: Path) -> list[Marked]:
    """The sentences of a file, one a line; a line with a # is a heading."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [sentence(line) for line in lines if line and not line.startswith("#")]


def told(one: Expression) -> str:
    """The value of an expression as it is marked."""
    return f"{one.value.normalize():f}" if isinstance(one.value, Decimal) else one.value or ""


def score(several: Iterable[Marked]) -> Score:
    """How the scanner reads the sentences; an expression is found where its words are at their place."""
    total = Score()
    for marked in several:
        total.add(marked)
    return total


def table(total: Score) -> str:
    """The score as a table by kind."""
    rows = ["| kind | marked | found | kind right | value right | not marked |", "| --- " * 6 + "|"]
    counts = (total.marked, total.found, total.kind, total.value, total.extra)
    for kind in sorted({*total.marked, *total.extra}):
        rows.append(f"| {kind} | " + " | ".join(str(count[kind]) for count in counts) + " |")
    rows.append("| all | " + " | ".join(str(count.total()) for count in counts) + " |")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> None:
    """Prints the table and what is not read as it is marked."""
    files = [Path(name) for name in arguments] or sorted(FOLDER.glob("*.txt"))
    total = score(marked for file in files for marked in sentences(file))
    print(table(total), *total.misses, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
