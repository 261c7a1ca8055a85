"""What is proposed of two texts of our own: what their words say, and what they leave open."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands import rusfelt
from tests.rusfelt.new_text import facts

NYNORSK = """\
Rusarbeidet i kommunane: nokre tal

– Vi har fått omtrent 900 nye årsverk, men det er ikkje nok, seier helseminister Bent Høie. Han meiner at 90 prosent av kommunane bør ha eit system for tidleg identifisering innan 2025.

Talet på årsverk i psykisk helse- og rusarbeid var 16 200 i 2019 og 16 362 i 2020.

Anslagsvis 64 prosent av kommunane hadde system for tidleg identifisering i 2019, mot 51 prosent i 2018.

Det er ikkje slik at 70 prosent av kommunane har Rask psykisk helsehjelp. Kommunane skal få 1 000 nye årsverk innan 2022.

Talet på kommunar med oppsøkjande team vart meir enn dobla frå 2016 til 2019.
"""


def proposed(text: Path, own: Path) -> list[dict[str, Any]]:
    done = rusfelt("add-source", text, "--publisher", "helsedirektoratet", "--facts", own)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = facts(own)["proposal"]
    return found


def of(found: list[dict[str, Any]], number: str) -> tuple[str, dict[str, Any], set[str]]:
    """The kind, the statement and the open fields of the proposal of a number."""
    (one,) = [
        one
        for one in found
        if any(number in span.get("fragment", "").split() for span in one["spans"][:1])
    ]
    kinds = ("observation", "funding", "comparison", "target", "count")
    kind = next(name for name in kinds if name in one)
    claim = {name: one.get(name) for name in ("mode", "by")}
    return kind, one[kind][0] | claim, {each["field"] for each in one.get("open", ())}


@pytest.mark.deep
def test_the_example_of_the_docs_is_proposed_as_they_say(project: Path, tmp_path: Path) -> None:
    example = project / "docs" / "new-source-example.txt"
    found = proposed(example, tmp_path / "own")
    assert f"with {len(found)} proposals" in (project / "docs/new-source.md").read_text(encoding="utf-8")  # fmt: skip
    expected = {
        "1,4": {"indicator": "fte-growth", "population": "services-adults", "period": "2020-2021-change"},
        "3,6": {"population": "services-children-youth", "period_from": ["fte-growth-2020-2021-change-2"]},
        "83": {"indicator": "share-early-identification", "self_report_from": ["share-early-identification-2021"]},
        "31": {"population": "municipalities-and-districts", "mode": "reported", "by": "sintef"},
        "35": {"indicator": "fte-experience-consultants-change", "population": "experience-consultants"},
        "2,4": {"kind": "frame", "period": "plan-period", "plan": "opptrappingsplan-rus"},
        "80": {"mode": "commitment", "by": None},
        "fem": {"counts": "goal", "of": "opptrappingsplan-rus", "value": 5},
    }  # fmt: skip
    for number, fields in expected.items():
        statement = of(found, number)[1]
        assert {name: statement.get(name) for name in fields} == fields, number
    assert "funding.period" in of(found, "80")[2]  # «innen 2024» is a bound


@pytest.mark.deep
def test_what_is_hedged_denied_wished_or_promised_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NYNORSK, encoding="utf-8")
    found = proposed(tmp_path / "a.txt", tmp_path / "own")
    _, new, open_of_new = of(found, "900")
    assert (new["mode"], new["by"], new["qualifier"]) == ("quoted", "bent-hoie", "omtrent")
    assert "observation.indicator" in open_of_new  # two of which it may be one
    _, estimated, _ = of(found, "64")
    assert (estimated["qualifier"], estimated["status"]) == ("anslagsvis", "estimated")
    for number in ("90", "70"):  # wished, denied
        assert "observation.value" in of(found, number)[2]
    kind, promised, open_of_promised = of(found, "1")
    assert (kind, promised["mode"], "by" in open_of_promised) == ("target", "commitment", True)
    kind, doubled, _ = of(found, "dobla")
    assert (kind, doubled["operator"], doubled["bound"]) == ("comparison", "gt", 2)
    assert doubled["as_stated"] == "meir enn dobla"
