"""`rusfelt query`."""

import json
import sys
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from graph_build.errors import RusfeltError
from graph_build.reading.text_file import read_text
from rusfelt.commands import options
from rusfelt.provision import existing_snapshot
from server.queries.saved_query import SavedQuery, saved_queries
from server.repository.embedded_repository import EmbeddedRepository, Result
from server.sparql.diagnosis import Diagnosis
from server.sparql.limits import RefusedQuery, look_at


def _text(name: str, base: str) -> str:
    saved = saved_queries()
    if name == "-":
        return sys.stdin.read()
    if name in saved:
        return saved[name].under(base)
    path = Path(name)
    if not path.exists():
        raise RusfeltError(
            f"{name}: no saved query and no file of that name; see rusfelt query --list"
        )
    return read_text(path)


def _table(result: QuerySolutions | QueryBoolean) -> str:
    body = json.loads(result.serialize(format=QueryResultsFormat.JSON) or b"")
    if "boolean" in body:
        return "yes\n" if body["boolean"] else "no\n"
    names = body["head"]["vars"]
    rows = [names] + [
        [row.get(name, {}).get("value", "") for name in names]
        for row in body["results"]["bindings"]
    ]
    # By characters; the terminal shows nearly all of them one column wide.
    widths = [max(len(row[column]) for row in rows) for column in range(len(names))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def render(result: Result, form: str) -> str:
    """A result as CSV, JSON or a table; triples as N-Triples whatever was asked for."""
    if isinstance(result, QueryTriples):
        return (result.serialize(format=RdfFormat.N_TRIPLES) or b"").decode()
    if form == "table":
        return _table(result)
    if form == "csv" and isinstance(result, QueryBoolean):
        return "true\n" if bool(result) else "false\n"
    kind = QueryResultsFormat.CSV if form == "csv" else QueryResultsFormat.JSON
    # SPARQL's CSV has CRLF (RFC 4180), which a terminal and most tools here do not want.
    return (result.serialize(format=kind) or b"").decode().replace("\r\n", "\n")


def _list(queries: dict[str, SavedQuery]) -> None:
    for name, saved in queries.items():
        click.echo(f"{name}\n    {saved.titles.get('nb', '')}\n    {saved.titles.get('en', '')}")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "table"]),
    default="table",
    show_default=True,
)
@options.out
@click.option("--list", "listing", is_flag=True, help="List the saved queries.")  # fmt: skip
def query(name: str | None, form: str, out: Path, listing: bool) -> None:
    """Ask the built graph: NAME of a saved query, a FILE with SPARQL, or - for standard input."""
    if listing:
        _list(saved_queries())
        return
    if name is None:
        raise click.UsageError("give the name of a saved query, a file, or -; or use --list")
    repository = EmbeddedRepository.load(existing_snapshot(out, None, tell))
    text = _text(name, repository.base)
    try:
        seen = look_at(text)
        result = repository.query(text, own_dataset=seen.own_dataset)
    except RefusedQuery as error:
        raise RusfeltError(f"{name}: {error}") from error
    except SyntaxError as error:
        raise RusfeltError(f"{name}: {Diagnosis().told(text, str(error.msg))}") from error
    except (ValueError, RuntimeError) as error:
        raise RusfeltError(f"{name}: cannot be evaluated: {error}") from error
    click.echo(render(result, form), nl=False)
