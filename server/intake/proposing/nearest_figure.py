"""Which figure of the graph a number of a new text is likest to: what it is of, not what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph_build.reading.corpus import Stated
from server.answers.check.check_report import ExpressionFound
from server.answers.check.graph_side.figure_index import FigureIndex, Subject
from server.answers.check.graph_side.figures import Figure
from server.answers.check.lexis.phrase_book import PARTS
from server.answers.check.text_side.earlier import Earlier
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.said_figure import SaidFigure
from server.answers.check.text_side.text_context import PARTLY, Context, SentenceContext
from server.answers.check.text_side.text_layout import Sentence

# So much of a name is said, and nothing beside it that belongs to something else, where a number is surely of that.
SURELY = 0.65
# Two of which so nearly the same is said cannot be told apart.
CLOSE = 0.1
# How a sentence begins that says more of what the last one told.
_BACK = re.compile(
    r"\W*(?:(?:Det|Dette)\s+(?:er|var|ble|blei|vart|utgjør|utgjer|tilsvarer|svarer|svarar)\s+(?:\w+\s+){0,2}?(?=\d|auke|økning|vekst|nedgang|fall)"
    r"|(?:Tallet|Talet|Antallet|Andelen|Delen)\s+(?:er|var|økte|auka|steg|falt|gikk|gjekk)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Nearest:
    """A statement of the facts, in what the number differs from it, and why it may be of something else (empty: it surely is not)."""

    stated: Stated
    differs: tuple[str, ...]
    unsure: str

    @property
    def sure(self) -> bool:
        """Whether the number is surely of the same."""
        return not self.unsure


@dataclass(frozen=True, slots=True)
class _Candidate:
    subject: Subject
    figure: Figure
    coverage: float


class NearestFigures:
    """The figures of one graph, and the statements of the facts that they stand for; asked number by number, as a text goes on."""

    def __init__(self, index: FigureIndex, stated: Mapping[str, Stated]) -> None:
        self.index, self.stated, self.lexicon = index, stated, Lexicon(index)
        self._last: Subject | None = None
        self._last_sentence: Sentence | None = None

    def nearest(
        self, said: SaidFigure, sentence: Sentence, earlier: Earlier, found: ExpressionFound
    ) -> Nearest | None:
        """The likest one by its words, whatever the number is; what the check has found where no words speak for any."""
        around = SentenceContext.of(self.lexicon, sentence, earlier.words)
        context = Context.of(around, said.local, said.core)
        several = self._several(said, context)
        best = several[0] if several else None
        unsure = _unsure(best, said, context) if best is not None else "none"
        if best is not None and not unsure:
            unsure = self._or_another(best, several[1:], said, context)
        if unsure and self._goes_on(sentence, said, context):
            best, unsure = self._of(self._last, said, context), ""
        if said.expression is sentence.clauses[0].expression or not unsure:
            self._last = best.subject if best is not None and not unsure else None
        self._last_sentence = sentence
        told = {one.statement.rpartition("/")[2]: one.differs for one in found.claims}
        if best is not None:
            stated = self._stated(best.figure)
            assert stated is not None
            return Nearest(stated, told.get(stated.id, ("number",)), unsure)
        for id, differs in told.items():
            if id in self.stated and "indicator" not in differs:
                return Nearest(self.stated[id], differs, "nothing of its name is said")
        return None

    def _several(self, said: SaidFigure, context: Context) -> list[_Candidate]:
        """The subjects with a figure of the unit, best first: those that change as the number does, of which most is said."""
        several = [
            one
            for subject in context.ranked
            if context.coverage(subject) >= PARTLY and (one := self._of(subject, said, context))
        ]
        return sorted(
            several,
            key=lambda one: (not _is_alike(one.figure, said), -one.coverage, one.figure.iri),
        )

    def _or_another(
        self, best: _Candidate, others: list[_Candidate], said: SaidFigure, context: Context
    ) -> str:
        """That it may be another one, of which as much is said; empty where there is none."""
        for one in others:
            close = one.coverage >= best.coverage - CLOSE
            if close and not _unsure(one, said, context):
                stated = self._stated(one.figure)
                return f"as much speaks for that of {stated.id}" if stated else ""
        return ""

    def _of(self, subject: Subject | None, said: SaidFigure, context: Context) -> _Candidate | None:
        """The figure of a subject that is likest to the number."""
        if subject is None:
            return None
        fitting = [one for one in subject.figures if _fits(said, one) and self._stated(one)]
        nearest = min(fitting, key=lambda one: self._unlikeness(said, one), default=None)
        if nearest is None:
            return None
        return _Candidate(subject, nearest, context.coverage(subject))

    def _goes_on(self, sentence: Sentence, said: SaidFigure, context: Context) -> bool:
        """Whether a number is of what the last one was surely of: in the same sentence, or in one that leaves open what it is of."""
        following = self._of(self._last, said, context)
        if self._last is None or following is None or not _is_alike(following.figure, said):
            return False
        same = sentence is self._last_sentence or self.goes_on(said.clause.text, sentence)
        phrase = context.about(self._last)
        return same and not context.unexplained(phrase, self._last, frozenset())

    def goes_on(self, text: str, sentence: Sentence) -> bool:
        """Whether a sentence leaves open what its numbers are of, and so goes on with the one before."""
        begins = _BACK.match(text, sentence.start, sentence.end) is not None
        return begins or self.lexicon.goes_on(sentence.words)

    def _unlikeness(self, said: SaidFigure, figure: Figure) -> tuple[bool, bool, str]:
        """Figures that change as the number does come first, then those of the groups that are named."""
        groups = said.groups ^ (self.index.groups[figure.iri] & PARTS)
        return not _is_alike(figure, said), bool(groups), figure.iri

    def _stated(self, figure: Figure) -> Stated | None:
        return self.stated.get(figure.iri.rpartition("/")[2])


def _unsure(best: _Candidate, said: SaidFigure, context: Context) -> str:
    """Why a number may be of something else; empty where it surely is of this."""
    if not _is_alike(best.figure, said) or not said.unit:
        return "it is another kind of number"
    if best.coverage < SURELY:
        return f"{best.coverage:.0%} of its name is said"
    phrase = context.about(best.subject)
    others = context.unexplained(phrase, best.subject, frozenset())
    return "other words beside the number are not about it" if others else ""


def _is_alike(figure: Figure, said: SaidFigure) -> bool:
    """Whether a figure is a level, a change or a relative change, as the number is; of money there is one kind."""
    if figure.unit == "nok":
        return True
    relative = said.kind == "change" and said.unit == "percent"
    return figure.kind == ("relative" if relative else said.kind or "level")


def _fits(said: SaidFigure, figure: Figure) -> bool:
    """Whether a figure has a number of the same unit; of a number without one, any unit that things are counted in."""
    if figure.value is None or figure.derived:
        return False
    return figure.unit == said.unit if said.unit else figure.unit not in ("nok", "percent", "ratio")
