"""The report as SARIF 2.1.0 (OASIS): what code scanning shows at the lines of the facts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from graph_build.fact_place import FactPlace
from shapes.findings.evidence import Passage
from shapes.findings.finding import Finding
from shapes.findings.report import Checked, Report
from shapes.findings.witness import Claimed
from shapes.rendering.groups import Ordered, message, title
from shapes.rendering.phrases import pick, words
from shapes.rendering.turtle import fingerprint

# The published schema, with the errata of 2023.
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# SARIF has three levels that count; "none" would hide the finding.
LEVELS: Mapping[str, str] = {"Violation": "error", "Warning": "warning", "Info": "note"}
# A name for a folder that only the reader knows (originalUriBaseIds): the texts are not published.
TEXTS = "TEXTS"
Json = dict[str, Any]


def as_sarif(report: Report, version: str, language: str = "nb") -> str:
    """One run: a rule for each shape, a result for each finding, at the line of the facts.

    The passages of the texts are related locations, relative to wherever the reader keeps the texts.
    """
    rules = [_rule(one, language) for one in sorted(report.checked, key=lambda one: one.shape)]
    known = {rule["id"] for rule in rules}
    unlisted = sorted({one.shape for one in report.findings} - known)
    rules += [_rule(Ordered(report).shape(shape), language) for shape in unlisted]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: Json = {
        "tool": {"driver": {"name": "rusfelt", "semanticVersion": version, "rules": rules}},
        # Offsets count code points, as the facts do; editors mostly count UTF-16 code units.
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            TEXTS: {"description": {"text": "the folder of the source texts"}},
        },
        "invocations": [_invocation(report, language)],
        "results": [_result(one, index[one.shape], report, language) for one in report.findings],
    }
    body = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _rule(shape: Checked, language: str) -> Json:
    other = "en" if language != "en" else "nb"
    rule: Json = {
        "id": shape.shape,
        "name": title(shape, "en"),
        "shortDescription": {"text": f"{title(shape, language)} / {title(shape, other)}"},
        "defaultConfiguration": {"level": LEVELS.get(shape.severity, "warning")},
    }
    comment = pick(shape.comments, language)
    if comment:
        rule["fullDescription"] = {"text": comment[0]}
    if shape.shape.startswith(("http:", "https:")):
        rule["helpUri"] = shape.shape
    return rule


def _invocation(report: Report, language: str) -> Json:
    told = [
        {"level": "error", "message": {"text": f"{one.shape}: {one.reason}"}}
        for one in report.failures
    ]
    if not report.focus_nodes:
        told.append({"level": "error", "message": {"text": words(language)["nothing-text"]}})
    found: Json = {"executionSuccessful": not told}
    if told:
        found["toolExecutionNotifications"] = told
    return found


def _result(finding: Finding, rule: int, report: Report, language: str) -> Json:
    place = finding.place or next((one.place for one in finding.evidence if one.place), None)
    place = place or (FactPlace(report.subject.name, None) if report.subject.name else None)
    name = finding.focus.strip("<>")
    location: Json = {"logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]}
    if place:
        location["physicalLocation"] = _physical(place, report)
    result: Json = {
        "ruleId": finding.shape,
        "ruleIndex": rule,
        "level": LEVELS.get(finding.severity, "warning"),
        "message": {"text": message(finding, language)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
    }
    related = list(_related(finding, report, language))
    if related:
        result["relatedLocations"] = [
            {"id": number, **one} for number, one in enumerate(related, 1)
        ]
    return result


def _related(finding: Finding, report: Report, language: str) -> Iterator[Json]:
    """Each claim at its line of the facts, then its passages in the text."""
    claims = {claim.claim: claim for one in finding.evidence for claim in one.claims}
    for claim in claims.values():
        label = pick(claim.labels, language)
        told = {"text": label[0] if label else claim.claim}
        if claim.place:
            yield {"physicalLocation": _physical(claim.place, report), "message": told}
        if claim.file:
            for passage in claim.passages:
                yield {"physicalLocation": _passage(claim, passage), "message": told}


def _passage(claim: Claimed, passage: Passage) -> Json:
    region: Json = {"charOffset": passage.start, "charLength": passage.end - passage.start}
    if passage.fragment:
        region["snippet"] = {"text": passage.fragment}
    return {
        "artifactLocation": {"uri": quote(claim.file or ""), "uriBaseId": TEXTS},
        "region": region,
    }


def _physical(place: FactPlace, report: Report) -> Json:
    """A line of the facts, as a path from the project's root; the validated file by its own name."""
    own = (
        place.file.partition("/")[0] in ("facts", "registers") and place.file != report.subject.name
    )
    uri = f"graph_build/{place.file}" if own else place.file
    found: Json = {"artifactLocation": {"uri": quote(uri)}}
    if place.line:
        found["region"] = {"startLine": place.line}
    return found
