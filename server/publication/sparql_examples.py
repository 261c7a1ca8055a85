"""The saved questions as examples that programs find: SHACL, in the form of the SIB's sparql-examples.

https://github.com/sib-swiss/sparql-examples: a question is a `sh:SPARQLExecutable` with its text in each language, its
query, the prefixes of that and the endpoint that answers it. No blank node: a question has an address to cite.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ontology.vocabulary import PREFIXES, expanded
from server.queries.saved_query import SavedQuery

SCHEMA = "https://schema.org/"
ADDRESS = ".well-known/sparql-examples"
ANY_URI = NamedNode(PREFIXES["xsd"] + "anyURI")
PREFIX = re.compile(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE)
COMMENTS = re.compile(r"\A(?:#[^\n]*\n)+")


@dataclass(frozen=True, slots=True)
class SparqlExamples:
    """The questions over a graph of that base, asked at `root` (with a slash at its end)."""

    questions: tuple[SavedQuery, ...]
    base: str
    root: str

    def triples(self) -> Iterator[Triple]:
        """All of them, and the prefixes once."""
        yield from self._prefixes()
        for one in self.questions:
            yield from self._example(one)

    def _example(self, saved: SavedQuery) -> Iterator[Triple]:
        node, query = self._node(saved.name), COMMENTS.sub("", saved.under(self.base), 1)
        for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
            yield Triple(node, _term("rdf:type"), _term("sh:" + kind))
        for language, title in saved.titles.items():
            yield Triple(node, _term("rdfs:comment"), Literal(title, language=language))
        yield Triple(node, _term("sh:prefixes"), self._node("prefixes"))
        yield Triple(node, _term("sh:select"), Literal(query))
        yield Triple(node, NamedNode(SCHEMA + "target"), NamedNode(self.root + "sparql"))
        page = NamedNode(f"{self.root}questions/{saved.name}")
        yield Triple(node, _term("rdfs:seeAlso"), page)
        if saved.group:
            yield Triple(node, NamedNode(SCHEMA + "keywords"), Literal(saved.group))

    def _prefixes(self) -> Iterator[Triple]:
        whole = self._node("prefixes")
        yield Triple(whole, _term("rdf:type"), _term("owl:Ontology"))
        yield Triple(whole, _term("owl:imports"), NamedNode(PREFIXES["sh"].removesuffix("#")))
        texts = (one.under(self.base) for one in self.questions)
        for name, namespace in sorted(_declared(texts)):
            node = self._node(f"prefix-{name}")
            yield Triple(whole, _term("sh:declare"), node)
            yield Triple(node, _term("sh:prefix"), Literal(name))
            yield Triple(node, _term("sh:namespace"), Literal(namespace, datatype=ANY_URI))

    def _node(self, name: str) -> NamedNode:
        return NamedNode(f"{self.root}{ADDRESS}#{name}")


def _declared(texts: Iterable[str]) -> set[tuple[str, str]]:
    return {pair for text in texts for pair in PREFIX.findall(text)}


def _term(name: str) -> NamedNode:
    return NamedNode(expanded(name))
