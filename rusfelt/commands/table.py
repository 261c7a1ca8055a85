"""`rusfelt table`."""

import json
from pathlib import Path

import click

from graph_build.tables.describe import describe_file
from graph_build.tables.layout.description import FileDescription
from rusfelt.help_text import example
from rusfelt.terminal import shown, write


@click.group(epilog=example("rusfelt table describe folketall.csv"))
def table() -> None:
    """Read tables of municipal figures: CSV, XLSX, JSON-stat and PX."""


@table.command(
    epilog=example(
        "rusfelt table describe folketall.csv", "rusfelt table describe ledighet.xlsx --format json"
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)  # fmt: skip
def describe(file: Path, form: str) -> None:
    """Say what a table file is: its format, its tables, what their columns are, what is missing."""
    found = describe_file(file)
    if form == "json":
        write(json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n")
        return
    write(_text(found))


def _text(found: FileDescription) -> str:
    written = [found.form, found.encoding, "byte order mark" if found.bom else None]
    signs = [f"delimiter {found.delimiter!r}" if found.delimiter else None, f"decimal sign {found.decimal!r}" if found.decimal else None]  # fmt: skip
    lines = [", ".join(filter(None, (*written, *signs)))]
    for one in found.tables:
        where = " ".join(filter(None, (one.sheet and shown(one.sheet), one.range)))
        lines += [
            "",
            f"{one.shape} table{' at ' + where if where else ''}: {one.preamble_rows} rows before it, {one.header_rows} of the head, {one.data_rows} of data",
            f"  figures: {one.values}",
            *(
                f"  without figure: {count} × {shown(symbol) or 'empty'}"
                for symbol, count in sorted(one.missing.items())
            ),
            *(f"  {role:<10} {shown(name)}" for name, role in one.columns),
            *(f"  look at {shown(str(fault))}" for fault in one.faults),
        ]
    return "\n".join(lines) + "\n"
