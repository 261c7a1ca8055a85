"""The page of a claim."""

from flask import abort
from pyoxigraph import NamedNode

from server.answers.claim_page import ClaimPage, claim_page
from server.answers.data_table import DataTable
from server.answers.figure_table import figure_table
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository
from server.pages.frame import Faces, Subject
from server.pages.language import language, languages
from server.pages.thing import QUERY, missing

blueprint = PageBlueprint("claims", __name__)


def _claim(source: str, slug: str) -> ClaimPage:
    try:
        node = NamedNode(f"{repository().base}id/claim/{source}-{slug}")
    except ValueError:
        abort(404, "There is no claim of that name.")
    found = claim_page(repository(), node, languages())
    return found or missing(f"claim/{source}-{slug}", "There is no claim of that name.")


def _subject(page: ClaimPage) -> Subject:
    words = [one.fragment for one in page.quotes if one.fragment]
    return Subject(
        title=page.claim.name,
        iri=page.claim.iri,
        kind="Claim",
        query=QUERY.format(iri=page.claim.iri),
        words=" … ".join(dict.fromkeys(words)),
        of=page.source.name,
    )


def _table(page: ClaimPage) -> DataTable:
    name = page.claim.iri.rsplit("/", 1)[1]
    return figure_table(name, (*page.figures, *page.derived), language())


Faces("claim.html", _claim, _subject, _table).add(blueprint, "/claims/<source>/<slug>")
