"""The folder that a build leaves: written beside, then switched to in one step."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from graph_build.errors import Unreadable

GRAPH, MANIFEST, REPORT = "rusfelt.nq", "manifest.json", "report.ttl"
FILES = (GRAPH, MANIFEST, REPORT)
VERSIONS, CURRENT = ".versions", "current"


def write_snapshot(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into a version of their own and switch `folder`/current to it.

    `folder`/NAME are links through `current`, so one rename changes all of them at once; whoever
    kills the build leaves the old files whole, and the next build removes what it has left. A build
    that fails leaves nothing. Unreadable where the folder cannot be written.
    """
    there = folder.exists()
    versions = folder / VERSIONS
    try:
        versions.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder, (CURRENT, *files))
        _write(folder, files)
    except OSError as error:
        where = error.filename or folder
        raise Unreadable(f"{where}: cannot be written ({error.strerror})") from error
    finally:
        # rmdir fails where there is anything in it: only what a first build has made in vain is removed.
        with suppress(OSError):
            versions.rmdir()
            if not there:
                folder.rmdir()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    versions = folder / VERSIONS
    # Named after the process: two builds at once do not write into each other's folder.
    new = versions / f"new-{os.getpid()}"
    try:
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        number = max((int(p.name) for p in versions.iterdir() if p.name.isdigit()), default=0) + 1
        new = new.rename(versions / str(number))
        _link(folder / CURRENT, Path(VERSIONS) / new.name)
    except BaseException:  # KeyboardInterrupt too
        if (folder / CURRENT).resolve() != new.resolve():
            shutil.rmtree(new, ignore_errors=True)
        raise
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
    try:
        # symlink_to fails where the name is taken; rename(2) replaces a link in one step, and a reader
        # finds the old target or the new one.
        beside.symlink_to(target)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _remove_leftovers(folder: Path, links: Iterable[str]) -> None:
    """What builds have left that were killed, and perhaps one of our number: folders, and links on their way."""
    for new in (folder / VERSIONS).glob("new-*"):
        if _over(new):
            shutil.rmtree(new, ignore_errors=True)
    for name in links:
        for link in folder.glob(f".{name}-*"):
            if link.is_symlink() and _over(link):
                link.unlink(missing_ok=True)


def _over(left: Path) -> bool:
    """Whether the process that a name ends with is over, or is this one."""
    number = left.name.rpartition("-")[2]
    return number == str(os.getpid()) or (number.isdigit() and not Path(f"/proc/{number}").exists())
