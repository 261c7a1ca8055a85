"""What this is and how it is made; how accessible it is, criterion by criterion."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language
from server.repository.interface import Counts

blueprint = PageBlueprint("about", __name__)
RULES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT (COUNT(DISTINCT ?rule) AS ?count) WHERE { ?shape sh:sparql ?rule }"""
CRITERIA = Path(__file__).parent / "criteria" / "criteria.toml"


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What is served: its counts, the rules across facts that it is held to, the version of the graph."""

    counts: Counts
    rules: int
    version: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion of WCAG 2.1 that the law names: how it is met, and what shows it.

    `shown`: the kind of evidence: `axe`, `test` (another test of the project), `looked` (somebody has looked), or
    `absent` (there is nothing of the kind on these pages).
    """

    number: str
    name: str
    level: str
    shown: str
    how: str


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """The statement: every criterion of the law."""

    criteria: tuple[Criterion, ...]


@cache
def criteria(lang: str) -> tuple[Criterion, ...]:
    """The 48 criteria of the Norwegian regulation on universal design, told in a language."""
    found = tomllib.loads(CRITERIA.read_text(encoding="utf-8"))["criterion"]
    return tuple(
        Criterion(one["number"], one["name"][lang], one["level"], one["shown"], one["how"][lang])
        for one in found
    )


def _about() -> AboutPage:
    (row,) = repository().select(RULES)
    count = row["count"]
    assert isinstance(count, Literal)
    return AboutPage(repository().counts(), int(count.value), served().snapshot.copy.digest)


def _accessibility() -> AccessibilityPage:
    return AccessibilityPage(criteria(language()))


Faces("about.html", _about, lambda _: Subject(words(language())["about"], kind="AboutPage")).add(
    blueprint, "/about"
)
Faces(
    "accessibility.html",
    _accessibility,
    lambda _: Subject(words(language())["accessibility"]),
).add(blueprint, "/accessibility")
