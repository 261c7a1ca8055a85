"""What a page says, as JSON."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def as_data(answer: Any) -> bytes:
    """An answer (a dataclass, or a tuple of them) as JSON with the names of its fields; the same for the same answer.

    On one line: a page's data would weigh a third more with a line for each field.
    """
    found = [asdict(one) for one in answer] if isinstance(answer, tuple) else asdict(answer)
    told = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return told.encode() + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, date | Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no data")
