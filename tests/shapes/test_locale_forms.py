from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode

from graph_build.literals import number_label
from ontology import LANGUAGES
from ontology.vocabulary import PREFIXES
from shapes.graphs.locale_forms import day_in, number_in
from shapes.graphs.terms import day_of

NUMBERS = ("0", "7", "17436", "2.5", "-3.25", "1234567.123456789", "1E+3", "12.50", "-1000")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_reads_the_same_in_a_report_and_in_a_label(number: str, language: str) -> None:
    assert number_in(Decimal(number), language) == number_label(Decimal(number), language)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "3. desember 2015"), ("nn", "3. desember 2015"), ("en", "3 December 2015")],
)
def test_a_day_has_its_month_in_words(language: str, words: str) -> None:
    assert day_in(date(2015, 12, 3), language) == words


@pytest.mark.parametrize("text", ["2015-02-30", "2015-W05-1", "20150203", "2015-02-03Z", "", "x"])
def test_what_is_no_day_is_left_as_it_is_written(text: str) -> None:
    assert day_of(Literal(text, datatype=NamedNode(PREFIXES["xsd"] + "date"))) is None
    assert day_of(Literal("2015-02-03")) is None
