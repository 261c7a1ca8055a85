"""`rusfelt add-source`."""

from pathlib import Path

import click

from graph_build.reading.corpus import Corpus
from rusfelt.help_text import example
from rusfelt.terminal import say, tell
from server.intake.source.extraction import Extracted, extracted

# Where facts of one's own go that nobody has named a folder for.
OWN = Path("own")


@click.command(
    "add-source",
    epilog=example(
        "rusfelt add-source speech.txt",
        "rusfelt add-source report.pdf --facts my-facts --publisher sintef",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--facts", type=click.Path(path_type=Path), default=OWN, show_default=True, help="Folder of your own facts; made where it is missing.")  # fmt: skip
@click.option("--publisher", help="Who has published it: an organisation of the registers; else the likeliest one that the text names.")  # fmt: skip
@click.option("--changed", metavar="SOURCE", help="The text is a registered one that has changed: carry its facts over.")  # fmt: skip
def add_source(file: Path, facts: Path, publisher: str | None, changed: str | None) -> None:
    """Register a new text, and propose facts of it that somebody then confirms with `rusfelt review`.

    FILE is a Norwegian text in UTF-8, an HTML page or a PDF that you have saved. Its text is kept in
    FOLDER/texts, the proposals in FOLDER/facts. The builder takes none of them before it is confirmed.
    """
    # Imported here: what builds a graph is most of what the command line can load.
    from rusfelt.own_resolver import own_resolver
    from server.intake.source.registration import register

    text = extracted(file)
    tell(
        f"read {len(text.text)} characters" + (f" with {text.extractor}" if text.extractor else "")
    )
    resolver = own_resolver(facts)
    if changed is not None:
        _carry_over(text, file, changed, facts, resolver.corpus)
        return
    done = register(text, str(file), facts, resolver, publisher)
    for warning in done.warnings:
        tell(f"{file}: {warning}")
    whole = sum(not one.open for one in done.proposed.proposals)
    say(f"source {done.source}: {done.text}")
    say(f"{len(done.proposed.proposals)} proposals, {whole} of them with every field: {done.facts}")
    say(f"Confirm them with: rusfelt review {done.source} --facts {facts}")


def _carry_over(text: Extracted, file: Path, source: str, facts: Path, corpus: Corpus) -> None:
    from server.intake.source.changed_source import reregister

    done = reregister(text, str(file), source, facts, corpus)
    say(f"source {source}: {done.text}")
    say("passages: " + ", ".join(f"{count} {fate}" for fate, count in sorted(done.counts.items())))
    for one in done.passages:
        if one.now is None:
            say(f"  {source}-{one.claim}: {one.start}-{one.end} {one.fate}")
    if done.lost_numbers:
        say(
            f"{done.lost_numbers} numbers that are no facts could not be placed: rusfelt check-facts shows them"
        )
    say(f"{len(done.open)} claims to decide on: rusfelt review {source} --facts {facts}")
