"""The report on a text as SARIF 2.1.0 (OASIS): each finding at its characters."""

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from server.answers.check.check_report import VERDICTS, CheckReport, ExpressionFound
from server.text_check.form_words import form_words

# The published schema, with the errata of 2023.
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What is stated passes; what is near is for somebody to look at. Neither is a failure, and so has no level.
KINDS: Mapping[str, str] = {
    "stated": "pass",
    "near": "review",
    "not-in-graph": "open",
    "no-fact": "notApplicable",
    "context": "notApplicable",
}
# Read once: a worker can open no file.
VERSION = version("rusfelt")
Json = dict[str, object]


def as_sarif(report: CheckReport, text: str, language: str) -> str:
    """One run: a rule for each verdict, a result for each expression."""
    words = form_words(language)
    rules = [{"id": one, "shortDescription": {"text": words[one]}} for one in VERDICTS]
    run: Json = {
        "tool": {"driver": {"name": "rusfelt", "semanticVersion": VERSION, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "description": {"text": words["text"]},
                "length": len(text.encode()),
                "hashes": {"sha-256": report.sha256},
            }
        ],
        "results": [*_results(report, text, language)],
    }
    body = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _results(report: CheckReport, text: str, language: str) -> Iterator[Json]:
    line, at = 1, 0
    for one in report.expressions:
        line += text.count("\n", at, one.start)
        at = one.start
        yield {
            "ruleId": one.verdict,
            "ruleIndex": VERDICTS.index(one.verdict),
            "kind": KINDS[one.verdict],
            "level": "none",
            "message": {"text": getattr(one.explanation, language)},
            "locations": [{"physicalLocation": _place(one, line)}],
            "partialFingerprints": {"expression/v1": f"{one.start}-{one.end}"},
            "properties": {
                "claims": [claim.iri for claim in one.claims],
                "differs": [list(claim.differs) for claim in one.claims],
                "derived": one.derived,
            },
        }


def _place(one: ExpressionFound, line: int) -> Json:
    region = {
        "startLine": line,
        "charOffset": one.start,
        "charLength": one.end - one.start,
        "snippet": {"text": one.text},
    }
    return {"artifactLocation": {"index": 0}, "region": region}
