"""A figure in words of one language: its value with unit, what it is of, when, and where it is said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from graph_build.comparison.comparable import Comparable
from graph_build.layers.describer import Describer
from graph_build.literals import number_label

NBSP = "\u00a0"
AND = {"nb": "og", "nn": "og", "en": "and"}
SOURCE = {"nb": "kilde", "nn": "kjelde", "en": "source"}
SCALES: Mapping[str, tuple[tuple[int, str, str], ...]] = {
    "nb": ((10**9, "milliard", "milliarder"), (10**6, "million", "millioner")),
    "nn": ((10**9, "milliard", "milliardar"), (10**6, "million", "millionar")),
    "en": ((10**9, "billion", "billion"), (10**6, "million", "million")),
}
# What an amount, a target and a count are of; {} is the label of the measure, plan or indicator.
SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "frame": {"nb": "rammen for {}", "nn": "ramma for {}", "en": "the frame of “{}”"},
    "allocation": {
        "nb": "beløpet til «{}»",
        "nn": "beløpet til «{}»",
        "en": "the amount for “{}”",
    },
    "growth": {"nb": "veksten til «{}»", "nn": "veksten til «{}»", "en": "the growth for “{}”"},
    "appropriation": {
        "nb": "bevilgningen til «{}»",
        "nn": "løyvinga til «{}»",
        "en": "the appropriation for “{}”",
    },
    "excess": {
        "nb": "det som kom i tillegg til «{}»",
        "nn": "det som kom i tillegg til «{}»",
        "en": "what came on top of “{}”",
    },
    "target": {"nb": "målet for {}", "nn": "målet for {}", "en": "the target for {}"},
    "count": {"nb": "antall {} i {}", "nn": "talet på {} i {}", "en": "the number of {} in “{}”"},
}


def listed(words: Sequence[str], language: str) -> str:
    """a, b og c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {AND[language]} {words[-1]}"


def money_words(amount: Decimal, language: str) -> str:
    """2,4 milliarder kroner, NOK 500 million."""
    for scale, one, many in SCALES[language]:
        if abs(amount) >= scale:
            number = number_label(amount / scale, language)
            word = one if abs(amount) == scale else many
            said = f"{number}{NBSP}{word}"
            return f"NOK{NBSP}{said}" if language == "en" else f"{said} kroner"
    number = number_label(amount, language)
    return f"NOK{NBSP}{number}" if language == "en" else f"{number}{NBSP}kroner"


def value_words(describe: Describer, figure: Comparable, language: str) -> str:
    """2,4 milliarder kroner, 51 %, 17 436 årsverk, 3 innsatsområder."""
    if figure.sort == "count":
        counted = describe.code_label("count-kind", figure.kind, language)
        return f"{number_label(figure.value, language)}{NBSP}{counted}"
    return quantity_words(describe, figure.value, figure.unit, language)


def quantity_words(describe: Describer, value: Decimal, unit: str, language: str) -> str:
    """A number with its unit: 51 %, 17 436 årsverk; of a plain number no unit."""
    if unit == "nok":
        return money_words(value, language)
    number = number_label(value, language)
    if unit == "percent":
        return f"{number}%" if language == "en" else f"{number}{NBSP}%"
    if unit in ("", "number"):
        return number
    # A sentence has no room for the short form behind a unit: full-time equivalents (FTE).
    return f"{number}{NBSP}{describe.code_label('unit', unit, language).partition(' (')[0]}"


def subject_words(describe: Describer, figure: Comparable, language: str) -> str:
    """What the figure is of: the indicator, or the measure or plan that an amount goes to."""
    if figure.sort == "count":
        assert figure.plan is not None
        counted = describe.code_label("count-kind", figure.kind, language)
        plan = thing_label(describe, "thing", figure.plan, language)
        return SUBJECTS["count"][language].format(counted, plan)
    if figure.indicator is not None:
        label = dict(figure.indicator.label.items())[language]
        return SUBJECTS["target"][language].format(label) if figure.kind == "target" else label
    labels = [describe.code_label("measure", one, language) for one in figure.measures]
    if not labels and figure.plan is not None:
        labels = [describe.code_label("plan", figure.plan, language)]
    if not labels:
        return describe.code_label("funding-kind", figure.kind, language)
    return SUBJECTS[figure.kind][language].format(listed(labels, language))


def thing_label(describe: Describer, register: str, slug: str, language: str) -> str:
    """The label of a thing of any of several registers."""
    found = describe.resolver.corpus.register_of(register, slug)
    assert found is not None, slug
    return describe.code_label(found, slug, language)


def dimension_words(describe: Describer, figure: Comparable, name: str, language: str) -> str:
    """The population, area or period of a figure, or nothing where it has none; the source stands apart."""
    slug = getattr(figure, name)
    label = "" if slug is None else describe.code_label(name, slug, language)
    return label.removesuffix(f" ({SOURCE[language]} {figure.stated.source})")


def source_words(figures: Sequence[Comparable], language: str) -> str:
    """The sources of figures, each once: kilde 000 og kilde 003."""
    names = dict.fromkeys(f"{SOURCE[language]}{NBSP}{one.stated.source}" for one in figures)
    return listed(list(names), language)


def about_words(
    describe: Describer, figure: Comparable, language: str, *, names: Sequence[str] = ()
) -> str:
    """The subject, and these dimensions beside it."""
    more = [dimension_words(describe, figure, name, language) for name in names]
    return ", ".join([subject_words(describe, figure, language), *filter(None, more)])
