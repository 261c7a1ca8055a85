"""Where passages that have moved stand now, as lines that a person may take over into the facts, or leave."""

from collections.abc import Iterator, Sequence

from graph_build.errors import Fault
from graph_build.reading.corpus import Corpus
from graph_build.verification.changed_text.hashing_budget import digest
from graph_build.verification.changed_text.passage_search import holds
from graph_build.verification.passage_faults import spans_of
from graph_build.verification.text_changes import Changes, known

NOTHING = (
    "# Every passage that was found stands where the facts have it; there is nothing to propose."
)
HEAD = "# Where passages stand now, word for word. Nothing was changed in the facts: take over what you have read."


# Start and end of a passage as the facts have it, and how far it has moved.
Standing = tuple[int, int, int]


def proposals(corpus: Corpus, texts: dict[str, str], changes: Changes) -> Iterator[str]:
    """Lines `facts/002.toml:41: claim x, span 2: start = 123, end = 456`, by source and place in the facts.

    Each proposes a place where the passage has its hash. Of a passage that has changed there is none.
    """
    lines = [line for id in changes for line in _of_source(corpus, id, texts[id], changes)]
    yield HEAD if lines else NOTHING
    yield from lines


def _of_source(corpus: Corpus, id: str, text: str, changes: Changes) -> list[str]:
    places = dict(changes[id].found)
    moved, standing, lost = list[Fault](), list[Standing](), 0
    for where, span, fault in spans_of(corpus, id):
        start = places.get(known(span))
        if start is None and not holds(text, known(span), span.start):
            lost += 1
            continue
        standing.append((span.start, span.end, 0 if start is None else start - span.start))
        if start is not None:
            moved.append(fault(_place(where, span.start, span.end, standing[-1][2])))
    moved += _unclaimed(corpus, id, sorted(standing))
    lines = [str(fault) for fault in sorted(moved)]
    # Of a text that is not this one, nothing is to be taken over.
    if changes[id].causes and (moved or changes[id].whole):
        file, path = corpus.entry_places["source", id]
        entry = f'source {id}: sha256 = "{digest(text)}", length = {len(text)}'
        lines += [f"{file.at((*path, 'sha256'))}: {entry}"]
    return [*lines, *([f"# source {id}: {lost} passages were not found again"] if lost else [])]


def _unclaimed(corpus: Corpus, id: str, standing: list[Standing]) -> Iterator[Fault]:
    """What is classed as no fact has no hash: it has moved as far as the passages on both sides of it."""
    for file, facts in corpus.files:
        for number, one in enumerate(facts.unclaimed if facts.source == id else ()):
            shifts = shifts_beside(standing, one.start, one.end)
            if len(shifts) == 2 and len({*shifts}) == 1 and shifts[0]:
                what = _place(f"unclaimed {number + 1}", one.start, one.end, shifts[0])
                yield file.fault(("unclaimed", number), f"{what}, by the passages beside it")


def shifts_beside(standing: Sequence[Standing], start: int, end: int) -> list[int]:
    """How far the nearest passage before a place, and the nearest behind it, have moved; `standing` in the text's order."""
    before = [shift for _, last, shift in standing if last <= start][-1:]
    after = [shift for first, _, shift in standing if first >= end][:1]
    return [*before, *after]


def _place(where: str, start: int, end: int, shift: int) -> str:
    return f"{where}: start = {start + shift}, end = {end + shift} # was {start} to {end}"
