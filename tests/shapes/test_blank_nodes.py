"""Nodes without a label never become one with others, and labels of a file stay as they are."""

import json
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from shapes.graphs.untrusted import FORMATS, parsed
from tests.commands import rusfelt

RF = "https://rusfelt.example/def#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# As stores write their blank nodes: what a parser might have made up itself.
DUMPED = "a5beb2fb54c09f716610c0a2bd78a523"
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">'
    '<rdf:Description rdf:nodeID="{0}"><a:name>one</a:name></rdf:Description>'
    "<rdf:Description><a:name>two</a:name></rdf:Description></rdf:RDF>"
)
TWO_PEOPLE = {
    "ttl": '_:{0} <urn:a:name> "one" . [] <urn:a:name> "two" .',
    "trig": '_:{0} <urn:a:name> "one" . <urn:g> {{ [] <urn:a:name> "two" }}',
    "jsonld": '[{{"@id": "_:{0}", "urn:a:name": "one"}}, {{"urn:a:name": "two"}}]',
    "rdf": RDF_XML,
}
LABELS = ("anonymous1", "anonymous2", "anonymous", DUMPED, DUMPED[:24], "b0", "x.y-z")


def labels_of(quads: tuple[object, ...]) -> list[str]:
    return [quad.subject.value for quad in quads if isinstance(quad, Quad)]


@pytest.mark.parametrize(("form", "label"), list(product(TWO_PEOPLE, LABELS)))
@pytest.mark.parametrize("apart", [True, False])
def test_two_people_stay_two_with_the_label_that_one_has(
    form: str, label: str, apart: bool
) -> None:
    text = TWO_PEOPLE[form].format(label).encode()
    first, second = (labels_of(parsed(text, FORMATS[form], "x", apart=apart)) for _ in range(2))
    assert first == second
    assert label in first
    assert len(set(first)) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.none(),
            st.integers(1, 6).map(lambda number: f"anonymous{number}"),
            st.from_regex(r"[0-9a-f]{24,32}", fullmatch=True),
            st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_node_of_a_file_is_one_of_its_own(labels: list[str | None]) -> None:
    nodes = ["[]" if label is None else f"_:{label}" for label in labels]
    text = "".join(f"{node} <urn:p> {number} .\n" for number, node in enumerate(nodes))
    quads = parsed(text.encode(), FORMATS["ttl"], "x")
    named = {label for label in labels if label is not None}
    assert named <= set(labels_of(quads))
    assert len(set(labels_of(quads))) == len(named) + labels.count(None)


def test_a_label_that_is_written_with_escapes_is_not_given_to_another() -> None:
    text = rb'[{"@id": "\u005f:anonymous1", "urn:p": 1}, {"urn:p": 2}]'
    assert len(set(labels_of(parsed(text, FORMATS["jsonld"], "x")))) == 2


def test_a_graph_without_a_name_is_the_node_of_that_name() -> None:
    text = b'{"@id": "_:anonymous1", "urn:p": {"urn:q": 1}, "@graph": [{"urn:r": 2}]}'
    graphs = {quad.graph_name for quad in parsed(text, FORMATS["jsonld"], "x")}  # type: ignore[union-attr]
    assert BlankNode("anonymous1") in graphs


def test_the_name_of_a_graph_is_no_name_for_a_node_without_one() -> None:
    text = b"_:anonymous1 { <urn:a> <urn:p> 1 } [] <urn:p> 2 ."
    assert "anonymous1" not in labels_of(parsed(text, FORMATS["trig"], "x"))


def test_a_graph_and_what_is_said_of_it_stay_one_node() -> None:
    text = b'{"urn:p": 1, "@graph": [{"@id": "urn:a", "urn:r": 2}]}'
    quads = parsed(text, FORMATS["jsonld"], "x")
    subjects = {one.subject for one in quads if isinstance(one.subject, BlankNode)}
    graphs = {one.graph_name for one in quads if isinstance(one.graph_name, BlankNode)}  # type: ignore[union-attr]
    assert subjects == graphs == {BlankNode("anonymous1")}


@pytest.mark.parametrize("form", ["nt", "nq", "ttl", "trig"])
def test_the_label_of_a_dump_is_shown_with_its_line(form: str) -> None:
    text = f"<urn:x> <urn:p> 1 .\n_:{DUMPED} <{RDF_TYPE}> <{RF}Claim> .\n".replace(" 1 ", ' "1" ')
    done = rusfelt("validate", "-", "--input-format", form, "--format", "json", stdin=text.encode())
    found = {(one["focusNode"], one["place"]["line"]) for one in json.loads(done.stdout)["results"]}
    assert found == {(f"_:{DUMPED}", 2)}


@pytest.mark.deep
@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_a_node_without_a_label_is_judged_beside_one_that_has_the_usual_name(engine: str) -> None:
    text = f"_:anonymous1 a <{RF}Claim> . [] a <{RF}Claim> ."
    form = ("--input-format", "ttl", "--format", "json", "--engine", engine)
    done = rusfelt("validate", "-", *form, stdin=text.encode())
    found = {one["focusNode"] for one in json.loads(done.stdout)["results"]}
    assert found == {"_:anonymous1", "_:anonymous2"}


def test_the_parser_still_makes_the_names_that_are_replaced() -> None:
    quads = parse(b"[] <urn:p> [] .", format=RdfFormat.TURTLE)
    assert all(re.fullmatch("[0-9a-f]{24,32}", quad.subject.value) for quad in quads)  # type: ignore[union-attr]
