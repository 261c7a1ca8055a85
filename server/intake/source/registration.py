"""A new text is registered: its characters kept, its source described, its proposals written; nothing half."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_build.errors import RusfeltError, Unreadable
from graph_build.layers.builder import build_graph
from graph_build.reading.corpus import Corpus
from graph_build.reading.resolver import Resolver
from graph_build.scan.scanner import Expression, scan
from graph_build.verification.texts import TEXTS
from server.answers.check.check_text import checked
from server.answers.check.graph_side.figure_index import figure_index
from server.intake.facts_document import parsed
from server.intake.proposal_file import kept_text, write_new, written
from server.intake.proposals import NoFact, Proposed, SourceFound
from server.intake.proposing.proposer import MOST, Proposer
from server.intake.source.extraction import DIRECTION, UNSEEN, Extracted
from server.intake.source.source_finder import is_norwegian, is_publication, source_found
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph

_NUMBER = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Registered:
    """A text that has been registered: its number, where its facts and its text lie, what was found and proposed."""

    source: str
    facts: Path
    text: Path
    found: SourceFound
    proposed: Proposed
    warnings: tuple[str, ...]


def register(
    text: Extracted, name: str, folder: Path, resolver: Resolver, publisher: str | None
) -> Registered:
    """Register a text in a folder of the user's own; RusfeltError says why not, and then nothing is written.

    `name` is what messages call the text, `publisher` who has published it where the user knows.
    """
    corpus = resolver.corpus
    numbers = scan(text.text)
    _refuse(text, name, corpus, numbers)
    _refuse_waiting(text, name, folder)
    if publisher is not None and publisher not in corpus.entries["organisation"]:
        known = ", ".join(sorted(corpus.entries["organisation"]))
        raise RusfeltError(f"{publisher}: is no organisation of the registers ({known})")
    source = _next_number(corpus, folder)
    kept, facts = text.kept(folder, source), folder / "facts" / f"{source}.toml"
    found = source_found(text, kept.name, corpus, numbers)
    publishers = (publisher,) if publisher else found.publishers
    found = replace(found, publishers=publishers)
    graph = EmbeddedRepository(DataGraph.of(build_graph(resolver).quads, resolver.iris.base))
    index = figure_index(graph)
    report = checked(index, text.text, ("nb", "nn", "en"))
    proposer = Proposer(resolver, index, source, next(iter(publishers), None))
    proposed = _with_own_dates(proposer.proposed(text.text, report), found)
    with kept_text(kept, text.text):
        write_new(facts, written(source, found, proposed).encode())
    return Registered(source, facts, kept, found, proposed, tuple(_warnings(text.text)))


def _with_own_dates(proposed: Proposed, found: SourceFound) -> Proposed:
    """The days of publication that are printed are no facts either, but what the register has of the source."""
    own = [
        NoFact(one.start, one.end, "metadata")
        for one in found.printed
        if is_publication(one.before)
    ]
    no_facts = sorted({*proposed.no_facts, *own}, key=lambda one: one.start)
    return replace(proposed, no_facts=tuple(no_facts))


def _refuse(text: Extracted, name: str, corpus: Corpus, numbers: Sequence[Expression]) -> None:
    for id, one in corpus.sources.items():
        if one.sha256 == text.sha256:
            raise RusfeltError(f"{name}: is the text of source {id}, which is registered")
    if not is_norwegian(text.text):
        raise Unreadable(f"{name}: does not read like Norwegian; only Norwegian texts can be read")
    if len(numbers) > MOST:
        raise Unreadable(
            f"{name}: has {len(numbers)} numbers, and reads like a table; a text has at most {MOST}"
        )


def _refuse_waiting(text: Extracted, name: str, folder: Path) -> None:
    """A text whose proposals nobody has begun to decide on is not in the register yet."""
    for path in sorted((folder / "facts").glob("*.toml")):
        proposed = parsed(path).get("proposed_source", {})
        if proposed.get("sha256") == text.sha256:
            raise RusfeltError(
                f"{name}: is the text of source {path.stem}, whose proposals wait: rusfelt review {path.stem} --facts {folder}"
                f" (to have it proposed anew, remove {path} and {folder / TEXTS / proposed['file']})"
            )


def _next_number(corpus: Corpus, folder: Path) -> str:
    taken = {id for id in corpus.sources if _NUMBER.fullmatch(id)}
    taken |= {
        path.stem for path in (folder / "facts").glob("*.toml") if _NUMBER.fullmatch(path.stem)
    }
    number = next(
        (f"{one:03}" for one in range(1000) if one > max(map(int, taken), default=-1)), None
    )
    if number is None:
        raise RusfeltError("there are sources up to 999; no number is left")
    return number


def _warnings(text: str) -> Iterator[str]:
    marks = len(DIRECTION.findall(text))
    if marks:
        yield f"has {marks} marks that turn the direction of writing; digits beside them may be shown in another order"
    unseen = len(UNSEEN.findall(text))
    if unseen:
        yield f"has {unseen} characters that cannot be seen; a number or word may be cut by one"
    if "\r" in text:
        yield "has line ends with carriage returns; offsets count them"
