"""The files of the graph as a Data Package (https://datapackage.org, version 2), for whoever has tables in mind."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from server.answers.tables.data_table import Column, DataTable
from server.publication.distributions import Distribution

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
# The types of Table Schema for those of our columns.
TYPES: dict[str, dict[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "anyURI": {"type": "string", "format": "uri"},
}


@dataclass(frozen=True, slots=True)
class DataPackage:
    """The files under `folder`, of which `tables` are described by their columns; `home` is where all of it is served."""

    files: tuple[Distribution, ...]
    tables: tuple[DataTable, ...]
    home: str
    version: str
    created: str
    folder: str = "download"

    def as_json(self) -> bytes:
        """The package."""
        package = {
            "$schema": PROFILE,
            "name": "rusfelt",
            "title": "Rusfelt: claims about Norway's escalation plan for the substance use field (2016–2020)",
            "description": (
                "What texts say was promised and what came of it. A figure is not complete without its columns caveat, "
                "hedge, mode and kind. The quoted fragments belong to the publishers of the texts."
            ),
            "homepage": self.home,
            "version": f"sha256:{self.version}",
            **({"created": f"{self.created}T00:00:00Z"} if self.created else {}),
            "licenses": [LICENSE],
            "contributors": [{"title": "Rusfelt", "roles": ["publisher", "creator"]}],
            "keywords": ["Norway", "substance use", "escalation plan", "figures", "claims"],
            "resources": [*self._resources()],
        }
        return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"

    def _resources(self) -> Iterable[dict[str, Any]]:
        tables = {f"{one.name}.csv": one for one in self.tables}
        for one in self.files:
            name, _, form = one.name.rpartition(".")
            told: dict[str, Any] = {
                "name": re.sub(r"[^a-z0-9]+", "-", name if one.name in tables else one.name),
                "path": f"{self.folder}/{one.name}",
                "format": form,
                "mediatype": one.type,
                "bytes": one.size,
                "hash": f"sha256:{one.digest}",
                "licenses": [LICENSE],
            }
            if (table := tables.get(one.name)) is not None:
                told |= {"type": "table", "encoding": "utf-8", "schema": _schema(table)}
            yield told


def _schema(table: DataTable) -> dict[str, Any]:
    fields = [{"name": one.name, **_type(one)} for one in table.columns]
    return {"fields": fields, "missingValues": [""]}


def _type(column: Column) -> dict[str, str]:
    """Several values in a cell are text: few programs know the type of lists that version 2 has."""
    return TYPES["string"] if column.separator else TYPES.get(column.datatype, TYPES["string"])
