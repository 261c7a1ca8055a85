"""The page of a claim."""

from typing import Any

from flask import abort, request
from pyoxigraph import NamedNode

from server.answers.elements.quotes import Quote
from server.answers.orders.claim_order import claim_order
from server.answers.sources.passage_context import PassageContext, passage_context
from server.answers.tables.data_table import DataTable
from server.answers.tables.figure_table import figure_table
from server.answers.things.claim_page import ClaimPage, claim_page
from server.pages.evidence.thing import QUERY, missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.language import language, languages
from server.pages.shared.remembered import known

blueprint = PageBlueprint("claims", __name__)


def _claim(source: str, slug: str) -> ClaimPage:
    try:
        node = NamedNode(f"{repository().base}id/claim/{source}-{slug}")
    except ValueError:
        abort(404, "There is no claim of that name.")
    found = claim_page(repository(), node, languages(), known(claim_order))
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


def _in_text(quote: Quote) -> PassageContext | None:
    """Its words among those around them, where the text is given."""
    text = served().snapshot.texts.of(quote.source.iri)
    if text is None:
        return None
    return passage_context(text, quote.start, quote.end, quote.fragment, quote.sha256)


def _tools() -> dict[str, Any]:
    """The text around the words: on the page only, which then nobody on the way may keep."""
    source = (request.view_args or {})["source"]
    text = served().snapshot.texts.of(f"{repository().base}id/source/{source}")
    return {"in_text": _in_text, "private": text is not None and text.right}


Faces("claim.html", _claim, _subject, _table, _tools).add(blueprint, "/claims/<source>/<slug>")
