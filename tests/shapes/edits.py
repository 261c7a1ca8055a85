"""Random edits of a graph, most of them at statements: what the engines must agree on."""

import random
from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.vocabulary import PREFIXES

XSD = PREFIXES["xsd"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
KINDS = ("integer", "decimal", "double", "string", "date", "gYear", "boolean", "nonNegativeInteger")
TEXTS = (
    "",
    "0",
    "1",
    "01",
    "5.0",
    "-3",
    "101",
    "1.5",
    "x",
    "2019-13-01",
    "2016-01-01",
    "2018",
    "true",
)
LANGUAGES = ("nb", "nn", "en", "se", "nb-NO")
AT_STATEMENTS = (
    "/observation/",
    "/claim/",
    "/derived/",
    "/input/",
    "/period/",
    "/indicator/",
    "/span/",
)


def spoiled(triples: Sequence[Triple], seed: int, edits: int) -> tuple[list[Triple], list[Triple]]:
    """Triples to remove and triples to add: `edits` random edits of a graph, the same for a seed."""
    chance = random.Random(seed)
    near = [one for one in triples if any(part in str(one.subject) for part in AT_STATEMENTS)]
    removed, added = set[Triple](), set[Triple]()
    for _ in range(edits):
        one = chance.choice(near if chance.random() < 0.8 else triples)
        other = chance.choice(near)
        gone, new = _edit(chance, one, other, triples)
        removed |= gone
        added |= new
    there = set(triples)
    return sorted(removed - added, key=str), sorted(added - there, key=str)


def _edit(
    chance: random.Random, one: Triple, other: Triple, triples: Sequence[Triple]
) -> tuple[set[Triple], set[Triple]]:
    """What one edit removes and adds."""
    subject, predicate, thing = one.subject, one.predicate, one.object
    match chance.randrange(9):
        case 0:
            return {one}, set()
        case 1:  # the value of something else
            return {one}, {Triple(subject, predicate, other.object)}
        case 2:  # a second value
            same = [each for each in triples if each.predicate == predicate]
            return set(), {Triple(subject, predicate, chance.choice(same).object)}
        case 3:
            return {one}, {Triple(subject, predicate, _literal(chance, thing))}
        case 4:
            return set(), {Triple(subject, predicate, _literal(chance, thing))}
        case 5:  # another type, or one more
            types = [each.object for each in triples if each.predicate == TYPE]
            kept = chance.random() < 0.5
            gone = {each for each in triples if each.subject == subject and each.predicate == TYPE}
            return set() if kept else gone, {Triple(subject, TYPE, chance.choice(types))}
        case 6:  # all that is said of one thing, said of another
            about = [each for each in triples if each.subject == subject]
            return set(), {Triple(other.subject, each.predicate, each.object) for each in about}
        case 7:  # a blank node in place of a thing
            blank = BlankNode(f"b{chance.randrange(3)}")
            return {one}, {Triple(subject, predicate, blank), Triple(blank, predicate, thing)}
        case _ if chance.random() < 0.1:
            classes = [each.object for each in triples if each.predicate == TYPE]
            return set(), {Triple(chance.choice(classes), SUBCLASS, chance.choice(classes))}
        case _:
            return {one}, {Triple(other.subject, other.predicate, thing)}


def _literal(chance: random.Random, near: object) -> Literal:
    """A literal that is a little, or wholly, different."""
    text = (
        near.value if isinstance(near, Literal) and chance.random() < 0.5 else chance.choice(TEXTS)
    )
    if chance.random() < 0.3:
        return Literal(text, language=chance.choice(LANGUAGES))
    return Literal(text, datatype=NamedNode(XSD + chance.choice(KINDS)))
