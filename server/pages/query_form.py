"""The query page: a query and the first rows of its answer."""

import asyncio

from flask import Blueprint, Response, current_app, request

from server.answers.table import Table, from_json
from server.http.formats import HTML
from server.http.messages import Problem, Request
from server.pages.layout import language, page, repository, served
from server.queries.saved_query import saved_queries
from server.sparql.endpoint import given
from server.sparql.evaluator import Question
from server.sparql.protocol import Asked, asked

blueprint = Blueprint("sparql", __name__)
DEFAULT_QUERY = """PREFIX rf: <{base}def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?claim ?label WHERE {{
  ?claim a rf:Claim ; rdfs:label ?label .
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?claim
LIMIT 20
"""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """The page of a query, with the first rows of its answer."""
    found = request.environ["rusfelt.request"]
    assert isinstance(found, Request)
    wanted = asked(found)
    table, problem = None, None
    try:
        if wanted.query is not None:
            table = _table(wanted)
    except Problem as error:  # the query stays before the reader's eyes
        problem = error
    response = page(
        "sparql.html",
        problem.status if problem else 200,
        problem=problem,
        query=wanted.query or DEFAULT_QUERY.format(base=repository().base, lang=language()),
        asked=wanted.query is not None,
        table=table,
        saved=saved_queries().values(),
        base=repository().base,
    )
    response.headers.extend(problem.headers if problem else ())
    return response


def _table(wanted: Asked) -> Table:
    """The first rows of the answer, asked of the workers in the loop that runs the server."""
    assert wanted.query is not None
    answering, loop = served().answering, current_app.extensions["loop"]
    most = answering.settings.timeout
    seconds = min(wanted.seconds or most, most)
    key = Question(wanted.query, wanted.default, wanted.named, HTML.name, HTML.name)
    asking = asyncio.run_coroutine_threadsafe(given(answering, key, seconds), loop)
    kept, _ = asking.result()
    return from_json(kept.body.read())
