"""The tool check_text: the report of `rusfelt check`, a number or a mention an item, with the evidence of its claims."""

import json
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


def text_findings(material: Material, report: bytes) -> ToolAnswer:
    """What was found in a text, from the report as lines; those of a part alone are parsed."""
    first, *lines = report.splitlines()
    told = json.loads(first)
    head = {"text_sha256": told["sha256"], "note": NOTE, "verdicts": told["verdicts"]}

    def items(start: int, stop: int) -> list[Item]:
        return [_item(json.loads(one), material) for one in lines[start:stop]]

    return ToolAnswer(head, len(lines), items)


def _item(one: dict[str, Any], material: Material) -> Item:
    return (_number if "verdict" in one else _mention)(one, material)


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
