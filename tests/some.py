"""Parameters of which `make test` tries a few, and `make test-deep` all."""

from collections.abc import Iterable, Iterator

import pytest
from _pytest.mark.structures import ParameterSet


def some(values: Iterable[object], first: int = 1) -> list[ParameterSet]:
    """The values, rows of values or parameters, those after the first so many marked as deep."""
    return list(_marked(values, first))


def _marked(values: Iterable[object], first: int) -> Iterator[ParameterSet]:
    for number, value in enumerate(values):
        one = ParameterSet.extract_from(value, force_tuple=not isinstance(value, tuple))  # type: ignore[arg-type]
        marks = [] if number < first else [pytest.mark.deep]
        yield pytest.param(*one.values, id=one.id, marks=[*one.marks, *marks])
