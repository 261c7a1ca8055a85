"""One query over the graph of a snapshot, answered as the server answers: by a worker, within limits."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

from graph_build.errors import RusfeltError, Unreadable
from server.publication.graph_file import OwnCopy
from server.publication.site import start_workers
from server.settings import Settings
from server.sparql.sparql_query import SparqlQuery
from server.workers.body import Body
from server.workers.channel import Question
from server.workers.handle import Counts, PoolSize
from server.workers.outcome import (
    Crashed,
    NotAnswered,
    NotStored,
    Outcome,
    Refused,
    TooLong,
    TooMuchMemory,
)
from server.workers.pool import Pool
from server.workers.spawner import NoStart, Spawner

# One worker, for which nobody else waits; seconds until it must be there, on the slowest machine.
ALONE = PoolSize(workers=1, ready=1, waiting=0, patience=60.0, makes_way=False)


def answered(name: str, base: str, query: SparqlQuery, settings: Settings) -> Body:
    """The answer to the query of that name, in a file once it is large; RusfeltError says why there is none.

    Whatever ends the wait for it, KeyboardInterrupt too, leaves no process behind.
    """
    graph = settings.served
    start = partial(start_workers, OwnCopy.of(graph), base, settings)
    try:
        # Before the loop, whose handler of SIGINT would wait for this to return.
        zygote = start()
        return asyncio.run(_asked(zygote, start, query)).body
    except NoStart as error:
        raise Unreadable(f"{graph}: cannot be loaded: {error}") from error
    except NotAnswered as error:
        raise RusfeltError(f"{name}: {_told(error, settings)}") from error


async def _asked(zygote: Spawner, start: Callable[[], Spawner], query: SparqlQuery) -> Outcome:
    pool = Pool(zygote, start, ALONE, Counts(), asyncio.get_running_loop())
    try:
        return await pool.ask(Question(query.about(), query.text.encode(), query.seconds))
    finally:
        await pool.close(0)


def _told(error: NotAnswered, settings: Settings) -> str:
    match error:
        case TooLong():
            return f"it was not answered within {settings.timeout:g} seconds; ask for less, or raise --timeout"
        case TooMuchMemory():
            return f"it needs more than {settings.memory_mb} MB of memory; ask for less, or raise --memory-mb"
        case Refused(reason="large"):
            return (
                f"the answer has more than {settings.rows} rows or {settings.answer_mb} MB; "
                "ask for less (LIMIT, OFFSET), or raise --rows and --answer-mb"
            )
        case NotStored():
            return "there is no room for the answer in the folder for temporary files (TMPDIR)"
        case Crashed():
            return "the engine cannot evaluate it"
        case Refused(reason="fault"):
            return "it cannot be evaluated"
    return str(error)


def parts(body: Body) -> Iterator[bytes]:
    """The bytes of an answer, a part at a time."""
    return body.parts_of(0, body.size) if body.stored else iter((body.read(),))
