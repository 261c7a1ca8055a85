"""Words of bokmål and nynorsk that stand for numbers, and what each is worth."""

from collections.abc import Mapping

UNITS: Mapping[str, int] = {
    "null": 0, "én": 1, "èn": 1, "éin": 1, "éi": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "tri": 3, "fire": 4,
    "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9,
}  # fmt: skip
TEENS: Mapping[str, int] = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
TENS: Mapping[str, int] = {
    "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30, "førti": 40, "femti": 50,
    "seksti": 60, "sytti": 70, "søtti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
SCALES: Mapping[str, int] = {
    "tusen": 10**3, "mill": 10**6, "million": 10**6, "millionar": 10**6, "millioner": 10**6,
    "millionen": 10**6, "millionene": 10**6, "millionane": 10**6, "millioners": 10**6,
    "milliarden": 10**9, "milliardene": 10**9, "milliardane": 10**9, "milliarders": 10**9,
    "milliard": 10**9, "milliardar": 10**9, "milliarder": 10**9, "mrd": 10**9, "mia": 10**9,
}  # fmt: skip
ORDINALS: Mapping[str, int] = {
    "første": 1, "fyrste": 1, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7,
    "sjuande": 7, "syvende": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9,
    "tiende": 10, "tiande": 10, "ellevte": 11, "tolvte": 12, "trettende": 13, "trettande": 13,
    "fjortende": 14, "fjortande": 14, "femtende": 15, "femtande": 15, "sekstende": 16, "sekstande": 16,
    "syttende": 17, "syttande": 17, "attende": 18, "attande": 18, "nittende": 19, "nittande": 19,
    "tjuende": 20, "tjuande": 20, "tyvende": 20, "trettiende": 30, "trettiande": 30, "førtiende": 40,
    "førtiande": 40, "femtiende": 50, "femtiande": 50, "sekstiende": 60, "sekstiande": 60,
    "syttiende": 70, "syttiande": 70, "åttiende": 80, "åttiande": 80, "nittiende": 90, "nittiande": 90,
    "hundrede": 100, "hundrande": 100,
}  # fmt: skip
PARTS: Mapping[str, int] = {
    "halvdel": 2, "tredjedel": 3, "tredel": 3, "fjerdedel": 4, "firedel": 4, "femtedel": 5, "femdel": 5,
    "sjettedel": 6, "seksdel": 6, "åttedel": 8, "åttandedel": 8, "tidel": 10, "tiendedel": 10, "tiandedel": 10,
    "sjuendedel": 7, "sjudel": 7, "niendedel": 9, "nidel": 9, "tolvtedel": 12, "tolvdel": 12, "tjuendedel": 20,
    "tjuedel": 20, "hundredel": 100, "hundrededel": 100, "tusendel": 1000, "tusendedel": 1000,
}  # fmt: skip
HALVES = (
    "halvparten",
    "halvpart",
    "halvdelen",
    "helvta",
    "halvert",
    "halverer",
    "halvere",
    "halverte",
    "halvering",
    "halveringa",
    "halveringen",
    "halvera",
    "halverar",
    "halveres",
)
TWOFOLD = (
    "doblet", "dobla", "dobler", "doble", "doblar", "dobling", "doblinga", "doblingen", "dobbelt", "dobbelte",
    "dobbel", "doblede", "dobles", "doblast",
)  # fmt: skip
ARTICLES = ("en", "ein", "ei", "et", "eit")
MONTHS: Mapping[str, int] = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7,
    "august": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
# What stands before a number that is a bound, by the operator of the comparison.
SIDES: Mapping[str, tuple[str, ...]] = {
    "ge": ("minst", "ikke mindre enn", "ikkje mindre enn"),
    "le": ("opptil", "inntil", "høyst", "høgst", "maksimalt", "ikke mer enn", "ikkje meir enn"),
    "gt": ("mer enn", "meir enn", "flere enn", "fleire enn", "over", "større enn"),
    "lt": ("mindre enn", "færre enn", "under", "lavere enn", "lågare enn"),
}
# Words of a change without a number, and those that say that a number is so much less.
RISING = (
    "auke",
    "auka",
    "auken",
    "økning",
    "økningen",
    "økte",
    "økt",
    "vekst",
    "veksten",
    "flere",
    "fleire",
    "mer",
    "meir",
)
FALLING = (
    "nedgang", "nedgangen", "reduksjon", "reduksjonen", "redusert", "svakere", "svakare", "lavere", "lågare", "mindre",
    "færre", "kortere", "kortare", "fall", "falt",
)  # fmt: skip
NO = ("ingen", "inga", "ikke", "ikkje", "null", "uendret", "uendra")
