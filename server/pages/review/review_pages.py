"""The routes of the review page, which only `rusfelt serve --review` has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from graph_build.errors import RusfeltError
from ontology import LANGUAGES
from server.http.messages import HttpError, Rendering, Request, Response, Route, redirect
from server.http.parameters import Parameters
from server.intake.review.review_file import ReviewFile
from server.pages.review.review_desk import ReviewDesk, shown
from server.pages.review.review_form import ReviewForm
from server.pages.review.review_gate import HOST, ReviewAccess
from server.pages.shared.language import in_language, language
from server.workers.body import Body

PATH = "/review"
METHODS = ("GET", "POST", "OPTIONS")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A text of the list: what waits and is decided, what waits for a second reader and has one; why it cannot be read (empty: it can)."""

    source: str
    title: str
    address: str
    second: str
    waiting: int
    decided: int
    unread: int
    read: int
    problem: str


@dataclass(frozen=True)
class ReviewPages:
    """All texts that are reviewed, and each of them, in each language."""

    access: ReviewAccess

    def routes(self) -> Iterator[Route]:
        """The list of texts and the page of each; the bare path leads to the reader's language."""
        for start in ("", *(f"/{lang}" for lang in LANGUAGES)):
            for path in (PATH, PATH + "/<word:name>"):
                yield Route(start + path, self.answer, "page", METHODS, lasting=False)

    async def answer(self, request: Request) -> Rendering:
        """What is left to do: all of it reads or writes files, and so has a thread."""
        return partial(self._answered, request)

    def _answered(self, request: Request) -> Response:
        why = self.access.refused(request)
        if why is not None:
            return shown("review_closed.html", 421 if why == HOST else 403, why=why)
        if request.method == "OPTIONS":
            allowed = ("allow", ", ".join((*METHODS, "HEAD")))
            return Response(204, None, Body.of(b""), (allowed,), private=True)
        first, *rest = request.path.strip("/").split("/")
        if first not in LANGUAGES:
            return replace(redirect(in_language(language())), private=True)
        try:
            return self._desk(request, rest[1]) if rest[1:] else self._list(request)
        except HttpError:
            raise
        except RusfeltError as error:
            return shown("review_unreadable.html", 409, problem=str(error))

    def _list(self, request: Request) -> Response:
        asked = {name: value for name, value in Parameters(request.query_string).pairs if name in ("token", "reader")}  # fmt: skip
        rows = [self._row(one, asked) for one in self._sources()]
        return shown("review_list.html", rows=rows, folder=str(self.access.folder))

    def _row(self, source: str, asked: Mapping[str, str]) -> ReviewRow:
        file = ReviewFile(self.access.folder, source)
        reader = self._reader(asked)
        first = ReviewDesk(file, reader, asked)
        second = ReviewDesk(file, reader, {**asked, "second": "1"})
        title = problem = ""
        try:
            title = first.title
            counts = (len(first.waiting), first.decided, len(second.waiting), second.decided)
        except RusfeltError as error:
            counts, problem = (0, 0, 0, 0), str(error)
        return ReviewRow(source, title, first.address(), second.address(), *counts, problem)

    def _desk(self, request: Request, source: str) -> Response:
        if source not in self._sources():
            return shown("review_unreadable.html", 404, problem="")
        asked = dict(Parameters(request.query_string).pairs)
        desk = ReviewDesk(ReviewFile(self.access.folder, source), self._reader(asked), asked)
        return desk.decide(ReviewForm.of(request)) if request.method == "POST" else desk.page()

    def _sources(self) -> list[str]:
        return sorted(path.stem for path in (self.access.folder / "facts").glob("*.toml"))

    def _reader(self, asked: Mapping[str, str]) -> str:
        return asked.get("reader", "").strip() or self.access.reader
