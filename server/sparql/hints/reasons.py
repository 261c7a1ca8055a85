"""The reasons of an empty answer, found by a few cheap questions to the graph whose number does not grow with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.answers.query.vocabulary import prefixes_of
from server.repository.interface import Repository, Term
from server.sparql.hints.asked import Asked, AskedTerm, asked
from server.sparql.hints.hint import Hint
from server.sparql.hints.literals import AskedLiteral, asked_literals
from server.sparql.hints.neighbours import codes, known_terms, near_iris, nearest, things_beside
from server.sparql.limits import ESCAPE

LONGEST = 20_000  # characters of a query that is looked at
ASKED = 40  # terms, and as many literals, that the graph is asked for
MOST = 5  # hints that are given
# A term in each role, and a literal; EXISTS ends at the first that is found.
PRESENT = """SELECT ?t ?property ?class ?used {{
  VALUES ?t {{ {terms} }}
  BIND(EXISTS {{ ?a ?t ?b }} AS ?property) BIND(EXISTS {{ ?c a ?t }} AS ?class)
  BIND(EXISTS {{ ?t ?d ?e }} || EXISTS {{ ?f ?g ?t }} AS ?used)
}}"""
HELD = """SELECT ?n ?used {{
  VALUES (?n ?t ?p) {{ {pairs} }}
  BIND(EXISTS {{ ?a ?p ?t }} AS ?used)
}}"""
# Of whose texts one may ask by their first letters; all others are words, which nobody knows by heart.
CODES = ("#notation", "/identifier")


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the graph has a term: as a property, as a class of something, as subject or object."""

    as_property: bool
    as_class: bool
    as_thing: bool

    @property
    def anywhere(self) -> bool:
        """Whether it has it at all."""
        return self.as_property or self.as_class or self.as_thing


NOWHERE = Presence(False, False, False)
Present = Mapping[Term, Presence]


def hints(query: str, repository: Repository) -> tuple[Hint, ...]:
    """Why a query that is right has found nothing; none where all that it asks for is there."""
    # Escapes may spell what the tokens do not show.
    if len(query) > LONGEST or ESCAPE.search(query):
        return ()
    found, literals = asked(query), asked_literals(query)[:ASKED]
    present = _present(repository, found.terms[:ASKED])
    reasons = {
        (one.kind, one.written): one
        for one in (
            *_prefixes(query, found, present, repository),
            *_graphs(query, found, repository),
            *_terms(query, found, present, repository),
            *_literals(query, found, literals, repository),
        )
    }
    return tuple(reasons.values())[:MOST]


def _present(repository: Repository, asked_terms: Iterable[AskedTerm]) -> Present:
    terms = dict[NamedNode, None]()
    for one in asked_terms:
        terms |= dict.fromkeys(_nodes(one.iri, _swapped(one.iri)))
    if not terms:
        return {}
    rows = repository.select(PRESENT.format(terms=" ".join(map(str, terms))))
    names = ("property", "class", "used")
    return {row["t"]: Presence(*(_true(row, name) for name in names)) for row in rows}


def _held(
    repository: Repository, found: Asked, literals: Iterable[AskedLiteral]
) -> frozenset[tuple[Literal, str]]:
    """Of the literals, and of what they may be otherwise, those that the graph has; with the predicate that is asked for."""
    pairs = dict[tuple[Literal, str], str]()
    for one in literals:
        node = next(_nodes(found.iri(one.predicate) or ""), None)
        for literal in (one.literal, *(other for _, other in one.otherwise())):
            pairs[literal, one.predicate] = f"{literal} {node or 'UNDEF'}"
    if not pairs:
        return frozenset()
    numbered = " ".join(f"({n} {pair})" for n, pair in enumerate(pairs.values()))
    rows = repository.select(HELD.format(pairs=numbered))
    used = {row["n"] for row in rows if _true(row, "used")}
    return frozenset(pair for n, pair in enumerate(pairs) if Literal(n) in used)


def _nodes(*iris: str) -> Iterator[NamedNode]:
    for iri in iris:
        try:
            yield NamedNode(iri)
        except ValueError:  # a relative one, or none at all
            continue


def _true(row: Mapping[str, Term], name: str) -> bool:
    value = row.get(name)
    return isinstance(value, Literal) and value.value == "true"


def _of(present: Present, iri: str) -> Presence:
    return next((present[one] for one in _nodes(iri) if one in present), NOWHERE)


def _swapped(iri: str) -> str:
    """The IRI with https for http, or http for https."""
    if iri.startswith("https:"):
        return "http:" + iri[6:]
    return "https:" + iri[5:] if iri.startswith("http:") else iri


def _put(query: str, start: int, end: int, text: str) -> str:
    return query[:start] + text + query[end:]


def _prefixes(query: str, found: Asked, present: Present, repository: Repository) -> Iterator[Hint]:
    """A prefix with another namespace than usual, of which the graph has no term that is asked for."""
    usual = prefixes_of(repository.base)
    spaces = frozenset(usual.values())
    for name, one in found.prefixes.items():
        terms = [term for term in found.terms if term.prefix == name]
        if not terms or one.namespace in spaces or _any(terms, present):
            continue
        bare = one.namespace.rstrip("#/")
        near = (_swapped(bare) + end for end in "#/"), (bare + end for end in "#/")
        meant = next((space for group in near for space in group if space in spaces), None)
        space = meant or usual.get(name)
        if space is not None:
            mended = _put(query, one.start, one.end, f"<{space}>")
            yield Hint("namespace", f"{name}: <{one.namespace}>", f"<{space}>", (), mended)


def _any(terms: Iterable[AskedTerm], present: Present) -> bool:
    return any(_of(present, term.iri).anywhere for term in terms)


def _graphs(query: str, found: Asked, repository: Repository) -> Iterator[Hint]:
    """A graph that is not there."""
    known = repository.graph_sizes()
    for one in found.terms:
        if one.role == "graph" and one.iri not in known:
            near = near_iris(one.iri, tuple(known))
            yield _instead("no-graph", query, one, [f"<{iri}>" for iri in near])


def _terms(query: str, found: Asked, present: Present, repository: Repository) -> Iterator[Hint]:
    """A term that the graph has not, or not in the role in which it is asked for."""
    usual = prefixes_of(repository.base)
    absent = list[AskedTerm]()
    for one in found.terms[:ASKED]:
        there, swapped = _of(present, one.iri), _swapped(one.iri)
        if one.role == "graph":
            continue
        if one.role == "property" and there.as_class and not there.as_property:
            yield Hint("class-as-property", one.written, f"a {one.written}")
        elif one.role == "class" and there.as_property and not there.as_class:
            yield Hint("property-as-class", one.written)
        elif _of(present, swapped).anywhere and not there.anywhere:
            if one.prefix is None:
                yield _instead("scheme", query, one, [f"<{swapped}>"])
        # Of a prefix with an unusual namespace that is told, and not of each of its terms.
        elif _lacks(one, there) and (one.prefix not in usual or _is_usual(one, found, usual)):
            absent.append(one)
    yield from _absent(query, found, absent[:MOST], present, repository)


def _is_usual(one: AskedTerm, found: Asked, usual: Mapping[str, str]) -> bool:
    return found.prefixes[one.prefix or ""].namespace in usual.values()


def _absent(
    query: str,
    found: Asked,
    absent: Sequence[AskedTerm],
    present: Present,
    repository: Repository,
) -> Iterator[Hint]:
    """Terms that are not there, each with those that are near."""
    beside = things_beside(repository, [one.iri for one in absent if one.role == "thing"])
    for one in absent:
        known = beside if one.role == "thing" else known_terms(repository, one.role)
        iris = () if one.iri in known else near_iris(one.iri, known)
        unused = _of(present, one.iri).anywhere and not iris
        near = [_named(iri, found) for iri in iris]
        yield _instead("unused" if unused else "unknown", query, one, near)


def _lacks(one: AskedTerm, there: Presence) -> bool:
    if one.role == "thing":
        return not there.anywhere
    return not (there.as_class if one.role == "class" else there.as_property)


def _named(iri: str, found: Asked) -> str:
    """An IRI as the query would write it: by one of its prefixes, where one fits."""
    for name, one in found.prefixes.items():
        local = iri[len(one.namespace) :]
        if iri.startswith(one.namespace) and local.replace("-", "").replace("_", "").isalnum():
            return f"{name}:{local}"
    return f"<{iri}>"


def _instead(kind: str, query: str, one: AskedTerm, near: list[str]) -> Hint:
    if not near:
        return Hint(kind, one.written)
    first, *others = near
    mended = _put(query, one.start, one.end, first)
    return Hint(kind, one.written, first, tuple(others), mended)


def _literals(
    query: str, found: Asked, literals: Iterable[AskedLiteral], repository: Repository
) -> Iterator[Hint]:
    """A literal that the graph has only with another datatype or language, or spelled a little otherwise."""
    held = _held(repository, found, literals)
    for one in literals:
        if (one.literal, one.predicate) in held:
            continue
        there = [text for text, other in one.otherwise() if (other, one.predicate) in held]
        kind = one.kind
        if not there and kind == "no-language" and (found.iri(one.predicate) or "").endswith(CODES):
            kind = "unknown-text"
            near = nearest(one.literal.value, codes(repository))
            there = [str(Literal(code)) for code in near]
        if there:
            mended = _put(query, one.start, one.end, there[0])
            yield Hint(kind, one.written, there[0], tuple(there[1:]), mended)
