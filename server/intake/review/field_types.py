"""What the fields of a claim hold, by the schema: a text, several, a number, a date, or the id of a register."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from graph_build.literals import number_text
from graph_build.schema.claims import Claim, Span
from graph_build.schema.fields import Link, Texts
from graph_build.schema.statements import Statement
from ontology import LANGUAGES

SEVERAL = ", "


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a field holds (`kind`: str, tuple, Texts, Decimal, int, date, bool), and the register of its ids (empty: it has none)."""

    kind: type
    register: str


@cache
def field_type(field: str) -> FieldType | None:
    """What a field of a claim holds, by its name (`topics`, `label.nb`, `observation.value`, `spans.0.fragment`); None where there is none."""
    name, _, inner = field.partition(".")
    hint = _hints(Claim).get(name)
    if hint is None:
        return None
    found = _type(hint)
    statement = next((one for one in _classes(hint)), None)
    if statement is not None:
        return _in_statement(statement, inner) if inner else None
    if name == "spans" and inner:
        inside = _hints(Span).get(inner.partition(".")[2])
        return _type(inside) if inside else None
    if inner:
        return FieldType(str, "") if found.kind is Texts and inner in LANGUAGES else None
    return found


def field_names(kind: str) -> Iterator[str]:
    """The fields that a claim with one statement of a kind can have, by their names."""
    for one in fields(Claim):
        if not _classes(_hints(Claim)[one.name]):
            yield from _with_languages(one.name)
    (statement,) = _classes(_hints(Claim)[kind])
    for one in fields(statement):
        yield from _with_languages(f"{kind}.{one.name}")


def value_of(field: str, answer: str) -> object:
    """What somebody has typed as the value of a field; None for nothing, the words themselves where they are no such value."""
    answer = answer.strip()
    if not answer:
        return None
    found = field_type(field)
    if found is not None and found.kind is str:
        return answer
    if found is not None and found.kind is tuple and not answer.startswith("["):
        return [one.strip() for one in answer.split(",") if one.strip()]
    try:
        return tomllib.loads(f"value = {answer}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        return answer


def typed(value: object) -> str:
    """A value as somebody would type it."""
    if isinstance(value, list | tuple):
        return SEVERAL.join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | Decimal):
        return number_text(Decimal(str(value)))
    return value.isoformat() if isinstance(value, date) else str(value)


def _in_statement(statement: type[Statement], inner: str) -> FieldType | None:
    name, _, language = inner.partition(".")
    hint = _hints(statement).get(name)
    if hint is None:
        return None
    found = _type(hint)
    if language:
        return FieldType(str, "") if found.kind is Texts and language in LANGUAGES else None
    return found


def _with_languages(field: str) -> Iterator[str]:
    found = field_type(field)
    if found is not None and found.kind is Texts:
        yield from (f"{field}.{one}" for one in LANGUAGES)
    elif found is not None:
        yield field


def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _parts(hint: Any) -> Iterator[Any]:
    """A type hint and all that stands in it."""
    yield hint
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
    for one in get_args(hint):
        if one is not hint:
            yield from _parts(one)


def _type(hint: Any) -> FieldType:
    parts = list(_parts(hint))
    register = next((one.register for one in parts if isinstance(one, Link)), "")
    if any(get_origin(one) is tuple for one in parts):
        return FieldType(tuple, register)
    plain = (one for one in parts if isinstance(one, type) and get_origin(one) is None)
    return FieldType(next((one for one in plain if one not in (Union, UnionType)), str), register)


def _classes(hint: Any) -> tuple[type[Statement], ...]:
    return tuple(
        one for one in _parts(hint) if isinstance(one, type) and issubclass(one, Statement)
    )
