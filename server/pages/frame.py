"""What every page has beside its content: how it is cited, the same as data, the query behind it, links for machines.

A page is a face of an answer; JSON, CSV and citations are the others, at the address of the page with an ending.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

from server.answers import citation
from server.answers.citation import Citation
from server.answers.data_table import DataTable, as_csv, as_csv_metadata
from server.answers.names import document
from server.http.messages import Headers, Response
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository, root, served
from server.pages.interface_words import LANGUAGE_NAMES
from server.pages.language import in_language, language, localised
from server.pages.layout import JSON, data, page
from server.workers.body import Body

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA = "https://schema.org/"
CSV = "text/csv; charset=utf-8; header=present"
RDF = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about.

    `iri`: the thing of the graph, if it is one; `kind`: a class of schema.org; `query`: SPARQL that asks for what
    the page says; `words`: quoted `of` a source; `items`: addresses of what it collects.
    """

    title: str
    iri: str = ""
    kind: str = "WebPage"
    query: str = ""
    words: str = ""
    of: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """Another form of a page: its name, its address, its media type."""

    name: str
    href: str
    type: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page shows at its end and says in its headers; addresses as the reader's."""

    subject: Subject
    cite: Citation
    cite_text: str
    stem: str
    faces: tuple[Face, ...]
    rdf: tuple[Face, ...]
    query: str
    query_href: str
    alternates: tuple[tuple[str, str], ...]
    linked_data: str

    @property
    def headers(self) -> Headers:
        """Signposting (https://signposting.org/FAIR): typed links that a program follows."""
        links = [
            (self.cite.url, "cite-as", ""),
            (LICENSE, "license", ""),
            (SCHEMA + self.subject.kind, "type", ""),
            (SCHEMA + "AboutPage", "type", ""),
            (f"{self.stem}.linkset.json{self.query}", "linkset", "application/linkset+json"),
            *((one.href, "describedby", one.type) for one in self.rdf[:2]),
            *((one.href, "item", one.type) for one in self.faces),
        ]
        told = (
            f'<{href}>; rel="{rel}"' + (f'; type="{kind}"' if kind else "")
            for href, rel, kind in links
        )
        return (("link", ", ".join(told)),)


@dataclass(frozen=True)
class Faces(Generic[Answer]):
    """A page and its other forms: `answer` finds what it says, or aborts; `subject` and `table` are made of that."""

    template: str
    answer: Callable[..., Answer]
    subject: Callable[[Answer], Subject]
    table: Callable[[Answer], DataTable] | None = None
    tools: Callable[[], dict[str, Any]] = dict

    def add(self, blueprint: PageBlueprint, rule: str, *, bare: bool = True) -> None:
        """The paths of all forms; `bare`: the path without a language leads to the reader's, else it has a view."""
        stem = rule if rule != "/" else "/index"
        (blueprint.localised if bare else blueprint.in_languages)(rule)(self.page)
        endings = {".json": self.json}
        if self.table is not None:
            endings |= {".csv": self.csv, ".csv-metadata.json": self.csv_metadata}
        _add(blueprint, stem, endings)
        self.add_citations(blueprint, stem)

    def add_citations(self, blueprint: PageBlueprint, stem: str) -> None:
        """The paths of those forms that say only what the page is about."""
        endings = {".bib": self.bibtex, ".csl.json": self.csl, ".linkset.json": self.linkset}
        _add(blueprint, stem, endings)

    def page(self, **arguments: Any) -> Response:
        """The page."""
        found = self.answer(**arguments)
        frame = self._frame(found)
        made = page(self.template, answer=found, frame=frame, **self.tools())
        return replace(made, headers=(*made.headers, *frame.headers))

    def json(self, **arguments: Any) -> Response:
        """What it says, as JSON."""
        return data(self.answer(**arguments))

    def csv(self, **arguments: Any) -> Response:
        """Its table."""
        table = self._table(arguments)
        named = ("content-disposition", f'inline; filename="{table.name}.csv"')
        return _file(
            CSV,
            as_csv(table),
            named,
            (
                "link",
                f'<{table.name}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
            ),
        )

    def csv_metadata(self, **arguments: Any) -> Response:
        """What the columns of its table are."""
        found = self.answer(**arguments)
        assert self.table is not None
        title = self.subject(found).title
        return _file(
            "application/csvm+json", as_csv_metadata(self.table(found), title, language(), LICENSE)
        )

    def bibtex(self, **arguments: Any) -> Response:
        """How it is cited, for LaTeX."""
        return _file(
            "application/x-bibtex; charset=utf-8", citation.as_bibtex(self._cited(arguments))
        )

    def csl(self, **arguments: Any) -> Response:
        """How it is cited, for reference managers."""
        content = citation.as_csl(self._cited(arguments))
        return _file("application/vnd.citationstyles.csl+json", content)

    def linkset(self, **arguments: Any) -> Response:
        """Its typed links (RFC 9264)."""
        return _file("application/linkset+json", _linkset(self._frame(self.answer(**arguments))))

    def _table(self, arguments: dict[str, Any]) -> DataTable:
        assert self.table is not None
        return self.table(self.answer(**arguments))

    def _cited(self, arguments: dict[str, Any]) -> Citation:
        return self._frame(self.answer(**arguments)).cite

    def _frame(self, found: Answer) -> Frame:
        return frame_of(self.subject(found), table=self.table is not None)


def _add(blueprint: PageBlueprint, stem: str, endings: dict[str, Callable[..., Response]]) -> None:
    for ending, view in endings.items():
        blueprint.in_languages(stem + ending)(view)
        blueprint.page(stem + ending)(view)


def frame_of(subject: Subject, *, table: bool) -> Frame:
    """The frame of the page that is asked for, or whose other form is."""
    path, start = _page_path(), root().rstrip("/")
    stem = path if not path.endswith("/") else path + "index"
    query = _query()
    url = subject.iri or start + path + query
    cite = Citation(subject.title, url, served().snapshot.copy.digest, subject.words, subject.of)
    kinds = [("JSON", ".json", JSON), *([("CSV", ".csv", "text/csv")] if table else [])]
    faces = tuple(Face(name, stem + ending + query, kind) for name, ending, kind in kinds)
    return Frame(
        subject=subject,
        cite=cite,
        cite_text=citation.as_text(cite),
        stem=stem,
        faces=faces,
        rdf=_rdf(subject),
        query=query,
        query_href=localised("/sparql", language()) + "?" + urlencode({"query": subject.query})
        if subject.query
        else "",
        alternates=tuple((lang, in_language(lang)) for lang in LANGUAGE_NAMES),
        linked_data=_schema(subject, cite, start, faces),
    )


def _page_path() -> str:
    """The path of the page whose form is asked for, in its language."""
    path = localised(request.path, language())
    for ending in (".linkset.json", ".csl.json", ".csv-metadata.json", ".bib", ".json", ".csv"):
        if path.endswith(ending):
            path = path.removesuffix(ending)
            return path.removesuffix("index") if path.endswith("/index") else path
    return path


def _query() -> str:
    text = request.query_string.decode("ascii", "ignore")
    return f"?{text}" if text else ""


def _rdf(subject: Subject) -> tuple[Face, ...]:
    here = document(repository().base, subject.iri)
    names = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
    return (
        tuple(Face(names[one], f"{here}?format={one}", kind) for one, kind in RDF.items())
        if here
        else ()
    )


def _schema(subject: Subject, cite: Citation, start: str, faces: tuple[Face, ...]) -> str:
    """The page in the words of schema.org, complete in itself; safe inside an element `script`."""
    said: dict[str, Any] = {
        "@context": {"@vocab": SCHEMA},
        "@id": cite.url,
        "@type": subject.kind,
        "name": subject.title,
        "inLanguage": language(),
        "license": {"@id": LICENSE},
        "version": f"sha256:{cite.version}",
        "publisher": {"@type": "Organization", "name": citation.PUBLISHER},
        "url": {"@id": start + _page_path()},
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": one.type,
                "contentUrl": {"@id": start + one.href},
            }
            for one in faces
        ],
    }
    if subject.words:
        said["citation"] = f"{subject.of}: «{subject.words}»"
    if subject.items:
        said["hasPart"] = [{"@id": start + one} for one in subject.items]
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _linkset(frame: Frame) -> bytes:
    start = root().rstrip("/")

    def links(*targets: Face) -> list[dict[str, str]]:
        return [{"href": start + one.href, "type": one.type} for one in targets]

    context: dict[str, Any] = {
        "anchor": start + _page_path(),
        "cite-as": [{"href": frame.cite.url}],
        "license": [{"href": LICENSE}],
        "type": [{"href": SCHEMA + frame.subject.kind}, {"href": SCHEMA + "AboutPage"}],
        "item": [*links(*frame.faces), *({"href": start + one} for one in frame.subject.items)],
        "alternate": [
            {"href": start + href, "hreflang": [lang]} for lang, href in frame.alternates
        ],
        "author": [{"href": start + localised("/about", language())}],
    }
    if frame.rdf:
        context["describedby"] = links(*frame.rdf)
    return json.dumps({"linkset": [context]}, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(kind: str, content: bytes, *headers: tuple[str, str]) -> Response:
    return Response(200, kind, Body.of(content), headers, ("Accept-Language",), steady=True)
