"""Changes of a whole file that can be undone without knowing its text: encoding, byte order mark, line ends, normal form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from unicodedata import is_normalized, normalize

from graph_build.verification.changed_text.hashing_budget import digest
from graph_build.verification.changed_text.text_change import Cause, KnownText

MARK = "\ufeff"
# As programs on this side of the world write them; a text with NUL in every second byte is UTF-16.
ENCODINGS = (
    "utf-32",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "iso8859-1",
    "mac-roman",
    "cp865",
)
# Each form that is undone copies the text; of 20 MB the 64 sets of six would take a quarter of a minute.
LARGE = 1_500_000
# The blank ends that a text may have lost.
BLANK_ENDS = ("\n", "\r\n", "\n\n", " ")


@dataclass(frozen=True)
class Form:
    """A form that a file may have come to have: whether it may, what is told, how it is undone."""

    may: Callable[[str], bool]
    cause: Callable[[str], Cause]
    undo: Callable[[str], str]


def _line_ends(text: str) -> Cause:
    pairs = text.count("\r\n")
    names = [*(["CRLF"] if pairs else []), *(["CR"] if text.count("\r") > pairs else [])]
    return Cause("line-ends", name=" and ".join(names))


# In the order in which they are undone: normal forms keep line ends and marks, a mark stands before all.
SEEN = (
    Form(lambda t: t.startswith(MARK), lambda _: Cause("byte-order-mark"), lambda t: t[1:]),
    Form(lambda t: "\r" in t, _line_ends, lambda t: re.sub("\r\n?", "\n", t)),
    Form(
        lambda t: not is_normalized("NFC", t),
        lambda _: Cause("decomposed"),
        lambda t: normalize("NFC", t),
    ),
)
# The other way round: the registered text itself has the mark, the CRLF, the decomposed letters.
UNSEEN = (
    Form(
        lambda t: not t.startswith(MARK), lambda _: Cause("no-byte-order-mark"), lambda t: MARK + t
    ),
    Form(
        lambda t: "\n" in t and "\r" not in t,
        lambda _: Cause("other-line-ends", name="CRLF"),
        lambda t: t.replace("\n", "\r\n"),
    ),
    Form(
        lambda t: not is_normalized("NFD", t),
        lambda _: Cause("composed"),
        lambda t: normalize("NFD", t),
    ),
)
Undone = tuple[tuple[Cause, ...], str]


def undone(text: str, *, unseen: bool = False) -> Iterator[Undone]:
    """The text with each set of the forms it may have undone, the fewest first; with nothing undone, too.

    Of a large text only with nothing and with all undone that it is seen to have.
    """
    large = len(text) > LARGE
    forms = [form for form in (*SEEN, *(UNSEEN if unseen and not large else ())) if form.may(text)]
    for many in (0, len(forms)) if large and forms else range(len(forms) + 1):
        for some in combinations(forms, many):
            causes, other = tuple[Cause, ...](), text
            for form in some:
                causes, other = (*causes, form.cause(text)), form.undo(other)
            yield causes, other


def ends_undone(text: str, known: KnownText) -> tuple[Cause, ...] | None:
    """What was added before or after, or blank characters taken from the end, if nothing else; empty where it is the text."""
    more = len(text) - known.length
    if more == 0:
        return () if digest(text) == known.sha256 else None
    if more > 0:
        if digest(text[: known.length]) == known.sha256:
            return (Cause("added-after", (known.length,), more, text[known.length :][:20]),)
        if digest(text[more:]) == known.sha256:
            return (Cause("added-before", (0,), more),)
        return None
    for end in BLANK_ENDS:
        if len(end) == -more and digest(text + end) == known.sha256:
            return (Cause("taken-after", (len(text),), -more, end),)
    return None


def decodings(content: bytes) -> Iterator[tuple[str, str]]:
    """The encodings that the bytes may be in, with the text that they then are."""
    for name in ENCODINGS:
        try:
            text = content.decode(name)
        except UnicodeError:
            continue
        yield name, text
