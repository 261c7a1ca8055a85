"""From a question to its answer: kept ones at once, identical ones in flight together, the rest from the workers."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from server.http.formats import BY_NAME
from server.settings import MEGABYTE, Settings
from server.sparql.cache import Cache, Kept
from server.workers.outcome import Answer, NotAnswered
from server.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its dataset, and the short names of the formats for either kind of answer (None: none will do)."""

    query: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    results: str | None
    triples: str | None

    @property
    def size(self) -> int:
        """Bytes that it takes itself, about."""
        graphs = (*(self.default or ()), *(self.named or ()))
        return len(self.query) + sum(map(len, graphs)) + 100 * len(graphs)


class Answering:
    """Answers questions over one snapshot."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self.pool, self.settings = pool, settings
        self.cache: Cache[Kept] = Cache(settings.cache_mb * MEGABYTE)
        self.flights: dict[Hashable, asyncio.Future[Answer]] = {}
        self.joined = 0

    async def give(self, question: Question, seconds: float) -> tuple[Kept, str]:
        """The answer, and how it was come by; NotAnswered says why there is none."""
        kept = self.cache.get(question)
        if kept is not None:
            return kept, "hit"
        answer, how = await self._together(question, seconds)
        about, content_type = answer.about, BY_NAME[answer.about["format"]].content_type
        kept = Kept(content_type, about["digest"], answer.body, about["steady"])
        self.keep(question, kept)
        return kept, how

    def keep(self, question: Question, kept: Kept) -> None:
        """Keep an answer, where it is the same whenever it is asked for."""
        if kept.steady:
            self.cache.put(question, kept, kept.size + question.size)

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
            del flight  # else it, its exception and this frame would hold each other
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
