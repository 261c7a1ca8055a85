"""From a text to proposals: each number and each sentence that names a thing of the graph, with what is known of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_build.reading.corpus import Corpus
from graph_build.reading.resolver import Resolver
from graph_build.scan.scanner import Expression
from server.answers.check.check_report import CheckReport, ExpressionFound, Mention
from server.answers.check.graph_side.figure_index import FigureIndex
from server.answers.check.text_side.said_clause import SaidClause
from server.answers.check.text_side.said_unit import read_unit
from server.answers.check.text_side.text_layout import FIGURES, TIMES, Clause, Sentence, sentences
from server.intake.claim_passages import left_out, spans, trimmed
from server.intake.proposals import Fields, NoFact, Proposal, Proposed, Similar, Unsure
from server.intake.proposing.label_writer import LabelWriter
from server.intake.proposing.named_statement import named_statement
from server.intake.proposing.nearest_figure import Nearest, NearestFigures
from server.intake.proposing.period_finder import PeriodFinder
from server.intake.proposing.statement_draft import (
    StatementDraft,
    drafted,
    required,
    with_qualifier,
)
from server.intake.proposing.topic_finder import TopicFinder

# More numbers than this are those of a table.
MOST = 2_000
SIMILAR = 5
# What a claim differs in whose number makes the same only when it is computed with others.
COMPUTED = "derived"
_QUOTED = re.compile(r"^\s*[–—-]\s|^\s*[«“\"]")
_REPORTED = re.compile(
    r"(?<!\w)(?:ifølge|ifølgje|i følge|i følgje|melder|opplyser|opplyst)(?!\w)", re.IGNORECASE
)
_SLUG = re.compile(r"[^a-z0-9]+")
SELF_REPORTED = {
    "nb": " (oppgitt av dem selv)",
    "nn": " (oppgjeve av dei sjølve)",
    "en": " (as they report)",
}
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


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a text: its passage without blanks at the ends, and the things that it names."""

    text: str
    sentence: Sentence
    passage: tuple[int, int]
    named: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, sentence: Sentence, mentions: Sequence[Mention]) -> "Place":
        """The place of a sentence."""
        start, end = trimmed(text, sentence.start, sentence.end)
        named = tuple(one for one in mentions if start <= one.start < end)
        return cls(text, sentence, (start, end), named)

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return self.passage[0]

    @property
    def words(self) -> str:
        """The passage."""
        return self.text[slice(*self.passage)]

    @property
    def times(self) -> list[Expression]:
        """The years, dates and periods that it names."""
        return [one for one in self.sentence.expressions if one.kind in TIMES]

    @property
    def mode(self) -> str:
        """How it is said: in somebody's words, by hearsay, or plainly."""
        if _QUOTED.search(self.words):
            return "quoted"
        return "reported" if _REPORTED.search(self.words) else "asserted"


class Proposer:
    """Proposals for one source, of a publisher (None: nobody knows)."""

    def __init__(
        self, resolver: Resolver, index: FigureIndex, source: str, publisher: str | None
    ) -> None:
        self.corpus: Corpus = resolver.corpus
        self.source, self.publisher = source, publisher
        self.labels = LabelWriter(resolver)
        self.periods = PeriodFinder(self.corpus, source)
        self.near = NearestFigures(index, {one.id: one for one in self.corpus.stated})
        self.topics = TopicFinder(self.corpus)
        self.ids = set[str]()
        self.dated: LastPeriod | None = None
        self.before: Sentence | None = None

    def proposed(self, text: str, report: CheckReport) -> Proposed:
        """What the report on a text gives reason to propose of it."""
        found = {(one.start, one.end): one for one in report.expressions}
        proposals = list[Proposal]()
        for sentence in sentences(text):
            proposals += self._of(Place.of(text, sentence, report.mentions), found)
            self.before = sentence if sentence.words else self.before
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
                any_number = True
                yield self._figure(place, clause, one)
        if not any_number:
            named = named_statement(self.corpus, place.words, place.named, self.publisher)
            if named is not None:
                where = (named.words[0] + place.start, named.words[1] + place.start)
                yield self._claim(place, [where], *self._timed(named.draft))

    def _figure(self, place: Place, clause: Clause, found: ExpressionFound) -> Proposal:
        number = clause.expression
        near = self.near.nearest(place.text, place.sentence, self.before, clause, found)
        unit, _ = read_unit(SaidClause(place.text, place.sentence, clause))
        draft = drafted(self.corpus, near, number, unit, place.words)
        period = self.periods.found(number, place.times)
        statement = draft.statement | {"period": period.id}
        doubts = list(draft.doubts)
        if period.words is None and self.dated is not None:
            statement |= {"period": self.dated.period, "period_from": [self.dated.claim]}
            doubts.append(
                Unsure(
                    f"{draft.kind}.period",
                    f"the sentence names no year; {self.dated.claim} before it does",
                )
            )
            period = replace(period, id=self.dated.period, entry=self.dated.entry)
        elif period.words is None:
            doubts.append(
                Unsure(f"{draft.kind}.period", "the sentence names no year; left undated")
            )
        parts = [(number.start, number.end), *([period.words] if period.words else [])]
        similar = _similar(found, near)
        draft = replace(draft, statement=statement, doubts=tuple(doubts))
        made = self._claim(place, parts, draft, similar, period.entry)
        if period.words is not None:
            self.dated = LastPeriod(period.id, str(made.claim["id"]), period.entry)
        return made

    def _timed(
        self, draft: StatementDraft
    ) -> tuple[StatementDraft, tuple[Similar, ...], Fields | None]:
        """A statement that needs a time: that of the text; with no similar ones, and the entry of its period."""
        if "period" not in required(draft.kind):
            return draft, (), None
        why = "when the text was written; give its bounds if it prints a date"
        doubts = (*draft.doubts, Unsure(f"{draft.kind}.period", why))
        period = self.periods.undated()
        statement = draft.statement | {"period": period.id}
        return replace(draft, statement=statement, doubts=doubts), (), period.entry

    def _claim(
        self,
        place: Place,
        parts: list[tuple[int, int]],
        draft: StatementDraft,
        similar: tuple[Similar, ...],
        period: Fields | None,
    ) -> Proposal:
        spoken = spans(place.text, place.passage, parts)
        draft = with_qualifier(draft, spoken)
        speaker, doubt = self._speaker(place)
        label = self.labels.label(draft.statement, period)
        if "self_report" in draft.statement:
            label = {lang: told + SELF_REPORTED[lang] for lang, told in label.items()}
        topics = self.topics.of(draft.statement)
        claim: dict[str, object] = {"id": self._id(draft, parts[0][0]), "mode": place.mode}
        claim |= {"by": speaker} if speaker else {}
        claim |= {"topics": topics} if topics else {}
        claim |= {"spans": spoken} | ({"label": label} if label else {})
        lacking = [Unsure(name, why) for name, why in LACKING.items() if name not in claim]
        lacking += [
            Unsure(f"spans.{number}.left_out", LEFT_OUT.format(word=word))
            for number, span in enumerate(spoken)
            for word in left_out(place.text, span)
        ]
        return Proposal(
            claim,
            {draft.kind: draft.statement},
            (*lacking, *draft.open),
            (*doubt, *draft.doubts),
            similar,
            (period,) if period else (),
        )

    def _speaker(self, place: Place) -> tuple[str | None, tuple[Unsure, ...]]:
        people = [one.iri.rpartition("/")[2] for one in place.named if one.kind == "person"]
        if people and place.mode != "asserted":
            return people[0], ()
        if self.publisher and place.mode == "quoted":
            return self.publisher, (Unsure("by", "it reads like somebody's words; who says them?"),)
        return self.publisher, ()

    def _id(self, draft: StatementDraft, place: int) -> str:
        """A name for the claim, of what it is about and its period; each is given once."""
        statement = draft.statement
        named = (statement[one] for one in ID_FROM if statement.get(one))
        subject = next(named, f"{draft.kind}-{place}")
        subject = subject[0] if isinstance(subject, list) else subject
        period = "" if subject == f"{draft.kind}-{place}" else str(statement.get("period") or "")
        stem = _SLUG.sub("-", f"{subject}-{period}".lower().replace("_", "-")).strip("-")
        id, number = stem, 1
        while id in self.ids:
            number += 1
            id = f"{stem}-{number}"
        self.ids.add(id)
        return id


def _similar(found: ExpressionFound, near: Nearest | None) -> tuple[Similar, ...]:
    """The claims that the check has found, each once; what is only computed of them nobody states."""
    differs: dict[str, tuple[str, ...]] = {}
    for one in found.claims:
        computed = (COMPUTED,) if found.derived and not one.differs else ()
        differs.setdefault(one.iri.rpartition("/")[2], (*one.differs, *computed))
    if not differs and near is not None:
        differs = {f"{near.stated.source}-{near.stated.claim.id}": near.differs}
    return tuple(Similar(claim, those) for claim, those in differs.items())[:SIMILAR]


ID_FROM = (
    "indicator",
    "measure",
    "funds",
    "measures",
    "services",
    "frame_of",
    "within",
    "plan",
    "of",
    "person",
    "document",
)
LEFT_OUT = (
    "«{word}» turns the sense and stands outside the fragment; take it in, or say why it may stay out: "
    '[{{word = "{word}", reason = {{nb = "…", nn = "…", en = "…"}}}}]'
)
LACKING = {
    "by": "the text names no organisation that is registered; who says it?",
    "topics": "no similar claim has any; one or more of registers/topics.toml",
    "label": "what the claim says, in your own words, in nb, nn and en",
}
