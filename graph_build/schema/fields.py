"""Field types of facts: each says which register it points into and which property it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar, cast, dataclass_transform

from pydantic import BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic.dataclasses import dataclass as checked

T = TypeVar("T")

# A key that no field has is a misspelt one: it must not be passed over in silence.
CLOSED = ConfigDict(extra="forbid")
# House rule: a fragment is evidence, not a copy of the text.
MAX_FRAGMENT_WORDS = 10


@dataclass(frozen=True)
class Link:
    """The field holds ids of `register`; each becomes `property` → the IRI of that thing."""

    register: str
    property: str


@dataclass(frozen=True)
class Value:
    """The field holds a literal that becomes the object of `property`."""

    property: str


@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen(kind: type[T]) -> type[T]:
    """Make `kind` a frozen dataclass whose fields are checked, unknown keys refused."""
    make = cast("Callable[[type[T]], type[T]]", checked(frozen=True, config=CLOSED, kw_only=True))
    return make(kind)


def _number(value: object) -> object:
    """Let TOML's numbers pass: Decimal and int, never text or bool."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    raise ValueError("a number is needed")


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# `.` matches no line break, so this is one line, without space at its ends.
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Number = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False)]
# Strict: pydantic would take "5" and 5.0 for 5, and "yes" for True.
Integer = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Offset = Annotated[Integer, Field(ge=0)]
Many = tuple[T, ...]


@frozen
class Texts:
    """One human text in the three languages of the graph."""

    nb: Text
    nn: Text
    en: Text

    def items(self) -> tuple[tuple[str, str], ...]:
        """Pairs of language tag and text."""
        return (("nb", self.nb), ("nn", self.nn), ("en", self.en))


__all__ = [
    "MAX_FRAGMENT_WORDS",
    "Day",
    "Flag",
    "Integer",
    "Link",
    "Many",
    "Number",
    "Offset",
    "Sha256",
    "Slug",
    "Text",
    "Texts",
    "Value",
    "frozen",
]
