"""From a question to its answer: kept ones at once, identical ones in flight together, the rest from the workers."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from server.cache import Cache, Kept
from server.formats import BY_NAME
from server.settings import MEGABYTE, Settings
from server.workers.answers import Answer, NotAnswered
from server.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its dataset, and the short names of the formats for either kind of answer (None: none will do)."""

    query: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    results: str | None
    triples: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """What was found: an answer that is kept in memory, or one that is too large for that."""

    kept: Kept | None
    answer: Answer | None
    content_type: str
    how: str

    def body(self) -> bytes:
        """All bytes of the answer."""
        if self.kept is not None:
            return self.kept.body
        assert self.answer is not None
        return self.answer.body.read()


class Answering:
    """Answers questions over one snapshot."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self.pool, self.settings = pool, settings
        self.cache = Cache(settings.cache_mb * MEGABYTE)
        self.flights: dict[Hashable, asyncio.Future[Answer]] = {}
        self.joined = 0

    async def give(self, question: Question, seconds: float) -> Given:
        """The answer; NotAnswered says why there is none."""
        kept = self.cache.get(question)
        if kept is not None:
            return Given(kept, None, kept.content_type, "hit")
        answer, how = await self._together(question, seconds)
        content_type = BY_NAME[answer.about["format"]].content_type
        if answer.body.file is not None:
            return Given(None, answer, content_type, how)
        about = answer.about
        kept = Kept(
            content_type, about["digest"], answer.body.read(), about["steady"], len(question.query)
        )
        if kept.steady:
            self.cache.put(question, kept)
        return Given(kept, None, content_type, how)

    async def _together(self, question: Question, seconds: float) -> tuple[Answer, str]:
        """The answer of the workers; who asks the same at the same time waits for the first, and takes over if it leaves."""
        key = (question, seconds)
        while (first := self.flights.get(key)) is not None:
            self.joined += 1
            await asyncio.wait((first,))
            if not first.cancelled():
                return first.result(), "joined"
        flight = self.flights[key] = asyncio.get_running_loop().create_future()
        try:
            answer = await self.pool.ask(self._asked(question, seconds), question.query.encode())
            flight.set_result(answer)
        except NotAnswered as error:
            flight.set_exception(error)
            flight.exception()  # it is known here, should nobody else wait for it
            raise
        finally:
            del self.flights[key]
            flight.cancel()
        return answer, "miss"

    def _asked(self, question: Question, seconds: float) -> dict[str, Any]:
        return {
            "default": question.default,
            "named": question.named,
            "results": question.results,
            "triples": question.triples,
            "seconds": seconds,
            "bytes": self.settings.answer_mb * MEGABYTE,
            "rows": self.settings.rows,
        }
