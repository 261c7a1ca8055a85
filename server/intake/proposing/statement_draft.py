"""A statement drafted from the nearest figure of the graph and the words of one number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, get_args, get_type_hints

from graph_build.reading.corpus import Corpus, Stated
from graph_build.scan.scanner import Expression
from graph_build.schema.claims import Claim
from graph_build.schema.registers import Population
from graph_build.schema.statements import Statement
from graph_build.verification.readings import COUNTED, KINDS, read
from graph_build.verification.voices import VERBS, begins
from server.intake.proposals import Fields, Unsure
from server.intake.proposing.nearest_figure import Nearest

# What is of one figure alone, and never taken over from another.
OWN = frozenset(
    [
        "id",
        "as_stated",
        "read_as",
        "value",
        "amount",
        "bound",
        "period",
        "not_before",
        "not_after",
        "document",
        "status",
        "qualifier",
        "period_from",
        "period_reason",
        "population_from",
        "population_reason",
        "self_report",
        "self_report_from",
        "from_observation",
        "to_observation",
        "from_period",
        "to_period",
    ]
)
# So much of a name is said where there is no doubt.
SURELY = 0.8
NUMBER = {"funding": "amount", "comparison": "bound"}
CLASSES: Mapping[str, type[Statement]] = {
    name: get_args(hint)[0]
    for name, hint in get_type_hints(Claim).items()
    if get_args(hint)
    and isinstance(get_args(hint)[0], type)
    and issubclass(get_args(hint)[0], Statement)
}
UNNAMED = {
    "nb": "Setningen nevner ingen; gruppen er den som det liknende tallet i {} har",
    "nn": "Setninga nemner ingen; gruppa er den som det liknande talet i {} har",
    "en": "The sentence names nobody; the group is that of the similar figure in {}",
}


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement of one kind, with what is open in it and what must be looked at."""

    kind: str
    statement: dict[str, Any]
    open: tuple[Unsure, ...]
    doubts: tuple[Unsure, ...]


def required(kind: str) -> Iterator[str]:
    """The fields without which a statement of a kind is none."""
    for one in fields(CLASSES[kind]):
        if one.default is MISSING and one.default_factory is MISSING:
            yield one.name


def drafted(
    corpus: Corpus, nearest: Nearest | None, number: Expression, unit: str, passage: str
) -> StatementDraft:
    """A figure: what it is of as the nearest one of the graph has it, where that is of the same; its number as written."""
    near, differs = (nearest.stated, nearest.differs) if nearest else (None, ())
    kind = near.kind.replace("-", "_") if near else "funding" if unit == "nok" else "observation"
    statement = dict(_taken(near.statement)) if near else {}
    if (
        unit
        and "unit" in {one.name for one in fields(CLASSES[kind])}
        and (not near or "unit" in differs)
    ):
        statement["unit"] = unit
    statement |= _number(kind, statement, number)
    doubts = []
    if nearest and nearest.said < SURELY:
        doubts.append(
            Unsure(f"{kind}.indicator", f"by {nearest.said:.0%} of its name, like {_name(near)}")
        )
    doubts += [*_population(corpus, statement, near, passage)]
    for one in differs:
        if one in ("kind", "direction", "area", "frame", "plan"):
            doubts.append(
                Unsure(f"{kind}.{one}", f"the sentence differs in this from {_name(near)}")
            )
    statement |= _self_report(passage)
    return StatementDraft(kind, statement, tuple(still_open(kind, statement)), tuple(doubts))


def with_qualifier(draft: StatementDraft, spans: Sequence[Fields]) -> StatementDraft:
    """The words before the number in its fragment that bound or round it, as the qualifier of a figure that can have one."""
    stated = str(draft.statement.get("as_stated", ""))
    if not stated:
        return draft
    fragment = next(
        (str(one["fragment"]) for one in spans if stated and stated in str(one["fragment"])), ""
    )
    before = fragment.partition(stated)[0].strip()
    if not before or "qualifier" not in {one.name for one in fields(CLASSES[draft.kind])}:
        return draft
    return replace(draft, statement=draft.statement | {"qualifier": before})


def still_open(kind: str, statement: Fields) -> Iterator[Unsure]:
    """A field that is needed and has no value; the period is found apart."""
    for name in required(kind):
        if name not in statement and name != "period":
            yield Unsure(
                f"{kind}.{name}", "the sentence does not say it in words that the graph knows"
            )


def _taken(statement: Statement) -> Iterator[tuple[str, object]]:
    for one in fields(statement):
        value = getattr(statement, one.name)
        if one.name not in OWN and value not in (None, (), one.default):
            yield one.name, list(value) if isinstance(value, tuple) else value


def _number(kind: str, statement: Fields, number: Expression) -> dict[str, object]:
    kinds = KINDS.get(str(statement.get("unit", "nok" if kind == "funding" else "")), COUNTED)
    found = read(number.text, kinds)
    stated: dict[str, object] = {"as_stated": number.text}
    if len(found) == 1:
        stated[NUMBER.get(kind, "value")] = found[0]
    return stated


def _population(
    corpus: Corpus, statement: dict[str, Any], near: Stated | None, passage: str
) -> Iterator[Unsure]:
    """The group that the sentence names; that of the near figure, with a reason, where it names none."""
    populations = {
        id: one for id, one in corpus.entries["population"].items() if isinstance(one, Population)
    }
    taken = statement.get("population")
    if taken is None or not near or (taken in populations and not populations[taken].named):
        return
    if taken in populations and begins(passage, populations[taken].named):
        return
    named = [id for id, one in populations.items() if one.named and begins(passage, one.named)]
    if named:
        statement["population"] = named[0]
        others = f" (or {', '.join(named[1:4])})" if named[1:] else ""
        yield Unsure(
            f"{near.kind}.population", f"the sentence names it{others}; {_name(near)} is of {taken}"
        )
    else:
        reason = {lang: text.format(_name(near)) for lang, text in UNNAMED.items()}
        statement["population_reason"] = reason
        yield Unsure(
            f"{near.kind}.population", f"the sentence names nobody; taken from {_name(near)}"
        )


def _self_report(passage: str) -> dict[str, object]:
    return next(
        ({"self_report": code} for code, forms in VERBS.items() if begins(passage, forms)), {}
    )


def _name(near: Stated | None) -> str:
    return f"{near.source}-{near.claim.id}" if near else "the graph"
