"""A registered text has changed: which passages stand, have moved, changed or vanished; what is untouched is carried over.

A passage is the same where its hash is. One that has changed is never tied to what looks like it: its claim becomes a
proposal, which somebody confirms or rejects.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from graph_build.errors import RusfeltError
from graph_build.reading.corpus import Corpus
from graph_build.reading.corpus_reader import SHIPPED
from graph_build.schema.claims import Span
from graph_build.verification.changed_text.passage_search import holds
from graph_build.verification.changed_text.text_change import KnownPassage
from graph_build.verification.proposals import Standing, shifts_beside
from graph_build.verification.text_changes import known, text_changes
from server.intake.facts_document import append_entry, before_statements, entry_of, parsed
from server.intake.proposal_file import kept_text, replace_file, toml_value
from server.intake.source.extraction import Extracted

STANDS, MOVED, CHANGED, VANISHED, TWICE = (
    "stands",
    "moved",
    "changed",
    "vanished",
    "stands in several places",
)
REASONS = {
    CHANGED: "the passage has changed, though words of its fragment still stand in the text; read it and place it anew",
    VANISHED: "the passage is in the text no more; place it anew, or withdraw the claim",
    TWICE: "the passage has moved, and stands in several places now; which one is meant?",
}


@dataclass(frozen=True, slots=True)
class PassageFate:
    """A passage of a claim: where it stood, where it stands now (None: nowhere that is sure), and what has become of it."""

    claim: str
    start: int
    end: int
    now: int | None
    fate: str


@dataclass(frozen=True, slots=True)
class Reregistered:
    """A changed text that has been registered: what has become of each passage, and the claims to decide on."""

    source: str
    facts: Path
    text: Path
    passages: tuple[PassageFate, ...]
    open: tuple[str, ...]
    lost_numbers: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many passages of each fate."""
        return Counter(one.fate for one in self.passages)


def reregister(
    text: Extracted, name: str, source: str, folder: Path, corpus: Corpus
) -> Reregistered:
    """Register a changed text in a folder of the user's own; RusfeltError says why not, and then nothing is written."""
    if source not in corpus.sources:
        raise RusfeltError(
            f"{source}: is no registered source ({', '.join(sorted(corpus.sources))})"
        )
    if corpus.sources[source].sha256 == text.sha256:
        raise RusfeltError(
            f"{name}: is the registered text of source {source}; nothing has changed"
        )
    fates = tuple(_fates(corpus, source, text.text))
    unsure = {one.claim: one.fate for one in reversed(fates) if one.now is None}
    own = folder / "facts" / f"{source}.toml"
    document = parsed(own if own.is_file() else SHIPPED / "facts" / own.name)
    _carry(document, {(one.claim, one.start, one.end): one.now for one in fates}, unsure)
    lost = _carry_unclaimed(document, fates)
    kept = text.kept(folder, source)
    with kept_text(kept, text.text):
        _register(folder / "registers" / "sources.toml", source, text, kept.name)
        replace_file(own, tomlkit.dumps(document).encode())
    return Reregistered(source, own, kept, fates, tuple(unsure), lost)


def _fates(corpus: Corpus, source: str, text: str) -> Iterator[PassageFate]:
    change = text_changes(corpus, {source: text}).get(source)
    places = dict(change.found) if change else {}
    claims = corpus.by_source[source].claim
    alone = sorted(_alone(text, places, [span for one in claims for span in one.spans]))
    for claim in claims:
        for span in claim.spans:
            now, fate = _fate(span, text, places.get(known(span)), alone)
            yield PassageFate(claim.id, span.start, span.end, now, fate)


def _alone(
    text: str, places: Mapping[KnownPassage, int], spans: Sequence[Span]
) -> Iterator[Standing]:
    """The passages whose words stand in one place of the text."""
    for span in spans:
        stands = holds(text, known(span), span.start)
        now = span.start if stands else places.get(known(span))
        if now is not None and text.count(text[now : now + span.end - span.start]) == 1:
            yield span.start, span.end, now - span.start


def _fate(
    span: Span, text: str, start: int | None, alone: Sequence[Standing]
) -> tuple[int | None, str]:
    if holds(text, known(span), span.start):
        return span.start, STANDS
    if start is not None:
        words = text[start : start + span.end - span.start]
        # Of several places it is the one that lies between what lay around it before.
        beside = {*shifts_beside(alone, span.start, span.end)}
        sure = text.count(words) == 1 or beside == {start - span.start}
        return (start, MOVED) if sure else (None, TWICE)
    return None, CHANGED if span.fragment and span.fragment in text else VANISHED


def _carry(
    document: tomlkit.TOMLDocument,
    places: Mapping[tuple[str, int, int], int | None],
    unsure: Mapping[str, str],
) -> None:
    """Move the spans of what is sure; make proposals of the rest, with the reason."""
    claims, proposals = AoT([]), AoT([])
    for table in document.get("claim", []):
        id = str(table["id"])
        for span in table["spans"]:
            now = places[id, int(span["start"]), int(span["end"])]
            if now is not None:
                span["end"], span["start"] = now + int(span["end"]) - int(span["start"]), now
        if id in unsure:
            before_statements(
                table, "open", toml_value([{"field": "spans", "reason": REASONS[unsure[id]]}])
            )
        (proposals if id in unsure else claims).append(table)
    document.remove("claim")
    for name, several in (("claim", claims), ("proposal", proposals)):
        if len(several):
            document.add(name, several)


def _carry_unclaimed(document: tomlkit.TOMLDocument, fates: tuple[PassageFate, ...]) -> int:
    """Move numbers that are no facts as far as the passages on both sides of them; how many are dropped, for nobody knows."""
    standing = sorted(
        (one.start, one.end, one.now - one.start) for one in fates if one.now is not None
    )
    kept, lost = AoT([]), 0
    for table in document.get("unclaimed", []):
        start, end = int(table["start"]), int(table["end"])
        shifts = {*shifts_beside(standing, start, end)}
        if len(shifts) == 1:
            (shift,) = shifts
            table["start"], table["end"] = start + shift, end + shift
            kept.append(table)
        else:
            lost += 1
    document.pop("unclaimed", None)
    if len(kept):
        document.add("unclaimed", kept)
    return lost


def _register(path: Path, source: str, text: Extracted, file: str) -> None:
    """The entry of the source with the new text: in the user's register, beside or instead of the shipped one."""
    entry = entry_of(path, source) or entry_of(SHIPPED / "registers" / "sources.toml", source)
    assert entry is not None
    new: dict[str, Any] = {
        **entry.unwrap(),
        "file": file,
        "sha256": text.sha256,
        "length": len(text.text),
    }
    append_entry(path, "source", new)
