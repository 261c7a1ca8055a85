"""Sentences whose expressions are marked: those of the project, and the hard cases beside it."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from graph_build.scan.scanner import Expression, scan

MARK = re.compile(r"\[([^|\]]+)\|([a-z-]+)\|([^\]]*)\]")
FILE = Path(__file__).with_name("marked_sentences.txt")


@dataclass(frozen=True)
class Marked:
    """A sentence, and the place, words, kind and value of each expression in it."""

    text: str
    wanted: tuple[tuple[int, str, str, str], ...]


def read(line: str) -> Marked:
    text, wanted, here = "", [], 0
    for mark in MARK.finditer(line):
        text += line[here : mark.start()]
        wanted.append((len(text), mark[1], mark[2], mark[3]))
        text += mark[1]
        here = mark.end()
    return Marked(text + line[here:], tuple(wanted))


def sentences() -> list[Marked]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


def told(one: Expression) -> str:
    return f"{one.value.normalize():f}" if isinstance(one.value, Decimal) else one.value or ""


@pytest.mark.parametrize("marked", sentences(), ids=lambda marked: marked.text)
def test_a_marked_sentence_is_read_as_it_is_marked(marked: Marked) -> None:
    found = tuple((one.start, one.text, one.kind, told(one)) for one in scan(marked.text))
    assert found == marked.wanted


def test_there_are_at_least_a_hundred_sentences_with_every_kind_but_a_list() -> None:
    kinds = {kind for marked in sentences() for _, _, kind, _ in marked.wanted}
    assert len(sentences()) >= 100
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
