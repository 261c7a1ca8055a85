"""`rusfelt table read`: every cell of a table comes out once, with the area, time and number that it means."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands import rusfelt
from tests.rusfelt.test_table import FIGURE, REAL, WORKBOOKS


def read(file: Path, folder: Path, **changed: object) -> list[dict[str, str]]:
    """The rows of a file by its own draft, with some of the draft's fields changed."""
    done = rusfelt("table", "describe", str(file), "--format", "csvw")
    assert done.returncode == 0, done.stderr
    draft = json.loads(done.stdout)
    for table in draft["tables"]:
        table |= {f"https://rusfelt.example/def#{name}": value for name, value in changed.items()}
    description = folder / "description.json"
    description.write_text(json.dumps(draft))
    done = rusfelt("table", "read", str(file), "--description", str(description))
    assert done.returncode == 0, done.stderr
    return [*csv.DictReader(io.StringIO(done.stdout))]


@pytest.fixture
def tables(shared: Path) -> Path:
    if not (shared / "tables").is_dir():
        pytest.skip("the real tables are not part of the project")
    return shared / "tables"


LARGE = ("ssb-innvandringsgrunn-flere-hoderader.csv", "fhi-psykiske-symptomer.csv")
REAL_ONES = [pytest.param(one, marks=[pytest.mark.deep] * (one in LARGE)) for one in REAL]


@pytest.mark.parametrize("name", REAL_ONES)
def test_no_cell_of_a_real_file_is_lost_and_the_sum_is_the_same(
    name: str, tables: Path, tmp_path: Path
) -> None:
    encoding, delimiter, decimal, head, first, _ = REAL[name]
    text = (tables / name).read_bytes().decode(encoding).removeprefix("\ufeff")
    cells = {
        (str(n), str(at)): cell
        for n, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
        if n > head
        for at, cell in enumerate(row, 1)
        if at > first
    }
    if name.startswith("inntektsulikhet"):
        cells = {place: cell for place, cell in cells.items() if place[1] == "2"}
    rows = read(tables / name, tmp_path)
    assert {(one["row"], one["column"]): one["written"] for one in rows} == cells
    assert len(rows) == len(cells)
    figures = [re.sub(r"[ \xa0%]", "", one).replace(decimal or ".", ".") for one in cells.values() if FIGURE.fullmatch(one)]  # fmt: skip
    assert sum(Decimal(one["value"]) for one in rows if one["value"]) == sum(map(Decimal, figures))


def numbers(file: Path) -> list[Decimal]:
    """All numbers of a workbook, as its XML has them."""
    found = list[Decimal]()
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for cell in ElementTree.fromstring(packed.read(name)).iter():
                    value = cell.find("{*}v") if cell.tag.endswith("}c") else None
                    if cell.get("t", "n") == "n" and value is not None:
                        found.append(Decimal(repr(float(value.text or "")).removesuffix(".0")))
    return found


def test_no_number_of_a_real_workbook_is_lost(tables: Path, tmp_path: Path) -> None:
    for name in WORKBOOKS:
        rows = read(tables / name, tmp_path)
        told = Counter(Decimal(one["value"]) for one in rows if one["value"])
        left = Counter(numbers(tables / name)) - told
        # Years in heads, numbers of municipalities beside their names, the smallest and largest beside a table.
        allowed = {Decimal(2021)} | {Decimal(n) for n in range(3806, 3826)}
        assert not {*left} - allowed, name
        assert not told - Counter(numbers(tables / name))


def cell_of(rows: list[dict[str, str]], **wanted: str) -> dict[str, str]:
    (found,) = [one for one in rows if wanted.items() <= one.items()]
    return found


SPLIT = "kommune;2013;2019;2020;2024\nÅlesund;1;2;3;4\nStavanger;1;2;3;4\nVåler;1;2;3;4\n301;5;6;7;8\nI alt;9;9;9;9\n"


def test_a_name_has_the_number_of_its_year_and_none_is_picked_of_several(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(SPLIT)
    rows = read(file, tmp_path)
    told = {(one["area_name"], one["first_day"][:4]): (one["area"], one["note"]) for one in rows}
    assert [told["Ålesund", year][0] for year in ("2013", "2019", "2020", "2024")] == ["1504", "1504", "1507", "1508"]  # fmt: skip
    assert told["Våler", "2020"] == ("", "can be 3018, 3419")
    assert told["Oslo", "2013"] == ("0301", "")
    assert told["I alt", "2024"][0] == ""
    assert cell_of(rows, area_name="I alt", value="9", first_day="2024-01-01")["kind"] == "group"


def test_a_county_in_the_row_tells_which_municipality_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("fylke;kommune;2022\nViken;Våler;1\nInnlandet;Våler;2\nNordland;Herøy;3\n")
    rows = read(file, tmp_path)
    assert [one["area"] for one in rows] == ["3018", "3419", "1818"]


def test_a_number_of_another_time_than_the_figure_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("kommunenr;navn;2015\n4001;Porsgrunn;1\n4003;Skien;2\n")
    rows = read(file, tmp_path)
    assert [one["area"] for one in rows] == ["4001", "4003"]
    assert all("another time" in one["note"] for one in rows)


def test_signs_for_figures_that_are_missing_have_their_meaning(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("kommune;2019;2020;2021;2022\nAlta;.;..;:;*\nVinje;skjult;;-;4\n")
    statuses = [one["status"] for one in read(file, tmp_path)]
    assert statuses == ["not-applicable", "missing", "confidential", "suppressed-or-missing", "said-in-words", "empty", "missing", "normal"]  # fmt: skip


PERIODS = {
    "2021": ("2021-01-01", "2021-12-31"), "2011-2015": ("2011-01-01", "2015-12-31"), "2018_2020": ("2018-01-01", "2020-12-31"),
    "2015-01-01": ("2015-01-01", "2015-12-31"), "2020K3": ("2020-07-01", "2020-09-30"), "2021M02": ("2021-02-01", "2021-02-28"),
    "2. kvartal 2019": ("2019-04-01", "2019-06-30"), "mars 2020": ("2020-03-01", "2020-03-31"), "2020/21": ("2020-01-01", "2021-12-31"),
    "31.12.2020": ("2020-12-31", "2020-12-31"),
}  # fmt: skip


@pytest.mark.parametrize("written", PERIODS)
def test_a_period_has_its_first_and_last_day(written: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"kommune;år;antall\nAlta;{written};1\nVinje;{written};2\n")
    row = cell_of(read(file, tmp_path), area_name="Alta")
    assert (row["first_day"], row["last_day"]) == PERIODS[written]


def test_months_without_a_year_take_that_of_the_description(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("kommune;Januar;Februar\nAlta;1;2\nVinje;3;4\n")
    assert [one["first_day"] for one in read(file, tmp_path)] == ["", "", "", ""]
    assert [one["last_day"] for one in read(file, tmp_path, year=2024)][:2] == ["2024-01-31", "2024-02-29"]  # fmt: skip


NUMBERS = {
    "1.234,5": "1234.5", "12,5": "12.5", "−3,0": "-3.0", "5 525": "5525", "70,9 %": "70.9", "1\u202f000,25": "1000.25",
    "12.5": "", "1.23,4": "", "0,5": "0.5",
}  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_by_the_sign_of_its_table_or_not_at_all(
    written: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"kommune;2020\nAlta;{written}\nVinje;1,5\nSkien;2,5\n", encoding="utf-8")
    row = cell_of(read(file, tmp_path), area_name="Alta")
    assert (row["value"], row["written"]) == (NUMBERS[written], written)
    assert row["status"] == ("normal" if NUMBERS[written] else "unreadable")


def test_what_a_spreadsheet_would_compute_is_written_as_text(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("kommune;gruppe;2020\nAlta;=HYPERLINK(1);-1\nVinje;@a;2\n")
    rows = read(file, tmp_path)
    assert [one["dimension: gruppe"] for one in rows] == ["'=HYPERLINK(1)", "'@a"]
    assert [one["value"] for one in rows] == ["-1", "2"]


WRONG = {
    "no JSON": ("{", "is no JSON"),
    "no tables": ("{}", "is no CSVW description: it has no list `tables`"),
    "another file": ('{"tables": [{"url": "a.csv", "https://rusfelt.example/def#sha256": "0", "tableSchema": {"columns": [{"titles": "a", "suppressOutput": true}]}}]}', "is of another file"),
    "no columns": ('{"tables": [{"url": "a.csv", "tableSchema": {}}]}', "tables[0].tableSchema: has no list `columns`"),
    "unknown role": ('{"tables": [{"url": "a", "tableSchema": {"columns": [{"titles": "a", "propertyUrl": "x:y"}]}}]}', "tables[0].columns[0]: propertyUrl is none of"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_description_that_does_not_fit_is_2_and_one_line(name: str, tmp_path: Path) -> None:
    text, why = WRONG[name]
    file, description = tmp_path / "a.csv", tmp_path / "d.json"
    file.write_text("kommune;2020\nAlta;1\nVinje;2\n")
    description.write_text(text)
    done = rusfelt("table", "read", str(file), "--description", str(description))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert why in done.stderr


def test_a_description_of_a_table_that_has_moved_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("kommune;2020\nAlta;1\nVinje;2\n")
    draft = json.loads(rusfelt("table", "describe", str(file), "--format", "csvw").stdout)
    draft["tables"][0]["https://rusfelt.example/def#range"] = "A2:B9"
    (tmp_path / "d.json").write_text(json.dumps(draft))
    done = rusfelt("table", "read", str(file), "--description", str(tmp_path / "d.json"))
    assert done.returncode == 2
    assert "there is no table at A2:B9" in done.stderr


@pytest.mark.parametrize("name", ["jsonstat-ssb-api.json", "px-TAB003.px"])
def test_every_cell_of_a_real_cube_comes_out_once(name: str, tables: Path, tmp_path: Path) -> None:
    text = (tables / name).read_text("latin1")
    if name.endswith("json"):
        told = json.loads(text)["dataset"]["value"]
        wanted = sum(Decimal(str(one)) for one in told if one is not None)
    else:
        data = text.partition("DATA=")[2].replace(";", " ").split()
        told, wanted = data, sum(Decimal(one) for one in data if not one.startswith('"'))
    rows = read(tables / name, tmp_path)
    assert [int(one["row"]) for one in rows] == [*range(1, len(told) + 1)]
    assert sum(Decimal(one["value"]) for one in rows if one["value"]) == wanted
    assert len({tuple(value for name, value in one.items() if name not in ("row", "value", "written", "status")) for one in rows}) == len(rows)  # fmt: skip
