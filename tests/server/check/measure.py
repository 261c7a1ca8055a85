"""How well texts are held against the graph: `python -m tests.server.check.measure [FILE]…` prints the table and every miss.

A passage is a line, with \\n for a break in it; `[words|mark]` is a figure with what is right for it, as the first lines of `passages/first.txt` say.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.answers.check.check_report import CheckReport, ExpressionFound
from server.answers.check.check_text import check
from server.repository.embedded_repository import EmbeddedRepository

FOLDER = Path(__file__).parent / "passages"
MARK = re.compile(r"\[([^\]|]*)\|([^\]]*)\]")


@dataclass(frozen=True)
class Mark:
    """A figure of a passage: its place, and what is right for it."""

    start: int
    end: int
    verdict: str
    claims: tuple[str, ...]
    dimension: str
    alteration: str


@dataclass(frozen=True)
class Passage:
    """A passage with its marks."""

    text: str
    marks: tuple[Mark, ...]


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _passage(line.replace(r"\n", "\n"))


def _passage(line: str) -> Passage:
    text, marks, at = "", list[Mark](), 0
    for found in MARK.finditer(line):
        text += line[at : found.start()]
        start = len(text)
        text += found[1]
        marks.append(_mark(start, len(text), found[2]))
        at = found.end()
    return Passage(text + line[at:], tuple(marks))


def _mark(start: int, end: int, told: str) -> Mark:
    told, _, alteration = told.partition(" +")
    sign, rest = told[:1], told[1:].strip()
    if sign == "=":
        return Mark(start, end, "stated", tuple(rest.split(",")), "", "true")
    if sign == "~":
        dimension, _, claims = rest.partition(" ")
        return Mark(start, end, "near", tuple(claims.split(",")), dimension, alteration)
    return Mark(
        start,
        end,
        "foreign" if sign == "-" else "none",
        (),
        "",
        "foreign" if sign == "-" else "no figure",
    )


def right(mark: Mark, found: ExpressionFound | None) -> bool:
    """Whether a finding is what the mark says: its verdict, and the claim; of a near one the dimension, of any claim that is told."""
    if found is None:
        return False
    if mark.verdict == "stated":
        stating = {_slug(one.iri, one.statement) for one in found.claims if not one.differs}
        return found.verdict == "stated" and any(
            name in names for name in mark.claims for names in stating
        )
    if mark.verdict == "near":
        first = found.claims[0] if found.claims else None
        return found.verdict == "near" and first is not None and mark.dimension in first.differs
    if mark.verdict == "foreign":
        return found.verdict != "stated"
    return found.verdict in ("context", "no-fact")


def _slug(iri: str, statement: str) -> tuple[str, str]:
    return iri.rpartition("/")[2], "derived:" + statement.rpartition("/")[2]


def measured(
    repository: EmbeddedRepository, paths: list[Path]
) -> tuple[dict[str, Counter[str]], list[str]]:
    """By alteration how many figures, how many stated, how many right; and the misses."""
    table, misses = defaultdict[str, Counter[str]](Counter), list[str]()
    for path in paths:
        for passage in passages(path):
            report = check(repository, passage.text, ("nb",))
            for mark in passage.marks:
                found = _at(report, mark)
                row = table[mark.alteration]
                row["all"] += 1
                row["stated"] += found is not None and found.verdict == "stated"
                row["right"] += right(mark, found)
                if not right(mark, found):
                    misses.append(_miss(passage, mark, found))
    return table, misses


def _at(report: CheckReport, mark: Mark) -> ExpressionFound | None:
    return next(
        (one for one in report.expressions if one.start < mark.end and mark.start < one.end), None
    )


def _miss(passage: Passage, mark: Mark, found: ExpressionFound | None) -> str:
    told = "nothing" if found is None else found.verdict
    claims = (
        []
        if found is None
        else [(one.statement.rpartition("/")[2], one.differs) for one in found.claims[:3]]
    )
    return f"{passage.text}\n    «{passage.text[mark.start : mark.end]}» {mark.verdict} {mark.dimension} {mark.claims}: {told} {claims}"


def main(names: list[str]) -> None:
    """Print the table of the files, all where none is named, against the built graph."""
    repository = EmbeddedRepository.load(Path("snapshot/rusfelt.nq"))
    paths = [Path(name) for name in names] or sorted(FOLDER.glob("*.txt"))
    table, misses = measured(repository, paths)
    print("\n".join(misses))
    print(f"{'':12}{'all':>6}{'stated':>8}{'right':>7}")
    for name, row in sorted(table.items()):
        print(f"{name:12}{row['all']:6}{row['stated']:8}{row['right']:7}")


if __name__ == "__main__":
    main(sys.argv[1:])
