"""The pages of sources: all of them, and one with its text, where that is given, and its claims."""

from typing import Any

from flask import abort, request
from pyoxigraph import NamedNode

from server.answers.sources.marked_text import pieces
from server.answers.sources.source_list import SourceList, source_list
from server.answers.sources.source_page import QUERY, SourcePage, source_page
from server.answers.sources.source_table import source_claims_table, sources_table
from server.pages.evidence.thing import missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages

blueprint = PageBlueprint("sources", __name__)
UNKNOWN = "There is no source of that number."


def _node(number: str) -> NamedNode:
    try:
        return NamedNode(f"{repository().base}id/source/{number}")
    except ValueError:
        abort(404, UNKNOWN)


def _source(number: str) -> SourcePage:
    found = source_page(repository(), _node(number), languages())
    return found or missing(f"source/{number}", UNKNOWN)


def _subject(page: SourcePage) -> Subject:
    facts = page.facts
    query = QUERY.format(base=repository().base, iri=facts.source.iri, lang=language())
    items = tuple(one.claim.href for one in page.claims)
    return Subject(facts.source.name, facts.source.iri, "CreativeWork", query, items=items)


def _tools() -> dict[str, Any]:
    """The text, where it is given: on the page only, which nobody on the way may keep, and in no other form of it."""
    node = _node((request.view_args or {})["number"])
    text = served().snapshot.texts.of(node.value)
    shown = text is not None and text.right
    return {"text_given": text, "pieces": pieces, "private": shown}


def _list() -> SourceList:
    return source_list(repository(), languages())


def _list_subject(found: SourceList) -> Subject:
    items = tuple(one.facts.source.href for one in found.sources)
    return Subject(
        words(language())["nav-sources"], kind="CollectionPage", query=found.query, items=items
    )


Faces("source_list.html", _list, _list_subject, sources_table).add(blueprint, "/sources")
Faces("source.html", _source, _subject, source_claims_table, _tools).add(
    blueprint, "/sources/<number>"
)
