"""Requests as bytes: legal ones that are odd, and such that are no HTTP; with the status of each.

The web server itself refuses what is no HTTP, without a body (`ours` is false); the rest is answered by us.
"""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

ASK = b"/sparql?query=ASK%7B%7D"
CLOSE = b"Host: localhost\r\nConnection: close\r\n"
LONG, TOO_LONG = 50_000, 100_000
QUERY_TYPE, FORM_TYPE = b"application/sparql-query", b"application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Message:
    """Bytes to send, and the statuses that are right; `page`: it asks as a browser does."""

    data: bytes
    right: frozenset[int]
    ours: bool = True
    page: bool = False


def get(
    target: bytes, *headers: bytes, method: bytes = b"GET", version: bytes = b"HTTP/1.1"
) -> bytes:
    """A request without a body."""
    lines = b"".join(header + b"\r\n" for header in headers)
    return b"%b %b %b\r\n%b%b\r\n" % (method, target, version, CLOSE, lines)


def post(
    body: bytes, *headers: bytes, target: bytes = b"/sparql", kind: bytes = QUERY_TYPE
) -> bytes:
    """A request with a body and its length."""
    about = (b"Content-Type: " + kind, b"Content-Length: %d" % len(body))
    return get(target, *about, *headers, method=b"POST") + body


def chunked(body: bytes, target: bytes = b"/sparql", kind: bytes = QUERY_TYPE) -> bytes:
    """A request with a body that is in chunks already."""
    about = (b"Content-Type: " + kind, b"Transfer-Encoding: chunked")
    return get(target, *about, method=b"POST") + body


def bare(data: bytes, *right: int) -> Message:
    """What the web server refuses."""
    return Message(data, frozenset(right or (400,)), ours=False)


def is_(*right: int) -> frozenset[int]:
    """Statuses."""
    return frozenset(right)


def field(name: bytes, value: str | bytes) -> bytes:
    """A query with one more parameter."""
    return get(ASK + b"&" + name + b"=" + quote(value, safe="").encode())


ESCAPES = {
    "a percent sign alone": Message(get(b"/sparql?query=%"), is_(400)),
    "a percent sign alone in a path": Message(get(b"/doc/%zz"), is_(400, 404)),
    "no UTF-8": Message(get(b"/sparql?query=%ff"), is_(400)),
    "no UTF-8 in a path": Message(get(b"/doc/%ff%fe"), is_(400, 404)),
    "a surrogate in a path": Message(get(b"/doc/%ed%a0%80"), is_(400, 404)),
    "NUL": Message(get(b"/sparql?query=%00"), is_(400)),
    "NUL in a path": Message(get(b"/%00"), is_(404)),
    "NUL in a format": Message(field(b"format", "\x00"), is_(406)),
    "CR LF": Message(get(b"/sparql?query=%0d%0aX:%20y"), is_(400)),
    "CR LF in a path": Message(get(b"/id/a%0d%0aX:%20y"), is_(404)),
    "CR LF in a format": Message(field(b"format", "csv\r\nX: y"), is_(406)),
    "raw UTF-8": Message(get("/sparql?query=ASK%7B%7D%23ø".encode()), is_(200)),
    "raw NUL": bare(get(b"/\x00")),
    "raw NUL in a query": bare(get(b"/sparql?query=\x00")),
    "raw Latin-1": bare(get(b"/doc/\xff")),
    "a space": bare(get(b"/sparql?query=ASK {}")),
}


def bomb(size: int) -> bytes:
    """A short address that unpacks to so many spaces."""
    packer = zlib.compressobj(9, wbits=-15)
    return b"1" + base64.urlsafe_b64encode(packer.compress(b" " * size) + packer.flush()).rstrip(
        b"="
    )


PLACES = {
    "up and out": Message(get(b"/../../etc/passwd"), is_(404)),
    "up and out, escaped": Message(get(b"/static/%2e%2e/%2e%2e/pyproject.toml"), is_(404)),
    "up and out, escaped slashes": Message(get(b"/static/..%2f..%2frunning.py"), is_(404)),
    "out of the download": Message(get(b"/download/..%2fmanifest.json"), is_(404)),
    "out of the sources": Message(get(b"/sources/..%2f.."), is_(404)),
    "a host in the path": Message(get(b"//evil.example/"), is_(404)),
    "a backslash": Message(get(b"/\\evil.example/"), is_(404)),
    "a language that is a host": Message(get(b"/%2f%2fevil.example/questions"), is_(404)),
}
LENGTHS = {
    "a path of 50 KB": Message(get(b"/id/" + b"a" * LONG), is_(404)),
    "a path of 100 KB": bare(get(b"/" + b"a" * TOO_LONG), 414),
    "a query of 50 KB": Message(get(b"/sparql?query=ASK%7B%7D%23" + b"a" * LONG), is_(200)),
    "a query of 100 KB": bare(get(b"/sparql?query=ASK%7B%7D%23" + b"a" * TOO_LONG), 414),
    "a target of 1 MB": bare(get(b"/" + b"a" * 1_000_000), 414, 431),
    "3,000 parameters": Message(get(ASK + b"&a=1" * 3_000), is_(400)),
    "5,000 times nothing": Message(get(b"/sparql?" + b"&" * 5_000), is_(400)),
    "900 graphs": Message(get(ASK + b"&default-graph-uri=urn:a" * 900), is_(200)),
    "a header of 100 KB": Message(get(ASK, b"X-A: " + b"a" * TOO_LONG), is_(200, 431)),
    "a header of 1 MB": bare(get(ASK, b"X-A: " + b"a" * 1_000_000), 431),
    "90 headers": Message(get(ASK, *(b"X-%d: a" % n for n in range(90))), is_(200)),
    "500 headers": bare(get(ASK, *(b"X-%d: a" % n for n in range(500))), 431),
    "cookies of 50 KB": Message(get(b"/healthz", b"Cookie: " + b"a=b;" * (LONG // 4)), is_(200)),
    "a method of 5,000 letters": Message(get(b"/sparql", method=b"A" * 5_000), is_(405)),
    "a body of 20 MB": Message(post(b"a" * 20_000_000), is_(413)),
    "a form of 20 MB": Message(post(b"query=" + b"a" * 20_000_000, kind=FORM_TYPE), is_(413)),
    "a graph of over 20 MB": Message(
        post(b"a" * 20_000_001, target=b"/validate", kind=b"text/turtle"), is_(413)),
    "a form of only signs": Message(post(b"&" * 900_000, kind=FORM_TYPE), is_(400)),
    "a form of 2,000 graphs": Message(
        post(b"query=ASK{}" + b"&named-graph-uri=urn:a" * 2_000, kind=FORM_TYPE), is_(400)),
    "a short address of 2 MB": Message(get(b"/sparql?q=" + bomb(2_000_000)), is_(400)),
    "a short address of 40 MB": Message(get(b"/sparql?q=" + bomb(40_000_000)), is_(400)),
    "a short address of nonsense": Message(get(b"/sparql?q=1" + b"A" * 7_000), is_(400)),
    "a page of a thousand digits": Message(
        get(b"/nb" + ASK + b"&page=" + b"9" * 1_000, b"Accept: text/html"), is_(400), page=True),
}  # fmt: skip
HEADERS = {
    "letters beyond ASCII": Message(get(ASK, b"X-A: \xc3\xb8\xff"), is_(200)),
    "Accept beyond ASCII": Message(get(ASK, b"Accept: \xc3\xb8\xff"), is_(200, 400, 406)),
    "If-None-Match beyond ASCII": Message(get(ASK, b"If-None-Match: \xff"), is_(200)),
    "Content-Type beyond ASCII": Message(post(b"ASK{}", kind=QUERY_TYPE + b"\xff"), is_(415)),
    "Accept-Language beyond ASCII": Message(get(b"/healthz", b"Accept-Language: \xff"), is_(200)),
    "Accept, 4,000 types": Message(
        get(ASK, b"Accept: " + b",".join(b"a/b%d;q=0.%d" % (n, n % 10) for n in range(4_000))),
        is_(406, 431)),
    "Accept, 50 KB of one letter": Message(get(ASK, b"Accept: " + b"a" * LONG), is_(406, 431)),
    "Accept, 50 KB of semicolons": Message(get(ASK, b"Accept: " + b";" * LONG), is_(200, 406, 431)),
    "Accept, 50 KB of commas": Message(get(ASK, b"Accept: " + b"," * LONG), is_(200, 431)),
    "Accept, open quotation marks": Message(
        get(ASK, b"Accept: " + b'a/b;q="' * 7_000), is_(200, 406, 431)),
    "Accept, backslashes": Message(
        get(ASK, b'Accept: a/b;q="' + b"\\" * LONG), is_(200, 406, 431)),
    "Accept, odd weights": Message(
        get(ASK, b"Accept: text/csv;q=nan, application/json;q=1e309, */*;q=-1"), is_(200, 406)),
    "Accept-Encoding of 50 KB": Message(
        get(ASK, b"Accept-Encoding: " + b"gzip," * (LONG // 5)), is_(200, 431)),
    "Accept-Encoding, odd weights": Message(
        get(ASK, b"Accept-Encoding: gzip;q=nan, br;q=inf, identity;q=-1"), is_(200)),
    "Accept-Encoding, none at all": Message(
        get(ASK, b"Accept-Encoding: identity;q=0, *;q=0"), is_(200, 406)),
    "Accept-Language of 50 KB": Message(
        get(b"/nothing", b"Accept: text/html", b"Accept-Language: " + b"nb-NO;q=0.5," * 4_000),
        is_(404, 431), page=True),
    "Accept-Language, nonsense": Message(
        get(b"/nothing", b"Accept: text/html", b"Accept-Language: ;;;q=,-,*-*,"), is_(404), page=True),
    "Content-Type of 50 KB": Message(
        post(b"ASK{}", kind=QUERY_TYPE + b"; a=b" * (LONG // 5)), is_(200, 415, 431)),
    "Content-Type, odd charset": Message(
        post(b"ASK{}", kind=QUERY_TYPE + b"; charset*=x'y'%ff"), is_(200, 415)),
    "Content-Type, unknown charset": Message(
        post(b"ASK{}", kind=QUERY_TYPE + b"; charset=rot13"), is_(415)),
    "no Content-Type": Message(post(b"ASK{}", kind=b""), is_(415)),
    "a range beyond the end": Message(get(ASK, b"Range: bytes=99-1"), is_(200)),
    "who else it was for": Message(
        get(ASK, b"X-Forwarded-For: a", b"X-Forwarded-Proto: javascript", b"X-Forwarded-Host: b"),
        is_(200)),
    "folded": bare(get(ASK, b"X-A: a\r\n b")),
    "a space before the colon": bare(get(ASK, b"X-A : a")),
    "no colon": bare(get(ASK, b"XA")),
    "no name": bare(get(ASK, b": a")),
    "a bare CR": bare(get(ASK, b"X-A: a\rb")),
    "a NUL": bare(get(ASK, b"X-A: a\x00b")),
}  # fmt: skip
FIELDS = {
    "a graph without a scheme": Message(field(b"default-graph-uri", "a"), is_(400)),
    "a graph with an odd host": Message(field(b"default-graph-uri", "http://[:"), is_(400)),
    "a graph with an odd escape": Message(field(b"named-graph-uri", "urn:a%zz"), is_(400)),
    "a graph with an odd port": Message(field(b"named-graph-uri", "http://a:b/"), is_(400)),
    "a graph store with an odd host": Message(get(b"/graphs?graph=http://[:"), is_(400, 404)),
    "a graph store with an odd escape": Message(
        get(b"/graphs?graph=urn:a%25zz"), is_(400, 404)),
    "a graph store with an odd port": Message(get(b"/graphs?graph=http://a:b/"), is_(400, 404)),
    "a graph store with two names": Message(get(b"/graphs?graph=urn:a&graph=urn:b"), is_(400)),
    "a surrogate in a graph": Message(get(ASK + b"&default-graph-uri=urn:%ed%a0%80"), is_(400)),
    "a deadline that is no number": Message(field(b"timeout", "nan"), is_(400)),
    "a deadline before now": Message(field(b"timeout", "-1"), is_(400)),
    "a deadline of 5,000 digits": Message(field(b"timeout", "9" * 5_000), is_(200, 400)),
    "a deadline of no time": Message(field(b"timeout", "1e-300"), is_(200, 504)),
    "two deadlines": Message(get(ASK + b"&timeout=1&timeout=2"), is_(400)),
    "two queries": Message(get(ASK + b"&query=ASK%7B%7D"), is_(400)),
    "a query and an update": Message(field(b"update", "CLEAR ALL"), is_(400)),
    "an update": Message(post(b"update=CLEAR+ALL", kind=FORM_TYPE), is_(400)),
    "an update, direct": Message(post(b"CLEAR ALL", kind=b"application/sparql-update"), is_(415)),
}  # fmt: skip
BODIES = {
    "chunks": Message(chunked(b"5\r\nASK{}\r\n0\r\n\r\n"), is_(200)),
    "chunks of one byte": Message(
        chunked(b"".join(b"1\r\n%c\r\n" % sign for sign in b"ASK{}") + b"0\r\n\r\n"), is_(200)),
    "a chunk of no size": Message(chunked(b"zz\r\nASK{}\r\n0\r\n\r\n"), is_(400)),
    "a chunk of less than nothing": Message(chunked(b"-5\r\nASK{}\r\n0\r\n\r\n"), is_(400)),
    "a chunk of all that there is": Message(
        chunked(b"ffffffffffffffffffff\r\nASK{}\r\n0\r\n\r\n"), is_(400)),
    "a chunk that is longer than it says": Message(
        chunked(b"3\r\nASK{}\r\n0\r\n\r\n"), is_(400)),
    "a whole query, then a broken chunk": Message(
        chunked(b"5\r\nASK{}\r\nzz\r\n"), is_(400, 408)),
    "a whole form, then a broken chunk": Message(
        chunked(b"b\r\nquery=ASK{}\r\nzz\r\n", kind=FORM_TYPE), is_(400, 408)),
    "a whole triple, then a broken chunk": Message(
        chunked(b"19\r\n<urn:a> <urn:b> <urn:c> .\r\nzz\r\n", b"/validate", b"text/turtle"),
        is_(400, 408)),
    "a length and chunks": Message(
        get(b"/sparql", b"Content-Type: " + QUERY_TYPE, b"Content-Length: 3",
            b"Transfer-Encoding: chunked", method=b"POST") + b"5\r\nASK{}\r\n0\r\n\r\n",
        is_(200, 400)),
    "a length of 10¹⁸": Message(
        get(b"/sparql", b"Content-Type: " + QUERY_TYPE, b"Content-Length: 1000000000000000000",
            method=b"POST"), is_(413)),
    "a length beyond all numbers": bare(
        get(b"/sparql", b"Content-Length: 99999999999999999999999", method=b"POST")),
    "a length below nothing": bare(get(b"/sparql", b"Content-Length: -5", method=b"POST")),
    "two lengths": bare(
        get(b"/sparql", b"Content-Length: 5", b"Content-Length: 6", method=b"POST") + b"ASK{} "),
    "a coding that nobody knows": bare(
        get(b"/sparql", b"Transfer-Encoding: gzip", method=b"POST")),
    "a body with a GET": Message(get(ASK, b"Content-Length: 5") + b"ASK{}", is_(200)),
    "a body that may come": Message(post(b"ASK{}", b"Expect: 100-continue"), is_(200)),
    "a body that expects oddly": Message(post(b"ASK{}", b"Expect: nothing"), is_(200)),
}  # fmt: skip
VERSIONS = {
    "HTTP/1.0": Message(get(ASK, version=b"HTTP/1.0"), is_(200)),
    "HTTP/1.0, nothing else": Message(b"GET " + ASK + b" HTTP/1.0\r\n\r\n", is_(200)),
    "HTTP/0.9": bare(b"GET " + ASK + b"\r\n\r\n"),
    "HTTP/2.0": bare(get(ASK, version=b"HTTP/2.0")),
    "HTTP/9.9": bare(get(ASK, version=b"HTTP/9.9")),
    "TLS": bare(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 100),
    "all bytes": bare(bytes(range(256))),
    "line feeds alone": Message(get(ASK).replace(b"\r\n", b"\n"), is_(200)),
    "absolute form": Message(get(b"http://other.example" + ASK), is_(200)),
    "absolute form of another kind": Message(get(b"ftp://a:b@c.example:99/healthz"), is_(200)),
    "a tunnel": Message(get(b"other.example:80", method=b"CONNECT"), is_(405)),
    "the server itself": Message(get(b"*"), is_(404)),
    "a wrong host": Message(get(ASK).replace(b"localhost", b"evil.example"), is_(200)),
    "an odd host": Message(get(ASK).replace(b"localhost", b"a b/c?[::1"), is_(200, 400)),
    "no host": Message(get(ASK).replace(b"Host: localhost\r\n", b""), is_(200, 400)),
    "two hosts": Message(get(ASK, b"Host: b"), is_(200, 400)),
    "an unknown method": Message(get(b"/sparql", method=b"BREW"), is_(405)),
    "a small method": Message(get(ASK, method=b"get"), is_(405)),
    "TRACE": Message(get(b"/healthz", method=b"TRACE"), is_(405)),
    "PUT": Message(get(b"/graphs?default", b"Content-Length: 0", method=b"PUT"), is_(405)),
    "a change to HTTP/2": Message(
        get(ASK, b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAAP__"), is_(200)),
}  # fmt: skip
MESSAGES: Mapping[str, Message] = {
    **ESCAPES, **PLACES, **LENGTHS, **HEADERS, **FIELDS, **BODIES, **VERSIONS
}  # fmt: skip
