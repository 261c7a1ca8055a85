"""The texts that whoever runs the server has given, each held against the hash that the graph names."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import read_ordinary
from server.answers.elements.said import Sayings
from server.answers.sources.source_text import SourceText, source_text
from server.repository.interface import Repository

logger = logging.getLogger("rusfelt")


@dataclass(frozen=True)
class SourceTexts:
    """Texts by the IRI of their source; a source without a file in the folder has none."""

    texts: Mapping[str, SourceText] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path | None, repository: Repository) -> Self:
        """The texts of a folder, read once; Unreadable where there is no such folder. A wrong one is told in the log."""
        if folder is None:
            return cls()
        if not folder.is_dir():
            raise Unreadable(f"{folder}: is no folder; give the folder that holds the source texts")
        # A name that is in the listing of the folder leads nowhere else.
        there = {path.name for path in folder.iterdir()}
        sources = repository.members(["Source"])["Source"]
        said = Sayings(repository.base, repository.describe(sources))
        found = dict[str, SourceText]()
        for source in sources:
            name, digest = (
                said.of(source).plain("dct:identifier"),
                said.of(source).plain("rf:sha256"),
            )
            text = _read(folder, name, digest) if name in there and digest else None
            if text is None:
                logger.warning(
                    "%s: has no readable text of source %s", folder, said.notation(source)
                )
            else:
                found[source.value] = text
        return cls(found)

    def of(self, iri: str) -> SourceText | None:
        """The text of a source, right or wrong; None where there is none."""
        return self.texts.get(iri)


def _read(folder: Path, name: str, digest: str) -> SourceText | None:
    path = folder / name
    try:
        text = source_text(digest, read_ordinary(path, str(path)))
    except Unreadable:
        return None
    if not text.right:
        logger.warning("%s: is not the text that the graph was made from, and is not shown", path)
    return text
