"""What the project has calculated is shown with its numbers or in the reader's words, never as the code of a formula."""

import re

import pytest
from pyoxigraph import NamedNode, Store

from ontology import LANGUAGES
from server.answers.elements.wording import worked
from server.answers.indicators.indicator_page import IndicatorPage, indicator_page
from server.answers.orders.figure_order import figure_order
from server.pages.shared.calculation import in_words
from server.repository.embedded_repository import EmbeddedRepository
from shapes.graphs.data_graph import DataGraph

BASE = "https://rusfelt.example/"


def indicator(store: Store, slug: str) -> IndicatorPage:
    repository = EmbeddedRepository(DataGraph(BASE, store))
    node = NamedNode(BASE + "id/indicator/" + slug)
    found = indicator_page(repository, node, ["nb"], figure_order(repository))
    assert found is not None
    return found


def test_a_calculation_is_shown_with_the_numbers_it_was_made_of(store: Store) -> None:
    derived = indicator(store, "share-early-identification").derived
    assert {worked(one, "nb") for one in derived} == {
        "64 − 51",
        "83 − 51",
        "83 − 64",
        "32 / 51 × 100",
    }


def test_undated_figures_stand_in_the_order_the_graph_knows(store: Store) -> None:
    (series,) = indicator(store, "fte-low-threshold").series
    assert [str(one.value) for one in series.undated] == ["228", "474"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_in_a_formula_has_a_word(lang: str, store: Store) -> None:
    query = "PREFIX rf: <https://rusfelt.example/def#> SELECT DISTINCT ?e ?n { ?d rf:expression ?e ; rf:input/rf:inputName ?n }"
    rows = list(store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
    assert rows
    for row in rows:
        said, name = in_words(row["e"].value, lang), row["n"].value  # type: ignore[index,union-attr]
        assert re.search(r"\s-\s|\*", said) is None
        assert lang == "en" or re.search(rf"\b{name}\b", said) is None or name == "rest"


def test_a_name_without_a_word_stays() -> None:
    assert in_words("unheard / before * 100", "nn") == "unheard / før × 100"


def test_the_numbers_of_a_calculation_are_written_as_the_language_does() -> None:
    assert (
        in_words("before = 2400000000, change = -14.5", "nb")
        == "før = 2\u00a0400\u00a0000\u00a0000, endring = −14,5"
    )
