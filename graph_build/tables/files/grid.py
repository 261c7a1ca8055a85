"""What is read of a file of tables, whatever its format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its cells as they are written, row by row; rows may be of different lengths.

    `sheet` is its name, None where the file has just one without a name.
    """

    rows: Sequence[Row]
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class CubeDimension:
    """A dimension of a cube: its name, and the codes and labels of its categories, in order."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Cube:
    """Cells by every combination of categories, the last dimension running fastest.

    `values` has the figures as they are written, `missing` the symbol of each cell without one, by its
    place: `null` where the file says nothing of why.
    """

    dimensions: tuple[CubeDimension, ...]
    values: Mapping[int, str]
    missing: Mapping[int, str]
    title: str = ""

    @property
    def size(self) -> int:
        """How many cells there are."""
        size = 1
        for dimension in self.dimensions:
            size *= len(dimension.codes)
        return size


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a file is, and what is in it.

    `form` is csv, xlsx, json-stat or px; `encoding`, `bom` and `delimiter` are None where the format has
    none of its own.
    """

    form: str
    content: tuple[Grid, ...] | Cube
    encoding: str | None = None
    bom: bool | None = None
    delimiter: str | None = None
