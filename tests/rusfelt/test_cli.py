import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from rusfelt.cli import cli
from tests.commands import RUSFELT, rusfelt, rusfelt_apart
from tests.some import some

COMMANDS = ("build", "validate", "check-facts", "scan", "check", "locate", "query", "serve")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    done = rusfelt_apart("build", "--out", folder)
    assert done.returncode == 0, done.stderr
    assert "conforms" in done.stdout
    assert "not verified: no --sources given" in done.stdout
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(command: str, project: Path) -> None:
    assert rusfelt(command, "--help").returncode == 0
    assert f"rusfelt {command}" in (project / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_ends_with_examples_that_it_understands(command: str) -> None:
    told = rusfelt(command, "--help").stdout
    examples = told.partition("Example:\n")[2].splitlines()
    assert 1 <= len(examples) <= 2
    for line in examples:
        assert line.startswith("    $ ")
        arguments = shlex.split(line.rpartition(f"rusfelt {command}")[2])
        loaded = cli.get_command(click.Context(cli), command)
        assert loaded is not None
        # make_context reads the arguments, and does nothing with them.
        assert loaded.make_context(command, arguments).params


@pytest.mark.parametrize(
    ("variable", "value"),
    some(
        [
            ("PORT", "abc"),
            ("TIMEOUT", "nan"),
            ("ROWS", "-1"),
            ("BEHIND_PROXY", "perhaps"),
            ("THREADS", "x"),
        ],
        first=2,
    ),
)
def test_what_the_environment_has_wrong_is_told_of_the_environment(
    variable: str, value: str, tmp_path: Path
) -> None:
    done = rusfelt_apart("serve", "--out", tmp_path, **{f"RUSFELT_{variable}": value})
    assert done.returncode == 2
    assert f"RUSFELT_{variable}" in done.stderr
    assert "--" not in done.stderr


def test_what_an_option_has_wrong_is_told_of_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSFELT_TIMEOUT", "5")
    done = rusfelt("query", "cq07", "--timeout", "x", "--out", tmp_path)
    assert done.returncode == 2
    assert "--timeout" in done.stderr


BOKMAAL, NYNORSK, ENGLISH = "er ikke i samsvar", "er ikkje i samsvar", "does not conform"


@pytest.mark.parametrize(
    ("environment", "word"),
    some(
        [
            ({}, BOKMAAL),
            ({"LC_ALL": "en_GB.UTF-8"}, ENGLISH),
            ({"LC_ALL": "nn_NO"}, NYNORSK),
            ({"LC_ALL": "no_NO"}, BOKMAAL),
            ({"LC_ALL": "", "LC_MESSAGES": "en", "LANG": "nn_NO.UTF-8"}, ENGLISH),
            ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "nn_NO.UTF-8"}, NYNORSK),
            ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en"}, BOKMAAL),
        ],
        first=3,
    ),
)
def test_a_report_begins_with_the_language_of_the_locale(
    environment: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    claim = "<urn:a> a <https://rusfelt.example/def#Claim> ."
    done = rusfelt("validate", "-", "--input-format", "ttl", stdin=claim)
    assert word in done.stdout.splitlines()[-1]


def test_build_writes_graph_manifest_and_report(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["conforms"] is True
    assert manifest["sourcesVerified"] is False
    assert sum(manifest["claims"].values()) > 200
    assert "sh:conforms true" in (out / "report.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--sources", "/nowhere"],
        ["build", "--base-iri", "no iri"],
        ["build", "--nonsense"],
        ["validate", "/nowhere.ttl"],
        ["validate", "/nowhere.doc"],
        ["validate", "x.ttl", "--format", "pdf"],
        ["check-facts"],
        ["check-facts", "--sources", "/nowhere"],
        ["scan", "/nowhere"],
        ["scan", "/"],
        ["locate", "/nowhere", "x"],
        ["query"],
        ["query", "no-such-question"],
        ["serve", "--graph", "/nowhere.nq"],
        pytest.param(["serve", "--port", "99999"], marks=pytest.mark.deep),
        ["serve", "--port", "0", "--timeout", "nan"],
        pytest.param(["serve", "--port", "0", "--patience", "inf"], marks=pytest.mark.deep),
        pytest.param(
            ["serve", "--port", "0", "--access-log", "/nowhere/access.log"], marks=pytest.mark.deep
        ),
        pytest.param(
            ["serve", "--host", "no.such.host.invalid", "--port", "0"], marks=pytest.mark.deep
        ),
    ],
)
def test_wrong_use_is_status_2_and_one_line(arguments: list[str], out: Path) -> None:
    extra = ["--out", str(out)] if arguments[0] == "query" else []
    # One that is not refused would serve for ever: not in this process.
    run = rusfelt_apart if arguments[0] == "serve" else rusfelt
    done = run(*arguments, *extra)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("rusfelt: ")]
    assert len(lines) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "æ".encode("latin-1")])
def test_scan_of_a_file_that_is_no_utf8_names_the_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"one\n" + content)
    done = rusfelt("scan", file)
    assert done.returncode == 2
    assert f"{file}:2: is not UTF-8" in done.stderr


def test_scan_json_is_a_list_with_the_promised_keys(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(
        "Det kom 12 500 kroner og 3,5 prosent i 2019, tlf. 900 00 000.", encoding="utf-8"
    )
    found = json.loads(rusfelt("scan", file, "--format", "json").stdout)
    assert [(one["kind"], one["value"]) for one in found] == [
        ("money", 12500),
        ("percent", 3.5),
        ("year", 2019),
        ("phone-number", None),
    ]
    assert all(set(one) == {"start", "end", "text", "kind", "value", "claims"} for one in found)


@pytest.mark.parametrize("form", ["text", "json"])
def test_scan_shows_no_digit_of_a_telephone_number_or_identifier(form: str, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Tlf. 900 00 009, org.nr. 999 999 999, 12 hus.", encoding="utf-8")
    shown = rusfelt("scan", file, "--format", form).stdout
    assert "••• •• •••" in shown
    assert "••• ••• •••" in shown
    assert "12" in shown
    assert "9 9" not in shown
    assert "00" not in shown


def test_locate_prints_what_a_fact_file_needs(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Tallet er 17\u00a0436 i år.", encoding="utf-8")
    assert re.fullmatch(
        r'\{start = 10, end = 16, sha256 = "[0-9a-f]{64}"\}\n',
        rusfelt("locate", file, "17 436").stdout,
    )


def test_check_facts_covers_every_numeric_expression(shared: Path) -> None:
    done = rusfelt("check-facts", "--sources", shared / "seeds")
    assert done.returncode == 0, done.stderr
    last = re.fullmatch(r"(\d+) of (\d+) numeric expressions covered", done.stdout.splitlines()[-1])
    assert last
    assert last[1] == last[2]


def test_a_changed_text_fails_with_file_and_line(shared: Path, tmp_path: Path) -> None:
    for path in (shared / "seeds").glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"474", b"475"))
    done = rusfelt("check-facts", "--sources", tmp_path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert all(re.match(r"(facts|registers)/[\w.]+:\d+: ", line) for line in lines)
    assert "has «5» instead of «4» at character" in lines[0]
    assert any("has another hash" in line for line in lines)


def test_query_of_a_saved_name_a_file_and_standard_input_agree(out: Path, project: Path) -> None:
    name = "cq05-person-years-2023"
    file = project / "server/queries" / f"{name}.rq"
    by_name = rusfelt("query", name, "--format", "csv", "--out", out)
    by_file = rusfelt("query", file, "--format", "csv", "--out", out)
    by_input = rusfelt("query", "-", "--format", "csv", "--out", out, stdin=file.read_text("utf-8"))
    assert "17436" in by_name.stdout
    assert by_name.stdout == by_file.stdout == by_input.stdout


@pytest.mark.parametrize(
    ("asked", "unit"),
    [((), "prosent"), (("--language", "nn"), "prosent"), (("--language", "en"), "percent")],
)
def test_an_answer_has_its_labels_in_the_language_that_is_asked_for(
    asked: tuple[str, ...], unit: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    told = rusfelt(
        "query", "cq07-early-identification-share", "--format", "csv", "--out", out, *asked
    ).stdout
    assert [line.split(",")[2] for line in told.splitlines()[1:]] == [unit] * 3


@pytest.mark.parametrize(
    ("form", "expected"), some([("json", '"boolean":true'), ("csv", "true\n"), ("table", "yes\n")])
)
def test_ask_is_answered_in_every_form(form: str, expected: str, out: Path) -> None:
    done = rusfelt("query", "-", "--format", form, "--out", out, stdin="ASK { ?s ?p ?o }")
    assert expected in done.stdout.replace(" ", "") or expected in done.stdout


@pytest.mark.parametrize("text", ["SELECT", "", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_what_is_no_query_is_refused_with_its_line(text: str, out: Path) -> None:
    done = rusfelt("query", "-", "--out", out, stdin=text)
    assert done.returncode == 2
    assert "is no SPARQL 1.1 query" in done.stderr


def test_query_lists_every_saved_question(project: Path) -> None:
    listed = rusfelt("query", "--list").stdout
    names = {path.stem for path in (project / "server/queries").glob("*.rq")}
    assert len(names) >= 30
    assert names <= set(listed.split())


@pytest.mark.deep
def test_validate_accepts_the_built_graph(out: Path) -> None:
    done = rusfelt("validate", out / "rusfelt.nq", "--engine", "fast")
    assert done.returncode == 0, done.stdout


def test_validate_rejects_a_claim_without_words(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(
        "@prefix rf: <https://rusfelt.example/def#> . <urn:x> a rf:Claim .", encoding="utf-8"
    )
    done = rusfelt("validate", file, "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["conforms"] is False
    assert {"nb", "nn", "en"} == set(report["results"][0]["messages"])


def test_validate_says_when_a_graph_uses_none_of_the_terms(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    done = rusfelt("validate", file)
    assert done.returncode == 1
    assert "nothing was checked" in done.stderr


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld"])
def test_validate_of_broken_rdf_names_file_and_fault(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"broken{suffix}"
    file.write_text("{ this is <no RDF", encoding="utf-8")
    done = rusfelt("validate", file)
    assert done.returncode == 2
    assert str(file) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_graph_that_does_not_conform_is_served_only_by_name(out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("rusfelt.nq", "manifest.json"):
        (copy / name).write_bytes((out / name).read_bytes())
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    (copy / "manifest.json").write_text(json.dumps({**manifest, "conforms": False}), "utf-8")
    done = rusfelt_apart("serve", "--out", copy, "--port", "0")
    assert done.returncode == 2
    assert "--graph" in done.stderr


@pytest.mark.deep
@pytest.mark.parametrize(
    ("arguments", "status"),
    some(
        [
            (["validate", "claim.ttl", "--format", "json"], 1),
            pytest.param(["scan", "text.txt"], 0, marks=pytest.mark.deep),
            pytest.param(["locate", "text.txt", "tolv"], 0, marks=pytest.mark.deep),
            (["check-facts", "--sources", "."], 2),
            (["query", "cq05-person-years-2023", "--format", "csv"], 0),
            pytest.param(["--help"], 0, marks=pytest.mark.deep),
        ]
    ),
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_a_command_says_the_same_in_a_process_of_its_own(
    arguments: list[str], status: int, out: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text("Det var tolv æøå.", encoding="utf-8")
    (tmp_path / "claim.ttl").write_text(
        "<urn:a> a <https://rusfelt.example/def#Claim> .", encoding="utf-8"
    )
    extra = ["--out", str(out)] if arguments[0] == "query" else []
    apart = rusfelt_apart(*arguments, *extra, cwd=tmp_path)
    assert apart == rusfelt(*arguments, *extra, cwd=tmp_path)
    assert apart.returncode == status


@pytest.mark.deep
def test_output_into_a_closed_pipe_is_no_traceback(out: Path) -> None:
    command = f"'{RUSFELT}' query - --out '{out}' --format csv | head -1"
    done = subprocess.run(
        ["sh", "-c", command],
        input="SELECT * { ?s ?p ?o }",
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert "Traceback" not in done.stderr
