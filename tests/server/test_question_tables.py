"""The tables of questions: none scrolls on a wide page, none is wider than a narrow one, and minus is minus."""

import csv
import io
import re
from decimal import Decimal

import pytest
from httpx import Client
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode

from server.answers.elements.names import Names
from server.answers.elements.wording import (
    MINUS,
    file_size,
    literal_number,
    number,
    plain_minus,
    true_minus,
)
from server.answers.query.column_groups import GROUPS, WIDE, column_groups
from server.answers.things.rows import outgoing
from server.queries.saved_query import saved_queries
from tests.server.served import Served
from tests.some import some

TOO_WIDE = """() => [...document.querySelectorAll('.scroll'), document.documentElement]
  .filter(one => one.scrollWidth > one.clientWidth).length"""
NAMES = sorted(
    {"value", "x", "fragment2018", "inputs", *(c for one in GROUPS.values() for c in one)}
)


@pytest.mark.parametrize("step", some([6, 1]), ids=["few", "all"])
@pytest.mark.parametrize("lang", some(["nb", "nn", "en"]))
@pytest.mark.parametrize("width", some([320, 1280]))
def test_no_table_of_a_question_is_wider_than_its_page(
    width: int, lang: str, step: int, served: Served, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = []
    for name in [*saved_queries()][::step]:
        page.goto(f"{served.address}/{lang}/questions/{name}")
        if page.evaluate(TOO_WIDE):
            wide.append(name)
    page.close()
    assert not wide


@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_every_column_stands_in_one_cell(columns: list[str]) -> None:
    groups = column_groups(columns)
    assert sorted(n for one in groups for n in one.places) == [*range(len(columns))]
    assert len(columns) > WIDE or [one.name for one in groups] == columns
    assert len({one.name for one in groups}) == len(groups)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_below_nought_has_a_minus_for_readers_and_a_hyphen_for_programs(
    lang: str, client: Client
) -> None:
    path = f"/{lang}/questions/cq42-derived-values"
    page = client.get(path).text
    assert f"{MINUS}15</span>" in page
    assert ">-15" not in page
    values = [row["value"] for row in csv.DictReader(io.StringIO(client.get(path + ".csv").text))]
    assert "-15" in values
    assert MINUS not in "".join(values)
    cells = [
        one for row in client.get(path + ".json").json()["result"]["rows"] for one in row if one
    ]
    assert any(one["text"] == "-15" for one in cells)
    assert not any(MINUS in one["text"] for one in cells if one["number"])


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "path", ["/doc/observation/004-waiting-time-13-days", "/sparql?query=SELECT(-13 AS ?x){}"]
)
def test_other_pages_write_it_too(path: str, lang: str, client: Client) -> None:
    page = client.get(f"/{lang}{path}", headers={"Accept": "text/html"}).text
    assert f">{MINUS}13" in page
    assert ">-13" not in page


def test_a_table_of_figures_is_read_by_programs(client: Client) -> None:
    text = client.get("/nb/indicators/share-direct-consequences-change.csv").text
    assert "-15 prosentpoeng" in text
    assert MINUS not in text


def test_a_number_of_any_length_has_a_page(client: Client) -> None:
    for digits in (30, 40, 41):
        query = f"SELECT ({'9' * digits} AS ?x) {{}}"
        assert (
            client.get(
                "/nb/sparql", params={"query": query}, headers={"Accept": "text/html"}
            ).status_code
            == 200
        )


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["nb", "nn", "en"]))
def test_any_number_is_written(value: Decimal, lang: str) -> None:
    assert (number(value, lang)[0] == MINUS) == (value < 0 or str(value).startswith("-"))
    assert "-" not in number(value, lang).split("E")[0]
    assert literal_number(str(value), lang)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-15", f"{MINUS}15"),
        ("2017-01-01", "2017-01-01"),
        ("fra 3 til -4", f"fra 3 til {MINUS}4"),
        ("TSB-25", "TSB-25"),
    ],
)
def test_a_hyphen_that_is_no_minus_stays(text: str, shown: str) -> None:
    assert true_minus(text) == shown
    assert plain_minus(shown) == text


def test_a_literal_of_a_thing_is_a_number_of_the_language_unless_it_is_a_year() -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    pairs = (
        (NamedNode("urn:x:balance"), Literal("-13.5", datatype=decimal)),
        (NamedNode("urn:x:firstYear"), Literal("2016", datatype=decimal)),
        (NamedNode("urn:x:label"), Literal("-13")),
    )
    rows = outgoing(pairs, Names("urn:x:", {}), ("nb",))
    assert [row.values[0].number for row in rows] == [True, False, False]


@pytest.mark.parametrize(
    ("lang", "value"), [("nb", "51\u00a0%"), ("nn", "51\u00a0%"), ("en", "51%")]
)
def test_a_share_has_the_sign_of_percent_in_an_answer_and_its_number_in_the_data(
    lang: str, value: str, client: Client
) -> None:
    address = f"/{lang}/questions/cq07-early-identification-share"
    page = client.get(address).text
    assert re.search(
        rf'<td data-label="[^"]+" class="number"><span class="part joined">{value}</span>', page
    )
    first = client.get(address + ".csv").text.splitlines()[1].split(",")
    assert first[:3] == ["2018", "51", "percent" if lang == "en" else "prosent"]


SIZES = [
    (32_104, "nb", "32 kB"),
    (7_420_288, "nb", "7,4 MB"),
    (7_420_288, "en", "7.4 MB"),
    (999, "nn", "999 byte"),
]


@pytest.mark.parametrize(("count", "lang", "told"), SIZES)
def test_a_size_is_written_as_one_reads_it(count: int, lang: str, told: str) -> None:
    assert file_size(count, lang) == told.replace(" ", "\u00a0")


def test_kroner_of_an_answer_are_written_as_on_every_other_page(client: Client) -> None:
    page = client.get("/nb/questions/cq32-all-figures").text
    assert "2,45 milliarder kroner" in page
    assert "norske kroner</span>" not in page
