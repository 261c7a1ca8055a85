"""The tool search: things by words and numbers, the claims among them with their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.answers.search.search import Hit, Part, matches
from server.mcp_tools.answer_part import Item, ToolAnswer
from server.mcp_tools.arguments import SearchArguments
from server.mcp_tools.material import Material


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing that was found, the words of a source that match; `uncertain`: a caveat limits it."""

    id: str
    kind: str
    name: str
    words: str
    uncertain: bool


def found_things(material: Material, asked: SearchArguments) -> ToolAnswer:
    """What is found, of all kinds, the best of each kind first; how many there are of each."""
    wanted = {"q": asked.query, "kind": asked.kind, "source": asked.source}
    met = matches(material.search.index, wanted)
    limited = material.repository.limited
    ordered = met.ordered

    def items(start: int, stop: int) -> Sequence[Item]:
        hits = met.hits(ordered[start:stop], asked.languages, limited)
        return [_item(one, material) for one in hits]

    head = {
        "kinds": dict(met.kinds),
        **({"read_as_numbers": [str(one) for one in met.numbers]} if met.numbers else {}),
        **({"taken_for": dict(met.instead)} if met.instead else {}),
    }
    return ToolAnswer(head, len(ordered), items)


def _item(hit: Hit, material: Material) -> Item:
    name = material.local(hit.thing.iri)
    thing = FoundThing(name, hit.kind, hit.thing.name, _text(hit.words), hit.thing.limited)
    return Item(thing, (name,) if hit.kind == "claim" else ())


def _text(parts: Sequence[Part]) -> str:
    return "".join(one.text for one in parts)
