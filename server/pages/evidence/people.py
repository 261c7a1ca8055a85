"""The pages of those who say something: all of them, and one person or body."""

from flask import abort
from pyoxigraph import NamedNode

from server.answers.people.agent_page import QUERY, AgentPage, agent_page
from server.answers.people.people_list import PeopleList, people_list
from server.answers.people.people_table import agent_table, people_table
from server.pages.evidence.thing import missing
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.remembered import remembered

blueprint = PageBlueprint("people", __name__)
KINDS = ("person", "organisation")
UNKNOWN = "There is no person and no organisation of that name."


def _agent(slug: str) -> AgentPage:
    try:
        nodes = [NamedNode(f"{repository().base}id/{kind}/{slug}") for kind in KINDS]
    except ValueError:
        abort(404, UNKNOWN)
    described = repository().describe(nodes)
    node = next((one for one in nodes if one in described), None)
    found = agent_page(repository(), node, languages()) if node else None
    local = node.value.removeprefix(repository().base + "id/") if node else f"person/{slug}"
    return found or missing(local, UNKNOWN)


def _subject(page: AgentPage) -> Subject:
    query = QUERY.format(base=repository().base, iri=page.agent.iri, lang=language())
    kind = "Person" if page.person else "Organization"
    items = tuple(one.claim.href for group in page.sources for one in group.said)
    return Subject(page.agent.name, page.agent.iri, kind, query, items=items)


def _people() -> PeopleList:
    return remembered(people_list)


def _people_subject(found: PeopleList) -> Subject:
    items = tuple(dict.fromkeys(one.agent.href for one in found.speakers))
    return Subject(
        words(language())["people-title"], kind="CollectionPage", query=found.query, items=items
    )


Faces("people.html", _people, _people_subject, people_table).add(blueprint, "/people")
Faces("agent.html", _agent, _subject, agent_table).add(blueprint, "/people/<slug>")
