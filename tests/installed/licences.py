"""`python -m tests.installed.licences` writes docs/licences.md: what is installed, under which licence, how large."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from tests.installed.pins import PINS, Pin, pins

PAGE = Path("docs/licences.md")
# Each lets the project be used, changed and given away under its own licence, with their notice.
ALLOWED = frozenset(
    [
        "MIT",
        "MIT-0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "ISC",
        "PSF-2.0",
        "MPL-2.0",
        "W3C",
        "W3C-20150513",
    ]
)
# How packages without a licence expression call theirs. "BSD License" alone is none: there are four.
NAMES: Mapping[str, str] = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "W3C License": "W3C",
}
# What the licence files say of packages whose metadata leaves it open; for that version, and read again for another.
READ: Mapping[tuple[str, str], str] = {
    ("itsdangerous", "2.2.0"): "BSD-3-Clause",
    ("jinja2", "3.1.6"): "BSD-3-Clause",
    ("uvloop", "0.23.0"): "MIT OR Apache-2.0",
}
INTRODUCTION = """\
# What is installed

Every package that `make` installs beside the project itself: the version in `constraints.txt`, its licence as it states
it (an SPDX expression), and how much of the disk it takes. `tests/installed` fails on a licence that is unknown or not
among {allowed}.

Written by `make licences`.
"""
HEADS = {
    False: "\n## To build, validate and serve\n\n",
    True: "\n## To develop and test, beside those\n\n",
}
HEAD = "| package | version | licence | MB |\n| --- | --- | --- | ---: |\n"
ROW = re.compile(r"\| (\S+) \| (\S+) \| ([^|]+) \| ([0-9.]+) \|")


@dataclass(frozen=True)
class Row:
    """A line of the table: a package, its licence, its size in megabytes with one decimal."""

    name: str
    version: str
    licence: str
    size: str


def licence(installed: Distribution, name: str) -> str | None:
    """The SPDX expression of an installed package; None where nobody has stated it."""
    metadata = installed.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    if read := READ.get((name, installed.version)):
        return read
    stated = metadata.get("License") or ""
    stated = NAMES.get(stated, stated)
    if allowed(stated):
        return stated
    prefix = "License :: OSI Approved :: "
    classes = [
        one.removeprefix(prefix)
        for one in metadata.get_all("Classifier") or []
        if one.startswith(prefix)
    ]
    return NAMES.get(classes[0]) if len(classes) == 1 else None


def allowed(expression: str) -> bool:
    """Whether one of the alternatives of an SPDX expression has allowed licences only."""
    alternatives = [one.split(" AND ") for one in expression.split(" OR ")]
    return any(all(part in ALLOWED for part in one) for one in alternatives)


def written(page: str) -> list[Row]:
    """The rows of the page as it is."""
    return [Row(*found) for found in ROW.findall(page)]


def row(pin: Pin) -> Row:
    """The row of a package that is installed here."""
    installed = distribution(pin.name)
    paths = [file.locate() for file in installed.files or () if file.suffix != ".pyc"]
    size = sum(Path(str(path)).stat().st_size for path in paths if Path(str(path)).is_file())
    stated = licence(installed, pin.name) or "unknown"
    return Row(pin.name, installed.version, stated, f"{size / 1e6:.1f}")


def rows(pinned: Iterable[Pin], before: Iterable[Row]) -> Iterator[tuple[Pin, Row]]:
    """A row for each package that is needed here; those for other Pythons stay as they were."""
    known = {(one.name, one.version): one for one in before}
    for pin in pinned:
        if pin.needed():
            yield pin, row(pin)
        elif (pin.name, pin.version) in known:
            yield pin, known[pin.name, pin.version]


def main() -> None:
    """Write the page from what is installed."""
    before = written(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else []
    found = list(rows(pins(PINS.read_text(encoding="utf-8")), before))
    text = INTRODUCTION.format(allowed=", ".join(sorted(ALLOWED)))
    for development, title in HEADS.items():
        text += title + HEAD
        group = [one for pin, one in found if pin.development == development]
        text += "".join(
            f"| {one.name} | {one.version} | {one.licence} | {one.size} |\n" for one in group
        )
        text += f"\n{len(group)} packages, {sum(float(one.size) for one in group):.0f} MB.\n"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
