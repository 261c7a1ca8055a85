"""Which file of the copy an address of the site becomes.

A page is a folder with an index.html, so that its address stays what it was on any web server; all other forms are
files of their own name. What is asked of a server with parameters has no file, but for what can be counted out:
formats of RDF, the pages of a list, and a query, which is kept as text.
"""

from dataclasses import dataclass
from hashlib import sha256
from posixpath import relpath
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit

from ontology import LANGUAGES
from server.answers.query.short_link import NoQuery, long
from server.queries.saved_query import saved_queries

INDEX = "index.html"
NOTE = "copy"
# Pages that are nothing without a server, without their language.
SERVED = ("/search", "/sparql", "/validate", "/check", "/resource")
RDF = ("ttl", "jsonld", "nt", "rdf", "nq", "trig")
MOST = 1_000_000  # bytes that a query of a link may have


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the copy: its path, where its content is asked for (None: it is made here), and that content."""

    file: str
    source: str | None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the site of a graph with that base."""

    base: str

    def place(self, link: str, page: str) -> tuple[Place, str] | None:
        """The file that a link on a page leads to, and the anchor; None for a link that leaves the site."""
        if link.startswith("#"):
            return None
        address, anchor = urldefrag(urljoin(page, link))
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address.startswith("/"):
            return None
        return self._of(parts.path, parts.query), anchor

    def _of(self, path: str, query: str) -> Place:
        lang, bare = split_language(path)
        pairs = parse_qsl(query, keep_blank_values=True)
        asked = dict(pairs)
        if bare == "/sparql" and (text := self._query(asked, lang)) is not None:
            name = asked.get("question") or sha256(text).hexdigest()[:16]
            return Place(f"queries/{lang}/{name}.rq", None, text)
        if any(bare == one or bare.startswith((one + "/", one + ".")) for one in SERVED):
            return Place(page_file(path), None)
        if not pairs:
            return Place(page_file(path) if is_page(path) else unquote(path[1:]), path)
        if list(asked) == ["format"] and asked["format"] in RDF:
            return Place(f"{unquote(path[1:])}.{asked['format']}", f"{path}?{query}")
        if list(asked) == ["page"] and asked["page"].isdecimal() and len(pairs) == 1:
            return _of_a_list(path, int(asked["page"]))
        return Place(page_file(f"/{lang}/{NOTE}"), None)

    def _query(self, asked: dict[str, str], lang: str) -> bytes | None:
        """The query that a link asks; None where it asks none."""
        if "question" in asked:
            saved = saved_queries().get(asked["question"])
            return saved.under(self.base, lang).encode() if saved else None
        try:
            text = long(asked["q"], MOST, self.base) if "q" in asked else asked.get("query")
        except NoQuery:
            return None
        return text.encode() if text else None


def _of_a_list(path: str, number: int) -> Place:
    """A page of a list beyond the first, or another form of one: as if it stood in a folder of the first."""
    folder, _, name = path.rpartition("/")
    stem, point, ending = name.partition(".")
    there = f"{folder}/{stem}/page-{number}{point}{ending}".replace("//", "/")
    file = page_file(there) if is_page(there) else unquote(there[1:])
    return Place(file, f"{path}?page={number}")


def split_language(path: str) -> tuple[str, str]:
    """The language of a path, bokmål where it has none, and the path without it."""
    first = path.split("/", 2)[1] if "/" in path else ""
    return (first, path[len(first) + 1 :] or "/") if first in LANGUAGES else (LANGUAGES[0], path)


def is_page(path: str) -> bool:
    """Whether a path is that of a page: other forms have an ending."""
    return "." not in path.rpartition("/")[2] and not path.startswith("/.well-known/")


def page_file(path: str) -> str:
    """The file of a page."""
    return f"{unquote(path).strip('/')}/{INDEX}".lstrip("/")


def relative(file: str, start: str, anchor: str = "") -> str:
    """The link to a file from another, for any folder of any server, and for a folder of a disk."""
    found = quote(relpath(file, start.rpartition("/")[0] or "."), safe="/-._~")
    return f"{found}#{anchor}" if anchor else found
