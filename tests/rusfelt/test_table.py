"""`rusfelt table describe`: what a file is, by what stands in it; and what is no table is refused."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import rusfelt

FIGURE = re.compile(r"-?\d[\d \xa0]*(?:[.,]\d+)?(?:e-?\d+)?%?")


def described(file: Path) -> Any:
    done = rusfelt("table", "describe", str(file), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def roles(table: Any) -> str:
    return " ".join(column["role"] for column in table["columns"])


# The real files: encoding, delimiter, decimal sign, first rows that are no data, column of the first figure, roles.
REAL = {
    "barnevern-dato-som-aar.csv": ("utf-8", ",", ".", 1, 4, "area period dimension dimension value"),
    "fhi-lavinntekt-perioder.csv": ("utf-8", ",", ".", 1, 5, "area period dimension dimension dimension value"),
    "fhi-psykiske-plager-ungdom.csv": ("utf-8", ",", ".", 1, 7, "area period dimension dimension dimension dimension unit value"),
    "fhi-psykiske-symptomer.csv": ("utf-8", ",", ".", 1, 6, "area period dimension dimension dimension unit value"),
    "fhi-selvmord-femaarig.csv": ("utf-8", ",", ".", 1, 6, "area period dimension dimension dimension unit value"),
    "folkehelseundersokelsen-bred-bom-semikolon.csv": ("utf-8", ";", ",", 1, 1, "area" + 36 * " value"),
    "pedagognormen-utf16-sep.csv": ("utf-16-le", "\t", ",", 2, 9, "dimension ignored area area dimension area area area dimension" + 7 * " value"),
    "ssb-folketall-lang.csv": ("utf-8", ",", None, 1, 3, "area unit period value"),
    "ssb-innvandringsgrunn-flere-hoderader.csv": ("iso-8859-1", ";", ".", 4, 2, "area area" + 576 * " value"),
    "ssb-pendling-2021.csv": ("utf-8", ";", None, 1, 1, "area" + 4 * " value"),
    "trangboddhet.csv": ("utf-8", ",", ".", 1, 5, "area area period dimension dimension value"),
}  # fmt: skip


@pytest.fixture
def tables(shared: Path) -> Path:
    if not (shared / "tables").is_dir():
        pytest.skip("the real tables are not part of the project")
    return shared / "tables"


LARGE = "ssb-innvandringsgrunn-flere-hoderader.csv"


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.deep] * (one == LARGE)) for one in REAL]
)
def test_every_figure_of_a_real_file_is_counted_and_every_sign_for_none(
    name: str, tables: Path
) -> None:
    encoding, delimiter, decimal, head, first, wanted = REAL[name]
    found = described(tables / name)
    (table,) = found["tables"]
    text = (tables / name).read_bytes().decode(encoding).removeprefix("\ufeff")
    rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)][head:]
    cells = [cell for row in rows for cell in row[first:]]
    missing = Counter(cell for cell in cells if not FIGURE.fullmatch(cell))
    assert (found["format"], found["encoding"], found["delimiter"]) == ("csv", encoding, delimiter)
    assert found["decimal"] == decimal
    assert table["preamble_rows"] + table["header_rows"] == head
    assert table["data_rows"] == len(rows)
    assert table["values"] == len(cells) - missing.total()
    assert table["missing"] == missing
    assert roles(table) == wanted
    assert not table["faults"]


WORKBOOKS = {
    "nav-ledighet-tidsserie.xlsx": [("B8:N22", 14, 140, 0), ("B8:N22", 14, 120, 20), ("B8:L414", 371, 3566, 144), ("B8:L415", 371, 3526, 184), ("A2:K20", 18, 175, 5), ("A23:L43", 18, 192, 6), ("N3:O23", 18, 18, 0), ("A1:B18", 17, 17, 0), ("A24:C40", 17, 17, 0)],
    "ssb-sysselsetting-06445.xlsx": [("A3:B28", 23, 23, 0), ("B3:D22", 17, 17, 0), ("G5:K21", 17, 2, 15), ("A3:B11", 6, 6, 0)],
}  # fmt: skip


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_table_of_a_real_workbook_is_found(name: str, tables: Path) -> None:
    found = described(tables / name)["tables"]
    told = [(one["range"], one["data_rows"], one["values"], sum(one["missing"].values())) for one in found]  # fmt: skip
    assert told == WORKBOOKS[name]


def test_nothing_of_a_note_in_a_workbook_is_shown(tables: Path) -> None:
    """Its notes name persons and have their telephone numbers."""
    done = rusfelt("table", "describe", str(tables / "ssb-sysselsetting-06445.xlsx"))
    assert not re.search(r"@|\d{2} ?\d{2} ?\d{2} ?\d{2}", done.stdout)


@pytest.mark.parametrize(
    ("name", "cells", "values", "missing"),
    [("jsonstat-ssb-api.json", 1260, 870, {"..": 390}), ("px-TAB003.px", 2448, 2430, {"..": 18})],
)
def test_a_cube_has_a_row_for_each_cell(
    name: str, cells: int, values: int, missing: dict[str, int], tables: Path
) -> None:
    (table,) = described(tables / name)["tables"]
    assert (table["shape"], table["data_rows"]) == ("cube", cells)
    assert (table["values"], table["missing"]) == (values, missing)
    assert roles(table) == "dimension dimension dimension period value"


@pytest.mark.parametrize("name", ["klass-fylker-2026.csv", "klass-kommuner-2018.csv", "klass-kommuner-2020.csv", "klass-kommuner-2026-latin1.csv", "kommunenummer-2013-2020.csv", "kommuner-2019-2023-2024.csv"])  # fmt: skip
def test_a_list_of_codes_has_no_figures(name: str, tables: Path) -> None:
    (table,) = described(tables / name)["tables"]
    assert (table["shape"], table["values"]) == ("codelist", 0)
    assert "value" not in roles(table)


AREAS = ["0301 Oslo", "1103 Stavanger", "4601 Bergen", "5001 Trondheim", "Hele landet"]
SIGNS = ["", ".", "..", ":", "*"]


@given(
    figures=st.lists(
        st.one_of(st.decimals(-9999, 9999, places=2), st.integers(0, 9_999_999), st.sampled_from(SIGNS)),
        min_size=10,
        max_size=10,
    ),
    delimiter=st.sampled_from(";\t|"),
    decimal=st.sampled_from(",."),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin1", "utf-16", "utf-16-le"]),
    end=st.sampled_from(["\n", "\r\n"]),
    title=st.sampled_from([[], ["Folketall og andre ting"], ["Tittel", ""]]),
)  # fmt: skip
def test_a_table_is_found_however_it_is_written(
    figures: list[Decimal | int | str],
    delimiter: str,
    decimal: str,
    encoding: str,
    end: str,
    title: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    told = [str(one).replace(".", decimal) if isinstance(one, Decimal) else str(one) for one in figures]  # fmt: skip
    rows = [["område", "Andel på 2019", "Andel på 2020"], *([a, *told[n * 2 : n * 2 + 2]] for n, a in enumerate(AREAS))]  # fmt: skip
    lines = [*title, *(delimiter.join(row) for row in rows)]
    file = tmp_path_factory.mktemp("table") / "a.csv"
    file.write_bytes((end.join(lines) + end).encode(encoding))
    found = described(file)
    (table,) = found["tables"]
    signs = Counter(one for one in figures if isinstance(one, str))
    assert (table["preamble_rows"], table["header_rows"], table["data_rows"]) == (len(title), 1, 5)
    assert (table["values"], table["missing"]) == (10 - signs.total(), signs)
    assert roles(table) == "area value value"
    assert found["delimiter"] == delimiter
    if any(isinstance(one, Decimal) for one in figures):
        assert found["decimal"] == decimal


def test_a_workbook_is_read_by_its_values(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Tall")
        sheet.write("A1", "En tittel")
        sheet.write_row("B3", ["Antall", "", "Andel"])
        sheet.write_row("A4", ["Kommune", 2019, 2020, 2019])
        sheet.write_row("A5", ["Alta", 5, 6, 0.5])
        sheet.write("A6", "Vinje")
        sheet.write_formula("B6", "=1+1", value=2)
        sheet.write_row("C6", ["*", 0.25])
    (table,) = described(file)["tables"]
    assert (table["sheet"], table["range"], table["values"], table["missing"]) == ("Tall", "A3:D6", 5, {"*": 1})  # fmt: skip
    assert [one["name"] for one in table["columns"]] == ["Kommune", "Antall / 2019", "Antall / 2020", "Andel / 2019"]  # fmt: skip


HEADS = {"Antall": 1, "Prosent": 2}


@pytest.mark.parametrize("second", HEADS)
def test_a_table_goes_on_below_where_its_head_is_the_same(second: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Tall")
        for top, head, areas in ((0, "Antall", ("Alta", "Vadsø")), (5, second, ("Oslo", "Vinje"))):
            sheet.write(top, 0, "Et fylke")
            sheet.write_row(top + 1, 0, ["Kommune", head])
            for number, area in enumerate(areas, top + 2):
                sheet.write_row(number, 0, [area, number])
    assert len(described(file)["tables"]) == HEADS[second]


def test_areas_may_stand_in_the_head(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Indikator;Alta;Vinje;Skien\nAndel;1,2;3,4;..\nAntall;5;6;7\n")
    (table,) = described(file)["tables"]
    assert (table["data_rows"], table["values"], table["missing"]) == (2, 5, {"..": 1})
    assert roles(table) == "dimension value value value"


FAULTS = {
    "kommune;navn;2019\n301;Oslo;5,1\n1103;Stavanger;5,2\n4601;Bergen;5,3\n": "row 2, column 1: '301' has lost a zero; it is read as 0301",
    "kommune;2019;2020\nAlta;5,1;5,2\nVinje;4.9;5,0\n": "row 3, column 2: another decimal sign than in most cells",
    "kommune;2019;2020\nAlta;5,1;=1+1\nVinje;4,9;5,0\n": "row 2, column 3: '=1+1' is neither a figure nor a known sign for one that is missing",
    "kommune;2019\nAlta;5\nVinje;4\nStorby;3\n": "row 4, column 1: 'Storby' is no area that is known",
    "kommune;år;antall\nAlta;2019;5\nVinje;2019;4\nAlta;2019;6\n": "row 4: is about the same as row 2",
    'kommune;2019\nAlta;"1,234"\nVinje;4\n': "row 2, column 2: '1,234' may have decimals, or thousands parted by ','",
    "kommune;2019;2020\nAlta;5;6\nVinje;4\n": "row 3: has 2 cells and the head 3; 1 rows differ so",
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_fault_is_told_with_its_row_and_column(text: str, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text)
    assert described(file)["tables"][0]["faults"] == [fault]


WRITTEN = {
    # As SSB's bank of statistics writes CSV: a title, numbers of old and new municipalities, Svalbard.
    '"07459: Befolkning, etter region og år"\n\n"region";"kjønn";"Personer 2019";"Personer 2020"\n"0301 Oslo - Oslove";"Menn";3;..\n"1103 Stavanger (-2019)";"Menn";7;.\n"K-3001 Halden";"Menn";15;16\n"2100 Svalbard";"Menn";:;:\n': (2, 4, 4, 4, "area dimension value value"),
    # KOSTRA: estimates for the country and groups, city districts, notes below.
    "region;statistikkvariabel;2015;2016\nEAK Landet;Netto driftsutgifter (kr);412;430\nEKG01 KOSTRA-gruppe 1;Netto driftsutgifter (kr);210;220\n0101 Halden;Netto driftsutgifter (kr);512;...\n030101 Bydel Gamle Oslo;Netto driftsutgifter (kr);900;930\n\nKilde: SSB\n": (0, 4, 7, 1, "area dimension value value"),
    # FHI: numbers without zeros, coded dimensions, two years for one, flags of suppressed cells.
    "GEO;AAR;KJONN;ALDER;TELLER;MEIS;SPVFLAGG\n0;2018_2018;0;15_120;1 200 000;24,0;0\n301;2018_2018;0;15_120;120000;24,1;0\n1103;2018_2018;1;15_120;;;3\n": (0, 3, 4, 2, "area period dimension dimension value value status"),
    "Kommunenr;Kommune;Fylke;Andel 2018;Andel 2019;Merknad\n0301;Oslo;Oslo;12,5 %;n/a;\n1103;Stavanger;Rogaland;10,1 %;skjult;*få svar\nSum;;;22,6 %;;\n": (0, 3, 3, 3, "area area area value value status"),
    "Fylke,2020K1,2020K2\nOslo,12,13\nViken,14,15\nTroms og Finnmark,3,4\n": (0, 3, 6, 0, "area value value"),
    "År;Antall døde\n2015;289\n2016;282\n": (0, 2, 2, 0, "period value"),
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN, ids=range(len(WRITTEN)))
def test_a_table_as_the_publishers_write_it_is_understood(text: str, tmp_path: Path) -> None:
    preamble, rows, values, missing, wanted = WRITTEN[text]
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="latin1")
    (table,) = described(file)["tables"]
    assert (table["preamble_rows"], table["data_rows"]) == (preamble, rows)
    assert (table["values"], sum(table["missing"].values())) == (values, missing)
    assert roles(table) == wanted


CUBES = {
    "json": '{"class":"dataset","role":{"time":["Tid"],"geo":["Region"]},"id":["Region","Tid"],"size":[2,2],"dimension":{"Region":{"label":"region","category":{"index":{"0301":0,"0":1},"label":{"0301":"Oslo","0":"Hele landet"}}},"Tid":{"label":"år","category":{"index":["2019","2020"]}}},"value":{"0":681071,"2":5328212.5,"3":5367580},"status":{"1":".."}}',
    "px": 'CHARSET="ANSI";\nTITLE="Andel; etter region og "\n"år";\nSTUB="region";\nHEADING="år";\nVALUES("region")="0301 Oslo",\n"1103 Stavanger";\nVALUES("år")="2019","2020";\nTIMEVAL("år")=TLIST(A1);\nDATA=\n12.5 ".."\n9.9 10\n;\n',
}  # fmt: skip


@pytest.mark.parametrize("form", CUBES)
def test_a_cube_of_areas_and_years_is_understood(form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.data"
    file.write_text(CUBES[form], encoding="latin1")
    (table,) = described(file)["tables"]
    assert (table["shape"], table["values"], table["missing"]) == ("cube", 3, {"..": 1})
    assert roles(table) == "area period value"
    assert [one["name"] for one in table["columns"]][:2] == ["region", "år"]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(501_000_000))
    return packed.getvalue()


def far_cell() -> bytes:
    """A workbook of two cells, a million rows and sixteen thousand columns from each other."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 1)
    return packed.getvalue()


NONE = {
    "empty": (b" \n", "is empty"),
    "binary": (bytes(range(256)) * 20, "is no text, workbook, JSON-stat or PX"),
    "prose": (b"Dette er en tekst, uten tabell.\nOg en linje til, med komma.\n", "has no table"),
    "one column": (b"Alta\nVinje\n", "has no delimiter"),
    "two million columns": (b";".join([b"x"] * 2_000_000), "row 1 has 2000000 columns; at most 16384 are read"),
    "open mark": (b'kommune;2019\nAlta;5\n"Vinje;4\nSkien;3\n', "row 3: a quotation mark is opened and never closed"),
    "other JSON": (b'{"a": 1}', "is no JSON-stat data set (it has no `value`)"),
    "cut JSON": (b'{"class": "dataset", ', "is no JSON"),
    "lengths": (b'{"id": ["a"], "size": [2], "dimension": {"a": {"category": {"index": ["x", "y"]}}}, "value": [1]}', "has 1 values for 2 cells"),
    "no value": (b'{"id": ["a"], "size": [1], "dimension": {"a": {"category": {"index": ["x"]}}}, "value": [null]}', "has no value in any of its 1 cells"),
    "huge cube": (b'{"id": ["a"], "size": [99999999999], "dimension": {"a": {"category": {"index": ["x"]}}}, "value": []}', "has 1 categories of a, and says 99999999999"),
    "cut PX": (b'CHARSET="ANSI";\nTITLE="a', "line 2: TITLE has no end"),
    "PX without data": (b'CHARSET="ANSI";\nSTUB="a";\nVALUES("a")="x","y";\n', "without DATA"),
    "PX that is short": (b'CHARSET="ANSI";\nSTUB="a";\nVALUES("a")="x","y";\nDATA=\n1;\n', "has 1 figures for 2 cells"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "is a workbook of before 2007"),
    "cut workbook": (b"PK\x03\x04" + bytes(90), "is no workbook that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_table_is_2_and_one_line(name: str, tmp_path: Path) -> None:
    content, why = NONE[name]
    refused(content, why, tmp_path)


@pytest.mark.deep
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    refused(bomb(), "unpacks to more than 500 MB", tmp_path)


def test_cells_far_from_each_other_take_no_memory(tmp_path: Path) -> None:
    refused(far_cell(), "1048576 rows of 16384 columns; at most 20000000 cells are read", tmp_path)


def refused(content: bytes, why: str, folder: Path) -> None:
    file = folder / "a.csv"
    file.write_bytes(content)
    done = rusfelt("table", "describe", str(file))
    assert done.returncode == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
