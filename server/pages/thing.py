"""Every thing of the graph: `/id/…` leads to `/doc/…`, in the format asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, request
from pyoxigraph import Literal, NamedNode, Triple

from ontology.vocabulary import PREFIXES
from server.answers.links import Named, address, named, short
from server.http.formats import HTML
from server.pages.layout import language, negotiated, page, rdf, repository
from server.pages.wording import FALLBACK
from server.repository.embedded import TYPE, Repository
from server.repository.evidence import evidence

blueprint = Blueprint("resources", __name__)
MAX_INCOMING = 150


@dataclass(frozen=True)
class Shown:
    """A value on a page: a link, or a text with its language."""

    link: Named | None
    text: str
    lang: str | None


@dataclass(frozen=True)
class Row:
    """A predicate (its IRI and its name) with its values; `more` counts those left out."""

    iri: str
    predicate: Named
    values: tuple[Shown, ...]
    more: int = 0


def _shown(repo: Repository, node: object, languages: tuple[str, ...]) -> Shown:
    if isinstance(node, NamedNode):
        link = named(repo, node, languages)
        return Shown(link, link.name, link.lang)
    if isinstance(node, Literal):
        return Shown(None, node.value, node.language)
    return Shown(None, str(node), None)


def _in_language(values: list[object], languages: tuple[str, ...]) -> list[object]:
    """Of texts that stand in several languages, those in the reader's; all other values."""
    texts = [value for value in values if isinstance(value, Literal) and value.language]
    tags = {value.language for value in texts}
    chosen = next((tag for tag in languages if tag in tags), None)
    return [v for v in values if v not in texts or v.language == chosen]  # type: ignore[attr-defined]


def outgoing_rows(repo: Repository, node: NamedNode, languages: tuple[str, ...]) -> Iterator[Row]:
    """What the graph says of a thing."""
    for predicate, pairs in groupby(repo.outgoing(node), key=lambda pair: pair[0]):
        values = _in_language([value for _, value in pairs], languages)
        shown = tuple(_shown(repo, value, languages) for value in values)
        yield Row(predicate.value, named(repo, predicate, languages), shown)


def incoming_rows(repo: Repository, node: NamedNode, languages: tuple[str, ...]) -> Iterator[Row]:
    """What points to a thing."""
    for predicate, pairs in groupby(repo.incoming(node), key=lambda pair: pair[0]):
        subjects = [subject for _, subject in pairs]
        shown = tuple(_shown(repo, one, languages) for one in subjects[:MAX_INCOMING])
        more = max(0, len(subjects) - MAX_INCOMING)
        yield Row(predicate.value, named(repo, predicate, languages), shown, more)


def resource_page(node: NamedNode) -> Response:
    """The page of one thing: its name, what it says, the words behind it, what points to it."""
    repo, languages = repository(), FALLBACK[language()]
    types = [value for value in repo.values(node, "rdf:type") if isinstance(value, NamedNode)]
    spans = [
        (one, named(repo, one.source, languages), named(repo, one.claim, languages))
        for one in evidence(repo, node)
    ]
    return page(
        "resource.html",
        iri=node.value,
        title=named(repo, node, languages),
        types=[named(repo, one, languages) for one in types],
        rows=[row for row in outgoing_rows(repo, node, languages) if row.iri != TYPE.value],
        incoming=list(incoming_rows(repo, node, languages)),
        spans=spans,
        short=short(repo, node.value),
        here=address(repo, node.value),
    )


@blueprint.get("/id/<path:path>")
def thing(path: str) -> Response:
    """303 to the document about a thing; 404 where the graph does not know it."""
    node = _node("id/" + path)
    if not repository().known(node):
        abort(404, "The graph says nothing about this address.")
    query = "?" + request.query_string.decode("ascii", "ignore") if request.query_string else ""
    target = "/doc/" + quote(path, safe="/-._~") + query
    response = redirect(target, 303)
    assert isinstance(response, Response)
    response.headers["Vary"] = "Accept"
    return response


@blueprint.get("/doc/<path:path>")
def document(path: str) -> Response:
    """A thing as a page or as RDF."""
    node = _node("id/" + path)
    repo = repository()
    if not repo.known(node):
        abort(404, "The graph says nothing about this address.")
    form = negotiated()
    return resource_page(node) if form is HTML else rdf(repo.triples_about(node), form)


@blueprint.get("/graph/<path:name>")
def graph(name: str) -> Response:
    """A named graph: its description as a page, its triples as RDF."""
    node = _node("graph/" + name)
    if not repository().store.contains_named_graph(node):
        abort(404, "There is no graph of that name.")
    form = negotiated()
    return resource_page(node) if form is HTML else rdf(repository().graph(name), form)


@blueprint.get("/def")
def ontology() -> Response:
    """The ontology, as a page or as RDF."""
    form = negotiated()
    if form is not HTML:
        return rdf(repository().graph("ontology"), form)
    repo, languages = repository(), FALLBACK[language()]
    own = [t for t in repo.graph("ontology") if _is_own(repo, t)]
    kinds = {"classes": "Class", "properties": "Property"}
    terms = {
        key: [_term(repo, t.subject, languages) for t in own if _kind(t).endswith(kind)]
        for key, kind in kinds.items()
    }
    return page("ontology.html", terms=terms)


def _is_own(repo: Repository, triple: Triple) -> bool:
    subject = triple.subject
    owl = isinstance(triple.object, NamedNode) and triple.object.value.startswith(PREFIXES["owl"])
    own = isinstance(subject, NamedNode) and subject.value.startswith(repo.base + "def#")
    return triple.predicate == TYPE and owl and own


def _kind(triple: Triple) -> str:
    assert isinstance(triple.object, NamedNode)
    return triple.object.value


def _term(repo: Repository, node: object, languages: tuple[str, ...]) -> dict[str, object]:
    assert isinstance(node, NamedNode)
    hidden = {
        PREFIXES["skos"] + "definition",
        PREFIXES["rdfs"] + "label",
        PREFIXES["rdfs"] + "isDefinedBy",
        TYPE.value,
    }
    definitions = _in_language([*repo.values(node, "skos:definition")], languages)
    definition = next(iter(definitions), None)
    return {
        "anchor": node.value.rsplit("#", 1)[1],
        "name": named(repo, node, languages),
        "definition": definition.value if isinstance(definition, Literal) else "",
        "rows": [row for row in outgoing_rows(repo, node, languages) if row.iri not in hidden],
    }


def _node(local: str) -> NamedNode:
    try:
        return NamedNode(repository().base + local)
    except ValueError:
        abort(404, "The graph says nothing about this address.")
