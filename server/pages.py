"""The front page and the list of saved queries."""

from flask import Blueprint, Response, abort, redirect, request

from server.links import named
from server.responses import language, page, repository
from server.saved import saved_queries
from server.strings import FALLBACK, LANGUAGES

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def front() -> Response:
    """The front page: what this is, the texts, the plan's goals, the questions."""
    repo, languages = repository(), FALLBACK[language()]
    return page(
        "front.html",
        counts=repo.counts,
        sources=[named(repo, node, languages) for node in repo.members("Source")],
        plans=[named(repo, node, languages) for node in repo.members("Plan")],
        goals=[named(repo, node, languages) for node in repo.members("Goal")],
        saved=saved_queries().values(),
        base=repo.base,
    )


@blueprint.get("/<any(nb, nn, en):lang>")
@blueprint.get("/<any(nb, nn, en):lang>/")
def front_in(lang: str) -> Response:
    """The front page in a language."""
    response = redirect(f"/?lang={lang}", 302)
    assert isinstance(response, Response)
    return response


@blueprint.get("/questions")
def questions() -> Response:
    """The saved queries, each with a link that runs it; leads to the page of a language."""
    response = redirect(f"/{language()}/questions", 302)
    assert isinstance(response, Response)
    response.headers["Vary"] = "Accept-Language"
    return response


@blueprint.get("/<lang>/questions")
def questions_in(lang: str) -> Response:
    """The saved queries in one language."""
    if lang not in LANGUAGES:
        abort(404, "The page exists in nb, nn and en.")
    asked = request.args.get("lang", lang)
    if asked != lang and asked in LANGUAGES:
        response = redirect(f"/{asked}/questions", 302)
        assert isinstance(response, Response)
        return response
    return page("questions.html", saved=saved_queries().values(), base=repository().base)
