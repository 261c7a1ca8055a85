"""Queries that would take for ever, take all memory, or have no end of an answer; and what is to be said to each.

A legal query has an answer if the machine is fast enough: it stands with 200 where that may be. The
deadline of the tests is short, so that who would be refused for memory may be late for that.
"""

from collections.abc import Mapping

GIVEN_UP = frozenset({413, 504})
OR_ANSWERED = frozenset({200, 413, 504})
REFUSED = frozenset({400})
ALL = "?s ?p ?o"


def cross(times: int) -> str:
    """The product of all triples with each other."""
    return " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(times))


def chain(times: int, step: str, first: str = '"aaaaaaaa"') -> str:
    """A value of which the next is made, and so on; `step` has {} for the one before."""
    binds = (f"BIND({step.format(f'?x{n}')} AS ?x{n + 1})" for n in range(times))
    return f"BIND({first} AS ?x0) {' '.join(binds)}"


def found(pattern: str, rest: str = "") -> str:
    """A query that only counts what it finds."""
    return f"SELECT (COUNT(*) AS ?n) {{ {pattern} }} {rest}"


BOMBS: Mapping[str, tuple[str, frozenset[int]]] = {
    "count of a product": (found(cross(3)), GIVEN_UP),
    "count of a product of twelve": (found(cross(12)), GIVEN_UP),
    "product, ordered": (f"SELECT * {{ {cross(3)} }} ORDER BY ?o0 LIMIT 1", GIVEN_UP),
    "product, ordered at random": (f"SELECT * {{ {cross(3)} }} ORDER BY RAND() LIMIT 1", GIVEN_UP),
    "product, distinct": (f"SELECT DISTINCT * {{ {cross(3)} }}", GIVEN_UP),
    "product, distinct and counted": (
        f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {cross(3)} }}", GIVEN_UP),
    "product, grouped": (
        f"SELECT ?s0 (COUNT(*) AS ?n) {{ {cross(3)} }} GROUP BY ?s0 ?o0 ?s1 ?o1 ?s2", GIVEN_UP),
    "product, as it is": (f"SELECT * {{ {cross(2)} }}", GIVEN_UP),
    "product, constructed": (f"CONSTRUCT {{ ?s0 ?p1 ?o0 }} {{ {cross(2)} }}", GIVEN_UP),
    "product, passed over": (f"SELECT * {{ {cross(2)} }} OFFSET 18446744073709551615", GIVEN_UP),
    "product, new blank nodes": (f"SELECT (BNODE() AS ?b) {{ {cross(2)} }}", GIVEN_UP),
    "product under NOT EXISTS": (
        f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {cross(3)} FILTER(?o0 = ?c && ?o0 != ?c) }} }}",
        GIVEN_UP),
    "product under MINUS": ("SELECT * { ?a ?b ?c MINUS { ?d ?b ?f . ?g ?h ?c } }", OR_ANSWERED),
    "GROUP_CONCAT of a product": (
        f"SELECT (GROUP_CONCAT(?o0) AS ?all) {{ {cross(3)} }}", GIVEN_UP),
    "GROUP_CONCAT, long separator": (
        f'SELECT (GROUP_CONCAT(STR(?o); SEPARATOR="{"a" * 50_000}") AS ?all) {{ ?s ?p ?o }}',
        GIVEN_UP),
    "CONCAT doubled 40 times": (found(chain(40, "CONCAT({0}, {0})")), OR_ANSWERED),
    "CONCAT doubled 40 times, used": (
        f"SELECT (STRLEN(?x40) AS ?n) {{ {chain(40, 'CONCAT({0}, {0})')} }}", GIVEN_UP),
    "CONCAT doubled 200 times": (
        f"SELECT ?x200 {{ {chain(200, 'CONCAT({0}, {0})')} }}", GIVEN_UP),
    "REPLACE fourfold 30 times": (
        "SELECT (STRLEN(?x30) AS ?n) { "
        + chain(30, 'REPLACE({0}, ".", "$0$0$0$0")') + " }", GIVEN_UP),
    "ENCODE_FOR_URI 100 times": (
        f"SELECT ?x100 {{ {chain(100, 'ENCODE_FOR_URI({0})', repr('%%%'))} }}", OR_ANSWERED),
    "product of a number 60 times": (
        f"SELECT ?x60 {{ {chain(60, '{0} * {0}', '1.0000000001')} }}", OR_ANSWERED),
    "path, any number": (found("?s (!<urn:a>)* ?o"), GIVEN_UP),
    "path, both ways": (found("?s (!<urn:a>|^(!<urn:a>))+ ?o"), GIVEN_UP),
    "path, stars in stars": (found("?s ((!<urn:a>)*)* ?o . ?o ((!<urn:b>)+)? ?z"), GIVEN_UP),
    "path, inverse of a negated set": (found("?s ^(!(<urn:a>|^<urn:b>))/(!<urn:c>)* ?o"), GIVEN_UP),
    "paths, two": (found("?s (!<urn:a>)* ?o . ?a (!<urn:a>)* ?b"), GIVEN_UP),
    "regex, pattern from the data": (
        "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), STR(?r))) }", GIVEN_UP),
    "regex, plus in plus": (
        'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "((a+)+b?)+$")) }', OR_ANSWERED),
    "regex, counts in counts": (
        'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(((.{1,50}){1,50}){1,50}){1,50}x")) }',
        OR_ANSWERED | {400}),
    "regex, 50,000 parentheses": (
        f'ASK {{ FILTER(REGEX("a", "{"(" * 50_000}a{")" * 50_000}")) }}', OR_ANSWERED | {400}),
    "regex, 60,000 parts": (
        f'SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), "{".*a" * 60_000}")) }}', OR_ANSWERED | {400}),
    "values, product of two lists": (
        found(f"VALUES ?x {{ {'1 ' * 20_000} }} VALUES ?y {{ {'2 ' * 20_000} }}"), OR_ANSWERED),
    "values, product of forty": (
        found(" ".join(f"VALUES ?x{n} {{ 1 2 3 4 5 6 7 8 9 }}" for n in range(40))), GIVEN_UP),
    "values, too many": (found(f"VALUES ?x {{ {'1 ' * 60_000} }}"), REFUSED),
    "100 patterns": (f"ASK {{ {cross(100)} }}", OR_ANSWERED),
    "101 patterns, a chain": (
        f"ASK {{ {' '.join(f'?x{n} ?p{n} ?x{n + 1} .' for n in range(100))} }}", OR_ANSWERED),
    "99 patterns, a star": (
        f"ASK {{ ?x {' ; '.join(f'?p{n} ?x{n}' for n in range(99))} }}", OR_ANSWERED),
    "144 patterns": (f"ASK {{ {cross(144)} }}", REFUSED),
    "144 patterns, one subject": (
        f"ASK {{ ?x {' ; '.join(f'?p{n} ?x{n}' for n in range(144))} }}", REFUSED),
    "400 groups": (f"ASK {{ {'{ ?x ?y ?z } ' * 400} }}", OR_ANSWERED),
    "250 patterns with filters between": (
        f"ASK {{ {'?x ?y ?z FILTER(true) ' * 250} }}", OR_ANSWERED),
    "256 optionals": (f"ASK {{ {'OPTIONAL { ?x ?y ?z } ' * 256} }}", OR_ANSWERED),
    "257 optionals": (f"ASK {{ {'OPTIONAL { ?x ?y ?z } ' * 257} }}", REFUSED),
    "200 unions": (f"SELECT * {{ {'{ ?x ?y ?z } UNION ' * 200} {{ ?x ?y ?z }} }}", GIVEN_UP),
    "1,000 list items": (f"ASK {{ ?s ?p ( {'?o ' * 1_000} ) }}", OR_ANSWERED),
    "300 sort keys": (
        "SELECT * { ?s ?p ?o } ORDER BY "
        + " ".join(f'STRLEN(CONCAT(STR(?o), "{n}"))' for n in range(300)), GIVEN_UP),
    "60 hashes of hashes": (
        found(f"?s ?p ?o BIND({'SHA512(' * 60}STR(?o){')' * 60} AS ?x) FILTER(?x != '')"),
        OR_ANSWERED),
    "IRI of 60,000 steps up": (f'SELECT (IRI("{"../" * 60_000}") AS ?x) {{}}', OR_ANSWERED),
    "a date beyond all dates": (
        'SELECT ("99999999999999-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> + '
        '"P99999999999Y"^^<http://www.w3.org/2001/XMLSchema#duration> AS ?x) {}', OR_ANSWERED),
    "a limit beyond all numbers": ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999", REFUSED),
    "annotations, 40 deep": (f"ASK {{ ?s ?p ?o {'{| ?p ?o ' * 40}{'|}' * 40} }}", OR_ANSWERED),
}  # fmt: skip
