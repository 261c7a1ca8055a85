"""A term of the ontology: what it means, what the shapes ask of it, how often it is used, who asks by it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.elements.said import Text
from server.answers.query.questions import Question, questions
from server.answers.things.rows import Row, mentioned, outgoing
from server.queries.saved_query import SavedQuery
from server.repository.interface import Pairs, Repository, Term

# Shapes of a class with its properties, classes whose shapes have a property, rules across facts, an example.
ABOUT = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?as ?thing ?path ?min ?max ?kind WHERE {{
  {{ ?shape sh:targetClass <{iri}> ; sh:property ?thing . ?thing sh:path ?path . BIND("property" AS ?as)
    OPTIONAL {{ ?thing sh:minCount ?min }} OPTIONAL {{ ?thing sh:maxCount ?max }}
    OPTIONAL {{ ?thing sh:class|sh:datatype ?kind }} }}
  UNION {{ ?shape sh:property ?property ; sh:targetClass ?thing . ?property sh:path <{iri}> . BIND("used" AS ?as) }}
  UNION {{ ?thing sh:targetClass <{iri}> ; sh:sparql ?rule . BIND("rule" AS ?as) }}
  UNION {{ {{ SELECT (MIN(?one) AS ?thing) WHERE {{ {pattern} }} }} BIND("example" AS ?as) FILTER(BOUND(?thing)) }}
}} ORDER BY ?as ?path ?thing"""
COUNT = "SELECT (COUNT(*) AS ?count) WHERE {{ {pattern} }}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a shape asks of a class: a property, how often at least and at most, of which kind its values are."""

    path: Named
    least: str
    most: str
    kind: Named | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across facts: its name, and what it says."""

    name: Named
    says: Text | None


@dataclass(frozen=True, slots=True)
class TermPage:
    """A term; `count`: things of a class, triples of a property."""

    term: Named
    anchor: str
    is_class: bool
    definition: Text | None
    rows: tuple[Row, ...]
    requirements: tuple[Requirement, ...]
    used_by: tuple[Named, ...]
    rules: tuple[Rule, ...]
    count: int
    example: Named | None
    questions: tuple[Question, ...]


def term_page(
    repository: Repository, node: NamedNode, languages: Sequence[str], saved: Iterable[SavedQuery]
) -> TermPage | None:
    """A term as its page says it, in four questions; None where the ontology has none of that name."""
    pairs = repository.describe([node]).get(node)
    if pairs is None:
        return None
    is_class = _is_class(pairs)
    pattern = f"?one a <{node.value}>" if is_class else f"?one <{node.value}> ?value"
    found = repository.select(ABOUT.format(iri=node.value, pattern=pattern))
    nodes = {value for row in found for value in row.values() if isinstance(value, NamedNode)}
    reader = Reader.of(
        repository, [node, *nodes, *mentioned(pairs)], languages, ("skos:definition",)
    )
    said = reader.said.of(node)
    anchor = node.value.rsplit("#", 1)[-1]
    return TermPage(
        term=reader.names.named(node),
        anchor=anchor,
        is_class=is_class,
        definition=said.text("skos:definition", languages),
        rows=tuple(
            row
            for row in outgoing(pairs, reader.names, languages)
            if row.predicate.iri not in HIDDEN
        ),
        requirements=tuple(_requirement(reader, row) for row in found if _as(row) == "property"),
        used_by=reader.names.all(_things(found, "used")),
        rules=tuple(_rule(reader, one) for one in _things(found, "rule")),
        count=_count(repository, pattern),
        example=reader.named(next(iter(_things(found, "example")), None)),
        questions=_asking(repository, anchor, saved, languages),
    )


def _is_class(pairs: Pairs) -> bool:
    kinds = (str(value) for key, value in pairs if key.value.endswith("#type"))
    return any(one.endswith("#Class>") for one in kinds)


def _rule(reader: Reader, node: NamedNode) -> Rule:
    comment = reader.said.of(node).text("rdfs:comment", reader.languages)
    return Rule(reader.names.named(node), comment)


HIDDEN = frozenset(
    f"http://www.w3.org/{name}"
    for name in (
        "2004/02/skos/core#definition",
        "2000/01/rdf-schema#label",
        "2000/01/rdf-schema#isDefinedBy",
        "1999/02/22-rdf-syntax-ns#type",
    )
)


Solution = Mapping[str, Term]


def _as(row: Solution) -> str:
    value = row["as"]
    return value.value if isinstance(value, Literal) else ""


def _things(found: Iterable[Solution], kind: str) -> tuple[NamedNode, ...]:
    things = (row["thing"] for row in found if _as(row) == kind)
    return tuple(dict.fromkeys(one for one in things if isinstance(one, NamedNode)))


def _requirement(reader: Reader, row: Solution) -> Requirement:
    path, kind = row["path"], row.get("kind")
    least, most = row.get("min"), row.get("max")
    assert isinstance(path, NamedNode)
    return Requirement(
        reader.names.named(path),
        least.value if isinstance(least, Literal) else "0",
        most.value if isinstance(most, Literal) else "*",
        reader.named(kind if isinstance(kind, NamedNode) else None),
    )


def _count(repository: Repository, pattern: str) -> int:
    (row,) = repository.select(COUNT.format(pattern=pattern))
    count = row["count"]
    return int(count.value) if isinstance(count, Literal) else 0


def _asking(
    repository: Repository, anchor: str, saved: Iterable[SavedQuery], languages: Sequence[str]
) -> tuple[Question, ...]:
    """The saved questions in whose query the term stands."""
    used = re.compile(rf"\brf:{re.escape(anchor)}\b")
    return questions(repository, [one for one in saved if used.search(one.text)], languages)
