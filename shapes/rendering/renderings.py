"""The forms of a report, by name."""

from collections.abc import Callable, Mapping
from importlib.metadata import version

from shapes.findings.report import Report
from shapes.rendering.html import as_html
from shapes.rendering.json_report import as_json
from shapes.rendering.junit import as_junit
from shapes.rendering.sarif import as_sarif
from shapes.rendering.text import as_text
from shapes.rendering.turtle import as_turtle

RENDERINGS: Mapping[str, Callable[[Report, str], str]] = {
    "text": as_text,
    "html": as_html,
    "json": lambda report, _: as_json(report),
    "turtle": lambda report, _: as_turtle(report).decode(),
    "junit": as_junit,
    "sarif": lambda report, language: as_sarif(report, version("rusfelt"), language),
}
