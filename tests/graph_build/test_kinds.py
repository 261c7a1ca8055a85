"""The table of kinds: each example is what the scanner says, and the page shows it."""

from decimal import Decimal

import pytest

from graph_build.scan.kinds import KINDS
from graph_build.scan.masking import MASKED, SIGN, masked
from graph_build.scan.scanner import scan
from tests.graph_build.kinds_table import PAGE, page


@pytest.mark.parametrize("name", KINDS)
def test_the_example_of_a_kind_is_read_so(name: str) -> None:
    kind = KINDS[name]
    (one,) = scan(kind.sentence)
    value = f"{one.value.normalize():f}" if isinstance(one.value, Decimal) else one.value or ""
    assert (one.text, one.kind, value) == (kind.found, name, kind.example)


def test_the_page_has_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text


@pytest.mark.parametrize("name", KINDS)
def test_digits_are_hidden_where_they_name_somebody(name: str) -> None:
    (one,) = scan(KINDS[name].sentence)
    shown = masked(one)
    assert len(shown) == len(one.text)
    if name in MASKED:
        assert SIGN in shown
        assert not any(sign.isdigit() for sign in shown)
    else:
        assert shown == one.text
