"""The limits of questions as options: their ranges, defaults and what they mean stand in Settings."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click
from pydantic.fields import FieldInfo

from server.settings import ENVIRONMENT, Settings

Command = TypeVar("Command", bound=Callable[..., object])


class FiniteRange(click.FloatRange):
    """A number in a range; `nan` and `inf` are numbers for Python, and in no range that anybody means."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; BadParameter where it is none."""
        found = float(super().convert(value, param, ctx))
        if not math.isfinite(found):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return found


def _range(field: FieldInfo) -> Any:
    lower = next((one.ge for one in field.metadata if hasattr(one, "ge")), None)
    upper = next((one.le for one in field.metadata if hasattr(one, "le")), None)
    kind: Any = click.IntRange if field.annotation is int else FiniteRange
    return kind(lower, upper)


def limits(
    names: Iterable[str], defaults: Mapping[str, float] | None = None
) -> Callable[[Command], Command]:
    """An option for each of these fields of Settings, and its variable; `defaults`: other ones than theirs."""

    def add(command: Command) -> Command:
        for name in reversed([*names]):
            field = Settings.model_fields[name]
            command = click.option(
                "--" + name.replace("_", "-"),
                type=_range(field),
                default=(defaults or {}).get(name, field.default),
                show_default=True,
                envvar=ENVIRONMENT + name.upper(),
                show_envvar=True,
                help=field.description,
            )(command)
        return command

    return add
