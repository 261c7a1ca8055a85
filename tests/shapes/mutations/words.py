"""Mutations of claims and the words they rest on."""

from tests.shapes.mutations.mutation import AGAIN, Mutation, again, near, of, swap

PERIOD, STATUS = "sdmx-dimension:refPeriod", "sdmx-attribute:obsStatus"
POSITION = "oa:hasSelector"
EXACT = "oa:exact"
breaks = Mutation

FIGURE = f"?this a rf:Observation ; rf:claimSource ?source ; {PERIOD} ?period ; prov:wasDerivedFrom ?claim . "
LIMITED = (
    FIGURE + "?limit rf:limitsSource ?source ; rf:limitsPeriod ?limited . "
    "?limited dcat:startDate ?first ; dcat:endDate ?last . ?period dcat:endDate ?ends . "
)
UNDER = (
    LIMITED
    + "FILTER(?ends >= ?first && ?ends <= ?last) ?claim rf:caveat ?caveat . ?caveat rf:states ?limit . "
)
EARLIER = LIMITED + "FILTER(?ends < ?first) "

CAUSE = "?this a rf:CausalAttribution ; prov:wasDerivedFrom ?claim ; rf:certainty ?certainty . "
HEDGED, ASSERTED = (
    CAUSE + f"FILTER(?certainty = certainty:{code}) " for code in ("hedged", "asserted")
)
QUOTE_OF = "prov:wasQuotedFrom/oa:hasSelector/oa:refinedBy"
HEDGE = f"?this rf:hedge ?hedge ; {QUOTE_OF} ?quote . ?quote {EXACT} ?exact . "
HOLDS = "FILTER(LANG(?exact) = LANG(?hedge) && CONTAINS(LCASE(?exact), LCASE(?hedge))) "
CLAIM = "?this a rf:Claim ; rf:assertionMode ?mode ; prov:wasAttributedTo ?who ; prov:wasDerivedFrom ?source . "
QUOTED = CLAIM + "FILTER(?mode = assertion-mode:quoted) "
HOLDING = (
    QUOTED
    + "?holding org:member ?who ; prov:wasDerivedFrom ?evidence . ?evidence prov:wasDerivedFrom ?source . "
)
LITERAL = (
    f"?this a rf:Correction ; rf:literalReading ?literal ; prov:wasDerivedFrom/{QUOTE_OF} ?quote . "
)
READING = "?this a rf:Reading ; prov:wasDerivedFrom ?claim . "
PREFERRED = READING + "?this rf:preferred true . "
OTHER = "?other a rf:Reading ; prov:wasDerivedFrom ?claim ; rf:preferred false . "

SPAN = "?this a oa:SpecificResource ; oa:hasSource ?source ; oa:hasSelector ?position . "
PLACED = SPAN + "?position oa:start ?start ; oa:end ?end . ?source rf:lengthInCodePoints ?length . "
FRAGMENT = SPAN + f"?position oa:refinedBy ?quote . ?quote {EXACT} ?exact . "
WHOLE = (
    FRAGMENT
    + "?this rf:evidenceSha256 ?hash . ?position oa:start ?start ; oa:end ?end . FILTER(STRLEN(?exact) = ?end - ?start) "
)
HASHED = SPAN + "?this rf:evidenceSha256 ?hash . ?position oa:start ?start ; oa:end ?end . "
# A source of its own, whose text is the fragment with a letter on either side.
ALONE = (
    FRAGMENT
    + 'BIND(IRI(CONCAT(STR(?this), "-text")) AS ?own) BIND(CONCAT("x", STR(?exact), "y") AS ?text) '
    "BIND(SHA256(STR(?exact)) AS ?right) BIND(STRLEN(?exact) + 1 AS ?after) "
)
GONE = "?this oa:hasSource ?source ; rf:evidenceSha256 ?hash . ?position oa:start ?start ; oa:end ?end ."
PAIR = HASHED + (
    "?other oa:hasSource ?source ; rf:evidenceSha256 ?same ; oa:hasSelector ?place . "
    "?place oa:start ?start ; oa:end ?end . FILTER(?this != ?other) "
)
STATED = "?this a rf:Statement ; rf:assertionMode ?mode ; prov:wasDerivedFrom ?claim . "
BASIS = "?this rf:attributionBasis ?basis . FILTER(STRENDS(STR(?basis), '/{}')) "
LANGUAGE = "<http://publications.europa.eu/resource/authority/language/{}>"
NOB, NNO, ENG = (LANGUAGE.format(code) for code in ("NOB", "NNO", "ENG"))
WORDED = f"?this {{}} ?word ; prov:wasDerivedFrom/{QUOTE_OF} ?quote . ?quote {EXACT} ?exact . "
OTHER_LANGUAGE = 'BIND(IF(LANG(?old) = "nb", "nn", "nb") AS ?language) BIND(STRLANG(STR(?old), ?language) AS ?new) '


def retagged(property: str) -> Mutation:
    """Words of the text in the other written language."""
    return breaks(
        f"{property.removeprefix('rf:')} in the other language",
        WORDED.format(property) + "BIND(?word AS ?old) " + OTHER_LANGUAGE,
        f"?this {property} ?word .",
        f"?this {property} ?new .",
    )


def text_of_its_own(start: str, end: str, hash: str) -> str:
    """The span in a source whose text is at hand."""
    return (
        f"?this oa:hasSource ?own ; rf:evidenceSha256 {hash} . ?own rf:text ?text . "
        f"?position oa:start {start} ; oa:end {end} ."
    )


TABLE: tuple[Mutation, ...] = (
    *of(
        "caveat-carried",
        breaks("the caveat forgotten", UNDER, "?claim rf:caveat ?caveat ."),
        breaks(
            "an earlier figure moved to the year",
            EARLIER,
            *swap(PERIOD, "?limited", "?period"),
        ),
        breaks(
            "a caveat on earlier years too",
            EARLIER,
            "?limit rf:limitsPeriod ?limited .",
            "?limit rf:limitsPeriod period:2017-2020 .",
        ),
        breaks(
            "another caveat in its place",
            UNDER + "?other rf:states ?else . ?else a rf:Caveat FILTER(?else != ?limit)",
            "?claim rf:caveat ?caveat .",
            "?claim rf:caveat ?other .",
        ),
        near(
            "a figure for the year before, without it",
            UNDER,
            f"?claim rf:caveat ?caveat . ?this {PERIOD} ?period .",
            f"?this {PERIOD} period:2019 .",
        ),
        near(
            "a figure of another source, without it",
            UNDER,
            "?claim rf:caveat ?caveat . ?this rf:claimSource ?source .",
            "?this rf:claimSource source:002 .",
        ),
        near(
            "a caveat on no year",
            UNDER,
            "?claim rf:caveat ?caveat . ?limit rf:limitsPeriod ?limited .",
        ),
        breaks(
            "a figure for the first day of the year",
            LIMITED
            + 'BIND(IRI(CONCAT(STR(?this), "-new")) AS ?new) FILTER NOT EXISTS { ?claim rf:caveat ?any } ?caveat rf:states ?limit . ',
            f"?this {PERIOD} ?period .",
            f"?this {PERIOD} ?new . ?new dcat:endDate ?first .",
        ),
        breaks(
            "a figure for a season of the year, without it",
            UNDER,
            f"?claim rf:caveat ?caveat . ?this {PERIOD} ?period .",
            f"?this {PERIOD} period:spring-2020 .",
        ),
        breaks(
            "a change from the year to the next, without it",
            UNDER + "?period rf:periodKind period-kind:change .",
            "?claim rf:caveat ?caveat . ?period dcat:startDate ?from ; dcat:endDate ?to .",
            "?period dcat:startDate '2020-01-01'^^xsd:date ; dcat:endDate '2021-12-31'^^xsd:date .",
        ),
    ),
    *of(
        "caveat-marks-status",
        breaks("called normal", UNDER, *swap(STATUS, "obs-status:normal")),
        breaks(
            "a caveat on earlier years too",
            EARLIER + f"?this {STATUS} obs-status:normal . ?caveat rf:states ?limit .",
            "?limit rf:limitsPeriod ?limited .",
            "?claim rf:caveat ?caveat . ?limit rf:limitsPeriod period:2017-2020 .",
        ),
        breaks(
            "the year of the caveat",
            EARLIER + f"?this {STATUS} obs-status:normal . ?caveat rf:states ?limit .",
            f"?this {PERIOD} ?period .",
            f"?this {PERIOD} ?limited . ?claim rf:caveat ?caveat .",
        ),
        near("called provisional", UNDER, *swap(STATUS, "obs-status:provisional")),
        near(
            "normal for the year before",
            UNDER,
            f"?this {PERIOD} ?period ; {STATUS} ?status .",
            f"?this {PERIOD} period:2019 ; {STATUS} obs-status:normal .",
        ),
        near(
            "normal under a caveat on no year",
            UNDER,
            f"?this {STATUS} ?status . ?limit rf:limitsPeriod ?limited .",
            f"?this {STATUS} obs-status:normal .",
        ),
        breaks(
            "normal for the first day of the year",
            LIMITED
            + 'BIND(IRI(CONCAT(STR(?this), "-new")) AS ?new) FILTER NOT EXISTS { ?claim rf:caveat ?any } ?caveat rf:states ?limit . '
            + f"?this {STATUS} obs-status:normal .",
            f"?this {PERIOD} ?period .",
            f"?this {PERIOD} ?new . ?new dcat:endDate ?first . ?claim rf:caveat ?caveat .",
        ),
    ),
    *of(
        "hedge-kept",
        breaks(
            "a hedged cause called a fact",
            HEDGED,
            "?this rf:certainty ?certainty .",
            "?this rf:certainty certainty:asserted .",
        ),
        breaks("the hedging word lost", HEDGED, "?claim rf:hedge ?hedge ."),
        breaks(
            "a hedge that was not seen",
            ASSERTED,
            insert='?claim rf:hedge "kanskje"@nb .',
        ),
        breaks(
            "an assertion called hedged",
            ASSERTED,
            "?this rf:certainty ?certainty .",
            "?this rf:certainty certainty:hedged .",
        ),
        near(
            "another hedging word",
            HEDGED,
            "?claim rf:hedge ?hedge .",
            '?claim rf:hedge "kanskje"@nb .',
        ),
        near(
            "a hedged cause, and said so",
            ASSERTED,
            "?this rf:certainty ?certainty .",
            '?this rf:certainty certainty:hedged . ?claim rf:hedge "kanskje"@nb .',
        ),
        near(
            "a cause denied",
            ASSERTED,
            "?this rf:certainty ?certainty .",
            "?this rf:certainty certainty:denied .",
        ),
    ),
    *of(
        "hedge-quoted",
        breaks(
            "a word of our own",
            HEDGE,
            "?this rf:hedge ?hedge .",
            '?this rf:hedge "trolig"@nb .',
        ),
        breaks(
            "the word in the other language",
            HEDGE + "BIND(?hedge AS ?old) " + OTHER_LANGUAGE,
            "?this rf:hedge ?hedge .",
            "?this rf:hedge ?new .",
        ),
        breaks("the fragment lost", HEDGE, "?quote oa:exact ?exact ."),
        breaks(
            "a fragment without the word",
            HEDGE + 'BIND(STRLANG("ti", LANG(?exact)) AS ?new)',
            "?quote oa:exact ?exact .",
            "?quote oa:exact ?new .",
        ),
        near(
            "in capitals",
            HEDGE + HOLDS + "BIND(STRLANG(UCASE(STR(?hedge)), LANG(?hedge)) AS ?new)",
            "?this rf:hedge ?hedge .",
            "?this rf:hedge ?new .",
        ),
        near(
            "the whole fragment",
            HEDGE + HOLDS,
            "?this rf:hedge ?hedge .",
            "?this rf:hedge ?exact .",
        ),
        near(
            "a second fragment without it",
            HEDGE
            + HOLDS
            + 'BIND(IRI(CONCAT(STR(?quote), "-new")) AS ?new) ?position oa:refinedBy ?quote .',
            insert='?position oa:refinedBy ?new . ?new oa:exact "ti"@nb .',
        ),
        breaks(
            "a part of the word",
            HEDGE
            + HOLDS
            + "BIND(STRLANG(SUBSTR(STR(?hedge), 1, STRLEN(?hedge) - 1), LANG(?hedge)) AS ?new)",
            "?this rf:hedge ?hedge .",
            "?this rf:hedge ?new .",
        ),
    ),
    *of(
        "quotation-has-holder",
        breaks("the person of the role lost", HOLDING, "?holding org:member ?who ."),
        breaks(
            "said by somebody else",
            QUOTED
            + "?else a foaf:Person . FILTER(?else != ?who) FILTER NOT EXISTS { ?holding org:member ?else ; prov:wasDerivedFrom/prov:wasDerivedFrom ?source }",
            "?this prov:wasAttributedTo ?who .",
            "?this prov:wasAttributedTo ?else .",
        ),
        breaks(
            "a role that only another source states",
            HOLDING + "?else a rf:Source FILTER(?else != ?source)",
            "?evidence prov:wasDerivedFrom ?source .",
            "?evidence prov:wasDerivedFrom ?else .",
        ),
        breaks(
            "said by an organisation",
            QUOTED,
            "?this prov:wasAttributedTo ?who .",
            "?this prov:wasAttributedTo <https://rusfelt.example/id/organisation/government> .",
        ),
        near(
            "reported, not quoted",
            QUOTED + "FILTER EXISTS { ?else a foaf:Person }",
            "?this rf:assertionMode ?mode ; prov:wasAttributedTo ?who .",
            "?this rf:assertionMode assertion-mode:reported ; prov:wasAttributedTo <https://rusfelt.example/id/organisation/government> .",
        ),
        near(
            "a second role of the person",
            HOLDING + again("org:role", of="?holding"),
            insert=AGAIN,
        ),
    ),
    *of(
        "correction-keeps-literal",
        breaks(
            "the printed reading mended",
            LITERAL + "?this rf:correctedReading ?corrected .",
            "?this rf:literalReading ?literal .",
            "?this rf:literalReading ?corrected .",
        ),
        breaks(
            "nothing corrected",
            LITERAL,
            "?this rf:correctedReading ?corrected .",
            "?this rf:correctedReading ?literal .",
        ),
        breaks(
            "the fragment mended",
            LITERAL
            + "?this rf:correctedReading ?corrected . FILTER(!CONTAINS(?corrected, ?literal))",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?corrected .",
        ),
        breaks("the fragment lost", LITERAL, f"?quote {EXACT} ?exact ."),
        near(
            "a longer fragment",
            LITERAL + 'BIND(STRLANG(CONCAT("x ", STR(?exact), " y"), LANG(?exact)) AS ?new)',
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        near(
            "another correction",
            LITERAL,
            "?this rf:correctedReading ?corrected .",
            '?this rf:correctedReading "?"@nb .',
        ),
        near(
            "only capitals corrected",
            LITERAL
            + "FILTER(UCASE(STR(?literal)) != STR(?literal)) BIND(STRLANG(UCASE(STR(?literal)), LANG(?literal)) AS ?new)",
            "?this rf:correctedReading ?corrected .",
            "?this rf:correctedReading ?new .",
        ),
        breaks(
            "a fragment that only has it within a word",
            LITERAL + "FILTER(STR(?literal) = 'de')",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} 'der'@nb .",
        ),
    ),
    *of(
        "one-preferred-reading",
        breaks(
            "both preferred",
            PREFERRED + OTHER,
            "?other rf:preferred false .",
            "?other rf:preferred true .",
        ),
        breaks(
            "none preferred",
            READING,
            "?this rf:preferred true .",
            "?this rf:preferred false .",
        ),
        breaks(
            "one reading left",
            PREFERRED + OTHER,
            "?other rf:preferred false ; prov:wasDerivedFrom ?claim .",
        ),
        breaks("a third, preferred too", PREFERRED + again("rdfs:label"), insert=AGAIN),
        near(
            "the other preferred",
            READING + "?other a rf:Reading ; prov:wasDerivedFrom ?claim .",
            "?this rf:preferred true . ?other rf:preferred false .",
            "?this rf:preferred false . ?other rf:preferred true .",
        ),
        near(
            "a third, not preferred",
            READING + "?this rf:preferred false . " + again("rdfs:label"),
            insert=AGAIN,
        ),
    ),
    *of(
        "expectation-is-no-figure",
        breaks(
            "a figure somebody forecasts",
            FIGURE,
            "?claim rf:assertionMode ?mode .",
            "?claim rf:assertionMode assertion-mode:forecast .",
        ),
        breaks(
            "a figure somebody promises",
            FIGURE,
            "?claim rf:assertionMode ?mode .",
            "?claim rf:assertionMode assertion-mode:commitment .",
        ),
        breaks(
            "a figure with the claim of a forecast as well",
            FIGURE + "?forecast rf:assertionMode assertion-mode:forecast .",
            insert="?this prov:wasDerivedFrom ?forecast .",
        ),
        near(
            "a figure somebody reports",
            FIGURE,
            "?claim rf:assertionMode ?mode .",
            "?claim rf:assertionMode assertion-mode:reported .",
        ),
        near(
            "a direction somebody forecasts",
            "?this a rf:Trend ; prov:wasDerivedFrom ?claim .",
            "?claim rf:assertionMode ?mode .",
            "?claim rf:assertionMode assertion-mode:forecast .",
        ),
    ),
    *of(
        "one-source",
        breaks(
            "a passage of another source",
            "?this a rf:Claim ; prov:wasQuotedFrom ?span . ?else a rf:Source FILTER(?else != ?old)",
            *swap("oa:hasSource", "?else", at="?span"),
        ),
        breaks(
            "the claim of another source",
            "?this a rf:Claim ; prov:wasQuotedFrom ?span . ?else a rf:Source FILTER(?else != ?old)",
            *swap("prov:wasDerivedFrom", "?else"),
        ),
        breaks(
            "the figure of another source",
            FIGURE + "?else a rf:Source FILTER(?else != ?source)",
            "?this rf:claimSource ?source .",
            "?this rf:claimSource ?else .",
        ),
        breaks(
            "a second claim, of another source",
            FIGURE
            + "?else a rf:Source . ?other a rf:Claim ; prov:wasDerivedFrom ?else . ?other rf:states/a rf:Observation . FILTER(?else != ?source)",
            insert="?this prov:wasDerivedFrom ?other .",
        ),
        near(
            "a second passage of the same source",
            "?this a rf:Claim ; prov:wasQuotedFrom ?span ; prov:wasDerivedFrom ?source . ?other oa:hasSource ?source FILTER(?other != ?span && STRENDS(STR(?other), '-2'))",
            insert="?this prov:wasQuotedFrom ?other .",
        ),
        near(
            "a second claim of the same source",
            FIGURE
            + "?other rf:states/a rf:Observation ; prov:wasDerivedFrom ?source . FILTER(?other != ?claim)",
            insert="?this prov:wasDerivedFrom ?other .",
        ),
    ),
    *of(
        "passage-in-source",
        breaks(
            "an end after the last character",
            PLACED + "BIND(?length + 1 AS ?new)",
            "?position oa:end ?end .",
            "?position oa:end ?new .",
        ),
        breaks(
            "a source cut short",
            PLACED + "BIND(?end - 1 AS ?new)",
            "?source rf:lengthInCodePoints ?length .",
            "?source rf:lengthInCodePoints ?new .",
        ),
        breaks(
            "a passage shorter than its fragment",
            PLACED
            + f"?position oa:refinedBy/{EXACT} ?exact . BIND(?start + STRLEN(?exact) - 1 AS ?new)",
            "?position oa:end ?end .",
            "?position oa:end ?new .",
        ),
        breaks(
            "a fragment longer than its passage",
            PLACED
            + f"?position oa:refinedBy ?quote . BIND(STRLANG(REPLACE(SUBSTR('{'x' * 400}', 1, ?end - ?start + 1), ' ', 'x'), 'nb') AS ?new) FILTER(?end - ?start < 400)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        near(
            "the end at the last character",
            PLACED,
            "?position oa:end ?end .",
            "?position oa:end ?length .",
        ),
        near(
            "a passage as long as its fragment",
            PLACED
            + f"?position oa:refinedBy/{EXACT} ?exact . BIND(?start + STRLEN(?exact) AS ?new)",
            "?position oa:end ?end .",
            "?position oa:end ?new .",
        ),
        near(
            "letters outside the Latin alphabet count as one",
            PLACED
            + f"?position oa:refinedBy ?quote . BIND(STRLANG(SUBSTR('{'😀' * 400}', 1, ?end - ?start), 'nb') AS ?new) FILTER(?end - ?start < 400)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
    ),
    *of(
        "passage-hash",
        breaks(
            "the hash of another passage",
            WHOLE
            + "?else rf:evidenceSha256 ?other . FILTER(?other != ?hash && STRENDS(STR(?else), '-1-1'))",
            "?this rf:evidenceSha256 ?hash .",
            "?this rf:evidenceSha256 ?other .",
        ),
        breaks(
            "a letter of the fragment changed",
            WHOLE + 'BIND(STRLANG(CONCAT("X", SUBSTR(STR(?exact), 2)), LANG(?exact)) AS ?new)',
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        breaks(
            "not the hash of the text at hand",
            ALONE + "FILTER(STRLEN(?exact) < ?end - ?start)",
            GONE,
            text_of_its_own("1", "?after", "?hash"),
        ),
        breaks(
            "offsets that are one too small",
            ALONE,
            GONE,
            text_of_its_own("0", "?after", "?right"),
        ),
        breaks(
            "a fragment that the text at hand does not have",
            ALONE
            + 'BIND(SHA256(CONCAT("x", STR(?exact), "y")) AS ?all) BIND(?after + 1 AS ?last) BIND(STRLANG(CONCAT("X", SUBSTR(STR(?exact), 2)), LANG(?exact)) AS ?new)',
            GONE + f" ?quote {EXACT} ?exact .",
            text_of_its_own("0", "?last", "?all") + f" ?quote {EXACT} ?new .",
        ),
        near(
            "the hash of the text at hand",
            ALONE,
            GONE,
            text_of_its_own("1", "?after", "?right"),
        ),
        near(
            "a fragment in the middle of its passage",
            ALONE + 'BIND(SHA256(CONCAT("x", STR(?exact), "y")) AS ?all) BIND(?after + 1 AS ?last)',
            GONE,
            text_of_its_own("0", "?last", "?all"),
        ),
        near(
            "another hash where no text is at hand",
            HASHED
            + "?position oa:refinedBy/oa:exact ?exact . FILTER(STRLEN(?exact) < ?end - ?start)",
            "?this rf:evidenceSha256 ?hash .",
            f'?this rf:evidenceSha256 "{"0" * 64}" .',
        ),
    ),
    *of(
        "same-passage-same-hash",
        breaks(
            "the hash of one changed",
            PAIR,
            "?this rf:evidenceSha256 ?hash .",
            f'?this rf:evidenceSha256 "{"0" * 64}" .',
        ),
        breaks(
            "the place of another passage",
            HASHED
            + "?other oa:hasSource ?source ; rf:evidenceSha256 ?theirs ; oa:hasSelector ?place . ?place oa:start ?from ; oa:end ?to . FILTER(?hash != ?theirs) FILTER(STRENDS(STR(?this), 'a-1') || STRENDS(STR(?this), 't-1'))",
            "?position oa:start ?start ; oa:end ?end .",
            "?position oa:start ?from ; oa:end ?to .",
        ),
        breaks(
            "the same passage again, with another hash",
            HASHED + again("rf:evidenceSha256"),
            insert=AGAIN + f'?copy rf:evidenceSha256 "{"0" * 64}" .',
        ),
        near("the same passage again", HASHED + again(), insert=AGAIN),
        near(
            "the same offsets in another source",
            HASHED + again("rf:evidenceSha256", "oa:hasSource"),
            insert=AGAIN + f'?copy oa:hasSource ?this ; rf:evidenceSha256 "{"0" * 64}" .',
        ),
        near(
            "one character further",
            PAIR
            + "BIND(?end + 1 AS ?new) FILTER NOT EXISTS { ?x oa:hasSource ?source ; oa:hasSelector ?y . ?y oa:start ?start ; oa:end ?new }",
            "?position oa:end ?end . ?this rf:evidenceSha256 ?hash .",
            f'?position oa:end ?new . ?this rf:evidenceSha256 "{"0" * 64}" .',
        ),
    ),
    *of(
        "fragment-language",
        breaks(
            "a fragment in English",
            FRAGMENT + 'BIND(STRLANG(STR(?exact), "en") AS ?new)',
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        breaks(
            "nynorsk in a source in bokmål",
            FRAGMENT
            + f"?source dct:language {NOB} . FILTER NOT EXISTS {{ ?source rf:pageFrameLanguage ?frame }} BIND(STRLANG(STR(?exact), 'nn') AS ?new)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        breaks(
            "a source in another language",
            FRAGMENT + "FILTER NOT EXISTS { ?source rf:pageFrameLanguage ?frame }",
            "?source dct:language ?language .",
            f"?source dct:language {ENG} .",
        ),
        breaks(
            "a page frame of no language",
            FRAGMENT + f"?source dct:language {NNO} . FILTER(LANG(?exact) = 'nb')",
            "?source rf:pageFrameLanguage ?frame .",
        ),
        near(
            "the language of the page frame",
            FRAGMENT
            + f"?source rf:pageFrameLanguage {NOB} . BIND(STRLANG(STR(?exact), 'nb') AS ?new)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        near(
            "English in a page frame in English",
            FRAGMENT + "BIND(STRLANG(STR(?exact), 'en') AS ?new)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new . ?source rf:pageFrameLanguage {ENG} .",
        ),
        breaks(
            "German in a page frame in English",
            FRAGMENT + "BIND(STRLANG(STR(?exact), 'de') AS ?new)",
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new . ?source rf:pageFrameLanguage {ENG} .",
        ),
    ),
    *of(
        "claim-in-one-language",
        retagged("rf:strength"),
        retagged("rf:asStated"),
        retagged("rf:qualifier"),
        retagged("rf:literalReading"),
        breaks(
            "the fragment in the other language",
            WORDED.format("rf:asStated|rf:qualifier") + "BIND(?exact AS ?old) " + OTHER_LANGUAGE,
            f"?quote {EXACT} ?exact .",
            f"?quote {EXACT} ?new .",
        ),
        near(
            "other words in the same language",
            WORDED.format("rf:strength") + 'BIND(STRLANG("litt", LANG(?word)) AS ?new)',
            "?this rf:strength ?word .",
            "?this rf:strength ?new .",
        ),
        near(
            "no fragment to compare with",
            WORDED.format("rf:strength")
            + "BIND(?word AS ?old) "
            + OTHER_LANGUAGE
            + " ?trend prov:wasDerivedFrom/prov:wasQuotedFrom/oa:hasSelector/oa:refinedBy ?quote FILTER NOT EXISTS { ?this prov:wasDerivedFrom/prov:wasQuotedFrom/oa:hasSelector/oa:refinedBy ?second FILTER(?second != ?quote) } FILTER(?trend = ?this)",
            f"?this rf:strength ?word . ?quote {EXACT} ?exact .",
            "?this rf:strength ?new .",
        ),
    ),
    *of(
        "mode-of-claim",
        breaks(
            "a forecast counted as a finding",
            STATED + "FILTER(?mode = assertion-mode:forecast) ",
            *swap("rf:assertionMode", "assertion-mode:reported"),
        ),
        breaks(
            "a mode of its own",
            STATED + "FILTER(?mode != assertion-mode:inferred) ",
            *swap("rf:assertionMode", "assertion-mode:inferred"),
        ),
        breaks("no mode", STATED, "?this rf:assertionMode ?mode ."),
        breaks("the hedge lost", STATED + "?this rf:hedge ?hedge . ", "?this rf:hedge ?hedge ."),
        breaks(
            "a hedge that the claim has not",
            STATED + "FILTER NOT EXISTS { ?claim rf:hedge ?hedge } ",
            "",
            '?this rf:hedge "kanskje"@nb .',
        ),
        near(
            "statement and claim changed together",
            STATED + "FILTER NOT EXISTS { ?claim rf:states ?other FILTER(?other != ?this) } ",
            "?this rf:assertionMode ?mode . ?claim rf:assertionMode ?mode .",
            "?this rf:assertionMode assertion-mode:reported . ?claim rf:assertionMode assertion-mode:reported .",
        ),
    ),
    *of(
        "attribution-has-basis",
        breaks(
            "an inferred one without its reason",
            BASIS.format("inferred") + "?this rf:attributionReason ?eachReason . ",
            "?this rf:attributionReason ?eachReason .",
        ),
        breaks(
            "carried over from nowhere",
            BASIS.format("carried-over") + "?this rf:attributedFrom ?eachClaim . ",
            "?this rf:attributedFrom ?eachClaim .",
        ),
        breaks(
            "carried over from another text",
            BASIS.format("carried-over")
            + "?this rf:attributedFrom ?old ; prov:wasDerivedFrom ?source . "
            "?new a rf:Claim ; prov:wasDerivedFrom ?elsewhere . FILTER(?elsewhere != ?source) "
            "FILTER NOT EXISTS { ?this rf:attributedFrom ?third FILTER(?third != ?old) } ",
            *swap("rf:attributedFrom", "?new"),
        ),
        breaks(
            "the publisher's word in another mouth",
            BASIS.format("publisher") + "?new a foaf:Person . ?this prov:wasAttributedTo ?old . ",
            *swap("prov:wasAttributedTo", "?new"),
        ),
        breaks(
            "an inferred one called printed",
            BASIS.format("inferred"),
            "?this rf:attributionBasis ?basis .",
            "?this rf:attributionBasis <https://rusfelt.example/id/attribution-basis/printed> .",
        ),
        near(
            "another claim of the same text",
            BASIS.format("carried-over")
            + "?this rf:attributedFrom ?old ; prov:wasDerivedFrom ?source . "
            "?new a rf:Claim ; prov:wasDerivedFrom ?source . ",
            *swap("rf:attributedFrom", "?new"),
        ),
        near(
            "a printed one in another mouth",
            BASIS.format("printed") + "?new a foaf:Person . ?this prov:wasAttributedTo ?old . ",
            *swap("prov:wasAttributedTo", "?new"),
        ),
    ),
)
