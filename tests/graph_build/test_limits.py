"""Each limit on facts from both sides: what is just allowed, and one beyond it."""

from pathlib import Path

import pytest

from graph_build.errors import FaultyFacts
from graph_build.layers.builder import checked_corpus
from tests.graph_build.little import (
    FACTS,
    FIGURE,
    REGISTERS,
    TEXT,
    Little,
    digest,
    label,
    stated,
    write_little,
    write_with_other,
)

WORDS = "en to tre fire fem seks sju åtte ni ti elleve tolv"


def own_text(
    folder: Path, text: str, spans: list[tuple[int, int, str | None]], more: str = ""
) -> Little:
    """A corpus of a text with one claim that has these spans: start, end, fragment."""
    little = write_little(folder)
    registers = (folder / REGISTERS).read_text(encoding="utf-8")
    registers = registers.replace(digest(TEXT), digest(text)).replace(
        str(len(TEXT)), str(len(text))
    )
    (folder / REGISTERS).write_text(registers.partition("[[derived]]")[0], encoding="utf-8")
    (folder / "texts/t1.txt").write_bytes(text.encode())
    written = ", ".join(
        f'{{start = {start}, end = {end}, sha256 = "{digest(text[start:end])}"'
        + (f', fragment = "{fragment}"}}' if fragment else "}")
        for start, end, fragment in spans
    )
    (folder / FACTS).write_text(
        f'source = "t1"\n[[claim]]\nid = "one"\nmode = "asserted"\nby = "town"\ntopics = ["housing"]\n'
        f'spans = [{written}]\n{label("one")}\n[[claim.trend]]\nindicator = "houses"\n'
        f'population = "town-houses"\nperiod = "y2004"\ndirection = "increase"\n{more}',
        encoding="utf-8",
    )
    return little


def faults(little: Little) -> list[str]:
    """What is wrong with the corpus; nothing where it is whole."""
    try:
        checked_corpus(little.folder, little.texts)
    except FaultyFacts as error:
        return [one.what for one in error.faults]
    return []


@pytest.mark.parametrize(("quoted", "allowed"), [(24, True), (25, True), (26, False), (30, False)])
@pytest.mark.parametrize("spans", [1, 2], ids=["in one passage", "in two passages"])
def test_a_quarter_of_a_text_may_be_quoted_and_not_one_character_more(
    quoted: int, allowed: bool, spans: int, tmp_path: Path
) -> None:
    text = "x" * 100
    parts = [quoted] if spans == 1 else [10, quoted - 10]
    little = own_text(tmp_path, text, [(0, 100, "x" * part) for part in parts])
    told = f"fragments quote {quoted} of 100 characters; stay under 25 %"
    assert faults(little) == ([] if allowed else [told])


@pytest.mark.parametrize(("words", "allowed"), [(9, True), (10, True), (11, False), (12, False)])
def test_a_fragment_may_have_ten_words(words: int, allowed: bool, tmp_path: Path) -> None:
    fragment = " ".join(WORDS.split()[:words])
    text = WORDS + "." * 300
    told = f"fragment has {words} words; quote at most 10"
    assert faults(own_text(tmp_path, text, [(0, 60, fragment)])) == ([] if allowed else [told])


def test_a_passage_may_end_where_its_text_ends_and_begin_where_it_begins(tmp_path: Path) -> None:
    assert faults(own_text(tmp_path, "x" * 100, [(0, 100, None), (99, 100, "x")])) == []


def test_a_passage_may_not_end_one_character_after_its_text(tmp_path: Path) -> None:
    assert "passage ends at 101, beyond the text's 100 code points" in faults(
        own_text(tmp_path, "x" * 100, [(0, 101, None)])
    )


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [(0, 100, True), (99, 100, True), (0, 101, False), (50, 50, False), (51, 50, False)],
)
def test_what_is_no_fact_is_a_stretch_of_the_text(
    start: int, end: int, allowed: bool, tmp_path: Path
) -> None:
    more = f'[[unclaimed]]\nstart = {start}\nend = {end}\nreason = "metadata"\n'
    found = faults(own_text(tmp_path, "x" * 100, [(0, 100, None)], more))
    assert bool(found) is not allowed
    assert all("is no stretch of the text" in one for one in found)


@pytest.mark.parametrize(
    ("value", "allowed"),
    [(0, True), (100, True), (100.5, False), (101, False), (-0.5, False), (-1, False)],
)
def test_a_level_in_percent_lies_from_0_to_100(value: float, allowed: bool, tmp_path: Path) -> None:
    figure = {**FIGURE, "indicator": "share", "unit": "percent", "value": value}
    found = faults(write_with_other(tmp_path, stated("seen", "observation", figure)))
    assert len(found) == (0 if allowed else 1)
    assert all("it lies from 0 to 100" in one for one in found)


@pytest.mark.parametrize(
    "changes",
    [
        {"area": "north"},
        {"period": "y2002"},
        {"population": "north-houses"},
        {"indicator": "rooms"},
    ],
    ids=str,
)
def test_figures_of_one_source_are_told_apart_by_any_dimension(
    changes: dict[str, object], tmp_path: Path
) -> None:
    claims = [
        stated("first", "observation", FIGURE),
        stated("second", "observation", {**FIGURE, **changes}),
    ]
    assert faults(write_with_other(tmp_path, *claims)) == []


def test_figures_of_one_source_with_the_same_dimensions_are_a_fault(tmp_path: Path) -> None:
    claims = [
        stated(one, "observation", {**FIGURE, "value": number})
        for number, one in enumerate(("first", "second"))
    ]
    (fault,) = faults(write_with_other(tmp_path, *claims))
    assert fault.startswith("same indicator, population, area and period as facts/t2.toml:")


@pytest.mark.parametrize(
    ("keys", "allowed"),
    [
        ('kind = "instant"\nstart = 2001-05-05\nend = 2001-05-05', True),
        ('kind = "undated"\nnot_before = 2001-05-05\nnot_after = 2001-05-05', True),
        ('kind = "undated"\nnot_before = 2001-05-05', True),
        ('kind = "undated"\nnot_after = 2001-05-05', True),
        ('kind = "undated"', True),
        ('kind = "undated"\nnot_before = 2001-05-06\nnot_after = 2001-05-05', False),
        ('kind = "instant"\nstart = 2001-05-06\nend = 2001-05-05', False),
        ('kind = "year"\nstart = 2001-05-05', False),
        ('kind = "year"\nend = 2001-05-05', False),
        ('kind = "year"\nnot_before = 2001-05-05\nnot_after = 2001-05-05', False),
        ('kind = "undated"\nstart = 2001-05-05', False),
        ('kind = "undated"\nend = 2001-05-05', False),
    ],
)
def test_a_period_has_two_dates_in_order_or_is_undated_with_bounds_in_order(
    keys: str, allowed: bool, tmp_path: Path
) -> None:
    little = write_little(tmp_path)
    with (tmp_path / REGISTERS).open("a", encoding="utf-8") as file:
        file.write(f'\n[[period]]\nid = "other"\n{keys}\n{label("other")}\n')
    found = faults(little)
    assert bool(found) is not allowed
    assert all("period other" in one for one in found)
