"""An edit of the real graph that a constraint must catch, or must leave alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mutation:
    """A way to edit the graph, as SPARQL patterns over ?this.

    Every solution of `delete` and `where` together is one mutant; variables whose names begin with
    `each` take all their values in one mutant. `focus` is the variable of the node that the finding
    is about. A `near` mutation is as close to a fault as can be, and right.
    """

    way: str
    where: str
    delete: str = ""
    insert: str = ""
    focus: str = "this"
    near: bool = False
    constraint: str = ""

    @property
    def name(self) -> str:
        """What a test of it is called."""
        kind = "near: " if self.near else ""
        return f"{self.constraint}: {kind}{self.way}"


def near(way: str, where: str, delete: str = "", insert: str = "") -> Mutation:
    """An edit that the constraint must leave alone."""
    return Mutation(way, where, delete, insert, near=True)


def of(constraint: str, *mutations: Mutation) -> Iterable[Mutation]:
    """The mutations of one constraint."""
    return [replace(one, constraint=constraint) for one in mutations]


def swap(predicate: str, new: str, old: str = "?old", at: str = "?this") -> tuple[str, str]:
    """What to delete and to insert to give a property another value."""
    return f"{at} {predicate} {old} .", f"{at} {predicate} {new} ."


def again(*but: str, of: str = "?this", suffix: str = "-again") -> str:
    """A pattern for a copy of a node, ?copy, without some properties; AGAIN inserts it.

    The IRI of the copy sorts after that of the node.
    """
    left_out = f"FILTER(?eachProperty NOT IN ({', '.join(but)}))" if but else ""
    new = f'BIND(IRI(CONCAT(STR({of}), "{suffix}")) AS ?copy)'
    return f"{of} ?eachProperty ?eachValue . {left_out} {new} "


AGAIN = "?copy ?eachProperty ?eachValue . "
