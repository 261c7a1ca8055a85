"""Dates with a time zone: every engine gives them the order of XML Schema, and no rule takes a zone for a fault."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import RDF

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.engines.reference import run_answered, run_reference
from shapes.engines.set_engine import run_setwise, run_setwise_file
from shapes.graphs.lexical_store import lexical_store
from shapes.graphs.rdflib_graphs import rdflib_graph
from tests.shapes.edits import XSD
from tests.shapes.test_engines import EXAMPLE, SHAPES, shapes_of
from tests.some import some

ZONES = ("", "Z", "+00:00", "-00:00", "+01:00", "-05:30", "+14:00", "-14:00")
# What has no value, for each datatype; 2015-02-30 and year 0 tell XML Schema from Python.
ODD = (
    "2015-02-30",
    "0000-01-01",
    "2015-01",
    "2015",
    "2015-01-01",
    "2015-01-01T10:00:00",
    "x",
    "20150101",
    "02015-01-01",
)
SIGNS = ("<", "<=", "=", "!=", ">", ">=")
COMPARED = " ".join(
    f"{{ $this ex:p ?a ; ex:q ?b FILTER(?a {sign} ?b) BIND('{sign}' AS ?value) }} UNION"
    for sign in SIGNS
) + "".join(
    f" {{ $this ex:p ?a BIND({part}(?a) AS ?part) BIND(CONCAT('{part} ', STR(?part)) AS ?value) FILTER(BOUND(?value)) }} UNION"
    for part in ("YEAR", "MONTH", "DAY")
)
ORDER = shapes_of(
    f"SELECT $this ?value WHERE {{ {COMPARED.removesuffix('UNION')} }}".replace("'", '"')
)
THING = Triple(
    NamedNode(EXAMPLE + "a"), NamedNode(PREFIXES["rdf"] + "type"), NamedNode(EXAMPLE + "Thing")
)

days = st.dates(date(2015, 12, 30), date(2016, 3, 2))
times = st.times().map(lambda time: time.isoformat())
zones = st.sampled_from(ZONES)
TEXTS = {
    "date": st.builds(lambda day, zone: f"{day}{zone}", days, zones),
    "gYear": st.builds(lambda year, zone: f"{year}{zone}", st.integers(2014, 2017), zones),
    "gYearMonth": st.builds(lambda day, zone: f"{day:%Y-%m}{zone}", days, zones),
    "dateTime": st.builds(lambda day, time, zone: f"{day}T{time}{zone}", days, times, zones),
}


def values_of(first: tuple[str, str], second: tuple[str, str], engine: str) -> set[str | None]:
    data = [THING]
    for name, (text, kind) in zip("pq", (first, second), strict=True):
        literal = Literal(text, datatype=NamedNode(XSD + kind))
        data.append(Triple(THING.subject, NamedNode(EXAMPLE + name), literal))
    if engine == "reference":
        run = run_reference(rdflib_graph(data), ORDER)
    elif engine == "answered":
        run = run_answered(data, ORDER)
    else:
        run = run_setwise(lexical_store(data), ORDER)
    assert not run.failures
    return {one.value for one in run.results}


@pytest.mark.parametrize("kind", some(TEXTS, first=1))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_two_dates_have_one_order_with_every_engine(kind: str, data: st.DataObject) -> None:
    text = TEXTS[kind] | st.sampled_from(ODD)
    pair = ((data.draw(text), kind), (data.draw(text), data.draw(st.sampled_from([kind, "date"]))))
    expected = values_of(*pair, "fast")
    assert values_of(*pair, "reference") == expected
    assert values_of(*pair, "answered") == expected


@pytest.mark.parametrize(
    ("first", "second", "signs"),
    [
        ("2016-01-01Z", "2016-12-31Z", "< <= !="),
        ("2016-01-01+01:00", "2016-01-01Z", "< <= !="),
        ("2016-01-01+00:00", "2016-01-01Z", "<= = >="),
        ("2016-01-01", "2016-01-01Z", "!="),
        ("2016-01-01", "2016-01-02Z", "< <= !="),
        ("2016-01-01", "2016-01-02+14:00", "!="),
        ("2016-01-03", "2016-01-02+14:00", "> >= !="),
        ("2016-01-01", "2016-01-02+10:00", "!="),
        ("2016-01-01", "2016-01-02+09:59", "< <= !="),
        ("2016-01-02", "2016-01-01-09:59", "> >= !="),
    ],
)
@pytest.mark.parametrize("engine", ["reference", "answered", "fast"])
def test_the_order_of_dates_is_that_of_xml_schema(
    first: str, second: str, signs: str, engine: str
) -> None:
    found = values_of((first, "date"), (second, "date"), engine)
    assert {one.strip('"') for one in found if one} & set(SIGNS) == set(signs.split())


RF, DCAT = PREFIXES["rf"], PREFIXES["dcat"]
ENGINES = {
    "reference": lambda data: run_reference(rdflib_graph(data), SHAPES),
    "answered": lambda data: run_answered(data, SHAPES),
    "fast": lambda data: run_setwise(lexical_store(data), SHAPES),
}


@pytest.mark.parametrize("text", ["1" * 17, "1" * 20, "-" + "1" * 5_000])
@pytest.mark.parametrize("engine", ["reference", "answered", "fast"])
def test_a_year_that_is_too_long_for_a_machine_has_no_order(
    text: str, engine: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found = values_of((text + "-01-01", "date"), ("2016-01-01", "date"), engine)
    assert not {one.strip('"') for one in found if one} & set(SIGNS)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("digits", some([5_000, 20]))
def test_a_value_that_makes_the_compiled_engine_panic_is_found_as_it_is_written(
    digits: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file, value = tmp_path / "long.nt", f'"{"1" * digits}-01-01"^^<{XSD}date>'
    file.write_text(
        f"<urn:a> <{RDF.type}> <{RF}Source> .\n<urn:a> <http://purl.org/dc/terms/issued> {value} .\n",
        encoding="utf-8",
    )
    run, _ = run_setwise_file(file, SHAPES)
    assert value in {one.value for one in run.results}
    assert not run.failures
    assert capfd.readouterr() == ("", "")


def with_zones(built: BuiltGraph, zones: Sequence[str]) -> list[Triple]:
    """The graph with a time zone on its dates, one zone after the other in the order of the triples."""
    turn = cycle(zones)
    return [
        Triple(
            one.subject,
            one.predicate,
            Literal(one.object.value + next(turn), datatype=one.object.datatype)
            if isinstance(one.object, Literal) and one.object.datatype.value == XSD + "date"
            else one.object,
        )
        for one in sorted({quad.triple for quad in built.quads}, key=str)
    ]


@pytest.mark.parametrize(
    ("zones", "engine"),
    [
        (["Z"], "fast"),
        pytest.param(["Z"], "answered", marks=pytest.mark.deep),
        pytest.param(["Z"], "reference", marks=pytest.mark.deep),
        pytest.param(["+00:00"], "fast", marks=pytest.mark.deep),
        pytest.param(["+01:00"], "fast", marks=pytest.mark.deep),
        pytest.param(["", "Z"], "fast", marks=pytest.mark.deep),
        (["", "Z", "", "", "-00:00", "+00:00"], "fast"),
        pytest.param(["", "", "Z"], "answered", marks=pytest.mark.deep),
    ],
)
def test_a_time_zone_makes_no_date_wrong_for_any_constraint(
    built: BuiltGraph, zones: list[str], engine: str
) -> None:
    run = ENGINES[engine](with_zones(built, zones))
    assert not run.failures
    assert {one for one in run.results if one.severity != "Info"} == set()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("begins", "ends", "wrong"),
    [
        ("2016-01-01Z", "2016-12-31Z", False),
        ("2016-01-01", "2016-12-31Z", False),
        ("2016-01-01+01:00", "2016-12-31-05:00", False),
        ("2016-01-01+00:00", "2016-12-31+00:00", False),
        ("2016-01-01Z", "2016-12-30Z", True),
        ("2016-01-01Z", "2017-12-31Z", True),
        ("2016-01-02Z", "2016-12-31", True),
        ("2016-12-31Z", "2016-01-01", True),
    ],
)
def test_a_year_is_a_year_in_any_time_zone(
    begins: str, ends: str, wrong: bool, engine: str
) -> None:
    text = (
        f"<urn:p> a <{RF}Period> ; <{RF}periodKind> <{DEFAULT_BASE}id/period-kind/year> ; "
        f'<{DCAT}startDate> "{begins}"^^<{XSD}date> ; <{DCAT}endDate> "{ends}"^^<{XSD}date> .'
    )
    run = ENGINES[engine]([quad.triple for quad in parse(text, format=RdfFormat.TURTLE)])
    assert not run.failures
    assert any(one.shape.endswith("/period-ordered") for one in run.results) is wrong
