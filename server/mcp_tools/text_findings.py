"""The tool check_text: the report of `rusfelt check`, a number or a mention an item, with the evidence of its claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.mcp_tools.answer_part import Item, ToolAnswer
from server.mcp_tools.material import Material

NOTE = "Verdicts say what the sources state, never whether it is true."


@dataclass(frozen=True, slots=True)
class NearClaim:
    """A claim that states a number of the text, or a number near it, and in what it differs (nothing: it states it)."""

    claim: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number of the text (code points start to end) and its verdict, in a sentence too."""

    start: int
    end: int
    text: str
    verdict: str
    says: str
    derived: bool
    claims: tuple[NearClaim, ...]


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Something that the graph knows, named in the text, or words of one of its sources (kind quotation)."""

    start: int
    end: int
    text: str
    mention: str
    thing: str


def text_findings(material: Material, report: Mapping[str, Any]) -> ToolAnswer:
    """What was found in a text, from the report as JSON."""
    found = [_number(one, material) for one in report["expressions"]]
    named = [_mention(one, material) for one in report["mentions"]]
    head = {
        "text_sha256": report["sha256"],
        "note": NOTE,
        "verdicts": _counts(report["expressions"]),
    }
    return ToolAnswer.of(head, [*found, *named])


def _counts(expressions: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in expressions:
        counts[one["verdict"]] = counts.get(one["verdict"], 0) + 1
    return counts


def _number(one: dict[str, Any], material: Material) -> Item:
    claims = tuple(
        NearClaim(material.local(each["iri"]), tuple(each["differs"])) for each in one["claims"]
    )
    number = FoundNumber(
        one["start"],
        one["end"],
        one["text"],
        one["verdict"],
        one["explanation"],
        one.get("derived", False),
        claims,
    )
    return Item(number, tuple(dict.fromkeys(each.claim for each in claims)))


def _mention(one: dict[str, Any], material: Material) -> Item:
    thing = material.local(one["iri"])
    claims = (thing,) if "/id/claim/" in one["iri"] else ()
    return Item(FoundMention(one["start"], one["end"], one["text"], one["kind"], thing), claims)
