"""What can be found: claims by their labels and fragments, everything else in the registers by its names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from server.answers.elements.names import address, kind_of
from server.answers.elements.said import Said, Sayings
from server.repository.interface import Repository

# The kinds of things that are searched, by the beginning of their local name, in the order in which they are listed.
KINDS = (
    "claim", "indicator", "measure", "goal", "focus-area", "plan", "service", "person", "organisation", "role",
    "source", "document", "population", "topic", "term",
)  # fmt: skip
NAMES = ("rdfs:label", "skos:prefLabel", "dct:title", "foaf:name")
OTHER_NAMES = ("skos:altLabel", "rf:literalReading", "rf:correctedReading", "skos:notation")
FOLLOW = (
    "prov:wasQuotedFrom",
    "oa:hasSelector",
    "oa:refinedBy",
    "prov:wasDerivedFrom",
    "rf:states",
    "rf:caveat",
)
THINGS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing WHERE {{ ?thing rdfs:label ?label . FILTER(STRSTARTS(STR(?thing), "{base}")) }}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found.

    `names` are all of them in all languages, with these (`""`: none); `others` are aliases, misprints and their
    corrections; `fragments` the quoted words with their languages; `values` the numbers that it states;
    `corrections` what is printed, and what it should be.
    """

    iri: str
    href: str
    kind: str
    source: str
    names: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    fragments: tuple[tuple[str, str], ...]
    definitions: tuple[str, ...]
    values: tuple[Decimal, ...]
    corrections: tuple[tuple[str, str], ...]

    def name(self, languages: Iterable[str]) -> tuple[str, str]:
        """Its name and the language of that: the first of the languages that has one."""
        known = {lang: text for text, lang in reversed(self.names)}
        lang = next((one for one in languages if one in known), next(iter(known), ""))
        return known.get(lang, self.iri), lang


def entries(repository: Repository) -> Iterator[Entry]:
    """Everything that can be found; two questions."""
    rows = repository.select(THINGS.format(base=repository.base))
    nodes = [one for row in rows if isinstance(one := row["thing"], NamedNode)]
    found = [one for one in nodes if _kind(repository.base, one) in KINDS]
    said = Sayings(repository.base, repository.describe(found, FOLLOW))
    for one in found:
        if one in said.description:
            yield _entry(said, one, repository.foreign)


def _kind(base: str, node: NamedNode) -> str:
    return "term" if node.value.startswith(base + "def#") else kind_of(node.value)


def _entry(said: Sayings, node: NamedNode, foreign: bool) -> Entry:
    own, kind = said.of(node), _kind(said.base, node)
    states = [said.of(one) for one in own.nodes("rf:states")] if kind == "claim" else []
    quotes = said.along(node, "prov:wasQuotedFrom", "oa:hasSelector", "oa:refinedBy")
    source = own.node("prov:wasDerivedFrom") if kind == "claim" else None
    return Entry(
        iri=node.value,
        href=address(said.base, node.value, foreign=foreign),
        kind=kind,
        source=said.notation(source),
        names=tuple(dict.fromkeys(_texts([own], NAMES))),
        others=tuple(text for text, _ in _texts([own, *states], OTHER_NAMES)),
        fragments=tuple(_texts([said.of(one) for one in quotes], ("oa:exact",))),
        definitions=tuple(text for text, _ in _texts([own], ("skos:definition",))),
        values=tuple(value for one in states if (value := one.number("rf:value")) is not None),
        corrections=tuple(
            (wrong, right)
            for one in states
            if (wrong := one.plain("rf:literalReading"))
            and (right := one.plain("rf:correctedReading"))
        ),
    )


def _texts(things: Iterable[Said], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    names = tuple(names)
    for one in things:
        for name in names:
            for value in one.values(name):
                if isinstance(value, Literal):
                    yield value.value, value.language or ""
