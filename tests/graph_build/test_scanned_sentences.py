"""Sentences whose expressions are marked: those of the project, and the hard cases beside it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from graph_build.scan.scanner import scan
from tests.graph_build.marked import FILE, FOLDER, Marked, score, sentences, told


@pytest.mark.parametrize("marked", sentences(FILE), ids=lambda marked: marked.text)
def test_a_marked_sentence_is_read_as_it_is_marked(marked: Marked) -> None:
    found = tuple((one.start, one.text, one.kind, told(one)) for one in scan(marked.text))
    assert found == marked.wanted


def test_there_are_at_least_a_hundred_sentences_with_every_kind_but_a_list() -> None:
    kinds = {kind for marked in sentences(FILE) for _, _, kind, _ in marked.wanted}
    assert len(sentences(FILE)) >= 100
    assert len(kinds) >= 18


def test_the_hard_cases_hold(shared: Path) -> None:
    """Each wanted expression of ../shared/cases/scan.json is found, and none that is never to be."""
    file = shared / "cases" / "scan.json"
    if not file.is_file():
        pytest.skip("the hard cases are not part of the project (no ../shared/cases/scan.json)")
    wrong = []
    for case in json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal):
        found = [(one.text, one.kind, one.value) for one in scan(case["text"])]
        kinds = [(text, kind) for text, kind, _ in found]
        for want in case["want"]:
            if (want["text"], want["kind"], want["value"]) not in found:
                wrong.append((case["text"], want, found))
        wrong += [case for one in case["never"] if (one["text"], one["kind"]) in kinds]
    assert wrong == []


def many() -> list[Marked]:
    return [marked for file in sorted(FOLDER.glob("*.txt")) for marked in sentences(file)]


def test_of_three_hundred_sentences_all_but_a_few_expressions_are_read_as_they_are_marked() -> None:
    total = score(many())
    told_of = "\n".join(total.misses)
    marked = total.marked.total()
    assert total.found.total() >= Decimal("0.995") * marked, told_of
    assert total.kind.total() >= Decimal("0.98") * marked, told_of
    assert total.value.total() >= Decimal("0.98") * marked, told_of
    assert total.extra.total() <= Decimal("0.01") * marked, told_of
