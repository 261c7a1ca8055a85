"""The tools run_question and sparql: rows with the names of the columns once, and the evidence of the claims in them."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from pyoxigraph import NamedNode

from server.answers.elements.names import short
from server.answers.query.table import NUMBERS, XSD
from server.answers.query.vocabulary import prefixes_of, query_vocabulary
from server.mcp_tools.answer_part import Item, ToolAnswer, number
from server.mcp_tools.arguments import QuestionArguments, SparqlArguments
from server.mcp_tools.cited_claim import claims_behind
from server.mcp_tools.material import Material
from server.mcp_tools.tool_fault import ToolFault
from server.queries.saved_query import SavedQuery, saved_queries

BARE = (
    "No claim stands in these rows, so they have no words, source or caveat: ask for ?claim "
    "(?statement prov:wasDerivedFrom ?claim) before you repeat a figure."
)


@dataclass(frozen=True, slots=True)
class QuestionSaid:
    """A saved question: its name, what it asks, what it is about."""

    name: str
    asks: str
    group: str


@dataclass(frozen=True, slots=True)
class TermSaid:
    """A class: what it is called, the properties that its things must have, and those that they may have."""

    name: str
    label: str
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


def question_list(asked: QuestionArguments) -> ToolAnswer:
    """The saved questions."""
    found = (
        QuestionSaid(one.name, one.titles[asked.language], one.group)
        for one in saved_queries().values()
    )
    return ToolAnswer.of({}, [Item(one) for one in found])


def question_named(name: str) -> SavedQuery:
    """The question of that name, or the only one whose name begins so; ToolFault names those that are like it."""
    known = saved_queries()
    begin = [one for one in known if one == name or one.startswith(name.lower())]
    exact = [one for one in begin if one == name or one.partition("-")[0] == name.lower()]
    found = exact if len(exact) == 1 else begin
    if len(found) == 1:
        return known[found[0]]
    near = found[:5] or get_close_matches(name, known, 5, 0.3)
    perhaps = f"; perhaps {' or '.join(near)}" if near else ""
    raise ToolFault(
        f"There is no one question {name[:80]!r}{perhaps}. Without a name all are listed."
    )


def vocabulary(material: Material, asked: SparqlArguments) -> ToolAnswer:
    """What a query can ask for: classes with their properties, and prefixes."""
    base = material.repository.base
    found = query_vocabulary(base, asked.languages)
    terms = (
        TermSaid(
            one.term.name,
            one.term.label,
            tuple(each.name for each in one.required),
            tuple(each.name for each in one.optional),
        )
        for one in found.classes
    )
    return ToolAnswer.of(
        {"prefixes": _prefixes(base, found.prefixes)}, [Item(one) for one in terms]
    )


def row_items(
    material: Material, head: Mapping[str, object], results: bytes, *, steady: bool
) -> ToolAnswer:
    """Rows of SPARQL results in JSON, or a yes or no; `head` stands before them."""
    found = json.loads(results)
    if "boolean" in found:
        return ToolAnswer.of({**head, "answer": found["boolean"]}, [])
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    base = material.repository.base
    used = {"prefixes": {"id": base + "id/", "rf": base + "def#"}}

    def items(start: int, stop: int) -> Sequence[Item]:
        part = rows[start:stop]
        behind = _behind(material, part)
        return [
            Item(
                tuple(_cell(row.get(name), base) for name in columns),
                _claims(row, material, behind),
            )
            for row in part
        ]

    bare = {} if _any_claims(material, rows) or not rows else {"note": BARE}
    return ToolAnswer({**head, **used, **bare, "columns": columns}, len(rows), items, steady)


def triple_items(material: Material, triples: bytes, *, steady: bool) -> ToolAnswer:
    """Triples as lines of N-Triples, in their order."""
    lines = sorted(set(triples.decode().splitlines()))

    def items(start: int, stop: int) -> Sequence[Item]:
        part = lines[start:stop]
        nodes = [_nodes(material, line) for line in part]
        behind = claims_behind(material, dict.fromkeys(one for found in nodes for one in found))
        return [Item(line, _unique(behind, found)) for line, found in zip(part, nodes, strict=True)]

    return ToolAnswer({"form": "N-Triples"}, len(lines), items, steady)


def _prefixes(base: str, used: Mapping[str, str]) -> dict[str, str]:
    return {
        "id": base + "id/",
        **{name: iri for name, iri in prefixes_of(base).items() if name in used},
    }


def _any_claims(material: Material, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the first rows that there are lead to a claim."""
    return any(_behind(material, rows[:25]).values())


def _behind(
    material: Material, rows: Sequence[Mapping[str, Any]]
) -> Mapping[NamedNode, tuple[str, ...]]:
    nodes = (one for row in rows for cell in row.values() for one in _nodes(material, _text(cell)))
    return claims_behind(material, dict.fromkeys(nodes))


def _claims(
    row: Mapping[str, Any], material: Material, behind: Mapping[NamedNode, tuple[str, ...]]
) -> tuple[str, ...]:
    nodes = (one for cell in row.values() for one in _nodes(material, _text(cell)))
    return _unique(behind, nodes)


def _unique(
    behind: Mapping[NamedNode, tuple[str, ...]], nodes: Iterable[NamedNode]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in nodes for name in behind.get(one, ())))


def _nodes(material: Material, text: str) -> list[NamedNode]:
    """The things of the graph that a value names; a text may name several claims."""
    things = re.escape(material.repository.base + "id/")
    return [NamedNode(one) for one in re.findall(rf"{things}[\w./-]+", text)]


def _text(cell: Mapping[str, Any]) -> str:
    value = cell.get("value")
    return value if isinstance(value, str) else ""


def _cell(cell: Mapping[str, Any] | None, base: str) -> object:
    """A value: a thing by a prefixed name, a number as a number, a text as it is; None of none."""
    if cell is None:
        return None
    value = cell["value"]
    if cell["type"] == "uri":
        things = base + "id/"
        return "id:" + value[len(things) :] if value.startswith(things) else short(base, value)
    if cell["type"] == "bnode":
        return "_:" + value
    kind = cell.get("datatype", "")
    if kind == XSD + "boolean":
        return value in ("true", "1")
    if kind not in NUMBERS:
        return value
    try:
        return number(Decimal(value))
    except InvalidOperation:
        return value
