"""`rusfelt query`: which query is meant, in which format its answer comes, and what it may take."""

import csv
import io
import json
import time
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from server.queries.saved_query import saved_queries
from tests.commands import Done, rusfelt
from tests.some import some

LINES = [f'<urn:{number}> <urn:p> "{"x" * 20}{number:04}" .' for number in range(600)]
ROWS = "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?o"
TRIPLES = "CONSTRUCT WHERE { ?s <urn:p> ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
RESULT_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of six hundred statements, without a manifest."""
    folder = tmp_path_factory.mktemp("snapshot")
    (folder / "rusfelt.nq").write_text("\n".join(LINES) + "\n", encoding="ascii")
    return folder


def ask(out: Path, text: str, *more: str) -> Done:
    return rusfelt("query", "-", "--out", out, *more, stdin=text)


@pytest.mark.parametrize("form", RESULT_FORMATS)
def test_rows_come_in_each_format_of_rows(form: str, out: Path) -> None:
    done = ask(out, ROWS, "--format", form)
    assert done.returncode == 0, done.stderr
    if form == "csv":
        assert len([*csv.reader(io.StringIO(done.stdout))]) == 601
        assert "\r" not in done.stdout
        return
    found = parse_query_results(done.stdout.encode(), format=RESULT_FORMATS[form])
    assert len([*found]) == 600  # type: ignore[misc]


@pytest.mark.parametrize("form", some(RDF_FORMATS, first=2))
def test_triples_come_in_each_format_of_rdf(form: str, out: Path) -> None:
    done = ask(out, TRIPLES, "--format", form)
    assert done.returncode == 0, done.stderr
    assert len([*parse(done.stdout.encode(), format=RDF_FORMATS[form])]) == 600


def test_without_a_format_rows_are_a_table_and_triples_are_turtle(out: Path) -> None:
    names, line, first, *_ = ask(out, ROWS).stdout.splitlines()
    assert names.split() == ["s", "o"]
    assert set(line) == {"-", " "}
    assert first.split() == ["urn:0", "x" * 20 + "0000"]
    described = ask(out, "DESCRIBE <urn:7>")
    assert [
        one.subject.value for one in parse(described.stdout.encode(), format=RdfFormat.TURTLE)
    ] == ["urn:7"]


def test_every_line_of_a_table_has_its_columns_in_the_same_place(out: Path) -> None:
    lines = ask(out, ROWS).stdout.splitlines()
    assert len(lines) == 602
    assert {line.index("x" * 20) for line in lines[2:]} == {len("urn:599") + 2}


def test_a_table_has_a_line_for_a_row_of_one_empty_value(out: Path) -> None:
    done = ask(out, 'SELECT ?a { VALUES ?a { "" UNDEF "b" } }')
    assert done.stdout == "a\n-\n\n\nb\n"


@pytest.mark.parametrize(
    ("text", "form", "fitting"),
    [
        (TRIPLES, "csv", "ttl, nt, jsonld, rdf, nq, trig"),
        (TRIPLES, "json", "ttl, nt, jsonld, rdf, nq, trig"),
        ("DESCRIBE <urn:7>", "table", "ttl, nt, jsonld, rdf, nq, trig"),
        (ROWS, "ttl", "table, csv, tsv, json, xml"),
        ("ASK { }", "jsonld", "table, csv, tsv, json, xml"),
    ],
)
def test_a_format_of_the_other_kind_is_refused_with_those_that_fit(
    text: str, form: str, fitting: str, out: Path
) -> None:
    done = ask(out, text, "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert fitting in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", some(["table", "csv", "json", "tsv", "xml"], first=2))
@pytest.mark.parametrize("yes", some([True, False]))
def test_yes_and_no_come_in_each_format(form: str, yes: bool, out: Path) -> None:
    told = ask(out, f"ASK {{ <urn:{7 if yes else 'none'}> ?p ?o }}", "--format", form).stdout
    words = {"table": ("no\n", "yes\n"), "csv": ("false\n", "true\n"), "tsv": ("false\n", "true\n")}
    if form in words:
        assert told == words[form][yes]
    else:
        assert str(yes).lower() in told


@pytest.mark.deep
def test_csv_keeps_the_line_ends_of_values(tmp_path: Path) -> None:
    # One is cut where the parts of a large answer meet, wherever that is.
    values = [f'"{number}\\r\\n\\"{"," * (number % 7)}\\r"' for number in range(30_000)]
    lines = [f"<urn:{number}> <urn:p> {value} .\n" for number, value in enumerate(values)]
    (tmp_path / "rusfelt.nq").write_text("".join(lines), encoding="ascii")
    done = ask(tmp_path, "SELECT ?o { ?s ?p ?o }", "--format", "csv")
    rows = [*csv.reader(io.StringIO(done.stdout, newline=""))]
    expected = {f'{number}\r\n"{"," * (number % 7)}\r' for number in range(30_000)}
    assert {row[0] for row in rows[1:]} == expected
    assert done.stdout.startswith("o\n")


SNAPSHOT = "cq07-early-identification-share"


@pytest.mark.parametrize(
    "part", some(["cq07", "CQ07-early", "early-identification", SNAPSHOT], first=2)
)
def test_a_part_of_a_name_that_only_one_has_is_enough(part: str, out: Path) -> None:
    assert rusfelt("query", part, "--out", out) == rusfelt("query", SNAPSHOT, "--out", out)


def test_a_part_that_several_have_lists_them(out: Path) -> None:
    done = rusfelt("query", "user-involvement", "--out", out)
    assert done.returncode == 2
    assert "cq09-user-involvement-share, cq20-user-involvement-claims" in done.stderr


def test_a_part_that_many_have_lists_all_of_them(out: Path) -> None:
    done = rusfelt("query", "cq2", "--out", out)
    assert done.stderr.count("cq2") == 1 + 10


@pytest.mark.parametrize("name", ["early-identificaton", "cq07-earlyidentification-share"])
def test_an_unknown_name_suggests_the_nearest_and_the_list(name: str, out: Path) -> None:
    done = rusfelt("query", name, "--out", out)
    assert done.returncode == 2
    assert SNAPSHOT in done.stderr
    assert "--list" in done.stderr


def test_a_name_like_no_other_is_told_where_the_names_are(tmp_path: Path) -> None:
    done = rusfelt("query", "qqqqqq", "--out", tmp_path / "new")
    assert done.returncode == 2
    assert done.stderr.endswith("; see rusfelt query --list\n")
    assert not (tmp_path / "new").exists()


def test_the_list_has_its_titles_in_one_language(monkeypatch: pytest.MonkeyPatch) -> None:
    nb, nn, en = (
        rusfelt("query", "--list", "--language", one).stdout for one in ("nb", "nn", "en")
    )
    assert len({nb, nn, en}) == 3
    assert len(nb.splitlines()) == len(en.splitlines()) == 2 * len(saved_queries())
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert rusfelt("query", "--list").stdout == en


def test_only_a_saved_query_has_a_language(out: Path) -> None:
    done = rusfelt("query", "-", "--language", "en", "--out", out, stdin="ASK { ?s ?p ?o }")
    assert done.returncode == 2
    assert "--language is for a saved query" in done.stderr


@pytest.mark.parametrize(
    ("text", "limits", "told"),
    some(
        [
            (ENDLESS, ("--timeout", "0.5"), "within 0.5 seconds"),
            (
                "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
                ("--memory-mb", "64"),
                "more than 64 MB of memory",
            ),
            ("SELECT * { ?a ?b ?c . ?d ?e ?f }", ("--answer-mb", "1"), "or 1 MB"),
            (ROWS, ("--rows", "599"), "more than 599 rows"),
        ],
        first=2,
    ),
)
def test_a_query_over_a_limit_ends_with_2_one_line_and_nothing_of_its_answer(
    text: str, limits: tuple[str, ...], told: str, out: Path
) -> None:
    begun = time.monotonic()
    done = ask(out, text, *limits)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert limits[0] in done.stderr
    assert done.stderr.count("\n") == 1
    assert time.monotonic() - begun < 30


def test_an_answer_of_just_the_rows_is_given(out: Path) -> None:
    assert len(json.loads(ask(out, ROWS, "--rows", "600", "--format", "json").stdout)) == 2


def test_limits_come_from_the_environment_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSFELT_ROWS", "3")
    assert "more than 3 rows" in ask(out, ROWS).stderr
    monkeypatch.setenv("RUSFELT_NESTING", "1")
    assert "nested more than 1 brackets" in ask(out, "ASK { { } }").stderr


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        (b"ASK {\n \xff }", "standard input:2: is not UTF-8"),
        (b" " * 20_000_001, "standard input: is larger than 20 MB"),
    ],
)
def test_standard_input_that_is_no_query_is_refused(stdin: bytes, told: str, out: Path) -> None:
    done = rusfelt("query", "-", "--out", out, stdin=stdin)
    assert done.returncode == 2
    assert done.stderr == f"rusfelt: {told}\n"


def test_a_graph_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rusfelt.nq").write_text("<urn:a> <urn:b> .\n", encoding="ascii")
    done = ask(tmp_path, "ASK { }")
    assert done.returncode == 2
    assert "rusfelt.nq:1: is no N-Quads" in done.stderr
