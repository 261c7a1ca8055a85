"""`rusfelt check-facts`, `rusfelt scan` and `rusfelt locate`."""

import json
from collections import Counter
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import click

from graph_build.errors import RusfeltError
from graph_build.layers.builder import checked_corpus
from graph_build.reading.corpus import Corpus
from graph_build.reading.corpus_reader import load_corpus
from graph_build.reading.coverage import Covered, coverage
from graph_build.reading.texts import read_text, read_texts
from graph_build.schema.claims import FactFile


@click.command("check-facts")
@click.option("--sources", type=click.Path(path_type=Path), required=True, help="Folder of the source texts.")  # fmt: skip
def check_facts(sources: Path) -> int:
    """Verify every span, fragment and hash, and print the coverage of numeric expressions."""
    corpus = checked_corpus(sources=sources).corpus
    texts, _ = read_texts(sources, corpus)
    accounted = total = 0
    for file, facts in corpus.files:
        text = texts[facts.source]
        found = coverage(text, facts)
        accounted += sum(one.accounted for one in found)
        total += len(found)
        click.echo(_summary(facts, text, found))
        for one in found:
            if not one.accounted:
                e = one.expression
                click.echo(
                    f"{file.name}: {e.start}-{e.end} {e.text!r} ({e.kind}) is neither claimed nor classed",
                    err=True,
                )
    click.echo(f"{accounted} of {total} numeric expressions covered")
    return 0 if accounted == total else 1


def _summary(facts: FactFile, text: str, found: tuple[Covered, ...]) -> str:
    spans = sum(len(claim.spans) for claim in facts.claim)
    quoted = sum(len(span.fragment or "") for claim in facts.claim for span in claim.spans)
    reasons = Counter(one.reason for one in found if one.reason and not one.claims)
    classed = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    claimed = sum(bool(one.claims) for one in found)
    return (
        f"source {facts.source}: {len(facts.claim)} claims, {spans} spans verified, "
        f"fragments {100 * quoted / len(text):.1f} % of the text; "
        f"{claimed} of {len(found)} expressions claimed, classed: {classed or 'none'}"
    )


def _facts_of(text: str, corpus: Corpus) -> FactFile | None:
    digest = sha256(text.encode()).hexdigest()
    for _, facts in corpus.files:
        if corpus.sources[facts.source].sha256 == digest:
            return facts
    return None


def _json_value(value: Decimal | str | None) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)  # fmt: skip
def scan(file: Path, form: str) -> None:
    """List every numeric expression of any text, with offsets, kind, value and claims."""
    text = read_text(file)
    found = coverage(text, _facts_of(text, load_corpus()))
    if form == "json":
        rows = [
            {
                "start": one.expression.start,
                "end": one.expression.end,
                "text": one.expression.text,
                "kind": one.expression.kind,
                "value": _json_value(one.expression.value),
                "claims": list(one.claims),
            }
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        e = one.expression
        value = "" if e.value is None else _json_value(e.value)
        covered = ", ".join(one.claims) or one.reason or "-"
        click.echo(f"{e.start}\t{e.end}\t{e.kind}\t{e.text!r}\t{value}\t{covered}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("passage")
def locate(file: Path, passage: str) -> None:
    """Print the span of every place where PASSAGE stands in FILE, as a facts file writes it.

    A space in PASSAGE also finds a no-break space of the text.
    """
    text = read_text(file)
    flat, wanted = text.replace("\u00a0", " "), passage.replace("\u00a0", " ")
    start = flat.find(wanted) if wanted else -1
    if start < 0:
        raise RusfeltError(f"{file}: has no passage {passage!r}")
    while start >= 0:
        end = start + len(wanted)
        digest = sha256(text[start:end].encode()).hexdigest()
        click.echo(f'{{start = {start}, end = {end}, sha256 = "{digest}"}}')
        start = flat.find(wanted, start + 1)
