"""Words that stand beside numbers: units, what is counted, what a number is the number of."""

from collections.abc import Mapping
from decimal import Decimal

HALF = ("halv", "halvt", "halve")
HALF_MORE = (
    "halvtanna", "halvtannan", "halvannen", "halvannet", "halvanna", "halvannan", "halvandre", "trekvart",
)  # fmt: skip
EVERY = ("hver", "hvert", "kvar")
OTHER = ("annen", "annet", "anna", "annan", "andre")
EVERY_OTHER = (
    "annenhver", "annethvert", "annankvar", "annakvar", "annakvart", "annankvart", "annenhvert",
)  # fmt: skip
TRIPLE = ("trippel", "trippelt", "triple")
PERCENT = ("prosent", "prosents", "prosenten")
POINTS = ("prosentenhet", "prosentenheter", "prosentpoeng", "prosentpoenga", "prosentpoenget")
PERMILLE = ("promille", "promillen")
# Stands behind a number only, or before it too; ISO 4217 codes as the key.
CURRENCIES: Mapping[str, str] = {
    "kroner": "NOK", "kronar": "NOK", "krone": "NOK", "øre": "NOK", "euro": "EUR", "dollar": "USD", "dollars": "USD",
    "pund": "GBP", "yen": "JPY", "yuan": "CNY", "franc": "CHF", "sveitserfranc": "CHF", "rubler": "RUB", "rubel": "RUB",
    "zloty": "PLN", "rupi": "INR", "rupier": "INR", "rupiar": "INR", "kroners": "NOK", "riksdaler": "NOK", "speciedaler": "NOK",
    "cent": "EUR", "cents": "USD", "pence": "GBP", "peso": "MXN", "pesos": "MXN",
}  # fmt: skip
# Of these a hundred make a whole unit.
HUNDREDTHS = ("øre", "cent", "cents", "pence")
CODES = ("kr", "nok", "sek", "dkk", "eur", "usd", "gbp", "chf", "jpy", "isk")
MONEY_SIGNS = "€$£¥"
BIG_CODES: Mapping[str, Decimal] = {
    "mnok": Decimal(10**6), "mkr": Decimal(10**6), "musd": Decimal(10**6),
    "meur": Decimal(10**6), "mrdkr": Decimal(10**9), "tkr": Decimal(1000),
}  # fmt: skip
NATIONS = (
    "norske", "svenske", "danske", "islandske", "amerikanske", "kanadiske", "australske", "britiske", "engelske",
    "sveitsiske", "japanske", "friske", "blanke",
)  # fmt: skip
SHORT_MONTHS: Mapping[str, int] = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "des": 12,
}  # fmt: skip
PARTS_OF_YEAR: Mapping[str, str] = {
    "kvartal": "Q", "kvartalet": "Q", "tertial": "T", "tertialet": "T", "halvår": "H", "halvåret": "H",
}  # fmt: skip
DECADES = ("tallet", "talet", "tallets", "talets", "årene", "åra", "årenes")
TALL = ("tall", "tal", "talls", "tals")
CLOCK = ("kl", "klokken", "klokka", "klokkeslett")
WEEKDAYS = (
    "man", "tir", "tirs", "ons", "tor", "tors", "fre", "lør", "søn", "mandag", "måndag", "tirsdag", "tysdag",
    "onsdag", "torsdag", "fredag", "lørdag", "laurdag", "søndag", "sundag", "hverdager", "kvardagar", "yrkedager",
)  # fmt: skip
DAY_PARTS = (
    "morgenen", "morgonen", "morran", "kvelden", "natta", "natten", "formiddagen", "føremiddagen", "ettermiddagen",
)  # fmt: skip
HOURLY = ("tiden", "tida", "tia")
# Of these there is a second: «andre» before them is no other.
ORDERED = (
    "ledd", "leddet", "punktum", "gang", "gong", "gongs", "gangs", "plass", "omgang", "omgangen", "runde", "runden",
    "runda", "etasje", "etasjen", "verdenskrig", "verdskrig", "verdenskrigen", "verdskrigen", "klasse", "trinn",
    "trinnet", "halvleik", "sesong", "linje", "juledag", "pinsedag", "påskedag", "nyttårsdag", "generasjon",
    "generasjonen", "periode", "dose", "dosen", "sett", "settet", "etappe", "etappen", "heat", "heatet", "termin",
    "terminen", "utgave", "utgåve", "opplag", "akt", "akten", "rad", "rekke", "rekkje", "pulje", "pulja", "fase",
    "fasen", "instans", "behandling", "avdrag", "avdraget", "divisjon", "nivå", "leksjon", "strekpunkt", "setning",
    "tiår", "tiåret", "hundreår", "hundreåret", "århundre", "århundret", "semester", "semesteret", "skoleår",
    "skuleår", "skoleåret", "skuleåret", "leveår", "strofe", "vers", "verset", "forsøk", "dagen",
)  # fmt: skip
# Collections of judgments and laws, where a hyphen and a year follow.
CITED = ("hr", "lov", "rg", "lb", "la", "le", "lg", "lf", "lh", "toslo", "tosl", "trr", "tk")
# Before these «ganger» tells how many times as much.
AS_MUCH = (
    "så", "flere", "fleire", "færre", "mer", "meir", "mindre", "større", "lengre", "lenger", "bedre", "betre", "fler",
)  # fmt: skip
# These are no such comparatives: tre ganger tidligere.
NOT_AS_MUCH = ("tidligere", "tidlegare", "senere", "seinere", "seinare", "videre", "vidare")
# Words in -en that nobody owns.
NEVER_OWNED = (
    "innen", "siden", "uten", "utan", "noen", "annet", "ingen", "hvilken", "imellom", "morgen",
)  # fmt: skip
LITTLE = ("få",)
FEW = ("noen", "nokre", "nokon", "flere", "fleire", "mange", "enkelte")
TENS_OF = (
    "titalls", "titals", "hundretalls", "hundretals", "tusentalls", "tusentals", "titusener", "titusenvis",
    "hundretusener", "hundretusenvis",
)  # fmt: skip
REFERRED = (
    "kapittel", "kapitlet", "kapitla", "kapitlene", "kapittelet", "kap", "punkt", "pkt", "punktet", "punktene", "punkta", "avsnitt", "avsnittet", "avsnittene", "avsnitta", "avsn", "tabell", "tabellen", "tabellene",
    "figur", "fig", "tab", "boks", "figurene", "side", "sidene", "artikkel", "artiklene", "art", "vedlegg", "paragraf", "paragrafene", "post",
    "postene", "programkategori", "vilkår", "forskriftens", "fotnote", "note", "seksjon", "delkapittel", "underpunkt", "bilag",
)  # fmt: skip
PAPERS = (
    "meld", "st", "prop", "innst", "dok", "dokument", "prp", "ot", "nou", "stortingsmelding", "rundskriv", "rt",
    "proposisjon", "innstilling",
)  # fmt: skip
REGISTERED = (
    "org", "orgnr", "orgnummer", "organisasjonsnummer", "konto", "kontonr", "kontonummer", "fødselsnummer", "fnr",
    "fødselsnr", "personnummer", "personnr", "kid", "iban", "isbn", "issn", "sak", "saksnummer", "saksnr", "saknr", "journalnummer",
    "kundenummer", "referansenummer", "medlemsnummer", "registreringsnummer",
)  # fmt: skip
CALLED = (
    "tlf", "telefon", "telefonen", "telefonnr", "telefonnummer", "telefonnummeret", "mobil", "mob", "mobilnummer",
    "mobiltelefon", "ring", "ringe", "sms", "faks", "fax", "vakttelefon", "kontakttelefon", "nødnummer",
)  # fmt: skip
# Behind these four digits of the right size are a year.
WHEN = (
    "siden", "sidan", "innen", "innan", "før", "etter", "våren", "høsten", "hausten", "sommeren", "sommaren", "vinteren",
    "året", "årene", "åra", "sesongen", "perioden", "juni", "ved", "født", "fødd", "døde", "død", "døydde", "anno", "skoleåret", "skuleåret", "studieåret", "julen", "jula", "påsken", "påska",
)  # fmt: skip
# Behind these a dash with a space on both sides is a minus sign.
CHANGES = (
    "ned", "opp", "med", "på", "er", "var", "ble", "blei", "vart", "lik", "ca", "cirka", "minst", "om", "lag",
)  # fmt: skip
# Of these thousands and millions are told, not money.
CENSUS = (
    "antall", "antallet", "antal", "antalet", "befolkning", "befolkningen", "befolkninga", "folkemengden",
    "folkemengda",
)  # fmt: skip
MATCHES = (
    "vant", "vann", "tapte", "tapt", "slo", "slått", "slår", "seier", "sigeren", "seieren", "siger", "uavgjort",
    "ledet", "leia", "leiing", "ledelse", "tap", "tapet", "resultatet", "stillingen", "stillinga",
    "spilte", "spelte", "utlignet", "utligna", "reduserte", "kampen", "pause", "sluttresultat",
    "endte", "endet", "enda", "sluttet", "slutta", "ekstraomganger", "sifrene", "seiere", "seire", "sigrar", "borteseier", "hjemmeseier",
    "heimesiger", "bortesiger", "bortetap", "hjemmetap", "semifinalen", "kvartfinalen",
)  # fmt: skip
# Of these hours, minutes and seconds are told.
RACES = (
    "løp", "løpt", "sprang", "maraton", "maratonen", "halvmaraton", "tid", "rekord", "rekorden", "femmila", "tremila", "rittet", "rennet", "etappen", "stafetten", "sluttid", "sluttida", "sluttiden",
)  # fmt: skip
# Near these two digits twice are a time of day, not a day.
TRAVELS = (
    "buss", "rute", "trikken", "båten", "rutebåten", "hurtigbåten", "avgang", "avganger", "avgangar", "avgår", "ankomst", "ankommer", "framme", "toget", "bussen",
    "ferja", "ferga", "flyet",
)  # fmt: skip
