"""What the answers to all saved questions have in common: a row a fact, its words, its claim, one language."""

import csv
import io
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from ontology import DEFAULT_BASE, LANGUAGES
from server.queries.saved_query import saved_queries
from tests.fact_tables import claims

FILES = sorted((Path(__file__).resolve().parents[1] / "server" / "queries").glob("*.rq"))
NAMES = [file.stem for file in FILES]
# These are about a text itself, which no claim says.
ABOUT_SOURCES = ("cq15-nynorsk-sources", "cq26-nynorsk-dates")
# Of several claims, the one that limits any of them.
OF_MANY = "cq42-derived-values"
# In these columns stands what a text prints, or what it should have printed, or was searched for.
PRINTED = re.compile(
    r"(\w*[fF]ragment\w*|\w*[aA]sStated|qualifier|hedge|misprint|title|words|\w+Reading)"
)
MILLISECONDS = 50


def solutions(store: Store, name: str, language: str) -> QuerySolutions:
    text = saved_queries()[name].under(DEFAULT_BASE, language)
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found


def rows(store: Store, name: str, language: str = "nb") -> list[dict[str, str]]:
    told = solutions(store, name, language).serialize(format=QueryResultsFormat.CSV)
    assert told is not None
    return list(csv.DictReader(io.StringIO(told.decode("utf-8"), newline="")))


def cells(store: Store, name: str, language: str) -> list[tuple[str, Any]]:
    told = solutions(store, name, language).serialize(format=QueryResultsFormat.JSON)
    assert told is not None
    return [pair for row in json.loads(told)["results"]["bindings"] for pair in row.items()]


@pytest.fixture(scope="module")
def labels(built: Any) -> dict[str, set[str]]:
    """The languages in which a text is a label of something."""
    found = dict[str, set[str]]()
    for quad in built.quads:
        if quad.predicate.value.endswith(("#label", "#prefLabel")):
            found.setdefault(quad.object.value, set()).add(quad.object.language)
    return found


def test_there_are_forty_five_questions_numbered_without_a_gap() -> None:
    assert [name.split("-")[0] for name in NAMES] == [f"cq{n:02}" for n in range(1, 46)]


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_has_as_many_rows_in_every_language(name: str, store: Store) -> None:
    counts = {language: len(rows(store, name, language)) for language in LANGUAGES}
    assert len(set(counts.values())) == 1, counts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_label_is_in_another_language_than_asked(
    name: str, language: str, store: Store, labels: dict[str, set[str]]
) -> None:
    for column, cell in cells(store, name, language):
        if PRINTED.fullmatch(column) is None:
            assert cell.get("xml:lang", language) == language, (column, cell)
            # Labels that were put together have no language.
            for part in re.split(" … |, ", cell["value"]) if "xml:lang" not in cell else ():
                assert language in labels.get(part, {language}), (column, part)


@pytest.mark.parametrize("name", NAMES)
def test_no_row_differs_from_another_in_its_words_alone(name: str, store: Store) -> None:
    told = Counter(
        tuple(value for column, value in row.items() if "ragment" not in column)
        for row in rows(store, name)
    )
    assert [row for row, times in told.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_last_column_is_the_claim(name: str, store: Store) -> None:
    kind = "source" if name in ABOUT_SOURCES else "claim"
    for row in rows(store, name):
        assert [*row.values()][-1].startswith(f"{DEFAULT_BASE}id/{kind}/{row['source']}")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ABOUT_SOURCES])
def test_a_row_has_the_words_and_the_caveat_of_its_claim(name: str, store: Store) -> None:
    for row in rows(store, name):
        claim = claims()[row["claim"].removeprefix(f"{DEFAULT_BASE}id/claim/")]
        words = [span["fragment"] for span in claim["spans"] if "fragment" in span]
        told = [value for column, value in row.items() if column.startswith("fragment")]
        assert any(told) == bool(words)
        limits = {
            claims()[f"{row['source']}-{one}"]["label"]["nb"] for one in claim.get("caveats", ())
        }
        assert name == OF_MANY or {row["caveat"]} == (limits or {""})


@pytest.mark.parametrize("name", NAMES)
def test_what_is_uncertain_has_its_caveat(name: str, store: Store) -> None:
    told = rows(store, name)
    assert [row for row in told if row.get("status") == "usikker" and not row["caveat"]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_query_asks_for_the_language_in_one_way(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r'"n[bn]"|"en"|@(?:nb|nn|en)\b', text.split("PREFIX", 1)[1]) == [
        '"nb"'
    ] * len(re.findall(r'LANG\(\?\w+\) = "nb"', text))


@pytest.mark.alone
@pytest.mark.parametrize("name", NAMES)
def test_an_answer_takes_fifty_milliseconds_at_most(name: str, store: Store) -> None:
    def taken() -> float:
        begun = time.perf_counter()
        rows(store, name)
        return 1000 * (time.perf_counter() - begun)

    assert min(taken() for _ in range(3)) < MILLISECONDS
