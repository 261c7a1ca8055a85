"""`rusfelt check`."""

from pathlib import Path

import click

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import MILLION, read_ordinary
from graph_build.reading.text_file import decoded
from rusfelt.commands import fact_options, options
from rusfelt.help_text import example
from rusfelt.provision import existing_snapshot
from rusfelt.standard_input import STANDARD_INPUT, read_standard_input
from rusfelt.terminal import tell, write
from server.answers.check.check_text import check as checked
from server.repository.embedded_repository import EmbeddedRepository
from server.text_check.forms import FORMS
from shapes.graphs.data_graph import DataGraph

LARGEST = MILLION


@click.command(
    epilog=example(
        "rusfelt check speech.txt", "pdftotext plan.pdf - | rusfelt check - --format json"
    )
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice([*FORMS]), default="text", show_default=True)
@options.language("Language of the findings.")
@options.out
@click.option(
    "--graph", type=click.Path(path_type=Path), help="Hold it against this N-Quads file instead."
)
@fact_options.facts
def check(
    file: Path,
    form: str,
    language: str,
    out: Path,
    graph: Path | None,
    facts: Path | None,
    beside: bool | None,
) -> None:
    """Hold a Norwegian text against the graph: what of its numbers the sources state, and what is near.

    Of each number it says where it is stated, or in what the nearest figure differs; never whether it
    is right. FILE is a text in UTF-8 of at most a megabyte; - is standard input.
    """
    text = _text(file)
    repository = _repository(out, graph, facts, beside)
    report = checked(repository, text, (language, "nb", "nn", "en"))
    write(FORMS[form](report, text, language))


def _text(file: Path) -> str:
    """The text to be held against the graph; Unreadable where it is none."""
    if str(file) == "-":
        name, content = Path(STANDARD_INPUT), read_standard_input(LARGEST)
    else:
        name, content = file, read_ordinary(file, str(file), LARGEST)
    if b"\0" in content:
        raise Unreadable(f"{name}: is no text (it has bytes that are zero)")
    return decoded(content.removeprefix(b"\xef\xbb\xbf"), name)


def _repository(
    out: Path, graph: Path | None, facts: Path | None, beside: bool | None
) -> EmbeddedRepository:
    """The graph that is named, one of the user's facts, else that of the snapshot."""
    if graph is not None and facts is not None:
        raise click.UsageError("give --graph or --facts, not both")
    if facts is not None or beside is not None:
        return _of_facts(facts, beside)
    return EmbeddedRepository.load(graph or existing_snapshot(out, None, tell))


def _of_facts(facts: Path | None, beside: bool | None) -> EmbeddedRepository:
    # Imported here: who has a snapshot needs nothing that builds one.
    from graph_build.layers.builder import build_graph, checked_corpus

    resolver = checked_corpus(fact_options.chosen_facts(facts, beside))
    return EmbeddedRepository(DataGraph.of(build_graph(resolver).quads, resolver.iris.base))
