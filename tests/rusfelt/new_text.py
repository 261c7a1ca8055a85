"""A text of our own, as a directorate might write it, to register and review."""

import tomllib
from pathlib import Path
from typing import Any

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
