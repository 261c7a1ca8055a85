"""The reason of a verdict: one sentence in each language, made from the figures' own data."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph_build.comparison.comparable import Comparable
from graph_build.comparison.grounds import told
from graph_build.comparison.periods_compared import dated
from graph_build.comparison.verdict import Verdict
from graph_build.layers.describer import Describer
from graph_build.layers.figure_words import (
    NBSP,
    about_words,
    dimension_words,
    listed,
    source_words,
    subject_words,
    thing_label,
    value_words,
)

SENTENCES = Path(__file__).with_name("sentences.toml")
LANGUAGES = ("nb", "nn", "en")


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Reason:
    """Words for the verdict on a pair."""

    describe: Describer
    one: Comparable
    other: Comparable
    verdict: Verdict

    def items(self) -> Iterator[tuple[str, str]]:
        """Language and sentence."""
        corpus = self.describe.resolver.corpus
        ground, first, second = told(corpus, self.one, self.other, self.verdict)
        for language in LANGUAGES:
            words = self._words(first, second, language)
            text = _sentences()[ground][language].format_map(words)
            text += self._doubts((first, second), language)
            yield language, f"{text[0].upper()}{text[1:]}."

    def _words(self, first: Comparable, second: Comparable, language: str) -> Mapping[str, str]:
        describe, pair = self.describe, (first, second)
        words = {
            "sources": source_words(pair, language),
            "about": about_words(describe, first, language, names=("population", "period")),
            "subject": about_words(describe, second, language, names=self._group(second)),
            "qualifier": first.qualifier or "",
            "missing": self._missing(pair, language),
            "dimensions": self._dimensions(language),
        }
        plan = first.plan or second.plan
        words["plan"] = thing_label(describe, "thing", plan, language) if plan else ""
        for letter, figure in zip("ab", pair, strict=True):
            words |= {f"{key}_{letter}": text for key, text in self._own(figure, language).items()}
            words[letter] = value_words(describe, figure, language)
        if self.verdict.third is not None:
            words["third"] = value_words(describe, self.verdict.third, language)
            words["period_third"] = dimension_words(
                describe, self.verdict.third, "period", language
            )
        return words

    def _own(self, figure: Comparable, language: str) -> Mapping[str, str]:
        """What is said of one of the two."""
        describe = self.describe
        dimensions = ("population", "area", "period")
        found = {name: dimension_words(describe, figure, name, language) for name in dimensions}
        about = about_words(describe, figure, language, names=(*self._who(figure), "period"))
        value = value_words(describe, figure, language)
        source = source_words((figure,), language)
        # A period that a source leaves undated is named after the source.
        where = "" if about.endswith(source.replace(NBSP, " ")) else f", {source}"
        labels = [describe.code_label("measure", one, language) for one in figure.measures]
        return {
            **found,
            "measure": listed(labels, language),
            "about": about,
            "source": source,
            "subject": subject_words(describe, figure, language),
            "figure": f"{value} ({about}{where})",
        }

    def _group(self, figure: Comparable) -> tuple[str, ...]:
        """Whose growth it is, where both are of the same group: shares and numbers say it in the indicator."""
        same = self.verdict.outcome == "same-series" and figure.kind == "relative-change"
        return ("population",) if same else ()

    def _who(self, figure: Comparable) -> tuple[str, ...]:
        """The population is named where it differs, unless another indicator says so already."""
        said = "indicator" in self.verdict.differs and figure.kind != "relative-change"
        return ("population",) if "population" in self.verdict.differs and not said else ()

    def _dimensions(self, language: str) -> str:
        names = self.verdict.differs
        return listed(
            [self.describe.code_label("difference", one, language) for one in names], language
        )

    def _missing(self, pair: Sequence[Comparable], language: str) -> str:
        said = []
        for name in self.verdict.unknown:
            sides = [one for one in pair if self._lacks(one, name)]
            values = dict.fromkeys(value_words(self.describe, one, language) for one in sides)
            sentence = _sentences()[f"missing-{name}"][language]
            said.append(sentence.format(a=listed(list(values), language)))
        return listed(said, language)

    def _lacks(self, figure: Comparable, name: str) -> bool:
        if name == "period" and figure.period is not None:
            return not dated(self.describe.resolver.corpus, figure.period)
        return not getattr(figure, "measures" if name == "measure" else name)

    def _doubts(self, pair: Sequence[Comparable], language: str) -> str:
        """What a text says or leaves open that limits one of the two."""
        found = {
            "caveat": [one for one in pair if one.stated.claim.caveats],
            "several-readings": [one for one in pair if one.stated.claim.reading],
        }
        said = ""
        for name, figures in found.items():
            values = dict.fromkeys(value_words(self.describe, one, language) for one in figures)
            if values:
                sentence = _sentences()[name][language]
                said += sentence.format(a=listed(list(values), language))
        return said
