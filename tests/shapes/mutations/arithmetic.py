"""Mutations of numbers that must agree with each other."""

from tests.shapes.mutations.mutation import AGAIN, Mutation, again, near, of, swap

VALUE, UNIT, AMOUNT = "sdmx-measure:obsValue", "sdmx-attribute:unitMeasure", "rf:amount"
AREA, PERIOD = "sdmx-dimension:refArea", "sdmx-dimension:refPeriod"
breaks = Mutation

OBSERVED = "?this a rf:Observation ; rf:indicator ?indicator . "
PERCENT = OBSERVED + f"?this {UNIT} unit:PERCENT . ?indicator rf:measureType measure-type:level . "
MEASURED = OBSERVED + "?indicator rf:indicatorUnit ?unit . "

FRAME = "?this rf:frameOf ?plan . "
ITEM = "?this rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:allocation . "
ITEM_OF = ITEM + "?frame rf:frameOf ?plan ; rf:amount ?whole . "
ITEMS = (
    "{ SELECT ?plan (SUM(?item) AS ?sum) WHERE { ?one rf:withinFrameOf ?plan ; rf:amount ?item } "
    "GROUP BY ?plan } "
)
FIRST_FRAME = FRAME + "FILTER NOT EXISTS { ?o rf:frameOf ?plan FILTER(STR(?o) < STR(?this)) } "
ALL_FRAMES = (
    "?this rf:frameOf ?plan . FILTER NOT EXISTS { ?o rf:frameOf ?plan FILTER(STR(?o) < STR(?this)) } "
    "?eachFrame rf:frameOf ?plan . " + ITEMS
)

NEW = 'BIND(IRI(CONCAT(STR(?this), "-new")) AS ?new) '
DERIVED = "?this a rf:DerivedValue ; rf:expression ?expression . "
SUM = DERIVED + 'FILTER(CONTAINS(?expression, " + ")) '
DIFFERENCE = DERIVED + 'FILTER(CONTAINS(?expression, " - ")) '
RATIO = DERIVED + 'FILTER(CONTAINS(?expression, " / ")) '
INPUTS = (
    "?this rf:input ?first , ?second . ?first rf:inputValue ?one . ?second rf:inputValue ?two . "
)
TWO = INPUTS + "FILTER(STR(?one) < STR(?two)) "
# What else is computed from the two, and what takes them out of it: a change to them concerns this value alone.
ALSO_USED = (
    "?eachUser rf:input ?eachInput . ?eachInput rf:inputValue ?eachOf . "
    "FILTER(?eachUser != ?this && ?eachOf IN (?one, ?two)) "
)
NOT_USED = "?eachUser rf:input ?eachInput . "
FUNDED = SUM + TWO + "?one rf:funds ?measure . ?two rf:funds ?other . "
WITHIN_SUM = (
    SUM + "?this rf:input ?input . ?input rf:inputValue ?item . ?item rf:withinFrameOf ?plan . "
)
NEW_ITEM = (
    "?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:allocation ; rf:amount 1000000 . "
)
UNSHARED = (
    "FILTER NOT EXISTS { ?else rf:input/rf:inputValue ?one FILTER(?else != ?this) } "
    "FILTER NOT EXISTS { ?else rf:input/rf:inputValue ?two FILTER(?else != ?this) } "
)
SWAPPED = (
    "?first rf:inputValue ?one . ?second rf:inputValue ?two . ",
    "?first rf:inputValue ?two . ?second rf:inputValue ?one . ",
)
REMAINDER = (
    f"?this a rf:DerivedValue ; {UNIT} unit:CCY_NOK ; rf:input ?whole , ?part . "
    "?whole rf:inputValue ?frame . ?frame rf:frameOf ?plan . ?part rf:inputValue ?sum . "
    "FILTER EXISTS { ?sum rf:input/rf:inputValue/rf:withinFrameOf ?plan } "
)
OUTSIDE = "?this rf:outsideFrameOf ?plan . "
SUMMED = (
    "?sum a rf:DerivedValue ; rf:expression ?expression . "
    "FILTER(CONTAINS(?expression, ' + ')) FILTER EXISTS { ?sum rf:input/rf:inputValue/rf:withinFrameOf ?plan } "
)

CHANGE = OBSERVED + "?indicator rf:measureType measure-type:absolute-change ; rf:changeOf ?level . "
SPAN = (
    f"?this rf:population ?who ; {PERIOD} ?span . "
    "?span dcat:startDate ?begins ; dcat:endDate ?ends . "
    f"?to rf:indicator ?level ; rf:population ?who ; {PERIOD} ?end ; {VALUE} ?after . "
    "?end rf:periodKind period-kind:year ; dcat:endDate ?ends . "
    f"?from rf:indicator ?level ; rf:population ?who ; {PERIOD} ?start ; {VALUE} ?before . "
    "?start rf:periodKind period-kind:year ; dcat:startDate ?begins . "
)
GROWTH = (
    "?this rf:indicator ?indicator . ?indicator rf:measureType measure-type:relative-change ; "
    "rf:changeOf ?level . "
)
STAFF_GROWTH = GROWTH + "?indicator skos:notation 'fte-growth' . "
# Two levels that the graph does not have, for a growth that it has.
LEVELS = (
    OBSERVED
    + GROWTH
    + f"?this {AREA} ?area ; {PERIOD} ?span ; rf:population ?who ; {VALUE} ?stated . "
    "?span dcat:startDate ?begins ; dcat:endDate ?ends . "
    "?start rf:periodKind period-kind:year ; dcat:startDate ?begins . "
    "?end rf:periodKind period-kind:year ; dcat:endDate ?ends . "
    'BIND(IRI(CONCAT(STR(?this), "-from")) AS ?from) BIND(IRI(CONCAT(STR(?this), "-to")) AS ?to) '
)
KNOWN_GROWTH = "FILTER NOT EXISTS { ?known rf:indicator ?level ; rf:population ?who ; sdmx-dimension:refPeriod ?start } "


def levels(before: str, after: str) -> str:
    """The two levels, as observations."""
    return (
        f"?from rf:indicator ?level ; {AREA} ?area ; rf:population ?who ; {PERIOD} ?start ; {VALUE} {before} . "
        f"?to rf:indicator ?level ; {AREA} ?area ; rf:population ?who ; {PERIOD} ?end ; {VALUE} {after} . "
    )


TOTAL = (
    OBSERVED + f"?this {PERIOD} ?period ; rf:population ?who . "
    "?indicator rf:measureType measure-type:relative-change . "
    f"?adults skos:broader ?who . ?lesser rf:population ?adults ; rf:indicator ?indicator ; {PERIOD} ?period ; {VALUE} ?least . "
    f"?young skos:broader ?who . ?greater rf:population ?young ; rf:indicator ?indicator ; {PERIOD} ?period ; {VALUE} ?most . "
    "FILTER(?least < ?most) "
)
ATTRIBUTED = (
    OBSERVED + "?indicator rf:attributedPartOf ?total . "
    f"?this {AREA} ?area ; {PERIOD} ?period ; rf:population ?who ; {VALUE} ?attributed . " + NEW
)


def total(value: str, area: str = "?area", period: str = "?period", who: str = "?who") -> str:
    """The total change that something is a part of."""
    return f"?new rf:indicator ?total ; {AREA} {area} ; {PERIOD} {period} ; rf:population {who} ; {VALUE} {value} . "


FUNDING = "?this a rf:Funding . "
AS_STATED = FUNDING + "?this rf:asStated ?old . "


def said(text: str) -> str:
    """Other words in the language of the old ones."""
    return AS_STATED + f"BIND(STRLANG({text}, LANG(?old)) AS ?new) FILTER(STR(?new) != STR(?old)) "


NUMBER = "?key"
FIGURE = f"VALUES ?key {{ {VALUE} rf:targetValue rf:countValue rf:bound }} ?this ?key ?old ; rf:asStated ?words . "
NOT_ZERO = FIGURE + "FILTER(?old != 0) "
NBSP = "\u00a0"


def worded(text: str) -> str:
    """Other words for a number, in the language of the old ones."""
    return (
        "?this rf:asStated ?old . FILTER EXISTS { ?this "
        + f"{VALUE}|rf:targetValue|rf:countValue|rf:bound ?number }} "
        + f"BIND(STRLANG({text}, LANG(?old)) AS ?new) FILTER(STR(?new) != STR(?old)) "
    )


TABLE: tuple[Mutation, ...] = (
    *of(
        "percent-level",
        breaks("a tenth above a hundred", PERCENT, *swap(VALUE, "100.1")),
        breaks(
            "a nought too many",
            PERCENT + "FILTER(?old > 10) BIND(10 * ?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "a dash read as a minus",
            PERCENT + "FILTER(?old > 0) BIND(-?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "person-years marked as percent",
            OBSERVED
            + f"?indicator rf:measureType measure-type:level . ?this {VALUE} ?v FILTER(?v > 100)",
            *swap(UNIT, "unit:PERCENT"),
        ),
        near("exactly a hundred", PERCENT, *swap(VALUE, "100")),
        near("exactly nothing", PERCENT, *swap(VALUE, "0")),
        near(
            "a growth of 150 percent",
            OBSERVED + "?indicator rf:measureType measure-type:relative-change .",
            *swap(VALUE, "150"),
        ),
        near(
            "a level of 150 percentage points",
            PERCENT,
            f"?this {VALUE} ?old ; {UNIT} ?unit .",
            f"?this {VALUE} 150 ; {UNIT} own-unit:percentage-point .",
        ),
        breaks(
            "a target above a hundred",
            "?this a rf:Target .",
            "?this rf:targetUnit ?unit ; rf:targetValue ?old ; rf:indicator ?indicator .",
            "?this rf:targetUnit unit:PERCENT ; rf:targetValue 130 ; rf:indicator indicator:share-rph-own .",
        ),
    ),
    *of(
        "indicator-unit",
        breaks(
            "places for person-years",
            MEASURED + "FILTER(?old = own-unit:arsverk)",
            *swap(UNIT, "own-unit:place"),
        ),
        breaks(
            "percentage points for percent",
            MEASURED + "FILTER(?old = unit:PERCENT)",
            *swap(UNIT, "own-unit:percentage-point"),
        ),
        breaks(
            "kroner for person-years",
            MEASURED + "FILTER(?old = own-unit:arsverk)",
            *swap(UNIT, "unit:CCY_NOK"),
        ),
        breaks(
            "the indicator of something else",
            OBSERVED + f"?this {UNIT} ?unit FILTER(?unit != unit:DAY)",
            *swap("rf:indicator", "indicator:waiting-time-substance-treatment-change"),
        ),
        near(
            "another indicator of the same unit",
            OBSERVED + f"?this {UNIT} unit:PERCENT",
            *swap("rf:indicator", "indicator:fte-growth"),
        ),
        near(
            "an indicator without a unit",
            OBSERVED,
            "?indicator rf:indicatorUnit ?old .",
        ),
        breaks(
            "a target in another unit",
            "?this a rf:Target .",
            "?this rf:targetUnit ?unit .",
            "?this rf:targetUnit own-unit:arsverk .",
        ),
        breaks(
            "a derived value in another unit",
            "?this a rf:DerivedValue ; rf:indicator/rf:indicatorUnit ?unit .",
            *swap(UNIT, "own-unit:place"),
        ),
    ),
    *of(
        "items-within-frame",
        breaks(
            "millions read as billions",
            ITEM_OF + "BIND(1000 * ?old AS ?new)",
            *swap(AMOUNT, "?new"),
            focus="frame",
        ),
        breaks(
            "a frame one krone below its items",
            FRAME + ITEMS + "BIND(?sum - 1 AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        breaks(
            "what was granted in all taken for an allocation",
            "?this rf:fundingKind funding-kind:appropriation . ?frame rf:frameOf ?plan .",
            insert="?this rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:allocation .",
            focus="frame",
        ),
        breaks(
            "a frame in millions where a billion is meant",
            FRAME + "BIND(?old / 1000 AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        near(
            "a frame that is just used up",
            FRAME + ITEMS + "BIND(?sum AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        near(
            "a used-up frame, one item said twice",
            FRAME + ITEMS + again(of="?item") + "?item rf:withinFrameOf ?plan .",
            f"?this {AMOUNT} ?old .",
            f"?this {AMOUNT} ?sum . " + AGAIN,
        ),
        near(
            "more money than the frame, outside it",
            OUTSIDE,
            *swap(AMOUNT, "9000000000"),
        ),
        near(
            "more than the frame, within it, but no allocation",
            FRAME + NEW,
            insert="?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:growth ; rf:amount 9000000000 .",
        ),
        near(
            "a used-up frame, one amount for two measures",
            FRAME + ITEMS + "?item rf:withinFrameOf ?plan .",
            f"?this {AMOUNT} ?old .",
            f"?this {AMOUNT} ?sum . ?item rf:funds measure:children-grants .",
        ),
        breaks(
            "a used-up frame, one measure in two years",
            FRAME + ITEMS + again(AMOUNT, PERIOD, of="?item") + "?item rf:withinFrameOf ?plan .",
            f"?this {AMOUNT} ?old . ?item {PERIOD} ?years .",
            f"?this {AMOUNT} ?sum . "
            + AGAIN
            + f"?copy {AMOUNT} 1000000 ; {PERIOD} period:2016 . ?item {PERIOD} period:2018 .",
        ),
    ),
    *of(
        "frame-not-itemised",
        breaks("a frame of 2.5 billion", FIRST_FRAME, *swap(AMOUNT, "2500000000")),
        breaks(
            "all frames one krone above the items",
            ALL_FRAMES + "BIND(?sum + 1 AS ?new)",
            *swap(AMOUNT, "?new", "?eachOld", "?eachFrame"),
        ),
        breaks(
            "the first place that says the frame is lost",
            "?first rf:frameOf ?plan . ?this rf:frameOf ?plan . FILTER(STR(?first) < STR(?this)) "
            "FILTER NOT EXISTS { ?o rf:frameOf ?plan FILTER(STR(?o) < STR(?this) && ?o != ?first) }",
            "?first rf:frameOf ?plan .",
        ),
        near(
            "every krone allocated",
            ALL_FRAMES,
            *swap(AMOUNT, "?sum", "?eachOld", "?eachFrame"),
        ),
        near(
            "another amount at a later place",
            FRAME + "FILTER EXISTS { ?o rf:frameOf ?plan FILTER(STR(?o) < STR(?this)) }",
            *swap(AMOUNT, "2500000000"),
        ),
        near(
            "all allocated, and money of another kind",
            ALL_FRAMES + NEW,
            "?eachFrame rf:amount ?eachOld .",
            "?eachFrame rf:amount ?sum . ?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:growth ; rf:amount 1000 .",
        ),
        breaks(
            "one krone not allocated, and money of another kind",
            ALL_FRAMES + NEW + "BIND(?sum + 1 AS ?more)",
            "?eachFrame rf:amount ?eachOld .",
            "?eachFrame rf:amount ?more . ?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:growth ; rf:amount 1000 .",
        ),
        breaks(
            "a frame of which nothing is allocated",
            "?other a rf:Plan . FILTER NOT EXISTS { ?o rf:frameOf ?other } BIND(IRI(CONCAT(STR(?other), '-frame')) AS ?this)",
            insert=f"?this rf:frameOf ?other ; {AMOUNT} 1000 .",
        ),
    ),
    *of(
        "allocation-counted-once",
        breaks(
            "one amount as two inputs",
            FUNDED,
            *swap("rf:inputValue", "?one", "?two", "?second"),
        ),
        breaks(
            "two amounts for one measure",
            FUNDED,
            *swap("rf:funds", "?measure", "?other", "?two"),
        ),
        breaks(
            "the same allocation from another place",
            WITHIN_SUM + again(of="?item") + NEW,
            insert=AGAIN + "?this rf:input ?new . ?new rf:inputValue ?copy .",
        ),
        near(
            "equal amounts for two measures",
            FUNDED + f"?one {AMOUNT} ?amount .",
            *swap(AMOUNT, "?amount", at="?two"),
        ),
        near(
            "the same allocation elsewhere, not added",
            WITHIN_SUM + again(of="?item"),
            insert=AGAIN,
        ),
        near(
            "amounts without a measure",
            FUNDED,
            "?one rf:funds ?measure . ?two rf:funds ?other .",
        ),
        near(
            "the ratio of two amounts for one measure",
            RATIO + TWO + ALSO_USED,
            NOT_USED,
            insert="?one rf:funds measure:suitable-housing . ?two rf:funds measure:suitable-housing .",
        ),
        near(
            "amounts for one measure in two years",
            FUNDED,
            f"?two rf:funds ?other ; {PERIOD} ?years . ?one {PERIOD} ?years .",
            f"?two rf:funds ?measure ; {PERIOD} period:2018 . ?one {PERIOD} period:2016 .",
        ),
        breaks(
            "a sum and one of its items added",
            SUM
            + "?this rf:input/rf:inputValue ?item . ?item rf:funds ?measure . "
            + NEW
            + 'BIND(IRI(CONCAT(STR(?new), "-sum")) AS ?all) BIND(IRI(CONCAT(STR(?new), "-item")) AS ?part)',
            insert="?new a rf:DerivedValue ; rf:expression 'a + b' ; rf:input ?all , ?part . ?all rf:inputValue ?this . ?part rf:inputValue ?item .",
            focus="new",
        ),
    ),
    *of(
        "sum-leaves-nothing-out",
        breaks("an amount forgotten", WITHIN_SUM, "?this rf:input ?input ."),
        breaks(
            "an allocation that the sum does not know",
            SUM + "?this rf:input/rf:inputValue/rf:withinFrameOf ?plan ." + NEW,
            insert=NEW_ITEM,
        ),
        breaks(
            "what is outside moved inside",
            SUMMED.replace("?sum", "?this") + "?item rf:outsideFrameOf ?plan .",
            "?item rf:outsideFrameOf ?plan .",
            "?item rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:allocation .",
        ),
        near(
            "an amount said twice, counted once",
            WITHIN_SUM + again(of="?item"),
            insert=AGAIN,
        ),
        near(
            "an allocation of another plan",
            WITHIN_SUM + "?other a rf:Plan FILTER(?other != ?plan)" + NEW,
            insert=NEW_ITEM.replace("?plan", "?other"),
        ),
        near(
            "an amount within the frame that is no allocation",
            SUM + "?other rf:withinFrameOf ?plan ." + NEW,
            insert="?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:growth ; rf:amount 1000000 .",
        ),
        near(
            "one amount of the frame and one outside",
            ITEM + NEW + "?other rf:outsideFrameOf ?plan .",
            insert="?new a rf:DerivedValue ; rf:expression 'a + b' ; rf:input ?this , ?other . ?this rf:inputValue ?this . ?other rf:inputValue ?other .",
        ),
        near(
            "an amount without a measure, counted",
            WITHIN_SUM,
            "?item rf:funds ?measure .",
        ),
        near(
            "the ratio of two items",
            ITEM + "?other rf:withinFrameOf ?plan . FILTER(STR(?this) < STR(?other)) " + NEW,
            insert="?new a rf:DerivedValue ; rf:expression 'a / b' ; rf:input ?this , ?other . ?this rf:inputValue ?this . ?other rf:inputValue ?other .",
        ),
    ),
    *of(
        "remainder-of-frame",
        breaks(
            "one krone too much",
            REMAINDER + "BIND(?old + 1 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "the sum in the place of the rest",
            REMAINDER + f"?sum {VALUE} ?items .",
            *swap(VALUE, "?items"),
        ),
        breaks(
            "a frame corrected afterwards",
            REMAINDER,
            *swap(AMOUNT, "2450000000", at="?frame"),
        ),
        breaks("an allocation added afterwards", REMAINDER + NEW, insert=NEW_ITEM),
        breaks(
            "an item corrected afterwards",
            REMAINDER + "?item rf:withinFrameOf ?plan . BIND(?old + 500000 AS ?new)",
            *swap(AMOUNT, "?new", at="?item"),
        ),
        near(
            "an item said twice",
            REMAINDER + "?item rf:withinFrameOf ?plan ." + again(of="?item"),
            insert=AGAIN,
        ),
        near(
            "the rest in percent",
            REMAINDER,
            f"?this {VALUE} ?old ; {UNIT} ?unit .",
            f"?this {VALUE} 63.8 ; {UNIT} unit:PERCENT .",
        ),
        near(
            "an allocation of another plan",
            REMAINDER + "?other a rf:Plan FILTER(?other != ?plan)" + NEW,
            insert=NEW_ITEM.replace("?plan", "?other"),
        ),
        near(
            "more than the frame, within it, but no allocation",
            REMAINDER + NEW,
            insert="?new rf:withinFrameOf ?plan ; rf:fundingKind funding-kind:growth ; rf:amount 9000000000 .",
        ),
        near(
            "one amount for two measures",
            REMAINDER + "?item rf:withinFrameOf ?plan .",
            insert="?item rf:funds measure:children-grants .",
        ),
    ),
    *of(
        "outside-the-frame",
        breaks(
            "outside and inside at once",
            OUTSIDE,
            insert="?this rf:withinFrameOf ?plan .",
        ),
        breaks(
            "an item said to be outside as well",
            ITEM,
            insert="?this rf:outsideFrameOf ?plan .",
        ),
        breaks(
            "added to the sum",
            OUTSIDE + SUMMED + 'BIND(IRI(CONCAT(STR(?sum), "-new")) AS ?new)',
            insert="?sum rf:input ?new . ?new rf:inputValue ?this .",
        ),
        breaks(
            "in the place of an item of the sum",
            OUTSIDE + SUMMED + "?sum rf:input ?input .",
            *swap("rf:inputValue", "?this", at="?input"),
        ),
        near(
            "outside another plan's frame",
            ITEM + "?other a rf:Plan FILTER(?other != ?plan)",
            insert="?this rf:outsideFrameOf ?other .",
        ),
        near(
            "compared with another amount outside",
            OUTSIDE + again() + 'BIND(IRI(CONCAT(STR(?this), "-sum")) AS ?sum)',
            insert=AGAIN
            + "?sum rf:input ?this , ?copy . ?this rf:inputValue ?this . ?copy rf:inputValue ?copy .",
        ),
        breaks(
            "taken from the frame",
            OUTSIDE + REMAINDER.replace("?this", "?rest"),
            "?part rf:inputValue ?sum .",
            "?part rf:inputValue ?this .",
        ),
        near(
            "as a share of the frame",
            OUTSIDE + "?frame rf:frameOf ?plan . " + NEW,
            insert="?new a rf:DerivedValue ; rf:expression 'a / b' ; rf:input ?this , ?frame . ?this rf:inputValue ?this . ?frame rf:inputValue ?frame .",
        ),
        breaks(
            "added to the sum of the items",
            OUTSIDE + SUMMED + NEW,
            insert="?new a rf:DerivedValue ; rf:expression 'a + b' ; rf:input ?this , ?new . ?this rf:inputValue ?this . ?new rf:inputValue ?sum .",
        ),
        breaks(
            "the same measure within the frame elsewhere",
            OUTSIDE + again("rf:outsideFrameOf"),
            insert=AGAIN + "?copy rf:withinFrameOf ?plan .",
        ),
    ),
    *of(
        "derived-difference",
        breaks("one too many", DIFFERENCE + "BIND(?old + 1 AS ?new)", *swap(VALUE, "?new")),
        breaks(
            "the sign turned",
            DIFFERENCE + "FILTER(?old != 0) BIND(-?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks("the inputs exchanged", DIFFERENCE + TWO, *SWAPPED),
        breaks(
            "a figure corrected afterwards",
            DIFFERENCE + "?this rf:input/rf:inputValue ?of . BIND(?old + 1 AS ?new)",
            *swap(VALUE, "?new", at="?of"),
        ),
        near(
            "half of the last place",
            DIFFERENCE + TWO + UNSHARED + "?this rf:decimals 0 . BIND(?old + 0.5 AS ?new)",
            *swap(VALUE, "?new", at="?one"),
        ),
        near(
            "both figures one higher",
            DIFFERENCE + TWO + UNSHARED + "BIND(?a + 1 AS ?c) BIND(?b + 1 AS ?d)",
            f"?one {VALUE} ?a . ?two {VALUE} ?b .",
            f"?one {VALUE} ?c . ?two {VALUE} ?d .",
        ),
        breaks(
            "a tenth too much, one decimal stated",
            DIFFERENCE + "BIND(?old + 0.1 AS ?new)",
            f"?this {VALUE} ?old ; rf:decimals ?places .",
            f"?this {VALUE} ?new ; rf:decimals 1 .",
        ),
        breaks(
            "a hundredth too much, two decimals stated",
            DIFFERENCE + "BIND(?old + 0.01 AS ?new)",
            f"?this {VALUE} ?old ; rf:decimals ?places .",
            f"?this {VALUE} ?new ; rf:decimals 2 .",
        ),
        near(
            "more decimals stated",
            DIFFERENCE,
            "?this rf:decimals ?places .",
            "?this rf:decimals 2 .",
        ),
        breaks(
            "a target taken for an input",
            DIFFERENCE + "?this rf:input ?input . ?target a rf:Target .",
            "?input rf:inputValue ?figure .",
            "?input rf:inputValue ?target .",
        ),
        breaks(
            "more decimals than stated",
            DIFFERENCE + "BIND(?old + 0.001 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "an input that is no figure",
            DIFFERENCE
            + "?this rf:input ?input . ?trend a rf:Trend . FILTER(STRENDS(STR(?trend), '003-growth-total'))",
            "?input rf:inputValue ?figure .",
            "?input rf:inputValue ?trend .",
        ),
    ),
    *of(
        "derived-ratio",
        breaks("a tenth too much", RATIO + "BIND(?old + 0.1 AS ?new)", *swap(VALUE, "?new")),
        breaks(
            "a hundredth of it",
            RATIO + "BIND(?old / 100 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks("upside down", RATIO + TWO, *SWAPPED),
        breaks(
            "an input twice as large",
            RATIO + "?this rf:input/rf:inputValue ?of . BIND(2 * ?old AS ?new)",
            f"?of {VALUE} ?old .",
            f"?of {VALUE} ?new .",
        ),
        near(
            "a change that rounding hides",
            RATIO
            + "?this rf:input/rf:inputValue ?of . FILTER NOT EXISTS { ?of a rf:DerivedValue } BIND(1.0001 * ?old AS ?new)",
            f"?of {VALUE} ?old .",
            f"?of {VALUE} ?new .",
        ),
        near(
            "another ratio, of figures twice as large",
            RATIO
            + TWO
            + "?first rf:inputName ?oneName . ?second rf:inputName ?twoName . "
            + f"?one {VALUE} ?a . ?two {VALUE} ?b . ?this ?eachProperty ?eachValue . "
            "FILTER(?eachProperty != rf:input) BIND(2 * ?a AS ?c) BIND(2 * ?b AS ?d) "
            'BIND(IRI(CONCAT(STR(?this), "-twice")) AS ?copy) '
            + " ".join(
                f'BIND(IRI(CONCAT(STR(?copy), "-{name}")) AS ?{name})'
                for name in ("e", "f", "g", "h")
            ),
            insert="?copy ?eachProperty ?eachValue ; rf:input ?e , ?f . "
            "?e rf:inputName ?oneName ; rf:inputValue ?g . ?f rf:inputName ?twoName ; rf:inputValue ?h . "
            f"?g {VALUE} ?c . ?h {VALUE} ?d .",
        ),
        breaks(
            "a target taken for an input",
            RATIO + "?this rf:input ?input . ?target a rf:Target .",
            "?input rf:inputValue ?figure .",
            "?input rf:inputValue ?target .",
        ),
        breaks(
            "more decimals than stated",
            RATIO + "BIND(?old + 0.001 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "divided by nought",
            RATIO + "?this rf:input ?input . ?input rf:inputName 'before' ; rf:inputValue ?of .",
            *swap(VALUE, "0", at="?of"),
        ),
    ),
    *of(
        "derived-sum",
        breaks("one too many", SUM + "BIND(?old + 1 AS ?new)", *swap(VALUE, "?new")),
        breaks(
            "an item forgotten",
            SUM + "?this rf:input ?input .",
            "?this rf:input ?input .",
        ),
        breaks(
            "an item corrected afterwards",
            SUM + "?this rf:input/rf:inputValue ?item . BIND(?old + 500000 AS ?new)",
            *swap(AMOUNT, "?new", at="?item"),
        ),
        breaks(
            "thousands for kroner",
            SUM + "BIND(?old / 1000 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        near(
            "half of the last place",
            SUM
            + TWO
            + "?this rf:decimals 0 . FILTER(?amount IN (sdmx-measure:obsValue, rf:amount)) BIND(?old + 0.5 AS ?new)",
            "?one ?amount ?old .",
            "?one ?amount ?new .",
        ),
        near(
            "a krone moved from one item to another",
            FUNDED + "BIND(?a - 1 AS ?c) BIND(?b + 1 AS ?d)",
            f"?one {AMOUNT} ?a . ?two {AMOUNT} ?b .",
            f"?one {AMOUNT} ?c . ?two {AMOUNT} ?d .",
        ),
        breaks(
            "a tenth too much, one decimal stated",
            SUM + "BIND(?old + 0.1 AS ?new)",
            f"?this {VALUE} ?old ; rf:decimals ?places .",
            f"?this {VALUE} ?new ; rf:decimals 1 .",
        ),
        breaks(
            "a hundredth too much, two decimals stated",
            SUM + "BIND(?old + 0.01 AS ?new)",
            f"?this {VALUE} ?old ; rf:decimals ?places .",
            f"?this {VALUE} ?new ; rf:decimals 2 .",
        ),
        near(
            "more decimals stated",
            SUM,
            "?this rf:decimals ?places .",
            "?this rf:decimals 2 .",
        ),
        breaks(
            "a target taken for an input",
            SUM + "?this rf:input ?input . ?target a rf:Target .",
            "?input rf:inputValue ?figure .",
            "?input rf:inputValue ?target .",
        ),
        breaks(
            "more decimals than stated",
            SUM + "BIND(?old + 0.001 AS ?new)",
            *swap(VALUE, "?new"),
        ),
    ),
    *of(
        "derived-form",
        breaks(
            "a product",
            DERIVED + 'BIND(REPLACE(?old, "[-+/] ", "* ") AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        breaks(
            "brackets",
            DERIVED + 'BIND(CONCAT("(", ?old, ")") AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        breaks(
            "a name misspelt",
            DERIVED + 'BIND(CONCAT("x", ?old) AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        breaks(
            "an input that is not in it",
            DERIVED + NEW,
            insert='?this rf:input ?new . ?new rf:inputName "unused" .',
        ),
        breaks(
            "a number instead of an input",
            DERIVED + 'BIND(REPLACE(?old, "^[a-z_]+", "2400") AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        near(
            "another name for an input, in both places",
            DERIVED
            + 'BIND(CONCAT("new_", ?name) AS ?renamed) BIND(REPLACE(?old, CONCAT("\\\\b", ?name, "\\\\b"), ?renamed) AS ?new)',
            "?this rf:expression ?old ; rf:input ?input . ?input rf:inputName ?name .",
            "?this rf:expression ?new ; rf:input ?input . ?input rf:inputName ?renamed .",
        ),
        near(
            "the same sum in another order",
            DERIVED
            + 'FILTER(CONTAINS(?old, " + ")) BIND(CONCAT(STRAFTER(?old, " + "), " + ", STRBEFORE(?old, " + ")) AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        breaks(
            "an input twice",
            SUM + 'BIND(CONCAT(?old, " + ", STRBEFORE(?old, " ")) AS ?new)',
            *swap("rf:expression", "?new"),
        ),
        breaks(
            "two inputs of one name",
            DERIVED
            + INPUTS
            + "?second rf:inputName ?theirs . FILTER(?first != ?second && !CONTAINS(?expression, ' + '))",
            "?first rf:inputName ?name .",
            "?first rf:inputName ?theirs .",
        ),
    ),
    *of(
        "change-is-difference",
        breaks(
            "one too many",
            CHANGE + SPAN + "BIND(?old + 1 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "the sign turned",
            CHANGE + SPAN + "BIND(-?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "digits exchanged in the level at the end",
            CHANGE + SPAN,
            *swap(VALUE, "17463", at="?to"),
        ),
        breaks(
            "the level at the start taken for the end",
            CHANGE + SPAN + f"?from {VALUE} ?new",
            *swap(VALUE, "?new", at="?to"),
        ),
        breaks(
            "a second source with another change",
            CHANGE + SPAN + again(VALUE),
            insert=AGAIN + f"?copy {VALUE} 400 .",
            focus="copy",
        ),
        near(
            "another change of another population",
            CHANGE + SPAN,
            f"?this {VALUE} ?old ; rf:population ?who .",
            f"?this {VALUE} 400 ; rf:population population:services-adults .",
        ),
        near(
            "another change of another area",
            CHANGE + SPAN,
            f"?this {VALUE} ?old ; {AREA} ?area .",
            f"?this {VALUE} 400 ; {AREA} <https://rusfelt.example/id/area/oslo> .",
        ),
        near(
            "another change since an unknown date",
            CHANGE + f"?this {PERIOD}/rf:periodKind period-kind:undated",
            *swap(VALUE, "400"),
        ),
        near(
            "both levels one higher",
            CHANGE + SPAN + "BIND(?a + 1 AS ?c) BIND(?b + 1 AS ?d)",
            f"?to {VALUE} ?a . ?from {VALUE} ?b .",
            f"?to {VALUE} ?c . ?from {VALUE} ?d .",
        ),
        near(
            "another level of another population at the end",
            CHANGE + SPAN + again("rf:population", VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:population population:services-adults .",
        ),
        near(
            "another level of another indicator at the end",
            CHANGE + SPAN + again("rf:indicator", VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:indicator indicator:fte-low-threshold .",
        ),
        near(
            "another level of another area at the end",
            CHANGE + SPAN + again(AREA, VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; {AREA} <https://rusfelt.example/id/area/oslo> .",
        ),
        near(
            "another level of another population at the start",
            CHANGE + SPAN + again("rf:population", VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:population population:services-adults .",
        ),
        near(
            "another level of another indicator at the start",
            CHANGE + SPAN + again("rf:indicator", VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:indicator indicator:fte-low-threshold .",
        ),
        near(
            "another level of another area at the start",
            CHANGE + SPAN + again(AREA, VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; {AREA} <https://rusfelt.example/id/area/oslo> .",
        ),
        near(
            "a change within the year of a level",
            CHANGE + SPAN + again(PERIOD),
            insert=AGAIN + f"?copy {PERIOD} ?end .",
        ),
        near(
            "about so much",
            CHANGE + SPAN,
            f"?this {VALUE} ?old .",
            f"?this {VALUE} 300 ; rf:qualifier 'om lag'@nb .",
        ),
    ),
    *of(
        "growth-agrees-with-levels",
        breaks(
            "a tenth too much",
            GROWTH + SPAN + "BIND(?old + 0.1 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "the sign turned",
            GROWTH + SPAN + "BIND(-?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "digits exchanged in the level at the end",
            GROWTH + SPAN,
            *swap(VALUE, "17463", at="?to"),
        ),
        breaks(
            "levels that grow by half",
            LEVELS + KNOWN_GROWTH,
            insert=levels("1000", "1500"),
        ),
        breaks(
            "a second source with another growth",
            GROWTH + SPAN + again(VALUE, "rdf:type"),
            insert=AGAIN + f"?copy a rf:Observation ; {VALUE} 3 .",
            focus="copy",
        ),
        near("fewer decimals", STAFF_GROWTH + SPAN, *swap(VALUE, "2.1")),
        near("whole percent", STAFF_GROWTH + SPAN, *swap(VALUE, "2")),
        near(
            "levels that grow by half of the last place more",
            LEVELS
            + KNOWN_GROWTH
            + "BIND(1000 + 10 * ?stated + IF(CONTAINS(STR(?stated), '.'), 0.5, 5) AS ?last)",
            insert=levels("1000", "?last"),
        ),
        near(
            "levels of nothing at the start",
            LEVELS + KNOWN_GROWTH,
            insert=levels("0", "1500"),
        ),
        near(
            "another level of another population at the end",
            GROWTH + SPAN + again("rf:population", VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:population population:services-adults .",
        ),
        near(
            "another level of another indicator at the end",
            GROWTH + SPAN + again("rf:indicator", VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:indicator indicator:fte-low-threshold .",
        ),
        near(
            "another level of another area at the end",
            GROWTH + SPAN + again(AREA, VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} 1 ; {AREA} <https://rusfelt.example/id/area/oslo> .",
        ),
        near(
            "another level of another population at the start",
            GROWTH + SPAN + again("rf:population", VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:population population:services-adults .",
        ),
        near(
            "another level of another indicator at the start",
            GROWTH + SPAN + again("rf:indicator", VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; rf:indicator indicator:fte-low-threshold .",
        ),
        near(
            "another level of another area at the start",
            GROWTH + SPAN + again(AREA, VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1 ; {AREA} <https://rusfelt.example/id/area/oslo> .",
        ),
        near(
            "a change within the year of a level",
            GROWTH + SPAN + again(PERIOD),
            insert=AGAIN + f"?copy {PERIOD} ?end .",
        ),
        near(
            "about so much",
            GROWTH + SPAN,
            f"?this {VALUE} ?old .",
            f"?this {VALUE} 300 ; rf:qualifier 'om lag'@nb .",
        ),
    ),
    *of(
        "total-between-parts",
        breaks(
            "a tenth below the least part",
            TOTAL + "BIND(?least - 0.1 AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "the decimal point lost",
            TOTAL + "BIND(10 * ?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "a dash read as a minus",
            TOTAL + "BIND(-?old AS ?new)",
            *swap(VALUE, "?new"),
        ),
        breaks(
            "the least part above the total",
            TOTAL + f"?this {VALUE} ?whole . BIND(?whole + 0.6 AS ?new)",
            *swap(VALUE, "?new", "?least", "?lesser"),
        ),
        breaks(
            "both parts below the total",
            TOTAL,
            f"?lesser {VALUE} ?least . ?greater {VALUE} ?most .",
            f"?lesser {VALUE} 0.3 . ?greater {VALUE} 0.4 .",
        ),
        near("the same as the least part", TOTAL, *swap(VALUE, "?least")),
        near("the same as the greatest part", TOTAL, *swap(VALUE, "?most")),
        near(
            "one part unknown",
            TOTAL,
            f"?this {VALUE} ?old . ?greater rf:population ?young .",
            f"?this {VALUE} 10 .",
        ),
        near(
            "one part only",
            TOTAL,
            f"?this {VALUE} ?old . ?young skos:broader ?who .",
            f"?this {VALUE} 10 .",
        ),
        near(
            "parts of another period",
            TOTAL,
            f"?this {VALUE} ?old ; {PERIOD} ?period .",
            f"?this {VALUE} 10 ; {PERIOD} period:2022-2023-change .",
        ),
        near(
            "rounded to whole percent",
            TOTAL,
            f"?lesser {VALUE} ?least . ?greater {VALUE} ?most .",
            f"?lesser {VALUE} 0.6 . ?greater {VALUE} 0.7 .",
        ),
    ),
    *of(
        "attributed-within-total",
        breaks(
            "a total one smaller",
            ATTRIBUTED + "BIND(?attributed - 1 AS ?less)",
            insert=total("?less"),
        ),
        breaks("no change in all", ATTRIBUTED, insert=total("0")),
        breaks("a total that fell", ATTRIBUTED, insert=total("-362")),
        breaks(
            "the period of a smaller total",
            f"{ATTRIBUTED} ?known rf:indicator ?total ; {PERIOD} ?where ; {VALUE} ?all ; {AREA} ?area . FILTER(?attributed > ?all) "
            "?known rf:population ?group .",
            f"?this {PERIOD} ?period ; rf:population ?who .",
            f"?this {PERIOD} ?where ; rf:population ?group .",
        ),
        near("all of the total", ATTRIBUTED, insert=total("?attributed")),
        near(
            "a smaller total of another population",
            ATTRIBUTED,
            insert=total("1", who="population:services-adults"),
        ),
        near(
            "a smaller total of another period",
            ATTRIBUTED,
            insert=total("1", period="period:2016"),
        ),
        near(
            "a smaller total of another area",
            ATTRIBUTED,
            insert=total("1", area="<https://rusfelt.example/id/area/oslo>"),
        ),
        near(
            "a smaller figure of something else",
            ATTRIBUTED,
            insert=total("1").replace("?total", "indicator:fte-low-threshold"),
        ),
    ),
    *of(
        "attributed-within-longer-total",
        breaks(
            "a smaller total of the years of the plan",
            ATTRIBUTED + "BIND(?attributed - 1 AS ?less)",
            insert=total("?less", period="period:plan-period"),
        ),
        breaks(
            "ten times as much as was said",
            ATTRIBUTED
            + f"?known rf:indicator ?total ; rf:population ?who ; {VALUE} ?all . "
            + f"?known {PERIOD} ?open . FILTER NOT EXISTS {{ ?open rf:notAfter|dcat:endDate ?ends }} ",
            f"?this {VALUE} ?attributed .",
            f"?this {VALUE} 8960 .",
        ),
        breaks(
            "a smaller total since then, without an end",
            ATTRIBUTED,
            insert=total("1", period="period:000-since-2016"),
        ),
        breaks(
            "a smaller total of a group that includes it",
            ATTRIBUTED,
            insert="?who skos:broader population:sectors . " + total("1", who="population:sectors"),
        ),
        breaks(
            "a smaller total of the same days under another name",
            ATTRIBUTED + "FILTER(?period = period:2017-2020) ",
            insert=total("1", period="period:2017-2020-change"),
        ),
        near(
            "just as much in a longer time",
            ATTRIBUTED,
            insert=total("?attributed", period="period:plan-period"),
        ),
        near(
            "a smaller total that begins later",
            ATTRIBUTED,
            insert=total("1", period="period:2020"),
        ),
        near(
            "a smaller total that ended before",
            ATTRIBUTED,
            insert=total("1", period="period:undated-004"),
        ),
        near(
            "a smaller total of no known time",
            ATTRIBUTED,
            insert=total("1", period="period:undated-000"),
        ),
        near(
            "a smaller total of a part of the group",
            ATTRIBUTED,
            insert=total("1", period="period:plan-period", who="population:services-adults"),
        ),
        near(
            "a smaller total of another area",
            ATTRIBUTED,
            insert=total(
                "1", period="period:plan-period", area="<https://rusfelt.example/id/area/oslo>"
            ),
        ),
        near("a smaller total of just its own time", ATTRIBUTED, insert=total("1")),
    ),
    *of(
        "amount-as-stated",
        breaks(
            "thousand times too much",
            FUNDING + "BIND(1000 * ?old AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        breaks(
            "a thousandth of it",
            FUNDING + "BIND(?old / 1000 AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        breaks(
            "one krone too much",
            FUNDING + "BIND(?old + 1 AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        breaks(
            "no word of scale",
            said('REPLACE(STR(?old), " mill.*$", "")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        breaks(
            "a comma lost",
            said('REPLACE(STR(?old), ",", "")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "without the word kroner",
            said('REPLACE(STR(?old), " kroner", "")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "the word of scale cut short",
            said('REPLACE(STR(?old), "millioner", "mill.")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "words before the number",
            said('CONCAT("om lag ", STR(?old))'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "2 400 000 000 kroner",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated '2 400 000 000 kroner'@nb ; {AMOUNT} 2400000000 .",
        ),
        near(
            "kr 500 000",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated 'kr 500 000'@nb ; {AMOUNT} 500000 .",
        ),
        near(
            "500 000 kr",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated '500 000 kr'@nb ; {AMOUNT} 500000 .",
        ),
        near(
            "2,4 mrd. kroner",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated '2,4 mrd. kroner'@nb ; {AMOUNT} 2400000000 .",
        ),
        near(
            "500 tusen kroner",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated '500 tusen kroner'@nb ; {AMOUNT} 500000 .",
        ),
        near(
            "1,5 millionar kroner",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated '1,5 millionar kroner'@nb ; {AMOUNT} 1500000 .",
        ),
        near(
            "i 2016 185 millioner kroner",
            FUNDING,
            f"?this rf:asStated ?old ; {AMOUNT} ?amount .",
            f"?this rf:asStated 'i 2016 185 millioner kroner'@nb ; {AMOUNT} 185000000 .",
        ),
        near(
            "with a no-break space",
            said('REPLACE(STR(?old), " ", "\u00a0")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
    ),
    *of(
        "value-as-stated",
        breaks("one more", FIGURE + "BIND(?old + 1 AS ?new)", *swap(NUMBER, "?new")),
        breaks("ten times as much", NOT_ZERO + "BIND(?old * 10 AS ?new)", *swap(NUMBER, "?new")),
        breaks("the other sign", NOT_ZERO + "BIND(-?old AS ?new)", *swap(NUMBER, "?new")),
        breaks(
            "other digits in the words",
            worded('REPLACE(STR(?old), "^([^0-9]*)([0-9])", "$1 7$2")')
            + 'FILTER(REGEX(?old, "[0-9]")) ',
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        breaks(
            "words without a number",
            worded('"mange"') + "FILTER NOT EXISTS { ?this rf:wordsReadAs ?way } ",
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        breaks(
            "a decrease read as it stands",
            "?this rf:wordsReadAs <https://rusfelt.example/id/word-reading/decrease> ; rf:wordsReadAs ?way . ",
            "?this rf:wordsReadAs ?way .",
        ),
        near(
            "words before the number",
            worded('CONCAT("om lag ", STR(?old))'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "a unit behind the number",
            worded('CONCAT(STR(?old), " i alt")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        near(
            "hard spaces",
            worded(f'REPLACE(STR(?old), " ", "{NBSP}")'),
            "?this rf:asStated ?old .",
            "?this rf:asStated ?new .",
        ),
        *(
            near(
                words,
                FIGURE
                + f"?this {VALUE} ?old ; rf:asStated ?said . FILTER NOT EXISTS {{ ?this rf:wordsReadAs ?way }} ",
                f"?this {VALUE} ?old ; rf:asStated ?said .",
                f"?this {VALUE} {number} ; rf:asStated '{words}'@nb .",
            )
            for words, number in (
                ("tolv prosent", 12),
                ("17 436 årsverk", 17436),
                ("0,5 prosent", 0.5),
                ("halvparten", 50),
                ("om lag ti plasser", 10),
                ("\u221213 dager", -13),
                ("Femti", 50),
                ("17.436 årsverk", 17436),
                ("hundre og femti", 150),
                ("2 tusen plasser", 2000),
                ("to tredjedeler", 66.7),
                ("3 av 10", 30),
                ("én av fem", 20),
                ("10\u201312 prosent", 11),
            )
        ),
    ),
    *of(
        "value-of-figure",
        breaks("one more", "?this rf:value ?old BIND(?old + 1 AS ?new)", *swap("rf:value", "?new")),
        breaks(
            "the figure itself changed", FIGURE + "BIND(?old + 1 AS ?new)", *swap("?key", "?new")
        ),
        breaks(
            "an amount changed",
            f"?this {AMOUNT} ?old ; rf:value ?old BIND(?old + 1 AS ?new)",
            *swap(AMOUNT, "?new"),
        ),
        breaks(
            "another year",
            f"?this rf:namedYear ?old ; {PERIOD}/rf:lastYear ?old BIND(?old - 1 AS ?new)",
            *swap("rf:namedYear", "?new"),
        ),
        breaks(
            "the span of other words",
            "?this rf:statedIn ?old ; rf:asStated ?words . ?new oa:hasSelector/oa:refinedBy/oa:exact ?exact "
            "FILTER(!CONTAINS(STR(?exact), STR(?words)))",
            *swap("rf:statedIn", "?new"),
        ),
        near("only its own property", "?this rf:value ?old", "?this rf:value ?old ."),
        near("no year named", "?this rf:namedYear ?old", "?this rf:namedYear ?old ."),
    ),
)
