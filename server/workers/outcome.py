"""What comes back from the workers: a whole answer, or the reason why there is none."""

from dataclasses import dataclass

from server.workers.body import Body
from server.workers.budget import NoRoom


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole answer: what the task says about it, and its bytes."""

    about: bytes
    body: Body


class NotAnswered(Exception):
    """There is no answer; the kind says why, the message is for people."""


class Refused(NotAnswered):
    """The task says why: `reason` is its word for it."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class TooLong(NotAnswered):
    """The deadline passed."""


class TooMuchMemory(NotAnswered):
    """The worker came to its limit of memory."""


class Crashed(NotAnswered):
    """The worker died of the question."""


class NotStored(NotAnswered):
    """The answer cannot be stored; `full`: because the disk takes no more."""

    def __init__(self, no_room: NoRoom) -> None:
        self.full = no_room.full
        super().__init__(str(no_room))


class Lost(NotAnswered):
    """The worker was ended from outside."""


class Busy(NotAnswered):
    """All workers are taken, and others wait already."""


class NoWorkers(Busy):
    """There is none: they are being started anew."""


class Evicted(Busy):
    """All workers are taken, and this question has used the most: `used` seconds of processor time."""

    def __init__(self, used: float) -> None:
        self.used = used
        super().__init__(f"ended for another after {used:.1f} s of processor time")
