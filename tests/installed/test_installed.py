"""The pins are whole, and what is installed is what they and the table of licences say."""

import re
import tomllib
from email.message import Message
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.installed.licences import Row, allowed, licence, row, written
from tests.installed.pins import DEVELOPMENT, Pin, pins


@pytest.fixture(scope="module")
def pinned(project: Path) -> list[Pin]:
    return list(pins((project / "constraints.txt").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def table(project: Path) -> list[Row]:
    return written((project / "docs/licences.md").read_text(encoding="utf-8"))


def _required(project: Path) -> dict[str, list[Requirement]]:
    stated = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    ordinary = stated["project"]["dependencies"] + stated["build-system"]["requires"]
    development = stated["project"]["optional-dependencies"]["dev"]
    return {
        "ordinary": [Requirement(one) for one in ordinary],
        "development": [Requirement(one) for one in development],
    }


def test_what_the_project_requires_is_pinned_within_its_bounds(
    project: Path, pinned: list[Pin]
) -> None:
    of_users = {pin.name: pin for pin in pinned if not pin.development}
    of_all = {pin.name: pin for pin in pinned}
    for kind, names in (("ordinary", of_users), ("development", of_all)):
        for one in _required(project)[kind]:
            assert names[canonicalize_name(one.name)].version in one.specifier, one


def test_every_pin_has_the_hash_of_some_file(pinned: list[Pin]) -> None:
    assert [pin.name for pin in pinned if not pin.hashes] == []


def test_what_is_installed_is_what_is_pinned(pinned: list[Pin]) -> None:
    installed = {pin.name: distribution(pin.name).version for pin in pinned if pin.needed()}
    assert installed == {pin.name: pin.version for pin in pinned if pin.needed()}


def test_all_that_an_installed_package_needs_is_pinned(pinned: list[Pin]) -> None:
    here = {pin.name for pin in pinned if pin.needed()}
    users = {pin.name for pin in pinned if pin.needed() and not pin.development}
    for name in here:
        for text in distribution(name).requires or []:
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in (users if name in users else here), text


def test_the_pins_name_no_place(project: Path) -> None:
    text = (project / "constraints.txt").read_text(encoding="utf-8")
    bare = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    assert not re.search(r"/|@|^\s*-(?!-hash=)", bare, re.MULTILINE)


def test_a_package_with_a_private_part_in_use_has_an_upper_bound(project: Path) -> None:
    private = {"granian", "pyshacl", "rdflib"}
    for one in _required(project)["ordinary"]:
        if one.name in private:
            assert any(part.operator == "<" for part in one.specifier), one.name


def test_a_line_that_pins_no_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no version is pinned here: flask>=3"):
        list(pins("flask>=3 \\\n    --hash=sha256:" + "0" * 64 + "\n"))


def test_pins_below_the_line_are_for_developers_and_markers_are_kept() -> None:
    one = "    --hash=sha256:" + "0" * 64 + "\n"
    text = f"a==1 ; python_full_version < '3.0' \\\n{one}{DEVELOPMENT}b==2 \\\n{one}"
    first, second = pins(text)
    assert (first.name, first.version, first.development, first.needed()) == (
        "a",
        "1",
        False,
        False,
    )
    assert (second.name, second.development, second.needed()) == ("b", True, True)
    assert first.hashes == ("0" * 64,)


def test_the_table_has_what_is_installed_with_its_licence(
    pinned: list[Pin], table: list[Row]
) -> None:
    stated = {one.name: (one.version, one.licence) for one in table}
    found = {pin.name: row(pin) for pin in pinned if pin.needed()}
    assert {name: stated.get(name) for name in found} == {
        name: (one.version, one.licence) for name, one in found.items()
    }


def test_the_table_has_nothing_that_is_not_pinned(pinned: list[Pin], table: list[Row]) -> None:
    assert {(one.name, one.version) for one in table} <= {(pin.name, pin.version) for pin in pinned}


def test_every_licence_of_the_table_is_allowed(table: list[Row]) -> None:
    assert [one for one in table if not allowed(one.licence)] == []


class Stated:
    """An installed package, as far as its licence goes."""

    version = "1"

    def __init__(self, **headers: str) -> None:
        self.metadata = Message()
        for name, value in headers.items():
            self.metadata[name.replace("_", "-")] = value


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"License_Expression": "MIT", "License": "GPL-3.0-only"}, "MIT"),
        ({"License_Expression": "GPL-3.0-only"}, "GPL-3.0-only"),
        ({"License": "BSD 2-Clause License"}, "BSD-2-Clause"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, None),
        ({"License": "as you like", "Classifier": "Topic :: Text Processing"}, None),
        ({}, None),
    ],
)
def test_a_licence_is_what_the_metadata_states_for_certain(
    headers: dict[str, str], expected: str | None
) -> None:
    stated: Any = Stated(**headers)
    assert licence(stated, "some") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_one_alternative_with_allowed_licences_only_is_enough(
    expression: str, expected: bool
) -> None:
    assert allowed(expression) is expected
