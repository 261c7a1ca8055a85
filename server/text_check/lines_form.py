"""The report on a text as lines of JSON, of which a reader parses no more than it needs."""

import json
from collections import Counter

from server.answers.check.check_report import CheckReport
from server.text_check.json_form import expression, mention


def as_lines(report: CheckReport, text: str, language: str) -> str:  # noqa: ARG001 - as every form
    """The hash of the text and how many numbers have each verdict; then a line for each number, and each mention."""
    verdicts = Counter(one.verdict for one in report.expressions)
    lines = (
        {"sha256": report.sha256, "verdicts": dict(sorted(verdicts.items()))},
        *(expression(one, language) for one in report.expressions),
        *map(mention, report.mentions),
    )
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
