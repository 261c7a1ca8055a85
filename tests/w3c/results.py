"""Results of queries: read from every format of the suites, and compared."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from tests.w3c.manifests import RDF, SYNTAX

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
SRX = "{http://www.w3.org/2005/sparql-results#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSD = "http://www.w3.org/2001/XMLSchema#"
EXACT = ("integer", "decimal", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger",
         "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")  # fmt: skip
FLOATING = ("double", "float")
Term = NamedNode | BlankNode | Literal
Row = Mapping[str, Term]


@dataclass(frozen=True)
class Table:
    """The result of a SELECT; `ordered`: its rows stand in an order that means something."""

    variables: frozenset[str]
    rows: Sequence[Row]
    ordered: bool = True


Result = Table | bool | frozenset[Triple]


def read(body: bytes, media_type: str) -> Result:
    """An answer of the server."""
    kind = media_type.partition(";")[0]
    if kind in READERS:
        return READERS[kind](body)
    form = RdfFormat.from_media_type(kind)
    assert form is not None, kind
    return frozenset(quad.triple for quad in parse(body, form))


def expected(path: Path, iri: str) -> Result:
    """A result of the suites."""
    if path.suffix not in SYNTAX:
        return FILES[path.suffix](path.read_bytes())
    quads = parse(path=str(path), format=SYNTAX[path.suffix], base_iri=iri)
    triples = frozenset(quad.triple for quad in quads)
    kinds = {triple.object.value for triple in triples if triple.predicate.value == RDF + "type"}  # type: ignore[union-attr]
    return _from_result_set(triples) if RS + "ResultSet" in kinds else triples


def _from_json(body: bytes) -> Table | bool:
    found = json.loads(body)
    if "boolean" in found:
        return bool(found["boolean"])
    rows = [
        {name: _json_term(value) for name, value in row.items()}
        for row in found["results"]["bindings"]
    ]
    return Table(frozenset(found["head"]["vars"]), rows)


def _json_term(value: Mapping[str, str]) -> Term:
    kind, text = value["type"], value["value"]
    if kind == "uri":
        return NamedNode(text)
    if kind == "bnode":
        return BlankNode(_label(text))
    assert kind in ("literal", "typed-literal"), kind
    return _literal(text, value.get("datatype"), value.get("xml:lang"))


def _from_xml(body: bytes) -> Table | bool:
    root = ET.fromstring(body)
    if (boolean := root.find(SRX + "boolean")) is not None:
        return {"true": True, "false": False}[str(boolean.text).strip()]
    rows = [
        {one.attrib["name"]: _xml_term(one[0]) for one in result}
        for result in root.iter(SRX + "result")
    ]
    names = [one.attrib["name"] for one in root.iter(SRX + "variable")]
    return Table(frozenset(names), rows)


def _xml_term(node: ET.Element) -> Term:
    text = node.text or ""
    if node.tag == SRX + "uri":
        return NamedNode(text)
    if node.tag == SRX + "bnode":
        return BlankNode(_label(text))
    assert node.tag == SRX + "literal", node.tag
    return _literal(text, node.get("datatype"), node.get(XML_LANG))


def _literal(text: str, datatype: str | None, language: str | None) -> Literal:
    if language is not None:
        return Literal(text, language=language.lower())
    return Literal(text, datatype=None if datatype is None else NamedNode(datatype))


def _label(text: str) -> str:
    """A label of the result as one that the engine's own terms may have."""
    return "b" + text.encode().hex()


def _from_csv(body: bytes) -> Table | bool:
    """CSV tells IRIs, texts and numbers apart as little as what is empty and what is not there."""
    lines = list(csv.reader(io.StringIO(body.decode(), newline="")))
    if lines in ([["true"]], [["false"]]):
        return lines == [["true"]]
    rows = [
        {
            name: BlankNode(_label(cell)) if cell.startswith("_:") else Literal(cell)
            for name, cell in zip(lines[0], line or [""] * len(lines[0]), strict=True)
        }
        for line in lines[1:]
    ]
    return Table(frozenset(lines[0]), rows)


def _from_tsv(body: bytes) -> Table | bool:
    text = body.decode()
    if text.strip() in ("true", "false"):
        return text.strip() == "true"
    head, *lines = text.removesuffix("\n").split("\n")
    names = [name.removeprefix("?") for name in head.rstrip("\r").split("\t")] if head else []
    rows = []
    for line in lines:
        cells = line.rstrip("\r").split("\t") if names else []
        pairs = zip(names, cells, strict=True)
        rows.append({name: _tsv_term(cell) for name, cell in pairs if cell})
    return Table(frozenset(names), rows)


def _tsv_term(cell: str) -> Term:
    """A term as Turtle writes it."""
    if cell.startswith("_:"):
        return BlankNode(_label(cell))
    (quad,) = parse(f"<urn:s> <urn:p> {cell} .", RdfFormat.TURTLE)
    assert not isinstance(quad.object, Triple)
    return quad.object


def _from_result_set(triples: frozenset[Triple]) -> Table | bool:
    def values(node: Hashable, name: str) -> list[Term]:
        return [t.object for t in triples if t.subject == node and t.predicate.value == RS + name]  # type: ignore[misc]

    (table,) = {
        t.subject
        for t in triples
        if isinstance(t.object, NamedNode) and t.object.value == RS + "ResultSet"
    }
    if boolean := values(table, "boolean"):
        return boolean[0].value == "true"
    found = []
    for solution in values(table, "solution"):
        row = {}
        for binding in values(solution, "binding"):
            (name,), (value,) = values(binding, "variable"), values(binding, "value")
            row[name.value] = value
        found.append((values(solution, "index"), row))
    ordered = all(index for index, _ in found)
    if ordered:
        found.sort(key=lambda pair: int(pair[0][0].value))
    names = frozenset(name.value for name in values(table, "resultVariable"))
    return Table(names, [row for _, row in found], ordered)


READERS: Mapping[str, Callable[[bytes], Table | bool]] = {
    "application/sparql-results+json": _from_json,
    "application/sparql-results+xml": _from_xml,
    "text/csv": _from_csv,
    "text/tab-separated-values": _from_tsv,
}
FILES: Mapping[str, Callable[[bytes], Table | bool]] = {
    ".srj": _from_json,
    ".srx": _from_xml,
    ".csv": _from_csv,
    ".tsv": _from_tsv,
}


def same(
    found: Result, wanted: Result, *, ordered: bool, lax: bool = False, by_value: bool = False
) -> bool:
    """Whether a result is the wanted one, but for the names of blank nodes.

    `ordered`: the order of the rows counts; `lax`: a row may stand fewer times than wanted;
    `by_value`: a number or a truth value may be written otherwise than wanted.
    """
    key = _value if by_value else _term
    if isinstance(found, Table) and isinstance(wanted, Table):
        if found.variables != wanted.variables:
            return False
        left, right = _rows(found, key), _rows(wanted, key)
        if lax:
            fewer = Counter(left) <= Counter(right)
            return fewer and set(left) == set(right)
        if ordered and wanted.ordered:
            return _in_order(left, right)
        return _isomorphic(left, right)
    if isinstance(found, frozenset) and isinstance(wanted, frozenset):
        return _canonical(found, key) == _canonical(wanted, key)
    return isinstance(found, bool) and isinstance(wanted, bool) and found == wanted


Cells = tuple[tuple[str, Term], ...]


def _in_order(left: list[Cells], right: list[Cells]) -> bool:
    if len(left) != len(right):
        return False
    names: dict[str, str] = {}
    for one, other in zip(left, right, strict=True):
        further = _renamed(one, other, names)
        if further is None:
            return False
        names = further
    return True


def _term(term: Term) -> Term:
    if isinstance(term, Literal) and term.language:
        return Literal(term.value, language=term.language.lower())
    return term


def _value(term: Term) -> Term:
    """A number or a truth value written in one way, everything else as it is."""
    if isinstance(term, Literal):
        kind = term.datatype.value.removeprefix(XSD)
        try:
            if kind in EXACT:
                number = format(Decimal(term.value).normalize(), "f")
                return Literal(number, datatype=term.datatype)
            if kind in FLOATING:
                return Literal(repr(float(term.value)), datatype=term.datatype)
            if kind == "boolean":
                truth = {"0": "false", "1": "true"}.get(term.value, term.value)
                return Literal(truth, datatype=term.datatype)
        except (ValueError, InvalidOperation):
            return term  # ill-typed
    return _term(term)


def _rows(table: Table, key: Callable[[Term], Term]) -> list[Cells]:
    return [tuple(sorted((name, key(value)) for name, value in row.items())) for row in table.rows]


def _isomorphic(left: list[Cells], right: list[Cells]) -> bool:
    """Whether the rows are the same in some order, and under one renaming of blank nodes."""
    if Counter(map(_shape, left)) != Counter(map(_shape, right)):
        return False
    blank = [row for row in left if _has_blank(row)]
    return _matched(blank, [row for row in right if _has_blank(row)], {})


def _matched(left: list[Cells], right: list[Cells], names: dict[str, str]) -> bool:
    """Whether each row of `left` has its own in `right`, as far as `names` goes and further."""
    if not left:
        return True
    for place, row in enumerate(right):
        further = _renamed(left[0], row, names)
        rest = right[:place] + right[place + 1 :]
        if further is not None and _matched(left[1:], rest, further):
            return True
    return False


def _renamed(left: Cells, right: Cells, names: dict[str, str]) -> dict[str, str] | None:
    """`names` with the blank nodes of two rows that are the same then; None where they cannot be."""
    if _shape(left) != _shape(right):
        return None
    names = dict(names)
    for (_, one), (_, other) in zip(left, right, strict=True):
        if isinstance(one, BlankNode):
            known = names.setdefault(one.value, other.value)
            if known != other.value:
                return None
    return names if len(set(names.values())) == len(names) else None


def _shape(row: Cells) -> tuple[tuple[str, Term | None], ...]:
    return tuple((name, None if isinstance(term, BlankNode) else term) for name, term in row)


def _has_blank(row: Cells) -> bool:
    return any(isinstance(term, BlankNode) for _, term in row)


def _canonical(triples: frozenset[Triple], key: Callable[[Term], Term]) -> Dataset:
    quads = (Quad(t.subject, t.predicate, key(t.object)) for t in triples)  # type: ignore[arg-type]
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset
