"""From a text to proposals: each number and each sentence that names a thing of the graph, with what is known of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph_build.reading.resolver import Resolver
from server.answers.check.check_report import CheckReport, ExpressionFound
from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.text_side.earlier import Earlier
from server.answers.check.text_side.said_figure import SaidFigure, said_figure
from server.answers.check.text_side.said_times import said_times
from server.answers.check.text_side.text_layout import FIGURES, Clause, sentences
from server.intake.proposals import COMPUTED, Fields, NoFact, Proposal, Proposed, Similar, Unsure
from server.intake.proposing.carried_fields import LastFigure
from server.intake.proposing.claim_writer import ClaimWriter, Place
from server.intake.proposing.group_finder import GroupFinder
from server.intake.proposing.named_statement import named_statement
from server.intake.proposing.nearest_figure import Nearest, NearestFigures
from server.intake.proposing.period_finder import PeriodFinder, PeriodFound
from server.intake.proposing.statement_draft import FigureDraft, StatementDraft, required

# More numbers than this are those of a table.
MOST = 2_000
SIMILAR = 5
NO_FACTS = {
    "phone-number": "phone-number",
    "list-number": "list-number",
    "page-number": "page-frame",
}


@dataclass(frozen=True, slots=True)
class LastPeriod:
    """The last period that a sentence has named, the claim whose words name it, its entry where it is new."""

    period: str
    claim: str
    entry: Fields | None


class Proposer:
    """Proposals for one source, of a publisher (None: nobody knows)."""

    def __init__(
        self, resolver: Resolver, index: FigureIndex, source: str, publisher: str | None
    ) -> None:
        self.resolver, self.corpus = resolver, resolver.corpus
        self.source, self.publisher = source, publisher
        self.periods = PeriodFinder(self.corpus, source)
        self.near = NearestFigures(index, {one.id: one for one in self.corpus.stated})
        self.groups = GroupFinder(self.corpus)
        self.dated: LastPeriod | None = None
        self.last: LastFigure | None = None
        self.earlier, self.reported = Earlier(), False

    def proposed(self, text: str, report: CheckReport) -> Proposed:
        """What the report on a text gives reason to propose of it."""
        self.writer = ClaimWriter(self.resolver, text, self.publisher)
        found = {(one.start, one.end): one for one in report.expressions}
        proposals = list[Proposal]()
        for sentence in sentences(text):
            proposals += self._of(Place.of(text, sentence, report.mentions), found)
            if sentence.words:
                self.earlier = self.earlier.then(text, sentence, self.near.lexicon)
        no_facts = [
            NoFact(one.start, one.end, NO_FACTS.get(one.kind, "metadata"))
            for one in report.expressions
            if one.verdict == "no-fact"
        ]
        return Proposed(tuple(proposals), tuple(no_facts))

    def _of(
        self, place: Place, found: Mapping[tuple[int, int], ExpressionFound]
    ) -> Iterator[Proposal]:
        any_number = False
        for clause in place.sentence.clauses:
            one = found[clause.expression.start, clause.expression.end]
            if one.kind in FIGURES and one.verdict in ("stated", "near", "not-in-graph"):
                made = self._figure(place, clause, one)
                if made is not None:
                    any_number = True
                    yield made
        if not any_number:
            named = named_statement(self.corpus, place.words, place.named, self.publisher)
            if named is not None:
                where = (named.words[0] + place.start, named.words[1] + place.start)
                yield self.writer.claim(place, [where], *self._timed(named.draft))

    def _figure(self, place: Place, clause: Clause, found: ExpressionFound) -> Proposal | None:
        text, sentence = place.text, place.sentence
        said = said_figure(text, sentence, clause, (), ())
        if said is None:
            return None
        near = self.near.nearest(said, sentence, self.earlier, found)
        goes_on = self.near.goes_on(text, sentence)
        before = self.earlier.told if goes_on else ""
        draft = FigureDraft(said, near, place.named, self.groups, before).made()
        times = said_times(text, sentence.expressions)
        period = self.periods.found(said, sentence, clause, times) or self._carried(said, goes_on)
        parts = [draft.words, *([period.words] if period.words else [])]
        if "period" in {*required(draft.kind)} or period.words:
            draft = _with_period(draft, period)
        if self.last is not None:
            draft = self.last.carry(draft, sentence, goes_on)
        if goes_on and self.reported and "self_report" not in draft.statement:
            why = "the sentence goes on with one in which those counted say so themselves"
            draft = replace(draft, open=(*draft.open, Unsure(f"{draft.kind}.self_report", why)))
        self.reported = "self_report" in draft.statement or (goes_on and self.reported)
        made = self.writer.claim(place, parts, draft, _similar(found, near), period.entry)
        self.last = LastFigure(str(made.claim["id"]), sentence, draft)
        if period.words is not None and period.id is not None:
            self.dated = LastPeriod(period.id, str(made.claim["id"]), period.entry)
        return made

    def _carried(self, said: SaidFigure, goes_on: bool) -> PeriodFound:
        """The period of a sentence that names none: that of the one before where it goes on with that, else undated."""
        if self.dated is None:
            return self.periods.undated()
        last, claim = self.dated.period, self.dated.claim
        if goes_on:
            return self.periods.carried(said, last, claim, self.dated.entry)
        return self.periods.undated(
            f"no year is said of this number; left undated, though {claim} before it is of {last}"
        )

    def _timed(
        self, draft: StatementDraft
    ) -> tuple[StatementDraft, tuple[Similar, ...], Fields | None]:
        """A statement that needs a time: that of the text; with no similar ones, and the entry of its period."""
        if "period" not in required(draft.kind):
            return draft, (), None
        period = self.periods.undated(
            "when the text was written; give its bounds if it prints a date"
        )
        return _with_period(draft, period), (), period.entry


def _with_period(draft: StatementDraft, period: PeriodFound) -> StatementDraft:
    """A draft with its period, or with the reason why that is open."""
    field = f"{draft.kind}.period"
    if period.id is None:
        return replace(draft, open=(*draft.open, Unsure(field, period.open)))
    doubts = (*draft.doubts, Unsure(field, period.doubt)) if period.doubt else draft.doubts
    if period.open_from:
        told = Unsure(f"{draft.kind}.period_from", period.open_from)
        draft = replace(draft, open=(*draft.open, told))
    return replace(
        draft, statement=draft.statement | {"period": period.id, **period.more}, doubts=doubts
    )


def _similar(found: ExpressionFound, near: Nearest | None) -> tuple[Similar, ...]:
    """The claims that the check has found, each once; what is only computed of them nobody states."""
    differs: dict[str, tuple[str, ...]] = {}
    for one in found.claims:
        computed = (COMPUTED,) if found.derived and not one.differs else ()
        differs.setdefault(one.iri.rpartition("/")[2], (*one.differs, *computed))
    if not differs and near is not None:
        differs = {f"{near.stated.source}-{near.stated.claim.id}": near.differs}
    return tuple(Similar(claim, those) for claim, those in differs.items())[:SIMILAR]
