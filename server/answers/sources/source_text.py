"""A text as it may be shown: whole where it is the very one of the graph, telephone numbers and identifiers masked."""

from dataclasses import dataclass
from hashlib import sha256

from graph_build.scan.masking import masked
from graph_build.scan.scanner import scan


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of the folder: the hash that the graph names, the hash of the file, the words of both where they agree.

    `words` are those of the file, `shown` the same with each digit of a person's or body's number hidden: of the
    same length, so that offsets hold in both. Both are empty where the file is another text.
    """

    expected: str
    found: str
    words: str = ""
    shown: str = ""

    @property
    def right(self) -> bool:
        """Whether it is the text that the graph was made from."""
        return self.found == self.expected

    def holds(self, start: int, end: int, digest: str | None) -> bool:
        """Whether the characters from start to end (exclusive) have that hash now."""
        return self.right and sha256(self.words[start:end].encode()).hexdigest() == digest


def source_text(expected: str, content: bytes) -> SourceText:
    """The bytes of a file beside the hash that they should have; what is no UTF-8 is not the text, whatever its hash."""
    found = sha256(content).hexdigest()
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        return SourceText(expected, found)
    if found != expected:
        return SourceText(expected, found)
    return SourceText(expected, found, words, hidden(words))


def hidden(words: str) -> str:
    """The same text with the digits of telephone numbers and identifiers hidden, and as long."""
    parts, at = [], 0
    for one in scan(words):
        parts += [words[at : one.start], masked(one)]
        at = one.end
    return "".join((*parts, words[at:]))
