"""`rusfelt build` and `rusfelt validate`."""

from pathlib import Path

import click
from pyoxigraph import Quad, RdfFormat, Triple, parse

from graph_build.errors import Unreadable
from ontology import DEFAULT_BASE
from rusfelt.commands import options
from rusfelt.pipeline import Outcome, run_build
from shapes import Report
from shapes import validate as validate_graph
from shapes.reporting import as_json, as_text, as_turtle

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}


@click.command()
@options.sources
@options.out
@options.base_iri
@click.option("--no-validation", is_flag=True, help="Leave out the validation; no report is written.")  # fmt: skip
def build(sources: Path | None, out: Path, base_iri: str, no_validation: bool) -> int:
    """Build the graph from the facts, validate it and write the snapshot."""
    outcome = run_build(out, sources, base_iri, not no_validation, options.progress)
    _say(outcome, out)
    report = outcome.report
    if report is not None and not report.conforms:
        click.echo(as_text(report), err=True, nl=False)
        return 1
    return 0


def _say(outcome: Outcome, out: Path) -> None:
    graph = outcome.graph
    for source, claims in graph.claims.items():
        quads = graph.graphs[f"source/{source}"]
        click.echo(
            f"source {source}: {claims} claims, {graph.statements[source]} statements, {quads} quads"
        )
    total = f"{sum(graph.claims.values())} claims, {sum(graph.statements.values())} statements"
    click.echo(f"in all: {total}, {len(graph.quads)} quads")
    words = "verified against the texts" if outcome.verified else "not verified: no --sources given"
    click.echo(f"passages: {words}")
    verdict = (
        "not validated"
        if outcome.report is None
        else "conforms"
        if outcome.report.conforms
        else "does not conform"
    )
    click.echo(f"shapes: {verdict}")
    click.echo(f"{out}: sha256 {graph.sha256}")


def read_rdf(path: Path) -> list[Quad | Triple]:
    """All quads of an RDF file, by the ending of its name; nothing else is fetched."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise Unreadable(f"{path}: unknown ending; use one of {', '.join(sorted(FORMATS))}")
    try:
        return list(parse(path=path, format=form, base_iri=DEFAULT_BASE))
    except SyntaxError as error:
        line = error.lineno or 1
        raise Unreadable(f"{path}:{line}: is no {form.name}: {error.msg}") from error
    except ValueError as error:
        raise Unreadable(f"{path}: is no {form.name}: {error}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unreadable(f"{path}: cannot be read ({reason})") from error


def _shown(report: Report, form: str, base: str) -> str:
    match form:
        case "turtle":
            return as_turtle(report, base).decode()
        case "json":
            return as_json(report)
        case _:
            return as_text(report)


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "turtle", "json"]),
    default="text",
    show_default=True,
)
@options.base_iri
def validate(graph: Path, form: str, base_iri: str) -> int:
    """Validate any RDF file with the project's shapes.

    A file with none of the model's terms is told so: nothing in it was checked.
    """
    report = validate_graph(read_rdf(graph), base_iri)
    click.echo(_shown(report, form, base_iri), nl=False)
    if not report.focus_nodes:
        click.echo(f"{graph}: none of the model's classes is used; nothing was checked", err=True)
        return 1
    return 0 if report.conforms else 1
