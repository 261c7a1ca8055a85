"""Whom, where and which plan a number is about, as its clause says: groups, «av kommunene», places, plan, frame."""

import re

from server.answers.check.lexis.phrase_book import phrase_book
from server.answers.check.lexis.stems import WORD, stem
from server.answers.check.text_side.said_clause import SaidClause

_OF = re.compile(
    r"\s*(?:av|blant)\s+(?:(?:de|dei|alle|landets|norske|våre|disse|desse|dem|samtlige)\s+)*([^\W\d_]+)"
)
_NEXT = re.compile(r"\s+(?:(?:norske|kommunale|andre)\s+)*([^\W\d_]+)")
_AMONG = re.compile(r"(?<!\w)blant\s+(?:(?:de|dei|alle|landets|norske)\s+)*([^\W\d_]+)")
_SHARE = re.compile(r"(?<!\w)(?:andel(?:en)?|del(?:en)?|prosentdel(?:en)?)\s+(?:av\s+)?([^\W\d_]+)")
_HAVING = re.compile(
    r"(?<!\w)(?:personer|personar|folk|mennesker|menneske|dem|de|dei|brukere|brukarar|pasienter|pasientar|unge|voksne|vaksne|mange|flere|fleire|noen|nokon|alle|andre|kvinner|menn|barn|prosent|personene|personane|brukerne|brukarane|pasientene|pasientane)"
    r"\s+med\s+(?!(?:ved|på|i|å|om|til|for|hverandre|kvarandre)\s)((?:[^\W\d_]+[-\s]+){0,2}[^\W\d_]+)"
)
_WHO_ARE = re.compile(
    r"(?<!\w)(?:for|til|blant|av|hos|mot)\s+(?:personer|personar|folk|mennesker|menneske|dem|de|dei|brukere|brukarar|pasienter|pasientar|unge|voksne|vaksne|andre|kvinner|menn|barn)"
    r"\s+som\s+(?:er|har|får|lever|bor|bur|sliter|slit|strever|strevar|lider|lid|kommer|kjem|går|søker|søkjer|trenger|treng)\s+(?:(?:på|i|med|av|fra|frå|til|nettopp|nylig|en|et|ei|ein|eit)\s+)*((?:[^\W\d_]+[-\s]+){0,2}[^\W\d_]+)"
)
_NO_LONGER = re.compile(
    r"(?<!\w)(?:uten|utan|som|har|hadde|er|var|i|på|av|til|får|fekk|fikk|utgjør|utgjorde|utgjer|gjelder|gjeld|når|nå|no|tidligere|tidlegare)(?!\w)"
)
_PLAN = re.compile(
    r"(?<!\w)([^\W\d_]*plan(?:en|ens|er|ar|ene|ane)?)\s+(?:for|mot|på|innen|om|innan)\s+((?:[^\W\d_-]+[-\s]+){0,3}[^\W\d_]+)"
)
_OTHER_PLAN = re.compile(
    r"(?<!\w)(?!opptrappings|rus|bruker|brukar)[^\W\d_]{2,}plan(?:en|ens|a|er|ene)?(?!\w)"
)
# What is quoted: «From the plan of the municipality: …».
_QUOTED = re.compile(
    r"^\W*(?:fra|frå|ifølge|ifølgje|utdrag\s+(?:av|fra|frå)|hentet\s+fra|henta\s+frå|sitat\s+(?:fra|frå)|kilde|kjelde)[^:\d]{1,60}:"
)
# What may stand behind «planen for» and is no field: «planen for å …», «planen for perioden».
_NO_FIELD = re.compile(
    r"(?:å|årene|åra|perioden|de|dei|det|den|hele|heile|alle|kommunene|kommunane|feltet|området|hvordan|korleis|to|tre|fire|fem|ti|år|framtida|framtiden|fremtiden)(?!\w)"
)
_PATIENTS = re.compile(r"(?!rus)\w{3,}pasient(?:er|ar|ene|ane)?")
# So many characters before the frame may be what denies it.
DENIAL = 30
_NOT_THAT = re.compile(r"\s*(?:ikke|ikkje)\s")
_FRAME_HOLDS = re.compile(r"ramm\w*.{0,60}(?:inklud|omfatt|innehold|inneheld|dekk|romm)")
_PATIENTS_IN = re.compile(
    r"(?<!\w)(?:pasient(?:er|ar|ene|ane)?|ventetid(?:a|en)?)\s+(?:i|innen|innan|på)\s+(?!rus|tverr|tsb|behandling|snitt)\w{3,}"
)
OTHER_PATIENTS = "other-patients"
_MUNICIPALITY = re.compile(
    r"(?<!\w)(?:([A-ZÆØÅ][^\W\d_]+)\s+kommune|våre?\s+kommune|kommunen\s+(?:vår|min))(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:[Ii]|[Pp]å|[Hh]ele|[Hh]eile|indre|ytre|nordre|søndre|øvre|nedre|østre|vestre|store)\s+([A-ZÆØÅ][a-zæøå]{2,}(?:-[A-ZÆØÅ]?[a-zæøå]+)?)(?!\w)"
)
# A house is no part of the country.
VENUES = ("huset", "hallen", "salen", "kirken", "kirka", "kyrkja", "teatret", "teateret", "museet", "hotellet", "tinget", "sentralen", "akademiet", "biblioteket", "avisa", "avisen", "posten", "bladet", "tidende", "nytt", "revyen", "debatten", "rapporten", "barometeret", "planen", "banken", "senteret")  # fmt: skip
# «With a Stavanger accent»: of a place, but nothing there.
_OF_A_PLACE = re.compile(r"s?-(?!(?:kommun|bydel|region|områd|fylke))[a-zæøå]+")
# «In the city», «in our region», «in Helse Vest»: a part of the country.
_PART = re.compile(
    r"(?<!\w)(?:[Ii]|[Pp]å)\s+(?:(?:hele|heile|vår|vårt|våre|denne|dette|disse|desse|de|dei|den|det|vår\s+egen|største|minste|store|små)\s+)*([^\W\d_]+)"
)
_HEALTH_REGION = re.compile(
    r"(?<!\w)Helse\s+(?:Vest|Nord|Sør|Øst|Midt|Fonna|Bergen|Stavanger|Møre)(?!\w)"
)
_HERE = re.compile(
    r"(?<!\w)(?:hos\s+oss|her\s+i\s+(?:kommunen|byen|bygda|fylket)|(?:byen|bygda|fylket|bydelen)\s+(?:vår|vårt|min|mitt)|vår\s+(?:by|bygd|bydel)|vårt\s+fylke)(?!\w)"
)
# «Nine of ten prisons, 89 per cent, …»; and «half of these», which is of what was told before.
_FRACTION_OF = re.compile(
    r"\s+av\s+(?:(?:de|dei|alle|landets|norske|\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv|hundre)\s+)*([^\W\d_]+)\W*(?:\w+\W+){0,3}$"
)
# «Are we among the 73 per cent that …?»: who asks is nobody whom the figure is about.
_AMONG_THE = re.compile(r"(?<!\w)(?:blant|av|mellom|hører\s+til|høyrer\s+til)\s+(?:de|dei)\s+$")
_THOSE = re.compile(
    r"\s*(?:av|blant)\s+(?:disse|desse|dem|dei|de|dette)\s*(?:[.,;:!?)]|$|(?:er|var|har|hadde|gjør|gjer|sier|seier|oppgir|mener|meiner)(?!\w))"
)
THOSE = "disse"
_DENIED = re.compile(r"(?<!\w)(?:ikke|ikkje|aldri|verken|korkje|hverken)(?!\w)")


def read_of(clause: SaidClause) -> str:
    """The noun of what a share is of: «av kommunene», «andelen kommuner»; nothing where there is none."""
    if _THOSE.match(clause.behind):
        return THOSE
    found = _OF.match(clause.behind) or _AMONG.search(clause.written.lower())
    if found is None and clause.expression.kind in ("percent", "fraction"):
        share = _SHARE.search(clause.before)
        found = share if share and share[1] in clause.book.groups else None
    if found is None and clause.expression.kind == "fraction" and " av " in clause.expression.text:
        found = _NEXT.match(clause.behind)
    if found is None and clause.is_aside:
        found = _FRACTION_OF.search(clause.ahead)
    return found[1] if found else ""


def read_having(clause: SaidClause) -> str:
    """What the people have that it is about: «med rusproblem»."""
    written = clause.written.lower()
    found = _HAVING.search(written) or _WHO_ARE.search(written)
    return _NO_LONGER.split(found[1])[0] if found else ""


def read_groups(clause: SaidClause) -> frozenset[str]:
    """The codes of the groups that are named; OTHER_PATIENTS are those of another field."""
    groups = clause.book.groups
    found = {groups[one.word] for one in clause.local if one.word in groups}
    if clause.is_aside and not found:
        found = {groups[word] for word in WORD.findall(clause.ahead) if word in groups}
    others = any(_PATIENTS.fullmatch(one.word) for one in clause.local if one.word not in groups)
    others = others or _PATIENTS_IN.search(clause.written.lower()) is not None
    return frozenset(found | {OTHER_PATIENTS} if others else found)


def read_area(clause: SaidClause) -> str:
    """A place that is not the whole country; nothing where there is none."""
    told_of = read_of(clause)
    start, end = clause.told_from if told_of else clause.clause.start, clause.clause.end
    start = clause.expression.end if _AMONG_THE.search(clause.before) else start
    found = area_in(clause.text[start:end])
    if found or told_of:
        return found
    here = _HERE.search(clause.text[start:end].lower())
    return here[0] if here else ""


def area_in(text: str) -> str:
    """The first place abroad or within the country that a piece of text names."""
    book = phrase_book()
    listed = not book.placed.isdisjoint(WORD.findall(text.lower()))
    for found in WORD.finditer(text) if listed else ():
        written, word = found[0], found[0].lower()
        if _OF_A_PLACE.match(text, found.end()):
            continue
        municipality = written[0].isupper() and {word, word.removesuffix("s")} & book.municipalities
        if word in book.abroad or municipality:
            return word
    place = _MUNICIPALITY.search(text) or _HEALTH_REGION.search(text) or _PLACE.search(text)
    named = (place[place.lastindex or 0] if place else "").lower()
    if named.endswith(VENUES):
        named = ""
    if named and named not in book.home and stem(named) not in book.common:
        return named
    parts = (found[1].lower() for found in _PART.finditer(text))
    return next((one for one in parts if one in book.near_places), "")


def names_other_plan(clause: SaidClause) -> bool:
    """Whether a plan is named, and that is not one for substance use, nor the one that is quoted: «Fra kommuneplanen: …»."""
    written, whole = _QUOTED.sub("", clause.written.lower()), _QUOTED.sub("", clause.whole)
    return bool(_OTHER_PLAN.search(written)) or other_plan_in(whole)


def other_plan_in(text: str) -> bool:
    """Whether a text in small letters names a plan for another field."""
    fields = (found[2] for found in _PLAN.finditer(text))
    return any("rus" not in field and not _NO_FIELD.match(field) for field in fields)


def read_frame(clause: SaidClause) -> str:
    """Inside or outside the frame; nothing where that is not told."""
    if is_left_out(clause):
        return "outside"
    text = clause.written.lower()
    outside = clause.book.outside.search(text)
    found = outside or clause.book.inside.search(text)
    if found is None:
        return ""
    denied = _DENIED.search(text, max(0, found.start() - DENIAL), found.start())
    return "outside" if (found is outside) != bool(denied) else "inside"


def is_left_out(clause: SaidClause) -> bool:
    """Whether it is what the frame does not hold: «The frame includes this, but not that»."""
    left_out = _NOT_THAT.match(clause.before) is not None
    return left_out and _FRAME_HOLDS.search(clause.ahead) is not None


def without_frame(clause: SaidClause, text: str) -> str:
    """A text without what it says of the frame: «ikke en del av rammen» denies that, not the figure."""
    if is_left_out(clause):
        return _DENIED.sub(" ", text, count=1)
    found = clause.book.outside.search(text) or clause.book.inside.search(text)
    if found is None:
        return text
    start = max(0, found.start() - DENIAL)
    return f"{text[:start]}{_DENIED.sub(' ', text[start : found.start()])} {text[found.end() :]}"
