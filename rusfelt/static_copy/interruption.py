"""Ctrl-C and SIGTERM, which end a long command once, with whatever it has to take away."""

import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """From its beginning to its end the first of the signals is SystemExit(128 + its number), and others are passed over.

    The handler raises it, wherever that is; where it was in a `__del__`, the interpreter drops it, and `check` raises
    it again. Nothing disturbs what is taken away afterwards.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self._before = dict[signal.Signals, Any]()

    def __enter__(self) -> Self:
        """Take the signals over."""
        self._before = {one: signal.signal(one, self._arrived) for one in SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give them back."""
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def check(self) -> None:
        """SystemExit where a signal has come."""
        if self.number is not None:
            sys.exit(128 + self.number)

    def _arrived(self, number: int, _: FrameType | None) -> None:
        if self.number is None:
            self.number = number
            self.check()
