"""Whom a number counts: the populations that its clause names, and those that a figure of the facts is of."""

import re
from collections.abc import Sequence

from graph_build.reading.corpus import Corpus
from graph_build.schema.registers import Population
from graph_build.verification.voices import begins
from server.answers.check.text_side.said_figure import SaidFigure

# What so many populations are named by that the word tells none of them from the others.
GENERAL = "kommun"
MUNICIPALITIES = "municipalities"
# «Psykisk helse- og rusarbeid» is the whole field, not the second half of it.
_WHOLE_FIELD = re.compile(r"helse\S*\s+og\s+rus\w*", re.IGNORECASE)
# So many characters behind a share say whose it is: «av kommunene/bydelene».
SHARE_OF = 30


class GroupFinder:
    """The populations of one corpus, and which indicators have figures of which."""

    def __init__(self, corpus: Corpus) -> None:
        self.populations = {
            id: one
            for id, one in corpus.entries["population"].items()
            if isinstance(one, Population)
        }
        self.indicators = corpus.entries["indicator"]
        self.pairs = {
            (getattr(one.statement, "indicator", None), getattr(one.statement, "population", None))
            for one in corpus.stated
        }

    def named(self, words: str) -> tuple[str, ...]:
        """The populations that words name by what is theirs alone."""
        words = _WHOLE_FIELD.sub(" ", words)
        return tuple(id for id in self.populations if self.is_special(id) and self.names(id, words))

    def names(self, population: str, words: str) -> bool:
        """Whether words name a population."""
        known = self.populations.get(population)
        return known is not None and begins(words, known.named)

    def is_special(self, population: str) -> bool:
        """Whether a population has words that no other has."""
        known = self.populations.get(population)
        return known is not None and bool(known.named) and GENERAL not in known.named

    def fits(self, indicator: str, counted: Sequence[str]) -> bool:
        """Whether figures of an indicator are of one of those who are counted, or those are in its own name, or nobody."""
        entry = self.indicators.get(indicator)
        own = self.named(f"{entry.label.nb} {entry.label.nn}" if entry else "")
        others = [one for one in counted if one not in own]
        return not others or any((indicator, one) in self.pairs for one in others)

    def counted(self, said: SaidFigure, words: str) -> tuple[str, ...]:
        """Whom a number counts as its clause says; of a share only those that it is said to be a share of."""
        if said.unit != "percent":
            return self.named(words)
        if not said.of:
            return ()
        of = self.named(words[said.expression.end - said.clause.clause.start :][:SHARE_OF])
        return of or ((MUNICIPALITIES,) if said.of.startswith(GENERAL) else ())
