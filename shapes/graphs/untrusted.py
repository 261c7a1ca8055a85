"""Reads anybody's RDF without trusting it: limits, no request to anywhere, a parser that may die."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, parse

from graph_build.errors import RusfeltError, Unreadable
from graph_build.reading.ordinary_file import MILLION, check_ordinary, read_ordinary
from ontology import DEFAULT_BASE
from shapes.graphs.blank_nodes import with_stable_labels
from shapes.graphs.content_kind import other_kind
from shapes.graphs.rdf_xml import check_well_formed, line_of_fault
from shapes.graphs.subject_lines import LINES, subject_lines

# Megabytes; --max-size raises it.
MAX_SIZE = 100
FORMATS: Mapping[str, RdfFormat] = {
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
}
# A byte order mark, which some editors put before UTF-8 and the parsers do not know.
BOM = b"\xef\xbb\xbf"
# How another format is said: on the command line, and in a request.
OPTION = "say so with --input-format {0.file_extension}"
TYPED = "say so with Content-Type: {0.media_type}"
# Told by their first bytes: "is no Turtle" would not help whoever sent a zip file.
PACKED: Mapping[bytes, str] = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
# What somebody who waits at a terminal may be asked to wait.
SECONDS = 120
# NO-BREAK SPACE and NARROW NO-BREAK SPACE: isprintable() says no, but they are in every Norwegian number.
SPACES = "\u00a0\u202f"


@dataclass(frozen=True)
class Untrusted:
    """A file as it was read: its name, bytes, format and statements."""

    name: str
    content: bytes
    form: RdfFormat
    quads: tuple[Quad | Triple, ...]

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.content).hexdigest()

    def lines(self, subjects: Iterable[str]) -> Mapping[str, int]:
        """The first line of each subject (N-Triples term); a node without a label has none, nor has JSON-LD."""
        return subject_lines(self.content.removeprefix(BOM), self.form, subjects)


def read_untrusted(
    path: Path, form: str | None = None, max_size: int = MAX_SIZE, stdin: BinaryIO | None = None
) -> Untrusted:
    """All statements of a file (`-`: of `stdin`); Unreadable says in one line what is wrong, and where.

    The format comes from the ending of the name, unless `form` is given. `max_size` in megabytes.
    """
    name = name_of(path)
    rdf_format = format_of(path, form)
    content = content_of(path, name, max_size, stdin)
    quads = parsed(content, rdf_format, name, advice=OPTION)
    return Untrusted(name, content, rdf_format, quads)


def name_of(path: Path) -> str:
    """What a file is called in messages."""
    return "standard input" if str(path) == "-" else printable(str(path))


def format_of(path: Path, form: str | None) -> RdfFormat:
    """The format named, else that of the ending; Unreadable where neither is known."""
    if str(path) == "-" and form is None:
        raise RusfeltError("standard input has no ending; say its format with --input-format")
    if form is None:
        check_ordinary(path, name_of(path))
    found = FORMATS.get(form or path.suffix.lower().removeprefix("."))
    if found is None:
        endings = ", ".join(f".{one}" for one in sorted(FORMATS))
        raise Unreadable(
            f"{name_of(path)}: unknown ending; use one of {endings}, or say the format with --input-format"
        )
    return found


def content_of(path: Path, name: str, max_size: int, stdin: BinaryIO | None = None) -> bytes:
    """The bytes of a file (`-`: of `stdin`), up to so many megabytes; Unreadable where there are more."""
    limit, advice = max_size * MILLION, "; raise the limit with --max-size"
    if str(path) != "-":
        return read_ordinary(path, name, limit, advice)
    try:
        content = (stdin or sys.stdin.buffer).read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{name}: cannot be read ({reason})") from error
    if len(content) > limit:
        raise Unreadable(f"{name}: is larger than {max_size} MB{advice}")
    return content


def parsed(
    content: bytes, form: RdfFormat, name: str, *, apart: bool = True, advice: str = TYPED
) -> tuple[Quad | Triple, ...]:
    """The statements of `content`; Unreadable where it is not what it is said to be, or not safe to read.

    What can kill its parser is read in a process of its own; not `apart` where this one may die.
    `advice` says how another format is said, which fills it in.
    """
    content = content.removeprefix(BOM)
    refuse_odd_bytes(content, name)
    try:
        quads = _read(content, form, name, apart)
    except Unreadable as error:
        raise Unreadable(f"{error}{other_kind(content, form, advice)}") from error
    if not quads:
        raise Unreadable(f"{name}: has no statements")
    return with_stable_labels(quads, content) if form not in LINES else quads


def _read(content: bytes, form: RdfFormat, name: str, apart: bool) -> tuple[Quad | Triple, ...]:
    # "<<" begins a triple term, which can be nested as deep as brackets.
    if apart and (form in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) or b"<<" in content):
        content, form = _apart(content, form, name), RdfFormat.N_QUADS
    try:
        return tuple(statements(content, form))
    except TripleTerms as error:
        raise Unreadable(f"{name}: has {error}") from error
    except (SyntaxError, ValueError, MemoryError) as error:
        raise Unreadable(located(error, name, form, content)) from error


class TripleTerms(ValueError):
    """A statement about a statement, which SHACL does not know."""

    def __init__(self) -> None:
        super().__init__(
            "triple terms (RDF 1.2, RDF-star), which SHACL cannot check; RDF 1.1 is needed"
        )


def refuse_odd_bytes(content: bytes, name: str) -> None:
    """Unreadable where the bytes are no text in UTF-8."""
    if not content.strip():
        raise Unreadable(f"{name}: is empty")
    for magic, kind in PACKED.items():
        if content.startswith(magic):
            raise Unreadable(f"{name}: is packed ({kind}); unpack it first")
    zero = content.find(b"\0")
    if zero >= 0:
        line = content.count(b"\n", 0, zero) + 1
        raise Unreadable(f"{name}:{line}: has a NUL byte; RDF is text in UTF-8")
    if content.isascii():  # the whole need not be decoded beside itself
        return
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}:{line}: is not UTF-8") from error


def _apart(content: bytes, form: RdfFormat, name: str) -> bytes:
    """The statements as N-Quads, read by a process of its own: nesting can kill a parser or its time."""
    # A child process: the XML and JSON parsers recurse, and a stack that overflows in compiled code ends the
    # process, which no `except` can catch. -P keeps the current folder out of sys.path, where a file named
    # json.py would be run.
    command = [sys.executable, "-P", "-m", "shapes.graphs.parser_process", form.file_extension]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{name}: takes more than {SECONDS} s to read") from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 2:
        line, what = json.loads(done.stderr)
        raise Unreadable(f"{name}:{line}: {what}" if line else f"{name}: {what}")
    raise Unreadable(
        f"{name}: cannot be read: it is nested too deep, or needs too much memory or time"
    )


def statements(content: bytes, form: RdfFormat) -> Iterator[Quad | Triple]:
    """The statements, nodes without a label by random names; TripleTerms where one is about another."""
    if form == RdfFormat.RDF_XML:
        check_well_formed(content)
    for quad in parse(content, format=form, base_iri=DEFAULT_BASE):
        if isinstance(quad.object, Triple) or isinstance(quad.subject, Triple):
            raise TripleTerms
        yield quad


def located(error: Exception, name: str, form: RdfFormat, content: bytes = b"") -> str:
    """What a parser's exception says, in one line, with its place where it has one."""
    line, what = fault(error, form, content)
    return f"{name}:{line}: {what}" if line else f"{name}: {what}"


def fault(error: Exception, form: RdfFormat, content: bytes = b"") -> tuple[int | None, str]:
    """Line (or none) and words of a parser's exception."""
    if isinstance(error, MemoryError):
        return None, f"is no {form.name} that can be read: one term is longer than 16 MB"
    line = getattr(error, "lineno", None)
    if line is None and form == RdfFormat.RDF_XML:
        line = line_of_fault(content)
    said = getattr(error, "msg", None) or str(error)
    # The parser has no way to fetch a JSON-LD context unless it is given one, and says so in these words.
    if "LoadDocumentCallback" in said:
        return (
            line,
            "names a context elsewhere, which is not fetched; write the context into the file",
        )
    # The parser's place is left out of its words, since it stands before them.
    words = re.sub(r"^Parser error .*?: | \(line \d+\)$", "", printable(said))
    return line, f"is no {form.name}: {words[:200]}"


def printable(text: str) -> str:
    """Text in one line that a terminal shows and does not obey: other characters by their number."""
    flat = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    return "".join(
        one if one.isprintable() or one in SPACES else f"\\u{ord(one):04x}" for one in flat
    )
