"""RDF/XML: what is refused before it is parsed, and the lines that its parser does not tell.

Expat is the XML parser of the standard library. It fetches nothing, and stops at a document type, in
which entities would stand; it does not recurse, however deep elements are nested.
"""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from urllib.parse import urljoin
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

from ontology import DEFAULT_BASE

# Expat joins the namespace and the name of an element or attribute with this.
GAP = " "
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" + GAP
XML_BASE = "http://www.w3.org/XML/1998/namespace" + GAP + "base"


def check_well_formed(content: bytes) -> None:
    """SyntaxError with its line where the bytes are no whole XML document, or declare a document type.

    The RDF parser takes a part for a whole, and expands the entities of a document type without end.
    """
    parser = expat.ParserCreate(namespace_separator=GAP)

    def declared(*_: object) -> None:
        what = "a document type is not read, nor its entities; write their text out"
        raise SyntaxError(what, (None, parser.CurrentLineNumber, None, None))

    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        what = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        raise SyntaxError(what, (None, line, None, None)) from error


class _LineByLine:
    """A file that gives at most one line at a time, and counts them."""

    def __init__(self, content: bytes) -> None:
        self._lines = iter(content.splitlines(keepends=True))
        self._rest = b""
        self.line = 0

    def read(self, size: int) -> bytes:
        """Up to `size` bytes of the current line, or of the next."""
        if not self._rest:
            self._rest = next(self._lines, b"")
            self.line += bool(self._rest)
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def line_of_fault(content: bytes) -> int | None:
    """The line at which the RDF parser stops: it says what is wrong, and not where."""
    source = _LineByLine(content)
    try:
        for _ in parse(source, format=RdfFormat.RDF_XML, base_iri=DEFAULT_BASE):  # type: ignore[arg-type]
            pass
    except (SyntaxError, ValueError):
        return source.line
    return None


class _AllFound(Exception):
    """Nothing more is sought."""


def lines_in_xml(content: bytes, subjects: Collection[str]) -> Mapping[str, int]:
    """The first line of each subject (N-Triples term) that rdf:about, rdf:ID or rdf:nodeID names."""
    wanted, found, bases = set(subjects), dict[str, int](), [DEFAULT_BASE]
    parser = expat.ParserCreate(namespace_separator=GAP)

    def start(_name: str, attributes: Mapping[str, str]) -> None:
        bases.append(urljoin(bases[-1], attributes.get(XML_BASE, "")))
        for attribute, term in NAMED_BY.items():
            if attribute in attributes:
                subject = term(attributes[attribute], bases[-1])
                if subject in wanted:
                    wanted.remove(subject)
                    found[subject] = parser.CurrentLineNumber
        if not wanted:
            raise _AllFound

    def end(_name: str) -> None:
        bases.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with suppress(_AllFound, expat.ExpatError, ValueError, LookupError):
        parser.Parse(content, True)
    return found


# How each attribute that names a subject is read: its value, and the base there.
NAMED_BY: Mapping[str, Callable[[str, str], str]] = {
    RDF + "about": lambda value, base: f"<{absolute(value, base)}>",
    RDF + "ID": lambda value, base: f"<{absolute('#' + value, base)}>",
    RDF + "nodeID": lambda value, _base: f"_:{value}",
}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def absolute(reference: str, base: str) -> str:
    """The IRI that a reference stands for; as it is where it has a scheme, or cannot be put together."""
    with suppress(ValueError):
        return reference if SCHEME.match(reference) else urljoin(base, reference)
    return reference
