"""Speakers, and what one of them says, as tables."""

from server.answers.people.agent_page import AgentPage
from server.answers.people.agent_reader import HeldRole
from server.answers.people.people_list import PeopleList
from server.answers.tables.data_table import Cell, Column, DataTable

PEOPLE = (
    Column("who"),
    Column("iri", "anyURI"),
    Column("role"),
    Column("organisation"),
    Column("role_inferred", "boolean"),
    Column("source"),
    Column("printed", "date"),
    Column("content_not_before_inferred", "date"),
    Column("content_not_after_inferred", "date"),
    Column("claims", "integer"),
    Column("who_inferred", "integer"),
    Column("with_caveat", "integer"),
    Column("modes"),
    Column("topics"),
)
CLAIMS = (
    Column("source"),
    Column("claim", "anyURI"),
    Column("says"),
    Column("mode"),
    Column("hedge"),
    Column("caveat"),
    Column("basis"),
    Column("who_inferred", "boolean"),
    Column("why_inferred"),
)


def people_table(found: PeopleList) -> DataTable:
    """All speakers in each text, then roles that nobody is named for."""
    rows: list[tuple[Cell, ...]] = []
    for one in found.speakers:
        facts = one.source
        rows.append((
            one.agent.name,
            one.agent.iri,
            *_roles(one.roles),
            facts.number,
            facts.issued or None,
            facts.not_before or None,
            facts.not_after or None,
            one.claims,
            one.inferred,
            one.limited,
            " | ".join(f"{mode.name}: {n}" for mode, n in one.modes) or None,
            " | ".join(topic.name for topic in one.topics) or None,
        ))  # fmt: skip
    for role in found.unnamed:
        source = role.source.iri.rsplit("/", 1)[-1]
        rows.append((None, None, *_roles((role,)), source, *[None] * 8))
    return DataTable("people", PEOPLE, tuple(rows))


def agent_table(page: AgentPage) -> DataTable:
    """What somebody says, one claim a row."""
    rows = tuple(
        (
            group.source.number,
            one.claim.iri,
            one.claim.name,
            one.mode.name if one.mode else None,
            one.hedge.text if one.hedge else None,
            " | ".join(each.name for each in one.caveats) or None,
            one.basis.name if one.basis else None,
            str(one.inferred).lower(),
            one.reason.text if one.reason else None,
        )
        for group in page.sources
        for one in group.said
    )
    return DataTable(page.agent.iri.rsplit("/", 1)[-1], CLAIMS, rows)


def _roles(roles: tuple[HeldRole, ...]) -> tuple[Cell, Cell, Cell]:
    return (
        " | ".join(one.role.name for one in roles if one.role) or None,
        " | ".join(one.organisation.name for one in roles if one.organisation) or None,
        str(any(one.inferred for one in roles)).lower() if roles else None,
    )
