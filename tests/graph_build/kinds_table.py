"""The table of kinds in docs/scanner.md, from `graph_build.scan.kinds`: `python -m tests.graph_build.kinds_table` writes it."""

import re
from pathlib import Path

from graph_build.scan.kinds import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "scanner.md"
TABLE = re.compile(
    r"(## Kinds\n\n[^\n]*\n\| --- \| --- \| --- \| --- \| --- \| --- \|\n).*?\n\n", re.DOTALL
)


def rows() -> str:
    """A line for each kind."""
    return "\n".join(
        f"| {name} | {kind.what} | {kind.value} | {kind.sentence} | {kind.found} | {kind.example or '–'} |"
        for name, kind in KINDS.items()
    )


def page(text: str) -> str:
    """The page with its table as it should be."""
    return TABLE.sub(lambda match: f"{match[1]}{rows()}\n\n", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
