"""The report on a text as JSON."""

import json
from decimal import Decimal

from server.answers.check.check_report import CheckReport, ClaimFound, ExpressionFound, Mention

Json = dict[str, object]


def as_json(report: CheckReport, text: str, language: str) -> str:  # noqa: ARG001 - as every form
    """Expressions with their claims, and mentions, in the order of the text."""
    body = {
        "sha256": report.sha256,
        "expressions": [expression(one, language) for one in report.expressions],
        "mentions": [mention(one) for one in report.mentions],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def mention(one: Mention) -> Json:
    """Something that the graph knows."""
    return {"start": one.start, "end": one.end, "text": one.text, "kind": one.kind, "iri": one.iri}


def expression(one: ExpressionFound, language: str) -> Json:
    """A number with its verdict and its claims."""
    found: Json = {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "kind": one.kind,
        "value": _value(one.value),
        "verdict": one.verdict,
        "claims": [_claim(claim) for claim in one.claims],
        "explanation": getattr(one.explanation, language),
    }
    if one.derived:
        found["derived"] = True
    return found


def _claim(one: ClaimFound) -> Json:
    return {
        "iri": one.iri,
        "label": one.label,
        "fragment": one.fragment,
        "source": one.source,
        "differs": list(one.differs),
        "statement": one.statement,
        "mode": one.mode,
        "caveats": list(one.caveats),
    }


def _value(value: Decimal | str | None) -> object:
    # JSON has no decimals; a float gives back up to fifteen digits as they were.
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
