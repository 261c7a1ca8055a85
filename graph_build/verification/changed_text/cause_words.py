"""The causes of a changed text in words: one line, the cause before the figures."""

from collections.abc import Callable, Mapping

from graph_build.verification.changed_text.text_change import Cause, CauseKind

# More places than these are not listed.
MOST_LISTED = 8
ENCODINGS = {"cp1252": "Windows-1252", "iso8859-1": "ISO 8859-1", "cp865": "code page 865"}


def told_causes(file: str, causes: tuple[Cause, ...], *, whole: bool, swapped: bool = False) -> str:
    """What a reader is told of the file, without the figures.

    `whole`: nothing else has changed. `swapped`: the file of the source whose text it holds has this one's.
    """
    line = f"the file {file} " + _joined([WORDS[cause.kind](cause) for cause in causes])
    if any(cause.kind in SHIFTING and cause.name != "end" for cause in causes):
        line += "; what follows has moved"
    if swapped:
        return f"{line}; the two files are swapped"
    if whole and not any(cause.kind == "other-source" for cause in causes):
        return f"{line}; without that it is the registered text"
    return line


SHIFTING = ("inserted", "removed", "places")


def _joined(told: list[str]) -> str:
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]


def _places(cause: Cause) -> str:
    listed = ", ".join(map(str, cause.at[:MOST_LISTED]))
    more = len(cause.at) - MOST_LISTED
    plural = "characters" if len(cause.at) > 1 else "character"
    return f"{plural} {listed}" + (f" and {more} more" if more > 0 else "")


def _many(amount: int) -> str:
    return "1 character" if amount == 1 else f"{amount} characters"


def _came(cause: Cause) -> str:
    return f"has {_many(cause.amount)} too many{_where(cause)}"


def _went(cause: Cause) -> str:
    return f"lacks {_many(cause.amount)}{_where(cause)}"


def _where(cause: Cause) -> str:
    if len(cause.at) == 1:
        what = f" ({named(cause.name)})" if len(cause.name) == 1 else ""
        return f"{what} at character {cause.at[0]}"
    if cause.name == "end":
        return f" after character {cause.at[0]}"
    return f" between characters {cause.at[0]} and {cause.at[1]}"


def _after(cause: Cause) -> str:
    if not cause.name.strip("\r\n"):
        return (
            "ends with one line break too many"
            if cause.amount == 1
            else "ends with line breaks too many"
        )
    return f"goes on after the end of the text, with {_many(cause.amount)} from {cause.at[0]} on"


def _ended(cause: Cause) -> str:
    what = "its last line break" if cause.name.strip(" ") else "the blank at its end"
    return f"lacks {what}"


def named(letter: str) -> str:
    """A character that a reader can tell from its likes: U+00A0 where it is blank or invisible."""
    if letter.isprintable() and letter.isascii() and letter != " ":
        return f"«{letter}»"
    code = f"U+{ord(letter):04X}"
    return f"«{letter}», {code}" if letter.isalnum() else code


WORDS: Mapping[CauseKind, Callable[[Cause], str]] = {
    "empty": lambda _: "is empty",
    "binary": lambda _: "has NUL bytes, as no text has",
    "encoding": lambda c: f"is in {ENCODINGS.get(c.name, c.name.upper())}",
    "byte-order-mark": lambda _: "begins with a byte order mark (U+FEFF)",
    "no-byte-order-mark": lambda _: "lacks the byte order mark (U+FEFF) of the registered text",
    "line-ends": lambda c: f"has {c.name} line ends instead of LF",
    "other-line-ends": lambda c: f"has LF line ends instead of {c.name}",
    "decomposed": lambda _: "has decomposed letters (NFD) instead of composed ones (NFC)",
    "composed": lambda _: "has composed letters (NFC) instead of decomposed ones (NFD)",
    "added-before": lambda c: f"begins with {_many(c.amount)} too many",
    "added-after": _after,
    "taken-after": _ended,
    "space-for-nbsp": lambda c: (
        f"has a plain space instead of a no-break space (NBSP) at {_places(c)}"
    ),
    "nbsp-for-space": lambda c: (
        f"has a no-break space (NBSP) instead of a plain one at {_places(c)}"
    ),
    "replaced": lambda c: (
        f"has {named(c.name[0])} instead of {named(c.name[1])} at character {c.at[0]}"
    ),
    "inserted": _came,
    "removed": _went,
    "places": lambda c: f"has changed in {c.amount} places, from character {c.at[0]} to {c.at[1]}",
    "changed-between": lambda c: f"has changed between characters {c.at[0]} and {c.at[1]}",
    "outside": lambda _: (
        "has changed outside the passages that the facts use, or the registered hash is wrong"
    ),
    "changed-too": lambda _: "has been changed too",
    "other-source": lambda c: f"holds the text of source {c.name}",
    "unknown": lambda _: (
        "is another text, or has changed; the facts have no passages of it that would tell"
    ),
    "other-text": lambda _: "is another text: most passages stand nowhere in it",
}
