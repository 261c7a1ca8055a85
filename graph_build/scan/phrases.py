"""The parts of numeric expressions: how numbers, scales and units are written, as classes of tokens."""

from graph_build.scan.words.notation import parts_of

# An atomic group, (?>…), gives nothing back once it has matched: "17 436" is never cut to "17" to let a
# later part match.
PARTS = parts_of({
    # Not inside a word (B12) or a compound (covid-19), not the rest of a larger number.
    "free": "(?<!letters)(?<!digits)(?<!letters hyphen)"
            "(?<!letters hyphen digits hyphen)(?<!digits(dot|comma|slash|colon|quote))",
    # A year may stand behind another year and a comma, with no space between.
    "freeyear": "(?<!letters)(?<!digits)(?<!letters hyphen)(?<!digits(dot|slash|colon|quote))(?<!uncalendar comma)",
    "alone": "(?<!letters)(?<!digits)(?<!letters hyphen)(?<!digits hyphen)",
    "and": "og|eller",
    "linestart": "((?<!midline)|(?<=line s)|(?<=s)(?<!any s))",
    "wordend": "(?!hyphen)(?!digits)",
    "short": "d1|d2|d3",
    "grouped": "short(sp d3(sp d3){0,5}(?!digits)|dot d3(dot d3){0,5}|quote d3(quote d3){0,5})",
    "measured": "percentsign|percentword|pst|permillesign|permilleword|pointword|scale|shortscale|thousand|hundred|"
                "currency|code|bigcode|moneysign|countable",
    "spacedcomma": "(?<!av sp)(d1|d2)comma sp d1(?=s?(percentsign|percentword|pst|scale|shortscale))",
    "decimal": "uncalendar(comma|dot)digits|year(dot|comma(?!year(?!s?measured)))digits",
    "figure": "(?>short comma d3(comma d3){0,5}dot digits|grouped(comma digits)?|spacedcomma|decimal|digits)",
    "small": "numeral|one|verbal",
    "hundredth": "(small(s|hyphen))?hundred|hundreds",
    "below": "hundredth(s og s small)?|compound|small",
    "cardinal": "(?>((below s)?thousand|thousands)(s og s small|s below)?|below)wordend",
    "spoken": "below s komma s small(s small){0,3}wordend",
    "andhalf": "s og s(article|one)s half",
    "mixed": "(digits s?vulgar|d1 slash d1(?=s(scale|shortscale))|(d1|d2)s d1 slash d1(?!digits|slash|comma digits|dot digits))",
    "ahalf": "(article|one)s half",
    "hyphenminus": "(?<!letters)(?<!digits)(?<!percentsign)(?<!dot)(?<!comma)(?<!rpar)(?<!hyphen)hyphen",
    "dashminus": "(?<=sp|lpar)endash",
    "spacedminus": "(?<=change sp)(hyphen|endash)s",
    "dashed": "(?=hyphen|endash)(spacedminus|hyphenminus|dashminus)",
    "sign": "minus s|dashed",
    "count": "sign?(mixed|figure andhalf?|spoken|cardinal andhalf?|halfmore|ahalf|article andhalf|vulgar)",
    "quarters": "(article|one|verbal)s kvart",
    "counted": "count|quarters|article(?!hyphen|s permilleword s change)",
    "ended": "(mixed|figure|vulgar|d1 slash d1)",
    "some": "((article s)?par|few(s little)?)",
    "listed": "(?!year s?(comma|og|eller|til))(figure|cardinal)",
    "scales": "(scale|shortscale dot?|hundred|thousand)(s(scale|thousand))?",
    "percent": "percentsign|percentword|pst dot?",
    "permille": "permillesign|permilleword",
    "point": "pointword|percentword hyphen poeng|percentsign hyphen poeng",
    "unit": "(nation s)?currency|code|moneysign",
    "before": "(?<!(alpha|court)dot)(?<!(alpha|court)dot sp)code dot?s?|moneysign s?|currency s",
    "even": "comma(hyphen|endash)",
    "dash": "hyphen|endash",
    "end": "(?!foreign)(?!digits)",
    "day": "(d1|d2)dot",
    "anymonth": "month|shortmonth dot?|jul dot",
    "anyyear": "year|d4",
    # Behind four digits that are a year nothing that is counted stands.
    "uncounted": "(?!s alpha dot s?code|digits|letters|s?measured|s plural|s word s(countable|plural)|percentsign|(dot|comma|dash)digits)",
    "hedged": "(sp|sp change sp|sp change dot sp)",
    "hour": "(d1|d2)((dot|colon)d2((dot|colon)d2)?)?|d4|year",
    "secondly": "((s?comma|s and)s(short|d4)|s til s digits(dot digits){0,3})(?!s?measured|s plural|s word s(countable|plural)|digits|dot digits|comma digits)",
    "letter": "alpha|court|chamber",
    "item": "digits(dot digits|dash digits){0,4}(letter|sp(alpha|court)(?!letters|digits|dot|hyphen|quote))?",
})  # fmt: skip
