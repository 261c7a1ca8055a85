"""A number of the facts is what its words say: everything changed by a little, one at a time, is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from graph_build.iris import Iris
from graph_build.layers.builder import checked_corpus
from graph_build.reading.corpus import Corpus, Stated
from graph_build.reading.corpus_reader import load_corpus
from graph_build.reading.resolver import Resolver
from graph_build.schema.claims import Claim, Span
from graph_build.schema.fields import Texts
from graph_build.schema.measurements import Comparison, Count
from graph_build.schema.registers import Period
from graph_build.schema.statements import Figure, Statement
from graph_build.verification.claim_labels import DIGITS, label_faults
from graph_build.verification.label_numbers import label_number_faults
from graph_build.verification.readings import number_of, reading_faults
from ontology import DEFAULT_BASE, load_vocabulary
from tests.graph_build.little import FACTS, Little, write_little

OPERATORS = ("eq", "gt", "ge", "lt", "le")


@cache
def corpus() -> Corpus:
    return load_corpus()


@dataclass(frozen=True)
class Mutant:
    """A claim of the real facts with one thing changed."""

    name: str
    source: str
    claim: Claim

    def faults(self) -> list[str]:
        """What is found in it, read beside the claims of its source."""
        here = corpus()
        for file, facts in here.files:
            if facts.source == self.source:
                asked = {id for one in figures(self.claim) for id in one.period_from}
                others = [one for one in facts.claim if one.id in asked - {self.claim.id}]
                alone = replace(facts, claim=(self.claim, *others))
                changed = replace(here, files=((file, alone),))
                resolver = Resolver(Iris(DEFAULT_BASE), load_vocabulary(), changed)
                found = (
                    *reading_faults(changed),
                    *label_faults(resolver),
                    *label_number_faults(resolver),
                )
                return [fault.what for fault in found]
        raise AssertionError(self.source)


def figures(claim: Claim) -> Iterator[Figure]:
    for name in ("observation", "comparison", "funding", "target", "count"):
        yield from getattr(claim, name)


def stated() -> list[Stated]:
    return [one for one in corpus().stated if isinstance(one.statement, Figure)]


def changed(one: Stated, how: str, **changes: object) -> Mutant:
    """The claim of a statement with fields of it changed."""
    key = one.kind.replace("-", "_")
    statements = tuple(
        replace(each, **changes) if each is one.statement else each  # type: ignore[arg-type]
        for each in getattr(one.claim, key)
    )
    claim = replace(one.claim, **{key: statements})  # type: ignore[arg-type]
    return Mutant(f"{one.id}: {how}", one.source, claim)


def numbers(one: Stated) -> Iterator[Mutant]:
    """Its number one more, ten times as much, with the other sign, its digits turned round."""
    figure = one.statement
    assert isinstance(figure, Figure)
    key, number = number_of(figure)
    turned = Decimal(str(abs(number))[::-1].strip(".") or "0")
    for other in {number + 1, number - 1, number * 10, -number, turned} - {number}:
        value = int(other) if isinstance(figure, Count) else other
        yield changed(one, f"{key} {other}", **{key: value})


def operators(one: Stated) -> Iterator[Mutant]:
    if isinstance(one.statement, Comparison):
        for other in OPERATORS:
            if other != one.statement.operator:
                yield changed(one, f"operator {other}", operator=other)


def ways(one: Stated) -> Iterator[Mutant]:
    """Its words read in another way."""
    figure = one.statement
    assert isinstance(figure, Figure)
    for way in {None, "none", "direction", "decrease"} - {figure.read_as}:
        yield changed(one, f"read as {way}", read_as=way)


def words(one: Stated) -> Iterator[Mutant]:
    """The words of another figure, no words that stand in the claim, and two numbers at once."""
    figure = one.statement
    assert isinstance(figure, Figure)
    for other in ("12 345 årsverk", "nesten", "ti prosent og 7 prosent"):
        yield changed(one, f"words {other}", as_stated=other)
        spans = (Span(start=0, end=1, sha256="0" * 64, fragment=other),)
        mutant = changed(one, f"words and fragment {other}", as_stated=other)
        yield replace(mutant, claim=replace(mutant.claim, spans=(*mutant.claim.spans, *spans)))


def periods(one: Stated) -> Iterator[Mutant]:
    """Each of its dated periods one year later."""
    for key in ("period", "from_period", "to_period"):
        id = getattr(one.statement, key, None)
        period = corpus().entries["period"].get(id or "")
        if isinstance(period, Period) and period.start and not _reasoned(one.statement):
            year = period.start.year
            later = next(
                other.id
                for other in corpus().entries["period"].values()
                if isinstance(other, Period) and other.start and other.start.year != year
            )
            yield changed(one, f"{key} {later}", **{key: later})


def _reasoned(statement: Statement) -> bool:
    return isinstance(statement, Figure) and statement.period_reason is not None


FAMILIES: dict[str, Callable[[Stated], Iterator[Mutant]]] = {
    "number": numbers,
    "operator": operators,
    "way of reading": ways,
    "words": words,
    "period": periods,
}


@pytest.mark.parametrize("one", stated(), ids=lambda one: one.id)
def test_the_figures_of_the_texts_are_what_their_words_say(one: Stated) -> None:
    assert Mutant("as it is", one.source, one.claim).faults() == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("one", stated(), ids=lambda one: one.id)
def test_a_figure_with_one_thing_changed_is_found(family: str, one: Stated) -> None:
    mutants = list(FAMILIES[family](one))
    assert [mutant.name for mutant in mutants if not mutant.faults()] == []


def labelled() -> list[tuple[str, Claim, str, int]]:
    """Each digit of each label: the source, the claim, the language and the place."""
    return [
        (facts.source, claim, language, place)
        for _, facts in corpus().files
        for claim in facts.claim
        for language, text in claim.label.items()
        for place, sign in enumerate(text)
        if sign.isdigit() and "COVID" not in text
    ]


def test_a_digit_of_a_label_that_is_changed_is_found() -> None:
    missed = []
    for source, claim, language, place in labelled():
        texts = dict(claim.label.items())
        other = str((int(texts[language][place]) + 3) % 10)
        texts[language] = texts[language][:place] + other + texts[language][place + 1 :]
        mutant = Mutant("label", source, replace(claim, label=Texts(**texts)))
        if not mutant.faults():
            missed.append((source, claim.id, language, texts[language]))
    assert missed == []


LANGUAGES = ("nb", "nn", "en")


def swapped(text: str, one: int, two: int) -> str:
    """A label with two of its numbers, by their order, changed for one another."""
    first, second = (list(DIGITS.finditer(text))[at] for at in (one, two))
    between = text[first.end() : second.start()]
    return text[: first.start()] + second.group() + between + first.group() + text[second.end() :]


def swaps(languages: tuple[str, ...]) -> Iterator[Mutant]:
    """Every claim with two different numbers of its label changed for one another in these languages."""
    for _, facts in corpus().files:
        for claim in facts.claim:
            texts = dict(claim.label.items())
            numbers = [DIGITS.findall(texts[language]) for language in languages]
            for one, two in combinations(range(min(map(len, numbers))), 2):
                if all(found[one] != found[two] for found in numbers):
                    other = {each: swapped(texts[each], one, two) for each in languages}
                    label = Texts(**{**texts, **other})
                    name = " / ".join(other.values())
                    yield Mutant(name, facts.source, replace(claim, label=label))


@pytest.mark.parametrize("languages", [*((one,) for one in LANGUAGES), LANGUAGES], ids="+".join)
def test_two_numbers_of_a_label_changed_for_one_another_are_found(
    languages: tuple[str, ...],
) -> None:
    made = list(swaps(languages))
    assert len(made) >= 27
    assert [mutant.name for mutant in made if not mutant.faults()] == []


def test_a_place_that_is_left_out_or_put_in_is_found() -> None:
    missed, made = [], 0
    for one in corpus().stated:
        areas = getattr(one.statement, "areas", ())
        named = [area for area in areas if area in ("oslo", "bergen")]
        for area in named:
            others = tuple(each for each in areas if each != area)
            made += 1
            if not changed(one, f"without {area}", areas=others or ("norway",)).faults():
                missed.append((one.id, area))
        if len(named) == 1:
            made += 1
            if not changed(one, "with Bergen", areas=(*areas, "bergen")).faults():
                missed.append((one.id, "bergen"))
    assert made >= 4
    assert missed == []


NEAR: dict[str, tuple[str, str, str]] = {
    "a share in words": ("halvparten", "50", "percent"),
    "a number in words": ("tolv", "12", "number"),
    "a number with its unit": ("12 hus", "12", "number"),
    "a decimal": ("12,0 hus", "12", "number"),
    "with a qualifier": ("om lag tolv", "12", "number"),
    "a hard space": ("12\u00a0000 hus", "12000", "number"),
    "a minus": ("\u221212 hus", "-12", "number"),
    "a sign of percent": ("12 %", "12", "percent"),
}


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return write_little(tmp_path)


@pytest.mark.parametrize("name", NEAR)
def test_a_value_in_other_words_is_right(name: str, little: Little) -> None:
    said, value, unit = NEAR[name]
    if unit == "percent":
        little.spoil(FACTS, 'as_stated = "100 %"', f'as_stated = "{said}"')
        little.spoil(FACTS, 'fragment = "100 %"', f'fragment = "{said}"')
        little.spoil(FACTS, "value = 100\n", f"value = {value}\n")
    else:
        little.spoil(FACTS, 'as_stated = "tolv"', f'as_stated = "{said}"')
        little.spoil(FACTS, 'fragment = "tolv 😀 hus"', f'fragment = "{said}"')
        little.spoil(FACTS, "value = 12\n", f"value = {value}\n")
    assert checked_corpus(little.folder, None).corpus.files
