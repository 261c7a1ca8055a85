"""Whom, where and which plan a number is about, as its clause says: groups, «av kommunene», places, plan, frame."""

import re

from server.answers.check.text_side.said_clause import SaidClause

_OF = re.compile(
    r"\s*(?:av|blant)\s+(?:(?:de|dei|alle|landets|norske|våre|disse|desse|dem|samtlige)\s+)*([^\W\d_]+)"
)
_AMONG = re.compile(r"(?<!\w)blant\s+(?:(?:de|dei|alle|landets|norske)\s+)*([^\W\d_]+)")
_SHARE = re.compile(r"(?<!\w)(?:andel(?:en)?|del(?:en)?|prosentdel(?:en)?)\s+(?:av\s+)?([^\W\d_]+)")
_HAVING = re.compile(
    r"(?<!\w)(?:personer|personar|folk|mennesker|menneske|dem|de|dei|brukere|brukarar|pasienter|pasientar|unge|voksne|vaksne)"
    r"\s+med\s+((?:[^\W\d_]+[-\s]+){0,2}[^\W\d_]+)"
)
_PLAN = re.compile(
    r"(?<!\w)([^\W\d_]*planen?|[^\W\d_]*planar?|[^\W\d_]*planens)\s+(?:for|mot|på|innen|om|innan)\s+((?:[^\W\d_-]+[-\s]+){0,3}[^\W\d_]+)"
)
_OTHER_PLAN = re.compile(
    r"(?<!\w)(?!opptrappings|rus|bruker|brukar)[^\W\d_]{2,}plan(?:en|ens|a|er|ene)?(?!\w)"
)
# What may stand behind «planen for» and is no field: «planen for å …», «planen for perioden».
_NO_FIELD = re.compile(
    r"(?:å|årene|åra|perioden|de|dei|det|den|hele|heile|alle|kommunene|kommunane|feltet|området)(?!\w)"
)
_PATIENTS = re.compile(r"(?!rus)\w{3,}pasient(?:er|ar|ene|ane)?")
OTHER_PATIENTS = "other-patients"
_MUNICIPALITY = re.compile(
    r"(?<!\w)(?:([A-ZÆØÅ][^\W\d_]+)\s+kommune|våre?\s+kommune|kommunen\s+(?:vår|min))(?!\w)"
)
_PLACE = re.compile(r"(?<!\w)i\s+([A-ZÆØÅ][a-zæøå]{3,})(?!\w)")


def read_of(clause: SaidClause) -> str:
    """The noun of what a share is of: «av kommunene», «andelen kommuner»; nothing where there is none."""
    found = _OF.match(clause.behind) or _AMONG.search(clause.written.lower())
    if found is None and clause.expression.kind in ("percent", "fraction"):
        share = _SHARE.search(clause.before)
        found = share if share and share[1] in clause.book.groups else None
    return found[1] if found else ""


def read_having(clause: SaidClause) -> str:
    """What the people have that it is about: «med rusproblem»."""
    found = _HAVING.search(clause.written.lower())
    return found[1] if found else ""


def read_groups(clause: SaidClause) -> frozenset[str]:
    """The codes of the groups that are named; OTHER_PATIENTS are those of another field."""
    groups = clause.book.groups
    found = {groups[one.word] for one in clause.local if one.word in groups}
    others = any(_PATIENTS.fullmatch(one.word) for one in clause.local if one.word not in groups)
    return frozenset(found | {OTHER_PATIENTS} if others else found)


def read_area(clause: SaidClause) -> str:
    """A place that is not the whole country; nothing where there is none."""
    for one in clause.local:
        if one.word in clause.book.abroad:
            return one.word
    found = _MUNICIPALITY.search(clause.written) or _PLACE.search(clause.written)
    word = (found[found.lastindex or 0] if found else "").lower()
    return "" if word in clause.book.home else word


def names_other_plan(clause: SaidClause) -> bool:
    """Whether a plan is named, and that is not one for substance use."""
    if _OTHER_PLAN.search(clause.written.lower()):
        return True
    fields = (found[2] for found in _PLAN.finditer(clause.whole))
    return any("rus" not in field and not _NO_FIELD.match(field) for field in fields)


def read_frame(clause: SaidClause) -> str:
    """Inside or outside the frame; nothing where that is not told."""
    text = " ".join(clause.written.lower().split())
    if clause.book.outside.search(text):
        return "outside"
    return "inside" if clause.book.inside.search(text) else ""
