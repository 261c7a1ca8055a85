"""The access log: one JSON object a line, so that a client cannot forge one."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from logging.handlers import MemoryHandler, WatchedFileHandler
from typing import Any

from server.http.messages import Note

MAX_PATH = 300
COLLECTED = 10_000  # lines that wait to be written at most


class LogFile(WatchedFileHandler):
    """A file that is opened anew when somebody has moved it away; where that fails, standard error has the lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        try:
            super().emit(record)
        except OSError:
            sys.stderr.write(record.getMessage() + "\n")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A full disk is no reason to stop serving, or to print a traceback for each request."""
        sys.stderr.write(record.getMessage() + "\n")


class AccessLog:
    """Lines are collected, and written together by `flush`; `place` is a file, `-` standard error, None nowhere."""

    def __init__(self, place: str | None) -> None:
        self.handler: MemoryHandler | None = None
        if place is not None:
            target = logging.StreamHandler() if place == "-" else LogFile(place, encoding="utf-8")
            # flushLevel above all levels: it is the clock that flushes, or a full buffer.
            self.handler = MemoryHandler(COLLECTED, logging.CRITICAL + 1, target)

    def request(
        self,
        method: str,
        path: str,
        status: int,
        seconds: float,
        size: int,
        client: str,
        note: Note,
    ) -> None:
        """One request that was answered; of a query, its hash is noted."""
        if self.handler is None:
            return
        more = {"query": query_hash(note.query)} if note.query is not None else {}
        if note.answer is not None:
            more["answer"] = note.answer
        self.event(
            "request",
            method=method,
            path=path[:MAX_PATH],
            status=status,
            ms=round(seconds * 1000, 3),
            bytes=size,
            client=client,
            **more,
        )

    def event(self, what: str, **more: Any) -> None:
        """Anything else that happened."""
        if self.handler is not None:
            now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
            line = json.dumps({"time": now, "event": what, **more})
            self.handler.handle(logging.makeLogRecord({"msg": line, "levelno": logging.INFO}))

    def flush(self) -> None:
        """Write what was collected."""
        if self.handler is not None:
            self.handler.flush()

    def close(self) -> None:
        """Write the rest."""
        if self.handler is not None:
            target = self.handler.target
            self.handler.close()
            if target is not None:
                target.close()


def query_hash(query: str) -> str:
    """The hash by which a query is known in the log."""
    return sha256(query.encode("utf-8", "replace")).hexdigest()[:16]
