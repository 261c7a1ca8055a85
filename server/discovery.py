"""What machines look for: the description of the data set, robots, site map, health, the download."""

from flask import Blueprint, Response, request, send_file

from server.formats import TRIPLES, choose
from server.links import address
from server.responses import rdf, repository

blueprint = Blueprint("discovery", __name__)
PLAIN = "text/plain; charset=utf-8"


@blueprint.get("/.well-known/void")
def void() -> Response:
    """The VoID and DCAT description of the data set."""
    form = choose(request.accept_mimetypes, request.args.get("format"), TRIPLES)
    return rdf(repository().graph("meta"), form)


@blueprint.get("/download/rusfelt.nq")
def download() -> Response:
    """The whole graph, as it was built."""
    return send_file(
        repository().nquads.resolve(),
        mimetype="application/n-quads",
        as_attachment=True,
        download_name="rusfelt.nq",
        conditional=True,
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
    urls = "".join(f"<url><loc>{root}{path}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return Response(body, content_type="application/xml")


@blueprint.get("/healthz")
@blueprint.get("/readyz")
def health() -> Response:
    """The process runs and has its graph."""
    return Response(f"ok {repository().counts['quad']} quads\n", content_type=PLAIN)
