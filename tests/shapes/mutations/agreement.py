"""Mutations of what the texts say and the numbers they say it of."""

from tests.shapes.mutations.mutation import AGAIN, Mutation, again, near, of, swap

VALUE, UNIT, AMOUNT = "sdmx-measure:obsValue", "sdmx-attribute:unitMeasure", "rf:amount"
AREA, PERIOD, FUNDS = "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "rf:funds"
LINKED = "?link rf:linkFrom ?this ; rf:linkTo ?goal ; rf:linkProperty ?property . ?this ?property ?goal . "
OSLO = "<https://rusfelt.example/id/area/oslo>"
breaks = Mutation

COMPARED = "?this rf:comparedFrom ?from ; rf:comparedTo ?to . "
FIGURES = COMPARED + f"?from {VALUE} ?before . "
DOUBLED = FIGURES + "?this rf:comparisonMeasure comparison-measure:ratio ; rf:bound ?bound . "

# A trend and the two levels that it is about, dated or in the order that the text gives.
LEVELS = (
    f"?this a rf:Trend ; rf:indicator ?level ; rf:population ?who ; {PERIOD} ?span . "
    f"?from rf:indicator ?level ; rf:population ?who ; {PERIOD} ?start ; {VALUE} ?before . "
    f"?to rf:indicator ?level ; rf:population ?who ; {PERIOD} ?end ; {VALUE} ?after . "
    "{ ?span rf:periodKind period-kind:undated . ?start time:before ?end } UNION "
    "{ ?span dcat:startDate ?begins ; dcat:endDate ?ends . "
    "?start dcat:startDate ?begins ; rf:periodKind period-kind:year . "
    "?end dcat:endDate ?ends ; rf:periodKind period-kind:year } "
)
CHANGED = (
    f"?this a rf:Trend ; rf:indicator ?level ; rf:population ?who ; {PERIOD} ?span . "
    f"?figure rf:population ?who ; {PERIOD} ?span ; rf:indicator ?indicator . ?indicator rf:changeOf ?level . "
)
RISES, STABLE = (
    CHANGED + "?this rf:direction direction:increase . ",
    CHANGED + "?this rf:direction direction:stable . ",
)
TURNED = "?this rf:direction ?way BIND(IF(?way = direction:increase, direction:decrease, direction:increase) AS ?turned) "
TREND = "?this a rf:Trend . " + TURNED
OBSERVED = "?this a rf:Observation . "
FRAMES = "?this rf:frameOf ?plan . ?other rf:frameOf ?plan . FILTER(STR(?this) < STR(?other)) "
FRAME = "?this rf:frameOf ?plan . "
ITEM = f"?this rf:withinFrameOf ?plan ; {FUNDS} ?measure . "

COUNTED = "?this rf:countedKind ?kind ; rf:countedIn ?plan ; rf:countValue ?count . "
GOALS = COUNTED + "FILTER(?kind = count-kind:goal) "
AREAS = COUNTED + "FILTER(?kind = count-kind:focus-area) "
NEW = 'BIND(IRI(CONCAT(STR(?this), "-new")) AS ?new) '
EARLIER = (
    "?this rf:countedKind count-kind:status-report ; prov:wasDerivedFrom/prov:wasDerivedFrom ?source . "
    "?report rf:ordinal ?ordinal ; prov:wasDerivedFrom/prov:wasDerivedFrom ?source . "
)
NUMBERED = "?element rf:goalOf|rf:focusAreaOf ?this . ?element rf:number ?old . "
HIGHEST = "{ SELECT ?this (MAX(?number) AS ?highest) WHERE { ?goal rf:goalOf ?this ; rf:number ?number } GROUP BY ?this } "
GOAL = "?element rf:goalOf ?this . " + HIGHEST

TABLE: tuple[Mutation, ...] = (
    *of(
        "comparison-holds",
        breaks(
            "the two figures exchanged",
            COMPARED,
            "?this rf:comparedFrom ?from ; rf:comparedTo ?to .",
            "?this rf:comparedFrom ?to ; rf:comparedTo ?from .",
        ),
        breaks(
            "more turned into less",
            COMPARED + "BIND(IF(?old = operator:lt, operator:gt, operator:lt) AS ?new)",
            *swap("rf:operator", "?new"),
        ),
        breaks("no change at all", FIGURES, *swap(VALUE, "?before", at="?to")),
        breaks(
            "just doubled, not more",
            DOUBLED + "BIND(?bound * ?before AS ?new)",
            *swap(VALUE, "?new", at="?to"),
        ),
        breaks("a ratio to nothing", DOUBLED, *swap(VALUE, "0", at="?from")),
        near(
            "a little more than doubled",
            DOUBLED + "BIND(?bound * ?before + 0.1 AS ?new)",
            *swap(VALUE, "?new", at="?to"),
        ),
        near(
            "at least doubled, and just so",
            DOUBLED + "BIND(?bound * ?before AS ?new)",
            f"?to {VALUE} ?old . ?this rf:operator ?than .",
            f"?to {VALUE} ?new . ?this rf:operator operator:ge .",
        ),
        near(
            "exactly doubled, and said so",
            DOUBLED + "BIND(?bound * ?before AS ?new)",
            f"?to {VALUE} ?old . ?this rf:operator ?than .",
            f"?to {VALUE} ?new . ?this rf:operator operator:eq .",
        ),
        breaks(
            "said to be exactly the double",
            DOUBLED,
            "?this rf:operator ?than .",
            "?this rf:operator operator:eq .",
        ),
        near(
            "at most doubled, and just so",
            DOUBLED + "BIND(?bound * ?before AS ?new)",
            f"?to {VALUE} ?old . ?this rf:operator ?than .",
            f"?to {VALUE} ?new . ?this rf:operator operator:le .",
        ),
    ),
    *of(
        "comparison-about-its-figures",
        breaks(
            "another indicator",
            COMPARED,
            *swap("rf:indicator", "indicator:share-rph-own"),
        ),
        breaks(
            "a figure of another population",
            COMPARED,
            *swap("rf:population", "population:services-adults", at="?to"),
        ),
        breaks(
            "the two figures exchanged",
            COMPARED,
            "?this rf:comparedFrom ?from ; rf:comparedTo ?to .",
            "?this rf:comparedFrom ?to ; rf:comparedTo ?from .",
        ),
        breaks(
            "a figure of something else",
            COMPARED
            + "?else a rf:Observation ; rf:indicator indicator:waiting-time-substance-treatment-change .",
            *swap("rf:comparedTo", "?else"),
        ),
        near(
            "no periods stated",
            COMPARED,
            "?this rf:comparedFromPeriod ?first ; rf:comparedToPeriod ?last .",
        ),
        near(
            "another period of the comparison itself",
            COMPARED,
            *swap(PERIOD, "period:plan-period"),
        ),
        breaks(
            "another indicator at the start",
            COMPARED,
            *swap("rf:indicator", "indicator:share-rph-own", at="?from"),
        ),
        breaks(
            "another indicator at the end",
            COMPARED,
            *swap("rf:indicator", "indicator:share-rph-own", at="?to"),
        ),
        breaks(
            "an earlier figure of another population",
            COMPARED,
            *swap("rf:population", "population:services-adults", at="?from"),
        ),
        breaks("a figure of another area", COMPARED, *swap(AREA, OSLO, at="?to")),
    ),
    *of(
        "trend-agrees-with-levels",
        breaks(
            "the direction turned",
            LEVELS + TURNED,
            "?this rf:direction ?way .",
            "?this rf:direction ?turned .",
        ),
        breaks(
            "called stable",
            LEVELS + "FILTER(ABS(?after - ?before) > 0.05 * ?before)",
            *swap("rf:direction", "direction:stable"),
        ),
        breaks("the same level at both ends", LEVELS, *swap(VALUE, "?before", at="?to")),
        breaks(
            "the two levels exchanged",
            LEVELS,
            f"?from {VALUE} ?before . ?to {VALUE} ?after .",
            f"?from {VALUE} ?after . ?to {VALUE} ?before .",
        ),
        near(
            "stable within five percent",
            LEVELS + "BIND(1.05 * ?before AS ?new)",
            f"?this rf:direction ?way . ?to {VALUE} ?old .",
            f"?this rf:direction direction:stable . ?to {VALUE} ?new .",
        ),
        near("a mixed direction", LEVELS, *swap("rf:direction", "direction:mixed")),
        near(
            "the other direction, in another population",
            LEVELS + TURNED,
            "?this rf:direction ?way ; rf:population ?who .",
            "?this rf:direction ?turned ; rf:population population:target-group .",
        ),
        near(
            "the other direction, in another area",
            LEVELS + TURNED,
            f"?this rf:direction ?way ; {AREA} ?area .",
            f"?this rf:direction ?turned ; {AREA} {OSLO} .",
        ),
        near(
            "the opposite in another population at the end",
            LEVELS
            + "?this rf:direction direction:increase . "
            + again("rf:population", VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} -1000000 ; rf:population population:sectors .",
        ),
        near(
            "the opposite in another area at the end",
            LEVELS + "?this rf:direction direction:increase . " + again(AREA, VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} -1000000 ; {AREA} {OSLO} .",
        ),
        near(
            "the opposite in another population at the start",
            LEVELS
            + "?this rf:direction direction:increase . "
            + again("rf:population", VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1000000 ; rf:population population:sectors .",
        ),
        near(
            "the opposite in another area at the start",
            LEVELS + "?this rf:direction direction:increase . " + again(AREA, VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1000000 ; {AREA} {OSLO} .",
        ),
        near(
            "the opposite in a span with the same first and last day",
            LEVELS
            + "?this rf:direction direction:increase . ?span dcat:startDate ?day ; dcat:endDate ?night . "
            + again(PERIOD, VALUE, of="?to"),
            insert=AGAIN + f"?copy {VALUE} -1 ; {PERIOD} ?span .",
        ),
        near(
            "a million in a span that begins on the same day",
            LEVELS
            + "?this rf:direction direction:increase . ?span dcat:startDate ?day . "
            + again(PERIOD, VALUE, of="?from"),
            insert=AGAIN + f"?copy {VALUE} 1000000 ; {PERIOD} ?span .",
        ),
        near(
            "a rise within the year of a level",
            LEVELS + "?this rf:direction direction:increase . ?span dcat:startDate ?day .",
            f"?this {PERIOD} ?span .",
            f"?this {PERIOD} ?end .",
        ),
        near(
            "the other direction, undated, in another source",
            LEVELS
            + TURNED
            + "?span rf:periodKind period-kind:undated . ?else a rf:Claim ; prov:wasDerivedFrom source:001 . FILTER(STRENDS(STR(?else), '001-need-coherence'))",
            "?this rf:direction ?way ; prov:wasDerivedFrom ?claim .",
            "?this rf:direction ?turned ; prov:wasDerivedFrom ?else .",
        ),
    ),
    *of(
        "trend-agrees-with-change",
        breaks("the direction turned", RISES, *swap("rf:direction", "direction:decrease")),
        breaks(
            "a dash read as a minus",
            RISES + "BIND(-?old AS ?new)",
            *swap(VALUE, "?new", at="?figure"),
        ),
        breaks("no change", RISES, *swap(VALUE, "0", at="?figure")),
        breaks("stable, but by five percent more", STABLE, *swap(VALUE, "5", at="?figure")),
        breaks("stable, but by six percent less", STABLE, *swap(VALUE, "-6", at="?figure")),
        near(
            "stable, by just under five percent",
            STABLE,
            *swap(VALUE, "4.9", at="?figure"),
        ),
        near("the least increase", RISES, *swap(VALUE, "0.1", at="?figure")),
        near("no direction known", RISES, *swap("rf:direction", "direction:unknown")),
        near(
            "the other direction in another period",
            RISES,
            f"?this rf:direction ?way ; {PERIOD} ?span .",
            f"?this rf:direction direction:decrease ; {PERIOD} period:2016 .",
        ),
        breaks(
            "said to decrease, no change",
            RISES,
            f"?this rf:direction ?way . ?figure {VALUE} ?old .",
            f"?this rf:direction direction:decrease . ?figure {VALUE} 0 .",
        ),
        near(
            "the opposite in another area",
            RISES + again(AREA, VALUE, of="?figure"),
            insert=AGAIN + f"?copy {VALUE} -1 ; {AREA} {OSLO} .",
        ),
    ),
    *of(
        "trends-agree",
        breaks(
            "another place says the opposite",
            TREND + again("rf:direction"),
            insert=AGAIN + "?copy rf:direction ?turned .",
        ),
        breaks(
            "another place says stable",
            TREND + again("rf:direction") + "FILTER(?way != direction:stable)",
            insert=AGAIN + "?copy rf:direction direction:stable .",
        ),
        breaks(
            "the opposite direction of an earlier period, its period misread",
            TREND
            + f"?this rf:indicator ?what ; rf:population ?who ; {PERIOD} ?when . ?other a rf:Trend ; rf:indicator ?what ; rf:population ?who ; rf:direction ?way . FILTER(STR(?this) < STR(?other))",
            f"?other {PERIOD} ?then ; rf:direction ?way .",
            f"?other {PERIOD} ?when ; rf:direction ?turned .",
        ),
        near(
            "another place says mixed",
            TREND + again("rf:direction"),
            insert=AGAIN + "?copy rf:direction direction:mixed .",
        ),
        near("the same said twice", TREND + again(), insert=AGAIN),
        near(
            "the opposite in another period",
            TREND + again("rf:direction", PERIOD),
            insert=AGAIN + f"?copy rf:direction ?turned ; {PERIOD} period:2015-2022 .",
        ),
        near(
            "the opposite for another population",
            TREND + again("rf:direction", "rf:population"),
            insert=AGAIN + "?copy rf:direction ?turned ; rf:population population:sectors .",
        ),
        near(
            "the opposite in another area",
            TREND + again("rf:direction", AREA),
            insert=AGAIN + f"?copy rf:direction ?turned ; {AREA} {OSLO} .",
        ),
        near(
            "the opposite was expected",
            TREND
            + again("rf:direction", "prov:wasDerivedFrom")
            + "?claim rf:assertionMode assertion-mode:forecast .",
            insert=AGAIN + "?copy rf:direction ?turned ; prov:wasDerivedFrom ?claim .",
        ),
    ),
    *of(
        "figures-agree",
        breaks(
            "a second source with one more",
            OBSERVED
            + again(VALUE, "rf:claimSource")
            + f"?this {VALUE} ?v BIND(?v + 1 AS ?new) FILTER NOT EXISTS {{ ?this rf:qualifier ?about }}",
            insert=AGAIN + f"?copy {VALUE} ?new ; rf:claimSource source:000 .",
        ),
        breaks(
            "another place with ten times as many",
            OBSERVED + again(VALUE) + f"?this {VALUE} ?v FILTER(?v != 0) BIND(10 * ?v AS ?new)",
            insert=AGAIN + f"?copy {VALUE} ?new .",
        ),
        breaks(
            "another year of the same, the year misread",
            OBSERVED
            + f"?this rf:indicator ?what ; rf:population ?who ; {PERIOD} ?when ; {UNIT} ?unit . ?other a rf:Observation ; rf:indicator ?what ; rf:population ?who ; {UNIT} ?unit . FILTER(STR(?this) < STR(?other))",
            *swap(PERIOD, "?when", at="?other"),
        ),
        near(
            "a second source with the same figure",
            OBSERVED + again("rf:claimSource"),
            insert=AGAIN + "?copy rf:claimSource source:000 .",
        ),
        near(
            "another figure for another period",
            OBSERVED + again(VALUE, PERIOD),
            insert=AGAIN + f"?copy {VALUE} 1 ; {PERIOD} period:2015-2022 .",
        ),
        near(
            "another figure in another unit",
            OBSERVED + again(VALUE, UNIT),
            insert=AGAIN + f"?copy {VALUE} 1 ; {UNIT} own-unit:place .",
        ),
        near(
            "another figure for another area",
            OBSERVED + again(VALUE, AREA),
            insert=AGAIN + f"?copy {VALUE} 1 ; {AREA} {OSLO} .",
        ),
        near(
            "another figure in another cube",
            OBSERVED + again(VALUE, "qb:dataSet"),
            insert=AGAIN
            + f"?copy {VALUE} 1 ; qb:dataSet <https://rusfelt.example/id/cube/other> .",
        ),
        near(
            "about fifty beside forty-nine",
            OBSERVED
            + again(VALUE)
            + f"?this rf:qualifier 'rundt'@nn ; {VALUE} ?v BIND(?v - 1 AS ?new)",
            insert=AGAIN + f"?copy {VALUE} ?new .",
        ),
    ),
    *of(
        "frames-agree",
        breaks(
            "2.45 for 2.4 billion at one place",
            FRAMES,
            *swap(AMOUNT, "2450000000", at="?other"),
        ),
        breaks("a nought lost at one place", FRAMES, *swap(AMOUNT, "240000000")),
        breaks(
            "a fourth place with another frame",
            FRAME + again(AMOUNT),
            insert=AGAIN + f"?copy {AMOUNT} 2500000000 .",
        ),
        near("a fourth place with the same frame", FRAME + again(), insert=AGAIN),
        near(
            "another frame of another plan",
            FRAME + again(AMOUNT, "rf:frameOf") + "?else a rf:Plan FILTER(?else != ?plan)",
            insert=AGAIN + f"?copy {AMOUNT} 2500000000 ; rf:frameOf ?else .",
        ),
        near(
            "the frame of one year",
            FRAME + again(AMOUNT, PERIOD),
            insert=AGAIN + f"?copy {AMOUNT} 400000000 ; {PERIOD} period:2016 .",
        ),
    ),
    *of(
        "allocations-agree",
        breaks(
            "another place with one krone more",
            ITEM + again(AMOUNT) + f"?this {AMOUNT} ?v BIND(?v + 1 AS ?new)",
            insert=AGAIN + f"?copy {AMOUNT} ?new .",
        ),
        breaks(
            "another place with thousands for millions",
            ITEM + again(AMOUNT) + f"?this {AMOUNT} ?v BIND(?v / 1000 AS ?new)",
            insert=AGAIN + f"?copy {AMOUNT} ?new .",
        ),
        breaks(
            "the measure of another amount",
            ITEM
            + f"?other rf:withinFrameOf ?plan ; {AMOUNT} ?theirs . ?this {AMOUNT} ?ours . FILTER(STR(?this) < STR(?other) && ?ours != ?theirs)",
            *swap(FUNDS, "?measure", at="?other"),
        ),
        near("another place with the same amount", ITEM + again(), insert=AGAIN),
        near(
            "another amount in another period",
            ITEM + again(AMOUNT, PERIOD),
            insert=AGAIN + f"?copy {AMOUNT} 1 ; {PERIOD} period:2016 .",
        ),
        near(
            "another amount outside the frame",
            ITEM + again(AMOUNT, "rf:withinFrameOf"),
            insert=AGAIN + f"?copy {AMOUNT} 1 ; rf:outsideFrameOf ?plan .",
        ),
        near(
            "another amount within another plan's frame",
            ITEM + again(AMOUNT, "rf:withinFrameOf") + "?else a rf:Plan FILTER(?else != ?plan)",
            insert=AGAIN + f"?copy {AMOUNT} 1 ; rf:withinFrameOf ?else .",
        ),
        near(
            "an amount for two measures together",
            ITEM + again(AMOUNT),
            insert=AGAIN + f"?copy {AMOUNT} 900000000 ; {FUNDS} measure:children-grants .",
        ),
        near(
            "money of another kind",
            ITEM + again(AMOUNT, "rf:fundingKind"),
            insert=AGAIN + f"?copy {AMOUNT} 1 ; rf:fundingKind funding-kind:growth .",
        ),
    ),
    *of(
        "count-as-listed",
        breaks(
            "one too many",
            COUNTED
            + "FILTER(?kind IN (count-kind:goal, count-kind:focus-area)) BIND(?count + 1 AS ?new)",
            "?this rf:countValue ?count .",
            "?this rf:countValue ?new .",
        ),
        breaks("a goal lost", GOALS, "?goal rf:goalOf ?plan ."),
        breaks("a sixth goal", GOALS + NEW, insert="?new rf:goalOf ?plan ."),
        breaks("a focus area lost", AREAS, "?area rf:focusAreaOf ?plan ."),
        breaks(
            "counted in a plan that lists none",
            COUNTED
            + "FILTER(?kind IN (count-kind:goal, count-kind:focus-area)) ?else a rf:Plan FILTER(?else != ?plan)",
            "?this rf:countedIn ?plan .",
            "?this rf:countedIn ?else .",
        ),
        breaks(
            "focus areas counted as goals",
            AREAS,
            "?this rf:countedKind ?kind .",
            "?this rf:countedKind count-kind:goal .",
        ),
        near(
            "a goal of another plan",
            GOALS + NEW + "?else a rf:Plan FILTER(?else != ?plan)",
            insert="?new rf:goalOf ?else .",
        ),
        near(
            "a sixth goal, and said so",
            GOALS + NEW + "BIND(?count + 1 AS ?more)",
            "?this rf:countValue ?count .",
            "?this rf:countValue ?more . ?new rf:goalOf ?plan .",
        ),
        near(
            "a number of reports",
            COUNTED + "FILTER(?kind = count-kind:status-report)",
            "?this rf:countValue ?count .",
            "?this rf:countValue 7 .",
        ),
    ),
    *of(
        "earlier-reports-counted",
        breaks("three earlier reports", EARLIER, *swap("rf:countValue", "3")),
        breaks("one earlier report", EARLIER, *swap("rf:countValue", "1")),
        breaks(
            "the second report",
            EARLIER,
            "?report rf:ordinal ?ordinal .",
            "?report rf:ordinal 2 .",
        ),
        breaks(
            "the fourth report",
            EARLIER,
            "?report rf:ordinal ?ordinal .",
            "?report rf:ordinal 4 .",
        ),
        near(
            "three earlier reports and a fourth",
            EARLIER,
            "?this rf:countValue ?old . ?report rf:ordinal ?ordinal .",
            "?this rf:countValue 3 . ?report rf:ordinal 4 .",
        ),
        near(
            "the fifth report, in another source",
            EARLIER
            + again("rf:ordinal", "prov:wasDerivedFrom", of="?report")
            + "?claim prov:wasDerivedFrom ?else ; rf:states ?some . FILTER(?else = source:002)",
            insert=AGAIN + "?copy rf:ordinal 5 ; prov:wasDerivedFrom ?claim .",
        ),
        near(
            "a count of something else",
            EARLIER,
            "?this rf:countedKind ?kind ; rf:countValue ?old .",
            "?this rf:countedKind count-kind:measure ; rf:countValue 7 .",
        ),
        near(
            "the first report mentioned as well",
            EARLIER + again("rf:ordinal", of="?report"),
            insert=AGAIN + "?copy rf:ordinal 1 .",
        ),
    ),
    *of(
        "elements-numbered",
        breaks(
            "a number twice",
            NUMBERED + "FILTER(?old > 1) BIND(?old - 1 AS ?new)",
            *swap("rf:number", "?new", at="?element"),
        ),
        breaks(
            "a gap",
            NUMBERED + "BIND(?old + 10 AS ?new)",
            *swap("rf:number", "?new", at="?element"),
        ),
        breaks(
            "numbered from nought",
            NUMBERED + "FILTER(?old = 1)",
            *swap("rf:number", "0", at="?element"),
        ),
        breaks(
            "a goal without its number",
            GOAL + "FILTER(?old < ?highest)",
            "?element rf:number ?old .",
        ),
        breaks(
            "a second number",
            GOAL + "?element rf:number ?old BIND(?old + 5 AS ?new)",
            insert="?element rf:number ?new .",
        ),
        near(
            "two numbers exchanged",
            NUMBERED
            + "?element rf:goalOf ?this . ?other rf:goalOf ?this ; rf:number ?theirs . FILTER(?old < ?theirs)",
            "?element rf:number ?old . ?other rf:number ?theirs .",
            "?element rf:number ?theirs . ?other rf:number ?old .",
        ),
        near(
            "a goal more, with the next number",
            HIGHEST + NEW + "BIND(?highest + 1 AS ?next)",
            insert="?new rf:goalOf ?this ; rf:number ?next .",
        ),
        near(
            "the last goal taken away",
            GOAL + "FILTER(?old = ?highest)",
            "?element rf:number ?old ; rf:goalOf ?this .",
        ),
    ),
    *of(
        "link-has-reason",
        breaks(
            "the reason taken away",
            LINKED,
            "?link rf:linkFrom ?this .",
        ),
        breaks(
            "a reason for another goal",
            LINKED + "?other a rf:Goal . FILTER(?other != ?goal) ",
            "?link rf:linkTo ?goal .",
            "?link rf:linkTo ?other .",
        ),
        breaks(
            "one more goal",
            LINKED
            + "?other a rf:Goal . FILTER NOT EXISTS { ?this rf:bearsOn|rf:servesGoal ?other } ",
            "",
            "?this ?property ?other .",
        ),
        breaks(
            "a claim that no more says so",
            "?content rf:element ?this ; rf:elementServes ?goal . ",
            "?content rf:elementServes ?goal .",
        ),
        near(
            "the link and its reason taken away together",
            LINKED,
            "?this ?property ?goal . ?link rf:linkFrom ?this .",
        ),
        near(
            "a reason beside a claim",
            "?content rf:element ?this ; rf:elementServes ?goal . ?link a rf:InferredLink . ",
            "",
            "?link rf:linkFrom ?this ; rf:linkTo ?goal .",
        ),
    ),
    *of(
        "goal-followed-up",
        breaks(
            "its gap taken away",
            "?gap rf:gapAbout ?this . ?this a rf:Goal . ",
            "?gap rf:gapAbout ?this .",
        ),
        breaks(
            "no indicator bears on it",
            "?this a rf:Goal . ?eachIndicator rf:bearsOn ?this . ",
            "?eachIndicator rf:bearsOn ?this .",
        ),
        breaks(
            "a goal that nobody has written of",
            "?old a rf:Goal ; rf:goalOf ?plan . BIND(IRI(CONCAT(STR(?old), '0')) AS ?this) ",
            "",
            "?this a rf:Goal ; rf:goalOf ?plan .",
        ),
        near(
            "a gap beside figures",
            "?this a rf:Goal . ?indicator rf:bearsOn ?this . ?gap a rf:Gap . ",
            "",
            "?gap rf:gapAbout ?this .",
        ),
        near(
            "one indicator less",
            "?this a rf:Goal . ?indicator rf:bearsOn ?this . ?other rf:bearsOn ?this . ?figure rf:indicator ?other . "
            "FILTER(?other != ?indicator) ",
            "?indicator rf:bearsOn ?this .",
        ),
    ),
    *of(
        "measure-followed-up",
        breaks(
            "its gap taken away",
            "?this a rf:Measure . ?gap rf:gapAbout ?this . ",
            "?gap rf:gapAbout ?this .",
        ),
        breaks(
            "nothing that followed it up",
            "?this a rf:Measure ; rf:followedUpBy ?eachClaim . FILTER NOT EXISTS { ?part dct:isPartOf ?this } ",
            "?this rf:followedUpBy ?eachClaim .",
        ),
        breaks(
            "a measure that nobody has written of",
            "?old a rf:Measure . BIND(IRI(CONCAT(STR(?old), '0')) AS ?this) ",
            "",
            "?this a rf:Measure ; rdfs:label 'nytt'@nb .",
        ),
        breaks(
            "the cause of nothing",
            "?this a rf:Measure . ?attribution rf:cause ?this . ",
            "?attribution rf:cause ?this .",
        ),
        near(
            "a gap in place of what followed it up",
            "?this a rf:Measure ; rf:followedUpBy ?eachClaim . ?gap a rf:Gap . ",
            "?this rf:followedUpBy ?eachClaim .",
            "?gap rf:gapAbout ?this .",
        ),
        near(
            "one of two claims",
            "?this rf:followedUpBy ?claim , ?other . FILTER(?claim != ?other) ",
            "?this rf:followedUpBy ?claim .",
        ),
        near(
            "a focus area with one measure less",
            "?this a rf:FocusArea . ?measure rf:servesFocusArea ?this ; rf:followedUpBy ?claim . "
            "?other rf:servesFocusArea ?this ; rf:followedUpBy ?evidence . FILTER(?other != ?measure) ",
            "?measure rf:servesFocusArea ?this .",
        ),
    ),
    *of(
        "self-report-of-series",
        breaks(
            "a figure that is no self-report among others that are",
            "?this rf:selfReport ?verb ; rf:indicator ?indicator ; prov:wasDerivedFrom ?claim . "
            "?claim prov:wasDerivedFrom ?source . "
            "?other rf:selfReport ?same ; rf:indicator ?indicator ; prov:wasDerivedFrom ?second . "
            "?second prov:wasDerivedFrom ?source . FILTER(?other != ?this && ?claim != ?second) "
            "FILTER EXISTS { ?this a ?kind FILTER(?kind IN (rf:Observation, rf:Trend)) } ",
            "?this rf:selfReport ?verb .",
        ),
        breaks(
            "another figure of the series, told as measured",
            "?old a rf:Observation ; rf:selfReport ?verb . "
            + again("rf:selfReport", of="?old")
            + "BIND(?copy AS ?this) ",
            "",
            AGAIN,
        ),
        breaks(
            "one of another indicator now among them",
            "?this a rf:Observation ; rf:indicator ?old ; prov:wasDerivedFrom ?claim . "
            "?claim prov:wasDerivedFrom ?source . FILTER NOT EXISTS { ?this rf:selfReport ?none } "
            "?other rf:selfReport ?verb ; rf:indicator ?new ; prov:wasDerivedFrom/prov:wasDerivedFrom ?source . ",
            *swap("rf:indicator", "?new"),
        ),
        near(
            "another verb",
            "?this rf:selfReport ?old ; rf:indicator ?indicator . ",
            *swap("rf:selfReport", "<https://rusfelt.example/id/reporting-verb/says>"),
        ),
        near(
            "none of them",
            "?this rf:selfReport ?verb ; rf:indicator ?indicator . "
            "?eachOne rf:indicator ?indicator ; rf:selfReport ?eachVerb . ",
            "?eachOne rf:selfReport ?eachVerb .",
        ),
    ),
)
