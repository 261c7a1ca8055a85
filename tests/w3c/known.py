"""What of the SPARQL suites is not run, what is refused, and what is known not to pass: this, and nothing else."""

UPDATE = "of updates, and this endpoint only reads"
# Folders of the suites that hold no test of a query. The protocol, the graph store and the service
# description have tests of their own in test_w3c_protocol.py. Entailment is not part of the suites here.
NOT_APPLICABLE = {
    "sparql11/add": UPDATE,
    "sparql11/basic-update": UPDATE,
    "sparql11/clear": UPDATE,
    "sparql11/copy": UPDATE,
    "sparql11/delete": UPDATE,
    "sparql11/delete-data": UPDATE,
    "sparql11/delete-insert": UPDATE,
    "sparql11/delete-where": UPDATE,
    "sparql11/drop": UPDATE,
    "sparql11/graph-store-protocol": "requests, not queries: test_w3c_protocol.py",
    "sparql11/http-rdf-update": "deprecated by the suite in favour of graph-store-protocol",
    "sparql11/move": UPDATE,
    "sparql11/protocol": "requests, not queries: test_w3c_protocol.py",
    "sparql11/service-description": "requests, not queries: test_w3c_protocol.py",
    "sparql11/syntax-update-1": UPDATE,
    "sparql11/syntax-update-2": UPDATE,
    "sparql11/update-silent": UPDATE,
}

# Legal queries that would make requests to others.
SERVICE = "SERVICE is refused by policy"
REFUSED = {
    "sparql11/service/service1": SERVICE,
    "sparql11/service/service2": SERVICE,
    "sparql11/service/service3": SERVICE,
    "sparql11/service/service4a": SERVICE,
    "sparql11/service/service5": SERVICE,
    "sparql11/service/service6": SERVICE,
    "sparql11/service/service7": SERVICE,
    "sparql11/syntax-fed/test_1": SERVICE,
    "sparql11/syntax-fed/test_2": SERVICE,
    "sparql11/syntax-fed/test_3": SERVICE,
}

# The engine keeps numbers, truth values and dates by value, so that 01 is read, matched and written
# as 1. These tests pass where terms are compared by value and datatype.
BY_VALUE = frozenset({
    "sparql10/distinct/no-distinct-1",
    "sparql10/distinct/no-distinct-9",
    "sparql10/expr-builtin/dawg-datatype-1",
    "sparql10/expr-equals/eq-2-1",
    "sparql10/expr-equals/eq-2-2",
    "sparql10/open-world/open-eq-03",
    "sparql10/open-world/open-eq-04",
    "sparql10/sort/dawg-sort-7",
    "sparql11/aggregates/agg-err-02",
    "sparql11/aggregates/agg-avg-02",
    "sparql11/aggregates/agg-max-01",
    "sparql11/aggregates/agg-max-02",
    "sparql11/aggregates/agg-max-distinct",
    "sparql11/aggregates/agg-min-01",
    "sparql11/aggregates/agg-min-02",
    "sparql11/aggregates/agg-min-distinct",
    "sparql11/aggregates/agg-sum-02",
    "sparql11/cast/cast-bool",
    "sparql11/cast/cast-decimal",
    "sparql11/cast/cast-double",
    "sparql11/cast/cast-float",
    "sparql11/cast/cast-int",
    "sparql11/cast/cast-string",
    "sparql11/functions/coalesce01",
    "sparql11/functions/plus-1-corrected",
    "sparql11/functions/plus-2-corrected",
})  # fmt: skip

# Tests that fail, and fail when the engine is asked alone too.
LEXICAL = "numbers and dates are kept by value: terms that are written differently are one"
UNKNOWN = "a function that the engine does not know is refused, not an error of its expression"
GRAPH = "the variable of GRAPH is bound in its group from the start, not joined with it afterwards"
GRAPHS = "a group without a triple pattern (VALUES, sub-select) is not evaluated once a graph"
ABSENT = "a path of length zero does not match a term that the data do not have"
TAGGED = "GROUP_CONCAT keeps the language that all its values have"
FAILURES = {
    "sparql10/distinct/distinct-1": LEXICAL,
    "sparql10/distinct/distinct-9": LEXICAL,
    "sparql10/expr-builtin/dawg-str-1": LEXICAL,
    "sparql10/expr-builtin/dawg-str-2": LEXICAL,
    "sparql10/expr-builtin/sameTerm-eq": LEXICAL,
    "sparql10/expr-builtin/sameTerm-not-eq": LEXICAL,
    "sparql10/expr-builtin/sameTerm-simple": LEXICAL,
    "sparql10/expr-equals/eq-graph-1": LEXICAL,
    "sparql10/expr-equals/eq-graph-2": LEXICAL,
    "sparql10/open-world/date-3": LEXICAL + " (+00:00 is Z)",
    "sparql10/open-world/open-eq-01": LEXICAL,
    "sparql11/csv-tsv-res/csv03": LEXICAL + " (1.0E6 is 1000000)",
    "sparql11/csv-tsv-res/tsv03": LEXICAL + ", and a negativeInteger is an integer",
    "sparql10/open-world/date-2": "a date with and one without a time zone are told apart",
    "sparql10/expr-builtin/case-insensitive-booleans": "TRUE and False are not read",
    "sparql10/syntax-sparql3/syn-bad-26": "?x<?a&&?b>?y is read, though its longest token is an IRI",
    "sparql10/syntax-sparql1/syntax-expr-05": UNKNOWN,
    "sparql10/syntax-sparql1/syntax-order-05": UNKNOWN,
    "sparql10/syntax-sparql1/syntax-order-06": UNKNOWN,
    "sparql10/syntax-sparql2/syntax-function-01": UNKNOWN,
    "sparql10/syntax-sparql2/syntax-function-02": UNKNOWN,
    "sparql10/syntax-sparql2/syntax-function-03": UNKNOWN,
    "sparql10/syntax-sparql2/syntax-function-04": UNKNOWN,
    "sparql11/syntax-query/test_4": UNKNOWN,
    "sparql10/graph/graph-optional": GRAPH,
    "sparql10/graph/graph-variable-scope": GRAPH,
    "sparql11/bindings/graph": GRAPHS,
    "sparql11/negation/graph-minus": GRAPH,
    "sparql11/aggregates/agg-empty-group-count-graph": GRAPHS,
    "sparql11/aggregates/agg-groupconcat-04": TAGGED,
    "sparql11/aggregates/agg-groupconcat-06": TAGGED,
    "sparql11/functions/bnode01": "BNODE of the same text is the same node in all solutions",
    "sparql11/property-path/zero_or_more_set_end": ABSENT,
    "sparql11/property-path/zero_or_more_set_start": ABSENT,
    "sparql11/property-path/zero_or_one_set_end": ABSENT,
    "sparql11/property-path/zero_or_one_set_start": ABSENT,
}  # fmt: skip

# Expressions of functions.tsv whose value here is another one than the standard's: "" is an error, a value left unbound.
TRUTH = "truth values have no order"
LARGE = "whole numbers have 64 bits: a sum or product beyond them is an error"
FUNCTIONS = {
    "STR(1.50)": ('"1.5"', LEXICAL),
    'SAMETERM("01"^^<xsd:integer>,1)': ('"true"^^<xsd:boolean>', LEXICAL),
    'LANG("a"@en-GB)': ('"en-gb"', "language tags are in small letters"),
    "true > false": ("", TRUTH),
    "false < true": ("", TRUTH),
    "true >= false": ("", TRUTH),
    "9223372036854775807+1": ("", LARGE),
    "9223372036854775807*2": ("", LARGE),
}

# So many tests of queries the suites have, without the folders that are not run.
TOTALS = {"sparql10": 482, "sparql11": 348}
