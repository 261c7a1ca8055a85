"""The endpoint: a request of the protocol, answered as data."""

from collections.abc import Mapping

from server.http.compression import encoding
from server.http.formats import RESULTS, TRIPLES
from server.http.messages import Headers, Problem, Reply, Request, matches
from server.http.negotiation import NotAcceptable, choice
from server.sparql.cache import Kept
from server.sparql.evaluator import Answering, Question
from server.sparql.protocol import Asked
from server.workers import outcome as answers
from server.workers.outcome import Body

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


async def given(answering: Answering, asked: Question, seconds: float) -> tuple[Kept, str]:
    """The answer to a question, and how it was come by; Problem says why there is none."""
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


async def reply(answering: Answering, asked: Question, kept: Kept, request: Request) -> Reply:
    """An answer as a reply to a request: compressed, or 304, as the client wants."""
    packing = encoding(request.header("accept-encoding"))
    found = kept.at_hand(packing)
    if found is None:
        assert packing is not None
        found = await kept.made(packing)
        answering.keep(asked, kept)  # it has grown
    return sent(*found, request.header("if-none-match"))


def at_hand(kept: Kept, request: Request) -> Reply | None:
    """The same, where nothing has to be made for it."""
    found = kept.at_hand(encoding(request.header("accept-encoding")))
    return None if found is None else sent(*found, request.header("if-none-match"))


def sent(headers: Headers, body: Body, if_none_match: str) -> Reply:
    """Headers and bytes as a reply; 304 for a client that has them."""
    if if_none_match:
        tag = next((value for name, value in headers if name == "etag"), None)
        if matches(tag, if_none_match):
            return Reply(304, headers)
    if body.path is None:
        return Reply(200, headers, body.read())
    length = ("content-length", str(body.size))
    return Reply(200, (*headers, length), file=body.path, kept=body)
