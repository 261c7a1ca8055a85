"""What a numeric expression is: rules over the classes of tokens, and who reads what they find.

The rules are tried in this order at each token, as in a parsing expression grammar, and the first that holds
and has a reading is taken: longer forms stand before the shorter ones that they begin with.
"""

import re
from collections.abc import Iterator

from graph_build.scan import amounts, calendar, marks, shares
from graph_build.scan.notation import compiled
from graph_build.scan.parts import PARTS
from graph_build.scan.site import Reader, Readings, Site
from graph_build.scan.tokens import Tokens

Rules = tuple[tuple[str, Reader], ...]

_POINTING: Rules = (
    ("(?<!letters)(?<!digits)plus digits(s?digits){1,6}", marks.phone_number_of),
    ("alone called(s?(dot|colon|nr))*s?(i s)?x=((plus digits sp?)?digits(sp digits){0,4})(?!s?measured)", marks.called_of),
    ("free(d2 sp d2 sp d2 sp d2|d3 sp d2 sp d3)(?!digits)", marks.phone_number_of),
    ("free d8(?!s?measured|(comma|dot)digits|digits|letters)", marks.mobile_of),
    ("alone registered(s?(dot|hyphen|nr|registered))*colon?s?x=(digits((sp|dot|hyphen|slash)digits){0,6})(?!s?measured)",
     marks.registered_of),
    ("free((d4|year)(sp|dot)d2(sp|dot)d5|d6 sp d5|d11)(?!digits|letters|s?measured|(comma|dot)digits)", marks.identifier_of),
    ("section section s?x=(item((s?comma|s and)s item|s til s item){0,8})", marks.references_of),
    ("section s?item", marks.reference_of),
    ("alone(referred dot?|pages dot)s?x=(item((s?comma|s and)s digits(dot digits){1,4}){0,8})(?!digits|foreign|s?measured)",
     marks.references_of),
    ("alone paper((dot s?|s)(paper|nr))*dot?s?x=(year colon s?digits|digits(colon s?digits)?)(?!digits|letters)",
     marks.marked_reference_of),
    ("(?<=year sp)nr dot?s?x=digits(?!digits|letters)", marks.marked_reference_of),
)  # fmt: skip
_CALENDAR: Rules = (
    ("alone clock dot?s?a=hour(s?(dash|til)s?b=hour)?(?!digits|foreign)", calendar.time_of),
    ("alone clock s(half=half s)?n=small wordend", calendar.told_time_of),
    ("(?<!article sp)(?<!one sp)alone half=half s n=small wordend(?!s measured)", calendar.told_time_of),
    ("free a=((d1|d2)colon d2)(s?dash s?b=((d1|d2)colon d2))?(?!digits|letters|colon)", calendar.time_of),
    ("free a=(d2 dot d2)s?dash s?b=(d2 dot d2)(?!digits|letters|s?measured|(comma|dot)digits)", calendar.time_of),
    ("free day=(d1|d2)dot month=(d1|d2)dot year=(anyyear|d2)(?!digits|dot digits)", calendar.day_of),
    ("free year=anyyear hyphen month=d2 hyphen day=d2(?!hyphen|digits)", calendar.day_of),
    ("free day=(d1|d2)slash month=(d1|d2)((dash|slash|s)year=anyyear|(dash|slash)d2)(?!digits|letters)", calendar.day_of),
    ("free first=(d1|d2)(dot?s?dash s?|dot(comma s day){0,4}s(and|til)s)last=(d1|d2)dot s?month=anymonth(?!letters)"
     "(s year=anyyear(?!digits))?", calendar.days_of),
    ("free day=(d1|d2)(dot s?|s)month=anymonth(?!letters)(s year=anyyear(?!digits))?", calendar.day_of),
    ("alone month=anymonth s year=year(?!digits)", calendar.month_of),
    ("alone n=(ordinal|other|(d1|d2)(?=dot))dot?s part=quarter(?!hyphen)(s year=year(?!digits))?", calendar.part_of_year_of),
    ("all=(free day=(d1|d2)dot month=(d1|d2)dot)(?!digits)s next=letters", calendar.short_day_of),
    ("free n=d2 hyphen s(and|til)s all=((d2|year)hyphen decade)", calendar.two_decades_of),
    ("free n=(year|d2|d4)hyphen decade", calendar.decade_of),
    ("free a=d2 dot b=d2(?!digits|letters|s?measured|(comma|dot)digits)", calendar.bare_pair_of),
    ("free a=year(tight=(dash|slash=slash)|s?(dash|loose=slash)s?)b=(year|d2)"
     "(?!digits|letters|percentsign|s countable|s unit|dash digits|hyphen decade)", calendar.two_years_of),
    ("free x=(digits dot digits(dot digits){1,4})(?!digits|letters)", marks.section_of),
)  # fmt: skip
_LISTS: Rules = (
    ("(?<!midline)s?x=((d1|d2)(dot(d1|d2)){1,4})s next=letters", marks.heading_of),
    ("(?<!midline)s?all=(n=(d1|d2)(dot=dot|rpar))s next=(.?)", shares.list_number_of),
)
_SHARE = " s?(point=point|percent=percent|permille=permille)"
_UNITS = f"(?:{_SHARE}|(?:s?scales=scales)?(?:s?(currency=unit|bigcode=bigcode))?)"
_MONEY = "(s?scales=scales)?s?(currency=unit|bigcode=bigcode)"
_LISTED = "a=listed(s?comma s b=listed(s?comma s c=listed(s?comma s d=listed(s?comma s e=listed)?)?)?)?s(and|til)s(?!(article|one)s half)n=count"
_AMOUNTS: Rules = (
    ("before=before a=bare s?dash s?b=figure(s?scales=scales)?even?end", amounts.range_of),
    ("a=figure s?percent s?dash s?b=figure s?percent=percent", amounts.range_of),
    (f"a=figure s?dash s?b=figure{_UNITS}end(?!dash digits)", amounts.range_of),
    (f"alone a=small dash b=small wordend{_UNITS}", amounts.range_of),
    (f"(?<!fra sp)(?!year s)a=(figure|cardinal)s til s b=(figure|cardinal)(?=s?(measured)){_UNITS}end", amounts.range_of),
    (_LISTED + _SHARE, amounts.shared_of),
    (f"(?<!i sp){_LISTED}{_MONEY}", amounts.shared_of),
    (f"{_LISTED} s?scales=scales end", amounts.shared_of),
    ("before=before n=(bare|sign figure)(s?scales=scales)?even?end", amounts.quantity_of),
    ("before=before n=(sign?cardinal)(s?scales=scales)?", amounts.quantity_of),
    (f"n=counted{_SHARE}", amounts.quantity_of),
    (f"n=counted{_MONEY}", amounts.quantity_of),
    ("n=figure even=even", amounts.quantity_of),
    ("n=counted s?scales=scales end", amounts.quantity_of),
    ("alone((article s)?par s|few s)?tensof(s scales=scales)?(s currency=unit)?", amounts.indefinite_of),
    ("alone((article s)?par|few)s scales=scales(s currency=unit)?", amounts.indefinite_of),
)  # fmt: skip
_SHARES: Rules = (
    ("n=(alone(article|small)|figure)s part=part wordend", shares.parts_of),
    ("a=(alone(article|small)|figure)s av s b=(cardinal|figure)(?!foreign|hyphen|s?percent)", shares.share_of),
    ("free a=short slash b=short(?!letters|digits|slash|(dot|comma)digits)", shares.slash_of),
    ("alone every s o=(ordinal|other)wordend", shares.every_of),
    ("alone everyother wordend", shares.half_of),
    ("alone halves wordend", shares.half_of),
    ("free vulgar(?!letters)", shares.vulgar_of),
    ("alone half(?!hyphen|digits)", shares.half_of),
    ("alone n=fold(?!digits)", shares.fold_of),
)  # fmt: skip
_COUNTS: Rules = (
    ("(?<!letters)(?<!digits)(?<!letters hyphen)(?<!digits(dot|slash|colon|quote))(?<!uncalendar comma)n=year"
     "(?!letters|percentsign|(dot|comma)uncalendar|dot year|comma year comma uncalendar)"
     "((?=s(counted=countable|plural=plural))|)", calendar.year_of),
    ("(?<!for sp det sp)alone n=ordinal(?!digits)", shares.ordinal_of),
    ("all=(free n=(d1|d2|d3)dot)s next=letters", shares.figure_ordinal_of),
    # «tre» is also a verb (å tre i kraft, tre inn, tre av) and a noun (et tre).
    ("(?<!article sp)(?<!aa sp)((?<!modal sp)|(?!tre s av))alone tre wordend(?!s i s kraft|s particle|andhalf)",
     amounts.number_of),
    ("(?!tre wordend(?!s(hundred|thousand)|andhalf|s komma))count end", amounts.number_of),
)  # fmt: skip
RULES: Rules = (*_POINTING, *_CALENDAR, *_LISTS, *_AMOUNTS, *_SHARES, *_COUNTS)

# One expression finds where the next rule holds and which it is, in one pass over the text.
_FIRST = re.compile(
    "|".join(f"(?P<r{at}>{compiled(rule, PARTS, False)})" for at, (rule, _) in enumerate(RULES)), re.DOTALL
)
_EACH = tuple((re.compile(compiled(rule, PARTS), re.DOTALL), reader) for rule, reader in RULES)


def readings(tokens: Tokens) -> Iterator[Readings]:
    """What is read at each place where a rule holds, from the first to the last; the readings do not overlap."""
    here = 0
    while found := _FIRST.search(tokens.classes, here):
        assert found.lastgroup is not None
        read = _reading(tokens, found.start(), int(found.lastgroup[1:]))
        yield read
        here = max(read[-1][1], found.start() + 1) if read else found.start() + 1


def _reading(tokens: Tokens, start: int, rule: int) -> Readings:
    for pattern, reader in _EACH[rule:]:
        match = pattern.match(tokens.classes, start)
        if match and (read := reader(Site(tokens, match))):
            return read
    return ()
