"""Mutations of what is said of two figures side by side."""

from tests.shapes.mutations.mutation import AGAIN, Mutation, again, near, of, swap

VALUE, UNIT, AMOUNT = "sdmx-measure:obsValue", "sdmx-attribute:unitMeasure", "rf:amount"
AREA, PERIOD, FUNDS = "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "rf:funds"
POPULATION, OUTCOME, DIFFERS = "rf:population", "rf:outcome", "rf:differsIn"
OSLO = "<https://rusfelt.example/id/area/oslo>"
OTHER_PLAN = "plan:opptrappingsplan-psykisk-helse"
breaks = Mutation

FACT = "?this a rf:ReconciledFact ; rf:reconciles ?statement . "
AGREES, SINGLE = (
    FACT + "?this rf:outcome outcome:same-fact . ",
    FACT + "?this rf:outcome outcome:single . ",
)
PAIR = "?this rf:aligns ?first , ?second . FILTER(STR(?first) < STR(?second)) "
SERIES = PAIR + "?this rf:outcome outcome:same-series . "
TOLD_TWICE = PAIR + "?this rf:outcome outcome:same-fact . "
APART = PAIR + "?this rf:outcome outcome:differs-in . "
UNKNOWN = PAIR + "?this rf:outcome outcome:unknown . "
AGREES_WITH = PAIR + "?this rf:outcome outcome:agrees-with . "
# A pair of its own: no other has one of its figures.
ALONE = SERIES + "?second rf:indicator indicator:share-direct-consequences . "
YEARS = (
    SERIES
    + f"?first {PERIOD} ?from . ?second {PERIOD} ?to . ?from dcat:endDate ?a . ?to dcat:endDate ?b . "
)
ATTRIBUTED = (
    UNKNOWN
    + "?this rf:aligns ?part , ?whole . ?part rf:indicator/rf:attributedPartOf ?what . "
    + f"?whole rf:indicator ?what . ?part {VALUE} ?least . "
)
PART = "?this rf:alignsPart ?part ; rf:alignsWhole ?whole . "
NARROWER = (
    PART + "?part rf:population ?group . ?whole rf:population ?all . ?group skos:broader ?all . "
)


def same(property: str) -> str:
    """A pair that has the same in one dimension."""
    return f"{PAIR} ?first {property} ?same . ?second {property} ?same . "


def differs(property: str) -> str:
    """A pair that differs in one dimension."""
    return f"{PAIR} ?first {property} ?one . ?second {property} ?two . FILTER(?one != ?two) "


def called(outcome: str) -> tuple[str, str]:
    """Another outcome."""
    return swap(OUTCOME, f"outcome:{outcome}")


def also(change: tuple[str, str], delete: str = "", insert: str = "") -> tuple[str, str]:
    """A change, and more beside it."""
    return f"{change[0]} {delete}", f"{change[1]} {insert}"


TABLE: tuple[Mutation, ...] = (
    *of(
        "reconciled-outcome",
        breaks(
            "one of the equal figures changed",
            AGREES + "BIND(?old + 1 AS ?new)",
            *swap(AMOUNT, "?new", at="?statement"),
        ),
        breaks("equal figures called a conflict", AGREES, *called("possible-conflict")),
        breaks("equal figures called rounded", AGREES, *called("same-within-rounding")),
        breaks("a single figure called confirmed", SINGLE, *called("same-fact")),
        breaks("a single figure called unknown", SINGLE, *called("unknown")),
        breaks(
            "a second figure beside a single one",
            SINGLE
            + f"?other {VALUE}|{AMOUNT} ?figure . FILTER(?other != ?statement && ?other = <https://rusfelt.example/id/observation/002-fte-2023-value>)",
            insert="?this rf:reconciles ?other .",
        ),
        near(
            "different figures, and said so",
            AGREES,
            f"?this rf:outcome ?old . ?statement {AMOUNT} ?amount .",
            f"?this rf:outcome outcome:possible-conflict . ?statement {AMOUNT} 1 .",
        ),
        near(
            "another place with the same figure",
            AGREES + again(of="?statement"),
            insert=AGAIN + "?this rf:reconciles ?copy .",
        ),
        near("another figure of a single one", SINGLE, *swap(VALUE, "7", at="?statement")),
        near(
            "two of three equal figures",
            AGREES + f"?statement {AMOUNT} ?amount . ",
            "?this rf:reconciles ?statement .",
        ),
    ),
    *of(
        "difference-is-real",
        breaks(
            "the same population",
            same(POPULATION),
            insert="?this rf:differsIn difference:population .",
        ),
        breaks("the same period", same(PERIOD), insert="?this rf:differsIn difference:period ."),
        breaks("the same unit", same(UNIT), insert="?this rf:differsIn difference:unit ."),
        breaks(
            "the same currency", same("rf:currency"), insert="?this rf:differsIn difference:unit ."
        ),
        breaks("the same area", same(AREA), insert="?this rf:differsIn difference:area ."),
        breaks("the same value", same(AMOUNT), insert="?this rf:differsIn difference:value ."),
        breaks(
            "the same kind of money",
            same("rf:fundingKind"),
            insert="?this rf:differsIn difference:kind .",
        ),
        breaks(
            "two levels",
            PAIR
            + "?first rf:indicator/rf:measureType ?how . ?second rf:indicator/rf:measureType ?how . ",
            insert="?this rf:differsIn difference:kind .",
        ),
        breaks(
            "two counts of the same",
            same("rf:countedKind"),
            insert="?this rf:differsIn difference:kind .",
        ),
        breaks("the same plan", same("rf:frameOf"), insert="?this rf:differsIn difference:plan ."),
        breaks(
            "the same plan, of which one is the frame",
            PAIR + "?first rf:frameOf|rf:withinFrameOf ?plan . ?second rf:withinFrameOf ?plan . ",
            insert="?this rf:differsIn difference:plan .",
        ),
        breaks(
            "the indicator of the other",
            differs("rf:indicator") + "?this rf:differsIn difference:indicator .",
            "?second rf:indicator ?two .",
            "?second rf:indicator ?one .",
        ),
        breaks(
            "the period of the other",
            differs(PERIOD) + "?this rf:differsIn difference:period .",
            f"?second {PERIOD} ?two .",
            f"?second {PERIOD} ?one .",
        ),
        near(
            "one of the two without a population",
            same(POPULATION),
            "?second rf:population ?same .",
            "?this rf:differsIn difference:population .",
        ),
        near(
            "another unit",
            same(UNIT),
            f"?second {UNIT} ?same .",
            f"?second {UNIT} own-unit:person-count . ?this rf:differsIn difference:unit .",
        ),
        near(
            "a difference that is not named",
            differs(POPULATION),
            "?this rf:differsIn difference:population .",
        ),
        breaks(
            "the same measure",
            PAIR + f"?first {FUNDS} ?one . ?this rf:differsIn difference:measure .",
            f"?second {FUNDS} ?two .",
            f"?second {FUNDS} ?one .",
        ),
        near(
            "one measure in common, another beside it",
            PAIR
            + f"?first {FUNDS} ?one . ?second {FUNDS} ?two . ?this rf:differsIn difference:measure .",
            insert=f"?second {FUNDS} ?one .",
        ),
        breaks(
            "the same frame",
            same("rf:withinFrameOf"),
            insert="?this rf:differsIn difference:frame .",
        ),
        near(
            "within the frame and outside it",
            same("rf:withinFrameOf"),
            "?second rf:withinFrameOf ?same .",
            "?second rf:outsideFrameOf ?same . ?this rf:differsIn difference:frame .",
        ),
        near(
            "another kind of money",
            same("rf:withinFrameOf"),
            "?second rf:fundingKind ?kind .",
            "?second rf:fundingKind funding-kind:growth . ?this rf:differsIn difference:kind .",
        ),
    ),
    *of(
        "alignment-same-thing",
        breaks(
            "a series over two populations",
            SERIES,
            *swap(POPULATION, "population:sectors", at="?second"),
        ),
        breaks(
            "a series over two indicators",
            SERIES,
            *swap("rf:indicator", "indicator:service-quality", at="?first"),
        ),
        breaks("a series over two areas", SERIES, *swap(AREA, OSLO, at="?second")),
        breaks("a series in two units", SERIES, *swap(UNIT, "own-unit:place", at="?second")),
        breaks(
            "two indicators called a series",
            APART + "?this rf:differsIn difference:indicator . ",
            *called("same-series"),
        ),
        breaks(
            "the frame of another plan called the same",
            TOLD_TWICE,
            *swap("rf:frameOf", OTHER_PLAN, at="?second"),
        ),
        breaks(
            "another kind of money called the same",
            TOLD_TWICE,
            *swap("rf:fundingKind", "funding-kind:appropriation", at="?second"),
        ),
        breaks(
            "the money for two measures called the same",
            APART + f"?first {FUNDS} ?one . ?second {FUNDS} ?two . ",
            *called("same-fact"),
        ),
        near("another period", SERIES, *swap(PERIOD, "period:2022", at="?second")),
        near(
            "another population of both",
            ALONE + "?first rf:population ?who . ",
            "?first rf:population ?who . ?second rf:population ?who .",
            "?first rf:population population:sectors . ?second rf:population population:sectors .",
        ),
        near("an attributed change in conflict", ATTRIBUTED, *called("possible-conflict")),
        near(
            "two populations, called different",
            ALONE,
            *also(
                called("differs-in"),
                "?second rf:population ?who .",
                "?second rf:population population:sectors .",
            ),
        ),
    ),
    *of(
        "alignment-values",
        breaks(
            "the same told twice, and one more",
            TOLD_TWICE + "BIND(?old + 1 AS ?new)",
            *swap(AMOUNT, "?new", at="?second"),
        ),
        breaks("equal values in conflict", TOLD_TWICE, *called("possible-conflict")),
        breaks("equal values rounded", TOLD_TWICE, *called("same-within-rounding")),
        breaks("values far apart called rounded", SERIES, *called("same-within-rounding")),
        breaks(
            "about as much, and far from it",
            SERIES,
            *also(called("same-within-rounding"), insert='?first rf:qualifier "rundt"@nb .'),
        ),
        breaks(
            "attributed more than there is in all",
            ATTRIBUTED,
            *also(
                called("agrees-with"),
                f"?whole {VALUE} ?all .",
                f"?whole {VALUE} 1 .",
            ),
        ),
        near(
            "attributed as much as there is",
            ATTRIBUTED,
            *also(
                called("agrees-with"),
                f"?whole {VALUE} ?all .",
                f"?whole {VALUE} ?least .",
            ),
        ),
        near(
            "two percent more, and called rounded",
            SERIES + f"?first {VALUE} ?old . BIND(1.02 * ?old AS ?new) ",
            f"?this {OUTCOME} ?was . ?second {VALUE} ?else .",
            f"?this {OUTCOME} outcome:same-within-rounding . ?second {VALUE} ?new .",
        ),
        near(
            "over so much, and much more",
            SERIES,
            *also(called("same-within-rounding"), insert='?first rf:qualifier "over"@nb .'),
        ),
        near("different values in conflict", SERIES, *called("possible-conflict")),
    ),
    *of(
        "alignment-periods",
        breaks(
            "an undated period that is called another",
            PAIR + "?this rf:unknownIn difference:period . ",
            insert="?this rf:differsIn difference:period .",
        ),
        breaks(
            "a series over an undated period",
            SERIES,
            *swap(PERIOD, "period:undated-000", at="?second"),
        ),
        breaks(
            "a series within one year",
            YEARS,
            f"?second {PERIOD} ?to .",
            f"?second {PERIOD} ?from .",
        ),
        breaks(
            "the order of two undated periods taken away",
            SERIES
            + f"?one time:before ?two . FILTER NOT EXISTS {{ ?two rf:notBefore ?bound }} ?first {PERIOD} ?when . "
            "FILTER(?when = ?one || ?when = ?two)",
            "?one time:before ?two .",
        ),
        breaks(
            "the same fact at another time",
            TOLD_TWICE,
            *swap(PERIOD, "period:2016", at="?second"),
        ),
        breaks(
            "two years called unknown",
            YEARS,
            insert="?this rf:unknownIn difference:period .",
        ),
        near(
            "the order taken away where the bounds tell",
            SERIES + f"?one time:before ?two . ?two rf:notBefore ?bound . ?first {PERIOD} ?when . "
            "FILTER(?when = ?one || ?when = ?two)",
            "?one time:before ?two .",
        ),
        near(
            "a series over another year",
            YEARS,
            *swap(PERIOD, "period:2022", old="?to", at="?second"),
        ),
        near(
            "an undated period, and said to be unknown",
            ALONE,
            *also(
                called("unknown"),
                f"?second {PERIOD} ?year . ?this rf:differsIn difference:period .",
                f"?second {PERIOD} period:undated-000 . ?this rf:unknownIn difference:period .",
            ),
        ),
    ),
    *of(
        "difference-named",
        breaks(
            "different, but in nothing",
            "?this rf:outcome outcome:differs-in ; rf:differsIn ?eachName . ",
            "?this rf:differsIn ?eachName .",
        ),
        breaks(
            "a series that differs in more",
            SERIES,
            insert="?this rf:differsIn difference:population .",
        ),
        breaks(
            "the same fact with a difference",
            TOLD_TWICE,
            insert="?this rf:differsIn difference:value .",
        ),
        breaks(
            "a part with a difference",
            PART,
            insert="?this rf:differsIn difference:population .",
        ),
        breaks(
            "unknown, but nothing is",
            "?this rf:outcome outcome:unknown ; rf:unknownIn ?eachName . ",
            "?this rf:unknownIn ?eachName .",
        ),
        breaks("two figures called one", TOLD_TWICE, *called("single")),
        breaks("a conflict without a value", SERIES, *called("possible-conflict")),
        breaks(
            "the same fact, but something is unknown",
            TOLD_TWICE,
            insert="?this rf:unknownIn difference:period .",
        ),
        near(
            "one of several differences less",
            APART + "?this rf:differsIn ?name , ?other . FILTER(?name != ?other) ",
            "?this rf:differsIn ?name .",
        ),
        near(
            "a difference, and something unknown",
            APART,
            insert="?this rf:unknownIn difference:area .",
        ),
        near(
            "a conflict in its value",
            TOLD_TWICE,
            *also(called("possible-conflict"), insert="?this rf:differsIn difference:value ."),
        ),
    ),
    *of(
        "alignment-part",
        breaks(
            "part and whole exchanged",
            PART,
            "?this rf:alignsPart ?part ; rf:alignsWhole ?whole .",
            "?this rf:alignsPart ?whole ; rf:alignsWhole ?part .",
        ),
        breaks("no part", PART, "?this rf:alignsPart ?part ."),
        breaks("no whole", PART, "?this rf:alignsWhole ?whole ."),
        breaks(
            "a part that is not put beside it",
            PART + "?else a rf:Target . ",
            "?this rf:alignsPart ?part .",
            "?this rf:alignsPart ?else .",
        ),
        breaks(
            "a group that is no part of the other",
            NARROWER,
            "?group skos:broader ?all .",
        ),
        breaks(
            "money outside the frame",
            PART + "?part rf:withinFrameOf ?plan . ",
            "?part rf:withinFrameOf ?plan .",
            "?part rf:outsideFrameOf ?plan .",
        ),
        breaks(
            "another year called a part",
            YEARS,
            *also(
                called("part-of"), insert="?this rf:alignsPart ?first ; rf:alignsWhole ?second ."
            ),
        ),
        breaks(
            "a series of which one is the part",
            SERIES,
            insert="?this rf:alignsPart ?first .",
        ),
        near(
            "a part of a part",
            NARROWER,
            "?group skos:broader ?all .",
            "?group skos:broader population:sectors . population:sectors skos:broader ?all .",
        ),
        near(
            "a year within the years of the plan",
            ALONE,
            *also(
                called("part-of"),
                f"?second {PERIOD} ?year .",
                f"?second {PERIOD} period:plan-period . ?this rf:alignsPart ?first ; rf:alignsWhole ?second .",
            ),
        ),
        near(
            "money for a part of the measure",
            APART + f"?first {FUNDS} ?one . ?second {FUNDS} ?two . ",
            *also(
                called("part-of"),
                insert="?one dct:isPartOf ?two . ?this rf:alignsPart ?first ; rf:alignsWhole ?second .",
            ),
        ),
    ),
    *of(
        "unknown-is-not-stated",
        breaks(
            "two populations called unknown",
            same(POPULATION),
            insert="?this rf:unknownIn difference:population .",
        ),
        breaks(
            "two areas called unknown", same(AREA), insert="?this rf:unknownIn difference:area ."
        ),
        breaks(
            "two measures called unknown",
            differs(FUNDS),
            insert="?this rf:unknownIn difference:measure .",
        ),
        breaks(
            "two frames called unknown",
            same("rf:frameOf"),
            insert="?this rf:unknownIn difference:frame .",
        ),
        near(
            "one of the two without a population",
            same(POPULATION),
            "?second rf:population ?same .",
            "?this rf:unknownIn difference:population .",
        ),
        near(
            "money and an amount that names no measure",
            differs(FUNDS),
            f"?second {FUNDS} ?two .",
            "?this rf:unknownIn difference:measure .",
        ),
    ),
    *of(
        "agreement-has-ground",
        breaks("a series that agrees", SERIES, *called("agrees-with")),
        breaks("the same told twice, and agreeing", TOLD_TWICE, *called("agrees-with")),
        breaks(
            "three points between growth and growth by head",
            AGREES_WITH + f"?second {VALUE} ?by . BIND(?by + 3 AS ?new) ",
            *swap(VALUE, "?new", at="?first"),
        ),
        breaks(
            "growth of something else",
            AGREES_WITH,
            *swap("rf:indicator", "indicator:service-quality", at="?first"),
        ),
        near(
            "two points between growth and growth by head",
            AGREES_WITH + f"?second {VALUE} ?by . BIND(?by + 2 AS ?new) ",
            *swap(VALUE, "?new", at="?first"),
        ),
        near(
            "four points in two years",
            AGREES_WITH + f"?second {VALUE} ?by . BIND(?by + 4 AS ?new) ?first {PERIOD} ?was . ",
            f"?first {VALUE} ?old ; {PERIOD} ?was .",
            f"?first {VALUE} ?new ; {PERIOD} period:2018-2020-change .",
        ),
        near("an attributed part that agrees", ATTRIBUTED, *called("agrees-with")),
    ),
)
