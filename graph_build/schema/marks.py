"""Walks the annotated fields of a fact: which register or property each value belongs to."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from graph_build.schema.fields import Link, Value


@dataclass(frozen=True)
class FieldMark:
    """A field's name and what its annotation says of it."""

    name: str
    mark: Link | Value


def _marks(hint: Any) -> Iterator[Link | Value]:
    for meta in getattr(hint, "__metadata__", ()):
        if isinstance(meta, Link | Value):
            yield meta
    for argument in get_args(hint):
        yield from _marks(argument)


@cache
def marked_fields(kind: type) -> tuple[FieldMark, ...]:
    """The fields of `kind` that are annotated with a Link or a Value, in order."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        mark = next(_marks(hints[field.name]), None)
        if mark is not None:
            found.append(FieldMark(field.name, mark))
    return tuple(found)


def marked_values(fact: object) -> Iterator[tuple[FieldMark, Any]]:
    """Each marked field with each of its values: lists are taken apart, None left out."""
    for field in marked_fields(cast("Hashable", type(fact))):
        value = getattr(fact, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                yield field, one
