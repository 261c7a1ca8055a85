"""A query on its way to a worker, and its answer on the way back."""

import json
from dataclasses import dataclass, field, fields

from server.http.messages import Response
from server.workers.body import Body

OVERHEAD = 1_000  # bytes that an answer takes beside its content, about


@dataclass(frozen=True, slots=True)
class SparqlQuery:
    """A query, its dataset, its formats, and how long and large its answer may be.

    `default` and `named` are the graphs of the dataset, both None for the whole graph. `results` and
    `triples` are the short names of the formats for either kind of answer (None: none that is accepted).
    `verbatim`: the whole default graph is wanted, with its literals as the file writes them.
    The answer has at most `most_bytes` and `most_rows`, within `seconds`; two queries that differ in
    these alone have the same answer, if they have one. `skip`: rows before those that a page wants.
    """

    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    results: str | None
    triples: str | None
    seconds: float = field(compare=False)
    most_bytes: int = field(compare=False)
    most_rows: int = field(compare=False)
    verbatim: bool = False
    skip: int = 0

    @property
    def size(self) -> int:
        """Bytes that it takes itself, about."""
        graphs = (*(self.default or ()), *(self.named or ()))
        return len(self.text) + sum(map(len, graphs)) + 100 * len(graphs)

    def about(self) -> bytes:
        """All but the text, for a worker."""
        # Not dataclasses.asdict, which copies deeply, and would take a third of what the loop does for a query.
        told = [getattr(self, name) for name in TOLD]
        return json.dumps(told).encode()

    @classmethod
    def told(cls, about: bytes, text: str) -> "SparqlQuery":
        """The query whose `about` and text these are."""
        default, named, *rest = json.loads(about)
        return cls(
            text,
            None if default is None else tuple(default),
            None if named is None else tuple(named),
            *rest,
        )


TOLD = tuple(one.name for one in fields(SparqlQuery))[1:]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its Content-Type, the digest of its bytes, whether it is the same whenever it is asked for."""

    content_type: str
    digest: str
    steady: bool
    body: Body

    @property
    def size(self) -> int:
        """Bytes in memory or in a file, about."""
        return OVERHEAD + self.body.size

    def response(self) -> Response:
        """The answer as the response to a request."""
        return Response(
            200,
            self.content_type,
            self.body,
            vary=("Accept",),
            steady=self.steady,
            digest=self.digest,
        )
