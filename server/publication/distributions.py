"""The files of the whole graph that can be taken away, made of the one that is served when first asked for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha1, sha256

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from ontology.vocabulary import PREFIXES
from server.answers.elements.figures import figures
from server.answers.tables.claim_table import claim_table
from server.answers.tables.data_table import DataTable, as_csv
from server.answers.tables.figure_table import figure_table
from server.answers.tables.workbook import workbook
from server.publication.graph_file import OwnCopy
from server.repository.interface import Repository
from server.workers.body import Body

LANGUAGES = ("en", "nb", "nn")
KINDS = ("Observation", "Target", "Funding", "Comparison", "StatedCount", "Trend", "DerivedValue")
# Quads up to which the other forms are made: they are held in memory.
MOST = 2_000_000


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file: its name, media type, size in bytes; `what`: the name of a text about it; `digest`: its SHA-256.

    `sha1` is there for DCAT-AP-NO, which knows no other checksum.
    """

    name: str
    type: str
    what: str
    size: int
    digest: str
    body: Body
    sha1: str


class Distributions:
    """The files of a snapshot by their names; each is made once."""

    def __init__(self, copy: OwnCopy, repository: Repository) -> None:
        self.copy, self.repository = copy, repository
        self._made: dict[str, Distribution] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """The files there are: of a very large graph, and of a foreign one, fewer."""
        if sum(self.repository.graph_sizes().values()) > MOST:
            return ("rusfelt.nq",)
        own = () if self.repository.foreign else tuple(name for name in FILES if name not in RDF)
        return ("rusfelt.nq", *RDF, *own)

    def get(self, name: str) -> Distribution | None:
        """A file; None where there is none of that name."""
        if name not in self.names:
            return None
        with self._lock:
            if name not in self._made:
                self._made[name] = self._make(name)
            return self._made[name]

    def all(self) -> tuple[Distribution, ...]:
        """All files."""
        return tuple(one for one in map(self.get, self.names) if one is not None)

    def _make(self, name: str) -> Distribution:
        if name == "rusfelt.nq":
            body = Body.from_file(self.copy.file, self.copy.size)
            return Distribution(
                name,
                "application/n-quads",
                "file-nq",
                self.copy.size,
                self.copy.digest,
                body,
                self._sha1(),
            )
        kind, what, make = FILES[name]
        content = make(self)
        return Distribution(
            name,
            kind,
            what,
            len(content),
            sha256(content).hexdigest(),
            Body.of(content),
            sha1(content, usedforsecurity=False).hexdigest(),
        )

    def _sha1(self) -> str:
        digest = sha1(usedforsecurity=False)
        with self.copy.path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    def rdf(self, form: RdfFormat) -> bytes:
        """The graph in another form: with its graphs where the form has them, else their union."""
        prefixes = {**PREFIXES, "rf": self.repository.base + "def#"}
        quads = parse(path=self.copy.path, format=RdfFormat.N_QUADS)
        if form == RdfFormat.TRIG:
            return serialize(quads, format=form, prefixes=prefixes) or b""
        # Sorted as texts, since a sort that asks each triple for its text lets no other thread in.
        triples = {str(triple): triple for triple in (quad.triple for quad in quads)}
        ordered = (triples[text] for text in sorted(triples))
        return serialize(ordered, format=form, prefixes=prefixes) or b""

    def graph(self, name: str) -> bytes:
        """A named graph as Turtle."""
        prefixes = {**PREFIXES, "rf": self.repository.base + "def#"}
        triples: tuple[Triple, ...] = self.repository.graph(f"{self.repository.base}graph/{name}")
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""

    @cached_property
    def figures(self) -> DataTable:
        """All figures, in English."""
        members = self.repository.members(KINDS)
        nodes: list[NamedNode] = [one for found in members.values() for one in found]
        return figure_table("figures", figures(self.repository, nodes, LANGUAGES), "en")

    @cached_property
    def claims(self) -> DataTable:
        """All claims, in English."""
        return claim_table(self.repository, LANGUAGES)

    def workbook(self) -> bytes:
        """Both tables, with what they are."""
        about = (
            ("title", "Rusfelt"),
            ("licence", "CC BY 4.0; the quoted fragments belong to the publishers of the texts"),
            ("version", f"sha256:{self.copy.digest}"),
            (
                "caveats",
                "A figure is not complete without its columns caveat, hedge, mode and kind.",
            ),
        )
        return workbook(about, (self.figures, self.claims))


RDF = ("rusfelt.trig", "rusfelt.ttl", "rusfelt.jsonld")
FILES: dict[str, tuple[str, str, Callable[[Distributions], bytes]]] = {
    "rusfelt.trig": ("application/trig", "file-trig", lambda one: one.rdf(RdfFormat.TRIG)),
    "rusfelt.ttl": ("text/turtle", "file-ttl", lambda one: one.rdf(RdfFormat.TURTLE)),
    "rusfelt.jsonld": (
        "application/ld+json",
        "file-jsonld",
        lambda one: one.rdf(RdfFormat.JSON_LD),
    ),
    "figures.csv": ("text/csv", "file-figures", lambda one: as_csv(one.figures)),
    "claims.csv": ("text/csv", "file-claims", lambda one: as_csv(one.claims)),
    "rusfelt.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "file-xlsx",
        Distributions.workbook,
    ),
    "ontology.ttl": ("text/turtle", "file-ontology", lambda one: one.graph("ontology")),
    "shapes.ttl": ("text/turtle", "file-shapes", lambda one: one.graph("shapes")),
}
