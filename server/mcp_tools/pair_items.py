"""The tool compare: figures that one could confuse or connect, what putting them side by side shows, and why."""

from dataclasses import dataclass

from server.answers.compare.compare import FACETS, Facet, every_pair, facets, pairs_left
from server.answers.compare.pairs import Pair
from server.mcp_tools.answer_part import Item, ToolAnswer
from server.mcp_tools.arguments import CompareArguments
from server.mcp_tools.figure_said import FigureSaid, figure_said
from server.mcp_tools.material import Material
from server.mcp_tools.tool_fault import ToolFault


@dataclass(frozen=True, slots=True)
class PairSaid:
    """Two figures, what setting them side by side shows (`code` of the outcome), why, in what they differ."""

    outcome: str
    code: str
    differs: tuple[str, ...]
    reason: str | None
    figures: tuple[FigureSaid, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims behind its figures, each once."""
        return tuple(dict.fromkeys(name for one in self.figures for name in one.claims))


def pair_items(material: Material, asked: CompareArguments) -> ToolAnswer:
    """The pairs that are asked for, what tells most first; the codes by which they can be chosen, with counts."""
    wanted = {name: getattr(asked, name) for name in FACETS}
    every = material.memo.of(every_pair, asked.languages)
    _refuse_unknown(wanted, facets(every, {}))
    left = pairs_left(every, wanted)
    if asked.claim:
        iri = material.claim(asked.claim).value
        left = [
            one
            for one in left
            if any(iri == each.iri for fig in one.figures for each in fig.claims)
        ]
    choices = {
        one.parameter: {each.code: each.count for each in one.choices}
        for one in facets(every, wanted)
    }

    def items(start: int, stop: int) -> list[Item]:
        found = (pair_said(one, material, asked.language) for one in left[start:stop])
        return [Item(one, one.claims) for one in found]

    return ToolAnswer({"choices": choices}, len(left), items)


def pair_said(pair: Pair, material: Material, lang: str) -> PairSaid:
    """A pair in a language."""
    return PairSaid(
        pair.outcome.name,
        pair.code,
        tuple(one.name for one in pair.differs),
        pair.reason.text if pair.reason else None,
        tuple(figure_said(one, material, lang) for one in pair.figures),
    )


def _refuse_unknown(wanted: dict[str, str], known: tuple[Facet, ...]) -> None:
    """ToolFault where a code is none that any pair has."""
    for facet in known:
        codes = [one.code for one in facet.choices]
        value = wanted[facet.parameter]
        if value and value not in codes:
            raise ToolFault(
                f"{facet.parameter}: no pair has {value[:40]!r}; it is one of {', '.join(codes)}."
            )
