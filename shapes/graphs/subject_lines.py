"""The lines on which a file begins to speak of its subjects."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import RdfFormat

from ontology import DEFAULT_BASE
from shapes.graphs.rdf_xml import absolute, lines_in_xml

LINES = (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)
SUBJECT = re.compile(rb"[ \t]*(<[^>]*>|_:\S+)")
# Characters of a Turtle file that are looked at: some seconds. What begins later has no line.
SCANNED = 20_000_000
# Tokens of Turtle and TriG as far as it takes to tell where a statement ends.
TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
    |(?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>\s]*>)
    |(?P<mark>\.(?![0-9])|[;,\[\](){}])
    |(?P<word>(?:\\.|[^\s<>"'\[\](){};,\#\\])+)
    |(?P<odd>.)""",
    re.VERBOSE | re.DOTALL,
)
DIRECTIVES = frozenset({"@prefix", "prefix", "@base", "base"})
ESCAPED = re.compile(r"\\(.)")


def subject_lines(content: bytes, form: RdfFormat, subjects: Iterable[str]) -> Mapping[str, int]:
    """The first line of each subject (N-Triples term) that is found; none in JSON-LD."""
    wanted = set(subjects)
    if not wanted:
        return {}
    if form in LINES:
        return first_lines(content.split(b"\n"), wanted)
    if form == RdfFormat.RDF_XML:
        return lines_in_xml(content, wanted)
    if form in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return _lines_in_turtle(content[:SCANNED].decode(errors="replace"), wanted)
    return {}


def first_lines(lines: Iterable[bytes], subjects: Iterable[str]) -> Mapping[str, int]:
    """The first line, 1-based, that begins with each of the subjects."""
    wanted, found = {subject.encode() for subject in subjects}, dict[str, int]()
    for number, line in enumerate(lines, 1):
        if not wanted:
            break
        match = SUBJECT.match(line)
        if match and match[1] in wanted:
            wanted.remove(match[1])
            found[match[1].decode()] = number
    return found


def _lines_in_turtle(text: str, subjects: Collection[str]) -> Mapping[str, int]:
    wanted, found, line, counted = set(subjects), dict[str, int](), 1, 0
    for subject, start in _turtle_subjects(text):
        if subject in wanted:
            line, counted = line + text.count("\n", counted, start), start
            wanted.remove(subject)
            found[subject] = line
            if not wanted:
                break
    return found


def _turtle_subjects(text: str) -> Iterator[tuple[str, int]]:
    """What stands where a statement may begin, as N-Triples terms, and where that is.

    Brackets need no counting: no statement ends inside [ ] or ( ), and one begins after { and }.
    """
    base, prefixes, begins = DEFAULT_BASE, dict[str, str](), True
    directive, prefix = "", ""
    for token in TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0]
        if kind == "skip":
            continue
        if directive:
            if kind == "iri":
                if directive.endswith("base"):
                    base = absolute(word[1:-1], base)
                else:
                    prefixes[prefix] = absolute(word[1:-1], base)
                directive = ""
            else:
                prefix = word.removesuffix(":")
        elif kind == "mark":
            begins = word in ".{}"
        elif begins and kind == "word" and word.lower() in DIRECTIVES:
            directive = word.lower()
        elif begins and word.lower() != "graph":
            if kind == "iri":
                yield f"<{absolute(word[1:-1], base)}>", token.start()
            elif kind == "word":
                yield _named(word, prefixes), token.start()
            begins = False
        elif kind == "word" and word.endswith("."):
            begins = True


def _named(word: str, prefixes: Mapping[str, str]) -> str:
    """A blank node as it is, a prefixed name written out."""
    prefix, _, local = word.partition(":")
    if prefix == "_":
        return word
    written = ESCAPED.sub(r"\1", local)
    return f"<{prefixes.get(prefix, '')}{written}>"
