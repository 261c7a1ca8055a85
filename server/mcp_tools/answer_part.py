"""As much of an answer as a budget of bytes allows, how much is left, and the call that goes on from there.

The parts of one answer have the same items as the whole, in the same order. Claims behind the items of a part stand in
it once. The same call of the same graph has the same bytes.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from server.mcp_tools.arguments import CURSOR, CUTTING, MOST, Arguments
from server.mcp_tools.cited_claim import CitedClaim
from server.mcp_tools.tool_fault import ToolFault

BATCH = 25  # items whose evidence is asked for at once
# Characters of an argument that the call to resume does not say again; nor does it say a text that is somebody's own.
LONG, UNSAID = 300, ("text",)
# Bytes that the end of a part may take more than was thought: another reason, numbers of a few more digits.
SPARE = 120
Cite = Callable[[Sequence[str]], Mapping[str, CitedClaim]]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an answer, a frozen dataclass or a row, and the claims behind it."""

    content: object
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """All that a tool has to say: `head` stands in every part; `items` makes those from one place to another.

    `steady`: whoever asks again gets the same items, so that a part can go on from another.
    """

    head: Mapping[str, object]
    count: int
    items: Callable[[int, int], Sequence[Item]]
    steady: bool = True

    @classmethod
    def of(
        cls, head: Mapping[str, object], items: Sequence[Item], *, steady: bool = True
    ) -> "ToolAnswer":
        """The answer whose items are all made."""
        return cls(head, len(items), lambda start, stop: items[start:stop], steady)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool on one version of the graph."""

    tool: str
    arguments: Arguments
    version: str

    @property
    def start(self) -> int:
        """Where its cursor goes on; ToolFault where it is of another call or of another graph."""
        if not self.arguments.cursor:
            return 0
        found = CURSOR.fullmatch(self.arguments.cursor)
        if found is None:
            raise ToolFault("cursor: is none that an answer has given; leave it out to begin anew.")
        if found["version"] != self.version[:12]:
            raise ToolFault(
                "The graph has changed since that answer; leave cursor out to begin anew."
            )
        if found["call"] != self._digest:
            raise ToolFault(
                "cursor: is of a call with other arguments; repeat those, or leave it out."
            )
        return int(found["start"])

    def resume(self, start: int, most: int) -> dict[str, object]:
        """The call that goes on at `start`; long arguments are named and not said again."""
        said = self.arguments.model_dump(exclude_defaults=True, exclude=set(CUTTING))
        same = sorted(
            name for name, value in said.items() if name in UNSAID or len(str(value)) > LONG
        )
        kept = {name: value for name, value in said.items() if name not in same}
        cursor = f"{start}-{self.version[:12]}-{self._digest}"
        call: dict[str, object] = {
            "tool": self.tool,
            "arguments": {**kept, "max_bytes": most, "cursor": cursor},
        }
        return {**call, "and_the_same": same} if same else call

    @property
    def _digest(self) -> str:
        told = self.arguments.model_dump_json(exclude=set(CUTTING))
        return sha256(f"{self.tool} {told}".encode()).hexdigest()[:8]


def part(answer: ToolAnswer, call: Call, cite: Cite) -> str:
    """The part of an answer that a call asks for, in at most as many bytes; ToolFault where not even its head fits."""
    start, most = call.start, call.arguments.max_bytes
    if start > answer.count:
        raise ToolFault("cursor: is behind the end of the answer; leave it out to begin anew.")
    frame = {"graph": call.version[:12], **{name: plain(one) for name, one in answer.head.items()}}
    room = most - len(_ended(frame, [], {}, answer, call, start).encode()) - SPARE
    if room < 0:
        raise ToolFault(
            f"max_bytes: what every part has takes {most - room} bytes; ask for some more."
        )
    items, claims, needed = _fitting(answer, start, room, cite)
    if needed and not items:
        return _too_large(frame, answer, call, start, most - room + needed)
    return _ended(frame, items, claims, answer, call, start)


def _fitting(
    answer: ToolAnswer, start: int, room: int, cite: Cite
) -> tuple[list[object], dict[str, object], int]:
    """The items that fit, the claims behind them, and the bytes of the first that does not (0: all do)."""
    items, claims = list[object](), dict[str, object]()
    for at in range(start, answer.count, BATCH):
        batch = answer.items(at, min(at + BATCH, answer.count))
        wanted = dict.fromkeys(name for one in batch for name in one.claims if name not in claims)
        cited = {name: plain(one) for name, one in cite([*wanted]).items()}
        for one in batch:
            content = plain(one.content)
            new = {name: cited[name] for name in one.claims if name in cited and name not in claims}
            size = len(written(content).encode()) + 1
            size += len(written(new).encode()) - 1 if new else 0
            if size > room:
                return items, claims, size
            room -= size
            items.append(content)
            claims |= new
    return items, claims, 0


def _ended(
    frame: Mapping[str, object],
    items: Sequence[object],
    claims: Mapping[str, object],
    answer: ToolAnswer,
    call: Call,
    start: int,
) -> str:
    """A part with its end: how many items there are, which these are, how many are left and how one gets them."""
    left = answer.count - start - len(items)
    told = {
        **frame,
        "count": answer.count,
        "first": start + 1 if items else start,
        "items": items,
        "claims": claims,
    }
    if left:
        most = call.arguments.max_bytes
        told |= {"left": left, "why": f"max_bytes {most} is reached"}
        told |= _going_on(answer, call, start + len(items), most)
    return written(told)


def _going_on(answer: ToolAnswer, call: Call, start: int, most: int) -> dict[str, object]:
    if answer.steady:
        return {"resume": call.resume(start, most)}
    return {
        "remedy": "The query has other rows each time: raise max_bytes, or ask for less (LIMIT)."
    }


def _too_large(
    frame: Mapping[str, object], answer: ToolAnswer, call: Call, start: int, needed: int
) -> str:
    """A part whose first item does not fit: the call that would have it, or the one behind it where none would."""
    left = answer.count - start
    told = {**frame, "count": answer.count, "first": start, "items": [], "claims": {}, "left": left}
    if needed <= MOST:
        told["why"] = f"The next item needs max_bytes {needed}"
        return written(told | _going_on(answer, call, start, needed))
    told["why"] = (
        f"Item {start + 1} has {needed} bytes, more than any answer may have: ask for a part of it (SUBSTR)"
    )
    rest = _going_on(answer, call, start + 1, call.arguments.max_bytes) if left > 1 else {}
    return written(told | rest)


def plain(value: Any) -> object:
    """A value as JSON has it: of a dataclass its fields that are not empty, whole numbers as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        return {name: one for name, one in told.items() if one or (one == 0 and one is not False)}
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value


def number(value: Decimal) -> int | float | str:
    """A decimal as a number of JSON; as text where a float would change it."""
    if value == value.to_integral_value() and abs(value) < 1 << 53:
        return int(value)
    near = float(value)
    return near if value.is_finite() and Decimal(repr(near)) == value else str(value)


def written(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
