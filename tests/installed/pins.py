"""`python -m tests.installed.pins` writes constraints.txt: the version and the files of all that `make` installs."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

PINS = Path("constraints.txt")
OLDEST = "3.11"
INTRODUCTION = """\
# The exact version of every package that `make` installs, and the hash of each file that it may be installed from:
# pip takes no other (`--require-hashes`). For CPython 3.11 and newer, on any processor. Written by `make update`.
"""
DEVELOPMENT = "# To develop and test; `make serve` stops reading here.\n"
HEAD = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)( ; (?P<marker>.*?))? \\")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """A version of a package, where it is needed, and the SHA-256 of its files."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]
    development: bool

    def needed(self) -> bool:
        """Whether this Python on this machine needs it."""
        return self.marker is None or Marker(self.marker).evaluate()


def pins(text: str) -> Iterator[Pin]:
    """What constraints.txt says; ValueError where a line pins no version."""
    ordinary, _, development = text.partition(DEVELOPMENT)
    for part in (ordinary, development):
        for block in _blocks(part):
            head = HEAD.match(block)
            if head is None:
                raise ValueError(f"no version is pinned here: {block.splitlines()[0]}")
            hashes = tuple(HASH.findall(block))
            yield Pin(head["name"], head["version"], head["marker"], hashes, part is development)


def _blocks(text: str) -> list[str]:
    """One package each, its head with its hashes; no comments."""
    bare = "".join(line for line in text.splitlines(True) if not line.startswith("#"))
    return re.findall(r"^\S.*\n(?:[ \t]+.*\n)*", bare, re.MULTILINE)


def _resolved(*options: str) -> list[str]:
    """The newest versions that fit together, as uv finds them for every platform at once."""
    build = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", "-"]
    command += ["--universal", f"--python-version={OLDEST}", "--generate-hashes", "--no-header"]
    command += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *options]
    given = "\n".join(build["requires"])
    found = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit(found.stderr)
    return _blocks(found.stdout)


def main() -> None:
    """Resolve anew; what is installed for users is the same whether or not one develops."""
    ordinary = _resolved()
    PINS.write_text("".join(ordinary), encoding="utf-8")
    everything = _resolved("--extra=dev", f"--constraints={PINS}")
    development = [block for block in everything if block not in ordinary]
    text = "".join([INTRODUCTION, *ordinary, DEVELOPMENT, *development])
    PINS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
