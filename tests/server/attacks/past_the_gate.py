"""A query past the gate: what a worker does with it, under which of its confinements.

Run: python -m tests.server.attacks.past_the_gate QUERY [network] [descriptors]. The gate is switched off, for it
is what is not relied on here. Exit status: 0 answered, 3 not answered, 4 the system has no network to leave.
"""

import json
import os
import sys

from pyoxigraph import Store

from server.sparql import query_task as querying
from server.sparql.limits import QueryTraits
from server.sparql.sparql_query import SparqlQuery
from server.workers.channel import pair
from server.workers.worker import CHANNEL, Unanswerable, _confine, alone
from server.workers.zygote import leave_network

ANSWERED, NOT_ANSWERED, NO_NETWORK_TO_LEAVE = 0, 3, 4
MEMORY = 128_000_000


def main(query: str, *confinements: str) -> int:
    """Ask a worker of an empty graph."""
    querying.look_at = lambda *_: QueryTraits("SELECT", False, True)
    channel = pair()[1]
    task = querying.QueryTask(Store(), "http://a.example/")
    if "network" in confinements and not leave_network():
        return NO_NETWORK_TO_LEAVE
    if "descriptors" in confinements:
        channel = alone(channel)
        _confine(MEMORY, CHANNEL + 1 + task.descriptors)
    asked = SparqlQuery(query, None, None, "json", "nt", 10, 1_000_000, 1_000)
    try:
        _, body = task.answer(asked.about(), query.encode(), lambda _: None)
    except Unanswerable:
        return NOT_ANSWERED
    finally:
        channel.close()  # until now it was in the way of every other descriptor
    return ANSWERED if "results" in json.loads(body) else NOT_ANSWERED


if __name__ == "__main__":
    os._exit(main(*sys.argv[1:]))  # nothing is tidied up: in a worker it could not be
