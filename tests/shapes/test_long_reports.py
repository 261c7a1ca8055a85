"""What grows with a graph in which nearly all is wrong: as the graph does, and not as its square."""

import cProfile
import pstats

import pytest

from shapes.graphs.untrusted import FORMATS, parsed
from shapes.rendering.renderings import RENDERINGS
from shapes.validation import engine_for, validate
from tests.some import some

EMPTY = "<urn:{}> a <https://rusfelt.example/def#Claim> .\n"


def calls(number: int, form: str) -> int:
    """How many functions are called to validate so many claims without anything, and to write the report."""
    text = "".join(EMPTY.format(one) for one in range(number)).encode()
    quads = parsed(text, FORMATS["ttl"], "it", apart=False)
    counted = cProfile.Profile()
    counted.enable()
    report = validate(quads, engine=engine_for("fast", number))
    RENDERINGS[form](report, "nb")
    counted.disable()
    assert len(report.findings) >= 7 * number
    return int(pstats.Stats(counted).total_calls)  # type: ignore[attr-defined]


@pytest.mark.deep
@pytest.mark.parametrize("form", some(RENDERINGS))
def test_twice_as_many_findings_take_twice_as_many_steps(form: str) -> None:
    calls(20, form)  # what is loaded once
    assert calls(56, form) < 2.3 * calls(28, form)  # a page shows up to 100 of a kind
