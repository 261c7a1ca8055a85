"""Pages in the place of addresses without a language: they list the languages, and lead nobody anywhere by themselves.

A server would choose by what the reader asks for; files cannot. The IRIs of things (`/id/…`) and of their documents
(`/doc/…`) stay addresses of the copy that way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ontology import LANGUAGES
from rusfelt.static_copy.addresses import RDF, page_file, relative, split_language
from server.pages.shared.interface_words import LANGUAGE_NAMES

TITLE = re.compile(r"<title>([^<]*)</title>")
DOCUMENT = re.compile(r'href="(/doc/[^"?]+)\?format=ttl"')
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
STYLE, ICON = "static/rusfelt.css", "static/rusfelt.svg"
FORMS = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}


@dataclass
class Entries:
    """The pages that were met: titles by path and language, and the documents of things with the page of each."""

    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def page(self, source: str, html: str) -> None:
        """A page of the site, before its links are changed."""
        if "?" in source or source.split("/", 2)[1] not in LANGUAGES:
            return
        lang, bare = split_language(source)
        title = TITLE.search(html)
        self.titles.setdefault(bare, {})[lang] = unescape(title[1]) if title else bare
        document = DOCUMENT.search(html)
        if document is not None:
            self.documents.setdefault(document[1], bare)

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """All entries by the names of their files."""
        met = set[str]()
        for path, bare in self._all():
            name = page_file(path)
            if name not in met:
                met.add(name)
                yield name, self._rendered(name, path, bare)

    def _all(self) -> Iterator[tuple[str, str]]:
        """The paths without a language, each with that of its page."""
        yield from ((bare, bare) for bare in self.titles if bare not in self.documents)
        for document, bare in self.documents.items():
            yield document, bare
            yield "/id/" + document.removeprefix("/doc/"), bare

    def _rendered(self, name: str, path: str, bare: str) -> bytes:
        titles = self.titles[bare]
        pages = [
            (lang, LANGUAGE_NAMES[lang], titles[lang], relative(page_file(f"/{lang}{bare}"), name))
            for lang in LANGUAGES
            if lang in titles
        ]
        document = path if path in self.documents else "/doc/" + path.removeprefix("/id/")
        data = [
            (FORMS[form], relative(f"{document[1:]}.{form}", name))
            for form in RDF
            if document in self.documents and form in FORMS
        ]
        text = TEMPLATES.get_template("entry.html").render(
            title=next(iter(titles.values())),
            pages=pages,
            data=data,
            style=relative(STYLE, name),
            icon=relative(ICON, name),
        )
        return text.encode()
