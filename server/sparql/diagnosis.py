"""Where a query goes wrong, and what was expected there.

The engine says only how far it looked, which is not where the fault is; so a grammar of SPARQL 1.1
reads what the engine has refused. Where the grammar finds no fault the engine's own words are told.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lark import Lark, UnexpectedInput
from lark.exceptions import UnexpectedToken

from server.sparql.fault import BEGIN, Fault, syntax_fault, with_expected
from server.sparql.rewriting import named

GRAMMAR = Path(__file__).with_name("sparql11.lark")
RULE = re.compile(r"\b[A-Z][\w]* (?:[\w-]+ ){2,}[\w-]+")
FOUND = re.compile(r"[\w:?$@-]{1,40}|[(){}\[\].,;\"']|\S{1,3}")
KINDS = {
    "an IRI": ("IRIREF", "PNAME_LN", "PNAME_NS"),
    "a variable": ("VAR",),
    "a string": ("STRING",),
    "a number": ("INTEGER", "DECIMAL", "DOUBLE", "SIGNED_NUMBER"),
    "true or false": ("TRUE", "FALSE"),
    "a language tag": ("LANGTAG",),
    "a blank node": ("BLANK_NODE_LABEL", "ANON"),
    "a function": ("FUNCTION", "AGGREGATE", "COUNT", "GROUP_CONCAT", "BOUND"),
    "the end of the query": ("$END",),
}
ONLY_PREFIX = frozenset({"PNAME_NS"})
NOT_TOLD = frozenset({"SERVICE", "NIL", "BLANK", "COMMENT"})
OPERATORS = frozenset({"=", "<", ">", "+", "*", "||"})
MORE_OPERATORS = frozenset({"!=", "<=", ">=", "-", "/", "&&"})
KIND = {terminal: words for words, terminals in KINDS.items() for terminal in terminals}


def _unexpected(query: str, place: int, expected: tuple[str, ...]) -> Fault:
    """The fault of what stands at a place where something else is expected."""
    match, could = FOUND.match(query, place), _listed(expected)
    if match is None or not match[0].isprintable():
        unseen = query[place : place + 1].strip(" \t\r\n")
        kind, found = ("found", named(unseen)) if unseen else ("ends", "")
        text = f"found {found}, expected {could}" if unseen else f"the query ends, expected {could}"
        fault = syntax_fault(query, place, kind, text)
        return with_expected(replace(fault, found=found), expected)
    if match[0][0] in "\"'":
        return syntax_fault(query, place, "unclosed", "a string is not closed", match[0])
    text = f"found {match[0]}, expected {could}"
    return with_expected(syntax_fault(query, place, "found", text, match[0]), expected)


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names or ("something else",)
    return f"{', '.join(first)} or {last}" if first else last


def _undeclared(query: str, tree: Any) -> Fault | None:
    """A prefix that is used and not declared; None where there is none."""
    declared = {
        str(node.children[0]) for node in tree.iter_subtrees_topdown() if node.data == "prefix_decl"
    }
    tokens = tree.scan_values(lambda one: one.type in ("PNAME_LN", "PNAME_NS"))
    for token in sorted(tokens, key=lambda one: one.start_pos or 0):
        prefix = token.partition(":")[0] + ":"
        if prefix not in declared:
            text = f"the prefix {prefix} is not declared"
            return syntax_fault(query, token.start_pos or 0, "prefix", text, prefix)
    return None


def _rule(said: str) -> Fault:
    """A query that the grammar has nothing against; the engine may have said which rule it breaks."""
    rule = RULE.search(said)
    if rule is not None:
        return Fault("said", f"{BEGIN}: {rule[0]}.", found=rule[0])
    return Fault(
        "rule",
        f"{BEGIN}: it follows the grammar, but breaks a rule beside it. Is a variable bound twice "
        "(BIND, AS), selected though it is not grouped, or a row of VALUES of another length?",
    )


class Diagnosis:
    """The grammar, read."""

    def __init__(self) -> None:
        text = GRAMMAR.read_text(encoding="utf-8")
        self.lark = Lark(text, parser="lalr", lexer="contextual", start="query")
        self.signs = {one.name: one.pattern.value for one in self.lark.terminals}

    def fault(self, query: str, said: str) -> Fault:
        """What is wrong with a query of which the engine has `said` that it is none; its message is one line."""
        parser = self.lark.parse_interactive(query)
        try:
            parser.exhaust_lexer()
            tree = parser.feed_eof()  # type: ignore[no-untyped-call]
        except UnexpectedInput as error:
            ends = isinstance(error, UnexpectedToken) and error.token.type == "$END"
            place = len(query.rstrip()) if ends else error.pos_in_stream or 0
            expected = self._expected(parser.accepts())  # type: ignore[no-untyped-call]
            return _unexpected(query, place, expected)
        return _undeclared(query, tree) or _rule(said)

    def _expected(self, terminals: Iterable[str]) -> tuple[str, ...]:
        names = set(terminals) - NOT_TOLD
        if names == ONLY_PREFIX:
            return ("a prefix and its colon",)
        kinds = [words for words, kind in KINDS.items() if names & set(kind)]
        signs = {self._sign(name) for name in names - set(KIND)}
        if signs >= OPERATORS:
            signs = (signs - OPERATORS - MORE_OPERATORS) | {"an operator"}
        return (*kinds, *sorted(signs))

    def _sign(self, name: str) -> str:
        """A keyword by its name; a sign as it is written."""
        return name if name.isalpha() and self.signs[name].upper() == name else self.signs[name]
