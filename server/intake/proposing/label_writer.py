"""A first label of a claim in three languages, made of the labels of what it is about; its reader writes it better."""

from collections.abc import Iterator, Mapping

from graph_build.layers.describer import Describer
from graph_build.layers.figure_words import quantity_words
from graph_build.reading.resolver import Resolver
from ontology import LANGUAGES
from server.intake.proposals import Fields

# What a statement is about: the first of these fields that it has, with the register of each.
SUBJECTS = {
    "indicator": "indicator",
    "measure": "measure",
    "funds": "measure",
    "measures": "measure",
    "services": "service",
    "plan": "plan",
    "within": "plan",
    "frame_of": "plan",
    "of": "plan",
    "person": "person",
}
BESIDE = {"population": "population", "area": "area", "period": "period"}
ABOUT = {"nb": "Utsagn om {}", "nn": "Utsegn om {}", "en": "Statement on {}"}


class LabelWriter:
    """Labels of claims that stand in the facts of one corpus."""

    def __init__(self, resolver: Resolver) -> None:
        self.describe, self.corpus = Describer(resolver), resolver.corpus

    def label(self, statement: Fields, period: Fields | None) -> dict[str, str]:
        """Subject, number and what else it is of, in each language; nothing where it has no subject."""
        found = {one: self._in(one, statement, period) for one in LANGUAGES}
        return found if all(found.values()) else {}

    def _in(self, language: str, statement: Fields, period: Fields | None) -> str:
        subject = self._first(statement, SUBJECTS, language)
        if not subject:
            return ""
        beside = [
            self._beside(name, register, statement, period, language)
            for name, register in BESIDE.items()
            if statement.get(name) not in (None, "", "norway")
        ]
        more = f" ({', '.join(filter(None, beside))})" if any(beside) else ""
        number = self._number(statement, language)
        if not number:
            return ABOUT[language].format(f"«{subject}»") + more
        return f"{subject[0].upper()}{subject[1:]}: {number}{more}"

    def _first(self, statement: Fields, names: Mapping[str, str], language: str) -> str:
        return next(self._labels(statement, names, language), "")

    def _labels(self, statement: Fields, names: Mapping[str, str], language: str) -> Iterator[str]:
        for name, register in names.items():
            value = statement.get(name)
            for slug in value if isinstance(value, list | tuple) else [value]:
                if slug in self.corpus.entries[register]:
                    yield self.describe.code_label(register, str(slug), language)

    def _beside(
        self, name: str, register: str, statement: Fields, period: Fields | None, language: str
    ) -> str:
        if name == "period" and period is not None:
            label = period["label"]
            assert isinstance(label, Mapping)
            return str(label[language])
        return next(self._labels(statement, {name: register}, language), "")

    def _number(self, statement: Fields, language: str) -> str:
        unit = "nok" if "amount" in statement else str(statement.get("unit") or "")
        value = statement.get("amount", statement.get("value", statement.get("bound")))
        if value is None:
            return ""
        return quantity_words(self.describe, value, unit, language)  # type: ignore[arg-type]
