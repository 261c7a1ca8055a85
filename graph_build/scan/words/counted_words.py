"""What is counted behind a number, and words that only look so or go on without it."""

# What is counted: stems of nouns, and nouns whose plural does not end in -r.
COUNTED_STEMS = (
    "årsverk", "person", "plass", "kommun", "stilling", "bruker", "brukar", "pasient", "døgn", "mennesk", "innbygg",
    "bustad", "bolig", "medlem", "elev", "student", "barn",
)  # fmt: skip
COUNTED = (
    "folk", "time", "timar", "timer", "dag", "dager", "dagar", "år", "åring", "barn", "barnehagebarn", "dyr", "tonn",
    "liter", "meter", "kilometer", "mil", "km", "kg", "kilo", "gram", "mm", "cm", "m", "kvm", "kvadratmeter", "hektar",
    "mål", "fat", "kwh", "mw", "gw", "twh", "gwh", "kw", "grader", "celsius", "hus", "tog", "lag", "fly", "skip", "bygg",
    "bad", "rom", "nordmenn", "menn", "kvinner", "unge", "eldre", "voksne", "ord", "poeng", "sekunder", "minutter",
    "sekund", "minutt", "uker", "uke", "veker", "veke", "måneder", "månad", "månader", "måned", "gonger", "ganger",
    "hushold", "fisk", "laks", "sau", "dekar", "kubikk", "kubikkmeter", "vedtak", "saker", "treff", "søk", "tilfeller",
    "tilfelle", "dødsfall", "seere", "lesere", "velgere", "eksemplar", "stk", "millimeter", "centimeter", "knop",
    "dl", "cl", "ml", "ts", "ss", "mg", "hk", "db", "gb", "mb", "tb", "moh", "hpa", "volt", "ampere", "kilowatt", "megawatt", "gigawatt",
    "fot", "tommer", "alen", "stykk", "par", "slag",
    "hestekrefter", "watt", "ansatte", "tilsette", "bilete", "bilder", "kort", "egg",
)  # fmt: skip
# How a sentence goes on behind an amount without naming what is counted: prepositions, conjunctions, adverbs, pronouns, verbs.
GOING_ON = frozenset((
    "ved", "om", "mot", "med", "på", "hos", "hjå", "uten", "utan", "gjennom", "blant", "som", "enn", "tilbake", "attende", "men", "mens",
    "medan", "da", "då", "at", "fordi", "hvis", "dersom", "så", "årlig", "årleg", "totalt", "samlet", "samla", "nå", "no", "bare",
    "berre", "også", "òg", "igjen", "att", "allerede", "alt", "fortsatt", "framleis", "frem", "fram", "ikke", "ikkje", "ned", "opp", "inn",
    "ut", "hadde", "ble", "blei", "vart", "skal", "vil", "kan", "må", "fekk", "gikk", "gjekk", "han", "hun", "ho", "de", "dei", "vi",
    "me", "jeg", "eg", "du", "dette", "denne", "disse", "forrige", "førre", "neste", "sist", "siste", "brukt", "bevilget", "løyvd", "satt",
    "sett", "avsatt", "fordelt", "fordelte", "investert", "øremerket", "øyremerkt", "tapt", "spart", "utbetalt", "betalt", "gitt", "gjeve",
    "kom", "månedlig", "månadleg", "daglig", "dagleg", "ukentlig", "pluss", "minus", "inkludert", "inkl", "ca", "omtrent", "rundt",
    "langs", "innenfor", "utenfor", "imellom", "samtidig", "samstundes", "alene", "åleine", "hvorav", "derav", "ifølge", "kostet", "kosta",
    "skulle", "kunne", "ville", "måtte", "burde", "bør", "tilsvarte", "utgjorde", "begge", "selv", "sjølv", "likevel", "altså", "dermed",
    "derfor", "difor", "deretter", "først", "fyrst", "nettopp", "særlig", "særleg", "blant", "via", "versus", "eks", "eksklusive", "inklusive",
    "brutto", "netto", "nylig", "nyleg", "fast", "eventuelt", "fjoråret", "hittil", "inneværende", "ut", "utover", "utenom", "ble", "sammen",
    "saman", "mindre", "per", "pr", "hvert", "hver", "kvart", "ytterligere", "for", "ved", "trengs", "trengst", "ekstra", "friske",
    "eller", "samt", "med", "hvor", "der", "her", "når",
))  # fmt: skip
# Words in -r that are counted by nobody: verbs, prepositions, adverbs, comparatives.
NOT_COUNTED = (
    "er", "var", "har", "går", "får", "gir", "gjør", "gjer", "blir", "ser", "tar", "ber", "dør", "bor", "bur", "når",
    "står", "slår", "skjer", "over", "under", "etter", "eller", "per", "mer", "meir", "her", "der", "for", "før", "hver",
    "kvar", "hvor", "kor", "fjor", "vår", "heller", "ekstra", "bare", "ligger", "kommer", "tilsvarer",
    "utgjør", "gjelder", "dekker", "viser", "krever", "bruker", "brukar", "sier", "seier", "mener", "tilbyr", "ytterligere",
    "ytterlegare", "mindre", "flere", "fleire", "større", "lavere", "lågare", "høyere", "høgare", "dyrere", "dyrare",
    "billigere", "billegare", "færre", "bedre", "betre", "senere", "seinare", "tidligere", "tidlegare", "videre",
    "vidare", "nærmere", "nærare", "andre", "imidlertid", "derimot", "øker", "aukar", "faller", "fell", "stiger",
    "starter", "startar", "slutter", "sluttar", "inneholder", "inneheld", "betaler", "betalar", "fikk", "skriver",
    "skriv", "melder", "ventar", "venter", "håper", "håpar", "mangler", "manglar", "trenger", "treng",
    "bidrar", "fører", "heter", "heiter", "består", "vokser", "veks", "varer", "varar", "koster", "kostar", "deler", "delar", "inngår", "overstiger", "tilfaller", "forfaller",
    "henter", "hentar", "sparer", "sparar", "taper", "tapar", "skaper", "skapar", "mottar", "løper", "lever", "virker", "rekker",
    "holder", "forsvinner", "fortsetter", "vinner", "sitter", "tjener", "flytter", "flyttar", "ønsker", "ynskjer", "kjører", "køyrer",
    "varierer", "gjenstår", "handler", "handlar", "omfatter", "omfattar", "tror", "trur", "svarer", "svarar", "deltar", "rammer",
    "opplever", "oppgir", "forblir", "nedover", "oppover", "bortover", "innover", "utover", "framover", "fremover", "overfor", "medlem", "elev", "student",
    "pasient", "person",
)  # fmt: skip
