"""Whose word a claim rests on: who says it, whom it counts, and whether those counted say it of themselves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from graph_build.errors import Fault
from graph_build.reading.corpus import Corpus, Stated, claims_with_place
from graph_build.schema.claims import Claim
from graph_build.schema.measurements import Trend
from graph_build.schema.registers import Organisation, Person, Population
from graph_build.schema.statements import Figure
from graph_build.verification.readings import years_in

# Code of the list `reporting-verb` → beginnings of its forms, bokmål and nynorsk.
VERBS: Mapping[str, tuple[str, ...]] = {
    "states": ("oppgi", "oppga", "oppgj"),
    "reports": ("rapporterer", "rapporterte", "rapportert", "rapporteres", "rapporterast"),
    "answers": ("svarer", "svarar", "svarte"),
    "says": ("sier", "seier"),
    "tells": ("melder", "melde"),
    "experiences": ("erfarer",),
    "holds": ("mener", "meiner", "synes", "synest"),
    "describes": ("beskrivelse", "skildring"),
}
# Language → beginnings of the words by which a label says that somebody says so.
SAID: Mapping[str, tuple[str, ...]] = {
    "nb": (
        "oppgi", "oppga", "rapporter", "svar", "sier", "sa ", "meld", "fortell", "erfar", "opplev", "mener",
        "mente", "synes", "syntes", "beskriv", "ifølge",
    ),
    "nn": (
        "oppgj", "oppgav", "rapporter", "svar", "seier", "sa ", "meld", "fortel", "erfar", "opplev", "meiner",
        "meinte", "synest", "syntest", "skildr", "ifølgje",
    ),
    "en": (
        "report", "state", "stating", "answer", "say", "said", "tell", "told", "find", "found", "experienc", "hold", "held",
        "think", "thought", "describ",
    ),
}  # fmt: skip


def voice_faults(corpus: Corpus) -> Iterator[Fault]:
    """What can be seen without the texts: whose word is told twice, self-reports that the label keeps silent of."""
    for _, claim, file, number in claims_with_place(corpus):
        if claim.by_from and claim.by_reason:
            what = "by_from says that other claims name them, by_reason that none does; keep one"
            yield file.fault(("claim", number, "by_reason"), what)
    for one in corpus.stated:
        file, path = one.place
        statement = one.statement
        if statement.self_report_from and not statement.self_report:
            yield file.fault((*path, "self_report_from"), "self_report_from without self_report")
        if statement.population_from and statement.population_reason:
            what = "population_from and population_reason; keep one"
            yield file.fault((*path, "population_reason"), what)
        for language in _silent_labels(one):
            what = (
                f"the {language} label does not say that it is what those counted say of themselves"
            )
            yield file.fault((*path, "self_report"), what)


def _silent_labels(one: Stated) -> Iterator[str]:
    if one.statement.self_report and isinstance(one.statement, Figure | Trend):
        for language, text in one.claim.label.items():
            if not begins(text, SAID[language]):
                yield language


def voices_in_texts(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Fault]:
    """What the words of a claim do not say of who speaks and who is counted, though the facts have it."""
    said = {
        (facts.source, claim.id): _words(claim, texts[facts.source])
        for facts, claim, _, _ in claims_with_place(corpus)
        if facts.source in texts
    }
    for facts, claim, file, number in claims_with_place(corpus):
        if facts.source in texts:
            for key, what in _speaker_faults(corpus, facts.source, claim, said):
                yield file.fault(("claim", number, key), what)
    for one in corpus.stated:
        if one.source in texts:
            file, path = one.place
            checks = (_report_faults(one, said), _population_faults(corpus, one, said))
            for key, what in (*chain(*checks), *_year_faults(corpus, one, said)):
                yield file.fault((*path, key), what)


Said = Mapping[tuple[str, str], str]


def _speaker_faults(
    corpus: Corpus, source: str, claim: Claim, said: Said
) -> Iterator[tuple[str, str]]:
    publisher = corpus.sources[source].publisher
    if claim.by == publisher or claim.mode == "inferred" or claim.by_reason:
        return
    claims = claim.by_from or (claim.id,)
    if not any(begins(said.get((source, id), ""), agent_names(corpus, claim.by)) for id in claims):
        yield (
            "by_from" if claim.by_from else "by",
            f"no words of {' or '.join(claims)} name {claim.by}; give by_from, or by_reason where the text names nobody",
        )


def _report_faults(one: Stated, said: Said) -> Iterator[tuple[str, str]]:
    statement, own = one.statement, said[one.source, one.claim.id]
    if statement.self_report:
        claims = statement.self_report_from or (one.claim.id,)
        forms = VERBS.get(statement.self_report, ())
        if not any(begins(said.get((one.source, id), ""), forms) for id in claims):
            yield (
                "self_report",
                f"no words of {' or '.join(claims)} have a form of «{statement.self_report}»",
            )
    elif isinstance(statement, Figure | Trend) and begins(own, _all_forms()):
        yield (
            "self_report",
            f"the words of {one.claim.id} have a verb of self-report, the figure has not",
        )


def _population_faults(corpus: Corpus, one: Stated, said: Said) -> Iterator[tuple[str, str]]:
    statement = one.statement
    population = corpus.entries["population"].get(getattr(statement, "population", None) or "")
    if not isinstance(statement, Figure | Trend) or not isinstance(population, Population):
        return
    if not population.named or statement.population_reason:
        return
    claims = statement.population_from or (one.claim.id,)
    if not any(begins(said.get((one.source, id), ""), population.named) for id in claims):
        yield (
            "population_from" if statement.population_from else "population",
            f"no words of {' or '.join(claims)} name {population.id}; give population_from or population_reason",
        )


def _year_faults(corpus: Corpus, one: Stated, said: Said) -> Iterator[tuple[str, str]]:
    """A direction of years that no words say; a figure's years are held to its fragments, texts or not."""
    trend = one.statement
    if not isinstance(trend, Trend) or trend.period_reason:
        return
    period = corpus.entries["period"].get(trend.period)
    bounds = {
        day.year for day in (getattr(period, "start", None), getattr(period, "end", None)) if day
    }
    claims = (one.claim.id, *trend.period_from)
    known = {year for id in claims for year in years_in(said.get((one.source, id), ""))}
    if not bounds <= known:
        missing = ", ".join(map(str, sorted(bounds - known)))
        yield (
            "period",
            f"no words of {' or '.join(claims)} say {missing}; give period_from or period_reason",
        )


def agent_names(corpus: Corpus, agent: str) -> tuple[str, ...]:
    """Beginnings of the words by which a text may name an organisation or a person."""
    organisation, person = (corpus.entries[name].get(agent) for name in ("organisation", "person"))
    if isinstance(organisation, Organisation):
        return organisation.named or (organisation.label.nb,)
    return (person.label.nb.split()[-1],) if isinstance(person, Person) else ()


def begins(text: str, beginnings: Iterable[str]) -> bool:
    """Whether a word of the text begins with any of these, capital letters aside."""
    either = "|".join(map(re.escape, beginnings))
    return bool(either) and re.search(rf"(?<!\w)(?:{either})", text, re.IGNORECASE) is not None


def _words(claim: Claim, text: str) -> str:
    return "\n".join(text[span.start : span.end] for span in claim.spans)


def _all_forms() -> tuple[str, ...]:
    return tuple(form for forms in VERBS.values() for form in forms)
