"""Where an indicator began, where it was heading and where it came to, as far as the texts give it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from pyoxigraph import Triple

from graph_build.layers.describer import Describer
from graph_build.literals import number_label
from graph_build.reading.corpus import Corpus, Stated
from graph_build.schema.intentions import Target
from graph_build.schema.measurements import Observation
from graph_build.schema.registers import Indicator, Period

# Indicator, population, area and source: what one text measures several times is one development.
About = tuple[str, str | None, str, str]
WORDS = {
    "nb": ("fra {} til {}", "mål: {}"),
    "nn": ("frå {} til {}", "mål: {}"),
    "en": ("from {} to {}", "target: {}"),
}


def development_triples(describe: Describer) -> Iterator[Triple]:
    """A development for each indicator that a text gives two levels in time of, or a target."""
    corpus = describe.resolver.corpus
    for about, levels in _levels(corpus).items():
        ordered = in_time(corpus, levels)
        if len(ordered) > 1:
            yield from _development(describe, about, (ordered[0], ordered[-1]), None)
    for one in corpus.stated:
        if isinstance(one.statement, Target):
            about = (one.statement.indicator, one.statement.population, "norway", one.source)
            yield from _development(describe, about, None, one)


def _levels(corpus: Corpus) -> Mapping[About, list[Stated]]:
    found: dict[About, list[Stated]] = defaultdict(list)
    for one in corpus.stated:
        if isinstance(o := one.statement, Observation):
            indicator = corpus.entries["indicator"][o.indicator]
            if isinstance(indicator, Indicator) and indicator.measures == "level":
                found[o.indicator, o.population, o.area, one.source].append(one)
    return found


def in_time(corpus: Corpus, levels: list[Stated]) -> list[Stated]:
    """The levels from first to last; empty where the texts do not say in which order they come."""
    if len(levels) == 2 and _period(corpus, levels[1]).id in _period(corpus, levels[0]).before:
        return levels
    if len(levels) == 2 and _period(corpus, levels[0]).id in _period(corpus, levels[1]).before:
        return levels[::-1]
    dated = [(_period(corpus, one).start, one) for one in levels]
    known = [(start, one) for start, one in dated if isinstance(start, date)]
    if len(known) < len(levels):
        return []
    return [one for _, one in sorted(known, key=lambda pair: pair[0])]


def _period(corpus: Corpus, one: Stated) -> Period:
    assert isinstance(one.statement, Observation)
    period = corpus.entries["period"][one.statement.period]
    assert isinstance(period, Period)
    return period


def _development(
    describe: Describer, about: About, ends: tuple[Stated, Stated] | None, target: Stated | None
) -> Iterator[Triple]:
    iris = describe.resolver.iris
    indicator, population, _, source = about
    subject = iris.thing("development", f"{source}-{indicator}-{population or 'all'}")
    yield from describe.types(subject, "rf:Development", "prov:Entity")
    yield from describe.texts(subject, "rdfs:label", _labels(describe, about, ends, target))
    yield describe.link(subject, "rf:indicator", iris.thing("indicator", indicator))
    if population:
        yield describe.link(subject, "rf:population", iris.thing("population", population))
    parts = (
        ("rf:target", target),
        *zip(("rf:baseline", "rf:outcomeFigure"), ends or (), strict=False),
    )
    for property, part in parts:
        if part is not None:
            thing = iris.thing(part.kind, part.id)
            yield describe.link(subject, property, thing)
            yield describe.link(subject, "prov:wasDerivedFrom", thing)


def _labels(
    describe: Describer, about: About, ends: tuple[Stated, Stated] | None, target: Stated | None
) -> Iterator[tuple[str, str]]:
    for language, (way, aim) in WORDS.items():
        name = describe.code_label("indicator", about[0], language)
        if ends:
            text = way.format(*(_figure(describe, one, language) for one in ends))
        else:
            assert target is not None
            text = aim.format(_figure(describe, target, language))
        yield language, f"{name}, {text}"


def _figure(describe: Describer, one: Stated, language: str) -> str:
    """Value, unit and period of a level or a target."""
    figure = one.statement
    assert isinstance(figure, Observation | Target)
    unit = describe.code_label("unit", figure.unit, language)
    period = f" ({describe.code_label('period', figure.period, language)})" if figure.period else ""
    return f"{number_label(figure.value, language)} {unit}{period}"
