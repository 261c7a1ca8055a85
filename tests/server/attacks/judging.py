"""What a clean answer is, whatever was asked."""

import csv
import gzip
import io
import json
import platform
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import brotli
import httpx
from pyoxigraph import RdfFormat, parse

ROOT = Path(__file__).resolve().parents[3]
STATUSES = frozenset({200, 304, 400, 404, 405, 406, 408, 413, 414, 415, 431, 503, 504})
PACKAGES = ("granian", "pyoxigraph", "flask", "werkzeug", "rdflib", "lark", "uvloop")
BETRAYING = (
    *("Traceback", 'File "', "site-packages", "/proc/", "/usr/", ".py:", ".rs:", "panicked"),
    *(str(ROOT), sys.prefix, platform.python_version()),
    *(name for package in PACKAGES for name in (package, version(package))),
)
# An answer of ours has these; the web server itself refuses what is no HTTP, without them and without a body.
SECURITY = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")  # fmt: skip
UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


@dataclass(frozen=True)
class Answer:
    """A whole answer: header names in small letters, the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def of(cls, response: httpx.Response) -> "Answer":
        """What httpx has received; it raises where an answer is not whole."""
        headers = {name.lower(): value for name, value in response.headers.items()}
        return cls(response.status_code, headers, response.content)

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0]


def unpacked(headers: Mapping[str, str], body: bytes) -> bytes:
    """The body as it was before it was compressed."""
    return UNPACK[headers.get("content-encoding", "")](body) if body else body


def faults(
    answer: Answer, expected: Collection[int] = STATUSES, *, page: bool = False
) -> list[str]:
    """What is wrong with an answer of ours; `page`: a browser asked, which is told of errors by a page."""
    found = []
    if answer.status not in expected:
        found.append(f"{answer.status} instead of {sorted(expected)}: {answer.body[:200]!r}")
    found += [f"no {name}" for name in SECURITY if name not in answer.headers]
    if answer.headers.get("server") != "rusfelt":
        found.append(f"server: {answer.headers.get('server')}")
    if answer.status >= 400:
        found += _told(answer, "text/html" if page else "text/plain")
    elif answer.status == 200:
        try:
            READERS[answer.kind](answer.body)
        except Exception as error:  # whatever it is: the body is not what it says
            found.append(f"a broken {answer.kind}: {error!r}")
    return found


def _told(answer: Answer, kind: str) -> list[str]:
    """What is wrong with the message of an error."""
    found, text = [], answer.body.decode("utf-8", "replace")
    if answer.kind != kind:
        found.append(f"an error as {answer.kind}")
    if not text.strip():
        found.append("an error without a message")
    if answer.status == 503 and "retry-after" not in answer.headers:
        found.append("503 without Retry-After")
    seen = [*answer.headers.values(), text]
    return found + [f"tells {word}" for word in BETRAYING if any(word in one for one in seen)]


def _json(body: bytes) -> None:
    found = json.loads(body)
    assert "head" in found
    assert "results" in found or "boolean" in found


def _csv(body: bytes) -> None:
    text = body.decode()
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) or 1 for row in rows} == {len(rows[0]) or 1}


def _tsv(body: bytes) -> None:
    assert body.endswith(b"\n")
    lines = body.decode().split("\n")[:-1]
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def _html(body: bytes) -> None:
    assert body.rstrip().endswith(b"</html>")


def _text(body: bytes) -> None:
    assert body.decode().endswith("\n")


def _rdf(form: RdfFormat) -> Callable[[bytes], object]:
    return lambda body: sum(1 for _ in parse(body, form))


READERS: Mapping[str, Callable[[bytes], object]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": ET.fromstring,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
    "text/html": _html,
    "text/plain": _text,
    "text/turtle": _rdf(RdfFormat.TURTLE),
    "application/n-triples": _rdf(RdfFormat.N_TRIPLES),
    "application/n-quads": _rdf(RdfFormat.N_QUADS),
    "application/trig": _rdf(RdfFormat.TRIG),
    "application/ld+json": _rdf(RdfFormat.JSON_LD),
    "application/rdf+xml": _rdf(RdfFormat.RDF_XML),
}
