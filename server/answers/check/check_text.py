"""A text held against a graph: the one way in, a pure function of the graph, the text and the languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from graph_build.scan.masking import masked
from graph_build.scan.scanner import Expression
from server.answers.check.check_report import CheckReport, ClaimFound, ExpressionFound
from server.answers.check.explanations import explanation
from server.answers.check.figure_index import FigureIndex, figure_index
from server.answers.check.figures import Texts
from server.answers.check.graph_lexicon import Lexicon
from server.answers.check.judgement import Judgement, Match, judged
from server.answers.check.mentions import mentions
from server.answers.check.phrase_book import phrase_book
from server.answers.check.said_figure import said_figure
from server.answers.check.said_times import SaidTime, said_times
from server.answers.check.text_context import Context, SentenceContext
from server.answers.check.text_layout import TIMES, Clause, Sentence, sentences
from server.answers.check.time_facts import CONTEXT, NO_FACT, judged_place, judged_time
from server.repository.interface import Repository


def check(repository: Repository, text: str, languages: Sequence[str]) -> CheckReport:
    """What the graph says of a text; labels in the first of the languages that has one. The same text, the same report."""
    return checked(figure_index(repository), text, languages)


def checked(index: FigureIndex, text: str, languages: Sequence[str]) -> CheckReport:
    """The same for who has the figures of a graph already."""
    checker = _Checker(text, index, languages)
    found = [one for sentence in sentences(text) for one in checker.findings(sentence)]
    named = mentions(text, index.things, languages)
    return CheckReport(sha256(text.encode()).hexdigest(), len(text), tuple(found), named)


class _Checker:
    """One text; what it has said of a sentence is said again where the same words stand behind the same."""

    def __init__(self, text: str, index: FigureIndex, languages: Sequence[str]) -> None:
        self.text, self.index, self.languages = text, index, languages
        self.lexicon = Lexicon(index)
        self.before: Sentence | None = None
        self.said: dict[tuple[object, ...], tuple[int, tuple[ExpressionFound, ...]]] = {}

    def findings(self, sentence: Sentence) -> tuple[ExpressionFound, ...]:
        """What is said of the numbers of the next sentence."""
        before = self.before
        marks = tuple(
            (one.start - sentence.start, one.text, one.kind, one.value)
            for one in sentence.expressions
        )
        key = (self._words(sentence), self._words(before) if before else "", marks)
        if sentence.words:
            self.before = sentence
        known = self.said.get(key)
        if known is None:
            found = tuple(
                _sentence(self.text, sentence, before, self.index, self.lexicon, self.languages)
            )
            self.said[key] = sentence.start, found
            return found
        moved = sentence.start - known[0]
        return tuple(replace(one, start=one.start + moved, end=one.end + moved) for one in known[1])

    def _words(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]


def _sentence(
    text: str,
    sentence: Sentence,
    before: Sentence | None,
    index: FigureIndex,
    lexicon: Lexicon,
    languages: Sequence[str],
) -> Iterator[ExpressionFound]:
    if not sentence.expressions:
        return
    times = said_times(text, sentence.expressions)
    around = SentenceContext.of(lexicon, sentence, before.words if before else ())
    clauses = {one.expression: (number, one) for number, one in enumerate(sentence.clauses)}
    groups = _groups(before) if before else frozenset()
    for one in sentence.expressions:
        judgement = _apart(text, sentence, one, times, around, index)
        if one in clauses:
            number, clause = clauses[one]
            own, carried = _own_times(sentence, number, times)
            said = said_figure(text, sentence, clause, own, carried)
            judgement = Judgement("not-in-graph", ())
            if said is not None:
                near = groups | _earlier_groups(sentence, number)
                judgement = judged(said, Context.of(around, said.local, said.core), index, near)
        yield _found(one, judgement, languages)


def _apart(
    text: str,
    sentence: Sentence,
    one: Expression,
    times: tuple[SaidTime, ...],
    around: SentenceContext,
    index: FigureIndex,
) -> Judgement:
    """The verdict on what is no number of its own: a time, a place in an order, a reference."""
    if one.kind == "ordinal":
        return judged_place(text, sentence, one, index)
    if one.kind not in TIMES:
        return NO_FACT
    time = next((time for time in times if one in time.expressions), None)
    return CONTEXT if time is None else judged_time(text, sentence, time, around)


def _own_times(
    sentence: Sentence, number: int, times: tuple[SaidTime, ...]
) -> tuple[tuple[SaidTime, ...], tuple[SaidTime, ...]]:
    """The times of a clause; and those that hold for it because they stand before the numbers."""
    clause, clauses = sentence.clauses[number], sentence.clauses
    paired = _paired(sentence, number, times)
    if paired is not None:
        return (paired,), ()
    own = tuple(one for one in times if clause.start <= one.start < clause.end)
    if len(own) > 1:
        plain = [one for one in own if one.kind != "compared"]
        nearest = min(plain, key=lambda one: _distance(one, clause), default=None)
        own = tuple(one for one in own if one.kind == "compared" or one is nearest)
    carried = [
        one
        for one in times
        if one.end <= clause.start
        and not any(
            other.start <= one.start < other.end and other.expression.end <= one.start
            for other in clauses
        )
    ]
    return own, tuple(carried[-1:])


def _distance(time: SaidTime, clause: Clause) -> int:
    expression = clause.expression
    return min(abs(time.start - expression.end), abs(expression.start - time.end))


def _paired(sentence: Sentence, number: int, times: tuple[SaidTime, ...]) -> SaidTime | None:
    """In a list of numbers and one of as many years, the year of the number."""
    plain = [one for one in times if one.kind in ("year", "since")]
    if len(plain) < 2 or len(plain) != len(sentence.clauses):
        return None
    after = plain[0].start >= sentence.clauses[-1].expression.end
    ahead = plain[-1].end <= sentence.clauses[0].expression.start
    return plain[number] if after or ahead else None


def _groups(sentence: Sentence) -> frozenset[str]:
    groups = phrase_book().groups
    return frozenset(groups[one.word] for one in sentence.words if one.word in groups)


def _earlier_groups(sentence: Sentence, number: int) -> frozenset[str]:
    groups, start = phrase_book().groups, sentence.clauses[number].start
    return frozenset(
        groups[one.word] for one in sentence.words if one.start < start and one.word in groups
    )


def _found(one: Expression, judgement: Judgement, languages: Sequence[str]) -> ExpressionFound:
    claims = tuple(_claims(judgement.matches, languages))
    stating = [match for match in judgement.matches if not match.differs]
    return ExpressionFound(
        one.start,
        one.end,
        masked(one),
        one.kind,
        one.value,
        judgement.verdict,
        claims,
        bool(stating) and all(match.figure.derived for match in stating),
        explanation(masked(one), judgement),
    )


def _claims(matches: Sequence[Match], languages: Sequence[str]) -> Iterator[ClaimFound]:
    met = set[tuple[str, tuple[str, ...]]]()
    for match in matches:
        for claim in match.figure.claims:
            if (claim.iri, match.differs) in met:
                continue
            met.add((claim.iri, match.differs))
            lang, label = _text(claim.labels, languages)
            yield ClaimFound(
                claim.iri,
                label,
                lang,
                claim.fragment,
                claim.source,
                claim.source_iri,
                match.figure.iri,
                claim.mode,
                tuple(_text(caveat, languages)[1] for caveat in claim.caveats),
                match.differs,
            )


def _text(texts: Texts, languages: Sequence[str]) -> tuple[str, str]:
    """The first of the texts in the first of the languages; any where there is none."""
    by_language = dict(texts)
    language = next((one for one in (*languages, *by_language) if one in by_language), "")
    return language, by_language.get(language, "")
