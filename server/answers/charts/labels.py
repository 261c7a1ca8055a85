"""Where text finds room: how wide it is at most, its lines, and a place beside its point that no other text has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LINE = 15  # from one line of text to the next
SIZE = 13
# Of the size of the text: no face that a system has for its interface is wider.
WIDE, PLAIN, NARROW = 1.06, 0.74, 0.44
WIDE_SIGNS, NARROW_SIGNS = frozenset("mwMW%@—…≥≤≈><×−+=?"), frozenset(" \u00a0\u202f.,;:'|!ilj()")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether both cover some place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Whether it lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text around `x`, the first at the height `y`; `strong`: of a value."""

    x: float
    y: float
    lines: tuple[str, ...]
    strong: bool = False

    @property
    def box(self) -> Box:
        """The room that it takes."""
        half = max(map(text_width, self.lines)) / 2
        top = self.y - LINE + 3
        return Box(self.x - half, top, self.x + half, top + LINE * len(self.lines))


def text_width(text: str) -> float:
    """How wide a text is at most."""
    signs = sum(
        WIDE if one in WIDE_SIGNS else NARROW if one in NARROW_SIGNS else PLAIN for one in text
    )
    return signs * SIZE


def wrapped(text: str, room: float, most: int = 9) -> tuple[str, ...]:
    """A text in lines that are no wider than `room`; what does not fit in `most` lines is cut, with a sign of it."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return tuple(_cut(one, room) for one in lines)


def _cut(line: str, room: float) -> str:
    if text_width(line) <= room:
        return line
    while line and text_width(line + "…") > room:
        line = line[:-1]
    return line + "…"


def kept_in(label: Label, frame: Box) -> Label:
    """A label moved sideways so far that it stands in the frame."""
    box = label.box
    shift = max(0.0, frame.left - box.left) or min(0.0, frame.right - box.right)
    return Label(round(label.x + shift, 1), label.y, label.lines, label.strong)


def beside(x: float, y: float, lines: Sequence[str], frame: Box) -> Iterator[Label]:
    """The places of a value at its point, the best first: above, below, these to a side, then right and left."""
    told, height = tuple(lines), LINE * len(lines)
    half = max(map(text_width, told)) / 2
    for aside in (0, half, -half):
        for gap in (0, 6, 14):
            yield kept_in(Label(x + aside, y - 12 - gap - height + LINE, told, True), frame)
            yield kept_in(Label(x + aside, y + 21 + gap, told, True), frame)
    middle = y + 5 - (height - LINE) / 2
    yield Label(x + half + 10, middle, told, True)
    yield Label(x - half - 10, middle, told, True)


def first_free(wishes: Iterable[Label], frame: Box, taken: Sequence[Box]) -> Label | None:
    """The first label that stands in the frame and on nothing that is there already."""
    for one in wishes:
        box = one.box
        if box.within(frame) and not any(box.meets(other) for other in taken):
            return one
    return None
