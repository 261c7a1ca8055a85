"""Passages, fragments and hashes of any graph against the texts themselves."""

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph_build.errors import Unreadable
from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from shapes.rendering.html import as_html
from shapes.rendering.json_report import as_json
from shapes.rendering.turtle import as_turtle
from shapes.validation import validate

TEXT = "Ti kommuner er med.\nDet er «to» flere enn før, skriver vi på nynorsk: 2\u00a0til.\n"
FOLDER = "id/passage-test"


def a_span(start: int, end: int, fragment: str, digest: str | None = None) -> list[Triple]:
    """A source whose text is `TEXT`, and one passage of it."""
    rdf, oa = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/oa#"
    source, span, position, quote = (
        NamedNode(f"{DEFAULT_BASE}{FOLDER}/{name}") for name in ("source", "span", "place", "quote")
    )
    passage = sha256(TEXT[start:end].encode()).hexdigest()
    whole = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"

    def number(value: int) -> Literal:
        return Literal(str(value), datatype=NamedNode(whole))

    return [
        Triple(source, NamedNode("http://purl.org/dc/terms/identifier"), Literal("one.txt")),
        Triple(source, NamedNode(DEFAULT_BASE + "def#sha256"), Literal(sha256(TEXT.encode()).hexdigest())),
        Triple(span, NamedNode(rdf + "type"), NamedNode(oa + "SpecificResource")),
        Triple(span, NamedNode(oa + "hasSource"), source),
        Triple(span, NamedNode(oa + "hasSelector"), position),
        Triple(span, NamedNode(DEFAULT_BASE + "def#evidenceSha256"), Literal(digest or passage)),
        Triple(position, NamedNode(oa + "start"), number(start)),
        Triple(position, NamedNode(oa + "end"), number(end)),
        Triple(position, NamedNode(oa + "refinedBy"), quote),
        Triple(quote, NamedNode(oa + "exact"), Literal(fragment, language="nb")),
    ]  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_bytes(TEXT.encode())
    return tmp_path


def hash_findings(triples: list[Triple], texts: Path | None) -> int:
    report = validate(triples, sources=texts)
    return len([one for one in report.findings if one.shape.endswith("/passage-hash")])


def test_a_passage_that_is_as_recorded_has_no_finding(texts: Path) -> None:
    start = TEXT.index("Det")
    assert hash_findings(a_span(start, start + 30, "«to» flere"), texts) == 0


def test_offsets_count_code_points(texts: Path) -> None:
    start = TEXT.index("2\u00a0til")
    assert hash_findings(a_span(start, start + 6, "2\u00a0til"), texts) == 0


def test_a_moved_passage_is_found(texts: Path) -> None:
    triples = a_span(0, 19, "kommuner", digest=sha256(TEXT[1:20].encode()).hexdigest())
    assert hash_findings(triples, texts) == 1


def test_a_fragment_that_is_not_in_its_passage_is_found(texts: Path) -> None:
    assert hash_findings(a_span(0, 19, "kommunar"), texts) == 1


def test_without_the_texts_a_shorter_fragment_cannot_be_held_against_them() -> None:
    assert hash_findings(a_span(0, 19, "kommunar"), None) == 0


def test_another_text_than_the_recorded_one_is_refused(texts: Path) -> None:
    (texts / "one.txt").write_text("Noe annet.", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"one\.txt: is not the text"):
        validate(a_span(0, 19, "kommuner"), sources=texts)


@pytest.mark.parametrize("name", ["two.txt", "../one.txt", "/etc/hostname"])
def test_a_source_outside_the_folder_is_never_read(texts: Path, name: str) -> None:
    triples = a_span(0, 19, "kommuner")
    triples[0] = Triple(triples[0].subject, triples[0].predicate, Literal(name))
    with pytest.raises(Unreadable, match="has no"):
        validate(triples, sources=texts)


@pytest.mark.deep
def test_the_real_graph_agrees_with_the_real_texts(built: BuiltGraph, shared: Path) -> None:
    quads: list[Quad] = list(built.quads)
    report = validate(quads, sources=shared / "seeds")
    assert report.conforms
    assert not [one for one in report.findings if one.severity != "Info"]


def test_the_text_is_in_no_report(texts: Path) -> None:
    triples = a_span(0, 19, "kommunar")
    report = validate(triples, sources=texts)
    written = as_json(report) + as_turtle(report).decode() + as_html(report, "nb")
    assert "kommunar" in written
    assert "nynorsk" not in written
    assert report.subject.quads == len(triples)
