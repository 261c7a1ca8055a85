"""A proposal as lines of text: its passage with the fragments marked, its fields, claims that are like it."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from server.intake.proposals import COMPUTED
from server.intake.review.facts_beside import facts_beside

WIDTH = 100
BESIDE = ("spans", "open", "doubts", "similar", "periods", "id", "confirmed_by")


def passage_lines(claim: Mapping[str, Any], text: str) -> list[str]:
    """The passage of a claim with a word before and behind, its fragments in [[brackets]]."""
    span = claim["spans"][0]
    passage = text[span["start"] : span["end"]]
    for fragment in dict.fromkeys(str(one.get("fragment", "")) for one in claim["spans"]):
        if fragment:
            passage = passage.replace(fragment, f"[[{fragment}]]", 1)
    head = f"── {claim['id']} · {span['start']}–{span['end']} "
    return ["", head + "─" * max(0, WIDTH - len(head)), *textwrap.wrap(passage, WIDTH)]


def proposal_lines(claim: Mapping[str, Any]) -> list[str]:
    """Every field with its value; those that are open or doubted with the reason."""
    reasons = {one["field"]: f"  ? {one['reason']}" for one in claim.get("doubts", [])}
    lines = [f"  {name} = {_told(value)}{reasons.pop(name, '')}" for name, value in _fields(claim)]
    lines += [f"  {one['field']} is open: {one['reason']}" for one in claim.get("open", [])]
    return [*lines, *(f"  {name}{why}" for name, why in reasons.items())]


def similar_lines(claim: Mapping[str, Any], folder: Path) -> list[str]:
    """The claims that are like it: what they say, and in what they differ."""
    labels = _labels(folder)
    return [
        f"  like {one['claim']}: {labels.get(one['claim'], '')} ({_told_apart(one['differs'])})"
        for one in claim.get("similar", [])
    ]


def _told_apart(differs: Sequence[str]) -> str:
    if not differs:
        return "states the same"
    return (
        "the same, but only computed"
        if [*differs] == [COMPUTED]
        else f"differs in {', '.join(differs)}"
    )


def _fields(claim: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in claim.items():
        if name in BESIDE:
            continue
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        elif isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
            yield from ((f"{name}.{inner}", one) for inner, one in value[0].items())
        else:
            yield name, value


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value["nb"]) if isinstance(value, Mapping) and "nb" in value else str(value)


def _labels(folder: Path) -> Mapping[str, str]:
    return {
        f"{facts.source}-{claim.id}": claim.label.nb
        for _, facts in facts_beside(folder).corpus.files
        for claim in facts.claim
    }
