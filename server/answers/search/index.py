"""The index: SQLite's full-text search over folded words, in memory, made of one snapshot."""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches

from server.answers.search.entries import Entry
from server.answers.search.folding import folded, spellings, stem, words

# Weights of the columns name, other names, fragments, definitions (SQLite FTS5, bm25).
RANK = "bm25(entry, 8.0, 6.0, 5.0, 1.0)"
CLOSE, CANDIDATES = 0.72, 3
LONGEST = 12  # words of a query that are looked for


class SearchIndex:
    """Things by their words and numbers. It may be asked by several threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(name, other, fragment, definition)"
        )
        self._base.executemany(
            "INSERT INTO entry(rowid, name, other, fragment, definition) VALUES (?, ?, ?, ?, ?)",
            ((number, *_columns(one)) for number, one in enumerate(self.entries)),
        )
        self._base.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entry, 'row')")
        rows = self._base.execute("SELECT term FROM vocabulary")
        self.vocabulary = tuple(term for (term,) in rows if not term.isdigit())
        self.corrected = {
            folded(wrong): right for one in self.entries for wrong, right in one.corrections
        }
        self.by_value: dict[Decimal, list[int]] = {}
        for number, one in enumerate(self.entries):
            for value in one.values:
                self.by_value.setdefault(value, []).append(number)

    def with_words(self, terms: Sequence[str]) -> tuple[Entry, ...]:
        """The things that have a word beginning with each term, the best first."""
        if not terms:
            return ()
        asked = " AND ".join(f'"{one}"*' for one in terms[:LONGEST])
        with self._lock:
            rows = self._base.execute(
                f"SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY {RANK}, rowid", (asked,)
            ).fetchall()
        return tuple(self.entries[number] for (number,) in rows)

    def with_value(self, value: Decimal) -> tuple[Entry, ...]:
        """The claims that state a number."""
        return tuple(self.entries[number] for number in self.by_value.get(value, ()))

    def known(self, term: str) -> bool:
        """Whether any word begins so."""
        return bool(self.with_words([term]))

    def near(self, term: str) -> tuple[str, ...]:
        """Words that a misspelt one may be."""
        return tuple(get_close_matches(term, self.vocabulary, CANDIDATES, CLOSE))


def _columns(one: Entry) -> tuple[str, str, str, str]:
    columns = (
        [text for text, _ in one.names],
        one.others,
        [text for text, _ in one.fragments],
        one.definitions,
    )
    name, other, fragment, definition = (" ".join(spellings(" ".join(texts))) for texts in columns)
    return name, other, fragment, definition


def terms(text: str) -> tuple[str, ...]:
    """The words of a query as the index is asked for them."""
    return tuple(dict.fromkeys(stem(one) for one in words(text)))
