"""`rusfelt check-facts`."""

from collections import Counter
from pathlib import Path

import click

from graph_build.errors import Unreadable
from graph_build.layers.builder import checked_corpus
from graph_build.reading.corpus import Corpus
from graph_build.scan.masking import masked
from graph_build.schema.claims import FactFile
from graph_build.verification.coverage import Covered, coverage
from graph_build.verification.proposals import proposals
from graph_build.verification.text_changes import text_changes
from graph_build.verification.texts import read_texts
from rusfelt.commands import fact_options
from rusfelt.help_text import example
from rusfelt.terminal import say, tell


@click.command(
    "check-facts",
    epilog=example(
        "rusfelt check-facts --sources texts",
        "rusfelt check-facts --sources texts --propose moved.txt",
    ),
)
@click.option("--sources", type=click.Path(path_type=Path), required=True, help="Folder of the source texts.")  # fmt: skip
@click.option("--propose", type=click.Path(path_type=Path, allow_dash=True), help="Write where passages that have moved stand now: to a new file, or - for standard output.")  # fmt: skip
@fact_options.facts
def check_facts(
    sources: Path, propose: Path | None, facts: Path | None, beside: bool | None
) -> int:
    """Verify every span, fragment and hash, and print the coverage of numeric expressions.

    Of a text that is not the registered one the cause is told first. Offsets count characters from 0.
    """
    corpus = fact_options.chosen_facts(facts, beside)
    if propose is not None:
        _propose(propose, corpus, sources)
    checked_corpus(corpus, sources)
    accounted, total = _coverage(corpus, read_texts(sources, corpus)[0])
    say(f"{accounted} of {total} numeric expressions covered")
    return 0 if accounted == total else 1


def _coverage(corpus: Corpus, texts: dict[str, str]) -> tuple[int, int]:
    """Tell the coverage of each source; of how many expressions it has how many are accounted for."""
    accounted = total = 0
    files = {facts.source: file for file, facts in reversed(corpus.files)}
    for source, known in corpus.by_source.items():
        found = coverage(texts[source], known)
        accounted += sum(one.accounted for one in found)
        total += len(found)
        say(_summary(known, texts[source], found))
        for one in found:
            if not one.accounted:
                e = one.expression
                what = f"{e.start}-{e.end} {masked(e)!r} ({e.kind}) is neither claimed nor classed"
                tell(f"{files[source].told}: {what}")
    return accounted, total


def _propose(file: Path, corpus: Corpus, sources: Path) -> None:
    """Write the proposals; what has been written before is never written over, facts least of all."""
    texts, _ = read_texts(sources, corpus)
    lines = list(proposals(corpus, texts, text_changes(corpus, texts)))
    if str(file) == "-":
        say("\n".join(lines))
        return
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write("".join(f"{line}\n" for line in lines))
    except FileExistsError as error:
        raise Unreadable(f"{file}: is there already; name a new file") from error
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        raise Unreadable(f"{file}: cannot be written ({told})") from error


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
