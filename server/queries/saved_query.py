"""The saved queries: one file a question, with its title in three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology import DEFAULT_BASE, LANGUAGES

FOLDER = Path(__file__).parent
# What questions are about, in the order in which they are listed.
GROUPS = ("outcome", "plan", "money", "figures", "compare", "people", "sources")
HEADER = re.compile(
    r"^#\s*(title@(?P<lang>nb|nn|en)|reads|answer|group|front):\s*(?P<text>.+)$", re.MULTILINE
)


@dataclass(frozen=True)
class SavedQuery:
    """A question: its name, title by language, how it reads the model, the SPARQL text.

    `group`: what it is about, a name of `GROUPS`; `front`: it is on the front page.
    """

    name: str
    titles: Mapping[str, str]
    reads: str
    text: str
    group: str = ""
    front: bool = False

    def under(self, base: str, language: str = LANGUAGES[0]) -> str:
        """The query over a graph of that base IRI, with labels of the answer in that language: nb, nn or en.

        A file asks for labels in bokmål, always as `"nb"`, and for nothing else by these signs.
        """
        return self.text.replace(DEFAULT_BASE, base).replace(f'"{LANGUAGES[0]}"', f'"{language}"')


def _read(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    titles, said = dict[str, str](), dict[str, str]()
    for match in HEADER.finditer(text):
        if match["lang"]:
            titles[match["lang"]] = match["text"].strip()
        else:
            said[match[1]] = match["text"].strip()
    front = said.get("front") == "yes"
    return SavedQuery(path.stem, titles, said.get("reads", ""), text, said.get("group", ""), front)


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """All saved queries by name, sorted."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.rq"))}
