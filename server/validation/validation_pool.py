"""POST /validate: the shapes over anybody's graph, in a worker; the report in the form asked for."""

import asyncio
import json
import re
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from ontology import DEFAULT_BASE, LANGUAGES
from server.http.formats import HTML, Format
from server.http.messages import HttpError, Request, Response, not_stored
from server.http.negotiation import NotAcceptable, best_language, choose
from server.http.parameters import Parameters, content_type
from server.http.sent_form import MULTIPART, sent_form
from server.settings import MEGABYTE, Settings
from server.workers import outcome
from server.workers.budget import Budget
from server.workers.channel import Question
from server.workers.handle import Counts, PoolSize
from server.workers.idle_pool import IdlePool
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Spawner

# The module of the task, by its name: this process does not load the shapes.
TASK = "server.validation.report_task"
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/n3": "ttl",
    "text/rdf+n3": "ttl",
}
ENDINGS = frozenset({"ttl", "nt", "nq", "trig", "jsonld", "json", "rdf", "xml", "owl"})
REPORTS = (
    Format("turtle", "text/turtle", None, ("application/x-turtle",)),
    Format("json", "application/json", None),
    Format("text", "text/plain", None),
    HTML,
    Format("junit", "application/xml", None, ("text/xml",)),
    Format("sarif", "application/sarif+json", None),
)
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Upload:
    """A graph that was sent, the ending of its format, and what else a form has said."""

    graph: bytes
    kind: str
    chosen: Mapping[str, str]


class Fault(Exception):
    """A worker met what it did not foresee."""


class ValidationPool:
    """The workers that validate: started when the first graph comes, ended when none has come for a while."""

    def __init__(self, settings: Settings, waiting: int, spool: Budget) -> None:
        self.settings, self.waiting, self.spool = settings, waiting, spool
        self.counts = Counts()
        self._pool = IdlePool(self._made)

    async def validate(self, request: Request) -> Response:
        """The report on the graph that is sent; HttpError says why there is none."""
        parameters = Parameters(request.query_string)
        upload = _sent(request)
        name = parameters.one("format") or upload.chosen.get("format")
        try:
            form = choose(request.accept, name, REPORTS)
        except NotAcceptable as error:
            raise HttpError(406, str(error), ("vary", "Accept")) from error
        language = parameters.one("lang") or upload.chosen.get("lang")
        language = language or best_language(request.header("accept-language"))
        if language not in LANGUAGES:
            raise HttpError(400, f"The report can be had in {', '.join(LANGUAGES)}.")
        everything = (parameters.one("all") or upload.chosen.get("all") or "0") != "0"
        told = {"form": form.name, "language": language, "all": everything}
        body = (await self._answered(upload, told)).body
        style = _style(body.read()) if form is HTML else None
        return Response(
            200, form.content_type, body, vary=("Accept", "Accept-Language"), style=style
        )

    async def _answered(self, upload: Upload, told: Mapping[str, object]) -> outcome.Outcome:
        pool = await self._pool.started()
        seconds = self.settings.validate_timeout
        with _folder() as folder:
            about = json.dumps({**told, "format": upload.kind, "folder": folder})
            question = Question(about.encode(), upload.graph, seconds)
            try:
                return await pool.ask(question)
            except outcome.NotAnswered as error:
                raise _http_error(error, seconds) from error
            finally:
                self._pool.rest()

    async def _made(self) -> Pool:
        memory = self.settings.validate_memory_mb * MEGABYTE
        start = partial(Spawner.started, TASK, DEFAULT_BASE, memory)
        try:
            spawner = await asyncio.to_thread(start)
        except NoStart as error:
            raise HttpError(503, "Validation cannot be started.", ("retry-after", "60")) from error
        size = PoolSize(
            self.settings.validators, 0, self.waiting, 30.0, reuse=False, makes_way=False
        )
        return Pool(spawner, start, size, self.counts, asyncio.get_running_loop(), self.spool)

    async def close(self) -> None:
        """End the workers."""
        await self._pool.close()


@contextmanager
def _folder() -> Iterator[str]:
    """A folder for a while; HttpError where the disk is full."""
    try:
        made = tempfile.TemporaryDirectory(prefix="rusfelt-")
    except OSError as error:
        raise not_stored(full=True) from error
    with made as folder:
        yield folder


def _sent(request: Request) -> Upload:
    """The graph of a request; HttpError where there is none, or its format is not known."""
    kind = content_type(request)
    if kind == MULTIPART:
        return _sent_by_form(request)
    if kind not in GRAPHS:
        raise HttpError(
            415, f"Send the graph as one of: {', '.join(GRAPHS)}; or a file by {MULTIPART}."
        )
    return Upload(request.body, GRAPHS[kind], {})


def _sent_by_form(request: Request) -> Upload:
    form, files = sent_form(request)
    sent = [one for one in files.values() if one.filename]
    if len(sent) != 1:
        raise HttpError(400, "Send one file with the form, as its field graph.")
    (file,) = sent
    ending = str(file.filename).rpartition(".")[2].lower()
    kind = GRAPHS.get(file.mimetype) or (ending if ending in ENDINGS else None)
    if kind is None:
        known = ", ".join("." + one for one in sorted(ENDINGS))
        raise HttpError(415, f"The ending of the file says its format; use one of {known}.")
    return Upload(file.stream.read(), kind, form)


def _style(page: bytes) -> str | None:
    """The hash of the style sheet in a report's page, which stands alone; None where it has none."""
    style = STYLE.search(page)
    return b64encode(sha256(style[1]).digest()).decode() if style else None


def _http_error(error: outcome.NotAnswered, seconds: float) -> HttpError:
    """The status and the message for a graph without a report."""
    if isinstance(error, outcome.Refused) and error.reason == "fault":
        raise Fault(str(error)) from error
    if isinstance(error, outcome.Refused):
        return not_stored(full=True) if error.reason == "disk" else HttpError(400, str(error))
    if isinstance(error, outcome.TooLong):
        return HttpError(504, f"The validation was not done within {seconds:g} seconds.")
    if isinstance(error, outcome.TooMuchMemory):
        return HttpError(413, "The validation needs more memory than it may have.")
    if isinstance(error, outcome.NotStored):
        return not_stored(error.full)
    if isinstance(error, outcome.Crashed):
        return HttpError(400, "The graph cannot be read: it is nested too deep.")
    reason = (
        "No validator is there now"
        if isinstance(error, outcome.NoWorkers)
        else "All validators are taken"
    )
    return HttpError(503, f"{reason}. Try again in a moment.", ("retry-after", "5"))
