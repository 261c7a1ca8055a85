"""`rusfelt build`."""

from pathlib import Path

import click

from rusfelt.commands import fact_options, options
from rusfelt.help_text import example
from rusfelt.pipeline import Outcome, run_build
from rusfelt.terminal import say, tell, tell_as_is
from shapes.rendering.text import as_text


@click.command(
    epilog=example("rusfelt build --sources texts", "rusfelt build --facts mine --out my-graph")
)
@options.sources
@fact_options.facts
@options.out
@options.base_iri
@click.option("--no-validation", is_flag=True, help="Leave out the validation; no report is written.")  # fmt: skip
def build(
    sources: Path | None, facts: Path | None, beside: bool | None, out: Path, base_iri: str,
    no_validation: bool,
) -> int:  # fmt: skip
    """Build the graph from the facts, validate it and write the snapshot."""
    corpus = fact_options.chosen_facts(facts, beside)
    outcome = run_build(out, sources, base_iri, not no_validation, tell, corpus)
    _say(outcome, out)
    report = outcome.report
    if report is not None and not report.conforms:
        tell_as_is(as_text(report))
        return 1
    return 0


def _say(outcome: Outcome, out: Path) -> None:
    graph = outcome.graph
    for source, claims in graph.claims.items():
        quads = graph.graphs[f"source/{source}"]
        say(
            f"source {source}: {claims} claims, {graph.statements[source]} statements, {quads} quads"
        )
    total = f"{sum(graph.claims.values())} claims, {sum(graph.statements.values())} statements"
    say(f"in all: {total}, {len(graph.quads)} quads")
    words = "verified against the texts" if outcome.verified else "not verified: no --sources given"
    say(f"passages: {words}")
    verdict = (
        "not validated"
        if outcome.report is None
        else "conforms"
        if outcome.report.conforms
        else "does not conform"
    )
    say(f"shapes: {verdict}")
    say(f"{out}: sha256 {graph.sha256}")
