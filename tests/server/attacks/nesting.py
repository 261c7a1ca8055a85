"""Queries that nest, of every kind, as deep as is wanted."""

from collections.abc import Callable, Mapping

OPENING, CLOSING = "([{", ")]}"
Nest = Callable[[int], str]


def nested(frame: str, before: str, inside: str, after: str = "") -> Nest:
    """A query with `before` and `after` so many times around `inside`."""
    return lambda levels: frame.replace("…", before * levels + inside + after * levels)


GROUP, FILTER, OBJECT = "SELECT * {…} LIMIT 1", "ASK {FILTER(…)}", "SELECT * {?s ?p … } LIMIT 1"
PATH, VALUE, ALL = "SELECT * {?s … ?o} LIMIT 1", "SELECT (… AS ?x) {}", "?s ?p ?o"
NESTS: Mapping[str, Nest] = {
    "EXISTS": nested(GROUP, "FILTER EXISTS {", ALL, "}"),
    "NOT EXISTS": nested(GROUP, "FILTER NOT EXISTS {", ALL, "}"),
    "groups": nested(GROUP, "{", ALL, "}"),
    "sub-selects": nested(GROUP, "{SELECT * {", ALL, "}}"),
    "UNION": nested(GROUP, "{?a ?b ?c} UNION {", ALL, "}"),
    "UNION beside": nested(GROUP, "{?a ?b ?c} UNION ", "{?s ?p ?o}"),
    "MINUS": nested(GROUP, "<urn:a> ?b ?c MINUS {", ALL, "}"),
    "OPTIONAL": nested(GROUP, "OPTIONAL {", ALL, "}"),
    "OPTIONAL beside": nested(GROUP, "OPTIONAL {<urn:a> ?p ?o} ", "<urn:a> ?p ?o"),
    "GRAPH": nested(GROUP, "GRAPH ?g {", ALL, "}"),
    "BIND": lambda levels: "SELECT * {" + "".join(
        f"BIND({'1' if n == 0 else f'?x{n - 1}'} + 1 AS ?x{n}) " for n in range(levels)) + "}",
    "BIND inside": lambda levels: "SELECT * {" + "".join(
        f"{{BIND(1 AS ?x{n}) " for n in range(levels)) + "}" * levels + "}",
    "BIND of EXISTS": nested(GROUP, "BIND(EXISTS {", ALL, "} AS ?x)"),
    "VALUES": nested(GROUP, "{VALUES ?x {1 2} ", "", "}"),
    "VALUES beside": nested(GROUP, "VALUES ?x {1 2} ", ""),
    "many values": nested("SELECT * {VALUES ?x {…}} LIMIT 1", "1 ", "2"),
    "many tuples": nested("SELECT * {VALUES (?x ?y) {…}} LIMIT 1", "(1 2) ", "(1 2)"),
    "functions": nested(VALUE, "STR(", "1", ")"),
    "IF": nested(VALUE, "IF(true, 1, ", "1", ")"),
    "COALESCE": nested(VALUE, "COALESCE(", "1", ")"),
    "casts": nested(VALUE, "<http://www.w3.org/2001/XMLSchema#string>(", "1", ")"),
    "parentheses": nested(FILTER, "(", "true", ")"),
    "comparisons": nested(FILTER, "(true = ", "true", ")"),
    "not": nested(FILTER, "!", "true"),
    "minus signs": nested("SELECT (… AS ?x) {}", "-(", "1", ")"),
    "or": nested(FILTER, "false || ", "true"),
    "and": nested(FILTER, "true && ", "true"),
    "sums": nested("ASK {FILTER(… > 0)}", "1 + ", "1"),
    "IN": nested(FILTER, "true IN (", "true", ")"),
    "IN, one list": nested("ASK {FILTER(1 IN (…))}", "2, ", "1"),
    "arguments": nested("SELECT (COALESCE(…) AS ?x) {}", "?y, ", "1"),
    "blank nodes": nested(OBJECT, "[<urn:p> ", "1", "]"),
    "blank nodes beside": nested(OBJECT, "[<urn:p> 1], ", "1"),
    "collections": nested(OBJECT, "(", "1", ")"),
    "one collection": nested("SELECT * {?s ?p (…)} LIMIT 1", "1 ", "1"),
    "collections of blank nodes": nested(OBJECT, "([<urn:p> ", "1", "])"),
    "objects": nested(OBJECT, "?o, ", "?o"),
    "predicates": nested("SELECT * {?s …} LIMIT 1", "?p ?o; ", "?p ?o"),
    "triples": nested(GROUP, "?s ?p ?o . ", ALL),
    "filters": nested(GROUP, "FILTER(true) ", ALL),
    "path in parentheses": nested(PATH, "(", "<urn:p>", ")"),
    "sequence": nested(PATH, "<urn:p>/", "<urn:p>"),
    "alternative": nested(PATH, "<urn:p>|", "<urn:p>"),
    "alternatives inside": nested(PATH, "(<urn:q>|", "<urn:p>", ")"),
    "inverse": nested(PATH, "^(", "<urn:p>", ")"),
    "one or more": nested(PATH, "(", "<urn:p>", ")+"),
    "any number of optional": nested(PATH, "((", "<urn:p>", ")?)*"),
    "negated set": nested("SELECT * {?s !(…) ?o} LIMIT 1", "<urn:p>|^<urn:q>|", "a"),
    "template": nested("CONSTRUCT {?s ?p … } WHERE {?s ?p ?o} LIMIT 1", "[?p ", "?o", "]"),
    "template collections": nested("CONSTRUCT {?s ?p … } {?s ?p ?o} LIMIT 1", "(", "?o", ")"),
    "template triples": nested("CONSTRUCT {…} {?s ?p ?o} LIMIT 1", "?s ?p ?o . ", ALL),
    "quoted triples": nested(GROUP, "<<", ALL, ">> ?p ?o"),
    "triple terms": nested(OBJECT, "<<( ?s ?p ", "?o", " )>>"),
    "annotations": nested("SELECT * {?s ?p ?o … } LIMIT 1", "{| ?p ?o ", "", "|}"),
    "reifiers": nested("SELECT * {?s ?p ?o …} LIMIT 1", "~ ?r ", ""),
    "named graphs": nested("SELECT * … {?s ?p ?o} LIMIT 1", "FROM NAMED <urn:g> ", "FROM <urn:g>"),
    "sort keys": nested("SELECT * {?s a ?o} ORDER BY … LIMIT 1", "?s ", "?o"),
    "groupings": nested("SELECT (1 AS ?x) {?s a ?o} GROUP BY … LIMIT 1", "?s ", "?o"),
    "described": nested("DESCRIBE …", "<urn:a> ", "<urn:b>"),
    "prologue": nested("… ASK {}", "BASE <urn:a> PREFIX a: <urn:b> ", ""),
    "mixed": nested("ASK {…}", "{OPTIONAL {FILTER(!(1 IN ((1)))) ", "", "}}"),
}  # fmt: skip


def depth(query: str) -> int:
    """How deep the brackets of a query are nested; there are none in its strings and IRIs."""
    deepest = level = 0
    for sign in query:
        level += (sign in OPENING) - (sign in CLOSING)
        deepest = max(deepest, level)
    return deepest
