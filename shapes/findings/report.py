"""The validation report: what was checked, what was found, what could not be checked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ontology import DEFAULT_BASE
from shapes.engines.results import Failure
from shapes.findings.finding import Finding
from shapes.graphs.terms import Texts

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True)
class Checked:
    """A shape that was run: names and explanation by language, and how many focus nodes it had.

    `owner` is the shape with targets that it belongs to (itself, where it has targets).
    """

    shape: str
    owner: str
    labels: Texts
    comments: Texts
    severity: str
    focus_nodes: int
    sparql: bool


@dataclass(frozen=True)
class Subject:
    """What was validated: a name for people, the SHA-256 of its bytes, its number of quads."""

    name: str = ""
    sha256: str = ""
    quads: int = 0


@dataclass(frozen=True)
class Report:
    """Findings in stable order, what could not be run, and what was checked.

    `base` is the base of the model's terms; `focus_nodes` counts the nodes that any shape targets:
    where there is none, nothing was checked, whatever `conforms` says. `unjudged` counts those that
    were left out, because nothing ties them to the model's terms.
    """

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    focus_nodes: int = 0
    checked: tuple[Checked, ...] = ()
    subject: Subject = field(default_factory=Subject)
    base: str = DEFAULT_BASE
    unjudged: int = 0

    @property
    def conforms(self) -> bool:
        """No Violation, and nothing that could not be run.

        Warnings and infos do not make a graph non-conforming: as with pySHACL's allow_warnings and
        in SHACL 1.2, otherwise than in SHACL 1.0 (docs/decisions/0008).
        """
        return not self.failures and not any(one.severity == "Violation" for one in self.findings)

    @property
    def verdict(self) -> str:
        """conforms, does-not-conform, or nothing-checked."""
        if not self.conforms:
            return "does-not-conform"
        return "conforms" if self.focus_nodes else "nothing-checked"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each severity."""
        found = Counter(one.severity for one in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Numbers of the sources that findings are about, sorted."""
        return tuple(sorted({source for one in self.findings for source in one.sources}))
