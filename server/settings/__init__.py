"""What whoever runs the server can set: by flag, by variable in the environment, or in code."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_build.errors import RusfeltError
from graph_build.snapshot import GRAPH

MEGABYTE = 1_000_000
ENVIRONMENT = "RUSFELT_"


class Settings(BaseSettings):
    """All settings; what is not given is read from `RUSFELT_…` in the environment, else it is the default.

    Sizes are in megabytes (`_mb`, 10⁶ bytes), times in seconds. pydantic's ValidationError names what is
    out of its range; `from_environment` tells it as a RusfeltError.
    """

    model_config = SettingsConfigDict(
        allow_inf_nan=False, env_prefix=ENVIRONMENT, frozen=True, extra="forbid"
    )

    # fmt: off
    graph: Annotated[Path | None, Field(description="Serve this N-Quads file as it is, conforming or not.")] = None
    out: Annotated[Path, Field(description="Folder of the snapshot, which must conform.")] = Path("snapshot")
    sources: Annotated[Path | None, Field(description="Folder of the source texts, which the pages then show where they are those of the graph.")] = None
    base: Annotated[str | None, Field(description="Base IRI of the things; found in the graph where none is given.")] = None
    access_log: Annotated[str | None, Field(description="File for one JSON object a request; - is standard error.")] = None
    behind_proxy: Annotated[bool, Field(description="A reverse proxy says who the client is (X-Forwarded-For, X-Forwarded-Proto).")] = False
    mcp_hosts: Annotated[str, Field(description="Names of this server, beside localhost, under which /mcp answers; several with blanks between.")] = ""
    timeout: Annotated[float, Field(ge=0.1, le=600, description="Seconds that a query may take; a client can ask for fewer.")] = 10.0
    memory_mb: Annotated[int, Field(ge=64, le=65_536, description="Megabytes of memory that a query may take.")] = 512
    answer_mb: Annotated[int, Field(ge=1, le=65_536, description="Megabytes that an answer may have.")] = 64
    spool_mb: Annotated[int, Field(ge=1, le=1_000_000, description="Megabytes of disk that answers may take while they are on their way.")] = 512
    bodies_mb: Annotated[int, Field(ge=1, le=65_536, description="Megabytes that bodies of requests may have together; more are refused.")] = 256
    rows: Annotated[int, Field(ge=1, description="Rows that an answer may have.")] = 1_000_000
    workers: Annotated[int, Field(ge=2, le=256, description="Queries that are worked on at once.")] = 16
    waiting: Annotated[int, Field(ge=0, le=10_000, description="Queries that wait for a worker; more are refused.")] = 64
    patience: Annotated[float, Field(ge=0.1, le=600, description="Seconds that a query waits for a worker.")] = 5.0
    cache_mb: Annotated[int, Field(ge=0, le=65_536, description="Megabytes of answers and pages that are kept; 0 keeps none.")] = 32
    warm_up_after: Annotated[float, Field(ge=0.1, le=86_400, description="Seconds after the start, or a new snapshot, until pages are made that nobody has asked for yet.")] = 0.3
    threads: Annotated[int, Field(ge=2, le=1_000, description="Under another WSGI server: its threads that may wait for queries at once.")] = 16
    body_timeout: Annotated[float, Field(ge=0.1, le=600, description="Seconds within which a body must come.")] = 30.0
    stall_timeout: Annotated[float, Field(ge=0.1, le=3_600, description="Seconds after which a client is given up that reads nothing of its answer.")] = 60.0
    validate_mb: Annotated[int, Field(ge=1, le=1_000, description="Megabytes of a graph sent to /validate.")] = 20
    validate_timeout: Annotated[float, Field(ge=1, le=3_600, description="Seconds that a validation may take.")] = 60.0
    validate_memory_mb: Annotated[int, Field(ge=256, le=65_536, description="Megabytes of memory that a validation may take.")] = 1_500
    validators: Annotated[int, Field(ge=1, le=64, description="Validations that are worked on at once.")] = 2
    query_bytes: Annotated[int, Field(ge=100, le=1_000_000, description="Bytes that a query may have.")] = 200_000
    nesting: Annotated[int, Field(ge=1, le=200, description="Brackets that a query may open inside each other.")] = 64
    tokens: Annotated[int, Field(ge=10, le=1_000_000, description="Words and signs that a query may have.")] = 50_000
    clauses: Annotated[int, Field(ge=1, le=2_000, description="Clauses (OPTIONAL, UNION, FILTER …) that a query may have.")] = 256
    operators: Annotated[int, Field(ge=1, le=5_000, description="Operators that a query may have.")] = 1_000
    patterns: Annotated[int, Field(ge=1, le=1_000, description="Patterns that one group of a query may have.")] = 100
    # fmt: on

    @property
    def served(self) -> Path:
        """The N-Quads file that is served."""
        return self.graph if self.graph is not None else self.out / GRAPH

    @property
    def conforming(self) -> bool:
        """Whether only a graph is served whose manifest says that it conforms: not one that was named."""
        return self.graph is None


def from_environment(**given: Any) -> Settings:
    """The settings that are given, and those that the environment has; RusfeltError names each that cannot be."""
    try:
        return Settings(**given)
    except ValidationError as error:
        told = "; ".join(
            f"{ENVIRONMENT}{str(fault['loc'][0]).upper()}: {fault['msg']}"
            for fault in error.errors()
        )
        raise RusfeltError(told) from error
