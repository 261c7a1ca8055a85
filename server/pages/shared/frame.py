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
from server.answers.elements.names import address, document
from server.answers.tables.data_table import DataTable, as_csv, as_csv_metadata
from server.http.messages import Headers, Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import remembered, repository, root, served
from server.pages.shared.interface_words import LANGUAGE_NAMES
from server.pages.shared.language import in_language, language, localised
from server.pages.shared.layout import JSON, data, page
from server.pages.shared.linked_data import linked_data
from server.pages.shared.subject import LICENSE, SCHEMA, Face
from server.pages.shared.subject import Subject as Subject  # pages have it from here
from server.workers.body import Body

CSV = "text/csv; charset=utf-8; header=present"
RDF = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
Answer = TypeVar("Answer")


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
    start: str

    @property
    def signposts(self) -> tuple[tuple[str, str, str], ...]:
        """Signposting (https://signposting.org/FAIR): typed links that a program follows; address, relation, type.

        They stand in the page too: a copy of it may be served without our headers.
        """
        return (
            (self.cite.url, "cite-as", ""),
            (LICENSE, "license", ""),
            (SCHEMA + self.subject.kind, "type", ""),
            (SCHEMA + "AboutPage", "type", ""),
            *((one, "author", "") for one in maker()),
            ("/.well-known/api-catalog", "api-catalog", "application/linkset+json"),
            (f"{self.stem}.linkset.json{self.query}", "linkset", "application/linkset+json"),
            *((one.href, "describedby", one.type) for one in self.rdf[:2]),
            *((one.href, "item", one.type) for one in self.faces),
        )

    @property
    def headers(self) -> Headers:
        """The same links as a header."""
        told = (
            f'<{self._absolute(href)}>; rel="{rel}"' + (f'; type="{kind}"' if kind else "")
            for href, rel, kind in self.signposts
        )
        return (("link", ", ".join(told)),)

    def _absolute(self, href: str) -> str:
        """An address for programs that know no other: not all resolve one that is relative, as RFC 8288 has it."""
        return self.start + href if href.startswith("/") else href


@dataclass(frozen=True)
class Faces(Generic[Answer]):
    """A page and its other forms: `answer` finds what it says, or aborts; `subject` and `table` are made of that.

    `status` is that of the page and of its JSON.
    """

    template: str
    answer: Callable[..., Answer]
    subject: Callable[[Answer], Subject]
    table: Callable[[Answer], DataTable] | None = None
    tools: Callable[[], dict[str, Any]] = dict
    status: Callable[[Answer], int] = lambda _: 200

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
        found = self._found(arguments)
        frame = self._frame(found)
        status = self.status(found)
        made = page(self.template, status, answer=found, frame=frame, **self.tools())
        return replace(made, headers=(*made.headers, *frame.headers))

    def json(self, **arguments: Any) -> Response:
        """What it says, as JSON."""
        found = self._found(arguments)
        return replace(data(found), status=self.status(found))

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
        found = self._found(arguments)
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
        return _file("application/linkset+json", _linkset(self._frame(self._found(arguments))))

    def _found(self, arguments: dict[str, Any]) -> Answer:
        key = (self.template, language(), _query(), *sorted(arguments.items()))
        return remembered(key, lambda: self.answer(**arguments))

    def _table(self, arguments: dict[str, Any]) -> DataTable:
        assert self.table is not None
        return self.table(self._found(arguments))

    def _cited(self, arguments: dict[str, Any]) -> Citation:
        return self._frame(self._found(arguments)).cite

    def _frame(self, found: Answer) -> Frame:
        return frame_of(self.subject(found), table=self.table is not None)


def maker() -> tuple[str, ...]:
    """The page of who has made the data; of somebody's graph nobody here knows that."""
    graph = repository()
    iri = graph.base + "id/organisation/rusfelt"
    return () if graph.foreign else (localised(address(graph.base, iri), language()),)


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
        linked_data=linked_data(subject, cite, path, faces),
        start=start,
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
        "author": [{"href": start + one} for one in maker()],
    }
    if frame.rdf:
        context["describedby"] = links(*frame.rdf)
    return json.dumps({"linkset": [context]}, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(kind: str, content: bytes, *headers: tuple[str, str]) -> Response:
    return Response(200, kind, Body.of(content), headers, ("Accept-Language",), steady=True)
