"""How many proposals are right at first sight: `python -m tests.rusfelt.first_sight [--all]` prints the table, and every miss.

Each of the five texts is proposed beside the facts of the other four, and held against the facts that the project has of
it. It needs the texts beside the repository (SEEDS: elsewhere), and says so where they are missing.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph_build.layers.builder import build_graph, checked_corpus
from graph_build.reading.corpus import Stated
from graph_build.reading.resolver import Resolver
from graph_build.schema.registers import Period, Source
from server.answers.check.check_text import checked
from server.answers.check.graph_side.figure_index import figure_index
from server.intake.proposals import Proposal
from server.intake.proposing.proposer import Proposer
from tests.server.check.sources import BESIDE as SEEDS
from tests.server.check.sources import texts, without

FIELDS = ("indicator", "population", "period", "unit")
BESIDE = ("value", "qualifier", "self_report")
OF_CLAIM = ("mode", "by", "hedge")
RIGHT, OPEN, WRONG = "right", "open", "wrong"


@dataclass(frozen=True)
class Sight:
    """One field of a proposal beside that of the fact: what was proposed, what is right, and which of the three it is.

    `known`: another text has a figure of the same, so that it could be proposed.
    """

    source: str
    claim: str
    field: str
    proposed: object
    fact: object
    verdict: str
    doubted: bool
    known: bool


def sights(resolver: Resolver, folder: Path) -> Iterator[Sight]:
    """Every field of every proposal that has a fact at the same number of the same text."""
    quads = build_graph(resolver).quads
    for source, text in texts(folder).items():
        facts = [one for one in resolver.corpus.stated if one.source == source]
        places = {place: one for one in facts for place in _places(text, one)}
        for proposal in _proposals(resolver, without(quads, source), source, text):
            found = [one for place, one in places.items() if place in _numbers(text, proposal)]
            if found:
                best = max(found, key=lambda one: (one.kind.replace("-", "_") in proposal.statements, -facts.index(one)))  # fmt: skip
                yield from _compared(resolver, proposal, best)


def _proposals(resolver: Resolver, others: Any, source: str, text: str) -> tuple[Proposal, ...]:
    files = tuple(one for one in resolver.corpus.files if one[1].source != source)
    rest = replace(resolver, corpus=replace(resolver.corpus, files=files))
    entry = resolver.corpus.entries["source"][source]
    assert isinstance(entry, Source)
    index = figure_index(others)
    proposer = Proposer(rest, index, source, entry.publisher)
    return proposer.proposed(text, checked(index, text, ("nb", "nn", "en"))).proposals


def _places(text: str, fact: Stated) -> Iterator[tuple[int, int]]:
    """Where the number of a fact stands."""
    stated = getattr(fact.statement, "as_stated", None)
    for span in fact.claim.spans if stated else ():
        if span.fragment and stated in span.fragment:
            start = text.index(span.fragment, span.start) + span.fragment.index(stated)
            yield start, start + len(stated)


def _numbers(text: str, proposal: Proposal) -> "Near":
    spans: Any = proposal.claim["spans"]
    found = set()
    for statement in proposal.statements.values():
        stated = str(statement.get("as_stated") or "")
        for span in spans:
            if stated and stated in span.get("fragment", ""):
                start = text.index(span["fragment"], span["start"]) + span["fragment"].index(stated)
                found.add((start, start + len(stated)))
    return Near(found)


@dataclass(frozen=True)
class Near:
    """Places that overlap one of these."""

    places: set[tuple[int, int]]

    def __contains__(self, place: tuple[int, int]) -> bool:
        return any(place[0] < end and start < place[1] for start, end in self.places)


def _compared(resolver: Resolver, proposal: Proposal, fact: Stated) -> Iterator[Sight]:
    ((kind, statement),) = proposal.statements.items()
    right = fact.kind.replace("-", "_")
    doubts = {one.field for one in proposal.doubts}
    opened = {one.field for one in proposal.open}

    def sight(field: str, proposed: object, true: object, verdict: str, known: bool) -> Sight:
        doubted = bool({field, f"{kind}.{field}"} & doubts)
        return Sight(fact.source, fact.claim.id, field, proposed, true, verdict, doubted, known)

    yield sight("kind", kind, right, RIGHT if kind == right else WRONG, True)
    for field in (*FIELDS, *BESIDE):
        true = getattr(fact.statement, field, None)
        proposed = None if f"{kind}.{field}" in opened else statement.get(field)
        if field == "period" and proposed is not None and true is not None:
            verdict = _of_periods(resolver, proposal, str(proposed), str(true))
        else:
            verdict = _verdict(proposed, true, f"{kind}.{field}" in opened or field in FIELDS)
        if (proposed, true) != (None, None):
            yield sight(field, proposed, true, verdict, _is_known(resolver, fact, field, true))
    for field in OF_CLAIM:
        proposed, true = proposal.claim.get(field), getattr(fact.claim, field)
        if (proposed, true) != (None, None):
            yield sight(field, proposed, true, _verdict(proposed, true, field in opened), True)


def _verdict(proposed: object, true: object, may_be_open: bool) -> str:
    if proposed is None:
        return OPEN if may_be_open else WRONG
    return RIGHT if proposed == true else WRONG


def _is_known(resolver: Resolver, fact: Stated, field: str, true: object) -> bool:
    """Whether any other text has a figure of the same indicator or population: else it could only be left open."""
    if field not in ("indicator", "population"):
        return True
    others = (one.statement for one in resolver.corpus.stated if one.source != fact.source)
    return true is not None and any(getattr(one, field, None) == true for one in others)


def _of_periods(resolver: Resolver, proposal: Proposal, proposed: str, true: str) -> str:
    """Two periods are the same where they begin and end on the same days; one that nothing dates is left open."""
    fact = resolver.corpus.entries["period"][true]
    assert isinstance(fact, Period)
    new = next((one for one in proposal.periods if one["id"] == proposed), None)
    known = resolver.corpus.entries["period"].get(proposed)
    names = ("start", "end", "not_before", "not_after")
    here = [new.get(one) if new else getattr(known, one, None) for one in names]
    if proposed == true or here == [getattr(fact, one) for one in names]:
        return RIGHT
    return OPEN if not any(here) else WRONG


def table(found: Iterable[Sight]) -> Iterator[str]:
    """A row for each field: right, open, wrong; and the same of indicators and populations that no other text has."""
    many = [*found]
    yield "| field | proposals | right | open | wrong | in no other text | right | open | wrong |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for field in ("kind", *FIELDS, *BESIDE, *OF_CLAIM):
        row: list[object] = [field]
        for known in (True, False):
            verdicts = [one.verdict for one in many if (one.field, one.known) == (field, known)]
            row += [len(verdicts), *(_share(verdicts, name) for name in (RIGHT, OPEN, WRONG))]
        yield f"| {' | '.join(map(str, row))} |"


def _share(verdicts: list[str], name: str) -> str:
    count = verdicts.count(name)
    return f"{count} ({count / len(verdicts):.0%})" if verdicts else "–"


def main(arguments: list[str]) -> None:
    """Print the table, and with --all each field that is not right."""
    folder = Path(os.environ.get("SEEDS", SEEDS))
    if not texts(folder):
        print(f"{folder} has no texts: nothing to propose of")
        return
    found = list(sights(checked_corpus(), folder))
    print("\n".join(table(found)))
    for one in found if "--all" in arguments else ():
        if one.verdict != RIGHT:
            mark = " (doubted)" * one.doubted + " (nowhere else)" * (not one.known)
            print(
                f"{one.source}-{one.claim} {one.field}: {one.verdict}{mark}: {one.proposed} for {one.fact}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
