"""Which query is meant: a saved one by its name or a part of it, a file, or standard input."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from graph_build.errors import RusfeltError, Unreadable
from graph_build.reading.ordinary_file import LARGEST_TEXT
from graph_build.reading.text_file import read_text
from rusfelt.standard_input import STANDARD_INPUT, read_standard_input
from server.queries.saved_query import SavedQuery, saved_queries

LISTED = 10  # matches of a part of a name that are told


@dataclass(frozen=True)
class QueryText:
    """A query: what it is called in messages, its text, and the saved query where it is one."""

    name: str
    text: str
    saved: SavedQuery | None = None

    def under(self, base: str, language: str) -> str:
        """The text for a graph with this base and labels in this language; only a saved query depends on them."""
        return self.text if self.saved is None else self.saved.under(base, language)


def query_text(name: str) -> QueryText:
    """The query of that name; RusfeltError says which names are like it, Unreadable what is wrong with a file."""
    if name == "-":
        return QueryText(STANDARD_INPUT, _standard_input())
    path, saved = Path(name), saved_queries()
    if name not in saved and path.exists():
        return QueryText(name, read_text(path))
    found = saved[_saved_name(name, [*saved])]
    return QueryText(found.name, found.text, found)


def _saved_name(part: str, names: list[str]) -> str:
    """The one name that is `part`, or has it; RusfeltError."""
    wanted = part.lower()
    matches = [wanted] if wanted in names else [name for name in names if wanted in name]
    if len(matches) == 1:
        return matches[0]
    if matches and wanted:
        more = ", …" if len(matches) > LISTED else ""
        told = ", ".join(matches[:LISTED]) + more
        raise RusfeltError(f"{part}: is a part of {len(matches)} names: {told}")
    raise RusfeltError(f"{part}: no saved query and no file of that name{_like(wanted, names)}")


def _like(wanted: str, names: list[str]) -> str:
    """What may have been meant, and where the names are."""
    # Also by number and by words alone: a name is long, and nobody types all of it.
    known = {part: name for name in names for part in (name, *name.split("-", 1))}
    near = dict.fromkeys(known[one] for one in get_close_matches(wanted, known, 3))
    suggested = f"; did you mean {' or '.join(near)}?" if near else ";"
    return f"{suggested} see rusfelt query --list"


def _standard_input() -> str:
    content = read_standard_input(LARGEST_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{STANDARD_INPUT}:{line}: is not UTF-8") from error
