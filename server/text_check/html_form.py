"""The report on a text as one HTML file that needs nothing else: the text on the left, what is said of it on the right."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from server.answers.check.check_report import CheckReport, ExpressionFound
from server.text_check.form_words import form_words

FOLDER = Path(__file__).parent
CSS = (FOLDER / "check_report.css").read_text(encoding="utf-8")
# For the content security policy of a server that sends the page: the hash of its one style sheet.
STYLE = b64encode(sha256(CSS.encode()).digest()).decode()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: an expression with its number, or what stands between two."""

    text: str
    number: int = 0
    verdict: str = ""


def as_html(report: CheckReport, text: str, language: str) -> str:
    """The report as a page in one language, light and dark, for any width; no script, no font, no request."""
    return _template().render(
        lang=language,
        t=form_words(language),
        report=report,
        pieces=pieces(text, report.expressions),
        css=Markup(CSS),  # our own file
    )


def pieces(text: str, expressions: tuple[ExpressionFound, ...]) -> Iterator[Piece]:
    """The whole text in pieces, digits that are masked as the report has them."""
    at = 0
    for number, one in enumerate(expressions, 1):
        yield Piece(text[at : one.start])
        yield Piece(one.text, number, one.verdict)
        at = one.end
    yield Piece(text[at:])


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        # A name that the report does not have raises; Jinja2 would print nothing in its place.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("check_report.html")
