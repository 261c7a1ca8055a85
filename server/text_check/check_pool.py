"""POST /check: a text held against the graph, in a worker; the report in the form asked for. The text is not kept."""

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import partial

from ontology import LANGUAGES
from server.http.formats import HTML, Format
from server.http.messages import HttpError, Request, Response, not_stored
from server.http.negotiation import NotAcceptable, best_language, choose
from server.http.parameters import Parameters, content_type, decoded
from server.http.sent_form import MULTIPART, sent_form
from server.publication.site import Snapshot
from server.settings import MEGABYTE, Settings
from server.text_check import check_task
from server.text_check.html_form import STYLE
from server.workers import outcome
from server.workers.body import Body
from server.workers.budget import Budget
from server.workers.channel import Question
from server.workers.handle import Counts, PoolSize
from server.workers.idle_pool import IdlePool
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Spawner

# Bytes of a text; texts that are worked on at once, and that wait.
LARGEST, WORKERS, WAITING = MEGABYTE, 2, 8
FORMS = (
    Format("json", "application/json", None),
    HTML,
    Format("text", "text/plain", None),
    Format("sarif", "application/sarif+json", None),
)
URLENCODED = "application/x-www-form-urlencoded"


class CheckPool:
    """The workers that hold texts against the snapshot that is served: started when the first text comes."""

    def __init__(self, settings: Settings, snapshot: Callable[[], Snapshot], spool: Budget) -> None:
        self.settings, self.snapshot, self.spool = settings, snapshot, spool
        self.counts = Counts()
        self._pool, self._digest = IdlePool(self._made), ""

    async def check(self, request: Request) -> Response:
        """The report on the text that is sent; HttpError says why there is none."""
        parameters = Parameters(request.query_string)
        text, chosen = _sent(request)
        name = parameters.one("format") or chosen.get("format")
        try:
            form = choose(request.accept, name, FORMS)
        except NotAcceptable as error:
            raise HttpError(406, str(error), ("vary", "Accept")) from error
        language = parameters.one("lang") or chosen.get("lang")
        language = language or best_language(request.header("accept-language"))
        if language not in LANGUAGES:
            raise HttpError(400, f"The report can be had in {', '.join(LANGUAGES)}.")
        body = await self.report(text, form.name, language)
        style = STYLE if form is HTML else None
        vary = ("Accept", "Accept-Language")
        return Response(200, form.content_type, body, vary=vary, style=style)

    async def report(self, text: str, form: str, language: str) -> Body:
        """The report on a text in one of the forms; HttpError says why there is none."""
        about = json.dumps({"form": form, "language": language})
        question = Question(about.encode(), _text(text).encode(), self.settings.timeout)
        return (await self._answered(question)).body

    async def _answered(self, question: Question) -> outcome.Outcome:
        # Of another snapshot than that which is served now, the workers are ended.
        pool = await self._pool.started(lambda: self._digest == self.snapshot().copy.digest)
        try:
            return await pool.ask(question)
        except outcome.NotAnswered as error:
            raise _http_error(error, question.seconds) from error
        finally:
            self._pool.rest()

    async def _made(self) -> Pool:
        """Workers over the snapshot that is served now."""
        snapshot = self.snapshot()
        told = check_task.argument(snapshot.copy.path, snapshot.repository.base)
        memory, shared = self.settings.memory_mb * MEGABYTE, (snapshot.copy.descriptor,)
        start = partial(Spawner.started, check_task.__name__, told, memory, shared)
        try:
            spawner = await asyncio.to_thread(start)
        except NoStart as error:
            raise HttpError(503, "The check cannot be started.", ("retry-after", "60")) from error
        self._digest = snapshot.copy.digest
        size = PoolSize(WORKERS, 0, WAITING, self.settings.patience, makes_way=False)
        return Pool(spawner, start, size, self.counts, asyncio.get_running_loop(), self.spool)

    async def close(self) -> None:
        """End the workers."""
        await self._pool.close()


def _sent(request: Request) -> tuple[str, Mapping[str, str]]:
    """The text of a request, and what else a form has said; HttpError where there is none."""
    kind = content_type(request)
    if kind == URLENCODED:
        fields = Parameters(decoded(request.body))
        told = {name: fields.one(name) or "" for name in ("text", "format", "lang")}
        return _text(told["text"]), {name: value for name, value in told.items() if value}
    if kind == MULTIPART:
        form = _form(request)
        return _text(form.get("text", "")), form
    if kind != "text/plain":
        raise HttpError(
            415, f"Send the text as text/plain, or as the field text of a form ({MULTIPART})."
        )
    return _text(decoded(request.body)), {}


def _text(text: str) -> str:
    if "\0" in text:
        raise HttpError(400, "The body is no text: it has characters that are zero.")
    if not text.strip():
        raise HttpError(400, "Send a text: there is none.")
    return text


def _form(request: Request) -> Mapping[str, str]:
    told, files = sent_form(request)
    file = files.get("text")
    if file is not None and file.filename:
        told["text"] = decoded(file.stream.read())
    return told


def _http_error(error: outcome.NotAnswered, seconds: float) -> HttpError:
    """The status and the message for a text without a report."""
    match error:
        case outcome.TooLong():
            return HttpError(504, f"The check was not done within {seconds:g} seconds. Send less.")
        case outcome.TooMuchMemory():
            return HttpError(413, "The check needs more memory than it may have. Send less.")
        case outcome.NotStored():
            return not_stored(error.full)
        case outcome.NoWorkers() | outcome.Busy():
            return HttpError(
                503, "All that check texts are taken. Try again in a moment.", ("retry-after", "5")
            )
    return HttpError(500, "The text could not be checked. The fault is ours.")
