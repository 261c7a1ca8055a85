"""One proposal, or one confirmed claim, as its reader sees it: its words in the text, its fields, claims that are like it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from graph_build.reading.corpus import statement_lists
from graph_build.reading.resolver import Resolver
from graph_build.schema.claims import Claim
from ontology import LANGUAGES
from server.intake.review.field_types import field_names, field_type, typed
from server.intake.review.id_labels import id_label
from server.intake.review.review_file import was_claim

# Code points of the text that are shown before a passage, which then stands high on a page, and behind it.
BEFORE, BEHIND = 300, 600
# What the words of another claim may say: where it is open, a field for those claims stands beside it.
TOLD_ELSEWHERE = ("by", "population", "self_report", "period")
BESIDE = ("id", "spans", "open", "doubts", "similar", "periods", "confirmed_by", "second_reader")

# The fields of a statement by which two claims are told apart, unless they have what nearly all have.
COMPARED = frozenset(
    [
        "indicator",
        "population",
        "area",
        "period",
        "value",
        "amount",
        "bound",
        "unit",
        "direction",
        "status",
        "kind",
        "plan",
        "frame_of",
        "within",
        "outside",
        "measures",
        "services",
        "funds",
        "agent",
        "group",
        "matter",
        "person",
        "role",
        "organisation",
    ]
)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some characters of the text; `mark` is `fragment`, `passage` or empty."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with its value as somebody would type it.

    `meaning` is the label of the id that it has, `reason` why it is open (`open`) or doubted, `register` that of its ids.
    """

    name: str
    value: str
    meaning: str
    reason: str
    open: bool
    register: str


@dataclass(frozen=True, slots=True)
class LikeClaim:
    """A claim of another source: its IRI's end, its label and words, the dimensions in which it differs, the fields of its first statement."""

    claim: str
    source: str
    label: str
    words: str
    differs: tuple[str, ...]
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A proposal or claim; `state` stands for all that the file says of it, `more` are fields that it could have too.

    `before`, `behind`: the text has more than the pieces show. `was_claim` as the function of that name says.
    """

    id: str
    state: str
    start: int
    end: int
    passage: str
    pieces: tuple[TextPiece, ...]
    before: bool
    behind: bool
    fields: tuple[ShownField, ...]
    similar: tuple[LikeClaim, ...]
    more: tuple[str, ...]
    was_claim: bool
    confirmed_by: str


def review_item(
    claim: Mapping[str, Any], text: str, resolver: Resolver, language: str
) -> ReviewItem:
    """A proposal or claim of a facts file, beside its text and the facts."""
    start, end = int(claim["spans"][0]["start"]), int(claim["spans"][0]["end"])
    shown = tuple(_fields(claim, resolver, language))
    kinds = [key for key in claim if _is_statement(claim, key)]
    named = {one.name for one in shown}
    more = {name for kind in kinds for name in field_names(kind)} - named - {*BESIDE}
    return ReviewItem(
        str(claim["id"]),
        state_of(claim),
        start,
        end,
        text[start:end],
        tuple(_pieces(claim, text, start, end)),
        _from(text, start) > 0,
        _to(text, end) < len(text),
        shown,
        tuple(_similar(claim, resolver, language)),
        tuple(sorted(name for name in more if not name.startswith(tuple(BESIDE)))),
        was_claim(claim),
        str(claim.get("confirmed_by", "")),
    )


def state_of(value: object) -> str:
    """A hash of what a file says of something: who decides on it tells what they have seen."""
    told = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:32]


def fields_of(claim: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """The fields that have a value, by name: what is stated, the words of each span, all else; of a text each language."""
    for name, value in claim.items():
        if _is_statement(claim, name):
            for inner, one in value[0].items():
                yield from _in_languages(f"{name}.{inner}", one)
    for number, span in enumerate(claim["spans"]):
        yield f"spans.{number}.fragment", span.get("fragment", "")
    for name, value in claim.items():
        if name not in BESIDE and not _is_statement(claim, name):
            yield from _in_languages(name, value)


def _in_languages(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from ((f"{name}.{inner}", one) for inner, one in value.items())
    else:
        yield name, value


def _is_statement(claim: Mapping[str, Any], key: str) -> bool:
    value = claim[key]
    return (
        key not in BESIDE
        and isinstance(value, Sequence)
        and bool(value)
        and isinstance(value[0], Mapping)
    )


def _fields(claim: Mapping[str, Any], resolver: Resolver, language: str) -> Iterator[ShownField]:
    """What is open first, then what has a value, with what speaks against it."""
    values = dict(fields_of(claim))
    doubts = {str(one["field"]): str(one["reason"]) for one in claim.get("doubts", ())}
    for one in claim.get("open", ()):
        name, reason = str(one["field"]), str(one["reason"])
        for field in (f"{name}.{lang}" for lang in LANGUAGES) if name == "label" else (name,):
            yield _field(field, values.pop(field, ""), reason, True, resolver, language)
        source = f"{name}_from"
        if name.rpartition(".")[2] in TOLD_ELSEWHERE and source not in values:
            yield _field(source, "", "", False, resolver, language)
    for name, value in values.items():
        yield _field(name, value, doubts.pop(name, ""), False, resolver, language)
    for name, reason in doubts.items():
        yield _field(name, "", reason, False, resolver, language)


def _field(
    name: str, value: object, reason: str, is_open: bool, resolver: Resolver, language: str
) -> ShownField:
    found = field_type(name)
    register = found.register if found else ""
    ids = value if isinstance(value, list | tuple) else [value]
    labels = [id_label(resolver, register, str(one), language) for one in ids] if register else []
    return ShownField(
        name, typed(value), ", ".join(filter(None, labels)), reason, is_open, register
    )


def _pieces(claim: Mapping[str, Any], text: str, start: int, end: int) -> Iterator[TextPiece]:
    """The passage with its fragments, and whole lines around it, or whole words of long ones."""
    yield TextPiece(text[_from(text, start) : start], "")
    at = start
    places = {
        (found, found + len(fragment))
        for span in claim["spans"]
        if (fragment := str(span.get("fragment", "")))
        and (found := text.find(fragment, start, end)) >= 0
    }
    for first, last in sorted(places):
        if first >= at:
            yield TextPiece(text[at:first], "passage")
            yield TextPiece(text[first:last], "fragment")
            at = last
    yield TextPiece(text[at:end], "passage")
    yield TextPiece(text[end : _to(text, end)], "")


def _from(text: str, start: int) -> int:
    if start <= BEFORE:
        return 0
    cut = text.find("\n", start - BEFORE, start)
    return (cut if cut >= 0 else text.find(" ", start - BEFORE, start)) + 1


def _to(text: str, end: int) -> int:
    if len(text) - end <= BEHIND:
        return len(text)
    cut = text.rfind("\n", end, end + BEHIND)
    cut = cut if cut >= 0 else text.rfind(" ", end, end + BEHIND)
    return cut if cut >= 0 else end + BEHIND


def _similar(claim: Mapping[str, Any], resolver: Resolver, language: str) -> Iterator[LikeClaim]:
    for one in claim.get("similar", ()):
        source, _, id = str(one["claim"]).partition("-")
        facts = resolver.corpus.by_source.get(source)
        found = next((each for each in facts.claim if each.id == id), None) if facts else None
        if found is not None:
            words = " … ".join(
                dict.fromkeys(span.fragment for span in found.spans if span.fragment)
            )
            label = dict(found.label.items())[language]
            rows = tuple(_statement(found, resolver, language))
            yield LikeClaim(f"{source}-{id}", source, label, words, tuple(one["differs"]), rows)


def _statement(claim: Claim, resolver: Resolver, language: str) -> Iterator[ShownField]:
    """The fields of the first statement of a claim that say what it is of."""
    for kind, many in list(statement_lists(claim))[:1]:
        for one in fields(many[0]):
            value = getattr(many[0], one.name)
            if value not in (None, (), "norway", "normal") and one.name in COMPARED:
                yield _field(f"{kind}.{one.name}", value, "", False, resolver, language)
