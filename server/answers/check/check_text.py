"""A text held against a graph: the one way in, a pure function of the graph, the text and the languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from graph_build.scan.masking import masked
from graph_build.scan.scanner import Expression
from server.answers.check.check_report import CheckReport, ClaimFound, ExpressionFound
from server.answers.check.explanations import explanation
from server.answers.check.graph_side.figure_index import FigureIndex, figure_index
from server.answers.check.graph_side.figures import Texts
from server.answers.check.judgement import Judgement, Match
from server.answers.check.mentions import mentions
from server.answers.check.sentence_judge import SentenceJudge
from server.answers.check.text_side.earlier import Earlier
from server.answers.check.text_side.graph_lexicon import Lexicon
from server.answers.check.text_side.text_layout import Sentence, sentences
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
        self.earlier = Earlier()
        self.said: dict[tuple[object, ...], tuple[int, tuple[ExpressionFound, ...]]] = {}

    def findings(self, sentence: Sentence) -> tuple[ExpressionFound, ...]:
        """What is said of the numbers of the next sentence."""
        earlier = self.earlier
        marks = tuple(
            (one.start - sentence.start, one.text, one.kind, one.value)
            for one in sentence.expressions
        )
        key = (self.text[sentence.start : sentence.end], earlier.key(self.text), marks)
        self.earlier = earlier.then(self.text, sentence, self.lexicon)
        known = self.said.get(key)
        if known is None:
            judge = SentenceJudge(self.text, sentence, earlier, self.index, self.lexicon)
            found = tuple(
                _found(one, judgement, self.languages) for one, judgement in judge.judgements()
            )
            self.said[key] = sentence.start, found
            return found
        moved = sentence.start - known[0]
        return tuple(replace(one, start=one.start + moved, end=one.end + moved) for one in known[1])


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
