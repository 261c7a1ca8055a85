"""A large file with a statement a line: read as often as needed, and never all held."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from shapes.graphs.subject_lines import first_lines
from shapes.graphs.untrusted import content_of, refuse_odd_bytes


@dataclass(frozen=True)
class LargeFile:
    """An N-Triples or N-Quads file, its hash, and how many lines of it are statements."""

    path: Path
    name: str
    form: RdfFormat
    sha256: str
    size: int

    @property
    def quads(self) -> Iterator[Quad | Triple]:
        """Its statements, read anew."""
        return iter(parse(path=str(self.path), format=self.form))

    def lines(self, subjects: Iterable[str]) -> Mapping[str, int]:
        """The first line of each subject."""
        with self.path.open("rb") as file:
            return first_lines(file, subjects)


def read_large(path: Path, name: str, form: RdfFormat, max_size: int) -> LargeFile | None:
    """The file, not yet parsed; Unreadable as for any other. None where it has no statement, or triple terms to refuse."""
    content = content_of(path, name, max_size)
    refuse_odd_bytes(content, name)
    size = sum(1 for line in content.splitlines() if line.strip() and not line.startswith(b"#"))
    if b"<<" in content or not size:
        return None
    return LargeFile(path, name, form, sha256(content).hexdigest(), size)
