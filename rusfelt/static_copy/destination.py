"""Where the copy is written: beside its folder, which it becomes in one step when all is there."""

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from graph_build.errors import Unreadable

SUMS = "SHA256SUMS"


class Destination:
    """A folder that is there whole or not at all; Unreadable where it is not empty, or cannot be written.

    Whatever ends it before its end, KeyboardInterrupt too, leaves nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sums = dict[str, str]()
        self.size = 0

    def __enter__(self) -> Self:
        """Make the folder beside."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise Unreadable(f"{self.folder}: is there already, and is no empty folder")
        try:
            self.folder.absolute().parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.mkdtemp(
                prefix=f".{self.folder.name}-", dir=self.folder.absolute().parent
            )
        except OSError as error:
            raise Unreadable(f"{self.folder}: cannot be written ({error.strerror})") from error
        self.beside = Path(beside)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the folder in its place, or take it away."""
        try:
            if kind is None:
                self._finish()
        except OSError as failed:
            raise Unreadable(f"{self.folder}: cannot be written ({failed.strerror})") from failed
        finally:
            shutil.rmtree(self.beside, ignore_errors=True)

    def _finish(self) -> None:
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.sums.items()))
        (self.beside / SUMS).write_text("".join(lines), encoding="utf-8")
        self.beside.chmod(0o755)  # mkdtemp lets nobody else read it
        # rename(2) puts a folder in the place of an empty one, and of no other.
        self.beside.rename(self.folder.absolute())

    def write(self, name: str, content: bytes) -> None:
        """One file; Unreadable where there is one of that name already, or it cannot be written."""
        if ".." in name.split("/") or name in self.sums:
            raise Unreadable(f"{self.folder}: two things would be written to {name}")
        place = self.beside / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        except OSError as error:
            raise Unreadable(
                f"{self.folder / name}: cannot be written ({error.strerror})"
            ) from error
        self.sums[name] = sha256(content).hexdigest()
        self.size += len(content)
