"""POST /validate: the shapes over anybody's graph, in a worker; the report in the form asked for."""

import asyncio
import re
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.formparser import parse_form_data

from ontology import DEFAULT_BASE
from server.http.compression import SMALLEST, compressed, encoding
from server.http.formats import HTML, Format
from server.http.messages import ALWAYS, CONTENT_POLICY, Problem, Reply, Request
from server.http.negotiation import NotAcceptable, choose
from server.pages.wording import LANGUAGES
from server.settings import MEGABYTE, Settings
from server.sparql.endpoint import Fault
from server.sparql.protocol import Fields, content_type
from server.workers import outcome as answers
from server.workers.handle import Counts, PoolSize
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Zygote

IDLE = 300.0
FORM = "multipart/form-data"
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
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


class Checking:
    """The workers that validate: started when the first graph comes, ended when none has come for a while."""

    def __init__(self, settings: Settings, loop: asyncio.AbstractEventLoop) -> None:
        self.settings, self.loop = settings, loop
        self.counts = Counts()
        self.pool: Pool | None = None
        self._starting = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None

    async def reply(self, request: Request) -> Reply:
        """The report on the graph that is sent; Problem says why there is none."""
        fields = Fields(request.query_string)
        given, kind, chosen = _sent(request)
        name = fields.one("format") or chosen.get("format")
        try:
            form = choose(request.accept, name, REPORTS)
        except NotAcceptable as error:
            raise Problem(406, str(error), ("vary", "Accept")) from error
        language = fields.one("lang") or chosen.get("lang") or "nb"
        if language not in LANGUAGES:
            raise Problem(400, f"The report can be had in {', '.join(LANGUAGES)}.")
        asked = {"format": kind, "form": form.name, "language": language}
        answer = await self._answered(asked, given)
        return _reply(form, answer, request)

    async def _answered(self, asked: dict[str, Any], given: bytes) -> answers.Answer:
        pool = await self._started()
        seconds = self.settings.validate_timeout
        with tempfile.TemporaryDirectory(prefix="rusfelt-") as folder:
            try:
                return await pool.ask({**asked, "folder": folder, "seconds": seconds}, given)
            except answers.Refused as error:
                if error.reason == "fault":
                    raise Fault(str(error)) from error
                raise Problem(400, str(error)) from error
            except answers.TooLong as error:
                raise Problem(
                    504, f"The validation was not done within {seconds:g} seconds."
                ) from error
            except answers.TooMuchMemory as error:
                raise Problem(413, "The validation needs more memory than it may have.") from error
            except answers.Crashed as error:
                raise Problem(400, "The graph cannot be read: it is nested too deep.") from error
            except answers.NotAnswered as error:
                raise Problem(503, str(error), ("retry-after", "5")) from error
            finally:
                self._rest()

    async def _started(self) -> Pool:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        async with self._starting:
            if self.pool is None:
                memory = self.settings.validate_memory_mb * MEGABYTE
                start = partial(
                    Zygote.started, "server.validation.report_task", DEFAULT_BASE, memory
                )
                try:
                    zygote = await asyncio.to_thread(start)
                except NoStart as error:
                    raise Problem(
                        503, "Validation cannot be started.", ("retry-after", "60")
                    ) from error
                size = PoolSize(self.settings.validators, 0, 8, 30.0, reuse=False, makes_way=False)
                self.pool = Pool(zygote, start, size, self.counts, self.loop)
            return self.pool

    def _rest(self) -> None:
        """When the last is done, wait a while for another, then end the workers: they take memory."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = self.loop.call_later(IDLE, lambda: self.loop.create_task(self._end_idle()))

    async def _end_idle(self) -> None:
        if self.pool is not None and not self.pool.places.taken:
            await self.close()

    async def close(self) -> None:
        """End the workers."""
        if self._idle is not None:
            self._idle.cancel()
        pool, self.pool = self.pool, None
        if pool is not None:
            await pool.close(0)


def _sent(request: Request) -> tuple[bytes, str, Mapping[str, str]]:
    """The graph of a request, the ending of its format, and what else a form has said."""
    kind = content_type(request)
    if kind == FORM:
        return _sent_by_form(request)
    if kind not in GRAPHS:
        raise Problem(415, f"Send the graph as one of: {', '.join(GRAPHS)}; or a file by {FORM}.")
    return request.body, GRAPHS[kind], {}


def _sent_by_form(request: Request) -> tuple[bytes, str, Mapping[str, str]]:
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": request.header("content-type"),
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body),
    }
    try:
        _, form, files = parse_form_data(environ, max_form_parts=20, silent=False)
    except (ValueError, HTTPException) as error:
        raise Problem(400, "The form cannot be read.") from error
    file = files.get("graph")
    if file is None or not file.filename:
        raise Problem(400, "The form has no file in its field graph.")
    ending = file.filename.rpartition(".")[2].lower()
    kind = GRAPHS.get(file.mimetype) or (ending if ending in ENDINGS else None)
    if kind is None:
        known = ", ".join("." + one for one in sorted(ENDINGS))
        raise Problem(415, f"The ending of the file says its format; use one of {known}.")
    return file.stream.read(), kind, form.to_dict()


def _reply(form: Format, answer: answers.Answer, request: Request) -> Reply:
    body = answer.body.read()
    headers = [
        ("content-type", form.content_type),
        ("vary", "Accept, Accept-Encoding"),
        ("cache-control", "no-store"),
    ]
    always = ALWAYS
    # The page stands alone, with its style in it.
    if form is HTML and (style := STYLE.search(body)):
        allowed = b64encode(sha256(style[1]).digest()).decode()
        policy = CONTENT_POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{allowed}'")
        always = tuple(
            (name, policy if name == "content-security-policy" else value) for name, value in ALWAYS
        )
    packing = encoding(request.header("accept-encoding"))
    if packing is not None and len(body) >= SMALLEST:
        body = compressed(body, packing)
        headers.append(("content-encoding", packing))
    return Reply(200, (*headers, *always), body)
