"""A fault of a query in the reader's words."""

from collections.abc import Mapping

from babel.numbers import format_decimal

from server.answers.query.vocabulary import prefixes_of
from server.pages.shared.error_sentences import in_language_of
from server.sparql.fault import Fault


def worded(fault: Fault, words: Mapping[str, str], language: str) -> tuple[str, str | None]:
    """The sentence in the reader's language, and what stays to be quoted in English (None: nothing)."""
    sentence = words.get("fault-" + fault.kind)
    if sentence is None:
        said = in_language_of(language, fault.message)
        return (said, None) if said else (words["fault-other"], fault.message)
    values = {
        "found": fault.found,
        "expected": _listed(fault.expected, words),
        "most": format_decimal(fault.most, locale=language),
    }
    quoted = fault.found if fault.kind == "said" else None
    return sentence.format(**values), quoted


def _listed(names: tuple[str, ...], words: Mapping[str, str]) -> str:
    """What is expected, kinds of terms by their words and signs by themselves."""
    told = [words.get("expected-" + name.lower().replace(" ", "-"), name) for name in names]
    *first, last = told or [words["expected-something-else"]]
    return f"{', '.join(first)} {words['query-or']} {last}" if first else last


def with_prefix(query: str, fault: Fault, base: str) -> str | None:
    """The query with the prefix that it lacks; None where it lacks none, or one that nobody uses."""
    name = fault.found.removesuffix(":")
    known = prefixes_of(base).get(name) if fault.kind == "prefix" else None
    return None if known is None else f"PREFIX {name}: <{known}>\n{query}"
