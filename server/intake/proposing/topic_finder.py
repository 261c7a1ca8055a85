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
        self.counts: dict[tuple[str, str], Counter[str]] = {}
        for one in corpus.stated:
            for key in _subjects(one):
                self.counts.setdefault(key, Counter()).update(one.claim.topics)

    def of(self, statement: Fields) -> list[str]:
        """The topics that claims of the same thing have most, at most three; none where there is no such claim."""
        for name in SUBJECTS:
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
