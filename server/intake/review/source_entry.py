"""The entry of a new source in the register, made of what its text tells and what somebody has confirmed."""

from collections.abc import Mapping
from typing import Any


def source_entry(
    proposed: Mapping[str, Any], publisher: str, issued: object | None
) -> dict[str, Any]:
    """What the register says of the source: `publisher` and the day `issued` (None: no date is its own) come from whoever confirms it."""
    kept = ("id", "file", "sha256", "length", "title", "title_lang")
    entry = {name: proposed[name] for name in kept} | {
        "publisher": publisher,
        "languages": proposed["languages"],
    }
    if issued is not None:
        entry |= {"issued": issued, "content_not_before": issued}
    elif proposed.get("content_not_before"):
        entry["content_not_before"] = proposed["content_not_before"]
    id, title = proposed["id"], proposed["title"]
    short = title if len(title) <= 60 else title[:57] + "…"
    entry["label"] = {
        "nb": f"Kilde {id}: {short}",
        "nn": f"Kjelde {id}: {short}",
        "en": f"Source {id}: {short}",
    }
    entry["dating"] = DATED if issued is not None else UNDATED
    return entry


DATED = {
    "nb": "Datoen er trykt i teksten.",
    "nn": "Datoen er trykt i teksten.",
    "en": "The date is printed in the text.",
}
UNDATED = {
    "nb": "Teksten har ingen trykt dato som er dens egen; den er ikke eldre enn det siste den forteller om.",
    "nn": "Teksten har ingen trykt dato som er hans eigen; han er ikkje eldre enn det siste han fortel om.",
    "en": "The text prints no date of its own; it is not older than the last that it tells of.",
}
