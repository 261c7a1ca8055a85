"""What things of the graph are called in Norwegian."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from server.answers.check.graph_side.figures import Texts
from server.repository.interface import Repository
from shapes.graphs.properties import Description


def texts_of(told: Description, node: NamedNode, property: str) -> Texts:
    """The literals of a property with their languages, in order."""
    found = (one for one in told.objects(node, property) if isinstance(one, Literal))
    return tuple(sorted((one.language or "", one.value) for one in found))


def names(told: Description, thing: NamedNode) -> list[str]:
    """The names of a thing in both norms, in a fixed order."""
    found = [
        one
        for property in ("rdfs:label", "skos:altLabel")
        for one in norwegian(told, thing, property)
    ]
    return list(dict.fromkeys(found))


def norwegian(told: Description, thing: NamedNode, property: str) -> Iterator[str]:
    """The Norwegian literals of a property."""
    return (text for language, text in texts_of(told, thing, property) if language != "en")


def agent_names(repository: Repository) -> Iterator[str]:
    """The names of people, bodies and posts."""
    members = repository.members(("Claim",))["Claim"]
    told = Description(repository.base, repository.describe(members, ("prov:wasAttributedTo",)))
    agents = {one for claim in members for one in told.things(claim, "prov:wasAttributedTo")}
    holdings = repository.members(("RoleHolding",))["RoleHolding"]
    posts = repository.describe(holdings, ("org:role", "org:member", "org:organization"))
    for told_of, nodes in ((told, agents), (Description(repository.base, posts), posts)):
        for node in sorted(nodes, key=lambda one: one.value):
            yield from names(told_of, node)
