"""The parts that numeric expressions are made of, as patterns: digits, words, scales, units, years."""

from graph_build.scan.cardinals import CARDINAL
from graph_build.scan.lexicon import ARTICLES, MONTHS, SCALES
from graph_build.scan.normalisation import SP, alternatives

# An atomic group, (?>…), gives nothing back once it has matched: "17 436" is never cut to "17" to let
# a later part match. With {1,6} it also keeps a page of digits from taking quadratic time.
GROUPED = rf"\d{{1,3}}(?:(?:{SP}\d{{3}}){{1,6}}|(?:\.\d{{3}})+)(?!\d)(?:,\d+)?"
DIGITS = rf"(?>{GROUPED}|\d+(?:[.,]\d+)?)"
# "2, 4 milliarder", as one of the texts has it: a space after the comma, only where a unit follows.
SPACED_COMMA = rf"\d{{1,3}},{SP}\d{{1,2}}(?={SP}?(?:%|prosent|pst|mill|mrd))"
LONG_SCALES = tuple(name for name in SCALES if name not in ("mill", "mrd", "mia"))
# Look-behind: not inside a word (B12), a larger number, or a compound such as "covid-19".
DIGIT_NUMBER = rf"(?<![\w.,/])(?<!\w[-\u2010\u2011])(?:{SPACED_COMMA}|{DIGITS})"
SIGNED = rf"(?:(?<![\w%.,)])[-\u2212](?:{SPACED_COMMA}|{DIGITS})|{DIGIT_NUMBER})"
WORD_NUMBER = rf"(?<![\w-]){CARDINAL}(?![\w-])"
ANY_NUMBER = rf"(?:{SIGNED}|{WORD_NUMBER})"
ARTICLE = rf"(?:{alternatives(*ARTICLES)})"
# "en million" counts; "en" alone is an article, so only rules with a unit or scale behind use this.
COUNTED = rf"(?:{ANY_NUMBER}|(?<![\w-]){ARTICLE}(?![\w-]))"
SCALE = rf"(?:(?:mill|mrd|mia)(?!\w)\.?|(?:{alternatives(*LONG_SCALES)})(?!\w))"
CURRENCY = r"(?:kroner(?!\w)|kronar(?!\w)|NOK(?!\w)|kr(?!\w)\.?)"
PERCENT = r"(?:%|prosents?(?!\w)|pst(?!\w)\.?)"
RANGE_UNIT = rf"(?:{SP}?{PERCENT}|{SP}?(?P<scale>{SCALE})(?:{SP}?{CURRENCY})?|{SP}?{CURRENCY})?"
# Stems of what is counted in people and time: "2 millioner mennesker" is no money.
PEOPLE = "(?:mennesk|person|innbygg|folk|bruker|brukar|pasient|døgn|time|timar|dag|år)"
# Stems behind which four digits are a count and no year: "2000 årsverk".
NOUNS = r"(?:årsverk|kroner|kronar|kr(?!\w)|person|plass|kommun|stilling|bruker|brukar|pasient|døgn|dag[ea]r)"
# «tre» is also a verb (å tre i kraft, tre inn) and a noun (et tre): it is a number only where no modal
# verb, article or infinitive marker stands before it, nor such a particle behind it.
NO_MODAL = "".join(rf"(?<!\b{word}{SP})" for word in ("skal", "vil", "kan", "må"))
NO_NOUN = "".join(rf"(?<!\b{word}{SP})" for word in ("et", "eit", "å"))
TRE = rf"{NO_NOUN}(?<![\w-])(?:{NO_MODAL}|(?!tre{SP}av\b))tre(?!\w|-|{SP}i{SP}kraft|{SP}(?:inn|fram|frem|hundre|tusen)\b)"
MONTH = f"(?:{alternatives(*MONTHS)})"
# 1800 to 2199.
YEAR = r"(?:1[89]|2[01])\d\d"
