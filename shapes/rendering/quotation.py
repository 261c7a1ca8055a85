"""The quotation marks of a language."""

from collections.abc import Mapping

QUOTES: Mapping[str, tuple[str, str]] = {"nb": ("«", "»"), "nn": ("«", "»"), "en": ("“", "”")}


def quoted(words: str, lang: str) -> str:
    """Words of a text, in the quotation marks of a language."""
    return words.join(QUOTES[lang])
