"""The terms of a graph that are spelled nearly as one that it has not."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from pyoxigraph import NamedNode

from ontology import LANGUAGES
from server.answers.query.vocabulary import prefixes_of, query_vocabulary
from server.repository.interface import Repository

LOOKED_AT = 20_000  # triples that are looked through for names
NAMES = 2_000  # names that are compared
NEAR, MOST = 0.72, 3


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Of the known names those most like one, the nearest first; capitals count little."""
    by_lower = dict[str, str]()
    for one in known:
        by_lower.setdefault(one.lower(), one)
    found = get_close_matches(name.lower(), by_lower, MOST, NEAR)
    return tuple(by_lower[one] for one in found)


def near_iris(iri: str, known: Sequence[str]) -> tuple[str, ...]:
    """Of known IRIs those whose local name is most like that of one; first of the same namespace, then of others."""
    _, local = split(iri)
    by_local = dict[str, list[str]]()
    for one in known:
        by_local.setdefault(split(one)[1], []).append(one)
    found = [one for name in nearest(local, by_local) for one in by_local[name]]
    return tuple(sorted(found, key=lambda one: split(one)[0] != split(iri)[0]))[:MOST]


def split(iri: str) -> tuple[str, str]:
    """An IRI as its namespace and its local name."""
    at = max(iri.rstrip("/#").rfind(one) for one in "/#:") + 1
    return iri[:at], iri[at:]


def known_terms(repository: Repository, role: str) -> tuple[str, ...]:
    """The classes, or the properties: of our own graph those of ontology and shapes, else the first that a graph has."""
    if not repository.foreign:
        vocabulary = query_vocabulary(repository.base, LANGUAGES)
        classes = [one.term.name for one in vocabulary.classes]
        names = classes if role == "class" else [one.name for one in vocabulary.properties]
        prefixes = prefixes_of(repository.base)
        return tuple(prefixes[one.partition(":")[0]] + one.partition(":")[2] for one in names)
    pattern = "?s a ?t" if role == "class" else "?s ?t ?o"
    return _selected(repository, f"{{ SELECT ?t {{ {pattern} }} LIMIT {LOOKED_AT} }}")


def things_beside(repository: Repository, iris: Iterable[str]) -> tuple[str, ...]:
    """Things of the namespaces of some IRIs, by one look at the first things of the graph."""
    spaces = {split(iri)[0].replace("\\", "").replace('"', "") for iri in iris}
    if not spaces:
        return ()
    tests = " || ".join(f'STRSTARTS(STR(?t), "{space}")' for space in sorted(spaces))
    return _selected(repository, f"{{ SELECT ?t {{ ?t a ?c }} LIMIT {LOOKED_AT} }} FILTER({tests})")


def codes(repository: Repository) -> tuple[str, ...]:
    """The codes of all code lists and registers."""
    rows = repository.select(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT DISTINCT ?t "
        f"{{ {{ SELECT ?t {{ ?s skos:notation ?t }} LIMIT {LOOKED_AT} }} }} LIMIT {NAMES}"
    )
    return tuple(str(row["t"].value) for row in rows)  # type: ignore[union-attr]


def _selected(repository: Repository, pattern: str) -> tuple[str, ...]:
    rows = repository.select(f"SELECT DISTINCT ?t {{ {pattern} }} LIMIT {NAMES}")
    return tuple(row["t"].value for row in rows if isinstance(row["t"], NamedNode))
