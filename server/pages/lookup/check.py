"""The page that holds a number, a sentence or a paragraph against the graph."""

from dataclasses import replace

from flask import request

from server.answers.check.check_text import check
from server.answers.elements.names import address
from server.http.messages import HttpError, Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.language import language, languages
from server.pages.shared.layout import JSON, page
from server.text_check.form_words import form_words
from server.text_check.html_form import pieces
from server.text_check.json_form import as_json
from server.workers.body import Body

blueprint = PageBlueprint("check", __name__)
# Characters that an address may carry; a longer text is sent by the form for whole texts.
LONGEST = 1_500
# What shows what the page does: a figure with its year, one with another year, one that nobody states.
EXAMPLES = (
    "896 nye årsverk",
    "83 prosent av kommunene hadde system for tidlig identifisering i 2019",
    "planen er på 2,4 milliarder kroner",
)


@blueprint.localised("/check")
def check_page() -> Response:
    """The findings on `?text=`; the form alone where there is none. Nothing of a text is kept."""
    text = _text()
    report = check(repository(), text, languages()) if text else None
    base = repository().base
    made = page(
        "check.html",
        steady=False,
        text=text,
        report=report,
        pieces=tuple(pieces(text, report.expressions)) if report else (),
        w=form_words(language()),
        address=lambda iri: address(base, iri),
        examples=EXAMPLES,
        longest=LONGEST,
    )
    return replace(made, headers=(*made.headers, ("referrer-policy", "no-referrer")))


@blueprint.in_languages("/check.json")
@blueprint.page("/check.json")
def check_data() -> Response:
    """The same as JSON, as `rusfelt check` has it."""
    text = _text()
    report = check(repository(), text, languages())
    return Response(200, JSON, Body.of(as_json(report, text, language()).encode()))


def _text() -> str:
    text = request.args.get("text", "")
    if len(text) > LONGEST:
        message = f"The text has {len(text)} characters, and an address carries {LONGEST}: send it by POST /check."
        raise HttpError(414, message)
    return text.replace("\r\n", "\n")
