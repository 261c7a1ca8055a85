import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from graph_build.errors import RusfeltError, Unreadable
from rusfelt.commands.validate import LARGE_BYTES
from shapes.graphs.base import other_base
from shapes.graphs.untrusted import FORMATS, parsed, printable, read_untrusted
from tests.commands import Done, rusfelt
from tests.some import some

RUSFELT = Path(sys.executable).with_name("rusfelt")
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">'
    '<rdf:Description rdf:about="urn:a:s"><a:p>{}</a:p></rdf:Description></rdf:RDF>'
)
ENTITY = '<!DOCTYPE r [<!ENTITY e "boo">]>'
DEEP = 100_000
CLAIM = "<urn:a> a <https://rusfelt.example/def#Claim> .\n"
NT_CLAIM = (
    "<urn:b> <urn:p> <urn:c> .\n"
    "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://rusfelt.example/def#Claim> .\n"
)
REMOTE = '{"@context": "http://127.0.0.1:9/context.jsonld", "urn:p": 1}'


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Done:
    return rusfelt("validate", *arguments, stdin=stdin, cwd=cwd)


WRONG: dict[str, tuple[bytes, str]] = {
    "empty.ttl": (b"", "is empty"),
    "blank.nt": (b" \n\n", "is empty"),
    "no-statements.ttl": (b"@prefix a: <urn:a:> .", "has no statements"),
    "nothing.json": (b"{}", "has no statements"),
    "nul.ttl": (b'<urn:s> <urn:p>\n"\0" .', ":2: has a NUL byte"),
    "packed.nt": (b"\x1f\x8b\x08abc", "is packed (gzip)"),
    "latin.ttl": ('\n\n<urn:s> <urn:p> "æ" .'.encode("latin-1"), ":3: is not UTF-8"),
    "binary.ttl": (bytes(range(1, 256)), "is not UTF-8"),
    "utf16.rdf": (XML.format("x").encode("utf-16"), "NUL byte"),
    "entity.rdf": (
        ("\n" + ENTITY + XML.format("&e;")).encode(),
        ":2: is no RDF/XML: a document type",
    ),
    "unused.rdf": ((ENTITY + XML.format("x")).encode(), "a document type"),
    "small.rdf": ((ENTITY.lower() + XML.format("x")).encode(), "is no RDF/XML: "),
    "late.rdf": (XML.format(ENTITY + "&e;").encode(), "is no RDF/XML: "),
    "hidden.rdf": (
        XML.format("&e;").replace("<rdf:Des", f'<a:x a:y="<!--"/>{ENTITY}<rdf:Des').encode(),
        "is no RDF/XML: ",
    ),
    "open.rdf": (b"<" * 1_000_000 + b"'<!DOCTYPE", "is no RDF/XML: "),
    "remote.jsonld": (REMOTE.encode(), "context elsewhere, which is not fetched"),
    "triple-term.nt": (b"<urn:s> <urn:p> <<( <urn:s> <urn:p> <urn:o> )>> .", "has triple terms"),
    "triple-term.ttl": (b"<< <urn:s> <urn:p> <urn:o> >> <urn:q> 1 .", "has triple terms"),
    "deep.ttl": (
        b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * DEEP + b"<urn:o>" + b" )>>" * DEEP + b" .",
        "nested too deep",
    ),
    "deep.jsonld": (b'{"urn:p":' * DEEP + b"1" + b"}" * DEEP, "is no JSON-LD"),
    "long.nt": (b'<urn:s> <urn:p> "' + b"x" * 17_000_000 + b'" .', "longer than 16 MB"),
    "lies.nt": (b"@prefix a: <urn:a:> . a:b a:c a:d .", ":1: is no N-Triples"),
    "lies.ttl": (b"<!doctype html><html></html>", ":1: is no Turtle"),
    "lies.json": (CLAIM.encode(), ":1: is no JSON-LD"),
    "lies.rdf": (b'{"a": 1}', "is no RDF/XML"),
    "no-dot.ttl": (b"<urn:a> <urn:b> 1\n<urn:c> <urn:d> 2 .", ":2: is no Turtle"),
    "escape.ttl": (b"\x1b[31m<urn:s>", "\\u001b"),
}


@pytest.mark.deep
@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_told_in_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    content, words = WRONG[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read_untrusted(file)
    assert words in str(caught.value)
    assert str(caught.value).startswith(str(file))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["empty.ttl", "deep.ttl", "late.rdf", "remote.jsonld"])
def test_the_command_ends_with_status_2_and_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(WRONG[name][0])
    done = run(tmp_path / name)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("path", [".", "/dev/zero", "missing.ttl"])
def test_what_is_no_file_of_its_size_is_refused(path: str, tmp_path: Path) -> None:
    done = run(path, "--input-format", "ttl", "--max-size", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.nt"
    with file.open("wb") as sparse:
        sparse.truncate(101_000_000)
    with pytest.raises(Unreadable, match="larger than 100 MB"):
        read_untrusted(file)


def test_standard_input_above_the_limit_is_refused() -> None:
    done = run("-", "--input-format", "nt", "--max-size", "1", stdin=NT_CLAIM.encode() * 10_000)
    assert done.returncode == 2
    assert "larger than 1 MB" in done.stderr


def test_standard_input_needs_a_format() -> None:
    with pytest.raises(RusfeltError, match="--input-format"):
        read_untrusted(Path("-"))


def test_a_declaration_in_a_comment_does_no_harm() -> None:
    text = f"<!-- {ENTITY} -->" + XML.format("<![CDATA[<!DOCTYPE x>]]>")
    assert len(parsed(text.encode(), FORMATS["rdf"], "x")) == 1


@pytest.mark.deep
@pytest.mark.parametrize("opening", ["[ <urn:p> ", "( "])
@pytest.mark.parametrize("depth", [20_000, pytest.param(DEEP, marks=pytest.mark.deep)])
def test_deep_nesting_that_is_legal_is_read(opening: str, depth: int) -> None:
    closing = "]" if opening.startswith("[") else ")"
    text = "<urn:s> <urn:p> " + opening * depth + "1" + closing * depth + " ."
    assert len(parsed(text.encode(), FORMATS["ttl"], "x")) > depth


def test_blank_nodes_without_a_label_have_the_same_names_every_time() -> None:
    text = b"<urn:s> <urn:p> [ <urn:q> [ <urn:r> 1 ] ], _:mine ."
    first, second = (parsed(text, FORMATS["ttl"], "x") for _ in range(2))
    assert first == second
    assert "_:mine" in {str(quad.object) for quad in first}


@pytest.mark.deep
def test_a_folder_of_the_same_name_as_a_module_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes/__init__.py").write_text("raise SystemExit(7)", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    (tmp_path / "x.jsonld").write_text('{"@id": "urn:a", "urn:p": 1}', encoding="utf-8")
    command = [RUSFELT, "validate", "x.jsonld"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 1
    assert "nothing was checked" in done.stderr


@pytest.mark.parametrize(
    "form", some(["text", "html", "json", "turtle", "junit", "sarif"], first=2)
)
def test_every_form_is_written_to_a_file_as_to_standard_output(form: str, tmp_path: Path) -> None:
    file, out = tmp_path / "claim.ttl", tmp_path / "report"
    file.write_text(CLAIM, encoding="utf-8")
    shown = run(file, "--format", form)
    written = run(file, "--format", form, "--output", out)
    assert shown.returncode == written.returncode == 1
    assert written.stdout == ""
    assert out.read_bytes() == shown.stdout.encode()
    text = shown.stdout
    match form:
        case "json":
            assert json.loads(text)["results"]
        case "sarif":
            assert json.loads(text)["runs"][0]["results"]
        case "junit":
            assert ET.fromstring(text).findall(".//failure")
        case "turtle":
            graph = rdflib.Graph().parse(data=text, format="turtle")
            assert (None, RDF.type, SH.ValidationResult) in graph
        case _:
            assert "Påstand" in text


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "brudd"), ("nn", "brot"), ("en", "violation")]
)
def test_the_report_speaks_the_language_asked_for(language: str, word: str) -> None:
    done = run("-", "--input-format", "ttl", "--language", language, stdin=CLAIM.encode())
    assert word in done.stdout


def test_a_finding_in_anybodys_n_triples_has_its_line() -> None:
    done = run("-", "--input-format", "nt", "--format", "json", stdin=NT_CLAIM.encode())
    places = [one["place"] for one in json.loads(done.stdout)["results"]]
    assert places
    assert all(place == {"file": "standard input", "line": 2} for place in places)


def lines_of_comment(size: int) -> str:
    return ("#" * 99 + "\n") * (size // 100)


@pytest.fixture(params=[1_000, pytest.param(LARGE_BYTES, marks=pytest.mark.deep)], ids=str)
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The size from which a file is read as a large one: a small size, and the real one."""
    size = request.param
    assert isinstance(size, int)
    monkeypatch.setattr("rusfelt.commands.validate.LARGE_BYTES", size)
    return size


@pytest.mark.deep
@pytest.mark.parametrize("suffix", ["nt", "nq"])
def test_a_large_file_is_read_line_by_line_with_the_same_findings(
    suffix: str, large: int, tmp_path: Path
) -> None:
    text = NT_CLAIM + "_:b1 <urn:p> _:b2 .\n" + lines_of_comment(large)
    file = tmp_path / f"large.{suffix}"
    file.write_text(text, encoding="utf-8")
    by_lines, reference = (
        json.loads(rusfelt("validate", file, "--format", "json", "--engine", engine).stdout)
        for engine in ("auto", "reference")
    )
    assert by_lines == reference
    assert by_lines["subject"]["quads"] == 3
    assert {one["place"]["line"] for one in by_lines["results"]} == {2}


@pytest.mark.deep
@pytest.mark.parametrize(
    ("end", "words"),
    some([("<urn:a> <urn:b>", "is no N-Triples"), ('<urn:a> <urn:b> "\0" .', "NUL")]),
)
def test_a_large_file_that_is_broken_is_told_with_its_line(
    end: str, words: str, large: int, tmp_path: Path
) -> None:
    file = tmp_path / "large.nt"
    file.write_text(lines_of_comment(large) + end, encoding="utf-8")
    done = run(file)
    assert done.returncode == 2
    assert f"{file}:{large // 100 + 1}: " in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(("size", "by_lines"), [(999, False), (1_000, True)])
def test_a_file_is_large_from_the_size_named(
    size: int, by_lines: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rusfelt.commands.validate.LARGE_BYTES", 1_000)
    asked: list[Path] = []

    def spy(path: Path, *_: object) -> None:
        asked.append(path)

    monkeypatch.setattr("rusfelt.commands.validate.read_large", spy)
    file = tmp_path / "some.nt"
    file.write_text(NT_CLAIM.ljust(size, "\n"), encoding="utf-8")
    run(file)
    assert asked == ([file] if by_lines else [])


def test_no_colour_and_no_progress_where_there_is_no_terminal() -> None:
    done = run("-", "--input-format", "ttl", "--engine", "fast", stdin=CLAIM.encode())
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_both_engines_give_the_same_report() -> None:
    reports = [
        run("-", "--input-format", "ttl", "--format", "json", "--engine", one, stdin=CLAIM.encode())
        for one in ("fast", "reference")
    ]
    assert reports[0].stdout == reports[1].stdout
    assert json.loads(reports[0].stdout)["results"]


def test_owl_imports_is_not_followed() -> None:
    text = CLAIM + "<urn:o> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/x.ttl> ."
    done = run("-", "--input-format", "ttl", stdin=text.encode())
    assert done.returncode == 1
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["text", "html", "junit"])
def test_a_graph_with_none_of_the_terms_is_never_said_to_conform(form: str) -> None:
    done = run(
        "-", "--input-format", "ttl", "--format", form, "--language", "en",
        stdin=b"<urn:a> <urn:b> <urn:c> .",
    )  # fmt: skip
    assert done.returncode == 1
    assert "nothing was checked" in done.stderr
    assert "The graph conforms" not in done.stdout


def test_terms_under_another_base_are_told_with_that_base() -> None:
    text = CLAIM.replace("https://rusfelt.example/", "https://data.example.org/rus/")
    done = run("-", "--input-format", "ttl", stdin=text.encode())
    assert "--base-iri https://data.example.org/rus/" in done.stderr
    base = ("--base-iri", "https://data.example.org/rus/")
    done = run("-", "--input-format", "ttl", *base, stdin=text.encode())
    assert done.returncode == 1
    assert done.stderr == ""


def test_terms_of_others_are_no_base_of_ours() -> None:
    quads = parsed(b"<urn:a> <https://else.example/def#nonsense> 1 .", FORMATS["ttl"], "x")
    assert other_base(quads, "https://rusfelt.example/") is None


def test_terms_under_the_base_that_was_given_are_under_no_other() -> None:
    text = "<urn:a> a <{0}Claim> . <urn:b> a <{0}Claim>, <https://else.example/def#Plan> ."
    quads = parsed(text.format("https://rusfelt.example/def#").encode(), FORMATS["ttl"], "x")
    assert other_base(quads, "https://rusfelt.example/") is None
    assert other_base(quads, "https://data.example/") == "https://rusfelt.example/"


def test_printable_text_is_one_line_and_commands_no_terminal() -> None:
    assert (
        printable("a\n\tb\x1b]0;x\x07\u202e1\u00a0000") == "a b\\u001b]0;x\\u0007\\u202e1\u00a0000"
    )
