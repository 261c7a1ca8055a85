"""The numbers of a label stand where they belong: what the real labels never say, said of a text of our own."""

from pathlib import Path

import pytest

from graph_build.errors import FaultyFacts
from graph_build.layers.builder import checked_corpus
from tests.graph_build.little import OTHER_TEXT, digest, label, write_with_other

PLACES = f'start = 0, end = {len(OTHER_TEXT)}, sha256 = "{digest(OTHER_TEXT)}"'
OBSERVATION = """
[[claim.observation]]
id = "in-{year}"
indicator = "houses"
population = "town-houses"
period = "y{year}"
as_stated = "{value} hus"
value = {value}
unit = "number"
"""
COMPARISON = """
[[claim.comparison]]
indicator = "houses"
population = "town-houses"
period = "y2002"
measure = "difference"
operator = "eq"
bound = 13
as_stated = "13 hus"
from_observation = "in-2001"
to_observation = "in-2002"
from_period = "y2001"
to_period = "y2002"
"""
FUNDING = """
[[claim.funding]]
kind = "allocation"
amount = 5000000
as_stated = "5 millioner kroner"
funds = ["bridge"]
within = "bridges"
period = "y2001"
"""


def claim(id: str, labels: str, statements: str, *fragments: str) -> str:
    spans = ", ".join(f'{{{PLACES}, fragment = "{one}"}}' for one in fragments)
    head = f'[[claim]]\nid = "{id}"\nmode = "asserted"\nby = "town"\ntopics = ["housing"]\n'
    return f"{head}spans = [{spans}]\n{labels}\n{statements}"


def faults(folder: Path, *claims: str) -> list[str]:
    """What is wrong with the labels of these claims."""
    little = write_with_other(folder, *claims)
    try:
        checked_corpus(little.folder)
    except FaultyFacts as error:
        return [one.what for one in error.faults]
    return []


TWO = OBSERVATION.format(year=2001, value=12) + OBSERVATION.format(year=2002, value=13)
RIGHT = (
    "Fra 12 hus i 2001 til 13 hus i 2002",
    "Fra 12 til 13 hus",
    "12 hus i 2001, 13 hus i 2002",
    "I 2001 var det 12 hus, i 2002 var det 13",
    "13 hus i 2002, 12 hus i 2001",
    "12 og 13 hus, i 2001 og 2002",
    "2001–2002: 12 hus, så 13",
    "I 2001 nye kroner til 12 hus",
    "Det kom 13 hus til 12 som var der",
    "13 hus fra 12 byer",
)
WRONG = {
    "Fra 13 til 12 hus": "from 13 to 12 is the wrong way round",
    "13 hus i 2001, 12 hus i 2002": "13 stands with 2001, and is of 2002",
    "I 2001 var det 13 hus, i 2002 var det 12": "12 stands with 2002, and is of 2001",
    "Fra 2002 til 2001": "from 2002 to 2001 goes backwards",
    "12 hus (2002–2001)": "from 2002 to 2001 goes backwards",
    "I 12 var det 2001 prosent": "2001 is a year, and has a unit behind it",
    "Det ble 2001 nye kroner i 12": "2001 is a year, and has a unit behind it",
    "2001. mai, 12": "2001 is no day of a month",
}


@pytest.mark.parametrize("words", RIGHT)
def test_a_label_with_its_numbers_in_their_places_is_right(words: str, tmp_path: Path) -> None:
    own = claim("own", label(words), TWO, "2001 og 2002", "12 hus", "13 hus")
    assert faults(tmp_path, own) == []


@pytest.mark.parametrize("words", WRONG)
def test_a_label_with_two_numbers_changed_for_one_another_is_wrong(
    words: str, tmp_path: Path
) -> None:
    own = claim("own", label(words), TWO, "2001 og 2002", "12 hus", "13 hus")
    assert WRONG[words] in {what.partition("label: ")[2] for what in faults(tmp_path, own)}


def test_a_number_that_the_words_count_is_no_year(tmp_path: Path) -> None:
    words = ("2001 og 2002", "12 hus", "13 hus")
    assert faults(tmp_path, claim("own", label("2001 kroner"), TWO, *words, "2001 kroner")) == []


@pytest.mark.parametrize(("words", "wrong"), [("Fra 12 til 13", False), ("Fra 13 til 12", True)])
def test_a_comparison_says_from_which_to_which(words: str, wrong: bool, tmp_path: Path) -> None:
    stated = claim("stated", label("what was stated"), TWO, "2001 og 2002", "12 hus", "13 hus")
    numbers = ("12 hus", "13 hus", "2001 og 2002")
    compared = claim("compared", label(words), COMPARISON, *numbers)
    assert bool(faults(tmp_path, stated, compared)) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("5 millioner til 12 bruer", False), ("12 millioner til 5 bruer", True), ("12 millionar", True),
     ("5 million of 12", False), ("12 milliarder", True)],
)  # fmt: skip
def test_what_has_million_behind_it_is_an_amount(words: str, wrong: bool, tmp_path: Path) -> None:
    own = claim("own", label(words), FUNDING, "5 millioner kroner", "2001 og 2002", "12 hus")
    assert bool(faults(tmp_path, own)) == wrong


LANGUAGES = [
    ("12 og 13 hus", "12 og 13 hus", "12 and 13 houses", 0),
    ("12 og 13 hus", "13 og 12 hus", "12 and 13 houses", 2),
    ("12 og 13 hus", "12 og 13 hus", "13 and 12 houses", 2),
    ("12 og 13 hus", "12 og 13 hus", "twelve and 13 houses", 0),
    ("2001 og 2002: 12", "2001 og 2002: 12", "2002 and 2001: 12", 2),
    ("12 hus i 2001", "I 2001 var det 12 hus", "12 houses in 2001", 0),
]


@pytest.mark.parametrize(("nb", "nn", "en", "wrong"), LANGUAGES)
def test_three_languages_have_the_same_numbers_in_the_same_order(
    nb: str, nn: str, en: str, wrong: int, tmp_path: Path
) -> None:
    texts = f'label = {{nb = "{nb}", nn = "{nn}", en = "{en}"}}'
    found = faults(tmp_path, claim("own", texts, TWO, "2001 og 2002", "12 hus", "13 hus"))
    assert len(found) == wrong
    assert all("the labels have other " in what for what in found)
