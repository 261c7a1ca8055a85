"""Parameters of which `make test` tries a few, and `make test-deep` all."""

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet


def some(values: Iterable[object], first: int = 1) -> list[ParameterSet]:
    """The values, rows of values or parameters, those after the first so many marked as deep."""
    rows = (
        ParameterSet.extract_from(value, force_tuple=not isinstance(value, tuple))  # type: ignore[arg-type]
        for value in values
    )
    return [
        pytest.param(
            *row.values, id=row.id, marks=[*row.marks, *([pytest.mark.deep] * (number >= first))]
        )
        for number, row in enumerate(rows)
    ]
