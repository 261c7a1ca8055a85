"""What machines look for: the description of the data set, robots, site map, the download."""

from xml.sax.saxutils import escape

from flask import Blueprint, Response, request, send_file

from server.answers.links import address
from server.pages.layout import rdf, rdf_format, repository, served

blueprint = Blueprint("discovery", __name__)
PLAIN = "text/plain; charset=utf-8"


@blueprint.get("/.well-known/void")
def void() -> Response:
    """The VoID and DCAT description of the data set."""
    return rdf(repository().graph("meta"), rdf_format())


@blueprint.get("/download/rusfelt.nq")
def download() -> Response:
    """The whole graph, as it was built."""
    return send_file(
        repository().nquads.resolve(),
        mimetype="application/n-quads",
        as_attachment=True,
        download_name="rusfelt.nq",
        conditional=True,
        etag=served().snapshot.digest,
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be read; the endpoint is not for crawlers."""
    lines = ("User-agent: *", "Disallow: /sparql", f"Sitemap: {request.url_root}sitemap.xml", "")
    return Response("\n".join(lines), content_type=PLAIN)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages of claims, sources and plan elements."""
    repo = repository()
    kinds = ("Source", "Claim", "Plan", "Goal", "Measure", "Indicator")
    nodes = {node.value for kind in kinds for node in repo.members(kind)}
    paths = ["/", "/def", *sorted(address(repo, iri) for iri in nodes)]
    root = request.url_root.rstrip("/")
    urls = "".join(f"<url><loc>{escape(root + path)}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return Response(body, content_type="application/xml")
