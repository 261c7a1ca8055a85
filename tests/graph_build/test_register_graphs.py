"""Periods of every kind in the graph: dated, undated with both bounds, with one, with none."""

from pathlib import Path

import pytest

from graph_build.layers.builder import build_graph, checked_corpus
from graph_build.reading.corpus_reader import load_corpus
from graph_build.schema.registers import Period
from ontology import DEFAULT_BASE
from tests.graph_build.little import REGISTERS, label, write_little


def said(folder: Path, keys: str) -> dict[str, set[str]]:
    """Local name of each property of a period with these keys → local names of its values."""
    little = write_little(folder)
    with (folder / REGISTERS).open("a", encoding="utf-8") as file:
        file.write(f'\n[[period]]\nid = "other"\n{keys}\n{label("other")}\n')
    graph = build_graph(checked_corpus(little.folder))
    found: dict[str, set[str]] = {}
    for quad in graph.quads:
        if str(quad.subject) == f"<{DEFAULT_BASE}id/period/other>":
            name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
            value = str(quad.object).strip("<>").replace("#", "/").rpartition("/")[2]
            found.setdefault(name, set()).add(
                getattr(quad.object, "value", value).rpartition("/")[2]
            )
    found["instants"] = {
        str(quad.subject).strip("<>").rpartition("/")[2]
        for quad in graph.quads
        if "/id/instant/" in str(quad.subject)
    }
    return found


def test_a_dated_period_is_an_interval_between_two_instants(tmp_path: Path) -> None:
    found = said(tmp_path, 'kind = "span"\nstart = 2003-02-01\nend = 2003-03-04')
    assert "time#ProperInterval" in found["type"]
    assert found["hasBeginning"] == found["startDate"] == {"2003-02-01"}
    assert found["hasEnd"] == found["endDate"] == {"2003-03-04"}
    assert {"2003-02-01", "2003-03-04"} <= found["instants"]
    assert not {"notBefore", "notAfter"} & set(found)


@pytest.mark.parametrize(
    ("keys", "bounds"),
    [
        ("", {}),
        ("not_before = 2003-02-01", {"notBefore": "2003-02-01"}),
        ("not_after = 2003-03-04", {"notAfter": "2003-03-04"}),
        (
            "not_before = 2003-02-01\nnot_after = 2003-03-04",
            {"notBefore": "2003-02-01", "notAfter": "2003-03-04"},
        ),
    ],
)
def test_an_undated_period_has_the_bounds_that_are_known_and_no_dates(
    keys: str, bounds: dict[str, str], tmp_path: Path
) -> None:
    found = said(tmp_path, f'kind = "undated"\n{keys}')
    assert "time#TemporalEntity" in found["type"]
    assert "time#ProperInterval" not in found["type"]
    assert {name: found.get(name) for name in ("notBefore", "notAfter")} == {
        name: {bounds[name]} if name in bounds else None for name in ("notBefore", "notAfter")
    }
    assert not {"hasBeginning", "hasEnd", "startDate", "endDate"} & set(found)
    assert not {"2003-02-01", "2003-03-04"} & found["instants"]


def test_an_open_bound_of_a_shipped_period_has_its_reason() -> None:
    periods = load_corpus().entries["period"].values()
    undated = [one for one in periods if isinstance(one, Period) and one.kind == "undated"]
    assert undated
    assert [
        one.id for one in undated if bool(one.not_before and one.not_after) == bool(one.open_reason)
    ] == []
