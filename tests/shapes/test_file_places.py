"""Faults and findings of anybody's file have their line, whatever its format."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_build.errors import Unreadable
from shapes.graphs.untrusted import FORMATS, Untrusted, parsed, read_untrusted
from tests.commands import rusfelt

OPENING = (
    '<?xml version="1.0"?>\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
    ' xmlns:rf="https://rusfelt.example/def#" xml:base="http://b.example/x/">\n'
)
WRONG_XML = {
    "an end tag of another": ("<rf:Claim>\n</rf:Plan>", 5),
    "an unknown prefix": ("\n<b:Claim/>", 5),
    "no end": ('<rf:Claim rdf:about="urn:x">\n', 5),
    "an IRI that is none": ('\n<rf:Claim rdf:about="a b"/>', 5),
    "an identifier twice": ('<rf:Claim rdf:ID="a"/>\n\n<rf:Claim rdf:ID="a"/>', 6),
    "a wrong reference": ("\n\n<rf:Claim>&nbsp;</rf:Claim>", 6),
    "two subjects at once": ('\n<rf:Claim rdf:ID="a" rdf:nodeID="b"/>', 5),
}
XML = (
    '<rf:Claim rdf:about="y"/>\n'
    '<rdf:Description\n  rdf:nodeID="somebody">\n'
    '<rdf:type rdf:resource="https://rusfelt.example/def#Claim"/></rdf:Description>\n'
    '<rf:Claim rdf:ID="z"/>\n'
    '<rf:Claim xml:base="http://c.example/" rdf:about="../y"/>\n'
    '<rf:Claim rdf:about="urn:x:1"/>\n</rdf:RDF>'
)
TURTLE = r'''@prefix rf: <https://rusfelt.example/def#> .
PREFIX ex: <http://x.example/> # <urn:no> .
ex:one a rf:Claim ; rf:asStated "a . ex:b \" ."@nb , """ex:c .
ex:d . """ .
_:mine a rf:Claim ; rf:states
  ex:two , [ a rf:Claim ; rf:x ( 1 ) ] .
<rel> a rf:Claim . <rel2>
  a rf:Claim ; ex:n .5 , 1.5 , 5. ex:x\,y
  a rf:Claim .
@base <http://y.example/> . <z> a rf:Claim .
'''


def lines_of(text: str, form: str) -> dict[str, int | None]:
    asked = ("--input-format", form, "--format", "json")
    done = rusfelt("validate", "-", *asked, stdin=text.encode())
    results = json.loads(done.stdout)["results"]
    return {one["focusNode"]: one["place"]["line"] for one in results}


@pytest.mark.parametrize("kind", WRONG_XML)
@pytest.mark.parametrize("apart", [True, False])
def test_a_fault_in_rdf_xml_has_its_line(kind: str, apart: bool) -> None:
    text, line = WRONG_XML[kind]
    end = "" if kind == "no end" else "\n</rdf:RDF>"
    with pytest.raises(Unreadable, match=rf"^it:{line}: is no RDF/XML: "):
        parsed((OPENING + text + end).encode(), FORMATS["rdf"], "it", apart=apart)


def test_a_finding_in_rdf_xml_has_the_line_of_the_element() -> None:
    assert lines_of(OPENING + XML, "rdf") == {
        "<http://b.example/x/y>": 4,
        "_:somebody": 5,
        "<http://b.example/x/#z>": 8,
        "<http://c.example/y>": 9,
        "<urn:x:1>": 10,
    }


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_a_finding_in_turtle_has_the_line_on_which_its_subject_begins(form: str) -> None:
    found = lines_of(TURTLE, form)
    assert {one: line for one, line in found.items() if not one.startswith("_:anonymous")} == {
        "<http://x.example/one>": 3,
        "_:mine": 5,
        "<https://rusfelt.example/rel>": 7,
        "<https://rusfelt.example/rel2>": 7,
        "<http://x.example/x,y>": 8,
        "<http://y.example/z>": 10,
    }
    assert None in found.values()


def test_a_finding_in_a_named_graph_has_its_line() -> None:
    text = (
        "@prefix rf: <https://rusfelt.example/def#> .\n<urn:g> {\n<urn:a> a rf:Claim }\n"
        "GRAPH <urn:h>\n{ <urn:b> a rf:Plan .\n<urn:c> a rf:Plan }"
    )
    assert lines_of(text, "trig") == {"<urn:a>": 3, "<urn:b>": 5, "<urn:c>": 6}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ['"a . <urn:x> "', "'''\n. \\' <urn:x>\n'''", '"""" . \n"" <urn:x> """', "1.5", "[ <urn:q> ( 1 [] ) ]",
             "# . <urn:x>\n 1", "true", '"a"@en-GB', "<urn:o#.>", "_:b.c"]
        ),
        max_size=6,
    )
)  # fmt: skip
def test_no_value_in_turtle_hides_where_the_next_subject_begins(values: list[str]) -> None:
    text = "".join(f"<urn:s{one}> <urn:p> {value}\n .\n" for one, value in enumerate(values))
    content = (text + "\n<urn:last> <urn:p> 1 .").encode()
    given_file = Untrusted("x", content, FORMATS["ttl"], parsed(content, FORMATS["ttl"], "x"))
    found = given_file.lines(["<urn:last>", "<urn:x>", "<urn:o#.>"])
    assert found == {"<urn:last>": text.count("\n") + 2}


LOOKS = {
    "rdf.ttl": (OPENING + "</rdf:RDF>", "RDF/XML: say so with --input-format rdf"),
    "rdf.json": (OPENING + "</rdf:RDF>", "RDF/XML: say so with --input-format rdf"),
    "json.ttl": ('\n { "@id": "urn:a" }', "JSON-LD: say so with --input-format jsonld"),
    "json.rdf": ('[{"@id": "urn:a"}]', "JSON-LD: say so with --input-format jsonld"),
    "html.ttl": ("<!DOCTYPE html>\n<html><body>x</body></html>", "HTML, which is not read"),
    "html.rdf": ("<!DOCTYPE html>\n<html><body>x</body></html>", "HTML, which is not read"),
    "quads.ttl": ('# c\n<urn:a> <urn:b> "c"@en <urn:g> .\n', "N-Quads: say so with --input-format nq"),
    "later.ttl": ("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> 'c' .\n".replace("'", '"') + "_:a <urn:b> <urn:c> <urn:g> .", "N-Quads: say so with --input-format nq"),
    "quads.nt": ("_:a <urn:b> <urn:c> _:g .", "N-Quads: say so with --input-format nq"),
    "triples.rdf": ("<urn:a> <urn:b> <urn:c> .", "N-Triples: say so with --input-format nt"),
    "turtle.nq": ("# c\n@prefix a: <urn:a:> .\na:b a a:c .", "Turtle: say so with --input-format ttl"),
    "turtle.xml": ("PREFIX a: <urn:a:>\na:b a a:c .", "Turtle: say so with --input-format ttl"),
    "trig.ttl": ("@prefix a: <urn:a:> .\na:g { a:b a a:c }", "TriG: say so with --input-format trig"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_an_ending_that_does_not_fit_the_content_is_told(name: str, tmp_path: Path) -> None:
    content, words = LOOKS[name]
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_untrusted(file)
    assert str(caught.value).endswith(f"; looks like {words}")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("@prefix a: <urn:a:> .\na:b a:c", "ttl"),
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> .", "nt"),
        ('{"@id": "urn:a",}', "json"),
        (OPENING, "rdf"),
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> .", "ttl"),
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> .", "nq"),
        ("@prefix a: <urn:a:> .\na:b a:c", "trig"),
        ("[] <urn:a> [ <urn:b> ", "ttl"),
        ("{ <urn:a> <urn:b> ", "trig"),
        ("words of a letter", "ttl"),
        # Lines that can be divided in two ways each are not tried in two to the power of their number.
        ('_:a<urn:b>"x"._:b<urn:b>_:c._:d._:e .' * 25, "ttl"),
    ],
)
def test_a_fault_in_what_the_ending_says_is_told_without_a_guess(text: str, form: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parsed(text.encode(), FORMATS[form], "x")
    assert "looks like" not in str(caught.value)


def test_who_sends_a_graph_is_told_the_media_type() -> None:
    with pytest.raises(Unreadable, match="say so with Content-Type: application/ld"):
        parsed(b'{"@id": "urn:a"}', FORMATS["ttl"], "x", apart=False)


@pytest.mark.deep
def test_a_large_file_is_told_what_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rusfelt.commands.validate.LARGE_BYTES", 10)
    file = tmp_path / "large.nt"
    file.write_text("@prefix a: <urn:a:> .\na:b a a:c .", encoding="utf-8")
    assert "looks like Turtle" in rusfelt("validate", file).stderr
