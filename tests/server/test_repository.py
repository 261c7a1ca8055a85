"""What every engine behind the seam must answer, and how few questions a page asks of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import rdflib
from flask import Flask
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from graph_build.layers.builder import BuiltGraph
from ontology.vocabulary import PREFIXES
from server import create_app
from server.answers.ontology.ontology_page import ontology
from server.answers.plan.front import front_page
from server.answers.things.resource import resource
from server.answers.things.rows import MOST
from server.publication.memo import Memo
from server.repository.embedded_repository import EmbeddedRepository
from server.repository.interface import Counts, Description, Incoming, Label, Repository, Term
from server.settings import Settings
from shapes.graphs.data_graph import DataGraph

BASE = "https://rusfelt.example/"
MOST_QUESTIONS = 8
GRAPH = """
@prefix : <https://rusfelt.example/id/> .
@prefix rf: <https://rusfelt.example/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<https://rusfelt.example/graph/b> {
  :claim a rf:Claim ; rdfs:label "på bokmål"@nb, "in English"@en ; prov:wasQuotedFrom :span, :other-span .
  :span dct:title "no language", "title"@en .
  :other-span skos:prefLabel "prefLabel"@en ; rdfs:label "label"@nb ; prov:wasQuotedFrom :claim .
  :silent rf:year 2018, 2019, "x"@en .
  [] rf:about :claim .
}
<https://rusfelt.example/graph/a> {
  :claim a rf:Claim .
  :statement a rf:Statement ; prov:wasDerivedFrom :claim .
  :second a rf:Statement ; prov:wasDerivedFrom :claim .
  :third a rf:Statement ; prov:wasDerivedFrom :claim ; rf:about :claim .
}
"""


def thing(name: str) -> NamedNode:
    return NamedNode(f"{BASE}id/{name}")


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


class RdflibRepository:
    """The same questions, answered by rdflib: what the engine is held against."""

    def __init__(self, dataset: rdflib.Dataset) -> None:
        self.base, self.dataset = BASE, dataset

    def _triples(
        self, s: Node | None = None, p: Node | None = None, o: Node | None = None
    ) -> set[tuple[Node, Node, Node]]:
        return {(a, b, c) for a, b, c, _ in self.dataset.quads((s, p, o, None))}

    def describe(self, nodes: Iterable[NamedNode], follow: Sequence[str] = ()) -> Description:
        found, left = dict[NamedNode, tuple[tuple[NamedNode, Term], ...]](), list(nodes)
        while left:
            node = left.pop()
            pairs = [(_ox(p), _ox(o)) for _, p, o in self._triples(rdflib.URIRef(node.value))]
            pairs.sort(key=lambda pair: (pair[0].value, str(pair[1])))
            if pairs and node not in found:
                found[node] = tuple(pairs)
                left += [o for p, o in pairs if p in map(term, follow)]
        return found

    def labels(
        self, nodes: Iterable[NamedNode], languages: Sequence[str]
    ) -> Mapping[NamedNode, Label]:
        return {node: one for node in nodes if (one := self._label(node, languages)) is not None}

    def _label(self, node: NamedNode, languages: Sequence[str]) -> Label | None:
        for predicate in (SKOS.prefLabel, RDFS.label, DCTERMS.title):
            for language in (*languages, ""):
                for _, _, text in self._triples(rdflib.URIRef(node.value), predicate):
                    if (text.language or "") == language:
                        return Label(str(text), language)
        return None

    def members(self, kinds: Iterable[str]) -> Mapping[str, tuple[NamedNode, ...]]:
        def of(kind: str) -> tuple[NamedNode, ...]:
            found = self._triples(None, RDF.type, rdflib.URIRef(f"{BASE}def#{kind}"))
            return tuple(NamedNode(iri) for iri in sorted({str(s) for s, _, _ in found}))

        return {kind: of(kind) for kind in kinds}

    def incoming(self, node: NamedNode, limit: int) -> Mapping[NamedNode, Incoming]:
        subjects: dict[str, set[str]] = {}
        for s, p, _ in self._triples(None, None, rdflib.URIRef(node.value)):
            if isinstance(s, rdflib.URIRef):
                subjects.setdefault(str(p), set()).add(str(s))
        return {
            NamedNode(p): Incoming(
                tuple(map(NamedNode, sorted(subjects[p])[:limit])), len(subjects[p])
            )
            for p in sorted(subjects)
        }

    def select(self, query: str) -> tuple[Mapping[str, Term], ...]:
        try:
            union = rdflib.Graph()
            for triple in self._triples():
                union.add(triple)
            result = union.query(query)
        except Exception as error:
            raise SyntaxError(str(error)) from error
        if result.type != "SELECT":
            raise ValueError("is no SELECT")
        return tuple({str(k): _ox(v) for k, v in row.asdict().items()} for row in result)

    @property
    def foreign(self) -> bool:
        return not self.members(("Claim",))["Claim"]

    def quads(self, node: NamedNode) -> tuple[Quad, ...]:
        found, left = set[Quad](), [rdflib.URIRef(node.value)]
        while left:
            for s, p, o, g in self.dataset.quads((left.pop(), None, None, None)):
                quad = Quad(_ox(s), _ox(p), _ox(o), NamedNode(str(g)))  # type: ignore[arg-type]
                if quad not in found and isinstance(o, rdflib.BNode):
                    left.append(o)  # type: ignore[arg-type]
                found.add(quad)
        return tuple(sorted(found, key=str))

    def graph(self, name: str) -> tuple[Triple, ...]:
        found = self.dataset.graph(rdflib.URIRef(name))
        return tuple(sorted((Triple(_ox(s), _ox(p), _ox(o)) for s, p, o in found), key=str))

    def graph_sizes(self) -> Mapping[str, int]:
        graphs = [one for one in self.dataset.graphs() if len(one)]
        return dict(sorted((str(one.identifier), len(one)) for one in graphs))

    def counts(self) -> Counts:
        members = self.members(("Claim", "Statement", "Source"))
        quads = sum(self.graph_sizes().values())
        return Counts(*(len(one) for one in members.values()), quads, len(self._triples()))


def _ox(node: Node) -> Term:
    (quad,) = parse(f"<urn:s> <urn:p> {node.n3()} .", RdfFormat.N_TRIPLES)
    return quad.object


def embedded(folder: Path) -> Repository:
    (folder / "graph.trig").write_text(GRAPH, encoding="utf-8")
    quads = parse(path=str(folder / "graph.trig"), format=RdfFormat.TRIG)
    (folder / "graph.nq").write_text("".join(f"{quad} .\n" for quad in quads), encoding="utf-8")
    return EmbeddedRepository.load(folder / "graph.nq")


def by_rdflib(_: Path) -> Repository:
    dataset = rdflib.Dataset()
    for quad in parse(GRAPH, RdfFormat.TRIG):
        graph = dataset.graph(rdflib.URIRef(quad.graph_name.value))
        graph.parse(data=f"{quad.triple} .", format="nt")
    return RdflibRepository(dataset)


# An engine is added here, and answers like the others.
ENGINES: Mapping[str, Callable[[Path], Repository]] = {"embedded": embedded, "rdflib": by_rdflib}


@pytest.fixture(params=ENGINES)
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    return ENGINES[request.param](tmp_path)


def test_what_is_said_of_a_thing_is_told_once_in_order(repository: Repository) -> None:
    found = repository.describe([thing("claim"), thing("nowhere")])
    assert [*found] == [thing("claim")]
    assert found[thing("claim")] == (
        (term("rdf:type"), NamedNode(BASE + "def#Claim")),
        (term("rdfs:label"), Literal("in English", language="en")),
        (term("rdfs:label"), Literal("på bokmål", language="nb")),
        (term("prov:wasQuotedFrom"), thing("other-span")),
        (term("prov:wasQuotedFrom"), thing("span")),
    )


def test_what_is_followed_is_described_too_in_a_circle_once(repository: Repository) -> None:
    found = repository.describe([thing("statement")], ("prov:wasDerivedFrom", "prov:wasQuotedFrom"))
    assert set(found) == {thing(one) for one in ("statement", "claim", "span", "other-span")}
    assert set(repository.describe([thing("statement")], ("rf:about",))) == {thing("statement")}


@pytest.mark.parametrize(
    ("name", "languages", "expected"),
    [
        ("claim", ("nb", "en"), Label("på bokmål", "nb")),
        ("claim", ("nn", "en"), Label("in English", "en")),
        ("claim", ("nn",), None),
        ("other-span", ("nb", "en"), Label("prefLabel", "en")),
        ("other-span", ("nb",), Label("label", "nb")),
        ("span", ("en",), Label("title", "en")),
        ("span", ("nb",), Label("no language", "")),
        ("silent", ("en",), None),
    ],
)
def test_a_label_is_the_first_of_the_readers_languages(
    name: str, languages: tuple[str, ...], expected: Label | None, repository: Repository
) -> None:
    assert repository.labels([thing(name)], languages).get(thing(name)) == expected


def test_members_of_classes_are_told_in_order(repository: Repository) -> None:
    found = repository.members(("Statement", "Claim", "Plan"))
    assert found == {
        "Statement": (thing("second"), thing("statement"), thing("third")),
        "Claim": (thing("claim"),),
        "Plan": (),
    }


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 4])
def test_what_points_to_a_thing_is_cut_and_counted(limit: int, repository: Repository) -> None:
    found = repository.incoming(thing("claim"), limit)
    derived = (thing("second"), thing("statement"), thing("third"))
    assert found[term("prov:wasDerivedFrom")] == Incoming(derived[:limit], 3)
    about = NamedNode(BASE + "def#about")  # a blank node points there too, and has no address
    assert found[about] == Incoming((thing("third"),)[:limit], 1)
    assert [one.value for one in found] == sorted(one.value for one in found)


def test_a_select_gives_rows_of_what_is_bound(repository: Repository) -> None:
    kind = f"<{BASE}def#Statement>"
    query = f"SELECT ?s ?l {{ ?s a {kind} OPTIONAL {{ ?s <urn:none> ?l }} }} ORDER BY ?s"
    assert repository.select(query)[0] == {"s": thing("second")}
    with pytest.raises(SyntaxError):
        repository.select("SELECT WHER")
    with pytest.raises(ValueError, match="no SELECT"):
        repository.select("ASK {}")


def test_what_is_said_is_told_with_the_graph_that_says_it(repository: Repository) -> None:
    found = repository.quads(thing("claim"))
    of = {one.graph_name.value for one in found if one.predicate == term("rdf:type")}  # type: ignore[union-attr]
    assert of == {BASE + "graph/a", BASE + "graph/b"}
    assert len(found) == 6
    assert [str(one) for one in found] == sorted(str(one) for one in found)
    assert repository.quads(thing("nothing")) == ()


def test_a_graph_is_given_by_name_and_counted(repository: Repository) -> None:
    sizes = repository.graph_sizes()
    assert sizes == {BASE + "graph/a": 8, BASE + "graph/b": 14}
    assert [*sizes] == sorted(sizes)
    found = repository.graph(BASE + "graph/a")
    assert len(found) == 8
    assert [*found] == sorted(found, key=str)
    assert repository.graph("urn:none") == ()
    assert repository.counts() == Counts(1, 3, 0, 22, 21)


@dataclass
class Counting:
    """A repository that counts what it is asked."""

    inner: Repository
    asked: Counter[str] = field(default_factory=Counter)

    def __getattr__(self, name: str) -> object:
        if name not in ("base", "foreign", "limited"):  # known once and for all
            self.asked[name] += 1
        return getattr(self.inner, name)


@pytest.fixture(scope="module")
def application(
    built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Counting]]:
    """The application over the real graph, and what it asks of its repository."""
    graph = tmp_path_factory.mktemp("counted") / "rusfelt.nq"
    graph.write_bytes(built.nquads)
    app = create_app(Settings(graph=graph))
    site = app.extensions["site"]()
    counting = Counting(site.now.snapshot.repository)
    site.now = replace(
        site.now, snapshot=replace(site.now.snapshot, repository=counting, memo=Memo(counting))
    )
    site.now.evaluator.repository = counting
    yield app, counting
    app.host.close()  # type: ignore[attr-defined]


def paths(app: Flask) -> list[str]:
    """An address for every route that is read, in one language: those of the busiest things where it names one."""
    rules = {one.rule for one in app.url_map.iter_rules() if "GET" in (one.methods or ())}
    found = [
        path.replace("<any(nb, nn, en):lang>", "nn")
        for rule in sorted(rules - {"/validation/report.<any(json, ttl):form>"})
        for path in examples(rule)
    ]
    assert not [path for path in found if "<" in path], "a route without an example"
    return found


def examples(rule: str) -> list[str]:
    """A rule with things of each kind that it can name."""
    for where, names in NAMED.items():
        if where in rule:
            return [rule.replace(where, name) for name in names]
    return [rule]


NAMED = {
    "/id/<path:path>": ["/id/source/003"],
    "/sitemap-<int:number>.xml": ["/sitemap-1.xml"],
    "/doc/<path:path>": [
        "/doc/source/003",
        "/doc/plan/opptrappingsplan-rus",
        "/doc/area/norway",
        "/doc/observation/000-fte-since-2016",
    ],
    "/graph/<path:name>": ["/graph/plan"],
    "/validation/static/<name>": ["/validation/static/findings.css"],
    "/static/<name>": ["/static/rusfelt.css"],
    "/download/<name>": ["/download/rusfelt.nq"],
    "/claims/<source>/<slug>": ["/claims/003/new-fte-from-plan", "/claims/004/frame"],
    "/goals/<int:number>": ["/goals/3"],
    "/measures/<slug>": ["/measures/centres-teams-low-threshold"],
    "/focus-areas/<slug>": ["/focus-areas/treatment"],
    "/questions/<word:name>": ["/questions/cq07-early-identification-share"],
    "/def/<name>": ["/def/Claim", "/def/value"],
    "/sources/<number>": ["/sources/004"],
    "/people/<slug>": ["/people/sintef", "/people/bent-hoie"],
    "/indicators/<slug>": ["/indicators/fte-total", "/indicators/fte-low-threshold"],
    "/timeline/<key>": ["/timeline/2020"],
}


def test_a_page_asks_few_questions_however_large_the_graph_is(
    application: tuple[Flask, Counting],
) -> None:
    app, counting = application
    # The figures that texts are held against, the index of search, and the orders of long lists are made once of a snapshot.
    once = ("check.json?text=1", "search?q=1", "indicators/fte-total", "people/sintef", "timeline")
    for path in (f"/nn/{one}" for one in once):
        assert app.test_client().get(path).status_code == 200
    asked = {}
    # Of the other forms of a page, which are made of the same answer, every fifth.
    every = paths(app)
    pages = [path for path in every if "." not in path.rpartition("/")[2]]
    for path in (*pages, *sorted(set(every) - set(pages))[::5]):
        # A page in a language is one whatever is accepted.
        for accept in ("text/html",) if path.startswith("/nn/") else ("text/html", "text/turtle"):
            counting.asked.clear()
            answer = app.test_client().get(path, headers={"Accept": accept})
            assert answer.status_code < 500, path
            asked[path, accept] = counting.asked.total()
    assert max(asked.values()) <= MOST_QUESTIONS, asked
    assert asked["/nn/doc/source/003", "text/html"] == 3
    assert asked["/nn/doc/observation/000-fte-since-2016", "text/html"] == 7
    assert asked["/nn/sources/004", "text/html"] == 3
    assert asked["/nn/people/sintef", "text/html"] == 4
    assert asked["/nn/indicators/fte-total", "text/html"] == 5


def test_a_thing_is_described_with_its_words_and_what_points_to_it(store: Store) -> None:
    repository = EmbeddedRepository(DataGraph(BASE, store))
    found = resource(repository, thing("observation/000-low-threshold-after"), ("nb", "nn", "en"))
    assert found is not None
    assert "474" in (found.quotes[0].fragment or "")
    assert found.quotes[0].source.href == "/sources/000"
    assert resource(repository, thing("nowhere"), ("nb",)) is None
    assert found.pairs[0].outcome.iri.endswith("/outcome/same-series")
    source = resource(repository, thing("source/004"), ("nb", "nn", "en"))
    assert source is not None
    many = max(source.incoming, key=lambda row: row.more + len(row.values))
    assert len(many.values) == min(MOST, len(many.values) + many.more)


def test_the_ontology_and_the_front_page_speak_the_readers_language(store: Store) -> None:
    repository = EmbeddedRepository(DataGraph(BASE, store))
    classes = {one.anchor: one for one in ontology(repository, ("nn", "nb", "en")).classes}
    assert classes["Claim"].lang == "nn"
    assert classes["Claim"].definition
    assert [one.number for one in front_page(repository, ("nb",)).promises] == [1, 2, 3, 4, 5]
