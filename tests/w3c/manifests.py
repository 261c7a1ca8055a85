"""The manifests of the SPARQL 1.0 and 1.1 suites, and their data as one N-Quads file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse, serialize

from tests.w3c.known import NOT_APPLICABLE

SUITES = ("sparql10", "sparql11")
# The suites are a collection of relative IRIs; this is where they are, for the queries, data and results.
HERE = "https://w3c.example/"
NOWHERE = HERE + "no-such-graph"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SYNTAX = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\s]*>")
KINDS = {
    "PositiveSyntaxTest": "legal",
    "PositiveSyntaxTest11": "legal",
    "NegativeSyntaxTest": "illegal",
    "NegativeSyntaxTest11": "illegal",
    "QueryEvaluationTest": "evaluated",
    "CSVResultFormatTest": "evaluated",
}
Node = NamedNode | BlankNode


@dataclass(frozen=True)
class Case:
    """A test: a query that is `legal`, `illegal`, or `evaluated` over a dataset with a result."""

    name: str
    kind: str
    query: Path
    iri: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    result: Path | None
    result_iri: str
    lax: bool

    @property
    def text(self) -> str:
        """The query as a client sends it: one that has relative IRIs says what they are relative to."""
        text = self.query.read_bytes().decode()
        return f"BASE <{self.iri}>\n{text}" if RELATIVE.search(text) else text

    @property
    def dataset(self) -> dict[str, tuple[str, ...]]:
        """The graphs, as parameters of the protocol; none where the query names them itself."""
        if re.search(r"\bFROM\s+(NAMED\s+)?<", self.text, re.IGNORECASE):
            return {}
        default = self.default or (() if self.named else (NOWHERE,))
        return {"default-graph-uri": default, "named-graph-uri": self.named}


def folders(root: Path) -> Iterator[Path]:
    """The folders of both suites, those that do not apply too."""
    for suite in SUITES:
        yield from sorted(path.parent for path in (root / suite).glob("*/manifest.ttl"))


def cases(root: Path) -> tuple[Case, ...]:
    """All tests of queries, in the order of the manifests."""
    return tuple(
        case
        for folder in folders(root)
        if str(folder.relative_to(root)) not in NOT_APPLICABLE
        for case in _cases(root, folder)
    )


def _cases(root: Path, folder: Path) -> Iterator[Case]:
    store = loaded(folder / "manifest.ttl", f"{HERE}{folder.relative_to(root)}/manifest.ttl")
    for test in entries(store):
        action, kind = one(store, test, MF + "action"), one(store, test, RDF + "type")
        assert action is not None
        assert kind is not None
        result = one(store, test, MF + "result")
        query = action if isinstance(action, NamedNode) else one(store, action, QT + "query")
        assert isinstance(query, NamedNode)
        yield Case(
            name=f"{folder.relative_to(root)}/{test.value.rpartition('#')[2]}",
            kind=KINDS[kind.value.rpartition("#")[2]],
            query=root / query.value.removeprefix(HERE),
            iri=query.value,
            default=tuple(sorted(data.value for data in _all(store, action, QT + "data"))),
            named=tuple(sorted(data.value for data in _all(store, action, QT + "graphData"))),
            result=None if result is None else root / result.value.removeprefix(HERE),
            result_iri="" if result is None else result.value,
            lax=one(store, test, MF + "resultCardinality") is not None,
        )


def loaded(manifest: Path, iri: str) -> Store:
    """A manifest, its IRIs relative to `iri`."""
    store = Store()
    store.bulk_load(path=str(manifest), format=RdfFormat.TURTLE, base_iri=iri)
    return store


def entries(store: Store) -> Iterator[Node]:
    """The tests that a manifest lists."""
    (listed,) = store.quads_for_pattern(None, NamedNode(MF + "entries"), None, None)
    rest: Node | None = listed.object  # type: ignore[assignment]
    while rest is not None and rest.value != RDF + "nil":
        test = one(store, rest, RDF + "first")
        assert test is not None
        yield test
        rest = one(store, rest, RDF + "rest")


def _all(store: Store, node: Node, property: str) -> list[Node]:
    quads = store.quads_for_pattern(node, NamedNode(property), None, None)
    return [quad.object for quad in quads]  # type: ignore[misc]


def one(store: Store, node: Node, property: str) -> Node | None:
    """The value of a property, None where there is none."""
    found = _all(store, node, property)
    assert len(found) <= 1, (node, property)
    return found[0] if found else None


def write_data(root: Path, suite: str, target: Path) -> None:
    """Every data file of a suite as a graph of its name; no blank node stands in two of them."""
    results = {case.result for case in cases(root)}
    with target.open("wb") as file:
        for path in sorted((root / suite).glob("*/*")):
            folder = str(path.parent.relative_to(root))
            if (
                path.suffix in SYNTAX
                and path not in results
                and "manifest" not in path.name
                and folder not in NOT_APPLICABLE
            ):
                iri = HERE + str(path.relative_to(root))
                quads = parse(
                    path=str(path),
                    format=SYNTAX[path.suffix],
                    base_iri=iri,
                    rename_blank_nodes=True,
                )
                graph = NamedNode(iri)
                serialize((Quad(*quad.triple, graph) for quad in quads), file, RdfFormat.N_QUADS)
