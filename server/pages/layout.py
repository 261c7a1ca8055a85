"""Answers: pages in the reader's language, RDF in the format asked for, one form for every error."""

from collections.abc import Iterable

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request
from pyoxigraph import RdfFormat, Triple, serialize
from werkzeug.exceptions import HTTPException

from ontology.vocabulary import PREFIXES
from server.http.formats import HTML, TRIPLES, Format
from server.http.messages import Problem
from server.http.negotiation import NotAcceptable, choose, wants_page
from server.pages.wording import FALLBACK, LANGUAGE_NAMES, LANGUAGES, words
from server.repository.embedded import Repository
from server.site import Served, Site


def served() -> Served:
    """What is served now; the same to the end of a request."""
    if "served" not in g:
        site = current_app.extensions["site"]
        assert isinstance(site, Site)
        g.served = site.now
    found = g.served
    assert isinstance(found, Served)
    return found


def repository() -> Repository:
    """The graph that is served."""
    return served().snapshot.repository


def accept() -> str:
    """The Accept header."""
    return request.headers.get("Accept", "")


def rdf_format() -> Format:
    """The RDF format that the request asks for; NotAcceptable."""
    return choose(accept(), request.args.get("format"), TRIPLES)


def language() -> str:
    """The language of the page: that of its address, else `lang`, else the Accept-Language header, else bokmål."""
    asked = (request.view_args or {}).get("lang") or request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    best = request.accept_languages.best_match([*LANGUAGES, "no"], default="nb")
    return "nb" if best == "no" else str(best)


def to_own_language(name: str) -> Response:
    """Leads from `/name` to that page in the reader's language."""
    response = redirect(f"/{language()}/{name}", 302)
    assert isinstance(response, Response)
    response.headers["Vary"] = "Accept-Language"
    return response


def to_other_language(lang: str, name: str) -> Response | None:
    """Leads to the page in the language that `?lang=` asks for; None where it is `lang`, 404 where that is none."""
    if lang not in LANGUAGES:
        abort(404, "The page exists in nb, nn and en.")
    asked = request.args.get("lang", lang)
    if asked == lang or asked not in LANGUAGES:
        return None
    response = redirect(f"/{asked}/{name}", 302)
    assert isinstance(response, Response)
    return response


def page(template: str, code: int = 200, **values: object) -> Response:
    """A page in the reader's language."""
    chosen = language()
    body = render_template(
        template,
        lang=chosen,
        t=words(chosen),
        languages=LANGUAGE_NAMES,
        fallback=FALLBACK[chosen],
        **values,
    )
    response = Response(body, code, content_type=HTML.content_type)
    response.headers["Content-Language"] = chosen
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def rdf(triples: Iterable[Triple], form: Format) -> Response:
    """Triples in one RDF format, nothing added."""
    assert isinstance(form.engine, RdfFormat)
    found = list(triples)
    prefixes = _used_prefixes(found) if form.engine == RdfFormat.TURTLE else {}
    body = serialize(found, format=form.engine, prefixes=prefixes)
    return Response(body, content_type=form.content_type, headers={"Vary": "Accept"})


def _used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes that shorten some IRI of the triples."""
    text = "\n".join(map(str, triples))
    known = {**PREFIXES, "rf": repository().base + "def#"}
    return {name: namespace for name, namespace in known.items() if namespace in text}


def negotiated() -> Format:
    """HTML or the RDF format that the request asks for."""
    offered = (HTML, *TRIPLES) if wants_page(accept()) else (*TRIPLES, HTML)
    return choose(accept(), request.args.get("format"), offered)


def error_response(status: int, message: str) -> Response:
    """An error: a page for a browser, one line of text for everybody else."""
    if wants_page(accept()):
        return page("error.html", status, status=status, message=message)
    return Response(message + "\n", status, content_type="text/plain; charset=utf-8")


def register_errors(app: Flask) -> None:
    """Every error answers in the one form; what is unforeseen says nothing of the inside."""

    def http_error(error: HTTPException) -> Response:
        response = error_response(error.code or 500, error.description or error.name)
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
        return response

    def not_acceptable(error: NotAcceptable) -> Response:
        return Response(f"{error}\n", 406, content_type="text/plain; charset=utf-8")

    def unforeseen(error: Exception) -> Response:
        app.logger.exception("unforeseen error: %s", type(error).__name__)
        return error_response(500, "Something went wrong here. The fault is ours.")

    def problem(error: Problem) -> Response:
        response = error_response(error.status, str(error))
        response.headers.extend(error.headers)
        return response

    def known_problem() -> Response | None:
        known = request.environ.get("rusfelt.problem")
        return problem(known) if known is not None else None

    app.before_request(known_problem)
    app.register_error_handler(Problem, problem)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(NotAcceptable, not_acceptable)
    app.register_error_handler(Exception, unforeseen)
