"""The sentences of errors in the reader's language.

An error has one English sentence, wherever it arises; it is the key to the same in the other languages
(`error_sentences.toml`), as gettext has it. What stands in its braces there is taken over.
"""

import re
from functools import cache

from babel.numbers import format_decimal

from server.http.messages import HttpError, Request, Response, text
from server.http.negotiation import wants_page
from server.pages.shared.interface_words import words
from server.pages.shared.language import language_for

BEGIN = "sentence-"
VALUE = re.compile(r"\{([a-z]+)\}")


def in_language_of(reader: str, message: str) -> str | None:
    """The sentence in the reader's language; None where it is none of ours, but an engine's or a library's."""
    known = ((name, pattern.fullmatch(message)) for name, pattern in _patterns())
    found = next(((name, match) for name, match in known if match is not None), None)
    return None if found is None else _said(words(reader)[found[0]], found[1], reader)


def _said(sentence: str, match: re.Match[str], reader: str) -> str:
    return VALUE.sub(lambda place: _written(match[place[1]], reader), sentence)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The names of the sentences, and what finds each in English."""
    return tuple(
        (name, _pattern(said)) for name, said in words("en").items() if name.startswith(BEGIN)
    )


def _pattern(sentence: str) -> re.Pattern[str]:
    fixed, names = VALUE.split(sentence)[::2], VALUE.findall(sentence)
    values = [*(f"(?P<{name}>.+?)" for name in names), ""]
    parts = (re.escape(one) + value for one, value in zip(fixed, values, strict=True))
    return re.compile("".join(parts), re.DOTALL)


def _written(value: str, reader: str) -> str:
    number = value.isascii() and value.isdigit()
    return format_decimal(int(value), locale=reader) if number else value


def line_for(request: Request, error: HttpError) -> Response:
    """An error as one line of text, of a page in the reader's language: for where no page can be made."""
    if not wants_page(request.accept):
        return error.response()
    reader = language_for(request.path, None, request.header("accept-language"))
    said = in_language_of(reader, str(error)) or str(error)
    return text(error.status, said, *error.headers)
