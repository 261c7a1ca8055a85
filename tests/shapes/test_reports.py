import json
import re
import typing
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from markupsafe import escape
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF, SH

from graph_build.errors import Unreadable
from graph_build.fact_place import FactPlace
from graph_build.layers.builder import BuiltGraph
from graph_build.reading.fact_index import fact_places
from graph_build.reading.resolver import Resolver
from ontology import DEFAULT_BASE, LANGUAGES
from shapes.engines.results import Failure, Result
from shapes.engines.shapes_graph import load_shapes
from shapes.findings.finder import Finder
from shapes.findings.finding import Finding
from shapes.findings.report import Report, Subject
from shapes.graphs.data_graph import DataGraph
from shapes.rendering.html import as_html
from shapes.rendering.json_report import REPORT_JSON, as_json, read_report
from shapes.rendering.junit import as_junit
from shapes.rendering.phrases import WORDS
from shapes.rendering.quantities import NAMES, quantity
from shapes.rendering.sarif import as_sarif
from shapes.rendering.text import as_text
from shapes.rendering.turtle import as_turtle
from shapes.validation import validate
from tests.server.served import Served, serving
from tests.some import some

VALUE = "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LEVEL = f"{DEFAULT_BASE}id/observation/003-agreements-adults-value"
NAMELESS = f"{DEFAULT_BASE}id/claim/004-frame-heading"
WRONG_TYPE = f"{DEFAULT_BASE}id/observation/003-growth-adults-value"
Scheme = typing.Literal["light", "dark"]
CALM = Report(focus_nodes=3, subject=Subject("a.ttl", "0" * 64, 3))


def spoiled(quad: Quad) -> Iterator[Quad]:
    """The quad, or what stands in its place: a share of 128 percent, no nynorsk label, a text for a number."""
    subject, predicate = str(quad.subject), quad.predicate.value
    if (subject, predicate) == (f"<{LEVEL}>", VALUE):
        yield Quad(quad.subject, quad.predicate, decimal("128"), quad.graph_name)
    elif (subject, predicate) == (f"<{WRONG_TYPE}>", VALUE):
        yield Quad(quad.subject, quad.predicate, Literal("0.7"), quad.graph_name)
    elif not ((subject, predicate) == (f"<{NAMELESS}>", LABEL) and '"@nn' in str(quad.object)):
        yield quad


def decimal(text: str) -> Literal:
    return Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))


@pytest.fixture(scope="module")
def spoiled_graph(built: BuiltGraph) -> list[Quad]:
    return [one for quad in built.quads for one in spoiled(quad)]


@pytest.fixture(scope="module")
def report(spoiled_graph: list[Quad], resolver: Resolver) -> Report:
    return validate(spoiled_graph, places=lambda: fact_places(resolver), name="spoiled.nq")


def about(report: Report, focus: str) -> Finding:
    return next(one for one in report.findings if one.focus == f"<{focus}>")


def test_every_kind_of_damage_is_found(report: Report) -> None:
    assert {f"<{one}>" for one in (LEVEL, NAMELESS, WRONG_TYPE)} <= {
        one.focus for one in report.findings if one.severity == "Violation"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_an_unfilled_brace(report: Report, language: str) -> None:
    assert report.findings
    assert not [one for one in report.findings if "{" in one.messages[language]]


def test_a_sparql_message_shows_its_number_as_people_write_it(report: Report) -> None:
    finding = about(report, LEVEL)
    assert finding.messages["nb"] == "Andelen 128 prosent er ikke mellom 0 og 100."
    assert finding.details["value"] == str(decimal("128"))
    assert finding.constraint


def test_what_a_row_does_not_bind_is_nothing(spoiled_graph: list[Quad]) -> None:
    finder = Finder(DataGraph.of(spoiled_graph, DEFAULT_BASE), load_shapes(DEFAULT_BASE), {})
    shape = DEFAULT_BASE + "id/shape/percent-level"
    component = str(SH) + "SPARQLConstraintComponent"
    result = Result("<urn:x:nowhere>", None, None, shape, component, "Violation")
    assert "ingenting" in finder.finding(result).messages["nb"]
    assert "nothing" in finder.finding(result).messages["en"]


def test_evidence_leads_to_statement_claim_fragment_and_line_of_the_facts(
    report: Report, project: Path
) -> None:
    (one,) = about(report, LEVEL).evidence
    (claim,) = one.claims
    assert (one.kind, one.roles, claim.source) == ("statement", ("this",), "003")
    assert claim.said_by["nb"] == "SINTEF"
    assert claim.mode["en"]
    assert [passage.fragment for passage in claim.passages] == ["Rundt ti prosent", "i 2020"]
    assert claim.place
    assert claim.place.line
    lines = (project / "graph_build" / claim.place.file).read_text("utf-8").splitlines()
    assert lines[claim.place.line - 1] == "[[claim]]"
    assert 'id = "agreements-adults"' in lines[claim.place.line]


def test_evidence_of_a_derived_value_is_the_statements_it_is_made_of(built: BuiltGraph) -> None:
    finder = Finder(DataGraph.of(built.quads, DEFAULT_BASE), load_shapes(DEFAULT_BASE), {})
    node = next(
        quad.subject
        for quad in built.quads
        if str(quad.subject).startswith(f"<{DEFAULT_BASE}id/derived/")
    )
    assert isinstance(node, NamedNode)
    first, *inputs = finder.witness.evidence({"this": node})
    assert first.kind == "derived"
    assert inputs
    assert all(one.roles == ("input",) and one.claims for one in inputs)


@pytest.mark.parametrize(
    ("iri", "word"),
    [
        ("claim/003-agreements-adults", "[[claim]]"),
        ("observation/003-agreements-adults-value", "[[claim.observation]]"),
        ("span/003-agreements-adults-1", "{start = "),
        ("selector/003-agreements-adults-2-quote", "{start = "),
        ("source/003", "[[source]]"),
        ("indicator/fte-growth", "[[indicator]]"),
    ],
)
def test_every_thing_of_the_facts_has_the_line_that_says_it(
    iri: str, word: str, resolver: Resolver, project: Path
) -> None:
    place = fact_places(resolver)[f"{DEFAULT_BASE}id/{iri}"]
    lines = (project / "graph_build" / place.file).read_text("utf-8").splitlines()
    assert place.line
    assert word in lines[place.line - 1]


def test_every_claim_statement_span_selector_and_input_of_the_graph_has_a_place(
    built: BuiltGraph, resolver: Resolver
) -> None:
    places = fact_places(resolver)
    kinds = re.compile(
        re.escape(DEFAULT_BASE) + "id/(claim|span|selector|observation|input|derived|source)/"
    )
    things = {quad.subject.value for quad in built.quads if isinstance(quad.subject, NamedNode)}
    found = {iri for iri in things if kinds.match(iri)}
    assert len(found) > 1000
    assert found <= set(places)


def test_warnings_and_infos_do_not_make_a_graph_non_conforming() -> None:
    one = Finding("<urn:x>", None, None, "urn:s", "urn:c", "Warning", {})
    assert Report(findings=(one,), focus_nodes=1).conforms
    assert not Report(findings=(replace(one, severity="Violation"),), focus_nodes=1).conforms


def test_a_constraint_that_could_not_be_run_makes_a_graph_non_conforming() -> None:
    assert Report(failures=(Failure("urn:s", "broken"),), focus_nodes=1).verdict == (
        "does-not-conform"
    )


def test_the_turtle_report_is_a_standard_validation_report(report: Report) -> None:
    graph = rdflib.Graph().parse(data=as_turtle(report), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert list(graph.objects(node, SH.conforms)) == [rdflib.Literal(False)]
    results = list(graph.objects(node, SH.result))
    assert len(results) == len(report.findings)
    for result in results:
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, required))) == 1
        assert all(
            isinstance(one, rdflib.URIRef) for one in graph.objects(result, SH.resultSeverity)
        )
    assert set(graph.objects(None, SH.sourceConstraint))
    assert not [one for one in graph.all_nodes() if isinstance(one, rdflib.BNode)]


def test_a_blank_focus_node_and_a_path_that_is_no_property_are_told_in_turtle() -> None:
    one = Finding("_:b1", "_:path", "_:b2", "urn:x:s", "urn:x:c", "Violation", {})
    graph = rdflib.Graph().parse(
        data=as_turtle(Report(findings=(one,), focus_nodes=1)), format="turtle"
    )
    assert str(next(graph.objects(None, SH.focusNode))).endswith("/.well-known/genid/b1")
    assert not list(graph.objects(None, SH.resultPath))


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_shows_message_fragments_place_and_the_sum_last(report: Report, language: str) -> None:
    text = as_text(report, language, width=200)
    finding = about(report, LEVEL)
    assert finding.messages[language] in text
    assert ("“i 2020”" if language == "en" else "«i 2020»") in text
    assert str(finding.place) in text
    last = text.splitlines()[-1]
    assert all(str(number) in last for number in report.counts.values())


def test_text_is_no_wider_than_asked_for_where_words_allow(report: Report) -> None:
    prose = [line for line in as_text(report, width=60).splitlines() if "://" not in line]
    assert prose
    assert max(map(len, prose[:-1])) <= 60


def test_text_obeys_no_control_character_of_the_data() -> None:
    one = Finding("<urn:x>", None, None, "urn:s", "urn:c", "Violation", {"nb": "a\x1b[31m\u202eb"})
    text = as_text(Report(findings=(one,), focus_nodes=1))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b[31m" in text


def test_json_has_everything_and_can_be_read_back(report: Report) -> None:
    assert read_report(as_json(report)) == report
    body = json.loads(as_json(report))
    assert body["verdict"] == "does-not-conform"
    assert body["counts"]["Violation"] == report.counts["Violation"]
    assert body["sources"] == sorted(body["sources"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": [1]}', "\udc80"])
def test_what_is_no_report_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(Unreadable, match="no validation report"):
        read_report(text)


def test_junit_counts_what_it_has(report: Report) -> None:
    root = ET.fromstring(as_junit(report))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    broken = {one.shape for one in report.findings if one.severity == "Violation"}
    assert len(root.findall(".//failure")) == len(broken)
    assert root.get("tests") == str(len(root.findall(".//testcase"))) == str(len(report.checked))
    case = next(one for one in root.iter("testcase") if one.get("file") == "facts/003.toml")
    assert int(str(case.get("line"))) > 1


def test_junit_of_no_findings_is_well_formed_and_green(report: Report) -> None:
    root = ET.fromstring(as_junit(replace(report, findings=())))
    assert (root.get("failures"), root.get("errors")) == ("0", "0")
    assert int(str(root.get("tests"))) > 100


@pytest.mark.parametrize(
    "red", [Report(), Report(failures=(Failure("urn:x", "no\x00good"),), focus_nodes=1)]
)
def test_junit_of_nothing_checked_or_not_run_is_an_error(red: Report) -> None:
    assert ET.fromstring(as_junit(red)).get("errors") == "1"


def test_sarif_has_rules_results_lines_and_passages(report: Report) -> None:
    body = json.loads(as_sarif(report, "0.1.0"))
    assert body["version"] == "2.1.0"
    (run,) = body["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(report.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        check_location(result["locations"][0])
    found = next(
        one
        for one in run["results"]
        if one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == LEVEL
    )
    physical = found["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "graph_build/facts/003.toml"
    regions = [one["physicalLocation"]["region"] for one in found["relatedLocations"]]
    (passage,) = [one for one in regions if one.get("snippet") == {"text": "Rundt ti prosent"}]
    assert passage["charLength"] > 0


def check_location(location: dict[str, Any]) -> None:
    """The parts of the SARIF 2.1.0 schema that a location of ours uses (sections 3.28 to 3.30)."""
    assert set(location) <= {"id", "physicalLocation", "logicalLocations", "message"}
    physical = location.get("physicalLocation")
    if physical is not None:
        assert set(physical) <= {"artifactLocation", "region"}
        assert " " not in physical["artifactLocation"]["uri"]
        assert physical.get("region", {}).get("startLine", 1) >= 1


def test_fingerprints_stay_when_other_findings_come(report: Report) -> None:
    def prints(one: Report) -> set[str]:
        results = json.loads(as_sarif(one, "1"))["runs"][0]["results"]
        return {result["partialFingerprints"]["finding/v1"] for result in results}

    fewer = replace(report, findings=report.findings[1:])
    assert prints(fewer) < prints(report)
    assert len(prints(report)) == len(report.findings)


def test_html_links_to_the_web_and_nowhere_else() -> None:
    one = Finding(
        "<javascript:alert(1)>", None, None, "urn:s", "urn:c", "Info", {"nb": "<script>x</script>"}
    )
    text = as_html(Report(findings=(one,), focus_nodes=1))
    assert 'href="javascript:' not in text
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_without_findings_says_what_was_checked(report: Report, language: str) -> None:
    text = as_html(replace(report, findings=()), language)
    rules = [one for one in report.checked if one.sparql]
    assert rules
    assert all(f">{escape(one.labels[language])}<" in text for one in rules)
    assert WORDS["no-findings"][LANGUAGES.index(language)] in text


def test_html_of_nothing_checked_does_not_say_that_the_graph_conforms() -> None:
    text = as_html(Report(), "en")
    assert "Nothing was checked" in text
    assert "The graph conforms" not in text


def test_every_word_stands_in_three_languages() -> None:
    assert all(len(texts) == len(LANGUAGES) and all(texts) for texts in WORDS.values())


@pytest.mark.parametrize("findings", some([True, False]))
@pytest.mark.parametrize("language", some(LANGUAGES))
@pytest.mark.parametrize("width", some([360, 1280]))
def test_the_html_file_is_whole_at_any_width_and_asks_for_nothing(
    width: int, language: str, findings: bool, report: Report, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    shown = report if findings else replace(report, findings=())
    file.write_text(as_html(shown, language), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    said, asked = list[str](), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").count() == 1
    assert page.locator("article.finding").count() == (len(report.findings) if findings else 0)
    assert said == []
    assert asked == [file.as_uri()]
    page.close()


def test_a_filter_of_the_html_file_hides_the_findings_of_other_sources(
    report: Report, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(as_html(report, "en"), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click("nav.filters a:has-text('source 003')")
    visible = page.locator("article.finding:visible").count()
    assert visible == sum("003" in one.sources for one in report.findings)
    assert visible < len(report.findings)
    page.close()


@pytest.fixture(scope="module")
def reported(
    report: Report, built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("reported")
    (folder / "rusfelt.nq").write_bytes(built.nquads)
    subject = Subject("rusfelt.nq", built.sha256, len(built.quads))
    text = as_json(replace(report, subject=subject))
    (folder / REPORT_JSON).write_text(text, encoding="utf-8")
    with serving("--graph", str(folder / "rusfelt.nq")) as running:
        yield running


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_shows_the_report_in_the_language_asked_for(
    reported: Served, language: str
) -> None:
    client = reported.client
    answer = client.get(
        "/validation", headers={"Accept-Language": language}, follow_redirects=False
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/validation"
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert WORDS["does-not-conform"][LANGUAGES.index(language)] in page.text
    assert "/doc/observation/003-agreements-adults-value" in page.text
    assert "style=" not in page.text
    assert "<style" not in page.text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_served_report_is_whole_under_the_content_security_policy(
    scheme: Scheme, width: int, reported: Served, browser: Browser
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{reported.address}/nb/validation")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    everything = page.locator("article.finding:visible").count()
    page.click("nav.filters a:has-text('kilde 004')")
    assert 0 < page.locator("article.finding:visible").count() < everything
    assert said == []
    page.close()


@pytest.mark.parametrize(
    "path",
    ["/validation/filters.css", "/validation/static/findings.css", "/validation/report.json", "/validation/report.ttl"],
)  # fmt: skip
def test_the_server_gives_what_the_page_needs_and_the_report_as_data(
    reported: Served, path: str
) -> None:
    assert reported.client.get(path).status_code == 200


@pytest.mark.deep
def test_a_graph_served_without_its_own_report_says_so(
    report: Report, built: BuiltGraph, tmp_path: Path
) -> None:
    graph = tmp_path / "rusfelt.nq"
    graph.write_bytes(built.nquads + b"<urn:a> <urn:b> <urn:c> .\n")
    (tmp_path / REPORT_JSON).write_text(as_json(report), encoding="utf-8")
    with serving("--graph", str(graph)) as running:
        answer = running.client.get("/en/validation", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "No report" in answer.text
        assert running.client.get("/validation/report.json").status_code == 404


def test_a_place_without_a_line_is_its_file() -> None:
    assert str(FactPlace("a.ttl", None)) == "a.ttl"
    assert str(FactPlace("a.nt", 3)) == "a.nt:3"


def test_a_report_of_nothing_found_is_calm() -> None:
    assert CALM.conforms
    assert as_text(CALM).startswith("Grafen er i samsvar")


# Variables of the constraints that hold no number: things, words, dates.
NO_NUMBERS = {
    "about", "caveat", "corrected", "date", "direction", "earliest", "exact", "expression", "first", "from", "hedge",
    "begins", "ends", "here", "indicator", "lacks", "last", "late", "latest", "measure", "named", "one",
    "operator", "outcome", "own", "period", "plan", "printed", "property", "same", "second", "soonest",
    "source", "span", "there", "this", "to", "two", "unit", "what", "who", "wrong", "year",
}  # fmt: skip


@pytest.mark.deep
def test_every_number_of_the_arithmetic_has_a_name() -> None:
    selected = set[str]()
    for one in load_shapes(DEFAULT_BASE).sparql:
        head = re.search(r"SELECT (.*?) WHERE", one.select, re.DOTALL)
        assert head is not None
        selected |= set(re.findall(r"[?$](\w+)", head[1]))
    assert selected - NO_NUMBERS <= set(NAMES)
    assert set(NAMES) <= selected
    assert quantity("items", "nn") == "sum av beløp"
