"""A fragment must not turn the sense of its passage: mutants that do, near misses that do not.

In the sentences «[…]» is the fragment, and «*…*» a word that turns its sense from outside.
"""

import re
from pathlib import Path

import pytest

from graph_build.errors import FaultyFacts
from graph_build.layers.builder import checked_corpus
from graph_build.schema.claims import LeftOut, Span
from graph_build.schema.fields import Texts
from graph_build.verification.fragment_guard import (
    BOUNDS,
    HEDGES,
    LIMITS,
    NEGATIONS,
    ROUNDINGS,
    guard_faults,
    turning_words,
)
from graph_build.verification.passage_faults import span_faults
from tests.graph_build.little import FACTS, digest
from tests.graph_build.test_limits import own_text

MUTANTS = (
    # A denial, before and after.
    "Byen har *ikke* bygd [tolv hus] i år.",
    "Byen har *ikkje* bygd [tolv hus] i år.",
    "Det er *ingen* som tror at byen får [tolv hus].",
    "Det er *inga* von om [tolv nye hus] ved elva.",
    "Byen får *aldri* [tolv hus] av den eieren.",
    "*Verken* byen eller staten betaler for [tolv hus].",
    "*Korkje* byen eller staten betaler for [tolv hus].",
    "Huset ble bygd *uten* [støtte fra byen].",
    "Huset vart bygd *utan* [støtte frå byen].",
    "Byen rekker *neppe* å bygge [tolv hus].",
    "[Husene er ferdige] *ikke* i år.",
    "Byen bygger [tolv hus], sa hun, *ikke* tretten.",
    "*IKKE* [tolv hus] i denne byen.",
    # A limit.
    "Husene ble dyre, *men* de ble [varme og tørre].",
    "Byen bygde *bare* [tolv hus] i fjor.",
    "Byen bygde *berre* [tolv hus] i fjor.",
    "[Tolv hus] *kun* for unge står klare.",
    "Planen er *delvis* [gjennomført i byen].",
    "*Dersom* staten betaler bygger byen [tolv hus].",
    "Byen bygger [tolv hus] *hvis* staten betaler.",
    "Byen bygger [tolv hus] *med mindre* elva stiger.",
    "Alle fikk hus [ved elva] *unntatt* de eldste.",
    # A hedge.
    "Det blir *kanskje* [tolv hus] neste år.",
    "Det blir *truleg* [tolv hus] neste år.",
    "Byen får [tolv hus] *muligens* neste år.",
    # A number that is rounded, or is a bound.
    "Byen bygde *om lag* [500 hus] ved elva.",
    "Byen bygde *omlag* [500 hus] ved elva.",
    "Byen bygde *rundt* [500 hus] ved elva.",
    "Byen bygde *ca*. [500 hus] ved elva.",
    "Byen bygde *ca* [500 hus] ved elva.",
    "Byen bygde *omtrent* [500 hus] ved elva.",
    "Byen bygde *nesten* [500 hus] ved elva.",
    "Byen bygde *knapt* [500 hus] ved elva.",
    "Byen bygde *snaut* [500 hus] ved elva.",
    "Byen bygde *drøyt* [500 hus] ved elva.",
    "Byen bygde *nærmere* [500 hus] ved elva.",
    "Byen bygde *minst* [500 hus] ved elva.",
    "[500 hus] ved elva, *minst*, har byen lovet.",
    "Byen bygger *inntil* [500 hus] ved elva.",
    "Byen bygger *opptil* [500 hus] ved elva.",
    "Byen bygger *høyst* [500 hus] ved elva.",
    "Byen bygger *maks*. [500 hus] ved elva.",
    "Byen bygde *mer enn* [500 hus] ved elva.",
    "Byen bygde *meir enn* [500 hus] ved elva.",
    "Byen bygde *mer\u00a0enn* [500 hus] ved elva.",
    "Byen bygde *færre enn* [500 hus] ved elva.",
    "Byen bygde *ikke mer enn* [500 hus] ved elva.",
    "Byen bygde *over* [500 hus] ved elva.",
    "Byen bygde *under* [500 hus] ved elva.",
    "Byen kan [bygge hus] *tidligst* i 2031.",
    # A phrase that is cut in two.
    "Byen bygde *mer* [enn 500 hus] ved elva.",
    # The clause goes on: after what is inserted, after a dot that ends nothing, within a number.
    "*Ingen* av byene, som alle svarte, har bygd [500 hus].",
    "Byen har *ikke*, da vi spurte, bygd [500 hus].",
    "Byen la den 13. mai *ikke* fram en [plan for 500 hus].",
    "Byen har f.eks. *ikke* fått [støtte til hus].",
    "Byen har *ikke*, f. eks. ved elva, fått [støtte til hus].",
    "Byen får *ikke* 2,5 millioner til [nye hus].",
    "Byen får *ikke* 2, 5 millioner til [nye hus].",
    "Byen bygger *ikke* epletrær, benker og [nye hus].",
    "Av de 10.000 fikk *ingen* [hus ved elva].",
    # The fragment is more than one clause.
    "Byen bygger [hus, og staten betaler] *aldri* for dem.",
    "Byen bygger *aldri* [hus, og staten betaler] for dem.",
)
NEAR_MISSES = (
    # The word is in the fragment, or the phrase begins there.
    "Byen har [ikke bygd tolv hus] i år.",
    "Byen har [ikkje bygd tolv hus] i år.",
    "Det er [ingen som får hus] i byen.",
    "Byen bygde [bare tolv hus] i fjor.",
    "Byen bygde [om lag 500 hus] ved elva.",
    "Byen bygde [minst 500 hus] ved elva.",
    "Byen bygde [mer enn 500 hus] ved elva.",
    "Byen bygde [ca. 500 hus] ved elva.",
    "Husene ble dyre, [men varme og tørre].",
    "Byen får [500 hus mindre] enn i fjor.",
    "Det blir [kanskje tolv hus] neste år.",
    "Byen bygger [ikke mer enn 500 hus] ved elva.",
    "[Ingen] av byene har svart.",
    # Another sentence.
    "Byen bygger [tolv hus]. Ingen betaler for dem.",
    "Ingen betaler. Byen bygger [tolv hus] i år.",
    "Byen bygger [tolv hus]! Aldri før har den gjort det.",
    "Hvorfor ikke? Byen bygger [tolv hus] i år.",
    "Byen bygger [tolv hus]; minst ett er solgt.",
    "Staten sier det kun slik: Byen bygger [tolv hus].",
    "Byen bygger [tolv hus] … Ingen vet for hvem.",
    "«Det er ikke sant.» Byen bygger [tolv hus] i år.",
    "Byen bygger [tolv hus] i 2031. Ingen vet for hvem.",
    "Dette er ikke en by:\nByen bygger [tolv hus] i år.",
    "Byen bygger [tolv hus]\nIngen betaler",
    "Ingen betaler\n[tolv hus] i byen",
    "Over elva\r[tolv hus] i byen",
    # Another clause of the sentence.
    "Byen bygger [tolv hus], men staten betaler.",
    "Byen bygger [tolv hus], og ingen betaler for dem.",
    "Det er ikke dyrt, og byen bygger [tolv hus].",
    "Byen bygger [tolv hus], eller minst elleve båter.",
    "Byen bygger [tolv hus], som ikke er solgt.",
    "Byen bygger [tolv hus], mens staten bare ser på.",
    "Byen bygger [tolv hus], medan staten berre ser på.",
    "Det er kanskje dyrt, fordi byen bygger [tolv hus].",
    "Byen bygger [tolv hus], når elva ikke stiger.",
    "Byen bygger [tolv hus], selv om ingen betaler.",
    "Byen bygger [tolv hus], SOM IKKE er solgt.",
    "Ingen betaler, og byen bygger båter, benker og [tolv hus].",
    "Ingen betaler. Byen bygger båter, benker og [tolv hus].",
    "Byen bygger [tolv hus], og staten benker, båter og minst to bruer.",
    "Husene, som ingen ville ha, og som [kostet 5 millioner], står der.",
    # Part of another word, or a word that looks like it.
    "Bareier og [tolv hus] ligger ved elva.",
    "Byen har mennesker i [tolv hus] ved elva.",
    "Mentoren viste [tolv hus] ved elva.",
    "Byens innkunnskap gjelder [tolv hus] ved elva.",
    "Undersøkelsen gjelder [tolv hus] ved elva.",
    "Oversikten gjelder [tolv hus] ved elva.",
    "De tok overmåte godt vare på [tolv hus].",
    "Ikkevold er navnet på [tolv hus] ved elva.",
    "Minste mann eier [tolv hus] ved elva.",
    "Rundturen går forbi [tolv hus] ved elva.",
    "Camilla eier [tolv hus] ved elva.",
    "Nestenulykken skjedde ved [tolv hus] i byen.",
    "Ingenmannsland ligger ved [tolv hus] i byen.",
    "Utenriksministeren så [tolv hus] ved elva.",
    "Byen vil ha mer, sier de, enn [tolv hus].",
    "Om våren lager byen [tolv hus] ved elva.",
)


def marked(sentence: str) -> tuple[str, Span, set[tuple[str, str]]]:
    """The text without marks, the span of its fragment, and the words that are expected with their side."""
    starred = [
        (one.group(1), "before" if one.start() < sentence.index("[") else "after")
        for one in re.finditer(r"\*(.+?)\*", sentence)
    ]
    plain = sentence.replace("*", "")
    start, end = plain.index("["), plain.index("]") - 1
    text = plain.replace("[", "").replace("]", "")
    span = Span(start=0, end=len(text), sha256=digest(text), fragment=text[start:end])
    return text, span, {(word.replace("\u00a0", " ").lower(), side) for word, side in starred}


@pytest.mark.parametrize("sentence", MUTANTS)
def test_a_word_that_turns_the_sense_is_not_left_outside(sentence: str) -> None:
    text, span, expected = marked(sentence)
    told = list(span_faults(span, text))
    assert expected
    assert len(told) == len(expected)
    for word, side in expected:
        start = f"«{word}"
        (fault,) = [one for one in told if one.startswith(start)]
        assert f" stands {side} fragment «{span.fragment}» and outside it; take it in" in fault


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_what_turns_no_sense_is_left_alone(sentence: str) -> None:
    text, span, expected = marked(sentence)
    assert not expected
    assert list(span_faults(span, text)) == []


def test_there_are_enough_of_them() -> None:
    assert min(len(set(MUTANTS)), len(set(NEAR_MISSES))) >= 40


@pytest.mark.parametrize("word", [*NEGATIONS, *LIMITS, *HEDGES, *ROUNDINGS, *BOUNDS])
def test_every_word_of_the_tables_is_found_before_and_after_and_not_in_another_sentence(
    word: str,
) -> None:
    before, after = f"De {word} tolv hus der.", f"De tolv hus {word} der."
    apart = f"De {word} der. De tolv hus. De {word} der."
    assert [*turning_words(before, *place(before))] == [(word, "before")]
    assert [*turning_words(after, *place(after))] == [(word, "after")]
    assert [*turning_words(apart, *place(apart))] == []


def place(text: str) -> tuple[int, int]:
    start = text.index("tolv hus")
    return start, start + len("tolv hus")


def said(word: str) -> LeftOut:
    return LeftOut(word=word, reason=Texts(nb="derfor", nn="difor", en="therefore"))


@pytest.mark.parametrize("word", ["ingen", "Ingen", "INGEN"])
def test_a_word_may_stay_out_where_the_span_says_why(word: str) -> None:
    text = "Ingen av dem bor i tolv hus."
    span = Span(
        start=0, end=len(text), sha256=digest(text), fragment="tolv hus", left_out=(said(word),)
    )
    assert list(span_faults(span, text)) == []


def test_only_the_word_that_is_named_may_stay_out() -> None:
    text = "Ingen bor i mer enn tolv hus."
    span = Span(
        start=0, end=len(text), sha256=digest(text), fragment="tolv hus", left_out=(said("ingen"),)
    )
    (fault,) = guard_faults(span, text)
    assert fault.startswith("«mer enn» stands before")


@pytest.mark.parametrize("fragment", ["tolv hus", "ingen bor i tolv hus", None])
def test_a_word_that_is_not_left_out_is_not_said_to_be(fragment: str | None) -> None:
    text = (
        "Staten sier at ingen bor i tolv hus." if fragment != "tolv hus" else "De bor i tolv hus."
    )
    span = Span(
        start=0, end=len(text), sha256=digest(text), fragment=fragment, left_out=(said("ingen"),)
    )
    (fault,) = guard_faults(span, text)
    assert fault.startswith("left_out has «ingen»")


def test_a_word_of_the_clause_counts_though_the_passage_begins_after_it() -> None:
    text = "Byen har ikke bygd tolv hus i år."
    start = text.index("tolv")
    passage = text[start:]
    span = Span(start=start, end=len(text), sha256=digest(passage), fragment="tolv hus")
    assert len(list(span_faults(span, text))) == 1


def test_every_place_of_the_fragment_counts() -> None:
    text = "Byen har tolv hus. Staten har ikke tolv hus."
    span = Span(start=0, end=len(text), sha256=digest(text), fragment="tolv hus")
    assert len(list(guard_faults(span, text))) == 1
    assert (
        list(guard_faults(Span(start=0, end=18, sha256=digest(text), fragment="tolv hus"), text))
        == []
    )


def test_a_passage_that_has_moved_is_told_alone(tmp_path: Path) -> None:
    text = "Byen har ikke bygd tolv hus i år. " + "x" * 60
    little = own_text(tmp_path, text, [(0, 33, "tolv hus")])
    little.spoil(FACTS, digest(text[:33]), digest("noe annet"))
    with pytest.raises(FaultyFacts) as caught:
        checked_corpus(little.folder, little.texts)
    (fault,) = caught.value.faults
    assert "has another hash" in fault.what


REASON = 'reason = {nb = "derfor", nn = "difor", en = "therefore"}'
TEXT = "Byen bygde minst 500 plasser ved elva. " + "x" * 60


def test_the_fault_has_its_place_in_the_facts_and_the_key_that_answers_it(tmp_path: Path) -> None:
    little = own_text(tmp_path, TEXT, [(0, 38, "500 plasser")])
    with pytest.raises(FaultyFacts) as caught:
        checked_corpus(little.folder, little.texts)
    line = little.line(FACTS, "spans = ")
    assert [str(one) for one in caught.value.faults] == [
        f"{FACTS}:{line}: «minst» stands before fragment «500 plasser» and outside it; "
        "take it in, or say with `left_out` why it may stay out"
    ]
    little.spoil(
        FACTS, '"500 plasser"}', f'"500 plasser", left_out = [{{word = "minst", {REASON}}}]}}'
    )
    checked_corpus(little.folder, little.texts)


@pytest.mark.parametrize(
    "key", ['{word = "minst"}', f"{{{REASON}}}", '{word = "minst", reason = {nb = "derfor"}}']
)
def test_a_word_is_left_out_with_a_reason_in_three_languages(key: str, tmp_path: Path) -> None:
    little = own_text(tmp_path, TEXT, [(0, 38, "500 plasser")])
    little.spoil(FACTS, '"500 plasser"}', f'"500 plasser", left_out = [{key}]}}')
    with pytest.raises(FaultyFacts):
        checked_corpus(little.folder, little.texts)
