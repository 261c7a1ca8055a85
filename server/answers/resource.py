"""One thing of the graph: its name, what it says, the words behind it, what points to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from ontology.vocabulary import PREFIXES
from server.answers.names import Named, Names, address, short
from server.answers.quotes import Quote, claims_behind, quotes
from server.answers.rows import MOST, Row, Unnamed, incoming, mentioned, outgoing
from server.repository.interface import Pairs, Repository, Term
from shapes.findings.evidence import EVIDENCE
from shapes.rendering.view import web_link

TYPE = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing; `web` is where its IRI leads if anywhere, `here` the address of its document, `short` its IRI as a prefixed name where that can be."""

    iri: str
    web: str | None
    here: str
    short: str
    title: Named
    types: tuple[Named, ...]
    quotes: tuple[Quote, ...]
    rows: tuple[Row, ...]
    incoming: tuple[Row, ...]


def resource(repository: Repository, node: NamedNode, languages: Sequence[str]) -> Resource | None:
    """A thing as its page says it, in three questions, and one more where it has blank nodes; None where the graph says nothing about it."""
    description = repository.describe([node], EVIDENCE)
    pairs = description.get(node)
    if pairs is None:
        return None
    pointing = repository.incoming(node, MOST)
    claims = claims_behind(description, node, repository.base)
    nodes = {node, *mentioned(pairs), *pointing}
    nodes.update(subject for one in pointing.values() for subject in one.subjects)
    nodes.update(one for claim in claims for one in (claim.claim, claim.source) if one)
    unnamed = _unnamed(repository, node, pairs)
    nodes.update(one for said in unnamed.values() for one in mentioned(said))
    names = Names.of(repository, nodes, languages)
    types = [value for predicate, value in pairs if predicate == TYPE]
    return Resource(
        iri=node.value,
        web=web_link(node.value),
        here=address(repository.base, node.value, foreign=repository.foreign),
        short=short(repository.base, node.value),
        title=names.named(node),
        types=names.all(one for one in types if isinstance(one, NamedNode)),
        quotes=quotes(claims, names, languages),
        rows=tuple(
            row
            for row in outgoing(pairs, names, languages, unnamed)
            if row.predicate.iri != TYPE.value
        ),
        incoming=tuple(incoming(pointing, names)),
    )


def _unnamed(repository: Repository, node: NamedNode, pairs: Pairs) -> Unnamed:
    """What is said of the blank nodes that belong to a thing; one question, where there are any."""
    found = dict[BlankNode, list[tuple[NamedNode, Term]]]()
    if any(isinstance(value, BlankNode) for _, value in pairs):
        for quad in repository.quads(node):
            if isinstance(quad.subject, BlankNode):
                found.setdefault(quad.subject, []).append((quad.predicate, quad.object))
    return found
