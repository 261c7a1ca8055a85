"""Where SARIF says that a finding is: to the character, in the facts, in the text, in the file."""

import json
from dataclasses import replace
from typing import Any

import pytest

from graph_build.fact_place import FactPlace
from shapes.findings.evidence import Passage
from shapes.findings.finding import Finding
from shapes.findings.report import Report, Subject
from shapes.findings.witness import Claimed, Evidence
from shapes.rendering.sarif import as_sarif

TEXT = "Byen åpnet tolv 😀 hus."
FRAGMENT = "tolv 😀 hus"
START = TEXT.index(FRAGMENT)
PASSAGE = Passage("urn:span", START, START + len(FRAGMENT), "0" * 64, FRAGMENT, "nb")
CLAIM = Claimed(
    claim="urn:claim",
    labels={"nb": "en påstand"},
    source="001",
    file="en tekst.txt",
    mode={},
    said_by={},
    passages=(PASSAGE,),
    place=FactPlace("facts/001.toml", 7),
)


def finding(place: FactPlace | None, *claims: Claimed) -> Finding:
    evidence = Evidence("urn:thing", "statement", {}, ("this",), claims, None)
    return Finding(
        "<urn:thing>", None, None, "urn:shape", "urn:component", "Warning",
        messages={"nb": "feil"}, evidence=(evidence,) if claims else (), place=place,
    )  # fmt: skip


def result(one: Finding, subject: str = "some.nq") -> dict[str, Any]:
    report = Report(findings=(one,), focus_nodes=1, subject=Subject(subject, "0" * 64, 1))
    (found,) = json.loads(as_sarif(report, "0.1.0"))["runs"][0]["results"]
    assert isinstance(found, dict)
    return found


def test_a_passage_is_as_long_as_its_words_in_code_points() -> None:
    related = result(finding(None, CLAIM))["relatedLocations"]
    (region,) = [
        one["physicalLocation"]["region"]
        for one in related
        if "charOffset" in one["physicalLocation"]["region"]
    ]
    assert TEXT[region["charOffset"] :][: region["charLength"]] == FRAGMENT
    assert region["snippet"] == {"text": FRAGMENT}


def test_a_claim_is_at_its_line_and_its_passage_in_its_text() -> None:
    related = result(finding(None, CLAIM))["relatedLocations"]
    places = [one["physicalLocation"]["artifactLocation"] for one in related]
    assert places == [
        {"uri": "graph_build/facts/001.toml"},
        {"uri": "en%20tekst.txt", "uriBaseId": "TEXTS"},
    ]
    assert related[0]["physicalLocation"]["region"] == {"startLine": 7}
    assert [one["id"] for one in related] == [1, 2]


@pytest.mark.parametrize(
    ("place", "subject", "expected"),
    [
        (FactPlace("facts/001.toml", 3), "some.nq", {"uri": "graph_build/facts/001.toml", "line": 3}),
        (FactPlace("registers/a.toml", 4), "some.nq", {"uri": "graph_build/registers/a.toml", "line": 4}),
        (FactPlace("some.nq", 5), "some.nq", {"uri": "some.nq", "line": 5}),
        (FactPlace("facts/own.nq", 6), "facts/own.nq", {"uri": "facts/own.nq", "line": 6}),
        (FactPlace("some.nq", None), "some.nq", {"uri": "some.nq", "line": None}),
        (None, "some.nq", {"uri": "some.nq", "line": None}),
        (None, "", None),
    ],
    ids=str,
)  # fmt: skip
def test_a_finding_is_in_the_facts_that_say_it_else_in_the_file(
    place: FactPlace | None, subject: str, expected: dict[str, object] | None
) -> None:
    (location,) = result(finding(place), subject)["locations"]
    physical = location.get("physicalLocation")
    found = physical and {
        "uri": physical["artifactLocation"]["uri"],
        "line": physical.get("region", {}).get("startLine"),
    }
    assert found == expected


@pytest.mark.parametrize(
    ("severity", "level"), [("Violation", "error"), ("Warning", "warning"), ("Info", "note")]
)
def test_a_severity_is_a_level_of_its_own(severity: str, level: str) -> None:
    assert result(replace(finding(None), severity=severity))["level"] == level
