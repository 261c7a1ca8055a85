"""A page in the words of schema.org, complete in itself: whoever reads it needs no network."""

import json
from collections.abc import Iterable
from typing import Any

from server.answers.citation import PUBLISHER, Citation
from server.pages.shared.context import repository, root, served
from server.pages.shared.interface_words import words
from server.pages.shared.language import language
from server.pages.shared.subject import LICENSE, SCHEMA, Face, Subject
from server.publication.distributions import Distribution

# Open to all, as F-UJI and the catalogues of the EU know it.
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def linked_data(subject: Subject, cite: Citation, path: str, faces: Iterable[Face]) -> str:
    """The page at `path` as JSON-LD, safe inside an element `script`."""
    start, t = root().rstrip("/"), words(language())
    said: dict[str, Any] = {
        "@context": {"@vocab": SCHEMA},
        "@id": cite.url,
        "@type": subject.kind,
        "name": subject.title,
        "description": f"{subject.of}: «{subject.words}»" if subject.words else t["tagline"],
        "inLanguage": language(),
        "license": {"@id": LICENSE},
        "version": f"sha256:{cite.version}",
        "url": {"@id": start + path},
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": one.type,
                "contentUrl": {"@id": start + one.href},
            }
            for one in faces
        ],
        **_provenance(subject, start),
    }
    if subject.words:
        said["citation"] = f"{subject.of}: «{subject.words}»"
    if subject.items:
        said["hasPart"] = [{"@id": start + one} for one in subject.items]
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _provenance(subject: Subject, start: str) -> dict[str, Any]:
    """Who made it, when, what it is part of, on which terms; of somebody's graph nobody here knows."""
    offers = served().snapshot.offers
    if offers.foreign:
        return {}
    base = repository().base
    maker = {
        "@id": base + "id/organisation/rusfelt",
        "@type": "Organization",
        "name": PUBLISHER,
        "url": start + "/",
    }
    whole = subject.iri == base + "id/dataset/rusfelt"
    within = {"@id": base + ("id/catalog/rusfelt" if whole else "id/dataset/rusfelt")}
    found: dict[str, Any] = {
        "creator": maker,
        "publisher": maker,
        "keywords": words(language())["keywords"].split(", "),
        "isAccessibleForFree": True,
        "conditionsOfAccess": PUBLIC,
        "includedInDataCatalog" if whole else "isPartOf": within,
    }
    if offers.issued:
        found["datePublished"] = offers.issued
    if whole:
        found["distribution"] = [
            _download(one, start) for one in served().snapshot.distributions.all()
        ]
    return found


def _download(one: Distribution, start: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": one.name,
        "encodingFormat": one.type,
        "contentUrl": f"{start}/download/{one.name}",
        "contentSize": str(one.size),
        "sha256": one.digest,
    }
