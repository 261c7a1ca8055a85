"""`rusfelt scan`."""

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import click

from graph_build.reading.corpus import Corpus
from graph_build.reading.text_file import read_text
from graph_build.scan.masking import masked
from graph_build.schema.claims import FactFile
from graph_build.verification.coverage import coverage
from rusfelt.commands import fact_options
from rusfelt.help_text import example
from rusfelt.terminal import shown, write


def _facts_of(text: str, corpus: Corpus) -> FactFile | None:
    digest = sha256(text.encode()).hexdigest()
    return next(
        (
            corpus.by_source[id]
            for id, source in corpus.sources.items()
            if source.sha256 == digest and id in corpus.by_source
        ),
        None,
    )


def _json_value(value: Decimal | str | None) -> object:
    # JSON has no decimals; a float gives back up to fifteen digits as they were.
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@click.command(
    epilog=example("rusfelt scan texts/003.txt", "rusfelt scan report.txt --format json")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)  # fmt: skip
@fact_options.facts
def scan(file: Path, form: str, facts: Path | None, beside: bool | None) -> None:
    """List every numeric expression of any text, with offsets, kind, value and claims.

    The digits of telephone numbers, accounts and persons are not shown.
    """
    text = read_text(file)
    found = coverage(text, _facts_of(text, fact_options.chosen_facts(facts, beside)))
    if form == "json":
        rows = [
            {
                "start": one.expression.start,
                "end": one.expression.end,
                "text": masked(one.expression),
                "kind": one.expression.kind,
                "value": _json_value(one.expression.value),
                "claims": list(one.claims),
            }
            for one in found
        ]
        write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for one in found:
        e = one.expression
        value = "" if e.value is None else _json_value(e.value)
        covered = ", ".join(one.claims) or one.reason or "-"
        write(f"{e.start}\t{e.end}\t{e.kind}\t{masked(e)!r}\t{value}\t{shown(covered)}\n")
