"""What programs can ask of this server: the API catalogue (RFC 9727), and the same in words for language models (llms.txt)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app

from server.http.messages import Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, root, saved_questions, served
from server.pages.shared.interface_words import words
from server.publication.distributions import Distribution
from server.workers.body import Body

blueprint = PageBlueprint("api_catalog", __name__)
ADDRESS = ".well-known/api-catalog"
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
MARKDOWN = "text/markdown; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an interface: its relation (of RFC 8631, or registered), path and media type."""

    relation: str
    path: str
    type: str


@dataclass(frozen=True, slots=True)
class Interface:
    """What can be asked at a path, and what describes it."""

    path: str
    what: str
    links: tuple[Link, ...] = ()


INTERFACES = (
    Interface(
        "sparql",
        "SPARQL 1.1 Protocol (query): `query=` by GET or POST, `format=` json, csv, tsv, xml, ttl, jsonld, nt, rdf",
        (
            Link("service-desc", "sparql?format=ttl", "text/turtle"),
            Link("service-meta", ".well-known/void?format=ttl", "text/turtle"),
            Link("service-meta", ".well-known/sparql-examples?format=ttl", "text/turtle"),
            Link("service-doc", "en/sparql", "text/html"),
            Link("status", "readyz", "text/plain"),
        ),
    ),
    Interface(
        "graphs",
        "Graph Store Protocol (read): `?default`, `?graph=IRI`",
        (Link("service-meta", ".well-known/void?format=ttl", "text/turtle"),),
    ),
    Interface(
        "validate",
        "POST a graph, get the SHACL report on it",
        (Link("service-doc", "en/validate", "text/html"),),
    ),
    Interface(
        "check",
        "POST a Norwegian text, get each of its figures held against the graph",
        (Link("service-doc", "en/check", "text/html"),),
    ),
    Interface("mcp", "Model Context Protocol: the graph as tools for language models"),
)


@blueprint.page("/" + ADDRESS)
def api_catalog() -> Response:
    """The interfaces, each with what describes it."""
    start = root()
    here = {
        "anchor": start + ADDRESS,
        "item": [{"href": start + one.path} for one in interfaces()],
    }
    each = (_described(one, start) for one in interfaces() if one.links)
    body = json.dumps({"linkset": [here, *each]}, indent=1).encode() + b"\n"
    # RFC 9727, 3: who asks for the head alone finds the catalogue too.
    link = ("link", f'<{start}{ADDRESS}>; rel="api-catalog"')
    return Response(200, LINKSET, Body.of(body), (link,), steady=True)


@blueprint.page("/llms.txt")
def llms() -> Response:
    """What is here, in the form that language models are told of it (https://llmstxt.org)."""
    return Response(200, MARKDOWN, Body.of("\n".join(_lines()).encode()), steady=True)


def interfaces() -> list[Interface]:
    """Those that this server has."""
    there = {rule.rule for rule in current_app.url_map.iter_rules()}
    return [one for one in INTERFACES if "/" + one.path in there]


def _described(one: Interface, start: str) -> dict[str, object]:
    found: dict[str, object] = {"anchor": start + one.path}
    for link in one.links:
        targets = found.setdefault(link.relation, [])
        assert isinstance(targets, list)
        targets.append({"href": start + link.path, "type": link.type})
    return found


def _lines() -> Iterator[str]:
    start, t = root(), words("en")
    yield "# Rusfelt"
    yield ""
    yield "> " + (
        "Knowledge graph of Norway's Opptrappingsplan for rusfeltet (2016–2020): what texts say was promised and what "
        "came of it, each statement tied to the words it comes from."
        if not repository().foreign
        else "A SPARQL endpoint and pages of a graph."
    )
    yield ""
    if not repository().foreign:
        yield from RULES
    yield from ("", "## Pages", "")
    pages = (("plan", "nav-plan"), ("indicators", "nav-figures"), ("compare", "nav-compare"),
             ("questions", "nav-questions"), ("data", "nav-data"))  # fmt: skip
    if served().snapshot.offers.questions:
        yield from (f"- [{t[name]}]({start}en/{path})" for path, name in pages)
    else:
        yield f"- [{t['nav-data']}]({start}en/data)"
    yield from ("", "## Interfaces", "")
    yield from (f"- [/{one.path}]({start}{one.path}): {one.what}" for one in interfaces())
    yield from ("", "## Files", "")
    yield from (_file(one, start) for one in served().snapshot.distributions.all())
    yield from ("", "## Optional", "")
    yield from (
        f"- [{one.titles['en']}]({start}en/questions/{one.name}): as [JSON]({start}en/questions/{one.name}.json)"
        for one in saved_questions()
    )
    yield ""


RULES = (
    "- A claim is what a text says, by whom and how surely; it is not the truth of the matter.",
    "- A figure is never to be told without its caveat, hedge, period and population; every answer has them beside it.",
    "- `.json`, `.csv` and `.linkset.json` after the address of a page give the same as data; `/nb/`, `/nn/` and `/en/` "
    "are Norwegian bokmål, nynorsk and English.",
    "- Cite the address of the claim and the version (SHA-256) that each page shows.",
)


def _file(one: Distribution, start: str) -> str:
    return f"- [{one.name}]({start}download/{one.name}): {words('en')[one.what]}"
