"""What must hold across facts: links that lead somewhere, ids used once, passages inside their text."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from graph_build.errors import Fault
from graph_build.reading.corpus import Corpus, Place, claims_with_place, statement_lists
from graph_build.reading.links import link_faults
from graph_build.reading.resolver import Resolver
from graph_build.schema.claims import FactFile, Span
from graph_build.schema.fields import MAX_FRAGMENT_WORDS
from graph_build.schema.measurements import Observation
from graph_build.schema.registers import Indicator, Period
from graph_build.verification.claim_labels import label_faults
from graph_build.verification.label_numbers import label_number_faults
from graph_build.verification.readings import capture_faults, reading_faults
from graph_build.verification.voices import voice_faults

# House limit: a quarter of a text may be quoted, all fragments together.
MAX_FRAGMENT_SHARE = Decimal("0.25")


def check_corpus(resolver: Resolver) -> list[Fault]:
    """Every fault that can be seen without the texts."""
    corpus = resolver.corpus
    return [
        *link_faults(resolver),
        *(fault for file, facts in corpus.files for fault in _file_faults(corpus, file, facts)),
        *_claim_id_faults(corpus),
        *_statement_faults(corpus),
        *_period_register_faults(corpus),
        *reading_faults(corpus),
        *capture_faults(corpus),
        *label_faults(resolver),
        *voice_faults(corpus),
        *label_number_faults(resolver),
    ]


def _claim_id_faults(corpus: Corpus) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    for facts, claim, file, number in claims_with_place(corpus):
        here = file.at(("claim", number, "id"))
        there = taken.setdefault(f"{facts.source}-{claim.id}", here)
        if there != here:
            what = f"claim id {claim.id} is taken at {there}; choose another"
            yield file.fault(("claim", number, "id"), what)


def _withdrawal_faults(corpus: Corpus, file: Any, facts: FactFile) -> Iterator[Fault]:
    """What is withdrawn is no claim any more, and is replaced by one that is."""
    for number, gone in enumerate(facts.withdrawn):
        path = ("withdrawn", number)
        if f"{facts.source}-{gone.id}" in corpus.claim_ids:
            yield file.fault(
                (*path, "id"), f"{gone.id} is a claim of the source; one of the two must go"
            )
        successor = gone.successor
        if successor and successor not in corpus.claim_ids and not corpus.missing(successor):
            what = f"{successor} is no claim; name it with its source, like 003-{successor}"
            yield file.fault((*path, "successor"), what)


def _file_faults(corpus: Corpus, file: Any, facts: FactFile) -> Iterator[Fault]:
    yield from _withdrawal_faults(corpus, file, facts)
    source = corpus.sources.get(facts.source)
    for number, claim in enumerate(facts.claim):
        path = ("claim", number)
        if not claim.spans:
            yield file.fault((*path, "spans"), "spans is empty; a claim needs at least one passage")
        if next(statement_lists(claim), None) is None:
            yield file.fault(
                path, f"claim {claim.id} states nothing; give it at least one statement"
            )
        for position, span in enumerate(claim.spans):
            for what in _span_faults(span, source.length if source else None):
                yield file.fault((*path, "spans", position), what)
    for number, unclaimed in enumerate(facts.unclaimed):
        if unclaimed.start >= unclaimed.end or (source and unclaimed.end > source.length):
            what = f"{unclaimed.start} to {unclaimed.end} is no stretch of the text"
            yield file.fault(
                ("unclaimed", number), what + "; start must be before end, both inside"
            )
    if source:
        yield from _share_faults(file, facts, source.length)


def _span_faults(span: Span, length: int | None) -> Iterator[str]:
    if span.start >= span.end:
        yield f"passage {span.start} to {span.end} is empty; start must be before end"
    if length is not None and span.end > length:
        yield f"passage ends at {span.end}, beyond the text's {length} code points"
    words = len(span.fragment.split()) if span.fragment else 0
    if words > MAX_FRAGMENT_WORDS:
        yield f"fragment has {words} words; quote at most {MAX_FRAGMENT_WORDS}"


def _share_faults(file: Any, facts: FactFile, length: int) -> Iterator[Fault]:
    quoted = sum(len(s.fragment or "") for claim in facts.claim for s in claim.spans)
    if quoted > length * MAX_FRAGMENT_SHARE:
        what = f"fragments quote {quoted} of {length} characters; stay under 25 %"
        yield file.fault(("source",), what)


def _statement_faults(corpus: Corpus) -> Iterator[Fault]:
    ids: dict[tuple[str, str], str] = {}
    keys: dict[tuple[str, ...], str] = {}
    for one in corpus.stated:
        file, path = one.place
        here = file.at(path)
        # Ids that are derived from the claim's are unique by kind; one that is given is looked up without it.
        named = [(one.kind, one.id)] + ([("any kind", one.id)] if one.statement.id else [])
        for taken in {ids.setdefault(key, here) for key in named} - {here}:
            yield file.fault(path, f"statement id {one.id} is taken at {taken}; choose another")
        if isinstance(one.statement, Observation):
            yield from _observation_faults(corpus, one.statement, one.place)
            o = one.statement
            # Two such figures of one source are one dot in the cube: it could not tell which of them holds.
            key = (one.source, o.indicator, o.population, o.area, o.period)
            taken = keys.setdefault(key, here)
            if taken != here:
                what = f"same indicator, population, area and period as {taken}"
                yield file.fault(
                    path, what + "; tell them apart, or make it one claim with two spans"
                )


def _observation_faults(corpus: Corpus, o: Observation, place: Place) -> Iterator[Fault]:
    file, path = place
    indicator = corpus.entries["indicator"].get(o.indicator)
    if not isinstance(indicator, Indicator):
        return
    if o.unit != indicator.unit:
        what = f"unit {o.unit} is not the indicator's unit; {o.indicator} is measured in {indicator.unit}"
        yield file.fault((*path, "unit"), what)
    if indicator.measures == "level" and o.unit == "percent" and not 0 <= o.value <= 100:
        yield file.fault((*path, "value"), f"a level of {o.value} percent; it lies from 0 to 100")


def _period_register_faults(corpus: Corpus) -> Iterator[Fault]:
    for (register, id), (file, path) in corpus.entry_places.items():
        entry = corpus.entries[register][id]
        if isinstance(entry, Period):
            for what in _period_faults(entry):
                yield file.fault(path, what)


def _period_faults(period: Period) -> Iterator[str]:
    dated = period.start is not None and period.end is not None
    if period.kind == "undated" and (period.start or period.end):
        yield f"period {period.id} is undated; give not_before and not_after, not start and end"
    if period.kind != "undated" and not dated:
        yield f"period {period.id} needs start and end, or kind undated"
    first, last = period.start or period.not_before, period.end or period.not_after
    if first and last and first > last:
        yield f"period {period.id} ends before it begins"
