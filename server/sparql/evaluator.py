"""From a query to its answer: kept ones at once, identical ones in flight together, the rest from the workers."""

import asyncio
import json
import re
from collections.abc import Hashable

from server.http.cache import Cache
from server.http.formats import BY_NAME
from server.repository.interface import Repository
from server.sparql.sparql_query import Answer, SparqlQuery
from server.workers.channel import Question
from server.workers.outcome import NotAnswered
from server.workers.pool import Pool

# What makes two answers to one query differ, or an escape that may spell it. Found in a string or a comment it
# costs no more than a worker.
DIFFERS = re.compile(r"RAND|UUID|NOW|BNODE|\\\\u", re.IGNORECASE)


class Evaluator:
    """Answers queries over one repository. `most`: bytes of the answers that are kept."""

    def __init__(self, repository: Repository, pool: Pool, most: int) -> None:
        self.repository, self.pool = repository, pool
        self.cache: Cache[Answer] = Cache(most)
        self.flights: dict[Hashable, asyncio.Future[Answer]] = {}
        self.joined = 0

    async def answer(self, query: SparqlQuery) -> tuple[Answer, str]:
        """The answer, and how it was come by (hit, miss, joined); NotAnswered says why there is none."""
        kept = self.cache.get(query)
        if kept is not None:
            return kept, "hit"
        if DIFFERS.search(query.text):
            return await self._asked(query), "miss"
        answer, how = await self._together(query)
        self.cache.put(query, answer, answer.size + query.size)
        return answer, how

    async def _together(self, query: SparqlQuery) -> tuple[Answer, str]:
        """The answer of the workers; who asks the same at the same time waits for the first, and takes over if it leaves."""
        # The deadline too: who gave more time must not be told that it has passed for who gave less.
        key = (query, query.seconds)
        while (first := self.flights.get(key)) is not None:
            self.joined += 1
            await asyncio.wait((first,))
            if not first.cancelled():
                return first.result(), "joined"
        flight = self.flights[key] = asyncio.get_running_loop().create_future()
        try:
            answer = await self._asked(query)
            flight.set_result(answer)
        except NotAnswered as error:
            flight.set_exception(error)
            # Future.exception() marks it as seen, should nobody else wait for it.
            flight.exception()
            raise
        finally:
            del self.flights[key]
            flight.cancel()
            # The future, its exception and this frame would hold each other until the collector comes.
            del flight
        return answer, "miss"

    async def _asked(self, query: SparqlQuery) -> Answer:
        question = Question(query.about(), query.text.encode(), query.seconds)
        outcome = await self.pool.ask(question)
        told = json.loads(outcome.about)
        content_type = BY_NAME[told["format"]].content_type
        return Answer(content_type, told["digest"], told["steady"], outcome.body)
