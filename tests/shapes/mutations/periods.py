"""Mutations of dates, periods and bounds."""

from tests.shapes.mutations.mutation import Mutation, near, of, swap

PERIOD, VALUE = "sdmx-dimension:refPeriod", "sdmx-measure:obsValue"
BEGINS, ENDS, EARLIEST, LATEST = (
    "dcat:startDate",
    "dcat:endDate",
    "rf:notBefore",
    "rf:notAfter",
)
breaks = Mutation


def date(day: str) -> str:
    """A date, as SPARQL writes it."""
    return f'"{day}"^^xsd:date'


# A figure or direction, its claim, and a source that has a last possible day.
TOLD = (
    "?this a ?kind ; prov:wasDerivedFrom ?claim . FILTER(?kind IN (rf:Observation, rf:Trend)) "
    "?claim prov:wasDerivedFrom ?source ; rf:assertionMode ?mode . "
    "FILTER(?mode NOT IN (assertion-mode:forecast, assertion-mode:commitment)) "
)
LAST_DAY = (
    TOLD + "?source rf:contentNotAfter ?latest . FILTER(?latest < " + date("2021-01-01") + ") "
)
EXPECTED = "?this a rf:Trend ; prov:wasDerivedFrom ?claim . ?claim rf:assertionMode assertion-mode:forecast . "
NEWER = (
    "?value rf:claimSource ?this ; sdmx-dimension:refPeriod/dcat:startDate ?begins . "
    "?this dct:issued ?issued . FILTER(?begins > ?issued) "
)
SOURCE = "?this a rf:Source . "
PRINTED = SOURCE + "?this dct:issued ?issued . "

SPAN = f"?this a rf:Period ; {BEGINS} ?begins ; {ENDS} ?ends . "
YEAR = SPAN + "?this rf:periodKind period-kind:year . BIND(SUBSTR(STR(?begins), 1, 4) AS ?year) "
BOUNDED = f"?this a rf:Period ; {EARLIEST} ?begins ; {LATEST} ?ends . "
BEFORE = "?this time:before ?other . "
AFTER_2020 = BEFORE + f"?this {ENDS} ?ends . ?other {EARLIEST} ?soonest ; {LATEST} ?latest . "
YEARS = (
    "?this rf:periodKind period-kind:year ; dcat:startDate ?begins . "
    "?other rf:periodKind period-kind:year ; dcat:startDate ?starts . "
)

INSIDE = f"?this a rf:Funding ; rf:withinFrameOf|rf:frameOf ?plan ; {PERIOD} ?period . "
TARGET = f"?this a rf:Target ; rf:concernsMeasure/rf:measureOf ?plan ; {PERIOD} ?period . "
STARTS = "?this rf:eventKind event-kind:start ; rf:eventSubject ?plan . ?plan a rf:Plan . "

BOUND = f"?this a rf:Commitment ; {EARLIEST}|{LATEST} ?bound . "
TIMED = f"?this a ?kind ; {PERIOD} ?period . FILTER(?kind IN (rf:Commitment, rf:Target)) ?period {BEGINS} ?begins . "
QUOTED = (
    "?this a rf:Commitment ; prov:wasDerivedFrom ?claim . "
    "?claim prov:wasQuotedFrom/oa:hasSelector/oa:refinedBy ?quote . "
)
WORDED = QUOTED + "?quote oa:exact ?exact . "
BY = WORDED + 'FILTER(REGEX(?exact, "^innen [0-9]")) '
EARLY = WORDED + 'FILTER(CONTAINS(?exact, "tidligst")) '
UNBOUND = QUOTED + f"FILTER NOT EXISTS {{ ?this {EARLIEST}|{LATEST} ?bound }} "
ALONE = (
    UNBOUND + "FILTER NOT EXISTS { ?sibling prov:wasDerivedFrom ?claim FILTER(?sibling != ?this) } "
)
DAY = "?this rf:weekday ?weekday ; rf:eventDate ?date . "


def zoned(day: str, name: str, zone: str = "Z") -> str:
    """A pattern that gives a date a time zone, as ?name."""
    return f'BIND(STRDT(CONCAT({day}, "{zone}"), xsd:date) AS ?{name}) '


def words(text: str, language: str = "nb") -> tuple[str, str]:
    """Other words in the fragment."""
    return "?quote oa:exact ?exact .", f'?quote oa:exact "{text}"@{language} .'


def dates(first: str, last: str) -> tuple[str, str]:
    """Another first and last day of ?this."""
    return (
        f"?this {BEGINS} ?begins ; {ENDS} ?ends .",
        f"?this {BEGINS} {first} ; {ENDS} {last} .",
    )


TABLE: tuple[Mutation, ...] = (
    *of(
        "not-after-its-source",
        breaks("a year after the source's last day", LAST_DAY, *swap(PERIOD, "period:2023")),
        breaks(
            "an undated period that begins later",
            LAST_DAY,
            *swap(PERIOD, "period:spring-2021"),
        ),
        breaks(
            "a source that is older than its figures",
            TOLD + f"?this {PERIOD}/{BEGINS} ?begins . ",
            insert=f"?source rf:contentNotAfter {date('2010-01-01')} .",
        ),
        breaks(
            "a page captured before its figures",
            TOLD + f"?this {PERIOD}/{BEGINS} ?begins . ",
            insert=f"?source rf:capturedOn {date('2010-01-01')} .",
        ),
        breaks(
            "an expectation taken for a report",
            EXPECTED,
            f"?this {PERIOD} ?period . ?claim rf:assertionMode ?mode .",
            f"?this {PERIOD} period:2023 . ?claim rf:assertionMode assertion-mode:asserted .",
        ),
        near("an expectation of a later year", EXPECTED, *swap(PERIOD, "period:2023")),
        near(
            "a period that begins on the last day",
            LAST_DAY + f"?this {PERIOD} ?period . ?period {BEGINS}|{EARLIEST} ?first .",
            "?source rf:contentNotAfter ?latest .",
            "?source rf:contentNotAfter ?first .",
        ),
        near(
            "a period that only has an end",
            LAST_DAY,
            *swap(PERIOD, "period:undated-002"),
        ),
        near(
            "a source without a last day",
            TOLD + "FILTER NOT EXISTS { ?source rf:contentNotAfter|rf:capturedOn ?latest }",
            *swap(PERIOD, "period:2023"),
        ),
    ),
    *of(
        "printed-date-explained",
        breaks(
            "no inferred date",
            SOURCE + f"FILTER EXISTS {{ {NEWER} }}",
            "?this rf:contentNotBefore ?old .",
        ),
        breaks(
            "an inferred date that is too early",
            SOURCE + f"FILTER EXISTS {{ {NEWER} }}",
            *swap("rf:contentNotBefore", date("2015-12-21")),
        ),
        breaks(
            "a figure for a later year",
            PRINTED
            + "?this rf:contentNotBefore ?earliest . ?figure rf:claimSource ?this . FILTER(?earliest < "
            + date("2023-01-01")
            + ")",
            *swap(PERIOD, "period:2023", at="?figure"),
        ),
        breaks(
            "a printed year one decade too early",
            PRINTED
            + "?this dct:modified ?changed ; rf:contentNotBefore ?earliest . ?figure rf:claimSource ?this ; sdmx-dimension:refPeriod/dcat:startDate ?begins .",
            "?this dct:issued ?issued ; dct:modified ?changed ; rf:contentNotBefore ?earliest .",
            f"?this dct:issued {date('2009-12-04')} ; dct:modified {date('2009-12-04')} .",
        ),
        near(
            "an inferred date with a time zone",
            SOURCE
            + f"FILTER EXISTS {{ {NEWER} }} ?this rf:contentNotBefore ?old . "
            + zoned("STR(?old)", "new"),
            "?this rf:contentNotBefore ?old .",
            "?this rf:contentNotBefore ?new .",
        ),
        breaks(
            "an inferred date with a time zone that is too early",
            SOURCE + f"FILTER EXISTS {{ {NEWER} }}",
            *swap("rf:contentNotBefore", date("2015-12-21Z")),
        ),
        near(
            "a page changed after its figures",
            SOURCE + f"FILTER EXISTS {{ {NEWER} }}",
            "?this rf:contentNotBefore ?old .",
            f"?this dct:modified {date('2021-06-01')} .",
        ),
        near(
            "a figure for a period that begins on the inferred day",
            PRINTED
            + "?this rf:contentNotBefore ?earliest . ?figure rf:claimSource ?this . ?new rf:notBefore ?earliest . FILTER(?earliest > ?issued && ?new = period:spring-2021)",
            *swap(PERIOD, "?new", at="?figure"),
        ),
        near(
            "no printed date",
            SOURCE + f"FILTER EXISTS {{ {NEWER} }}",
            "?this rf:contentNotBefore ?old ; dct:issued ?issued .",
        ),
        breaks(
            "a figure for an undated period that begins later",
            PRINTED
            + "?this rf:contentNotBefore ?earliest . ?figure rf:claimSource ?this . FILTER(?earliest < "
            + date("2021-01-01")
            + ")",
            *swap(PERIOD, "period:spring-2021", at="?figure"),
        ),
        near(
            "a figure for the printed day",
            PRINTED
            + '?figure rf:claimSource ?this ; sdmx-dimension:refPeriod ?old . FILTER(?this = source:001) BIND(IRI(CONCAT(STR(?figure), "-new")) AS ?new)',
            f"?figure {PERIOD} ?old . ?this rf:contentNotBefore ?earliest .",
            f"?figure {PERIOD} ?new . ?new {BEGINS} ?issued .",
        ),
        breaks(
            "a direction of a later year",
            "?trend a rf:Trend ; prov:wasDerivedFrom/prov:wasDerivedFrom ?this . FILTER(?this = source:003)",
            *swap(PERIOD, "period:2023", at="?trend"),
        ),
    ),
    *of(
        "printed-date-too-early",
        breaks(
            "content from the day after",
            PRINTED + "FILTER EXISTS { ?this dct:modified ?m }",
            *swap("rf:contentNotBefore", date("2023-12-21")),
        ),
        breaks(
            "a printed year too early",
            PRINTED + "?this dct:modified ?changed .",
            "?this dct:issued ?issued ; dct:modified ?changed .",
            f"?this dct:issued {date('2009-12-04')} ; dct:modified {date('2009-12-04')} .",
        ),
        breaks(
            "changed, but before its content",
            PRINTED,
            "?this dct:modified ?old .",
            f"?this dct:modified {date('2016-01-01')} .",
        ),
        breaks(
            "another day printed",
            PRINTED + "FILTER NOT EXISTS { ?this dct:modified ?m }",
            "?this dct:issued ?issued .",
            f"?this dct:issued {date('2015-12-22')} .",
        ),
        near(
            "changed when its content is from",
            PRINTED + "?this rf:contentNotBefore ?earliest .",
            insert="?this dct:modified ?earliest .",
        ),
        near(
            "printed on the day that its content is from",
            PRINTED
            + "?this rf:contentNotBefore ?earliest . FILTER NOT EXISTS { ?this dct:modified ?m }",
            "?this dct:issued ?issued .",
            "?this dct:issued ?earliest .",
        ),
        near("no printed date", PRINTED, "?this dct:issued ?issued ."),
    ),
    *of(
        "source-dates-ordered",
        breaks(
            "changed before it was published",
            PRINTED,
            insert=f"?this dct:modified {date('2015-12-20')} .",
        ),
        breaks(
            "captured before it was published",
            PRINTED,
            "?this dct:issued ?issued .",
            f"?this dct:issued ?issued ; rf:capturedOn {date('2015-12-20')} .",
        ),
        breaks(
            "captured before its content",
            SOURCE + "?this rf:contentNotBefore ?earliest .",
            insert=f"?this rf:capturedOn {date('2015-10-06')} .",
        ),
        breaks(
            "content at the latest from before its earliest",
            SOURCE + "?this rf:contentNotBefore ?earliest .",
            insert=f"?this rf:contentNotAfter {date('2015-10-06')} .",
        ),
        near(
            "all on one day",
            PRINTED
            + "FILTER NOT EXISTS { ?this rf:capturedOn ?c } FILTER(?issued >= "
            + date("2019-01-01")
            + ")",
            insert="?this rf:capturedOn ?issued ; rf:contentNotAfter ?issued ; dct:modified ?issued .",
        ),
        near(
            "content from years after the printed date",
            PRINTED + "FILTER NOT EXISTS { ?this rf:contentNotAfter ?latest }",
            *swap("rf:contentNotBefore", date("2023-12-20")),
        ),
        breaks(
            "captured before it was published, nothing inferred",
            PRINTED + "FILTER NOT EXISTS { ?this dct:modified ?m }",
            "?this rf:contentNotBefore ?earliest .",
            f"?this rf:capturedOn {date('2015-12-20')} .",
        ),
        breaks(
            "captured before it was changed",
            PRINTED + "FILTER NOT EXISTS { ?this dct:modified ?m }",
            "?this rf:contentNotBefore ?earliest .",
            f"?this rf:capturedOn {date('2021-12-31')} ; dct:modified {date('2022-01-01')} .",
        ),
    ),
    *of(
        "period-ordered",
        breaks(
            "start and end exchanged",
            SPAN + "FILTER(?begins < ?ends)",
            *dates("?ends", "?begins"),
        ),
        breaks(
            "the bounds exchanged",
            BOUNDED + "FILTER(?begins < ?ends)",
            f"?this {EARLIEST} ?begins ; {LATEST} ?ends .",
            f"?this {EARLIEST} ?ends ; {LATEST} ?begins .",
        ),
        breaks(
            "a year without its last day",
            YEAR + 'BIND(STRDT(CONCAT(?year, "-12-30"), xsd:date) AS ?new)',
            *dates("?begins", "?new"),
        ),
        breaks(
            "a year that begins in February",
            YEAR + 'BIND(STRDT(CONCAT(?year, "-02-01"), xsd:date) AS ?new)',
            *dates("?new", "?ends"),
        ),
        breaks(
            "a year that takes two",
            YEAR + 'BIND(STRDT(CONCAT(STR(xsd:integer(?year) + 1), "-12-31"), xsd:date) AS ?new)',
            *dates("?begins", "?new"),
        ),
        breaks(
            "a year in UTC without its last day",
            YEAR + zoned("STR(?begins)", "first") + zoned('?year, "-12-30"', "last"),
            *dates("?first", "?last"),
        ),
        breaks(
            "the last day of the year before, in another time zone",
            YEAR + zoned('STR(xsd:integer(?year) - 1), "-12-30"', "last", "+01:00"),
            *dates("?begins", "?last"),
        ),
        near(
            "a year in UTC",
            YEAR + zoned("STR(?begins)", "first") + zoned("STR(?ends)", "last"),
            *dates("?first", "?last"),
        ),
        near(
            "a year that ends in the time zone of Oslo",
            YEAR + zoned("STR(?ends)", "last", "+01:00"),
            *dates("?begins", "?last"),
        ),
        near(
            "one day, with a time zone where it ends",
            SPAN
            + "FILTER NOT EXISTS { ?this rf:periodKind period-kind:year } "
            + zoned("STR(?begins)", "last", "+00:00"),
            *dates("?begins", "?last"),
        ),
        near(
            "one day",
            SPAN + "FILTER NOT EXISTS { ?this rf:periodKind period-kind:year }",
            *dates("?begins", "?begins"),
        ),
        near(
            "a span that begins in February",
            SPAN
            + "FILTER NOT EXISTS { ?this rf:periodKind period-kind:year } FILTER(?ends > "
            + date("2016-02-29")
            + ")",
            *dates(date("2016-02-29"), "?ends"),
        ),
        near(
            "bounds on one day",
            BOUNDED,
            f"?this {EARLIEST} ?begins ; {LATEST} ?ends .",
            f"?this {EARLIEST} ?begins ; {LATEST} ?begins .",
        ),
        near("another year", YEAR, *dates(date("2024-01-01"), date("2024-12-31"))),
        breaks("a year of one day", YEAR, *dates("?begins", "?begins")),
    ),
    *of(
        "before-is-before",
        breaks("each before the other", BEFORE, insert="?other time:before ?this ."),
        breaks(
            "a year before an earlier one",
            YEARS + "FILTER(?begins > ?starts)",
            insert="?this time:before ?other .",
        ),
        breaks(
            "a year before itself",
            YEARS + "FILTER(?this = ?other)",
            insert="?this time:before ?other .",
        ),
        breaks(
            "a year that ends when the later period is over",
            AFTER_2020,
            f"?this {ENDS} ?ends .",
            f"?this {ENDS} ?latest .",
        ),
        breaks(
            "a later period that is over within the year",
            AFTER_2020,
            f"?other {LATEST} ?latest .",
            f"?other {LATEST} {date('2020-06-30')} .",
        ),
        near(
            "a year before the next",
            YEARS + "FILTER(?begins < ?starts)",
            insert="?this time:before ?other .",
        ),
        near(
            "undated periods in the order of the text",
            "?this rf:periodKind period-kind:undated . FILTER NOT EXISTS { ?this rf:notBefore ?b } ?other rf:periodKind period-kind:undated . FILTER NOT EXISTS { ?other rf:notAfter|time:before ?a } FILTER(?this != ?other)",
            insert="?this time:before ?other .",
        ),
        breaks(
            "begins when the other begins",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {BEGINS} {date('2020-06-01')} . ?other {BEGINS} {date('2020-06-01')} .",
        ),
        breaks(
            "begins when the other is over at the latest",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {BEGINS} {date('2020-06-01')} . ?other {LATEST} {date('2020-06-01')} .",
        ),
        breaks(
            "ends when the other begins",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {ENDS} {date('2020-06-01')} . ?other {BEGINS} {date('2020-06-01')} .",
        ),
        breaks(
            "ends when the other is over at the latest",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {ENDS} {date('2020-06-01')} . ?other {LATEST} {date('2020-06-01')} .",
        ),
        breaks(
            "begins at the earliest when the other begins",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {EARLIEST} {date('2020-06-01')} . ?other {BEGINS} {date('2020-06-01')} .",
        ),
        breaks(
            "begins at the earliest when the other is over at the latest",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {EARLIEST} {date('2020-06-01')} . ?other {LATEST} {date('2020-06-01')} .",
        ),
        near(
            "ends the day before the other begins",
            BEFORE + "FILTER NOT EXISTS { ?this dcat:startDate|rf:notBefore ?d } ",
            insert=f"?this {ENDS} {date('2020-05-31')} . ?other {BEGINS} {date('2020-06-01')} .",
        ),
        breaks(
            "three in a circle",
            BEFORE
            + "?other rf:periodKind period-kind:undated . ?third rf:periodKind period-kind:undated . FILTER NOT EXISTS { ?third rf:notBefore|rf:notAfter|time:before|^time:before ?x }",
            insert="?other time:before ?third . ?third time:before ?this .",
        ),
    ),
    *of(
        "within-the-plan",
        breaks("a year after the plan", INSIDE, *swap(PERIOD, "period:2022", "?period")),
        breaks(
            "from the year before the plan",
            INSIDE,
            *swap(PERIOD, "period:2015-2022", "?period"),
        ),
        breaks(
            "a target for the year after",
            TARGET,
            *swap(PERIOD, "period:2023", "?period"),
        ),
        breaks(
            "a plan of four years",
            INSIDE,
            "?plan dct:temporal ?years .",
            "?plan dct:temporal period:2017-2020 .",
        ),
        near("the plan's first year", INSIDE, *swap(PERIOD, "period:2016", "?period")),
        near("the plan's last year", TARGET, *swap(PERIOD, "period:2020", "?period")),
        near(
            "money outside the frame, after the plan",
            f"?this rf:outsideFrameOf ?plan ; {PERIOD} ?period .",
            *swap(PERIOD, "period:2022", "?period"),
        ),
        near(
            "money of a plan whose years are not dated",
            INSIDE
            + "?plan dct:temporal ?years . ?other a rf:Plan FILTER(?other != ?plan) ?this rf:withinFrameOf ?plan .",
            f"?this {PERIOD} ?period ; rf:withinFrameOf ?plan .",
            f"?this {PERIOD} period:2022 ; rf:withinFrameOf ?other .",
        ),
        breaks(
            "a target with a deadline after the plan",
            TARGET,
            f"?this {PERIOD} ?period .",
            f"?this {LATEST} {date('2025-12-31')} .",
        ),
        breaks(
            "an undated period after the plan",
            INSIDE,
            *swap(PERIOD, "period:002-latest", "?period"),
        ),
        near(
            "a target with a deadline on the plan's last day",
            TARGET,
            f"?this {PERIOD} ?period .",
            f"?this {LATEST} {date('2020-12-31')} .",
        ),
        near(
            "an undated period within the plan",
            INSIDE,
            *swap(PERIOD, "period:spring-2020", "?period"),
        ),
    ),
    *of(
        "plan-starts-as-said",
        breaks("two years later", STARTS, *swap(PERIOD, "period:2018")),
        breaks("on the day of another event", STARTS, *swap(PERIOD, "period:2019-12-04")),
        breaks(
            "a plan from 2017",
            STARTS,
            "?plan dct:temporal ?years .",
            "?plan dct:temporal period:2017-2020 .",
        ),
        breaks(
            "a later presentation taken for the start",
            f"?this rf:eventSubject ?plan ; {PERIOD} period:2020 . ?plan a rf:Plan .",
            *swap("rf:eventKind", "event-kind:start"),
        ),
        near("its first five years", STARTS, *swap(PERIOD, "period:plan-period")),
        near(
            "a presentation two years later",
            STARTS,
            f"?this {PERIOD} ?old ; rf:eventKind ?kind .",
            f"?this {PERIOD} period:2018 ; rf:eventKind event-kind:presentation .",
        ),
        near("an undated start", STARTS, *swap(PERIOD, "period:undated-000")),
        near(
            "on the plan's first day",
            STARTS
            + '?plan dct:temporal/dcat:startDate ?first . BIND(IRI(CONCAT(STR(?this), "-new")) AS ?new) ',
            f"?this {PERIOD} ?old .",
            f"?this {PERIOD} ?new . ?new {BEGINS} ?first ; {ENDS} ?first .",
        ),
        near(
            "two years later, of another plan",
            STARTS + "?else a rf:Plan FILTER(?else != ?plan)",
            f"?this {PERIOD} ?old ; rf:eventSubject ?plan .",
            f"?this {PERIOD} period:2018 ; rf:eventSubject ?else .",
        ),
        breaks(
            "a date in the year after",
            STARTS,
            f"?this {PERIOD} ?old .",
            f"?this rf:eventDate {date('2017-03-01')} .",
        ),
        breaks(
            "a date in the year after, with a time zone",
            STARTS,
            f"?this {PERIOD} ?old .",
            f"?this rf:eventDate {date('2017-03-01+01:00')} .",
        ),
        near(
            "a date in its first year, with a time zone",
            STARTS,
            f"?this {PERIOD} ?old .",
            f"?this rf:eventDate {date('2016-12-31Z')} .",
        ),
        near(
            "a date in its first year",
            STARTS,
            f"?this {PERIOD} ?old .",
            f"?this rf:eventDate {date('2016-03-01')} .",
        ),
    ),
    *of(
        "bound-is-no-year",
        breaks(
            "the year of the bound as well",
            BOUND,
            insert=f"?this {PERIOD} period:2020 .",
        ),
        breaks(
            "a deadline beside the period",
            TIMED,
            insert=f"?this {LATEST} {date('2020-12-31')} .",
        ),
        breaks(
            "a first day beside the period",
            TIMED,
            insert=f"?this {EARLIEST} {date('2017-01-01')} .",
        ),
        near(
            "an undated period as well",
            BOUND,
            insert=f"?this {PERIOD} period:undated-004 .",
        ),
        near(
            "a bound on the other side as well",
            BOUND,
            insert=f"?this {EARLIEST} {date('2016-01-01')} ; {LATEST} {date('2020-12-31')} .",
        ),
        near(
            "the bound in the place of the period",
            TIMED,
            f"?this {PERIOD} ?period .",
            f"?this {LATEST} {date('2020-12-31')} .",
        ),
    ),
    *of(
        "bound-as-worded",
        breaks("by a year, without a bound", BY, f"?this {LATEST} ?bound ."),
        breaks(
            "by a year, the bound on the wrong side",
            BY,
            f"?this {LATEST} ?bound .",
            f"?this {EARLIEST} ?bound .",
        ),
        breaks("at the earliest, without a bound", EARLY, f"?this {EARLIEST} ?bound ."),
        breaks(
            "at the earliest, the bound on the wrong side",
            EARLY,
            f"?this {EARLIEST} ?bound .",
            f"?this {LATEST} ?bound .",
        ),
        breaks(
            "at the earliest, bound on both sides",
            EARLY,
            insert=f"?this {LATEST} {date('2017-12-31')} .",
        ),
        breaks(
            "a bound in nynorsk that was not seen",
            UNBOUND,
            *words("seinast 2018", "nn"),
        ),
        near("a year without a bounding word", UNBOUND, *words("i 2018")),
        near("by something that is no year", UNBOUND, *words("innen rammen 500")),
        near("a bound in nynorsk", BY, *words("innan 2020", "nn")),
        near("at the earliest, in nynorsk", EARLY, *words("tidlegast innan 2017", "nn")),
        breaks("Innen 2018, without a bound", UNBOUND, *words("Innen 2018", "nb")),
        breaks(
            "innen utgangen av 2018, without a bound",
            UNBOUND,
            *words("innen utgangen av 2018", "nb"),
        ),
        breaks(
            "innan utgangen av 2018, without a bound",
            UNBOUND,
            *words("innan utgangen av 2018", "nn"),
        ),
        breaks("seinast i 2018, without a bound", UNBOUND, *words("seinast i 2018", "nn")),
        breaks(
            "senest 1. januar 2018, without a bound",
            UNBOUND,
            *words("senest 1. januar 2018", "nb"),
        ),
        breaks("før 2018, without a bound", UNBOUND, *words("før 2018", "nb")),
        breaks("ikkje før 2018, without a bound", UNBOUND, *words("ikkje før 2018", "nn")),
        breaks("Tidligst 2018, without a bound", UNBOUND, *words("Tidligst 2018", "nb")),
        breaks(
            "a bound in another year than the words",
            BY,
            f"?this {LATEST} ?bound .",
            f"?this {LATEST} {date('2021-12-31')} .",
        ),
        breaks(
            "a bound with a time zone in another year than the words",
            BY,
            f"?this {LATEST} ?bound .",
            f"?this {LATEST} {date('2021-12-31Z')} .",
        ),
        near(
            "a bound with a time zone",
            BY + f"?this {LATEST} ?bound . " + zoned("STR(?bound)", "new", "+01:00"),
            f"?this {LATEST} ?bound .",
            f"?this {LATEST} ?new .",
        ),
        near(
            "both bounds, and both said",
            ALONE,
            "?quote oa:exact ?exact .",
            f"?quote oa:exact 'tidligst 2017 og senest 2020'@nb . ?this {EARLIEST} {date('2017-01-01')} ; {LATEST} {date('2020-12-31')} .",
        ),
        near(
            "both bounds, said in two fragments",
            ALONE
            + 'BIND(IRI(CONCAT(STR(?quote), "-second")) AS ?second) ?position oa:refinedBy ?quote .',
            "?quote oa:exact ?exact .",
            f"?quote oa:exact 'tidligst 2017'@nb . ?position oa:refinedBy ?second . ?second oa:exact 'senest 2020'@nb . ?this {EARLIEST} {date('2017-01-01')} ; {LATEST} {date('2020-12-31')} .",
        ),
    ),
    *of(
        "weekday-agrees",
        breaks(
            "another weekday",
            DAY + "BIND(IF(?weekday = time:Monday, time:Tuesday, time:Monday) AS ?new)",
            "?this rf:weekday ?weekday .",
            "?this rf:weekday ?new .",
        ),
        breaks(
            "the day before",
            DAY
            + 'BIND(STRDT(CONCAT(SUBSTR(STR(?date), 1, 8), STR(DAY(xsd:dateTime(CONCAT(STR(?date), "T00:00:00"))) - 1)), xsd:date) AS ?new)',
            "?this rf:eventDate ?date .",
            "?this rf:eventDate ?new .",
        ),
        breaks(
            "the year after",
            DAY,
            "?this rf:eventDate ?date .",
            f"?this rf:eventDate {date('2016-11-13')} .",
        ),
        breaks(
            "another weekday of a date with a time zone",
            DAY
            + "BIND(IF(?weekday = time:Monday, time:Tuesday, time:Monday) AS ?new) "
            + zoned("STR(?date)", "there"),
            "?this rf:weekday ?weekday ; rf:eventDate ?date .",
            "?this rf:weekday ?new ; rf:eventDate ?there .",
        ),
        near(
            "a date with a time zone",
            DAY + zoned("STR(?date)", "there", "+01:00"),
            "?this rf:eventDate ?date .",
            "?this rf:eventDate ?there .",
        ),
        breaks(
            "a date that was added to a weekday",
            "?this rf:weekday time:Friday . FILTER NOT EXISTS { ?this rf:eventDate ?date }",
            insert=f"?this rf:eventDate {date('2015-11-14')} .",
        ),
        near(
            "a leap day",
            DAY,
            "?this rf:weekday ?weekday ; rf:eventDate ?date .",
            f"?this rf:weekday time:Thursday ; rf:eventDate {date('2024-02-29')} .",
        ),
        near(
            "the first of January",
            DAY,
            "?this rf:weekday ?weekday ; rf:eventDate ?date .",
            f"?this rf:weekday time:Saturday ; rf:eventDate {date('2000-01-01')} .",
        ),
        near(
            "the first of March of no leap year",
            DAY,
            "?this rf:weekday ?weekday ; rf:eventDate ?date .",
            f"?this rf:weekday time:Thursday ; rf:eventDate {date('1900-03-01')} .",
        ),
        near(
            "a weekday without a date",
            DAY,
            "?this rf:eventDate ?date ; rf:weekday ?weekday .",
            "?this rf:weekday time:Sunday .",
        ),
    ),
    *of(
        "baseline-before-outcome",
        breaks(
            "the two exchanged",
            "?this rf:baseline ?first ; rf:outcomeFigure ?last . ",
            "?this rf:baseline ?first ; rf:outcomeFigure ?last .",
            "?this rf:baseline ?last ; rf:outcomeFigure ?first .",
        ),
        breaks(
            "the outcome of another indicator",
            "?this rf:outcomeFigure ?old ; rf:indicator ?own . ?new a rf:Observation ; rf:indicator ?other . "
            "FILTER(?other != ?own) ",
            *swap("rf:outcomeFigure", "?new"),
        ),
        breaks(
            "the development of another indicator",
            "?this a rf:Development ; rf:indicator ?old ; rf:baseline ?first . ?new a rf:Indicator . "
            "FILTER(?new != ?old) ",
            *swap("rf:indicator", "?new"),
        ),
        breaks(
            "another group at the end",
            "?this rf:outcomeFigure ?last . ?last rf:population ?old . ?new a rf:Population . FILTER(?new != ?old) ",
            *swap("rf:population", "?new", at="?last"),
        ),
        near(
            "the figure between them at the end",
            "?this rf:baseline ?first ; rf:outcomeFigure ?old ; rf:indicator ?own . "
            f"?new rf:indicator ?own ; {PERIOD} ?middle . ?first {PERIOD} ?before . "
            f"?middle {BEGINS} ?to . ?before {BEGINS} ?from . FILTER(?to > ?from) ",
            *swap("rf:outcomeFigure", "?new"),
        ),
        near(
            "no outcome",
            "?this rf:outcomeFigure ?last . ",
            "?this rf:outcomeFigure ?last .",
        ),
    ),
)
