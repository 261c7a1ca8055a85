"""The one place where a reply is finished: entity tag, compression, Vary, security headers, 304 and parts.

`complete` says how a response travels; `conditional` what this client still needs of it. A reply that is
complete can be kept, and given to others by `conditional` alone.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

from werkzeug.http import is_entity_header, parse_range_header
from werkzeug.sansio.http import is_resource_modified

from server.http.compression import SMALLEST, chosen, packed
from server.http.messages import Headers, Reply, Request, Response
from server.workers.body import Body
from server.workers.budget import NoRoom

Header = Callable[[str], str]
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/linkset+json",
    "application/rdf+xml",
    "application/xml",
    "application/n-triples",
    "application/n-quads",
    "application/trig",
    "application/sparql-results",
    "application/sarif+json",
    "image/svg",
)
# What scripts of other sites may read (CORS), and what other sites may not even load.
ANY_SITE = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Retry-After, Content-Language"),
)
OWN_SITE = (("cross-origin-resource-policy", "same-origin"),)
NOTHING = Body.of(b"")
COMMON = 500  # characters of a header that is worth remembering


def security_headers(style: str | None, private: bool = False) -> Headers:
    """The headers that every reply has; `style` is the hash of a style sheet that the page has in it.

    Scripts of other sites may read all but what is private: a text that somebody has mounted is not ours to give on.
    """
    policy = CONTENT_POLICY
    if style is not None:
        policy = policy.replace("style-src 'self'", f"style-src 'self' 'sha256-{style}'")
    return (
        *(OWN_SITE if private else ANY_SITE),
        ("content-security-policy", policy),
        ("referrer-policy", "no-referrer"),
        ("server", "rusfelt"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
    )


def encoding_for(response: Response, accept_encoding: str) -> str | None:
    """The content coding that a response gets for a client; None for none."""
    worth = response.body.size >= SMALLEST and not response.ranges
    return chosen(accept_encoding) if worth and _compressible(response.content_type) else None


def complete(response: Response, accept_encoding: str) -> Reply:
    """How a response travels to whoever accepts these content codings."""
    encoding, body = encoding_for(response, accept_encoding), response.body
    if encoding is not None:
        try:
            body = packed(body, encoding)
        except NoRoom:  # the bytes as they are lie on the disk already
            encoding = None
    kept = response.steady and response.status == 200
    head = _headers(
        response.status,
        response.content_type,
        response.vary,
        kept,
        encoding,
        response.ranges,
        response.style,
        response.private,
    )
    # A strong entity tag (RFC 9110, 8.8.3): it follows from the bytes, and each coding has its own.
    tag = _tag(response, encoding) if kept else None
    if tag is not None:
        head = (("etag", tag), *head)
    return Reply(response.status, (*response.headers, *head), body, tag, response.ranges)


@lru_cache(512)
def _headers(
    status: int,
    content_type: str | None,
    vary: tuple[str, ...],
    kept: bool,
    encoding: str | None,
    ranges: bool,
    style: str | None,
    private: bool,
) -> Headers:
    """The headers that do not depend on the bytes: the same few for nearly all replies."""
    head = []
    if content_type is not None:
        head.append(("content-type", content_type))
    if status == 200:
        keeping = "private, no-cache" if private else "no-cache"
        head.append(("cache-control", keeping if kept else "no-store"))
    elif private:
        head.append(("cache-control", "no-store"))
    if encoding is not None:
        head.append(("content-encoding", encoding))
    if ranges:
        head.append(("accept-ranges", "bytes"))
    elif _compressible(content_type):
        vary = (*vary, "Accept-Encoding")
    if vary:
        head.append(("vary", ", ".join(dict.fromkeys(vary))))
    return (*head, *security_headers(style, private))


def conditional(reply: Reply, request: Request) -> Reply:
    """What a client still needs of a reply: nothing (304), a part of it (206), or all."""
    if reply.tag is None:  # it has none unless it is a 200 that may be kept
        return reply
    known = request.header("if-none-match")
    if known and _has(known, reply.tag):
        return _not_modified(reply)
    if reply.ranges and request.method == "GET" and request.header("range"):
        return _part(reply, request.header)
    return reply


def _has(if_none_match: str, tag: str) -> bool:
    """Whether a client has what an entity tag names (RFC 9110, 13.1.2)."""
    common = len(if_none_match) <= COMMON
    return (_known_tag if common else _matches)(if_none_match, tag)


def _matches(if_none_match: str, tag: str) -> bool:
    return not is_resource_modified(http_if_none_match=if_none_match, etag=tag)


# Werkzeug takes twice as long for the header as all else takes for a kept reply.
_known_tag = lru_cache(256)(_matches)


def _not_modified(reply: Reply) -> Reply:
    # A 304 says nothing of the content (RFC 9110, 15.4.5), but for the tag by which it is kept.
    headers = tuple(one for one in reply.headers if not is_entity_header(one[0]))
    return Reply(304, headers, NOTHING, reply.tag)


def _part(reply: Reply, header: Header) -> Reply:
    """The part that is asked for (RFC 9110, 14); all where no single part of these very bytes is."""
    wanted, size = parse_range_header(header("range")), reply.body.size
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return reply
    condition = header("if-range").strip()
    # Compared strongly (RFC 9110, 13.1.5): a weak tag matches nothing, nor does a date, as there is no Last-Modified.
    if condition and condition != reply.tag:
        return reply
    span = _span(*wanted.ranges[0], size)
    if span is None:
        headers = (*reply.headers, ("content-range", f"bytes */{size}"))
        return Reply(416, headers, NOTHING)
    head = (*reply.headers, ("content-range", f"bytes {span[0]}-{span[1] - 1}/{size}"))
    return Reply(206, head, reply.body, reply.tag, True, (span[0], span[1]))


def _span(start: int, end: int | None, size: int) -> tuple[int, int] | None:
    """The bytes of a range, the end exclusive; a suffix (`start` below 0) longer than all is all. None: there are none."""
    start = max(0, size + start) if start < 0 else start
    end = size if end is None else min(end, size)
    return (start, end) if start < end else None


def _tag(response: Response, encoding: str | None) -> str:
    digest = response.digest or blake2b(response.body.read(), digest_size=16).hexdigest()
    return f'"{digest}-{encoding}"' if encoding else f'"{digest}"'


def _compressible(content_type: str | None) -> bool:
    return content_type is not None and content_type.startswith(COMPRESSIBLE)
