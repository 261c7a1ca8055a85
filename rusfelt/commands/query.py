"""`rusfelt query`."""

from pathlib import Path

import click

from graph_build.errors import RusfeltError
from ontology import LANGUAGES
from rusfelt.commands import options
from rusfelt.commands.limits import limits
from rusfelt.commands.query_text import QueryText, query_text
from rusfelt.help_text import example
from rusfelt.local_query import answered, parts
from rusfelt.provision import base_of, existing_snapshot
from rusfelt.table import table, without_returns
from rusfelt.terminal import say, tell, write, write_bytes
from server.http import formats
from server.publication.site import query_limits
from server.queries.saved_query import saved_queries
from server.settings import MEGABYTE, Settings, from_environment
from server.sparql.limits import RefusedQuery, look_at
from server.sparql.sparql_query import SparqlQuery
from server.workers.body import Body

TABLE = "table"
# The names of the formats, the default first, of what has rows or is yes or no, and of what is triples.
RESULTS = (TABLE, "csv", "tsv", "json", "xml")
TRIPLES = tuple(one.name for one in formats.TRIPLES)
OF_TRIPLES = frozenset({"CONSTRUCT", "DESCRIBE"})
# ASK has no format of its own for these; by whether it is yes.
VERDICTS = {TABLE: ("no\n", "yes\n"), "csv": ("false\n", "true\n"), "tsv": ("false\n", "true\n")}
# More than the server's ten: nobody else waits for the worker, and whoever asks can press Ctrl-C.
TIMEOUT = 60.0


@click.command(
    epilog=example(
        "rusfelt query cq07 --language en",
        "echo 'SELECT * { ?s ?p ?o } LIMIT 9' | rusfelt query - --format csv",
    )
)
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([*RESULTS, *TRIPLES]),
    help=f"Of SELECT and ASK: {', '.join(RESULTS)}; of CONSTRUCT and DESCRIBE: {', '.join(TRIPLES)}. "
    "Else the first of these.",
)
@options.out
@click.option("--list", "listing", is_flag=True, help="List the saved queries.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    show_default="nb; of --list that of the locale",
    help="Language of the labels in the answer to a saved query, and of the titles of --list.",
)
@limits(("timeout", "memory_mb", "answer_mb", "rows"), {"timeout": TIMEOUT})
def query(
    name: str | None,
    form: str | None,
    out: Path,
    listing: bool,
    language: str | None,
    **given: float,
) -> None:
    """Ask the built graph: NAME of a saved query or a part of it, a FILE with SPARQL, or - for standard input."""
    if listing:
        _list(language or options.locale_language())
        return
    if name is None:
        raise click.UsageError("give the name of a saved query, a file, or -; or use --list")
    settings = from_environment(out=out, **given)
    text = query_text(name)
    if language and text.saved is None:
        raise click.UsageError("--language is for a saved query; another says itself what it asks")
    kind = _kind(text, settings)
    chosen = _format(kind, form)
    existing_snapshot(out, None, tell)
    base = base_of(out)
    asked = _asked(text.under(base, language or LANGUAGES[0]), kind, chosen, settings)
    _write(answered(text.name, base, asked, settings), kind, chosen)


def _list(language: str) -> None:
    for saved in saved_queries().values():
        say(f"{saved.name}\n    {saved.titles[language]}")


def _asked(text: str, kind: str, chosen: str, settings: Settings) -> SparqlQuery:
    """The query with the limits of the settings, for an answer in the format that was chosen."""
    return SparqlQuery(
        text,
        default=None,
        named=None,
        results=None if kind in OF_TRIPLES else "csv" if chosen == TABLE else chosen,
        triples=chosen if kind in OF_TRIPLES else None,
        seconds=settings.timeout,
        most_bytes=settings.answer_mb * MEGABYTE,
        most_rows=settings.rows,
    )


def _write(body: Body, kind: str, chosen: str) -> None:
    """Write an answer as a table, a word, or as it is."""
    if kind == "ASK" and chosen in VERDICTS:
        write(VERDICTS[chosen][body.read().startswith(b"true")])
    elif chosen == TABLE:
        for line in table(body):
            write(line)
    else:
        write_bytes(without_returns(parts(body)) if chosen == "csv" else parts(body))


def _kind(text: QueryText, settings: Settings) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; nothing where it is no query, which the worker explains."""
    try:
        return look_at(text.text, query_limits(settings)).form
    except RefusedQuery as error:
        raise RusfeltError(f"{text.name}: {error}") from error


def _format(kind: str, form: str | None) -> str:
    """The format for an answer to such a query; UsageError where the one that is asked for is none."""
    fit = TRIPLES if kind in OF_TRIPLES else RESULTS
    if form is not None and form not in fit and kind:
        raise click.UsageError(
            f"--format {form} is none for {kind}; one of {', '.join(fit)} is needed"
        )
    return form if form in fit else fit[0]
