"""Which figure of the graph a number of a new text is likest to: what it is of, not what it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_build.reading.corpus import Stated
from server.answers.check.check_report import ExpressionFound
from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.graph_side.figures import Figure
from server.answers.check.lexis.phrase_book import PARTS
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.said_figure import SaidFigure, said_figure
from server.answers.check.text_side.text_context import PARTLY, Context, SentenceContext
from server.answers.check.text_side.text_layout import Clause, Sentence


@dataclass(frozen=True, slots=True)
class Nearest:
    """A statement of the facts, in what the number differs from it, and how much of its name is said (1: all)."""

    stated: Stated
    differs: tuple[str, ...]
    said: float


class NearestFigures:
    """The figures of one graph, and the statements of the facts that they stand for."""

    def __init__(self, index: FigureIndex, stated: Mapping[str, Stated]) -> None:
        self.index, self.stated, self.lexicon = index, stated, Lexicon(index)

    def nearest(
        self,
        text: str,
        sentence: Sentence,
        before: Sentence | None,
        clause: Clause,
        found: ExpressionFound,
    ) -> Nearest | None:
        """What the check has found of the same thing; else what the words speak for most, whatever the number is."""
        for one in found.claims:
            stated = self.stated.get(one.statement.rpartition("/")[2])
            if stated is not None and "indicator" not in one.differs:
                return Nearest(stated, one.differs, 1.0)
        said = said_figure(text, sentence, clause, (), ())
        return None if said is None else self._by_words(said, sentence, before)

    def _by_words(
        self, said: SaidFigure, sentence: Sentence, before: Sentence | None
    ) -> Nearest | None:
        around = SentenceContext.of(self.lexicon, sentence, before.words if before else ())
        context = Context.of(around, said.local, said.core)
        for subject in context.ranked:
            coverage = context.coverage(subject)
            figures = (
                [one for one in subject.figures if _fits(said, one)] if coverage >= PARTLY else []
            )
            for one in sorted(figures, key=lambda figure: self._unlikeness(said, figure)):
                stated = self.stated.get(one.iri.rpartition("/")[2])
                if stated is not None:
                    return Nearest(stated, ("number",), coverage)
        return None

    def _unlikeness(self, said: SaidFigure, figure: Figure) -> tuple[bool, bool, str]:
        """Figures of the groups that are named come first, then those of the same kind."""
        groups = said.groups ^ (self.index.groups[figure.iri] & PARTS)
        return bool(groups), figure.kind != said.kind, figure.iri


def _fits(said: SaidFigure, figure: Figure) -> bool:
    """Whether a figure has a number of the same unit; of a number without one, any unit that things are counted in."""
    if figure.value is None or figure.derived:
        return False
    return figure.unit == said.unit if said.unit else figure.unit not in ("nok", "percent", "ratio")
