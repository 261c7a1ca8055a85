"""The answers that no list of questions gives, decided from the facts or from the model."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from pyoxigraph import Store

from ontology import DEFAULT_BASE
from tests.fact_tables import FIGURES, claim_of, claims, many, register, statements
from tests.test_questions import rows_of

Rows = list[dict[str, str]]
Answer = Callable[[str], Rows]
LATER = {"2500 årsverk", "500 nye årsverk", "362 årsverk", "896 nye årsverk"}
TAKEN_OVER = ("population_from", "period_from", "self_report_from")
REASONS = ("population_reason", "period_reason")
OPERATIONS: dict[str, Callable[..., Decimal]] = {
    "after - before": lambda after, before: after - before,
    "latest - before": lambda latest, before: latest - before,
    "total - change": lambda total, change: total - change,
    "total - frame": lambda total, frame: total - frame,
    "frame - items": lambda frame, items: frame - items,
    "after / before": lambda after, before: after / before,
    "amount / places": lambda amount, places: amount / places,
    "own + shared": lambda own, shared: own + shared,
    "change / before * 100": lambda change, before: change / before * 100,
    "amount / frame * 100": lambda amount, frame: amount / frame * 100,
    "items / frame * 100": lambda items, frame: items / frame * 100,
    "rest / frame * 100": lambda rest, frame: rest / frame * 100,
    "beyond / frame * 100": lambda beyond, frame: beyond / frame * 100,
    "growth / frame * 100": lambda growth, frame: growth / frame * 100,
    "housing + places + sanctions + centres + competence": lambda **parts: sum(parts.values()),
}


@pytest.fixture(scope="module")
def answer(store: Store) -> Answer:
    return partial(rows_of, store)


def claim(row: dict[str, str]) -> str:
    return row["claim"].removeprefix(f"{DEFAULT_BASE}id/claim/")


def nb(name: str, one: str) -> str:
    return str(register(name)[one]["label"]["nb"])


def test_a_quoted_person_has_the_role_that_the_same_text_gives(answer: Answer) -> None:
    roles = {(row["person"], row["source"], row["role"]) for row in answer("CQ11")}
    named = {
        (nb("people", one["person"]), name[:3], nb("roles", one["role"]))
        for name, one in statements("role_holding")
        if "person" in one
    }
    assert roles == named


def test_a_quotation_has_a_row_and_no_other_claim(answer: Answer) -> None:
    quoted = [name for name, one in claims().items() if one["mode"] == "quoted"]
    assert sorted(claim(row) for row in answer("CQ11")) == sorted(quoted)


def test_an_amount_has_its_share_of_the_frame(answer: Answer) -> None:
    for row in answer("CQ27"):
        share = Decimal(row["amount"]) / Decimal(2_400_000_000) * 100
        assert Decimal(row["shareOfFrame"]) == round(share, 1)


def test_money_reaches_figures_only_over_goals(answer: Answer) -> None:
    rows = answer("CQ31")
    homes = {row["value"] for row in rows if row["measure"].startswith("egnet sted å bo")}
    assert homes == {"42", "28"}
    assert all(row["reason"] and row["confidence"] for row in rows)


def test_every_figure_of_the_facts_is_listed_once(answer: Answer) -> None:
    rows = Counter((claim(row), row["asStated"]) for row in answer("CQ32"))
    assert rows == Counter((name, one["as_stated"]) for name, one in statements(*FIGURES))


def test_a_figure_that_is_read_in_two_ways_says_so(answer: Answer) -> None:
    ambiguous = [row["value"] for row in answer("CQ32") if row["ambiguous"] == "true"]
    assert ambiguous == ["2450000000"]


def test_a_gap_has_a_row_with_what_was_searched_where(answer: Answer) -> None:
    about = {**register("measures"), **register("goals")}
    expected = {
        (about[one["about"]]["label"]["nb"], ", ".join(sorted(one["words"])), len(one["searched"]))
        for one in register("gaps").values()
    }
    rows = answer("CQ33")
    found = {(row["promised"], row["words"], len(row["searched"].split(", "))) for row in rows}
    assert found == expected
    assert len(rows) == len(expected)


def test_four_numbers_of_full_time_equivalents_are_never_called_the_same(answer: Answer) -> None:
    pairs = [r for r in answer("CQ34") if {r["asStated"], r["otherAsStated"]} <= LATER]
    assert len(pairs) == 6
    assert {row["outcome"] for row in pairs} == {"ulike ting", "kan ikke avgjøres"}


def test_every_measure_of_the_plan_has_what_came_of_it_or_that_no_text_says(
    answer: Answer,
) -> None:
    links = register("inferred_links").values()
    followed = {
        (nb("measures", one["subject"]), one["object"])
        for one in links
        if one["property"] == "rf:followedUpBy"
    }
    rows = answer("CQ35")
    assert {(r["measure"], claim(r)) for r in rows if r["followedUp"] == "true"} == followed
    silent = {row["measure"] for row in rows if row["followedUp"] == "false"}
    assert not silent & {measure for measure, _ in followed}
    planned = {one for one, entry in register("measures").items() if "plan" in entry}
    assert silent | {m for m, _ in followed} >= {nb("measures", one) for one in planned}


def test_developments_are_those_that_the_texts_measure_twice_and_the_one_target(
    answer: Answer,
) -> None:
    found = {(row["baseline"], row["target"], row["outcome"]) for row in answer("CQ36")}
    measured = {("51", "83"), ("60", "45"), ("66", "73"), ("42", "28"), ("228", "474")}
    assert found == {(before, "", after) for before, after in measured} | {("", "500", "")}


def test_self_reported_are_the_figures_whose_words_have_the_verb(answer: Answer) -> None:
    expected = Counter(name for name, one in statements(*FIGURES) if "self_report" in one)
    assert Counter(claim(row) for row in answer("CQ37")) == expected


def test_five_hundred_is_three_things_and_a_hundred_million_two(answer: Answer) -> None:
    rows = answer("CQ38")
    found = Counter(frozenset({row["asStated"], row["otherAsStated"]}) for row in rows)
    money, places, staff = "500 millioner kroner", "500 plasser", "500 nye årsverk"
    three = [{money, places}, {money, staff}, {places, staff}, {"100 mill. kroner"}]
    assert found == Counter(map(frozenset, three))


def test_what_is_taken_over_is_told_with_where_from_or_why(answer: Answer) -> None:
    expected = set[tuple[str, str]]()
    for name, one in claims().items():
        told = [claims()[claim_of(name, other)]["label"]["nb"] for other in one.get("by_from", ())]
        expected |= {(name, text) for text in told}
        expected |= {(name, reason["nb"]) for reason in many(one.get("by_reason", []))}
    for name, one in statements(*(FIGURES), "trend", "deployment", "problem", "ranking"):
        others = [other for key in TAKEN_OVER for other in many(one.get(key, []))]
        expected |= {(name, claims()[claim_of(name, o)]["label"]["nb"]) for o in others}
        expected |= {(name, one[key]["nb"]) for key in REASONS if key in one}
    assert {(claim(row), row["because"]) for row in answer("CQ39")} == expected


def test_no_findings_are_forecasts_headings_and_what_is_hedged(answer: Answer) -> None:
    expected = {
        name
        for name, one in claims().items()
        if one["mode"] in {"forecast", "editorial"} or "hedge" in one
    }
    rows = answer("CQ40")
    assert {claim(row) for row in rows} == expected
    assert len(rows) == len(expected)


def test_needs_and_problems_have_their_matter_services_and_groups(answer: Answer) -> None:
    expected = Counter(
        (
            name,
            nb("matters", one["matter"]),
            ", ".join(sorted(nb("services", service) for service in one.get("services", ()))),
        )
        for name, one in statements("need", "problem")
    )
    rows = answer("CQ41")
    assert Counter((claim(r), r["matter"], r["service"]) for r in rows) == expected
    grouped = [name for name, one in statements("need", "problem") if "population" in one]
    assert {claim(row) for row in rows if row["group"]} >= set(grouped)


def test_a_derived_value_follows_from_its_expression_and_inputs(answer: Answer) -> None:
    rows = answer("CQ42")
    assert len(rows) == len(register("derived"))
    for row in rows:
        pairs = (one.split(" = ") for one in row["inputs"].split(", "))
        inputs = {name: Decimal(value) for name, value in pairs}
        value = OPERATIONS[row["expression"]](**inputs)
        assert round(value, int(row["decimals"])) == Decimal(row["value"]), row["derived"]


def test_what_the_model_computes_is_among_the_derived_values(answer: Answer) -> None:
    values = {row["value"] for row in answer("CQ42")}
    assert {"17074", "2.08", "868500000", "1531500000"} <= values


@pytest.mark.parametrize(
    ("kind", "label"), [("observation", "observasjon"), ("trend", "utvikling")]
)
def test_uncertain_and_undated_are_those_of_the_facts(
    kind: str, label: str, answer: Answer
) -> None:
    undated = {one for one, entry in register("periods").items() if entry["kind"] == "undated"}
    expected = Counter(
        name
        for name, one in statements(kind)
        if one.get("period") in undated or one.get("status") == "uncertain"
    )
    rows = [row for row in answer("CQ43") if row["kind"] == label]
    assert Counter(claim(row) for row in rows) == expected


def test_what_is_undated_has_no_guessed_year_but_a_bound_or_a_reason(answer: Answer) -> None:
    undated = [row for row in answer("CQ43") if not row["status"]]
    assert all(row["notBefore"] or row["notAfter"] or row["reason"] for row in undated)


def test_promises_with_a_time_keep_apart_the_earliest_and_the_latest(answer: Answer) -> None:
    timed = {"not_before", "not_after", "period"}
    expected = {name for name, one in statements("commitment") if timed & one.keys()}
    rows = {claim(row): (row["notBefore"], row["notAfter"]) for row in answer("CQ44")}
    assert rows.keys() == expected
    assert rows["004-payment-duty-not-before-2017"] == ("2017-01-01", "")
    assert rows["004-care-pathways-by-2020"] == ("", "2020-12-31")


def test_corrections_and_readings_are_those_of_the_model(answer: Answer) -> None:
    rows = answer("CQ45")
    corrected = {row["literalReading"]: row["correctedReading"] for row in rows}
    assert {"2106": "2016", "IASSO": "LASSO", "2, 4": "2,4"}.items() <= corrected.items()
    amounts = {row["amount"]: row["preferred"] for row in rows if row["amount"]}
    assert amounts == {"2450000000": "true", "4850000000": "false"}
    assert len(rows) == len([*statements("correction", "reading")])
