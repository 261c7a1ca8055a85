"""Saved queries against their golden results and against the answers to the list of questions."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from graph_build.layers.builder import build_graph, checked_corpus
from ontology import DEFAULT_BASE
from server.queries.saved_query import GROUPS as ABOUT
from server.queries.saved_query import saved_queries
from shapes.engines.shapes_graph import shape_files

QUERIES = Path(__file__).resolve().parents[1] / "server" / "queries"
GOLDEN = Path(__file__).resolve().parent / "golden"
QUESTIONS = Path(__file__).resolve().parents[2] / "shared" / "questions.json"
FILES = sorted(QUERIES.glob("*.rq"))
OTHER_BASE = "https://data.example.org/rus/"
UNDER_OTHER_BASE = [
    "cq01-plan-frame",
    "cq04-itemised-sum",
    "cq08-low-threshold-ratio",
    "cq11-people-quoted",
    "cq18-tsb-growth",
    "cq28-named-models",
]

Leaf = Decimal | int | str | None
Row = Mapping[str, Leaf]

COLUMNS = {
    "amount_NOK": "amount",
    "amount_MNOK": "amount",
    "sum_MNOK": "sum",
    "unitemised_MNOK": "remainder",
    "value_2022": "value2022",
    "growth_percent": "growthPercent",
    "prepared_by": "preparedBy",
    "commissioned_by": "commissionedBy",
    "y2018": "share2018",
    "y2020": "share2020",
    "difference_pp": "difference",
    "change_pp": "change",
    "inside_frame": "insideFrame",
    "source_text_year": "literalReading",
    "earliest_year": "earliestYear",
    "is_deadline": "isDeadline",
    "latest_year": "latestYear",
}
LIST_COLUMN = {
    "CQ03": "focusArea",
    "CQ15": "source",
    "CQ23": "city",
    "CQ24": "method",
    "CQ28": "model",
    "CQ30": "party",
}
KEYWORDS = {
    "percent": ("prosent",),
    "2106 (typo)": ("2106",),
    "tidlig innsats for å forebygge rusavhengighet": ("tidlig innsats", "rusavhengighet"),
    "oppfølgingstjenester etter behandling": ("oppfølgingstjenester", "behandling"),
    "500 tiltaksplasser": ("500", "tiltaksplasser"),
    "mottakssentre/behandlingsteam/lavterskel": ("mottakssentre", "behandlingsteam", "lavterskel"),
    "kompetanse i alle sektorer": ("kompetanse", "alle sektorer"),
}
GROUPS = {
    "total": "municipal-services",
    "children_youth": "services-children-youth",
    "adults": "services-adults",
}
GROWTH = "prosentvis vekst i årsverk"
UNCERTAIN: Mapping[str, tuple[str, str, str]] = {
    "vekst totalt 1 %": (GROWTH, "kommunale tjenester", "1"),
    "vekst barn/unge 2,2 %": (GROWTH, "barn og unge", "2.2"),
    "vekst voksne 0,7 %": (GROWTH, "voksne", "0.7"),
    "per innbygger voksne 0": ("per innbygger", "voksne", "0"),
    "andel direkte konsekvenser 45 %": ("direkte konsekvenser", "kommuner", "45"),
    "896 årsverk (2017–2020, includes 2020)": ("nye årsverk", "kommunale tjenester", "896"),
    "system for tidlig identifisering 83 %": ("tidlig identifisering", "kommuner", "83"),
    "kartlagt rusmiddelsituasjonen 72 %": ("kartlagt rusmiddelsituasjonen", "kommuner", "72"),
    "avtaler voksne ~10 %": ("samarbeidsavtaler for voksne", "kommuner og bydeler", "10"),
    "avtaler unge 15 %": ("samarbeidsavtaler for unge", "kommuner og bydeler", "15"),
}
INVOLVEMENT: Mapping[str, tuple[Row, ...]] = {
    "000": (
        {"source": "000", "said": "89 % av kommunene", "fragment": "89 prosent"},
        {"source": "000", "by": "Bent Høie", "fragment": "brukerne en rettmessig plass"},
    ),
    "001": (
        {"source": "001", "fragment": "meir brukarretta tenester"},
        {"source": "001", "said": "oppmerksomhet"},
    ),
    "004": (
        {"source": "004", "said": "Mål 1"},
        {"source": "004", "by": "Bent Høie", "fragment": "sikre brukermedvirkning"},
    ),
}


@pytest.fixture(scope="module")
def store_under_other_base() -> Store:
    store = Store()
    store.extend(build_graph(checked_corpus(base=OTHER_BASE), shape_files()).quads)
    return store


def head(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"# ([a-z@]+): (\S.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def result(store: Store, file: Path) -> str:
    return answered(store, file.read_text(encoding="utf-8"))


def answered(store: Store, text: str) -> str:
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    serialised = solutions.serialize(format=QueryResultsFormat.CSV)
    assert serialised is not None
    return serialised.decode("utf-8")


def golden(file: Path) -> Path:
    return GOLDEN / f"{head(file)['answer'].lower()}.csv"


def leaf(name: str, value: Any) -> Leaf:
    if isinstance(value, bool):
        return "true" if value else "false"
    if name.endswith("_MNOK"):
        return Decimal(value) * 10**6
    assert value is None or isinstance(value, Decimal | int | str), value
    return value


def numbered(text: str) -> Row:
    number, _, goal = text.partition(" ")
    return {"number": int(number), "goal": goal}


def uncertain(text: str) -> Row:
    indicator, population, value = UNCERTAIN[text]
    return {
        "source": "003",
        "indicator": indicator,
        "population": population,
        "value": Decimal(value),
    }


def involvement(source: str, text: str | None) -> Iterator[Row]:
    if text is not None:
        yield {"source": source}
        yield from INVOLVEMENT[source]


def expected_rows(question: str, expected: Any) -> list[Row]:
    match question:
        case "CQ02":
            return [numbered(text) for text in expected]
        case "CQ07":
            return [{"year": year, "value": value} for year, value in expected]
        case "CQ11":
            return [
                {"person": who, "source": s} for who, listed in expected.items() for s in listed
            ]
        case "CQ14":
            return [uncertain(text) for text in expected["indicators"]]
        case "CQ18":
            plain = {key: value for key, value in expected.items() if key != "year"}
            return [{**named(plain), "period": str(expected["year"])}]
        case "CQ20":
            return [row for pair in expected.items() for row in involvement(*pair)]
        case "CQ25":
            unit = expected["unit"]
            return [{"group": g, "value": expected[k], "unit": unit} for k, g in GROUPS.items()]
        case "CQ26":
            return [{"source": s, "issued": i, "modified": m} for s, (i, m) in expected.items()]
        case "CQ27":
            return [{"measure": m, "amount": Decimal(a) * 10**6} for m, a in expected.items()]
        case _ if isinstance(expected, list):
            return [{LIST_COLUMN[question]: text} for text in expected]
        case _:
            return [named(expected)]


def named(answer: Mapping[str, Any]) -> dict[str, Leaf]:
    return {COLUMNS.get(name, name): leaf(name, value) for name, value in answer.items()}


def says(cell: str, wanted: Leaf) -> bool:
    match wanted:
        case None:
            return cell == ""
        case str():
            words = KEYWORDS.get(wanted, (wanted,))
            return all(word.casefold() in cell.casefold() for word in words)
        case _:
            return re.fullmatch(r"-?[\d.]+", cell) is not None and Decimal(cell) == wanted


def fits(row: Mapping[str, str], wanted: Row) -> bool:
    return all(says(row[column], value) for column, value in wanted.items())


def questions() -> list[Any]:
    if not QUESTIONS.is_file():
        reason = "the list of questions is not part of the project (no ../shared)"
        return [pytest.param({}, id="none", marks=pytest.mark.skip(reason=reason))]
    listed = json.loads(QUESTIONS.read_text(encoding="utf-8"), parse_float=Decimal)["questions"]
    return [pytest.param(one, id=one["id"]) for one in listed]


def rows_of(store: Store, question: str) -> list[dict[str, str]]:
    (file,) = [one for one in FILES if head(one)["answer"] == question]
    return list(csv.DictReader(io.StringIO(result(store, file), newline="")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_result_equals_golden(store: Store, file: Path) -> None:
    expected = golden(file).read_text(encoding="utf-8")
    assert result(store, file).splitlines() == expected.splitlines()


@pytest.mark.parametrize("name", UNDER_OTHER_BASE)
def test_result_is_the_same_under_another_base(store_under_other_base: Store, name: str) -> None:
    expected = golden(QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    expected = expected.replace(DEFAULT_BASE, OTHER_BASE)
    found = answered(store_under_other_base, saved_queries()[name].under(OTHER_BASE))
    assert found.splitlines() == expected.splitlines()


@pytest.mark.parametrize("question", questions())
def test_every_expected_answer_stands_in_the_result(store: Store, question: Any) -> None:
    rows = rows_of(store, question["id"])
    wanted = expected_rows(question["id"], question["expected"])
    assert [one for one in wanted if not any(fits(row, one) for row in rows)] == []


@pytest.mark.parametrize("question", questions())
def test_result_has_no_answer_that_is_not_expected(store: Store, question: Any) -> None:
    rows = rows_of(store, question["id"])
    wanted = expected_rows(question["id"], question["expected"])
    assert [row for row in rows if not any(fits(row, one) for one in wanted)] == []


@pytest.mark.parametrize("question", questions())
def test_result_has_as_many_answers_as_expected(store: Store, question: Any) -> None:
    wanted = expected_rows(question["id"], question["expected"])
    columns = wanted[0].keys() & wanted[-1].keys()
    answers = {tuple(row[one] for one in sorted(columns)) for row in rows_of(store, question["id"])}
    asked = {tuple(row[one] for one in sorted(columns)) for row in wanted}
    assert len(answers) == len(asked)


@pytest.mark.parametrize("question", questions())
def test_every_question_has_a_query(question: Any) -> None:
    assert [head(file)["answer"] for file in FILES].count(question["id"]) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_query_has_three_titles_and_says_how_it_reads_the_model(file: Path) -> None:
    named = list(head(file))
    assert named[:6] == ["title@nb", "title@nn", "title@en", "reads", "answer", "group"]
    assert named[6:] in ([], ["front"])
    assert head(file)["group"] in ABOUT


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_name_begins_with_the_answer_id(file: Path) -> None:
    assert re.fullmatch(head(file)["answer"].lower() + "(-[a-z0-9]+)+", file.stem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_says_which_source(store: Store, file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(result(store, file), newline="")))
    assert rows
    assert [row for row in rows if not re.fullmatch(r"\d{3}", row["source"])] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_query_names_no_single_fact_by_its_iri(file: Path) -> None:
    assert "/id/" not in file.read_text(encoding="utf-8")


def test_no_two_queries_share_an_answer() -> None:
    answers = [head(file)["answer"] for file in FILES]
    assert len(set(answers)) == len(answers)


def test_every_golden_result_has_its_query() -> None:
    assert sorted(GOLDEN.glob("*.csv")) == sorted(golden(file) for file in FILES)
