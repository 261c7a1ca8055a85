"""Whatever two figures are: one outcome, the same from both sides, and none that an undated side would give away."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph_build.test_reconciliation import Said, figure, pair_of, reconciled, shown

OUTCOMES = {
    "same-fact",
    "same-within-rounding",
    "same-series",
    "agrees-with",
    "part-of",
    "differs-in",
    "unknown",
    "possible-conflict",
}
DATED = ("y2001", "y2002", "both")
UNDATED = ("some-day", "since", "summer", "long-ago", "first", "second")
FIGURES = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(("houses", "rooms", "more-houses", "more-by-plan", "by-head")),
        "population": st.sampled_from(("town-houses", "brick-houses", "north-houses")),
        "area": st.sampled_from(("norway", "north")),
        "period": st.sampled_from(DATED + UNDATED),
        "value": st.sampled_from((11, 12, 12.5, 13, 100, 101, -1)),
        "qualifier": st.sampled_from((None, None, "rundt", "over", "inntil", "i snitt")),
    }
)
Figure = dict[str, object]


def compared(one: Figure, two: Figure) -> Said:
    with TemporaryDirectory() as folder:
        return reconciled(Path(folder), figure("one", **one), third=figure("two", **two))


@pytest.mark.deep
@settings(max_examples=15)
@given(one=FIGURES, two=FIGURES)
def test_a_pair_has_one_outcome_and_it_is_the_same_from_both_sides(
    one: Figure, two: Figure
) -> None:
    pair, turned = pair_of(compared(one, two)), pair_of(compared(two, one))
    assert len(pair["outcome"]) == 1
    assert pair["outcome"] <= OUTCOMES
    assert shown(pair) == shown(turned)
    for side in ("alignsPart", "alignsWhole"):
        assert {one_or_two(name) for name in pair[side]} == {
            "two" if one_or_two(name) == "one" else "one" for name in turned[side]
        }
    assert len(pair["reason"]) == 3


def one_or_two(name: str) -> str:
    return "one" if "-one-" in name else "two"


@pytest.mark.deep
@settings(max_examples=25)
@given(
    one=FIGURES,
    two=FIGURES,
    undated=st.sampled_from(("some-day", "since")),
    dated=st.sampled_from(DATED),
)
def test_a_figure_and_the_same_at_no_known_time_are_unknown_to_one_another(
    one: Figure, two: Figure, undated: str, dated: str
) -> None:
    about = {key: one[key] for key in ("indicator", "population", "area")}
    pair = pair_of(
        compared({**one, "period": dated}, {**two, **about, "period": undated}),
    )
    assert shown(pair) == ({"unknown"}, set(), {"period"})


@pytest.mark.deep
@settings(max_examples=25)
@given(one=FIGURES, two=FIGURES)
def test_a_period_differs_or_is_unknown_never_both(one: Figure, two: Figure) -> None:
    pair = pair_of(compared(one, two))
    assert not pair["differsIn"] & pair["unknownIn"]
    open_ended = {"some-day", "since"} & {one["period"], two["period"]}
    known = {"long-ago"} & {one["period"], two["period"]}
    if open_ended and not (known and "since" in open_ended):
        assert "period" not in pair["differsIn"]
        assert pair["outcome"] <= {"unknown", "differs-in"}


@pytest.mark.deep
@settings(max_examples=25)
@given(one=FIGURES, two=FIGURES)
def test_what_is_called_the_same_is_about_the_same(one: Figure, two: Figure) -> None:
    pair = pair_of(compared(one, two))
    about = ("indicator", "population", "area", "period")
    same = all(one[key] == two[key] for key in about) and one["period"] in DATED
    told = pair["outcome"] & {"same-fact", "same-within-rounding"}
    assert not told or same
    if same and one["value"] == two["value"]:
        assert pair["outcome"] == {"same-fact"}
    if pair["outcome"] == {"same-series"}:
        assert all(one[key] == two[key] for key in about[:3])
        assert one["period"] != two["period"]
