"""Pages as a crawler has them: each once, with its links, its anchors, its weight."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import brotli
import html5rdf

from tests.server.served import Served

PAGE = {"Accept": "text/html", "Accept-Encoding": "br"}
# What names a thing that a caveat limits, and is answered with a list of such pages.
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

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The element around each."""
        return {child: one for one in self.tree.iter() for child in one}

    def links(self) -> Iterator[tuple[Element, str]]:
        """Its links to pages of the same server, as paths with parameters and anchor."""
        for one in self.tree.iter("a"):
            href = urljoin("http://here" + self.path, one.get("href", ""))
            if href.startswith("http://here/"):
                yield one, href.removeprefix("http://here")

    def anchors(self) -> set[str]:
        """What a link can lead to within it."""
        return {one.get("id", "") for one in self.tree.iter()} - {""}

    def loaded(self) -> list[str]:
        """What a browser loads beside it."""
        sources = [
            one.get("src") for one in self.tree.iter() if one.tag in ("script", "img", "iframe")
        ]
        sheets = [
            one.get("href")
            for one in self.tree.iter("link")
            if "stylesheet" in one.get("rel", "") or one.get("rel") == "icon"
        ]
        return [one for one in (*sources, *sheets) if one]

    def block(self, one: Element) -> Element:
        """The nearest element around a link that is read as one thing."""
        while one.tag not in BLOCKS and one in self.parents:
            one = self.parents[one]
        return one


def fetched(server: Served, path: str) -> Crawled:
    """One page."""
    with server.client.stream("GET", path, headers=PAGE) as answer:
        raw = b"".join(answer.iter_raw())
    coding, kind = answer.headers.get("Content-Encoding"), answer.headers["Content-Type"]
    text = (brotli.decompress(raw) if coding == "br" else raw).decode("utf-8", "replace")
    return Crawled(path, answer.status_code, kind, len(raw), text)


def crawled(
    server: Served, start: Iterable[str], follow: Callable[[str], bool]
) -> dict[str, Crawled]:
    """The pages at `start` and all that their links lead to, and so on, as far as `follow` says; data is left out."""
    edge, found = list(start), dict[str, Crawled]()
    while edge:
        path = edge.pop()
        if path in found:
            continue
        found[path] = page = fetched(server, path)
        if page.kind.startswith("text/html"):
            targets = {href.partition("#")[0] for _, href in page.links()}
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
