"""The topics under which the facts have claims of the same thing."""

from collections import Counter
from collections.abc import Iterator

from graph_build.reading.corpus import Corpus, Stated
from server.intake.proposals import Fields

# What a statement is of; the first of these that any claim shares decides.
SUBJECTS = (
    "indicator",
    "measure",
    "funds",
    "measures",
    "services",
    "person",
    "role",
    "document",
    "plan",
    "of",
)
MOST = 3


class TopicFinder:
    """Topics by what claims are of, in one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.topics = corpus.entries["topic"]
        self.counts: dict[tuple[str, str], Counter[str]] = {}
        for one in corpus.stated:
            for key in _subjects(one):
                self.counts.setdefault(key, Counter()).update(one.claim.topics)

    def of(self, kind: str, statement: Fields) -> list[str]:
        """The topics that claims of the same thing have most, at most three; none where there is no such claim. Money has its own."""
        own = [kind] if kind in self.topics else []
        return list(dict.fromkeys([*own, *self._of_things(kind, statement)]))[:MOST]

    def _of_things(self, kind: str, statement: Fields) -> list[str]:
        for name in SUBJECTS:
            if (kind, name) == ("comparison", "measure"):  # how two values are compared
                continue
            for slug in _many(statement.get(name)):
                found = self.counts.get((name, slug))
                if found:
                    best = max(found.values())
                    return sorted(topic for topic, count in found.items() if 2 * count >= best)[
                        :MOST
                    ]
        return []


def _subjects(one: Stated) -> Iterator[tuple[str, str]]:
    for name in SUBJECTS:
        for slug in _many(getattr(one.statement, name, None)):
            yield name, slug


def _many(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
