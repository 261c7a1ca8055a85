"""The report as one HTML file that needs nothing else: no script, no font, no request."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shapes.findings.report import Report
from shapes.rendering.phrases import words
from shapes.rendering.view import filter_css, view

FOLDER = Path(__file__).parent
TEMPLATES, STATIC = FOLDER / "templates", FOLDER / "static"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        # A name that the view does not have raises; Jinja2 would print nothing in its place.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_html(report: Report, language: str = "nb") -> str:
    """The report as a page in one language, light and dark, for any width."""
    styles = [(STATIC / name).read_text(encoding="utf-8") for name in ("page.css", "findings.css")]
    return _environment().get_template("report_page.html").render(
        lang=language,
        t=words(language),
        view=view(report, language),
        # Our own files, and rules made of numbers and fixed words only.
        css=Markup("\n".join([*styles, filter_css(report)])),
    ) + "\n"  # fmt: skip
