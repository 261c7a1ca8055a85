"""A text of our own, as a directorate might write it, to register and review."""

import tomllib
from pathlib import Path
from typing import Any

from server.intake.review.review_file import ReviewFile
from tests.commands import rusfelt

NEW = """\
Rusarbeidet i kommunene i 2022

Publisert av Helsedirektoratet 3. mars 2023

I 2022 hadde kommunene til sammen 17 074 årsverk i psykisk helse- og rusarbeid. Det er 1,2 prosent flere enn året før.
Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering.

– Vi ser at kommunene satser, sier helseminister Bent Høie.

Regjeringen vil styrke Opptrappingsplanen for rusfeltet med 150 millioner kroner i 2023.
Det var behov for flere ACT-team. Se side 4 eller ring 22 33 44 55.
"""


def registered(folder: Path) -> Path:
    """The folder of facts in which the text is registered, as source 005."""
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    done = rusfelt("add-source", folder / "new.txt", "--facts", folder / "own")
    assert done.returncode == 0, done.stderr
    return folder / "own"


def facts(own: Path, number: str = "005") -> dict[str, Any]:
    """What the facts file of a source says."""
    return tomllib.loads((own / "facts" / f"{number}.toml").read_text(encoding="utf-8"))


# What a reader fills in where the proposals leave it open, by words of their fragments.
FILLED = {
    "80 prosent": {
        "id": "share-early-identification-2022",
        "topics": ["early-intervention"],
        "label": {
            "nb": "Over 80 % av kommunene kan identifisere tidlig",
            "nn": "Over 80 % av kommunane kan identifisere tidleg",
            "en": "More than 80% of municipalities can identify early",
        },
        "observation.indicator": "share-early-identification",
        "observation.period": "2022",
        "observation.period_from": ["fte-total-2022"],
    },
    "150 millioner": {"funding.kind": "appropriation"},
}


def reviewed(own: Path) -> list[str]:
    """Accept each proposal that has all its fields once these are filled in, as kari; the ids of the claims."""
    file, done = ReviewFile(own, "005"), []
    file.confirm_source("helsedirektoratet", None)
    file.accept_unclaimed()
    for seen in facts(own)["proposal"]:
        fragments = " ".join(span.get("fragment", "") for span in seen["spans"])
        changes = next((one for words, one in FILLED.items() if words in fragments), {})
        open_fields = {one["field"] for one in seen.get("open", ())}
        if open_fields <= {*changes}:
            file.accept(seen["id"], seen, "kari", changes)
            done.append(str(changes.get("id", seen["id"])))
    return done
