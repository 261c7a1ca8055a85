"""What is proposed of the five texts, each beside the facts of the others, is right or open."""

from pathlib import Path

import pytest

from graph_build.reading.resolver import Resolver
from tests.rusfelt.first_sight import FIELDS, WRONG, sights


@pytest.mark.deep
def test_no_indicator_population_period_or_unit_is_proposed_that_is_wrong(
    resolver: Resolver, shared: Path
) -> None:
    found = [one for one in sights(resolver, shared / "seeds") if one.field in FIELDS]
    assert len(found) > 100
    assert not [one for one in found if one.verdict == WRONG]
