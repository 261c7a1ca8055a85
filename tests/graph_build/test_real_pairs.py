"""The pairs of the real figures: what a person decided, and every outcome told again from the graph alone."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import pytest
from pyoxigraph import Literal, QuerySolutions, Store

from ontology.vocabulary import PREFIXES

FRAMES = ("004-frame-heading-amount", "004-hoie-frame-amount", "004-frame-amount")
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
VALUE = "sdmx-measure:obsValue|rf:amount|rf:targetValue|rf:countValue"
Row = Mapping[str, str]

# What a person who has read the five texts says of two figures; None: nobody would connect them.
DECIDED = [
    ("004-places-500", "004-housing-amount", "differs-in"),
    ("004-places-500", "001-new-fte-2018-change", "differs-in"),
    ("004-housing-amount", "001-new-fte-2018-change", "differs-in"),
    ("003-early-identification-2018-value", "003-early-identification-2019-value", "same-series"),
    ("003-early-identification-2019-value", "003-early-identification-2020-value", "same-series"),
    ("003-early-identification-2018-value", "003-early-identification-2020-value", "same-series"),
    ("003-direct-consequences-2018-value", "003-direct-consequences-2020-value", "same-series"),
    ("002-violence-system-2020-value", "002-violence-system-latest-value", "same-series"),
    ("000-activity-before", "000-activity-after", "same-series"),
    ("000-low-threshold-before", "000-low-threshold-after", "same-series"),
    ("003-growth-children-value", "002-children-growth-value", "same-series"),
    *((one, other, "same-fact") for one, other in combinations(FRAMES, 2)),
    *((one, "000-overfulfilment-total", "differs-in") for one in FRAMES),
    ("004-focus-area-count-heading", "004-focus-area-count", "same-fact"),
    ("000-fte-since-2016", "002-fte-change-2023-value", "unknown"),
    ("000-fte-since-2016", "003-new-fte-from-plan-value", "unknown"),
    ("001-new-fte-2018-change", "000-fte-since-2016", "differs-in"),
    ("001-new-fte-2018-change", "003-new-fte-from-plan-value", "differs-in"),
    ("001-new-fte-2018-change", "002-fte-change-2023-value", "differs-in"),
    ("002-fte-change-2023-value", "003-new-fte-from-plan-value", "differs-in"),
    ("002-fte-2023-value", "002-fte-change-2023-value", "differs-in"),
    ("004-places-500", "004-work-measure-places-amount", "differs-in"),
    ("004-centres-teams-amount", "004-competence-amount", "differs-in"),
    ("004-frame-amount", "004-housing-amount", "part-of"),
    ("004-frame-amount", "004-tsb-growth-amount", "differs-in"),
    ("003-growth-adults-value", "003-per-capita-adults-value", "agrees-with"),
    ("003-growth-total-value", "003-growth-adults-value", "part-of"),
    ("003-growth-children-value", "003-growth-adults-value", "differs-in"),
    ("002-rph-own-value", "002-rph-intermunicipal-value", "differs-in"),
    # Nothing else measures user involvement; a share of municipalities is no answer to another.
    ("000-user-involvement-level", "003-mapped-2020-value", None),
    ("000-user-involvement-level", "002-other-low-threshold-value", None),
    ("003-mapped-2020-value", "003-early-identification-2020-value", None),
    ("004-work-measure-places-amount", "004-sanctions-amount", None),
    ("004-waiting-time-13-days", "002-fte-2023-value", None),
    ("004-goal-count", "002-children-growth-value", None),
]


def rows(store: Store, pattern: str) -> list[Row]:
    """The solutions of a pattern over all graphs: IRIs by their last part, and literals by their text."""
    found = store.query(
        f"{HEAD}SELECT DISTINCT * WHERE {{ {pattern} }}", use_default_graph_as_union=True
    )
    assert isinstance(found, QuerySolutions)
    names = [one.value for one in found.variables]
    return [
        {
            name: term.value
            if isinstance(term, Literal)
            else str(term).strip("<>").rpartition("/")[2]
            for name in names
            if (term := row[name]) is not None
        }
        for row in found
    ]


@pytest.fixture(scope="module")
def outcomes(store: Store) -> Mapping[frozenset[str], str]:
    """The two statements of each pair → its outcome."""
    pattern = "?pair rf:aligns ?one , ?other ; rf:outcome ?outcome . FILTER(?one != ?other)"
    found = rows(store, pattern)
    told = {frozenset((row["one"], row["other"])): row["outcome"] for row in found}
    assert len(told) == len({row["pair"] for row in found})
    return told


@pytest.mark.parametrize(("one", "other", "outcome"), DECIDED)
def test_a_pair_shows_what_a_person_says_of_the_two(
    one: str, other: str, outcome: str | None, outcomes: Mapping[frozenset[str], str]
) -> None:
    assert outcomes.get(frozenset((one, other))) == outcome


ABOUT = """
    OPTIONAL { ?side rf:indicator ?indicator . ?indicator rf:measureType ?type }
    OPTIONAL { ?side rf:population ?population }
    OPTIONAL { ?side sdmx-dimension:refArea ?area }
    OPTIONAL { ?side sdmx-attribute:unitMeasure|rf:targetUnit|rf:currency ?unit }
    OPTIONAL { ?side rf:fundingKind|rf:countedKind ?kind }
    OPTIONAL { ?side rf:funds|rf:concernsMeasure ?measure }
    OPTIONAL { ?side rf:frameOf|rf:withinFrameOf|rf:outsideFrameOf|rf:concernsPlan|rf:countedIn ?plan }
    OPTIONAL { ?side rf:outsideFrameOf ?outside }
    OPTIONAL { ?side sdmx-dimension:refPeriod ?period
        OPTIONAL { ?period dcat:startDate ?start ; dcat:endDate ?end }
        OPTIONAL { ?period rf:notBefore ?earliest }
        OPTIONAL { ?period rf:notAfter ?latest } }
"""
DIMENSIONS = (
    "indicator",
    "population",
    "area",
    "unit",
    "kind",
    "measure",
    "plan",
    "outside",
    "type",
)


@pytest.fixture(scope="module")
def about(store: Store) -> Mapping[str, Row]:
    """Statement → what it is about, read from the graph by one query."""
    found = rows(store, f"?side {VALUE} ?value . ?side a ?class . {ABOUT} FILTER(?class IN "
        "(rf:Observation, rf:Target, rf:Funding, rf:StatedCount))")  # fmt: skip
    return {row["side"]: row for row in found}


@pytest.fixture(scope="module")
def tied(store: Store) -> Mapping[str, set[frozenset[str]]]:
    """What ties things together, by a query each: broader, order in time, frames, attributed and per inhabitant."""
    patterns = {
        "broader": "?a skos:broader+ ?b . ?a a rf:Population",
        "order": "?a time:before+ ?b . ?a a rf:Period",
        "frame": "?a rf:withinFrameOf ?plan . ?b rf:frameOf ?plan",
        "attributed": "?a rf:attributedPartOf ?b",
        "capita": "?a rf:changeOf ?level . ?b rf:changeOf/rf:perCapitaOf ?level",
    }
    return {
        name: {frozenset((row["a"], row["b"])) for row in rows(store, pattern)}
        for name, pattern in patterns.items()
    }


def period_stands(one: Row, two: Row, tied: Mapping[str, set[frozenset[str]]]) -> str:
    """same, apart or unknown: dates, bounds and the order in the texts; counts have no period."""
    if "period" not in one or frozenset((one["period"], two.get("period", ""))) in tied["order"]:
        return "same" if "period" not in one else "apart"
    (start, end), (begins, ends) = (
        (row.get("start", row.get("earliest")), row.get("end", row.get("latest")))
        for row in (one, two)
    )
    if (end and begins and end < begins) or (ends and start and ends < start):
        return "apart"
    if "start" not in one or "start" not in two:
        return "unknown"
    return "same" if (start, end) == (begins, ends) else "apart"


def told_again(one: Row, two: Row, tied: Mapping[str, set[frozenset[str]]]) -> str:
    """The outcome, told once more: from sets of dimensions, without the builder."""
    differ = {name for name in DIMENSIONS if one.get(name) != two.get(name)}
    period = period_stands(one, two, tied)

    def ties(name: str, key: str) -> bool:
        return frozenset((one.get(key, ""), two.get(key, ""))) in tied[name]

    if ties("frame", "side"):
        return "part-of"
    if differ == {"indicator"} and ties("capita", "indicator") and period == "same":
        return "agrees-with"
    if differ <= {"indicator", "type"} and ties("attributed", "indicator") and period == "unknown":
        return "unknown"
    if differ == {"population"} and ties("broader", "population") and period == "same":
        return "part-of"
    if differ:
        return "differs-in"
    if period != "same":
        return "same-series" if period == "apart" else "unknown"
    return "same-fact" if float(one["value"]) == float(two["value"]) else "possible-conflict"


def test_every_outcome_can_be_told_again_from_the_graph_alone(
    outcomes: Mapping[frozenset[str], str],
    about: Mapping[str, Row],
    tied: Mapping[str, set[frozenset[str]]],
) -> None:
    assert outcomes
    for pair, outcome in outcomes.items():
        one, two = (about[side] for side in sorted(pair))
        assert told_again(one, two, tied) == outcome, pair


def test_what_one_indicator_measures_twice_and_what_is_of_one_family_is_a_pair(
    store: Store, outcomes: Mapping[frozenset[str], str]
) -> None:
    pattern = """
        ?one rf:indicator/rf:family ?family ; sdmx-measure:obsValue|rf:targetValue ?value .
        ?other rf:indicator/rf:family ?family ; sdmx-measure:obsValue|rf:targetValue ?its .
        ?one a rf:Statement . ?other a rf:Statement . FILTER(STR(?one) < STR(?other))"""
    family = {frozenset((row["one"], row["other"])) for row in rows(store, pattern)}
    assert family
    assert family <= outcomes.keys()
    whole = "?one rf:frameOf ?plan . ?other rf:withinFrameOf|rf:outsideFrameOf ?plan"
    money = {frozenset((row["one"], row["other"])) for row in rows(store, whole)}
    assert len(money) == 3 * 6
    assert money <= outcomes.keys()
    # The rest are pairs by their number, by the plan, by the measure, or counts.
    assert len(outcomes.keys() - family - money) == 12


def test_pairs_that_a_reader_learns_from_are_more_than_a_third(
    outcomes: Mapping[frozenset[str], str],
) -> None:
    told = Counter(outcomes.values())
    assert told["possible-conflict"] == 0
    assert 3 * (told.total() - told["differs-in"]) > told.total()


def test_each_reason_has_the_two_values_and_is_one_sentence(store: Store) -> None:
    found = rows(store, "?pair a rf:Alignment ; rf:reason ?reason BIND(LANG(?reason) AS ?lang)")
    assert Counter(row["lang"] for row in found).keys() == {"nb", "nn", "en"}
    for row in found:
        text = row["reason"]
        assert text.endswith(".")
        assert not text[:1].islower()
        assert not [hole for hole in ("{", "}", "None", "  ", " ,", "()", "«»") if hole in text]
        assert ". " not in text
    assert len({row["reason"] for row in found if row["lang"] == "nb"}) > 60
