"""What a query is about, in its own words: the comment that it begins with."""

import re
from collections.abc import Sequence

COMMENT = re.compile(
    r"^[ \t]*#+[ \t]*(?:title@(?P<lang>[a-z]+):)?[ \t]*(?P<text>[^\r\n]*)$", re.MULTILINE
)
LONGEST = 160


def heading(query: str, languages: Sequence[str]) -> tuple[str, str | None] | None:
    """The first comment that stands on a line of its own, and its language where it says one; None where there is none.

    Of titles in several languages, as saved questions have them, the reader's first.
    """
    found = [(one["text"].strip(), one["lang"]) for one in COMMENT.finditer(query[:5_000])]
    titles = {lang: text for text, lang in found if lang}
    for lang in languages:
        if lang in titles:
            return _cut(titles[lang]), lang
    first = next((text for text, _ in found if text), None)
    return None if first is None else (_cut(first), None)


def _cut(text: str) -> str:
    plain = "".join(one if one.isprintable() else " " for one in text)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
