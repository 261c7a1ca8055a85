"""Pages as a crawler has them: each once, with its links, its anchors, its weight."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import Any, Self
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import brotli
import html5rdf
from lxml import etree
from lxml.html import document_fromstring

from tests.server.served import Served

PAGE = {"Accept": "text/html", "Accept-Encoding": "br"}
# What names a thing that a caveat limits, and is answered with a list of such pages.
AROUND = ("header", "footer", "aside", "nav")
BLOCKS = ("li", "tr", "p", "dd", "h1", "figcaption", "section")


@dataclass(frozen=True)
class Crawled:
    """A page: where it was asked for, its status, its bytes as they came and as they are."""

    path: str
    status: int
    kind: str
    wire: int
    text: str

    @cached_property
    def tree(self) -> Element:
        """Its elements."""
        found = html5rdf.parse(self.text, treebuilder="etree", namespaceHTMLElements=False)
        assert isinstance(found, Element)
        return found

    def anchors(self) -> set[str]:
        """What a link can lead to within it."""
        return {one.get("id", "") for one in self.tree.iter()} - {""}


def fetched(server: Served, path: str) -> Crawled:
    """One page."""
    with server.client.stream("GET", path, headers=PAGE) as answer:
        raw = b"".join(answer.iter_raw())
    coding, kind = answer.headers.get("Content-Encoding"), answer.headers["Content-Type"]
    text = (brotli.decompress(raw) if coding == "br" else raw).decode("utf-8", "replace")
    return Crawled(path, answer.status_code, kind, len(raw), text)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the same server: path with parameters and anchor; whether it stands around the content.

    `bare`: of a claim or statement that nothing beside it marks as limited, the words around it.
    """

    href: str
    framed: bool
    bare: str | None


@dataclass(frozen=True, slots=True)
class PageRead:
    """What is kept of a page: a crawl of the whole site, with the tree of each page, would not fit in memory."""

    path: str
    status: int
    kind: str
    raw: int
    wire: int
    lang: str
    marked: frozenset[str]
    links: tuple[Link, ...]
    anchors: frozenset[str]
    loaded: tuple[str, ...]

    @classmethod
    def of(cls, page: Crawled) -> Self:
        """The page as libxml2 reads it, which takes a fiftieth of the time; that it is valid HTML is another test's."""
        html = page.kind.startswith("text/html")
        tree = document_fromstring(page.text.encode()) if html else None
        every = () if tree is None else tuple(tree.iter(etree.Element))
        return cls(
            page.path,
            page.status,
            page.kind,
            len(page.text.encode()),
            page.wire,
            "" if tree is None else tree.get("lang", ""),
            frozenset(intern(one.get("lang")) for one in every if one.get("lang") is not None),
            tuple(_links(page.path, every)),
            frozenset(intern(one.get("id")) for one in every if one.get("id")),
            tuple(_loaded(every)),
        )


def _links(path: str, every: Iterable[Any]) -> Iterator[Link]:
    for one in every:
        href = urljoin("http://here" + path, one.get("href", "")) if one.tag == "a" else ""
        if href.startswith("http://here/"):
            bare = _bare(one) if claim_of(href) else None
            skip = one.get("class") == "skip"
            framed = skip or any(each.tag in AROUND for each in one.iterancestors())
            yield Link(intern(href.removeprefix("http://here")), framed, bare)


def _bare(link: Any) -> str | None:
    around = (one for one in (link, *link.iterancestors()) if one.tag in BLOCKS)
    block = next(around, link)
    if any("limit" in one.get("class", "").split() for one in block.iter(etree.Element)):
        return None
    return plain("".join(block.itertext()))


def _loaded(every: Iterable[Any]) -> Iterator[str]:
    for one in every:
        if one.tag in ("script", "img", "iframe"):
            yield from filter(None, [one.get("src")])
        elif one.tag == "link" and one.get("rel") in ("stylesheet", "icon"):
            yield one.get("href", "")


def crawled(
    server: Served, start: Iterable[str], follow: Callable[[str], bool]
) -> dict[str, PageRead]:
    """The pages at `start` and all that their links lead to, and so on, as far as `follow` says; data is left out."""
    edge, found = list(start), dict[str, PageRead]()
    while edge:
        path = edge.pop()
        if path in found:
            continue
        found[path] = page = PageRead.of(fetched(server, path))
        targets = {one.href.partition("#")[0] for one in page.links}
        edge += [one for one in sorted(targets) if one not in found and follow(one)]
    return found


def plain(text: str) -> str:
    """Text without the spaces that only the source has."""
    return re.sub(r"\s+", " ", text).strip()


def claim_of(path: str) -> str | None:
    """The local name of the claim or statement whose page a path is."""
    parts = unquote(urlsplit(path).path).split("/")[2:]
    if parts[:1] == ["claims"] and len(parts) == 3:
        return f"claim/{parts[1]}-{parts[2]}"
    return "/".join(parts[1:]) if parts[:1] == ["doc"] else None
