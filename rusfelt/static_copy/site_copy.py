"""The site, asked page by page in this process, and written as files that any web server can host."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient

from graph_build.errors import RusfeltError
from ontology import LANGUAGES
from rusfelt.static_copy.addresses import (
    INDEX,
    NOTE,
    SERVED,
    Addresses,
    Place,
    page_file,
    split_language,
)
from rusfelt.static_copy.copied_page import linkset, rewritten
from rusfelt.static_copy.destination import Destination
from rusfelt.static_copy.entries import Entries
from server.pages.shared.context import FROZEN
from server.pages.site.copy_note import not_in_a_copy

# What no page links to: the files that machines look for, in the forms that have an ending.
DISCOVERED = (
    "/robots.txt", "/llms.txt", "/.well-known/void?format=ttl", "/.well-known/void?format=jsonld",
    "/.well-known/sparql-examples?format=ttl", "/def?format=ttl",
)  # fmt: skip
OFTEN = 1_000  # files between two lines of progress


@dataclass
class SiteCopy:
    """A copy on its way: what is still to be asked for, and what is written."""

    app: Flask
    address: str
    base: str
    to: Destination
    progress: Callable[[str], None]
    check: Callable[[], None]
    pages: deque[Place] = field(default_factory=deque)
    files: list[Place] = field(default_factory=list)
    memory: dict[Hashable, Any] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """What is not settable."""
        self.addresses, self.entries = Addresses(self.base), Entries()
        self.client: FlaskClient = self.app.test_client(use_cookies=False)

    def run(self) -> None:
        """Write all; RusfeltError where the site does not answer."""
        for path in (*self._mapped(), *DISCOVERED):
            place, _ = self.addresses.place(path, "/") or (None, "")
            assert place is not None
            self._meet(place)
        # The other forms of a page come right after it, and share what was found for it.
        while self.files or self.pages:
            self.check()
            self._take(self.files.pop() if self.files else self.pages.popleft())
        for lang in LANGUAGES:
            self._note(lang)
        for name, page in self.entries.pages():
            if name not in self.met:
                self.to.write(name, page)

    def _mapped(self) -> Iterator[str]:
        """The paths of the site map, which is written too."""
        found = list[str]()
        for name in self._maps("sitemap.xml"):
            tree = ElementTree.fromstring(self._get("/" + name)[0])
            found += [one.text or "" for one in tree.iter() if one.tag.endswith("}loc")]
        return (one.removeprefix(self.address) for one in found if ".xml" not in one)

    def _maps(self, name: str) -> Iterator[str]:
        content, _ = self._get("/" + name)
        self.to.write(name, content)
        yield name
        for one in ElementTree.fromstring(content).iter():
            if one.tag.endswith("}loc") and (one.text or "").endswith(".xml"):
                yield from self._maps((one.text or "").rpartition("/")[2])

    def _meet(self, place: Place) -> None:
        if place.file not in self.met and (place.source or place.content is not None):
            self.met.add(place.file)
            (self.pages if place.file.endswith(INDEX) else self.files).append(place)

    def _take(self, place: Place) -> None:
        if place.content is not None:
            self._write(place.file, place.content)
            return
        assert place.source is not None
        if place.file.endswith(INDEX):
            self.memory.clear()
        content, kind = self._get(place.source)
        if kind.startswith("text/html"):
            self.entries.page(place.source, content.decode())
            content = self._page(content.decode(), place)
        elif place.file.endswith(".linkset.json"):
            content = linkset(content.decode()).encode()
        self._write(place.file, content)

    def _page(self, html: str, place: Place) -> bytes:
        assert place.source is not None
        return rewritten(html, place.source, place.file, self.addresses, self._meet).encode()

    def _write(self, name: str, content: bytes) -> None:
        self.to.write(name, content)
        if len(self.to.sums) % OFTEN == 0:
            self.progress(f"{len(self.to.sums)} files, at least {len(self.pages)} pages are left")

    def _note(self, lang: str) -> None:
        """What stands in the place of what needs a server."""
        for bare in ("/" + NOTE, *SERVED):
            path = f"/{lang}{bare}"
            with self.app.test_request_context(
                path, base_url=self.address, environ_overrides={FROZEN: self.memory}
            ):
                html = not_in_a_copy().body.read().decode()
            place = Place(page_file(path), path)
            self.to.write(place.file, self._page(html, place))
            self.entries.page(path, html)

    def _get(self, address: str) -> tuple[bytes, str]:
        """What the site answers, and its media type; the way to a page elsewhere is followed."""
        answer = self.client.get(
            address,
            base_url=self.address,
            headers={
                "Accept": "text/html, */*;q=0.1",
                "Accept-Language": split_language(address)[0],
            },
            environ_overrides={FROZEN: self.memory},
            follow_redirects=True,
        )
        if answer.status_code != 200:
            raise RusfeltError(f"{address}: is answered with {answer.status_code}")
        return answer.data, answer.content_type or ""
