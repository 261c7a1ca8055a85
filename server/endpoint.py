"""The endpoint: a request of the protocol, answered as data."""

import asyncio
from collections.abc import Mapping
from typing import IO

from server.answering import Answering, Given, Question
from server.cache import Kept, answer_headers
from server.encoding import compressed_file, encoding
from server.exchange import Headers, Problem, Reply, Request, matches
from server.formats import RESULTS, TRIPLES
from server.negotiation import NotAcceptable, choice
from server.protocol import Asked
from server.workers import answers

STATUS: Mapping[type[answers.NotAnswered], int] = {
    answers.TooLong: 504,
    answers.TooMuchMemory: 413,
    answers.Crashed: 400,
    answers.Lost: 503,
    answers.Busy: 503,
}
RETRY = ("retry-after", "2")


class Fault(Exception):
    """A worker met what it did not foresee."""


def question(asked: Asked, accept: str) -> Question:
    """A request as a question to the workers; Problem 406 where no answer of either kind would be accepted."""
    assert asked.query is not None
    results, triples = choice(accept, asked.form, RESULTS), choice(accept, asked.form, TRIPLES)
    if results is None and triples is None:
        raise not_acceptable(NotAcceptable((*RESULTS, *TRIPLES)))
    return Question(
        asked.query,
        asked.default,
        asked.named,
        results.name if results else None,
        triples.name if triples else None,
    )


def not_acceptable(error: NotAcceptable) -> Problem:
    """406, with the list of what can be had."""
    return Problem(406, str(error), ("vary", "Accept"))


async def given(answering: Answering, asked: Question, seconds: float) -> Given:
    """The answer to a question; Problem says why there is none."""
    try:
        return await answering.give(asked, seconds)
    except answers.NotAnswered as error:
        raise problem(error, seconds) from error


def problem(error: answers.NotAnswered, seconds: float) -> Problem:
    """The status and the message for a question without an answer."""
    if isinstance(error, answers.Refused):
        if error.reason == "format":
            return not_acceptable(NotAcceptable(TRIPLES if str(error) == "triples" else RESULTS))
        if error.reason == "fault":
            raise Fault(str(error)) from error
        return Problem(413 if error.reason == "large" else 400, str(error))
    status = STATUS[type(error)]
    if status == 504:
        return Problem(504, f"The query was not answered within {seconds:g} seconds. Ask for less.")
    return Problem(status, str(error), *([RETRY] if status == 503 else []))


async def reply(found: Given, request: Request) -> Reply:
    """An answer as a reply to a request: compressed, or 304, as the client wants."""
    packing = encoding(request.header("accept-encoding"))
    if found.kept is not None:
        return kept_reply(found.kept, packing, request.header("if-none-match"))
    assert found.answer is not None
    about, body = found.answer.about, found.answer.body
    headers = answer_headers(found.content_type, about["digest"], packing or "", about["steady"])
    if matches(_tag(headers), request.header("if-none-match")):
        return Reply(304, headers)
    path: str | None = body.path
    assert path is not None
    if packing is None:
        return Reply(200, headers, file=path, kept=body)
    packed: IO[bytes] = await asyncio.to_thread(compressed_file, path, packing)
    return Reply(200, headers, file=f"/proc/self/fd/{packed.fileno()}", kept=packed)


def kept_reply(kept: Kept, packing: str | None, if_none_match: str) -> Reply:
    """A reply from memory."""
    headers, body = kept.sent(packing)
    if if_none_match and matches(_tag(headers), if_none_match):
        return Reply(304, headers)
    return Reply(200, headers, body)


def _tag(headers: Headers) -> str | None:
    return next((value for name, value in headers if name == "etag"), None)
