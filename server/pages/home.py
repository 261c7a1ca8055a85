"""The front page and the list of saved queries."""

from flask import Blueprint, Response, redirect

from server.answers.links import named
from server.pages.layout import language, page, repository, to_other_language, to_own_language
from server.pages.wording import FALLBACK
from server.queries.saved_query import saved_queries

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
    return to_own_language("questions")


@blueprint.get("/<lang>/questions")
def questions_in(lang: str) -> Response:
    """The saved queries in one language."""
    if (other := to_other_language(lang, "questions")) is not None:
        return other
    return page("questions.html", saved=saved_queries().values(), base=repository().base)
