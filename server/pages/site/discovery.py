"""What machines look for at addresses that they know: the data set, the questions, robots, the site map, whom to tell."""

from datetime import UTC, datetime

from flask import abort, current_app

from ontology import LANGUAGES
from server.http.messages import PLAIN, Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, root, saved_questions, served
from server.pages.shared.language import PREFIX
from server.pages.shared.layout import rdf, rdf_format
from server.publication.catalogue import Catalogue
from server.publication.sitemap import SiteMap, thing_paths
from server.publication.sparql_examples import SparqlExamples
from server.workers.body import Body

blueprint = PageBlueprint("discovery", __name__)
XML = "application/xml"
# Pages that say nothing before they are asked something.
ASKED = ("/sparql", "/resource", "/search")
VALID = 6  # months that a security.txt is good for; RFC 9116 wants less than a year


@blueprint.page("/.well-known/void")
def void() -> Response:
    """The catalogue of what is served here: DCAT and VoID, complete in itself."""
    if not served().snapshot.offers.description:
        abort(404, "This graph has no description of its own.")
    snapshot = served().snapshot
    found = Catalogue(repository(), snapshot.distributions.all(), root(), snapshot.copy.digest)
    return rdf(found.triples(), rdf_format())


@blueprint.page("/.well-known/sparql-examples")
def sparql_examples() -> Response:
    """The saved questions, each with what it asks in three languages."""
    found = SparqlExamples(tuple(saved_questions()), repository().base, root())
    if not found.questions:
        abort(404, "This graph has no saved questions.")
    return rdf(found.triples(), rdf_format())


@blueprint.page("/robots.txt")
def robots() -> Response:
    """Everything may be read; the endpoint is not for crawlers."""
    lines = ("User-agent: *", "Disallow: /sparql", f"Sitemap: {root()}sitemap.xml", "")
    return _text("\n".join(lines))


@blueprint.page("/.well-known/security.txt")
def security() -> Response:
    """Whom to tell of a weakness (RFC 9116); it expires on the first of a month, so that it is the same all month."""
    start, now = root(), datetime.now(UTC)
    contact = "about" if "/about" in own_pages() else ""
    years, month = divmod(now.month - 1 + VALID, 12)
    expires = datetime(now.year + years, month + 1, 1, tzinfo=UTC)
    lines = (
        f"Contact: {start}{contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {start}.well-known/security.txt",
        "",
    )
    # Not steady: it depends on the day.
    return Response(200, PLAIN, Body.of("\n".join(lines).encode()))


@blueprint.page("/sitemap.xml")
def sitemap() -> Response:
    """Every page in every language, or the parts in which they are."""
    return Response(200, XML, Body.of(_map().whole()), steady=True)


@blueprint.page("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """A part of the site map of a large graph."""
    found = _map().part(number) or abort(404, "The site map has no part of that number.")
    return Response(200, XML, Body.of(found), steady=True)


def _map() -> SiteMap:
    paths = dict.fromkeys([*own_pages(), *thing_paths(repository())])
    return SiteMap(root().rstrip("/"), [*paths])


def own_pages() -> list[str]:
    """The paths, without a language, of all pages that are there whatever the graph says, sorted."""
    offers, found = served().snapshot.offers, set[str]()
    for rule in current_app.url_map.iter_rules():
        start = next((one for one in (PREFIX, "/" + LANGUAGES[0]) if rule.rule.startswith(one)), "")
        path = rule.rule.removeprefix(start)
        if start and path[:1] == "/" and not rule.arguments - {"lang"} and "." not in path:
            found.add(path.rstrip("/") or "/")
    found |= {f"/questions/{saved.name}" for saved in saved_questions()}
    without = {
        "/validation": offers.validation,
        "/def": offers.ontology,
        "/plan": offers.questions,
    }
    lacking = [path for path, there in without.items() if not there]
    if not offers.questions:
        lacking.append("/questions/")
    return sorted(path for path in found if not path.startswith((*ASKED, *lacking)))


def _text(text: str) -> Response:
    return Response(200, PLAIN, Body.of(text.encode()), steady=True)
