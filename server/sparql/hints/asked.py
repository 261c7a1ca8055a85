"""What a query asks for: its IRIs with their places and roles, its prefixes, its literals; by its tokens alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.sparql.limits import matches

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TERMS = frozenset({"iri", "name", "variable", "string", "number", "tag"})
PATH = frozenset({"/", "|", "^", "!"})
# What stands before a predicate, and what behind it: the rest of a path, or an object.
BEFORE_PREDICATE = PATH | {";", "[", "]"}
AFTER_PREDICATE = PATH | {"[", "(", "*", "+", "?", "_"}
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """An IRI of a query: as it is written, where, and its role: class, property, graph or thing. `prefix`: of its name."""

    iri: str
    written: str
    start: int
    end: int
    role: str
    prefix: str | None


@dataclass(frozen=True, slots=True)
class Declared:
    """A prefix that a query declares: its namespace, and where that stands."""

    namespace: str
    start: int
    end: int


@dataclass
class Asked:
    """All that a query asks for."""

    terms: list[AskedTerm] = field(default_factory=list)
    prefixes: dict[str, Declared] = field(default_factory=dict)

    def iri(self, written: str) -> str | None:
        """The IRI of a term as it is written; None where its prefix is not declared, or it is a relative one."""
        return next((one.iri for one in self.terms if one.written == written), None)


def asked(query: str) -> Asked:
    """The IRIs of a query in their order; names whose prefix it does not declare are left out."""
    found, before, values = Asked(), ("", ""), False
    tokens = [one for one in matches(query) if one.lastgroup != "blank"]
    for place, token in enumerate(tokens):
        kind, text = token.lastgroup or "", token[0]
        if kind == "word" and text.upper() == "VALUES":
            values = True
        elif text == "}":
            values = False
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if kind == "iri" and place > 1 and tokens[place - 2][0].upper() == "PREFIX":
            name = tokens[place - 1][0].removesuffix(":")
            found.prefixes[name] = Declared(text[1:-1], token.start(), token.end())
        elif kind in ("iri", "name") and before[1].upper() not in ("PREFIX", "BASE", "^^"):
            role = "thing" if values else _role(before, after, found.prefixes)
            found.terms += _term(token, role, found.prefixes)
        before = (kind, text)
    return found


def _term(token: re.Match[str], role: str, prefixes: Mapping[str, Declared]) -> Iterator[AskedTerm]:
    text, prefix = token[0], None
    if role == "function":
        return
    if token.lastgroup == "iri":
        iri = text[1:-1]
    else:
        prefix, _, local = text.rstrip(".").partition(":")
        if prefix not in prefixes:
            return
        iri = prefixes[prefix].namespace + ESCAPED.sub(r"\1", local)
        text = text.rstrip(".")
    if ":" in iri:
        yield AskedTerm(iri, text, token.start(), token.start() + len(text), role, prefix)


def _role(
    before: tuple[str, str], after: re.Match[str] | None, prefixes: Mapping[str, Declared]
) -> str:
    """The role of an IRI by what stands beside it."""
    kind, text = before
    behind, sign = (after.lastgroup, after[0]) if after else ("", "")
    if kind == "word" and text.upper() in ("GRAPH", "FROM", "NAMED"):
        return "graph"
    if text == "a" or _is_type(kind, text, prefixes):
        return "class"
    if sign == "(" and (kind not in TERMS and text not in BEFORE_PREDICATE):
        return "function"
    goes_on = behind in TERMS or sign in AFTER_PREDICATE
    if text in (*PATH, ";", "[") or (goes_on and (kind in TERMS or text in BEFORE_PREDICATE)):
        return "property"
    return "property" if sign in ("/", "|") else "thing"


def _is_type(kind: str, text: str, prefixes: Mapping[str, Declared]) -> bool:
    if kind == "iri":
        return text[1:-1] == RDF_TYPE
    prefix, _, local = text.partition(":")
    known = prefixes.get(prefix) if kind == "name" else None
    return known is not None and known.namespace + local == RDF_TYPE
