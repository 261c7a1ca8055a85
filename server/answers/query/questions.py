"""The saved questions: their titles, and where each is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.queries.saved_query import SavedQuery
from server.repository.interface import Repository


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its name, its title and the language of that, how it reads the model, where it is answered, what it is about."""

    name: str
    title: str
    lang: str
    reads: str
    query: str
    href: str
    group: str


def questions(
    repository: Repository, saved: Iterable[SavedQuery], languages: Sequence[str]
) -> tuple[Question, ...]:
    """The saved questions for a reader; the graph is not asked."""
    return tuple(_question(one, repository.base, languages) for one in saved)


def _question(saved: SavedQuery, base: str, languages: Sequence[str]) -> Question:
    lang = next(one for one in languages if one in saved.titles)
    query = saved.under(base, lang)
    return Question(
        saved.name,
        saved.titles[lang],
        lang,
        saved.reads,
        query,
        f"/questions/{saved.name}",
        saved.group,
    )
