"""A data set in JSON-stat: version 2, and 1 as older services of SSB give it."""

import json
from collections.abc import Mapping
from typing import Any

from graph_build.tables.files.grid import Cube, CubeDimension, TableFile
from graph_build.tables.files.refusal import NoTable

NOT_SAID = "null"
ROLES = {"geo": "area", "time": "period", "metric": "dimension"}
CELLS = 20_000_000


def json_stat(text: str) -> TableFile:
    """The file with its cube; NoTable says what of the format is missing or does not fit."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoTable(f"is no JSON ({error})") from error
    dataset = _dataset(found)
    ids, sizes, roles = _outline(dataset)
    described = _mapping(dataset.get("dimension"), "dimension")
    dimensions = tuple(
        _dimension(id, size, _mapping(described.get(id), id), roles)
        for id, size in zip(ids, sizes, strict=True)
    )
    cells = 1
    for size in sizes:
        cells *= size
    if cells > CELLS:
        raise NoTable(f"has {cells} cells; at most {CELLS} are read")
    values, missing = _cells(dataset, cells)
    if not values:
        raise NoTable(f"has no value in any of its {cells} cells")
    return TableFile("json-stat", Cube(dimensions, values, missing, str(dataset.get("label", ""))))


def _dataset(found: Any) -> Mapping[str, Any]:
    """The one data set of a file."""
    outer = _mapping(found, "the file")
    if outer.get("class") in ("collection", "dimension"):
        raise NoTable(f"is a JSON-stat {outer['class']}, not a data set")
    if "dataset" in outer:  # version 1
        return _mapping(outer["dataset"], "dataset")
    if "value" not in outer:
        raise NoTable("is no JSON-stat data set (it has no `value`)")
    return outer


def _outline(dataset: Mapping[str, Any]) -> tuple[list[str], list[int], Mapping[str, str]]:
    """The names, sizes and roles of the dimensions; in version 1 they stand among these."""
    place = dataset if "id" in dataset else _mapping(dataset.get("dimension"), "dimension")
    ids, sizes = place.get("id"), place.get("size")
    if not isinstance(ids, list) or not isinstance(sizes, list) or len(ids) != len(sizes):
        raise NoTable("has no `id` and `size` of the same length")
    if not all(isinstance(size, int) and size > 0 for size in sizes):
        raise NoTable("has a `size` that is no number from 1 up")
    told = place.get("role") or dataset.get("role") or {}
    roles = {id: role for role, those in _mapping(told, "role").items() for id in those}
    return [str(id) for id in ids], sizes, roles


def _dimension(id: str, size: int, told: Mapping[str, Any], roles: Mapping[str, str]) -> CubeDimension:  # fmt: skip
    category = _mapping(told.get("category"), f"category of {id}")
    index, labels = category.get("index"), category.get("label") or {}
    if isinstance(index, dict):
        codes = tuple(sorted(index, key=lambda code: index[code]))
    else:
        codes = tuple(index if isinstance(index, list) else labels)
    if len(codes) != size:
        raise NoTable(f"has {len(codes)} categories of {id}, and says {size}")
    return CubeDimension(
        str(told.get("label") or id),
        tuple(map(str, codes)),
        tuple(str(labels.get(code, code)) for code in codes),
        ROLES.get(roles.get(id, "")),
    )


def _cells(dataset: Mapping[str, Any], cells: int) -> tuple[dict[int, str], dict[int, str]]:
    """The figures, and the symbols of cells that have none, each by its place."""
    told, status = dataset["value"], dataset.get("status")
    values, missing = dict[int, str](), dict[int, str]()
    if isinstance(told, list) and len(told) != cells:
        raise NoTable(f"has {len(told)} values for {cells} cells")
    for place in range(cells):
        value = told[place] if isinstance(told, list) else told.get(str(place))
        if value is None:
            missing[place] = _status(status, place) or NOT_SAID
        else:
            values[place] = str(value)
    return values, missing


def _status(status: Any, place: int) -> str | None:
    if isinstance(status, str):
        return status
    if isinstance(status, list):
        one = status[place] if place < len(status) else None
    else:
        one = (status or {}).get(str(place))
    return None if one is None else str(one)


def _mapping(found: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise NoTable(f"is no JSON-stat data set ({what} is no object)")
    return found
