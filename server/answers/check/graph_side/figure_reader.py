"""One statement of the graph as a figure: its number or time, what it is of, whom it is about, its claims."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from server.answers.check.graph_side.figures import Backing, Figure, Span
from server.answers.check.graph_side.graph_names import names, norwegian, texts_of
from shapes.findings.evidence import quoted_claims
from shapes.graphs.properties import Description

NUMBERS = ("Observation", "Target", "Funding", "Comparison", "StatedCount", "DerivedValue")
TIMES = ("Event", "Commitment")
# The properties that lead from a statement to what names it, to its claims, and to their words.
FOLLOWED = (
    *("prov:wasDerivedFrom", "prov:wasQuotedFrom", "oa:hasSource", "oa:hasSelector", "oa:refinedBy"),
    *("rf:indicator", "rf:population", "rf:funds", "rf:concernsMeasure", "rf:concernsPlan", "rf:frameOf"),
    *("rf:withinFrameOf", "rf:outsideFrameOf", "rf:countedKind", "rf:countedIn", "rf:changeOf", "rf:measureType"),
    *("rf:assertionMode", "rf:caveat", "rf:concernsService", "rf:eventKind", "rf:eventSubject", "rf:fundingKind"),
    *("sdmx-dimension:refPeriod", "rf:periodKind", "skos:broader", "rf:comparedFromPeriod", "rf:comparedToPeriod"),
)  # fmt: skip
PLANS = (
    *("rf:frameOf", "rf:withinFrameOf", "rf:outsideFrameOf"),
    *("rf:concernsPlan", "rf:countedIn", "rf:eventSubject"),
)
KINDS = {
    "level": "level",
    "absolute-change": "change",
    "relative-change": "relative",
    "ratio": "ratio",
    "cumulative": "sum",
}
UNITS = {"PERCENT": "percent", "CCY_NOK": "nok", "NOK": "nok", "DAY": "day", "NUM": "number"}


class FigureReader:
    """One statement, read."""

    def __init__(self, told: Description, node: NamedNode, kind: str) -> None:
        self.told, self.node, self.kind = told, node, kind

    def figures(self) -> Iterator[Figure]:
        """The figure; none where the statement has neither number nor time, or no claim behind it."""
        value = self._value()
        span = self._span()
        if value is None and (self.kind not in TIMES or span is None):
            return
        subject, core = self._subject()
        claims = tuple(self._claims())
        if not claims:
            return
        yield Figure(
            iri=self.node.value,
            subject=subject,
            kind=self._kind(),
            value=value,
            unit=self._unit(),
            bound=self._bound(),
            qualifier=self.told.text(self.node, "rf:qualifier") or "",
            span=span,
            population=self._first("rf:population"),
            area=_last(self._first("sdmx-dimension:refArea")),
            plan=self._plan(),
            frame=self._frame(),
            derived=self.kind == "DerivedValue",
            labels=texts_of(self.told, self.node, "rdfs:label"),
            claims=claims,
            core=tuple(core),
            side=tuple(self._side(claims)),
            population_names=tuple(self._names("rf:population")),
            happening=_last(self._first("rf:eventKind")),
        )

    def _value(self) -> Decimal | None:
        for property in (
            "rf:value",
            "sdmx-measure:obsValue",
            "rf:amount",
            "rf:bound",
            "rf:targetValue",
        ):
            text = self.told.text(self.node, property)
            if text is not None:
                try:
                    found = Decimal(text)
                except InvalidOperation:
                    return None
                return found if found.is_finite() else None
        return None

    def _first(self, property: str) -> str:
        return next((one.value for one in self.told.things(self.node, property)), "")

    def _names(self, property: str) -> Iterator[str]:
        """All Norwegian names of what a property leads to."""
        for thing in self.told.things(self.node, property):
            yield from names(self.told, thing)

    def _subject(self) -> tuple[str, list[str]]:
        """What it is a figure of, and the names of that."""
        for property in (
            "rf:indicator",
            "rf:funds",
            "rf:frameOf",
            "rf:countedKind",
            "rf:concernsMeasure",
        ):
            things = self.told.things(self.node, property)
            if things:
                return self._subject_of(property, things)
        things = self.told.things(self.node, "rf:eventSubject") or self.told.things(
            self.node, "rf:concernsPlan"
        )
        kinds = self.told.things(self.node, "rf:eventKind")
        subject = " ".join(one.value for one in (*things, *kinds)) or self.node.value
        return subject, [name for one in things for name in names(self.told, one)]

    def _subject_of(self, property: str, things: list[NamedNode]) -> tuple[str, list[str]]:
        core = [name for thing in things for name in names(self.told, thing)]
        if property == "rf:frameOf":
            core += self._names("rf:fundingKind")
        if property == "rf:indicator":
            root = things[0]
            for origin in self.told.things(root, "rf:changeOf"):
                root = origin
                core += names(self.told, origin)
            return root.value, core
        if property == "rf:funds":
            services = (
                one for thing in things for one in self.told.things(thing, "rf:concernsService")
            )
            core += [name for one in services for name in names(self.told, one)]
        return " ".join(one.value for one in things), core

    def _kind(self) -> str:
        if self.kind in ("Target", "Funding", "StatedCount"):
            return {"Target": "target", "Funding": "funding", "StatedCount": "count"}[self.kind]
        if self.kind in TIMES:
            return "time"
        if self.kind == "Comparison":
            measure = _last(self._first("rf:comparisonMeasure"))
            return "ratio" if measure == "ratio" else "direction"
        indicators = self.told.things(self.node, "rf:indicator")
        measures = (one for of in indicators for one in self.told.things(of, "rf:measureType"))
        return next((KINDS.get(_last(one.value), "level") for one in measures), "level")

    def _unit(self) -> str:
        for property in ("sdmx-attribute:unitMeasure", "rf:targetUnit", "rf:currency"):
            unit = self._first(property)
            if unit:
                return UNITS.get(_last(unit), _last(unit))
        if self.kind == "Comparison":
            return "ratio"
        return ""

    def _bound(self) -> str:
        if self.kind == "Comparison":
            return _last(self._first("rf:operator")) or "eq"
        if self.kind == "Commitment" and self.told.text(self.node, "rf:notAfter"):
            return "before"
        if self.kind == "Commitment" and self.told.text(self.node, "rf:notBefore"):
            return "after"
        return "eq"

    def _plan(self) -> str:
        plans = (plan for property in PLANS for plan in self.told.things(self.node, property))
        return next((plan.value for plan in plans if self.told.is_a(plan, "rf:Plan")), "")

    def _frame(self) -> str:
        if self._first("rf:withinFrameOf") or self._first("rf:frameOf"):
            return "inside"
        return "outside" if self._first("rf:outsideFrameOf") else ""

    def _span(self) -> Span | None:
        for period in self.told.things(self.node, "sdmx-dimension:refPeriod"):
            return replace(
                self._period(period), day=self.told.text(self.node, "rf:eventDate") or ""
            )
        for property in ("rf:eventDate", "rf:notAfter", "rf:notBefore"):
            day = self.told.text(self.node, property)
            year = _year(day)
            if year is not None:
                return Span("year", year, year, day=day or "" if "Date" in property else "")
        return None

    def _period(self, period: NamedNode) -> Span:
        kinds = self.told.things(period, "rf:periodKind")
        first, last = (
            whole_number(self.told.text(period, one)) for one in ("rf:firstYear", "rf:lastYear")
        )
        begins, ends = (
            _year(self.told.text(period, one)) for one in ("rf:notBefore", "rf:notAfter")
        )
        said = self.told.text(period, "rf:asStated") or ""
        labels = texts_of(self.told, period, "rdfs:label")
        # Of «from 2020 to the latest measurement» the first year is known.
        begun = any(text.startswith((f"fra {begins} ", f"frå {begins} ")) for _, text in labels)
        since = begins if begun or (ends is None and str(begins) in said) else None
        if begins is not None and begins == ends:
            first = last = begins
        return Span(
            _last(kinds[0].value) if kinds else "undated",
            first,
            last,
            since,
            self._issued(),
            "",
            labels,
        )

    def _issued(self) -> int | None:
        """The year that its source prints; None where it prints none."""
        for claim in self.told.things(self.node, "prov:wasDerivedFrom"):
            for source in self.told.things(claim, "prov:wasDerivedFrom"):
                return _year(self.told.text(source, "dct:issued"))
        return None

    def _claims(self) -> Iterator[Backing]:
        for claim in sorted(quoted_claims(self.told, self.node), key=lambda one: one.claim.value):
            words = (one.fragment for one in claim.passages if one.fragment)
            mode = claim.mode
            yield Backing(
                claim.claim.value,
                texts_of(self.told, claim.claim, "rdfs:label"),
                next(words, None),
                claim.number,
                claim.source.value if claim.source else "",
                _last(mode.value) if mode else "",
                texts_of(self.told, mode, "skos:prefLabel") if mode else (),
                tuple(
                    texts_of(self.told, caveat, "rdfs:label")
                    for caveat in self.told.things(claim.claim, "rf:caveat")
                ),
            )

    def _side(self, claims: tuple[Backing, ...]) -> Iterator[str]:
        for claim in claims:
            yield from (text for language, text in claim.labels if language != "en")
            if claim.fragment:
                yield claim.fragment
        for indicator in self.told.things(self.node, "rf:indicator"):
            yield from norwegian(self.told, indicator, "skos:definition")
        yield from (
            text
            for language, text in texts_of(self.told, self.node, "rdfs:label")
            if language != "en"
        )
        yield from self._names("rf:population")
        for population in self.told.things(self.node, "rf:population"):
            for broader in self.told.things(population, "skos:broader"):
                yield from names(self.told, broader)
        yield from self._names("rf:eventKind")


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def whole_number(text: str | None) -> int | None:
    """A number of at most four digits, as a year has them; None where it is none."""
    usual = text is not None and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text or "") if usual else None


def _year(text: str | None) -> int | None:
    return whole_number(text[:4]) if text else None
