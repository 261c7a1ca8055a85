"""Who says it, whom it counts and whether those counted say it themselves: what the words do not say is found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from graph_build.reading.corpus import Corpus, Stated
from graph_build.reading.corpus_reader import load_corpus
from graph_build.schema.claims import Claim
from graph_build.schema.fields import Texts
from graph_build.schema.measurements import Trend
from graph_build.schema.statements import Figure, Statement
from graph_build.verification.texts import read_texts
from graph_build.verification.voices import VERBS, voice_faults, voices_in_texts
from tests.graph_build.little import FACTS, REGISTERS, Little, write_little


@cache
def corpus() -> Corpus:
    return load_corpus()


@dataclass(frozen=True)
class Mutant:
    """A claim of the real facts with one thing changed."""

    name: str
    source: str
    claim: Claim

    def is_found(self, shared: Path) -> bool:
        files = tuple(
            (
                file,
                replace(
                    facts,
                    claim=tuple(
                        self.claim if one.id == self.claim.id else one for one in facts.claim
                    ),
                ),
            )
            for file, facts in corpus().files
            if facts.source == self.source
        )
        changed = replace(corpus(), files=files)
        texts, _ = read_texts(shared / "seeds", changed)
        return bool([*voice_faults(changed), *voices_in_texts(changed, texts)])


def with_statement(one: Stated, how: str, **changes: object) -> Mutant:
    key = one.kind.replace("-", "_")
    statements = tuple(
        replace(each, **changes) if each is one.statement else each  # type: ignore[arg-type]
        for each in getattr(one.claim, key)
    )
    return Mutant(
        f"{one.id}: {how}",
        one.source,
        replace(one.claim, **{key: statements}),  # type: ignore[arg-type]
    )


def counted(statement: Statement) -> bool:
    return isinstance(statement, Figure | Trend)


def self_reports() -> Iterator[Mutant]:
    """The verb left out where the words have one, another verb, the claim with the verb left out."""
    for one in corpus().stated:
        verb, carried = one.statement.self_report, one.statement.self_report_from
        if verb and not carried and counted(one.statement):
            yield with_statement(one, "no self-report", self_report=None)
        if verb:
            for other in VERBS:
                if other != verb and (other, verb) != ("experiences", "holds"):
                    yield with_statement(one, other, self_report=other)
        if carried:
            yield with_statement(one, "said in its own words", self_report_from=())
            yield with_statement(one, "no verb, but where it stands", self_report=None)


def populations() -> Iterator[Mutant]:
    """A population that the words do not name, without the claim or the reason for it."""
    for one in corpus().stated:
        if counted(one.statement):
            if one.statement.population_from:
                yield with_statement(one, "named in its own words", population_from=())
            if one.statement.population_reason:
                yield with_statement(one, "without a reason", population_reason=None)


def years() -> Iterator[Mutant]:
    """A direction of years that its words do not say, without the claim or the reason; and of other years."""
    for one in corpus().stated:
        trend = one.statement
        if isinstance(trend, Trend):
            if trend.period_from:
                yield with_statement(one, "dated by its own words", period_from=())
            if trend.period_reason:
                yield with_statement(one, "without a reason", period_reason=None)
            elif trend.period != "2015-2022":
                yield with_statement(one, "of other years", period="2015-2022")


def speakers() -> Iterator[Mutant]:
    """Who says it, without the claim or the reason for it; and somebody else."""
    for _, facts in corpus().files:
        for claim in facts.claim:
            if claim.by_from:
                yield Mutant(
                    f"{claim.id}: named in its own words",
                    facts.source,
                    replace(claim, by_from=()),
                )
            if claim.by_reason:
                yield Mutant(
                    f"{claim.id}: without a reason", facts.source, replace(claim, by_reason=None)
                )
            if claim.mode != "inferred" and not claim.by_reason:
                yield Mutant(f"{claim.id}: krf", facts.source, replace(claim, by="krf"))


def silent_labels() -> Iterator[Mutant]:
    """A label that keeps silent of a self-report, one language at a time."""
    for one in corpus().stated:
        if one.statement.self_report and counted(one.statement):
            for language in ("nb", "nn", "en"):
                texts = {**dict(one.claim.label.items()), language: "51 prosent av kommunene"}
                claim = replace(one.claim, label=Texts(**texts))
                yield Mutant(f"{one.id}: silent in {language}", one.source, claim)


FAMILIES = {
    "self-report": (self_reports, 150),
    "population": (populations, 25),
    "year": (years, 40),
    "speaker": (speakers, 300),
    "label": (silent_labels, 60),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_voice_that_the_words_do_not_have_is_found(family: str, shared: Path) -> None:
    make, least = FAMILIES[family]
    mutants = list(make())
    assert len(mutants) >= least
    assert [one.name for one in mutants if not one.is_found(shared)] == []


def test_the_facts_have_no_voice_that_the_words_have_not(shared: Path) -> None:
    texts, _ = read_texts(shared / "seeds", corpus())
    assert [*voice_faults(corpus()), *voices_in_texts(corpus(), texts)] == []


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return write_little(tmp_path)


def test_a_verb_of_another_word_is_none(little: Little) -> None:
    little.spoil(FACTS, "value = 12\n", 'value = 12\nself_report = "reports"\n')
    found = little.failure()
    assert little.found(found, "no words of opened have a form of «reports»")
    assert little.found(found, "the nb label does not say that")


def test_one_who_is_nowhere_named_needs_a_reason(little: Little) -> None:
    little.spoil(
        REGISTERS,
        '[[area]]\nid = "norway"\n',
        '[[organisation]]\nid = "paper"\nkind = "project"\nlabel = {nb = "avisa", nn = "avisa", en = "the paper"}\n\n'
        '[[area]]\nid = "norway"\n',
    )
    little.spoil(FACTS, 'mode = "reported"\nby = "town"\n', 'mode = "reported"\nby = "paper"\n')
    assert little.found(little.failure(), "no words of later name paper")


def test_two_ways_of_knowing_are_one_too_many(little: Little) -> None:
    little.spoil(
        FACTS,
        'mode = "reported"\nby = "town"\n',
        'mode = "reported"\nby = "town"\nby_from = ["opened"]\nby_reason = {nb = "a", nn = "a", en = "a"}\n',
    )
    assert little.found(little.failure(with_texts=False), "keep one")
