"""The folder that a build leaves: written beside, then switched to in one step."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from graph_build.errors import Unreadable

GRAPH, MANIFEST, REPORT = "rusfelt.nq", "manifest.json", "report.ttl"
FILES = (GRAPH, MANIFEST, REPORT)
VERSIONS, CURRENT = ".versions", "current"


def write_snapshot(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into a version of their own and switch `folder`/current to it.

    `folder`/NAME are links through `current`, so one rename changes all of them at once; whoever
    kills the build leaves the old files whole. Unreadable where the folder cannot be written.
    """
    try:
        _write(folder, files)
    except OSError as error:
        where = error.filename or folder
        raise Unreadable(f"{where}: cannot be written ({error.strerror})") from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    versions = folder / VERSIONS
    versions.mkdir(parents=True, exist_ok=True)
    # Named after the process: two builds at once do not write into each other's folder.
    new = versions / f"new-{os.getpid()}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for name, content in files.items():
        (new / name).write_bytes(content)
    number = max((int(p.name) for p in versions.iterdir() if p.name.isdigit()), default=0) + 1
    final = new.rename(versions / str(number))
    _link(folder / CURRENT, Path(VERSIONS) / final.name)
    for name in files:
        target = Path(CURRENT) / name
        if not ((folder / name).is_symlink() and (folder / name).readlink() == target):
            _link(folder / name, target)
    # The one before is kept for servers that have its files open by name; older ones go.
    for old in versions.iterdir():
        if old.name.isdigit() and int(old.name) < number - 1:
            shutil.rmtree(old, ignore_errors=True)


def _link(place: Path, target: Path) -> None:
    beside = place.with_name(f".{place.name}-{os.getpid()}")
    beside.unlink(missing_ok=True)
    # symlink_to fails where the name is taken; rename(2) replaces a link in one step, and a reader
    # finds the old target or the new one.
    beside.symlink_to(target)
    beside.replace(place)
