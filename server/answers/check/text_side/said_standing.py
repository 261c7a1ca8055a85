"""How a number stands: hedged, denied, supposed, wished, still to come, for how long."""

import re

from server.answers.check.text_side.phrases import PHRASE_ENDS
from server.answers.check.text_side.relative_times import counted
from server.answers.check.text_side.said_clause import SaidClause
from server.answers.check.text_side.said_subject import without_frame

SIDES = ("over", "under", "about")
# So many characters behind a figure may deny it; as many more where no comma stands before.
DENIED_NEAR, DENIED_WITHIN = 60, 110
# «Not more than» denies no figure; and who «could tell» it has it.
_NO_MORE = re.compile(
    r"(?<!\w)(?:ikke|ikkje|aldri(?=\s+(?:før|tidligere|tidlegare|hatt|vært|vore|sett|hadde|har|var|så)))\s+(?:\w+\s+){0,4}?(?:mer|meir|flere|fleire|mindre|færre|høyere|høgare|lavere|lågare|bare|berre|bedre|betre|så\s+(?:mange|mye|mykje|stor|høy|høg|godt))(?!\w)"
)
_CAN_TELL = re.compile(
    r"(?<!\w)kunne(?=(?:\W+\w+){0,6}?\W+(?:melde|vise|fortelle|fortelje|rapportere|oppgi|opplyse|svare|si|seie|skilte|by|notere|konstatere|dokumentere|krysse|skrive|takke|glede|slå|lese|telle|telje|bokføre|registrere|peke|peike|stille|krysse|gjøre|gjere|kjenne|merke|se|sjå|samme|same)(?!\w))"
)
_HEDGED = re.compile(r"\s*(?:på|til|for)?\s*(?:en|ei|ein)?\s*")
_FUTURE = re.compile(
    r"(?<!\w)(?:vil|kan|kommer til å|kjem til å)\s+(?:\w+\s+)?(?:ha|bli|få|være|vere|øke|auke|nå|trenge|komme|stige)(?!\w)"
)
_WANTED = re.compile(
    r"(?<!\w)(?:trenger|treng|mangler|manglar|krever|krev|ønsker|ønskjer)\s+(?:\w+\s+)?$"
)
# «If one looks at …» supposes nothing.
_IF = re.compile(
    r"(?<!\w)(?:hvis|dersom|viss)(?!\w)(?!\s+(?:en|ein|man|vi|me|du|de|dykk)\s+(?:bare\s+|berre\s+)?(?:ser|les|leser|teller|tel|regner|reknar|holder|held|sammenligner|samanliknar|spør|tar|tek|legger|legg)(?!\w))"
)
_LACKS = re.compile(
    r"(?<!\w)(?:mangl(?:er|et|a|ar|ande|ende|e)?|sakn(?:er|ar|et|a)|savne[rt])(?!\w)"
)
_WITHOUT = re.compile(
    r"(?<!\w)(?:uten(?!\s+(?:å|at|om|tvil|unntak|videre))|utan(?!\s+(?:å|at|om|tvil|unntak|vidare)))(?!\w)"
)
# «For those who do not want a label» denies nothing; «without the plan it would not have got 500» says that it has.
_THAT = re.compile(r"\W*at\s", re.IGNORECASE)
_WHO_DO_NOT = re.compile(r"(?<!\w)(?:som|dem|dei|de)\s+(?:ikke|ikkje|aldri)(?!\w)")
_WOULD_NOT = re.compile(
    r"\W*(?:uten|utan)\s[^,.]*\s(?:ville|hadde)\s[^.]*?(?<!\w)(?:ikke|ikkje|aldri)(?!\w)"
)
# «It gives hope» hopes for no figure.
_THERE_IS_HOPE = re.compile(
    r"(?<!\w)(?:er|finnes|finst|gir|gjev|ga|gav|med)\s+(?:det\s+)?håp(?!\w)"
)
_GIVEN_UP = re.compile(
    r"(?<!\w)(?:(?:la|lagt|legger|legg)\s+ned|nedlagt|nedla|avvikl(?:er|et|a|ar)|steng(?:er|t|te)(?:\s+ned)?|nedlegg(?:er|e)?|(?:sluttet|slutta|sluttar|slutter)\s+(?:med|å)|(?:sagt|sa|sier|seier)\s+(?:opp|nei)|dropp(?:et|er|a|ar)|kutt(?:et|er|a|ar)\s+ut|(?:faset|fasa|faser|fasar)\s+ut|skrot(?:et|er|a|ar)|mist(?:et|er|a|ar)|avvis(?:te|er)|avslo|forkast(?:et|er|a|ar)|oppga\s+(?:å|forsøket))(?!\w)"
)
# «The rest» is what a figure leaves out.
_EACH = re.compile(r"(?<!\w)(?:per|pr\.?|hver|hvert|kvar|kvart)\s+(?!år|i\s)\w")
_REST = re.compile(
    r"(?<!\w)(?:resten|(?:de|dei)\s+(?:øvrige|resterende|resterande))(?!\w)(?:\W+\w+){0,2}\W*$"
)
_INTENDED = re.compile(
    r"(?<!\w)(?:skulle|foreslår|foreslo|foreslått|forslag(?:et)?|ønsker|ønskjer|krever|krev)(?!\w)"
)
_SAYS_NO = re.compile(
    r"\W*(?:nei|neppe)\W+(?:svarer|svarar|svarte|svara|sier|seier|sa|oppgir|oppga|mener|meiner|lyder|lyd)(?!\w)"
)
_WOULD = re.compile(r"(?<!\w)(?:ville|vil|kunne|skulle|hadde\s+hatt)(?!\w)")
_NONE = re.compile(r"(?<!eller\s)(?<![\w/])(?:ingen|inga)(?!\w)")
_GOAL = re.compile(
    r"(?<!\w)mål(?:et|a|settingen?|settinga)?(?:\s+(?:vårt|vår|våre|deres))?\s+(?:er|om|at|på|blir)(?!\w)"
)
_WHENEVER = re.compile(
    r"(?<!\w)(?:(?:når|hvor|kor|der|som|idet)\s[^,]*,|det\s+vil\s+(?:si|seie)(?!\w))"
)
# «A system that shall handle it» is there.
_SHALL = re.compile(r"(?<!\w)(?<!som )skal(?!\w)")
_YEARS = re.compile(r"(?<!\w)(?:over|på|neste|gjennom|løpet\s+av)\s+(\w+)\s+år(?:ene|a)?(?!\w)")
_AGO = re.compile(r"(?<!\w)for\s+(\w+)\s+år\s+(?:siden|sidan)(?!\w)")


def read_hedge(clause: SaidClause) -> str:
    """The side of a hedge right before the number: over, under, about; nothing where there is none."""
    near = clause.before[-22:]
    for side in SIDES:
        for found in clause.book.cues[side].finditer(near):
            if _HEDGED.fullmatch(near[found.end() :]):
                return side
    return ""


def is_real(clause: SaidClause, intended: bool = False) -> bool:
    """Whether the figure is said to be so: not denied, supposed or wished; `intended`: proposed and meant ones count as so."""
    near = _WHO_DO_NOT.sub(" ", clause.before.rpartition(":")[2])
    comma = clause.behind.find(",")
    within = max(DENIED_NEAR, min(DENIED_WITHIN, comma if comma >= 0 else DENIED_WITHIN))
    # «ikke en del av rammen» denies the frame, not the figure.
    behind = clause.behind
    # «That it was 0.7, is no comfort» denies the comfort.
    if _THAT.match(clause.written):
        behind = behind.partition(",")[0]
    if clause.is_apposed and clause.expression.kind in ("number", "money"):
        # «The fall, 362 posts, does not match …» denies no number.
        behind = behind.partition(",")[0]
    text = without_frame(clause, f"{near} {behind}")[: len(near) + within]
    text = _NO_MORE.sub(" ", text)
    if _WOULD_NOT.match(clause.whole):
        return not clause.has("hypothesis", near)
    ahead = _CAN_TELL.sub(" " * 5, f"{clause.before} {clause.behind}")[: len(clause.before)]
    ahead = _THERE_IS_HOPE.sub(" ", ahead)
    supposed = clause.has("hypothesis", _INTENDED.sub(" ", ahead) if intended else ahead)
    if clause.has("negation", text) or supposed:
        return False
    if _SAYS_NO.match(clause.whole) or _REST.search(clause.before):
        return False
    return not (_WANTED.search(clause.before) or _is_supposed(clause) or _NONE.search(text))


def _is_supposed(clause: SaidClause) -> bool:
    """Whether it stands under an «if», or follows from one by what would be."""
    place = clause.expression.start - clause.sentence.start
    for found in _IF.finditer(clause.whole):
        between = clause.whole[found.end() : place]
        if found.start() > place or "," not in between:
            return True
        if _WOULD.search(between.partition(",")[2]):
            return True
    return False


def lacks(clause: SaidClause, share: bool) -> bool:
    """Whether the clause says that something is missing, or, of a share of those who have it, that it was given up."""
    text = clause.whole if clause.is_aside else clause.written.lower()
    told = text if clause.is_aside else text[clause.said_from - clause.clause.start :]
    if _WOULD_NOT.match(clause.whole):
        return False
    # «Nothing about us without us, and 89 per cent …» lacks nothing.
    near = PHRASE_ENDS.split(text[: len(text) - len(clause.behind)])[-1] + clause.behind
    without = _WITHOUT.search(text if clause.is_aside else near)
    return bool(_LACKS.search(text) or without) or (share and _GIVEN_UP.search(told) is not None)


def is_of_each(clause: SaidClause) -> bool:
    """Whether the figure is of each of several: «per plass», «for hver»."""
    return _EACH.search(clause.written.lower()) is not None


def is_target(clause: SaidClause) -> bool:
    """Whether the figure is a goal, or shall come."""
    if _GOAL.search(clause.before) or _SHALL.search(clause.behind[:60]):
        return True
    # «When services are to be developed, …» has no goal in it.
    ahead = clause.has("target", _WHENEVER.sub(" ", clause.before)[-60:])
    return ahead and not clause.has("done", clause.before[-40:])


def is_done(clause: SaidClause) -> bool:
    """Whether what the figure tells is said to have come."""
    return clause.has("done", clause.before[-60:]) and not clause.has("target", clause.before)


def is_future(clause: SaidClause) -> bool:
    """Whether it is foretold."""
    return _FUTURE.search(PHRASE_ENDS.split(clause.before)[-1][-70:]) is not None


def years_lasting(clause: SaidClause) -> int:
    """For how many years its sentence says that something is; 0 where it does not."""
    return _length(_YEARS, clause.whole)


def years_ago(clause: SaidClause) -> int:
    """How many years ago that is what its sentence compares with; 0 where it does not say."""
    return _length(_AGO, clause.whole)


def _length(pattern: re.Pattern[str], whole: str) -> int:
    found = pattern.search(whole)
    return (counted(found[1]) or 0) if found else 0
