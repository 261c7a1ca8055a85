"""The task of the workers that hold texts against the graph: read a text, find its figures, write the report.

A question is about the bytes of a text in UTF-8. It has `form` and `language` of the report.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from ontology import LANGUAGES
from server.answers.check.check_text import checked
from server.answers.check.graph_side.figure_index import FigureIndex, figure_index
from server.repository.embedded_repository import EmbeddedRepository
from server.text_check.forms import FORMS as OFFERED
from server.text_check.forms import Form
from server.text_check.lines_form import as_lines
from server.workers.channel import PART
from server.workers.worker import Send

# Those that can be asked for, and one for our own readers.
FORMS: Mapping[str, Form] = {**OFFERED, "lines": as_lines}
SOME = "Kommunene hadde 17 436 årsverk i 2023."


def argument(graph: Path, base: str) -> str:
    """What a zygote is told: the N-Quads file, perhaps a descriptor that it inherits, and the base of its things."""
    return json.dumps({"graph": str(graph), "base": base})


def load(told: str) -> "CheckTask":
    """The task over a graph: of it only the figures and names are kept."""
    found = json.loads(told)
    repository = EmbeddedRepository.load(Path(found["graph"]), found["base"])
    task = CheckTask(figure_index(repository))
    # A worker can open no file, so every form has read its words and templates before.
    for form in FORMS:
        for language in LANGUAGES:
            about = json.dumps({"form": form, "language": language})
            task.answer(about.encode(), SOME.encode(), lambda _: None)
    return task


class CheckTask:
    """Holds texts against the figures of one graph."""

    descriptors = 0

    def __init__(self, index: FigureIndex) -> None:
        self.index = index

    def answer(self, about: bytes, body: bytes, send: Send) -> tuple[bytes, bytes]:
        """Send the report; nothing is to be known about it, and the last part of it."""
        asked, text = json.loads(about), body.decode()
        language = asked["language"]
        report = checked(self.index, text, (language, *LANGUAGES))
        written = FORMS[asked["form"]](report, text, language).encode()
        last = max(0, len(written) - 1) // PART * PART
        for start in range(0, last, PART):
            send(written[start : start + PART])
        return b"", written[last:]
