"""A statement drafted from the nearest figure of the graph and the words of one number: what is not sure is left open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_args, get_type_hints

from graph_build.reading.corpus import Stated
from graph_build.scan.words.lexicon import FALLING
from graph_build.scan.words.normalisation import alternatives, plain
from graph_build.schema.claims import Claim
from graph_build.schema.statements import Statement
from graph_build.verification.readings import COUNTED, KINDS, TIMES, read, side_of
from graph_build.verification.voices import VERBS, begins
from server.answers.check.check_report import Mention
from server.answers.check.text_side.said_figure import SaidFigure
from server.intake.proposals import Unsure
from server.intake.proposing.group_finder import GroupFinder
from server.intake.proposing.hedge_finder import estimate, hedged_from
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
        "operator",
        "measure",
        "kind",
        "frame_of",
        "within",
        "outside",
        "plan",
        "includes",
    ]
)
# What figures of all kinds share.
OF_ANY = ("indicator", "population", "area")
NUMBER = {"funding": "amount", "comparison": "bound"}
CLASSES: Mapping[str, type[Statement]] = {
    name: get_args(hint)[0]
    for name, hint in get_type_hints(Claim).items()
    if get_args(hint)
    and isinstance(get_args(hint)[0], type)
    and issubclass(get_args(hint)[0], Statement)
}
NOT_SAID = "the sentence does not say it in words that the graph knows"
UNNAMED = {
    "nb": "Setningen nevner ingen; gruppen er den som det liknende tallet i {} har",
    "nn": "Setninga nemner ingen; gruppa er den som det liknande talet i {} har",
    "en": "The sentence names nobody; the group is that of the similar figure in {}",
}
# What a plan has so many of, by the words behind the number.
COUNTS = {
    "goal": r"mål(?:a|ene)?",
    "focus-area": r"innsatsområde\w*",
    "measure": r"tiltak(?:a|ene)?",
    "status-report": r"statusrapport\w*",
}
PLANS = ("plan", "frame_of", "within", "outside")
FUNDING = {
    "frame": re.compile(r"(?<!\w)ramm[ea]\w*", re.IGNORECASE),
    "appropriation": re.compile(r"(?<!\w)(?:bevilg|løyv)\w*", re.IGNORECASE),
    "growth": re.compile(r"(?<!\w)(?:vekst|økning|auke)\w*", re.IGNORECASE),
    "allocation": re.compile(r"(?<!\w)(?:satt|sett|sette)\s+av(?!\w)", re.IGNORECASE),
}
# So many characters before a number say that it is promised, and behind it that it should be.
NEAR = 30
BEHIND = 60
_SHOULD = re.compile(r"(?<!\w)(?:bør|burde|skal|må)(?!\w)")
_TO_DO = re.compile(
    r"\s*[•*·–-]\s*(?:Øke|Auke|Styrke|Etablere|Opprette|Utvikle|Utvide|Redusere|Sikre|Gi|Gje|Få|Bygge|Byggje)(?!\w)"
)
# A word right behind a number, or behind its noun, by which it is a change downwards.
FALL = re.compile(rf"\s*(?:\w+\s+)?({alternatives(*FALLING)})(?!\w)")
FALLS = "«{word}» is said of it: of a change the value is negative, read_as decrease, and as_stated has the word"
_SHALL = re.compile(r"(?<!\w)(?:skal|vil|mål(?:et)?\s+er)(?!\w)")


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement of one kind, with what is open in it and what must be looked at; `words` are those of its number, with what bounds it.

    `promised`: it is one that somebody means to reach, or to give.
    """

    kind: str
    statement: dict[str, Any]
    open: tuple[Unsure, ...]
    doubts: tuple[Unsure, ...]
    words: tuple[int, int] = (0, 0)
    promised: bool = False


def required(kind: str) -> Iterator[str]:
    """The fields without which a statement of a kind is none."""
    for one in fields(CLASSES[kind]):
        if one.default is MISSING and one.default_factory is MISSING:
            yield one.name


def still_open(kind: str, statement: Mapping[str, object]) -> Iterator[Unsure]:
    """A field that is needed and has no value; the period is found apart."""
    for name in required(kind):
        if name not in statement and name != "period":
            yield Unsure(f"{kind}.{name}", NOT_SAID)


class FigureDraft:
    """What is drafted of one number: its statement grows field by field, with what is open and doubted of each.

    `named` are the things of its sentence, `before` the words of the one that it goes on with (empty: it stands alone).
    """

    def __init__(
        self,
        said: SaidFigure,
        nearest: Nearest | None,
        named: Sequence[Mention],
        groups: GroupFinder,
        before: str,
    ) -> None:
        self.said, self.nearest, self.named, self.groups = said, nearest, named, groups
        self.before = before
        clause = said.clause.clause
        self.text = said.clause.text
        self.near = nearest.stated if nearest and nearest.sure else None
        start = hedged_from(self.text, clause.start, clause.expression.start)
        self.words = (start, clause.expression.end)
        self.kind = self._kind()
        self.statement: dict[str, Any] = {}
        self.open: dict[str, str] = {}
        self.doubts: dict[str, str] = {}

    def made(self) -> StatementDraft:
        """The draft, but for its period."""
        self._take()
        self._funding_kind()
        self._population()
        self._number()
        self._hedge()
        self._self_report()
        for name in required(self.kind):
            if name not in self.statement and name != "period":
                self.open.setdefault(name, NOT_SAID)
        wished = _SHOULD.search(self.said.clause.behind[:BEHIND]) is not None
        if (not self.said.real or wished) and self.kind != "target":
            self.open[NUMBER.get(self.kind, "value")] = (
                "it is denied, supposed or wished; what is stated?"
            )
        return StatementDraft(
            self.kind,
            self.statement,
            tuple(Unsure(f"{self.kind}.{name}", why) for name, why in self.open.items()),
            tuple(Unsure(f"{self.kind}.{name}", why) for name, why in self.doubts.items()),
            self.words,
            self.promised,
        )

    def _kind(self) -> str:
        unit = self.said.unit
        if unit == "nok":
            return "funding"
        if self._counted():
            return "count"
        if unit == "ratio" or self.said.expression.kind == "multiple":
            return "comparison"
        return "target" if self.promised else "observation"

    @property
    def promised(self) -> bool:
        """Whether the number is one that somebody means to reach, or to give."""
        before = self.said.clause.before[-NEAR:]
        if _SHALL.search(before) is not None and not self.said.done:
            return True
        # Of money only such words tell; a measure of a list begins with what is to be done.
        start = self.said.clause.sentence.start
        listed = _TO_DO.match(self.text, start) is not None
        return self.said.unit != "nok" and (self.said.target or listed)

    def _counted(self) -> str:
        """The kind of thing that the plan has so many of; empty where it is something else."""
        behind = self.said.clause.behind
        if not any(one.kind == "plan" for one in self.named):
            return ""
        for code, words in COUNTS.items():
            if re.match(rf"\s*(?:\w+\s+){{0,2}}{words}(?!\w)", behind):
                return code
        return ""

    def _take(self) -> None:
        """What it is of, as the nearest figure has it, where that is surely of the same."""
        if self.kind == "count":
            plan = next(one for one in self.named if one.kind == "plan")
            self.statement |= {"counts": self._counted(), "of": plan.iri.rpartition("/")[2]}
            return
        has = {one.name for one in fields(CLASSES[self.kind])}
        if self.near is not None:
            same = self.near.kind.replace("-", "_") == self.kind
            for one in fields(self.near.statement):
                value = getattr(self.near.statement, one.name)
                taken = one.name not in OWN if same else one.name in OF_ANY and one.name in has
                if taken and value not in (None, (), one.default):
                    self.statement[one.name] = list(value) if isinstance(value, tuple) else value
        if "unit" in has and self.said.unit:
            self.statement["unit"] = self.said.unit
        clause, sentence = self.said.clause.clause, self.said.clause.sentence
        # A share says whom it counts right behind it; others count whom their sentence names.
        start = clause.start if self.said.unit == "percent" else sentence.start
        named = self.groups.counted(self.said, self.text[start : clause.end])
        indicator = self.statement.get("indicator")
        if indicator and not self.groups.fits(indicator, named):
            self._leave_indicator(f"no figure of {indicator} is of those whom the words name")
        elif "indicator" in has and indicator is None and self.nearest is not None:
            self._leave_indicator(self.nearest.unsure)

    def _leave_indicator(self, why: str) -> None:
        assert self.nearest is not None
        perhaps = getattr(self.nearest.stated.statement, "indicator", None)
        # Whom it counts may be another matter too.
        for name in ("indicator", "population", "area"):
            self.statement.pop(name, None)
        like = _name(self.nearest.stated)
        self.open["indicator"] = f"perhaps {perhaps}, like {like}: {why}" if perhaps else NOT_SAID

    def _population(self) -> None:
        """Whom the clause names; those of the near figure where it names nobody and that is of all."""
        if "population" not in {one.name for one in fields(CLASSES[self.kind])}:
            return
        clause = self.said.clause.clause
        words = self.text[clause.start : clause.end]
        taken = self.statement.pop("population", None)
        named = self.groups.counted(self.said, words)
        if taken and self.groups.names(taken, words):
            self.statement["population"] = taken
        elif len(named) == 1:
            self.statement["population"] = named[0]
            if taken and self.near:
                self.doubts["population"] = f"the clause names it; {_name(self.near)} is of {taken}"
        elif named:
            self.open["population"] = f"the clause names several: {', '.join(named[:4])}"
        elif taken and self.near and (kept := self.groups.named(self.before)):
            self.open["population"] = f"the sentence goes on with one that names {', '.join(kept)}"
        elif taken and self.near and not self.groups.is_special(taken):
            self.statement["population"] = taken
            whole = self.text[self.said.clause.sentence.start : self.said.clause.sentence.end]
            if not self.groups.names(taken, whole):
                reason = {lang: told.format(_name(self.near)) for lang, told in UNNAMED.items()}
                self.statement["population_reason"] = reason
            self.doubts["population"] = f"the clause names nobody; taken from {_name(self.near)}"
        elif taken and self.near:
            self.open["population"] = f"the clause names nobody; {_name(self.near)} is of {taken}"

    def _funding_kind(self) -> None:
        """What money is, as its clause calls it, and which plan it concerns."""
        clause = self.said.clause.clause
        told = [
            code
            for code, words in FUNDING.items()
            if words.search(self.text, clause.start, clause.end)
        ]
        if self.kind == "funding" and "kind" not in self.statement and len(told) == 1:
            self.statement["kind"] = told[0]
        plans = {one.iri.rpartition("/")[2] for one in self.named if one.kind == "plan"}
        if self.kind == "funding" and len(plans) == 1 and not {*PLANS} & self.statement.keys():
            self.statement |= {"plan": plans.pop()}

    def _number(self) -> None:
        number, (start, end) = self.said.expression, self.words
        kinds = TIMES if self.kind == "comparison" else KINDS.get(self.said.unit, COUNTED)
        found = read(number.text, kinds)
        self.statement["as_stated"] = number.text
        if self.kind == "comparison":
            self.statement["as_stated"] = self.text[start:end]
            self.statement |= {"measure": "ratio", "operator": side_of(self.text[start:end])}
        if len(found) == 1:
            self.statement[NUMBER.get(self.kind, "value")] = found[0]
        fall = FALL.match(plain(self.said.clause.behind))
        if fall and self.kind == "observation":
            self.doubts["value"] = FALLS.format(word=fall[1])

    def _hedge(self) -> None:
        has = {one.name for one in fields(CLASSES[self.kind])}
        start, number = self.words[0], self.said.expression.start
        if start < number and "qualifier" in has:
            self.statement["qualifier"] = self.text[start:number].strip().lower()
        clause = self.said.clause.clause
        word = estimate(self.text, clause.start, clause.end)
        if word and "status" in has:
            self.statement["status"] = "estimated"
            self.doubts["status"] = f"«{word}» tells of an estimate"

    def _self_report(self) -> None:
        """The verb by which those counted say it of themselves: that of the clause, else of the sentence."""
        clause, sentence = self.said.clause.clause, self.said.clause.sentence
        for start, end in ((clause.start, clause.end), (sentence.start, sentence.end)):
            for code, forms in VERBS.items():
                if begins(self.text[start:end], forms):
                    self.statement["self_report"] = code
                    return


def _name(near: Stated | None) -> str:
    return f"{near.source}-{near.claim.id}" if near else "the graph"
