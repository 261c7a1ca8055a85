"""A folder of files as an RO-Crate (https://w3id.org/ro/crate/1.1): what it is, whose, and what is in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
PROFILE = "https://w3id.org/ro/crate/1.1"
SHA256 = "http://schema.org/sha256"  # a term that the context of RO-Crate lacks
METADATA = "ro-crate-metadata.json"


@dataclass(frozen=True, slots=True)
class CrateFile:
    """A file of the crate: its path, what it is, its media type, size and SHA-256."""

    path: str
    name: str
    type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Crate:
    """A crate with these files; `home`: where it is served, `dataset`: the IRI of the data set in it."""

    files: tuple[CrateFile, ...]
    home: str
    dataset: str
    version: str
    published: str

    def as_json(self) -> bytes:
        """Its metadata document."""
        graph = [self._document(), self._root(), *self._files(), *self._others()]
        crate = {"@context": [f"{PROFILE}/context", {"sha256": SHA256}], "@graph": graph}
        return json.dumps(crate, ensure_ascii=False, indent=1).encode() + b"\n"

    def _document(self) -> dict[str, Any]:
        return {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": PROFILE},
            "about": {"@id": "./"},
        }

    def _root(self) -> dict[str, Any]:
        return {
            "@id": "./",
            "@type": "Dataset",
            "name": "Rusfelt: claims about Norway's escalation plan for the substance use field (2016–2020)",
            "description": (
                "What texts say was promised and what came of it, each statement tied to the words it comes from; "
                "the whole site in bokmål, nynorsk and English, and all of its data, as files."
            ),
            "identifier": self.dataset,
            "url": self.home,
            "version": f"sha256:{self.version}",
            "datePublished": self.published,
            "license": {"@id": LICENSE},
            "author": {"@id": "#rusfelt"},
            "publisher": {"@id": "#rusfelt"},
            "inLanguage": ["nb", "nn", "en"],
            "keywords": "Norway, substance use, escalation plan, figures, claims",
            "hasPart": [{"@id": one.path} for one in self.files],
        }

    def _files(self) -> Iterable[dict[str, Any]]:
        for one in self.files:
            yield {
                "@id": one.path,
                "@type": "File",
                "name": one.name,
                "encodingFormat": one.type,
                "contentSize": str(one.size),
                "sha256": one.digest,
                "license": {"@id": LICENSE},
            }

    def _others(self) -> Iterable[dict[str, Any]]:
        yield {
            "@id": LICENSE,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "description": "May be shared and adapted by anybody who names the source.",
        }
        yield {"@id": "#rusfelt", "@type": "Organization", "name": "Rusfelt", "url": self.home}
