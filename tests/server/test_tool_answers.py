"""What the tools for language models say, and how an answer is cut into parts and put together again."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_build.layers.builder import BuiltGraph
from server.mcp_tools.answer_part import Call, Item, ToolAnswer, part
from server.mcp_tools.arguments import (
    LEAST,
    MOST,
    Arguments,
    ClaimArguments,
    CompareArguments,
    QuestionArguments,
    SearchArguments,
    SparqlArguments,
    read_arguments,
)
from server.mcp_tools.cited_claim import cited_claims
from server.mcp_tools.claim_items import claim_items
from server.mcp_tools.found_things import found_things
from server.mcp_tools.material import Material
from server.mcp_tools.pair_items import pair_items
from server.mcp_tools.row_items import question_list, question_named, vocabulary
from server.mcp_tools.tool_fault import ToolFault
from server.publication.memo import Memo
from server.publication.search import Search
from server.repository.embedded_repository import EmbeddedRepository

VERSION = sha256(b"a graph").hexdigest()
EARLY = "003-early-identification-2020"
UNCERTAIN = "003-figures-2020-uncertain"


@pytest.fixture(scope="module")
def material(built: BuiltGraph, tmp_path_factory: pytest.TempPathFactory) -> Material:
    path = tmp_path_factory.mktemp("tools") / "rusfelt.nq"
    path.write_bytes(built.nquads)
    repository = EmbeddedRepository.load(Path(path))
    return Material(repository, Search(repository), Memo(repository), VERSION)


ASKED: dict[str, tuple[Arguments, Callable[[Material, Any], ToolAnswer]]] = {
    "search": (SearchArguments(query="årsverk"), found_things),
    "get_claim": (ClaimArguments(id=EARLY), claim_items),
    "compare": (CompareArguments(), pair_items),
    "run_question": (QuestionArguments(), lambda _, asked: question_list(asked)),
    "sparql": (SparqlArguments(), vocabulary),
}


def said(material: Material, tool: str, **changed: Any) -> dict[str, Any]:
    """The part of an answer that a call gets, never more than it allows."""
    asked, make = ASKED[tool]
    asked = asked.model_copy(update=changed)
    text = part(
        make(material, asked),
        Call(tool, asked, material.version),
        lambda names: cited_claims(material, names, asked.languages),
    )
    assert len(text.encode()) <= asked.max_bytes
    found: dict[str, Any] = json.loads(text)
    return found


def resumed(material: Material, tool: str, most: int) -> list[dict[str, Any]]:
    """All parts of an answer, as the calls to resume get them."""
    parts, changed = [], {"max_bytes": most}
    while True:
        parts.append(said(material, tool, **changed))
        resume = parts[-1].get("resume")
        if resume is None:
            return parts
        assert resume["tool"] == tool
        changed = resume["arguments"]


def test_a_claim_has_its_words_hash_caveat_and_a_citation(material: Material) -> None:
    found = said(material, "get_claim")
    claim = found["claims"][EARLY]
    assert claim["source"] == "003"
    assert claim["quotes"][0]["words"] == "2020 på 83 prosent"
    assert len(claim["quotes"][0]["sha256"]) == 64
    assert [one["claim"] for one in claim["caveats"]] == [UNCERTAIN]
    assert "«2020 på 83 prosent»" in claim["citation"]
    assert VERSION[:12] in claim["citation"]
    assert claim["citation"].endswith(EARLY)
    figure = found["items"][0]["figure"]
    assert (figure["value"], figure["uncertain"], figure["marks"][0]) == (83, True, "self-reported")


@pytest.mark.parametrize(("language", "start"), [("nb", "Tallene"), ("nn", "Tala"), ("en", "Figures")])  # fmt: skip
def test_caveats_are_in_the_language_that_is_asked_for(
    material: Material, language: str, start: str
) -> None:
    found = said(material, "get_claim", language=language)
    assert found["claims"][EARLY]["caveats"][0]["says"].startswith(start)


def test_every_figure_for_2020_of_source_003_has_its_caveat(material: Material) -> None:
    pairs = [one for found in resumed(material, "compare", MOST) for one in found["items"]]
    figures = [
        figure
        for pair in pairs
        for figure in pair["figures"]
        if "2020" in figure.get("period", "")
        and any(one.startswith("003-") for one in figure["claims"])
    ]
    assert figures
    assert all(figure["uncertain"] and figure["caveats"] for figure in figures)


@pytest.mark.parametrize("tool", ASKED)
@settings(max_examples=6)
@given(most=st.integers(LEAST, 30_000))
def test_parts_together_are_the_whole(material: Material, tool: str, most: int) -> None:
    parts = resumed(material, tool, most)
    whole = resumed(material, tool, MOST)
    assert [one for found in parts for one in found["items"]] == [
        one for found in whole for one in found["items"]
    ]
    claims = {name: one for found in whole for name, one in found["claims"].items()}
    assert claims == {name: one for found in parts for name, one in found["claims"].items()}
    for found in parts:
        assert found["count"] == sum(len(one["items"]) for one in whole)


def test_what_is_left_is_counted_and_the_same_call_has_the_same_bytes(material: Material) -> None:
    first, again = (said(material, "compare", max_bytes=6_000) for _ in range(2))
    assert first == again
    assert first["left"] == first["count"] - len(first["items"]) > 0
    assert "6000" in first["why"]


def whole(items: list[object], asked: Arguments, *, steady: bool = True) -> dict[str, Any]:
    answer = ToolAnswer.of({}, [Item(one) for one in items], steady=steady)
    text = part(answer, Call("sparql", asked, VERSION), lambda _: {})
    assert len(text.encode()) <= asked.max_bytes
    found: dict[str, Any] = json.loads(text)
    return found


def test_an_item_that_does_not_fit_says_which_budget_would_do() -> None:
    items: list[object] = ["ø" * 3_000, "b"]
    found = whole(items, Arguments(max_bytes=LEAST))
    assert (found["items"], found["left"]) == ([], 2)
    again = whole(items, Arguments(**found["resume"]["arguments"]))
    assert again["items"] == items[:1]
    assert whole(items, Arguments(**again["resume"]["arguments"]))["items"] == items[1:]


def test_an_item_that_no_answer_may_have_is_told_and_passed_over() -> None:
    items: list[object] = ["a" * MOST, "b"]
    found = whole(items, Arguments(max_bytes=LEAST))
    assert "SUBSTR" in found["why"]
    assert whole(items, Arguments(**found["resume"]["arguments"]))["items"] == ["b"]
    assert "resume" not in whole(items[:1], Arguments(max_bytes=LEAST))


def test_rows_that_are_others_each_time_are_not_resumed() -> None:
    found = whole(["a" * 900] * 5, Arguments(max_bytes=LEAST), steady=False)
    assert "resume" not in found
    assert "LIMIT" in found["remedy"]


def test_a_long_argument_is_named_and_not_said_again() -> None:
    asked = SparqlArguments(query="SELECT" + " " * 400, max_bytes=LEAST)
    resume = whole(["a" * 900] * 5, asked)["resume"]
    assert resume["and_the_same"] == ["query"]
    assert "query" not in resume["arguments"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"cursor": "nonsense"}, "none that an answer has given"),
        ({"cursor": f"5-{'0' * 12}-00000000"}, "The graph has changed"),
        ({"cursor": f"5-{VERSION[:12]}-00000000"}, "other arguments"),
    ],
)
def test_a_cursor_of_another_call_or_graph_is_refused(
    material: Material, changed: dict[str, Any], told: str
) -> None:
    with pytest.raises(ToolFault, match=told):
        said(material, "compare", **changed)


def test_a_cursor_is_of_its_arguments_and_language(material: Material) -> None:
    resume = said(material, "compare", max_bytes=6_000)["resume"]["arguments"]
    with pytest.raises(ToolFault, match="other arguments"):
        said(material, "compare", **{**resume, "language": "en"})


def test_pairs_can_be_chosen_and_an_unknown_choice_names_those_there_are(
    material: Material,
) -> None:
    found = said(material, "compare", claim=EARLY, outcome="same-series")
    assert found["count"] > 0
    assert all(one["code"] == "same-series" for one in found["items"])
    with pytest.raises(ToolFault, match="same-series"):
        said(material, "compare", outcome="none")


@pytest.mark.parametrize("name", ["x", "003-x", "not an iri", "https://rusfelt.example/id/x"])
def test_an_unknown_claim_says_where_names_stand(material: Material, name: str) -> None:
    with pytest.raises(ToolFault, match="There is no claim"):
        said(material, "get_claim", id=name)
    with pytest.raises(ToolFault, match="There is no claim"):
        said(material, "compare", claim=name)


@pytest.mark.parametrize("start", ["", "id:claim/", "claim/", "https://rusfelt.example/id/claim/"])
def test_a_claim_is_known_by_each_of_its_names(material: Material, start: str) -> None:
    assert said(material, "get_claim", id=start + EARLY)["about"]["claim"] == EARLY


def test_a_question_is_found_by_the_beginning_of_its_name() -> None:
    assert question_named("cq07").name == "cq07-early-identification-share"
    assert question_named("CQ07").name == question_named("cq07").name
    with pytest.raises(ToolFault, match="cq1"):
        question_named("cq1")
    with pytest.raises(ToolFault, match="all are listed"):
        question_named("%%%")


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({}, "query: field required"),
        ({"query": ""}, "query: string should have at least 1 character"),
        ({"query": 896}, "query: input should be a valid string"),
        ({"query": "a", "max_bytes": 10}, "max_bytes: input should be greater than or equal to 2000"),
        ({"query": "a", "language": "se"}, "language: input should be 'nb', 'nn' or 'en'"),
        ({"query": "a", "other": 1}, "other: extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_bad_arguments_are_named_with_those_there_are(given_: dict[str, Any], told: str) -> None:
    with pytest.raises(ToolFault) as caught:
        read_arguments(SearchArguments, given_)
    assert told in str(caught.value)
    assert "language, max_bytes, cursor, query, kind, source" in str(caught.value)
