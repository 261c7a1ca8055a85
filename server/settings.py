"""What the server needs to know; nothing is read from the environment here."""

from dataclasses import dataclass
from pathlib import Path

from server.sparql.limits import LIMITS, Limits

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Settings:
    """`graph`: the N-Quads to serve, only if the manifest beside it says that it conforms where `conforming`.

    `base`: base IRI of its things, None to find it in the graph. Sizes are in megabytes (`_mb`,
    10⁶ bytes), times in seconds. A query has at most `timeout` seconds, `memory_mb` of its own,
    and an answer of `answer_mb` and `rows`; at most `workers` are asked at once, `waiting` more
    wait, `patience` seconds at most. Answers are kept in `cache_mb`. A graph to validate has at
    most `validate_mb`, `validate_timeout` and `validate_memory_mb`; at most `validators` at once.
    `access_log`: a file, "-" for standard error, None for none. `query`: what a query may be.
    `behind_proxy`: a proxy says who the client is and which scheme it used, and is believed.
    """

    graph: Path
    base: str | None = None
    conforming: bool = False
    timeout: float = 10.0
    memory_mb: int = 512
    answer_mb: int = 64
    rows: int = 1_000_000
    workers: int = 16
    waiting: int = 64
    patience: float = 5.0
    cache_mb: int = 32
    validate_mb: int = 20
    validate_timeout: float = 60.0
    validate_memory_mb: int = 1_500
    validators: int = 2
    access_log: str | None = None
    behind_proxy: bool = False
    query: Limits = LIMITS
