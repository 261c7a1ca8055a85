"""What all pages share: the frame in the reader's language, RDF in the format asked for, one form for every error."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal
from flask import abort, render_template, request
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from pyoxigraph import NamedNode, Quad, RdfFormat

from server.answers.as_data import as_data
from server.answers.elements.wording import (
    day,
    file_size,
    literal_number,
    measured,
    money,
    period_text,
    true_minus,
    value_text,
    worked,
)
from server.http.formats import HTML, TRIPLES, Format
from server.http.messages import HttpError, Response, redirect
from server.http.negotiation import choose, unfit_for_xml, wants_page
from server.pages.shared.calculation import in_words
from server.pages.shared.chip_lists import figure_list, filtered, kind_list
from server.pages.shared.context import FROZEN, Elsewhere, repository, served
from server.pages.shared.error_sentences import in_language_of
from server.pages.shared.interface_words import LANGUAGE_NAMES, words
from server.pages.shared.language import in_language, language, localised
from server.pages.shared.links import with_parameters
from server.repository.rdf_writer import Statement, UnfitForXml, written
from server.workers.body import Body

JSON = "application/json"


def prepare(environment: Environment) -> None:
    """Give templates what all of them use: the filter `here` for links, and how figures are written."""
    environment.filters.update(here=_here, word=_word)
    environment.globals.update(
        all_pointing=_all_pointing,
        value_text=value_text,
        period_text=period_text,
        money=money,
        day=day,
        file_size=file_size,
        measured=measured,
        worked=worked,
        literal_number=literal_number,
        true_minus=true_minus,
        in_words=in_words,
        with_parameters=with_parameters,
        kind_list=kind_list,
        figure_list=figure_list,
        filtered=filtered,
    )


# Jinja works out a filter of a constant once, when it compiles the template, and so for the language of whoever came
# first; one that takes the context it works out anew for each page.
@pass_context
def _here(_: Context, href: str) -> str:
    return localised(href, language())


@pass_context
def _word(_: Context, name: str) -> str:
    return words(language())[name]


def _all_pointing(predicate: str, iri: str) -> str:
    """Where all that points to a thing by one property is listed, page by page."""
    query = f"SELECT ?thing WHERE {{ ?thing <{predicate}> <{iri}> }}\nORDER BY ?thing\n"
    return localised("/sparql", language()) + "?" + urlencode({"query": query})


def accept() -> str:
    """The Accept header."""
    return request.headers.get("Accept", "")


def page(
    template: str, status: int = 200, *, steady: bool = True, private: bool = False, **values: Any
) -> Response:
    """A page in the reader's language; `steady` and `private` as in `Response`."""
    chosen = language()

    def number(value: float) -> str:
        return format_decimal(value, locale=chosen)

    body = render_template(
        template,
        lang=chosen,
        t=words(chosen),
        languages=LANGUAGE_NAMES,
        in_language=in_language,
        number=number,
        offers=served().snapshot.offers,
        frozen=FROZEN in request.environ,
        **values,
    )
    return Response(
        status,
        HTML.content_type,
        Body.of(body.encode()),
        (("content-language", chosen),),
        ("Accept", "Accept-Language"),
        steady,
        private=private,
    )


def data(answer: Any) -> Response:
    """What a page says, as JSON."""
    return Response(200, JSON, Body.of(as_data(answer)), vary=("Accept-Language",), steady=True)


def rdf(statements: Iterable[Statement], form: Format) -> Response:
    """Triples or quads in one RDF format, as they are; HttpError 406 where it cannot hold one of them."""
    assert isinstance(form.engine, RdfFormat)
    try:
        body = written(statements, form.engine, repository().base)
    except UnfitForXml as error:
        raise unfit_for_xml(str(error), TRIPLES) from error
    return Response(200, form.content_type, Body.of(body), vary=("Accept",), steady=True)


def named_graph(name: str, form: Format) -> Response:
    """A graph of ours in one RDF format; 404 where it is not there."""
    graph = NamedNode(repository().base + "graph/" + name)
    triples = repository().graph(graph.value)
    if not triples:
        abort(404, "There is no graph of that name.")
    return rdf([Quad(one.subject, one.predicate, one.object, graph) for one in triples], form)


def rdf_format() -> Format:
    """The RDF format that the request asks for; NotAcceptable."""
    return choose(accept(), request.args.get("format"), TRIPLES)


def negotiated() -> Format:
    """HTML or the RDF format that the request asks for; NotAcceptable."""
    offered = (HTML, *TRIPLES) if wants_page(accept()) else (*TRIPLES, HTML)
    return choose(accept(), request.args.get("format"), offered)


def elsewhere(error: Elsewhere) -> Response:
    """The way to where the page is, in the reader's language."""
    return redirect(localised(str(error), language()), 302, "Accept-Language")


def error_response(error: HttpError) -> Response:
    """An error: a page for a browser, one line of text for everybody else."""
    if not wants_page(accept()):
        return error.response()
    said = in_language_of(language(), str(error))
    response = page(
        "error.html",
        error.status,
        code=error.status,
        message=said or str(error),
        message_lang=language() if said else "en",
    )
    return replace(response, headers=(*response.headers, *error.headers))
