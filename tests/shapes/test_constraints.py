import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import RDF, RDFS, SH

from graph_build.layers.builder import BuiltGraph, build_graph, checked_corpus
from graph_build.layers.register_graphs import CLASSES
from graph_build.schema.statements import Statement
from ontology import DEFAULT_BASE, LANGUAGES, load_vocabulary
from shapes.engines.parts import core_only
from shapes.engines.reference import run_reference
from shapes.engines.results import Run
from shapes.engines.shapes_graph import Shapes, load_shapes, shape_files
from shapes.findings.finding import Finding
from shapes.findings.report import Report
from shapes.graphs.properties import NOTHING
from shapes.graphs.rdflib_graphs import rdflib_graph
from shapes.rendering.json_report import as_json
from shapes.rendering.text import as_text
from shapes.rendering.turtle import as_turtle
from shapes.validation import fast, validate
from tests.graph_build.kinds import kinds
from tests.shapes.promised import TABLE, table
from tests.some import some

Term = NamedNode | BlankNode | Literal
Node = NamedNode | BlankNode

SHAPES = load_shapes(DEFAULT_BASE).graph
SHAPE = DEFAULT_BASE + "id/shape/"
XSD, RDF_TYPE = "http://www.w3.org/2001/XMLSchema#", NamedNode(str(RDF.type))
SUBCLASS, IN_SCHEME = (
    NamedNode(str(RDFS.subClassOf)),
    "http://www.w3.org/2004/02/skos/core#inScheme",
)
LANG_STRING = str(RDF.langString)
CONSTRAINTS = {
    SH["class"]: ("ClassConstraintComponent", ["another class", "no class"]),
    SH.datatype: ("DatatypeConstraintComponent", ["another datatype", "ill-formed"]),
    SH.hasValue: ("NodeConstraintComponent", []),
    SH.languageIn: ("LanguageInConstraintComponent", ["another language"]),
    SH.lessThan: ("LessThanConstraintComponent", ["equal", "after"]),
    SH.maxCount: ("MaxCountConstraintComponent", ["one more"]),
    SH.minCount: ("MinCountConstraintComponent", ["one less"]),
    SH.node: ("NodeConstraintComponent", ["code of another list", "no code"]),
    SH.nodeKind: ("NodeKindConstraintComponent", ["blank node", "literal"]),
    # A count: the store gives back xsd:integer for its own datatype.
    SH["or"]: ("OrConstraintComponent", ["another datatype", "ill-formed", "below zero"]),
    SH.pattern: ("PatternConstraintComponent", ["another form"]),
    SH.uniqueLang: ("UniqueLangConstraintComponent", ["language twice"]),
}
STRUCTURE = {SH.path, SH.message, SH.property, SH.targetClass}
TYPED = ("integer", "nonNegativeInteger", "date")
SPOILED_TEXTS = {
    "quote-exact": "én to tre fire fem seks sju åtte ni ti elleve",
    "span-evidence-sha256": "0" * 63,
    "source-sha256": "A" * 64,
    "derivation-input-input-name": "a 1",
}


TELL_NO_VALUE = {"quote-no-prefix", "quote-no-suffix"}


@dataclass(frozen=True)
class Case:
    """A way to break one constraint of one shape, and the finding that must come of it."""

    shape: str
    constraint: str
    component: str
    way: str

    @property
    def name(self) -> str:
        return f"{self.shape}-{self.constraint}-{self.way}".replace(" ", "-")

    @property
    def focus(self) -> Node:
        if self.way == "blank node" and not is_property(self.shape):
            return BlankNode(self.name)
        return NamedNode(f"{DEFAULT_BASE}id/case/{self.name}")


def local(iri: object) -> str:
    return str(iri).removeprefix(SHAPE).removeprefix(str(SH))


def shape_names(kind: rdflib.URIRef) -> list[str]:
    return sorted(local(shape) for shape in SHAPES.subjects(RDF.type, kind))


PROPERTY_SHAPES = shape_names(SH.PropertyShape)
NODE_SHAPES = [
    name
    for name in shape_names(SH.NodeShape)
    if (rdflib.URIRef(SHAPE + name), SH.sparql, None) not in SHAPES
]
TARGETED = [
    name for name in NODE_SHAPES if (rdflib.URIRef(SHAPE + name), SH.targetClass, None) in SHAPES
]
CODE_LISTS = [name for name in NODE_SHAPES if name not in TARGETED]


def is_property(shape: str) -> bool:
    return shape in PROPERTY_SHAPES


def value_of(shape: str, predicate: rdflib.URIRef) -> str:
    found = SHAPES.value(rdflib.URIRef(SHAPE + shape), predicate)
    return "" if found is None else str(found)


def owner(shape: str) -> str:
    """The node shape that a property shape belongs to; a node shape itself."""
    found = SHAPES.value(predicate=SH.property, object=rdflib.URIRef(SHAPE + shape))
    return shape if found is None else local(found)


def list_shape(name: str) -> str:
    """A property shape whose values must stand in the code list `name`."""
    users = SHAPES.subjects(SH.node, rdflib.URIRef(SHAPE + name))
    return min(local(user) for user in users)


def constraints(shape: str) -> list[rdflib.URIRef]:
    said = SHAPES.predicates(rdflib.URIRef(SHAPE + shape))
    return sorted({rdflib.URIRef(str(p)) for p in said if str(p).startswith(str(SH))} - STRUCTURE)


def ways(shape: str, constraint: rdflib.URIRef) -> list[str]:
    found = list(CONSTRAINTS[constraint][1])
    if constraint == SH.datatype and value_of(shape, SH.datatype).removeprefix(XSD) not in TYPED:
        found.remove("ill-formed")
    if constraint == SH.nodeKind and not is_property(shape):
        found.remove("literal")
    return found


CASES = [
    Case(shape, local(constraint), CONSTRAINTS[constraint][0], way)
    for shape in [*TARGETED, *(name for name in PROPERTY_SHAPES if owner(name) in TARGETED)]
    for constraint in constraints(shape)
    for way in ways(shape, constraint)
]


@dataclass
class World:
    """The real graph as things to copy: what each node says, which nodes are of a class."""

    triples: list[Triple]
    says: dict[Term, list[tuple[NamedNode, Term]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    members: dict[str, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for subject, predicate, value in self.triples:
            assert isinstance(subject, NamedNode)
            assert not isinstance(value, Triple)
            self.says[subject].append((predicate, value))
            if predicate == RDF_TYPE and isinstance(value, NamedNode):
                self.members[value.value].append(subject)

    def example(self, target: str, path: str) -> NamedNode:
        """A node of the class, one that has the property where there is any."""
        having = [m for m in self.members[target] if any(p.value == path for p, _ in self.says[m])]
        return (having or self.members[target])[0]

    def classes(self, node: Term) -> set[str]:
        """The classes of a node, with those above them."""
        found, todo = set[str](), [o for p, o in self.says[node] if p == RDF_TYPE]
        while todo:
            one = todo.pop()
            if isinstance(one, NamedNode) and one.value not in found:
                found.add(one.value)
                todo += [o for p, o in self.says[one] if p == SUBCLASS]
        return found

    def outsider(self, kind: str) -> NamedNode:
        """A thing of the graph that is not of the class."""
        candidates = (DEFAULT_BASE + "def#Role", str(rdflib.ORG.Role), str(rdflib.TIME.Instant))
        for other in candidates:
            for member in self.members[other][:1]:
                if kind not in self.classes(member):
                    return member
        raise AssertionError(f"everything is of the class {kind}")

    def foreign_code(self, scheme: str) -> NamedNode:
        """A code of another list."""
        for member in self.members["http://www.w3.org/2004/02/skos/core#Concept"]:
            schemes = {str(o) for p, o in self.says[member] if p.value == IN_SCHEME}
            if schemes and f"<{scheme}>" not in schemes:
                return member
        raise AssertionError(f"no code is outside {scheme}")


def good_values(world: World, shape: str, path: str) -> list[Term]:
    """Different values that the graph has for the property, whoever has them."""
    target = value_of(owner(shape), SH.targetClass)
    found = [o for m in world.members[target] for p, o in world.says[m] if p.value == path]
    return list(dict.fromkeys(found))


def spoiled(world: World, case: Case, old: list[Term]) -> Iterator[Term | Triple]:
    """The values that the property has instead of `old`, and triples about them."""
    shape, text = case.shape, Literal("x", language="nb")
    kind = value_of(shape, SH["class"])
    match case.way:
        case "one less":
            yield from old[: int(value_of(shape, SH.minCount)) - 1]
        case "one more":
            count = int(value_of(shape, SH.maxCount)) + 1
            spare = [Literal(f"x{number}", language="en") for number in range(count)]
            known = good_values(world, shape, value_of(shape, SH.path)) if old else []
            yield from list(dict.fromkeys([*old, *known, *spare]))[:count]
        case "another datatype":
            yield from old[1:]
            wrong = {LANG_STRING: "string", XSD + "boolean": "integer"}
            kind = wrong.get(value_of(shape, SH.datatype), "boolean")
            yield Literal("1", datatype=NamedNode(XSD + kind))
        case "ill-formed":
            kind = value_of(shape, SH.datatype) or XSD + "nonNegativeInteger"
            yield Literal("tolv", datatype=NamedNode(kind))
        case "below zero":
            yield Literal("-1", datatype=NamedNode(XSD + "integer"))
        case "another language":
            yield from old[1:]
            yield Literal("ein Wort", language="de")
        case "language twice":
            yield from (Literal("x", language="nb"), Literal("y", language="nb"))
            yield Literal("z", language="en")
        case "another class":
            yield from (*old[1:], world.outsider(kind))
        case "no class" | "no code":
            yield from (*old[1:], NamedNode(DEFAULT_BASE + "id/case/unknown"))
        case "code of another list":
            yield from (*old[1:], world.foreign_code(scheme_of(shape)))
        case "blank node":
            node = BlankNode(f"{case.name}-value")
            yield from (*old[1:], node)
            if kind:
                yield Triple(node, RDF_TYPE, NamedNode(kind))
        case "literal":
            yield from (*old[1:], text)
        case "another form":
            is_text = value_of(shape, SH.datatype) == LANG_STRING
            yield (
                Literal(SPOILED_TEXTS[shape], language="nb")
                if is_text
                else Literal(SPOILED_TEXTS[shape])
            )
        case other:
            raise AssertionError(other)


def scheme_of(shape: str) -> str:
    """The code list that a property shape asks for."""
    codes = local(SHAPES.value(rdflib.URIRef(SHAPE + shape), SH.node))
    return value_of(local(SHAPES.value(rdflib.URIRef(SHAPE + codes), SH.property)), SH.hasValue)


def mutant(world: World, case: Case) -> Iterator[Triple]:
    """A copy of a real node under the case's name, with one thing wrong."""
    path = value_of(case.shape, SH.path)
    source = world.example(value_of(owner(case.shape), SH.targetClass), path)
    said = world.says[source]
    old = [value for predicate, value in said if predicate.value == path]
    for predicate, value in said:
        if predicate.value != path or not path:
            yield Triple(case.focus, predicate, value)
    if not path:
        return
    if case.constraint == "lessThan":
        other = value_of(case.shape, SH.lessThan)
        end = next(int(v.value) for p, v in said if p.value == other and isinstance(v, Literal))
        start = Literal(str(end + (case.way == "after")), datatype=old[0].datatype)  # type: ignore[union-attr]
        yield Triple(case.focus, NamedNode(path), start)
        return
    for new in spoiled(world, case, old):
        yield new if isinstance(new, Triple) else Triple(case.focus, NamedNode(path), new)


@pytest.fixture(scope="module")
def world(built: BuiltGraph) -> World:
    """The real graph, and what it has no example of yet: claims that were withdrawn."""
    triples = sorted({quad.triple for quad in built.quads}, key=str)
    given = World(triples)
    claims, sources = (given.members[f"{DEFAULT_BASE}def#{one}"] for one in ("Claim", "Source"))
    for number in (0, 1):
        node = NamedNode(f"{DEFAULT_BASE}id/claim/withdrawn-{number}")
        said = {
            str(rdflib.RDF.type): [
                NamedNode(f"{DEFAULT_BASE}def#WithdrawnClaim"),
                NamedNode(str(rdflib.PROV.Entity)),
            ],
            str(rdflib.RDFS.label): [Literal("x", language=lang) for lang in LANGUAGES],
            f"{DEFAULT_BASE}def#reason": [Literal("x", language=lang) for lang in LANGUAGES],
            f"{DEFAULT_BASE}def#withdrawnOn": [
                Literal(f"2026-11-0{number + 1}", datatype=NamedNode(XSD + "date"))
            ],
            str(rdflib.PROV.wasDerivedFrom): [sources[number]],
            str(rdflib.DCTERMS.isReplacedBy): [claims[number]],
        }
        triples += [
            Triple(node, NamedNode(path), value)
            for path, values in said.items()
            for value in values
        ]  # type: ignore[arg-type]
    return World(triples)


def core_constraints(data: Sequence[Quad | Triple], shapes: Shapes) -> Run:
    """PySHACL without the constraints across facts, which test_mutations.py is about."""
    return run_reference(rdflib_graph(data), Shapes(core_only(shapes.graph)))


@pytest.fixture(scope="module")
def report(world: World) -> Report:
    """The findings on the real graph with every mutant, and an unspoiled copy of each kind."""
    triples = list(world.triples)
    for case in CASES:
        triples += mutant(world, case)
    for shape in TARGETED:
        source = world.example(value_of(shape, SH.targetClass), "")
        copy = NamedNode(f"{DEFAULT_BASE}id/copy/{shape}")
        triples += [Triple(copy, predicate, value) for predicate, value in world.says[source]]
    return validate(triples, engine=core_constraints)


@pytest.fixture(scope="module")
def findings(report: Report) -> Mapping[str, list[Finding]]:
    """Findings by their focus node; constraints across facts are tested in test_mutations.py."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if not finding.component.endswith("#SPARQLConstraintComponent"):
            found[finding.focus].append(finding)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_shape_rejects_what_breaks_its_constraint(
    case: Case, findings: Mapping[str, list[Finding]]
) -> None:
    found = findings.get(str(case.focus), [])
    assert (SHAPE + case.shape, str(SH) + case.component) in {
        (one.shape, one.component) for one in found
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_thing_wrong_is_found_at_its_own_property_only(
    case: Case, findings: Mapping[str, list[Finding]]
) -> None:
    path = value_of(case.shape, SH.path)
    compared = {str(one) for one in SHAPES.subjects(SH.lessThan, rdflib.URIRef(path))}
    allowed = {f"<{one}>" for one in [path, *(value_of(local(one), SH.path) for one in compared)]}
    found = {one.path for one in findings.get(str(case.focus), [])}
    assert found
    assert found <= (allowed if path else {None})


def test_every_property_and_node_shape_has_a_case() -> None:
    reached = {case.shape for case in CASES}
    for name in CODE_LISTS:
        if any(case.shape == list_shape(name) and case.constraint == "node" for case in CASES):
            reached |= {name, local(SHAPES.value(rdflib.URIRef(SHAPE + name), SH.property))}
    assert reached == {*PROPERTY_SHAPES, *NODE_SHAPES}


def test_every_constraint_of_every_shape_has_a_case() -> None:
    for shape in [*PROPERTY_SHAPES, *NODE_SHAPES]:
        for constraint in constraints(shape):
            assert constraint in CONSTRAINTS, f"{shape} has {constraint}, which no case breaks"
            if owner(shape) in TARGETED:
                assert any((c.shape, c.constraint) == (shape, local(constraint)) for c in CASES)


def test_every_class_with_a_shape_has_members_in_the_real_graph(world: World) -> None:
    assert not [name for name in TARGETED if not world.members[value_of(name, SH.targetClass)]]


@pytest.mark.parametrize("register", [*CLASSES])
def test_every_register_has_a_shape(world: World, register: str) -> None:
    targets = {value_of(name, SH.targetClass) for name in TARGETED}
    members = [node for node in world.says if f"/id/{register}/" in str(node)]
    assert members
    assert not [node for node in members if not world.classes(node) & targets]


@pytest.mark.parametrize("kind", [*kinds()], ids=lambda kind: kind.__name__)
def test_every_kind_of_statement_has_a_shape(kind: type[Statement]) -> None:
    target = load_vocabulary().term(kind.rdf_class).value
    assert target in {value_of(name, SH.targetClass) for name in TARGETED}


def test_the_shapes_have_the_constraints_that_are_promised_and_no_others() -> None:
    """After a change that is meant: `python -m tests.shapes.promised`, and read the difference."""
    there = set(table(load_shapes(DEFAULT_BASE)).splitlines())
    written = set(TABLE.read_text(encoding="utf-8").splitlines())
    assert there - written == set()
    assert written - there == set()


@pytest.mark.parametrize("name", CODE_LISTS)
def test_a_code_list_has_the_codes_that_its_shape_asks_for(world: World, name: str) -> None:
    scheme = NamedNode(scheme_of(list_shape(name)))
    assert any((NamedNode(IN_SCHEME), scheme) in said for said in world.says.values())


@pytest.mark.parametrize("shape", TARGETED)
def test_an_unspoiled_copy_is_accepted(shape: str, findings: Mapping[str, list[Finding]]) -> None:
    assert findings.get(f"<{DEFAULT_BASE}id/copy/{shape}>", []) == []


def test_only_spoiled_copies_have_findings(report: Report) -> None:
    lists = {
        SHAPE + local(SHAPES.value(rdflib.URIRef(SHAPE + name), SH.property)) for name in CODE_LISTS
    }
    found = {
        finding.focus
        for finding in report.findings
        if finding.shape not in lists
        and not finding.component.endswith("#SPARQLConstraintComponent")
    }
    assert {name for name in found if not name.endswith("-value")} == {
        str(case.focus) for case in CASES
    }


def test_no_finding_comes_twice(report: Report) -> None:
    keys = [finding.key for finding in report.findings]
    assert len(keys) == len(set(keys))


def test_the_spoiled_graph_does_not_conform(report: Report) -> None:
    assert not report.conforms


@pytest.fixture(scope="module")
def real_report(built: BuiltGraph) -> Report:
    """The report on the real graph as it is."""
    return validate(built.quads)


def test_the_real_graph_conforms(real_report: Report) -> None:
    assert real_report.conforms
    assert real_report.counts["Violation"] == 0
    assert real_report.focus_nodes > 1000


@pytest.mark.deep
def test_the_graph_under_another_base_conforms_with_as_many_focus_nodes(
    real_report: Report,
) -> None:
    base = "http://localhost:8000/"
    moved = build_graph(checked_corpus(base=base), shape_files())
    report = validate(moved.quads, base, engine=fast)
    assert report.conforms
    assert report.focus_nodes == real_report.focus_nodes


@pytest.mark.parametrize(
    "shape", [name for name in [*TARGETED, *PROPERTY_SHAPES] if owner(name) in TARGETED]
)
def test_every_shape_has_one_message_in_each_language_with_room_for_the_value(shape: str) -> None:
    messages = list(SHAPES.objects(rdflib.URIRef(SHAPE + shape), SH.message))
    assert sorted(str(getattr(one, "language", None)) for one in messages) == sorted(LANGUAGES)
    assert len({str(one) for one in messages}) > 1
    told = 1 if shape not in TELL_NO_VALUE else 0
    assert [str(one).count("{$value}") for one in messages] == [told] * 3


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_list_has_a_message_in_each_language_that_names_it(name: str) -> None:
    shape = SHAPES.value(rdflib.URIRef(SHAPE + name), SH.property)
    messages = list(SHAPES.objects(shape, SH.message))
    assert sorted(str(getattr(one, "language", None)) for one in messages) == sorted(LANGUAGES)
    assert all(name.removeprefix("in-") in str(one) for one in messages)


@pytest.mark.parametrize("shape", NODE_SHAPES)
def test_every_node_shape_has_a_label_in_each_language(shape: str) -> None:
    labels = list(SHAPES.objects(rdflib.URIRef(SHAPE + shape), RDFS.label))
    assert sorted(str(getattr(one, "language", None)) for one in labels) == sorted(LANGUAGES)


def test_every_finding_tells_its_value_in_each_language(report: Report) -> None:
    for finding in report.findings:
        assert tuple(finding.messages) == LANGUAGES
        for text in finding.messages.values():
            assert "{$value}" not in text
            silent = finding.value is None or local(finding.shape) in TELL_NO_VALUE
            silent = silent or finding.component.endswith("#SPARQLConstraintComponent")
            assert silent or str(finding.value) in text


def test_a_finding_of_a_missing_value_says_so_in_each_language(report: Report) -> None:
    component = str(SH) + "MinCountConstraintComponent"
    lone = [f for f in report.findings if f.component == component and f.shape.endswith("-states")]
    assert lone
    for finding in lone:
        assert all(NOTHING[language] in text for language, text in finding.messages.items())


def test_a_finding_of_too_many_values_does_not_say_that_there_are_none(report: Report) -> None:
    many = str(SH) + "MaxCountConstraintComponent"
    found = [finding for finding in report.findings if finding.component == many]
    assert found
    assert not [one for one in found if NOTHING["en"] in one.messages["en"]]


def test_a_decimal_that_is_none_is_rejected_without_a_warning(world: World) -> None:
    case = Case("target-target-value", "datatype", "DatatypeConstraintComponent", "ill-formed")
    found = validate(mutant(world, case)).findings
    assert SHAPE + case.shape in {finding.shape for finding in found}


def test_findings_are_sorted(report: Report) -> None:
    keys = [finding.key for finding in report.findings]
    assert keys == sorted(keys)


@pytest.fixture(scope="module")
def few(world: World) -> list[Triple]:
    """Some mutants that have IRIs only, without the graph around them."""
    chosen = [case for case in CASES if case.way != "blank node"][::20]
    return [triple for case in chosen for triple in mutant(world, case)]


@pytest.mark.parametrize("seed", some([1, 2, 3]))
def test_findings_and_report_do_not_hang_on_the_order_of_the_graph(
    few: list[Triple], seed: int
) -> None:
    first, mixed = validate(few), list(few)
    random.Random(seed).shuffle(mixed)
    second = validate(mixed)
    assert first.findings
    assert first == second
    assert as_turtle(first) == as_turtle(second)
    assert as_json(first) == as_json(second)
    assert as_text(first) == as_text(second)


def test_the_turtle_report_has_a_result_for_each_finding(few: list[Triple]) -> None:
    report = validate(few)
    found = [quad.triple for quad in parse(as_turtle(report), RdfFormat.TURTLE)]
    results = [one for one in found if one.object == NamedNode(str(SH.ValidationResult))]
    messages = [one for one in found if one.predicate.value == str(SH.resultMessage)]
    count = len({finding.key for finding in report.findings})
    assert len(results) == count
    assert len(messages) == count * len(LANGUAGES)
    assert not [one for one in found if isinstance(one.subject, BlankNode)]


def test_the_turtle_report_is_a_graph_that_rdflib_reads(report: Report) -> None:
    graph = rdflib.Graph().parse(data=as_turtle(report), format="turtle")
    (conforms,) = graph.objects(None, SH.conforms)
    assert conforms == rdflib.Literal(False)
    assert len(set(graph.objects(None, SH.result))) == len({one.key for one in report.findings})


def test_the_json_report_has_every_finding(report: Report) -> None:
    read = json.loads(as_json(report))
    assert not read["conforms"]
    assert [one["focusNode"] for one in read["results"]] == [one.focus for one in report.findings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_report_tells_each_finding_in_the_language_asked_for(
    few: list[Triple], language: str
) -> None:
    report = validate(few)
    text = as_text(report, language, width=10_000)
    assert all(finding.messages[language] in text for finding in report.findings)
    last = text.splitlines()[-1]
    assert all(str(number) in last for number in report.counts.values())
