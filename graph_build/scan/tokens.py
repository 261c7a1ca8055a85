"""The parts that numeric expressions are made of, as patterns: digits, words, scales, units, years."""

from graph_build.scan.cardinals import CARDINAL
from graph_build.scan.lexicon import ARTICLES, MONTHS, SCALES
from graph_build.scan.normalisation import SP, alternatives

# Atomic and bounded, so that a number is never cut short and long runs of digits stay linear.
GROUPED = rf"\d{{1,3}}(?:(?:{SP}\d{{3}}){{1,6}}|(?:\.\d{{3}})+)(?!\d)(?:,\d+)?"
DIGITS = rf"(?>{GROUPED}|\d+(?:[.,]\d+)?)"
SPACED_COMMA = rf"\d{{1,3}},{SP}\d{{1,2}}(?={SP}?(?:%|prosent|pst|mill|mrd))"
LONG_SCALES = tuple(name for name in SCALES if name not in ("mill", "mrd", "mia"))
DIGIT_NUMBER = rf"(?<![\w.,/])(?<!\w[-\u2010\u2011])(?:{SPACED_COMMA}|{DIGITS})"
SIGNED = rf"(?:(?<![\w%.,)])[-\u2212](?:{SPACED_COMMA}|{DIGITS})|{DIGIT_NUMBER})"
WORD_NUMBER = rf"(?<![\w-]){CARDINAL}(?![\w-])"
ANY_NUMBER = rf"(?:{SIGNED}|{WORD_NUMBER})"
ARTICLE = rf"(?:{alternatives(*ARTICLES)})"
COUNTED = rf"(?:{ANY_NUMBER}|(?<![\w-]){ARTICLE}(?![\w-]))"
SCALE = rf"(?:(?:mill|mrd|mia)(?!\w)\.?|(?:{alternatives(*LONG_SCALES)})(?!\w))"
CURRENCY = r"(?:kroner(?!\w)|kronar(?!\w)|NOK(?!\w)|kr(?!\w)\.?)"
PERCENT = r"(?:%|prosents?(?!\w)|pst(?!\w)\.?)"
RANGE_UNIT = rf"(?:{SP}?{PERCENT}|{SP}?(?P<scale>{SCALE})(?:{SP}?{CURRENCY})?|{SP}?{CURRENCY})?"
PEOPLE = "(?:mennesk|person|innbygg|folk|bruker|brukar|pasient|døgn|time|timar|dag|år)"
NOUNS = r"(?:årsverk|kroner|kronar|kr(?!\w)|person|plass|kommun|stilling|bruker|brukar|pasient|døgn|dag[ea]r)"
NO_MODAL = "".join(rf"(?<!\b{word}{SP})" for word in ("skal", "vil", "kan", "må"))
NO_NOUN = "".join(rf"(?<!\b{word}{SP})" for word in ("et", "eit", "å"))
TRE = rf"{NO_NOUN}(?<![\w-])(?:{NO_MODAL}|(?!tre{SP}av\b))tre(?!\w|-|{SP}i{SP}kraft|{SP}(?:inn|fram|frem|hundre|tusen)\b)"
MONTH = f"(?:{alternatives(*MONTHS)})"
YEAR = r"(?:1[89]|2[01])\d\d"
