"""The report as JSON, and back: what a build leaves for the server to show."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph_build.errors import Unreadable
from shapes.findings.finding import Finding
from shapes.findings.report import Report

REPORT_JSON = "report.json"
# Field → key. The keys are SHACL's names, which readers of other validators' reports know.
RESULT_KEYS: Mapping[str, str] = {
    "focus": "focusNode",
    "path": "path",
    "value": "value",
    "shape": "sourceShape",
    "constraint": "sourceConstraint",
    "component": "sourceConstraintComponent",
    "severity": "severity",
    "messages": "messages",
    "labels": "labels",
    "details": "details",
    "evidence": "evidence",
    "source": "source",
    "place": "place",
}
FINDING: TypeAdapter[Finding] = TypeAdapter(Finding)
REPORT: TypeAdapter[Report] = TypeAdapter(Report)


def as_json(report: Report) -> str:
    """The report: verdict, counts, results, failures, the shapes that were checked.

    The keys are documented in docs/decisions/0008; lists are sorted, terms are written as N-Triples.
    """
    plain = REPORT.dump_python(report, mode="json")
    body = {
        "conforms": report.conforms,
        "verdict": report.verdict,
        "focusNodes": report.focus_nodes,
        "counts": dict(report.counts),
        "sources": list(report.sources),
        "base": report.base,
        "subject": plain["subject"],
        "results": [
            _result(one, finding)
            for one, finding in zip(plain["findings"], report.findings, strict=True)
        ],
        "failures": plain["failures"],
        "checked": plain["checked"],
        # Of a full run there is nothing to say: it has left nothing out.
        **({"unjudged": report.unjudged} if report.unjudged else {}),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _result(plain: dict[str, Any], finding: Finding) -> dict[str, Any]:
    result = {key: plain[name] for name, key in RESULT_KEYS.items()}
    short = finding.component.rsplit("#", 1)[-1]
    return {**result, "constraint": short, "sources": list(finding.sources)}


def read_report(text: str | bytes, name: str = REPORT_JSON) -> Report:
    """The report that `as_json` wrote; Unreadable where it is none."""
    try:
        body = json.loads(text)
        findings = [
            {name: one[key] for name, key in RESULT_KEYS.items()} for one in body["results"]
        ]
        return REPORT.validate_python(
            {
                "findings": findings,
                "failures": body["failures"],
                "focus_nodes": body["focusNodes"],
                "checked": body["checked"],
                "subject": body["subject"],
                "base": body["base"],
                "unjudged": body.get("unjudged", 0),
            }
        )
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise Unreadable(f"{name}: is no validation report of this version; build again") from error
