"""What is said of one number, one name, one quotation: a rule a test."""

import pytest

from server.answers.check.check_report import ExpressionFound
from server.answers.check.check_text import check
from server.repository.embedded_repository import EmbeddedRepository


def finding(repository: EmbeddedRepository, text: str, words: str) -> ExpressionFound:
    start = text.index(words)
    report = check(repository, text, ("nb",))
    return next(one for one in report.expressions if one.start == start)


@pytest.mark.parametrize(
    ("text", "words", "claim"),
    [
        ("Opptrappingsplanen for rusfeltet startet i 2016.", "2016", "004-plan-starts-2016"),
        ("Pakkeforløp for rusbehandling skal innføres innen 2020.", "2020", "004-care-pathways-by-2020"),
        ("Den tredje statusrapporten er her.", "tredje", "001-third-report-presented"),
        ("Regjeringen la fram opptrappingsplanen 13. november 2015.", "13. november", "004-presentation-year-inferred"),
        ("Opptrappingsplanen for rusfeltet gjelder 2016–2020.", "2016–2020", "004-frame"),
    ],
)  # fmt: skip
def test_a_time_or_a_place_in_an_order_can_be_the_fact(
    text: str, words: str, claim: str, repository: EmbeddedRepository
) -> None:
    found = finding(repository, text, words)
    assert found.verdict == "stated"
    assert claim in {one.iri.rpartition("/")[2] for one in found.claims}


@pytest.mark.parametrize(
    ("text", "words", "differs"),
    [
        ("Opptrappingsplanen for rusfeltet startet i 2014.", "2014", "period"),
        ("Pakkeforløp for rusbehandling skal innføres tidligst i 2020.", "2020", "kind"),
        ("Den fjerde statusrapporten er her.", "fjerde", "number"),
        ("Regjeringen la fram opptrappingsplanen 14. november 2015.", "14. november", "period"),
    ],
)  # fmt: skip
def test_another_time_or_place_in_an_order_is_near(
    text: str, words: str, differs: str, repository: EmbeddedRepository
) -> None:
    found = finding(repository, text, words)
    assert found.verdict == "near"
    assert found.claims[0].differs == (differs,)


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        ("Se side 24 om årsverk.", "24", "no-fact"),
        ("I 2023 hadde kommunene 17 436 årsverk i psykisk helse- og rusarbeid.", "2023", "context"),
        ("Om tre år skal vi møtes igjen.", "tre", "context"),
        ("Norge vant 12 medaljer i 2016.", "2016", "context"),
    ],
)
def test_what_is_no_figure_is_told_as_such(
    text: str, words: str, verdict: str, repository: EmbeddedRepository
) -> None:
    assert finding(repository, text, words).verdict == verdict


def test_a_figure_that_the_project_computes_says_so(repository: EmbeddedRepository) -> None:
    text = "I kommunalt psykisk helse- og rusarbeid var det 17 074 årsverk i 2022."
    found = finding(repository, text, "17 074")
    assert found.verdict == "stated"
    assert found.derived
    assert "prosjektet har regnet det ut" in found.explanation.nb


def test_claims_that_state_the_same_are_one_group(repository: EmbeddedRepository) -> None:
    text = "Rammen for opptrappingsplanen for rusfeltet er 2,4 milliarder kroner."
    found = finding(repository, text, "2,4 milliarder kroner")
    stating = {one.iri.rpartition("/")[2] for one in found.claims if not one.differs}
    assert stating == {"004-frame", "004-frame-heading", "004-hoie-frame"}


def test_a_figure_with_a_caveat_tells_it(repository: EmbeddedRepository) -> None:
    text = "I 2020 hadde 45 prosent av kommunene merket direkte konsekvenser av opptrappingsplanen."
    found = finding(repository, text, "45 prosent")
    assert found.claims[0].caveats


def test_a_number_of_a_telephone_is_masked(repository: EmbeddedRepository) -> None:
    report = check(repository, "Ring +47 400 00 000.", ("nb",))
    assert "400" not in "".join(one.text for one in report.expressions)


def test_no_sentence_says_that_anything_is_true(repository: EmbeddedRepository) -> None:
    text = "Kommunene hadde 17 436 årsverk i psykisk helse- og rusarbeid i 2023, ikke 17 463. I 2019 var det 99 prosent."
    report = check(repository, text, ("nb",))
    for one in report.expressions:
        told = f"{one.explanation.nb} {one.explanation.nn} {one.explanation.en}".lower()
        assert not {"sant", "usant", "true", "false", "riktig", "galt", "feil", "wrong"} & {
            *told.split()
        }
        assert one.explanation.nb and one.explanation.nn and one.explanation.en  # noqa: PT018


@pytest.mark.parametrize(
    ("text", "words", "kind", "iri"),
    [
        ("Vi følger opp opptrappingsplana for rusfeltet.", "opptrappingsplana for rusfeltet", "plan", "opptrappingsplan-rus"),
        ("Opptrappingsplanen for psykisk helse kom sist.", "Opptrappingsplanen for psykisk helse", "plan", "opptrappingsplan-psykisk-helse"),
        ("Målet er reell brukarinnverknad.", "reell brukarinnverknad", "goal", "goal-1"),
        ("Kommunen har ACT-team.", "ACT-team", "service", "act"),
        ("Det sa avdelingsdirektøren i går.", "avdelingsdirektøren", "role", "department-director"),
        ("Tall fra SINTEF.", "SINTEF", "organisation", "sintef"),
        ("Nye mottakssentre i de største byene.", "mottakssentre i de største byene", "measure", "reception-centres"),
    ],
)  # fmt: skip
def test_a_thing_is_known_by_its_name_in_any_inflection(
    text: str, words: str, kind: str, iri: str, repository: EmbeddedRepository
) -> None:
    named = check(repository, text, ("nb",)).mentions
    assert (words, kind, iri) in {(one.text, one.kind, one.iri.rpartition("/")[2]) for one in named}


def test_a_word_that_is_written_otherwise_is_no_abbreviation(
    repository: EmbeddedRepository,
) -> None:
    named = check(repository, "Hun har takt og fact er fact; gå til venstre.", ("nb",)).mentions
    assert not named


def test_words_of_a_source_are_a_quotation(repository: EmbeddedRepository) -> None:
    text = "Det står at 2,4 milliarder kroner i perioden 2016-2020 er rammen."
    quoted = [one for one in check(repository, text, ("nb",)).mentions if one.kind == "quotation"]
    assert [one.iri.rpartition("/")[2] for one in quoted] == ["004-frame"]
    assert "2,4 milliarder" not in quoted[0].text or text[quoted[0].start :].startswith(
        quoted[0].text
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("896 årsverk", "stated"),
        ("2500 årsverk", "stated"),
        ("17 436 årsverk", "stated"),
        ("362 årsverk.", "stated"),
        ("895 årsverk", "near"),
        ("896 kommuner", "near"),
        ("Kommunene har 896 årsverk i dag.", "near"),
    ],
)
def test_a_number_with_its_unit_alone_leaves_open_what_it_is(
    text: str, verdict: str, repository: EmbeddedRepository
) -> None:
    (found, *_) = check(repository, text, ("nb",)).expressions
    assert found.verdict == verdict
