"""What machines look for: the description of the data set, robots, site map."""

from xml.sax.saxutils import escape

from flask import abort

from server.answers.names import address
from server.http.messages import PLAIN, Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, root, served
from server.pages.layout import rdf, rdf_format
from server.publication.catalogue import Catalogue
from server.workers.body import Body

blueprint = PageBlueprint("discovery", __name__)
KINDS = ("Source", "Claim", "Plan", "Goal", "Measure", "Indicator")


@blueprint.page("/.well-known/void")
def void() -> Response:
    """The catalogue of what is served here: DCAT and VoID, complete in itself."""
    if not served().snapshot.offers.description:
        abort(404, "This graph has no description of its own.")
    snapshot = served().snapshot
    found = Catalogue(repository(), snapshot.distributions.all(), root(), snapshot.copy.digest)
    return rdf(found.triples(), rdf_format())


@blueprint.page("/robots.txt")
def robots() -> Response:
    """Everything may be read; the endpoint is not for crawlers."""
    lines = ("User-agent: *", "Disallow: /sparql", f"Sitemap: {root()}sitemap.xml", "")
    return Response(200, PLAIN, Body.of("\n".join(lines).encode()), steady=True)


@blueprint.page("/sitemap.xml")
def sitemap() -> Response:
    """The pages of claims, sources and plan elements."""
    graph = repository()
    nodes = {node.value for found in graph.members(KINDS).values() for node in found}
    paths = ["/", "/def", *sorted(address(graph.base, iri) for iri in nodes)]
    start = root().rstrip("/")
    urls = "".join(f"<url><loc>{escape(start + path)}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return Response(200, "application/xml", Body.of(body.encode()), steady=True)
