"""What a numeric expression is: rules over the classes of tokens, and who reads what they find.

The notation is that of `notation`. A rule stands after those that are longer and begin as it does.
"""

from graph_build.scan.readers import amounts, calendar, clock, homographs, pointers, shares, years
from graph_build.scan.readers.occurrence import Reader

# What is written so, and its reader.
Rule = tuple[str, Reader]
Rules = tuple[Rule, ...]

_POINTING: Rules = (
    ("lpar plus digits rpar s?digits(s digits){0,4}", pointers.phone_number_of),
    ("plus digits(s?digits){0,6}", pointers.phone_number_of),
    ("d3 sp?d3(?!s?measured|s plural|sp d3|digits|(comma|dot)digits)", pointers.harmonised_of),
    ("called(s?(dot|colon|nr)){0,4}s?(i s)?x=((plus digits sp?)?digits(sp digits){0,4})(s and s y=(d3|d5)(?!digits|s?measured|s plural|sp digits))?(?!s?measured)", pointers.called_of),
    ("(d2 sp d2 sp d2 sp d2|d3 sp d2 sp d3)(?!digits)", pointers.phone_number_of),
    ("(?<=change sp)(d8|d5|d3|d3 sp d3)(?!digits|letters|s?measured|s plural|s word s(countable|plural)|(dot|comma|dash|slash)digits)", pointers.rung_of),
    ("d8(?!s?measured|(comma|dot)digits|digits|letters)", pointers.mobile_of),
    ("registered(s?(dot|hyphen|nr|registered)){0,5}colon?s?x=(digits((sp|dot|hyphen|slash)digits){0,6})(?!s?measured)",
     pointers.registered_of),
    ("registered colon?s x=(letters d2(sp?digits){1,6})(?!digits|letters|s?measured)", pointers.case_of),
    ("(?<=word sp)x=d5(?!digits|letters|s?measured|s plural|(comma|dot|dash)digits|sp d3)", pointers.plate_of),
    ("x=(d9|d3 sp d3 sp d3)s next=word(?!letters|digits)", pointers.enterprise_of),
    ("((d4|year)(sp|dot)d2(sp|dot)d5|d6 sp d5|d11)(?!digits|letters|s?measured|(comma|dot)digits)", pointers.identifier_of),
    ("section section s?x=(item((s?comma|s and)s item|s til s item){0,8})", pointers.references_of),
    ("x=(section s?digits(dash digits)?sp(alpha|court))dot s next=letters", pointers.lettered_of),
    ("section s?item", pointers.reference_of),
    ("(?<=lpar)x=(d1|d2)(?=rpar)", pointers.subsection_of),
    ("court hyphen digits slash digits(?!digits|letters)", pointers.reference_of),
    ("paper(s nr dot?)?s x=(letters hyphen digits(slash(year|d2))?)(?!digits|letters)", pointers.marked_reference_of),
    ("year hyphen d2 hyphen d2 hyphen digits(?!digits|letters|hyphen)", pointers.reference_of),
    ("registered(s?(dot|colon|nr)){0,3}s?x=(digits slash digits)(?!digits|letters|slash|s?measured)", pointers.case_of),
    ("d2 hyphen d6 letters(hyphen letters(slash d2)?)?(?!digits|letters)", pointers.identifier_of),
    ("d4 s?(d8|d2 s d2 s d2 s d2|d3 s d2 s d3)(?!digits|letters)", pointers.foreign_number_of),
    ("(cited|for|paper)hyphen year(hyphen digits){1,3}(hyphen letters)?(?!digits)", pointers.reference_of),
    ("(referred dot?|pages dot)s?x=(item((s?comma|s and)s digits(dot digits){1,4}|secondly){0,8})(?!digits|foreign|s?measured)",
     pointers.references_of),
    ("paper((dot s?|s)(paper|nr|pages|chamber)){0,4}dot?s?x=(year colon s?digits|uncalendar(colon s?digits)?)(?!digits|letters)",
     pointers.marked_reference_of),
    ("nr dot?s?x=(short|d4)(?!digits|letters|(dot|comma)digits)", pointers.item_of),
    ("(?<=digits sp)nr dot?s?x=digits(?!digits|letters)", pointers.marked_reference_of),
)  # fmt: skip
_CALENDAR: Rules = (
    ("(?<=between sp)x=(clock dot?s?a=hour)s og s y=((clock dot?s?)?b=hour)(?!digits|foreign|s?measured)", clock.between_of),
    ("clock dot?s?a=hour(s?comma s b=hour)?s og s c=hour(?!digits|letters|(comma|dot)digits|s?measured|s plural|s word s(countable|plural))", clock.hours_of),
    ("n=(small|d1|d2)(?=s om=change s daypart)", clock.told_time_of),
    ("clock dot?s?a=hour(s?(dash|til)s?b=hour)?(?!digits|foreign)", clock.time_of),
    ("x=(clock dot?s(m=small|kvart)(s called=countable)?s side=(over|change) s(half=half s)?n=small)wordend(?!s measured)", clock.minutes_of),
    ("clock s change s(word s)?x=((m=small|kvart)(s called=countable)?s side=(over|change) s(half=half s)?n=small)wordend(?!s measured)", clock.minutes_of),
    ("x=(kvart s side=(over|change) s n=small)wordend(?!s measured)", clock.minutes_of),
    ("x=(m=(small|d1|d2)(s called=countable)?s side=(over|change) s half=half s n=small)wordend(?!s measured)", clock.minutes_of),
    ("x=(m=(small|d1|d2)(s called=countable)?s side=(over|change) s n=small)wordend(?!s measured|s plural|s andhalf|s(og|komma|til|av|hundred|thousand))", clock.minutes_of),
    ("clock s be=change s(word s)?(a=hour(?!digits|foreign|s?measured)|n=small wordend(?!s measured))", clock.shown_time_of),
    ("((?<=weekday sp)|(?<=weekday(dot|colon)sp))a=(d2((dot|colon)d2)?)s?dash s?b=(d2((dot|colon)d2)?)(?!digits|letters|s?measured|s plural|s word)", clock.time_of),
    ("clock dot?s(half=half s)?n=small(wordend|(?=hyphen hourly))", clock.told_time_of),
    ("n=small(?=hyphen hourly)", clock.told_time_of),
    ("(?<!article sp)(?<!one sp)half=half s n=small(wordend(?!s measured)|(?=hyphen hourly))", clock.told_time_of),
    ("a=d1 colon b=((d2|d3)(sp d3){1,2})(?!digits|letters)", amounts.scale_of),
    ("a=((d1|d2)colon d2)(s?dash s?b=((d1|d2)colon d2))?(?!digits|letters|colon|comma digits|dot digits)", clock.time_of),
    ("(d1|d2)colon d2(colon d2)?((comma|dot)digits)?(?!digits|letters|colon)", amounts.indefinite_of),
    ("a=(d2 dot d2)s?dash s?b=(d2 dot d2)(?!digits|letters|s?measured|(comma|dot)digits)", clock.time_of),
    ("day=(d1|d2)dot month=(d1|d2)dot year=(anyyear|d2)(?!digits|dot digits)", calendar.day_of),
    ("day=(d1|d2)dot sp month=(d1|d2)dot sp year=year(?!digits|dot digits)", calendar.day_of),
    ("day=(d1|d2)dot month=(d1|d2)(?=comma?s clock)", calendar.day_of),
    ("(?<=dot(hyphen|endash))all=(day=(d1|d2)dot month=(d1|d2)dot)(?!digits)", calendar.day_of),
    ("year=anyyear hyphen month=d2 hyphen day=d2(?!hyphen|digits)", calendar.day_of),
    ("day=(d1|d2)slash month=(d1|d2)((dash|slash|s(?=anyyear))year=(anyyear|d2))(?!digits|letters|slash)", calendar.day_of),
    ("first=(d1|d2)(dot?s?dash s?|dot(comma s day){0,4}s(and|til)s)last=(d1|d2)dot?s?month=anymonth(?!letters)"
     "(s year=anyyear(?!digits))?", calendar.days_of),
    ("first=(d1|d2)dot s?dash s?last=(d1|d2)dot month=(d1|d2)dot(year=anyyear)?(?!digits)", calendar.days_of),
    ("all=(day=(d1|d2)dot month=(d1|d2)dot)(?=s?dash s?(d1|d2)dot(d1|d2)dot)", calendar.day_of),
    ("(?<=when sp)a=d2 slash b=d2(?!digits|letters|slash)", years.season_of),
    ("((?<=when sp)|(?<=year sp til sp)|(?<=year sp og sp))(hyphen|quote)x=d2(?!digits|letters|s?measured)", years.short_year_of),
    ("((?<=fra sp)|(?<=fra sp change dot sp)|(?<=between sp))a=d4 s(til|og)s b=(d4|year)uncounted", years.old_years_of),
    ("(?<=comma sp)a=d4 dash b=(d4|year)(?=comma s|dot|line|rpar)", years.old_period_of),
    ("a=d4 dash b=year uncounted", years.old_period_of),
    ("((?<=lpar)|(?<=when sp)|(?<=i sp))a=d4(dash|sp dash sp)b=(d4|year|d2)uncounted", years.old_period_of),
    ("((?<=when sp)|(?<=i sp)|(?<=countable sp)|(?<=fra sp)|(?<=til sp)|(?<=av sp)|(?<=when sp (change|word) sp)|(?<=when sp change dot sp)"
     "|(?<=fra sp change sp)|(?<=fra sp change dot sp)|(?<=fra sp word sp))n=d4(?!s til s digits|hyphen decade|hyphen tall)uncounted", years.old_year_of),
    ("(?<=(when|i|fra) sp (d4|year) sp (og|eller|til) sp)n=d4 uncounted", years.later_year_of),
    ("day=(d1|d2)dot?s?month=anymonth s(hyphen|quote)year=d2(?!digits|letters|s?measured)", calendar.shortened_of),
    ("month=month s(hyphen|quote)year=d2(?!digits|letters|s?measured)", calendar.shortened_of),
    ("x=(day=(d1|d2)dot?s month=month)s?dash s?y=(last=(d1|d2)dot?s end=month(s year=anyyear(?!digits))?)(?!letters)", calendar.two_days_of),
    ("day=(d1|d2)(dot s?|s)month=anymonth(?!letters)(s year=anyyear(?!digits))?", calendar.day_of),
    ("day=ordinal s month=month(?!letters|hyphen)(s year=year(?!digits))?", calendar.named_day_of),
    ("month=(d1|d2)slash year=year(?!digits|letters|slash)", calendar.month_of),
    ("x=(year slash(d3|d4|d5|d2(?=slash letters))|d2 slash(d4|d5|(d1|d2|d3)(?=slash letters)))(?!digits|letters)",
     pointers.marked_reference_of),
    ("a=anymonth s?(dash|slash)s?b=anymonth s year=year(?!digits)", calendar.months_of),
    ("month=anymonth s year=year(?!digits)", calendar.month_of),
    ("month=month s year=d4 uncounted", calendar.old_month_of),
    ("n=(ordinal|other|(d1|d2)(?=dot))dot?s part=quarter(?!hyphen)(s year=year(?!digits))?", calendar.part_of_year_of),
    ("sign=(alpha|court)number=d1(s year=year(?!digits))?(?!letters|digits)", calendar.short_part_of),
    ("all=(day=(d1|d2)dot month=(d1|d2)dot)(?!digits)s next=letters", calendar.short_day_of),
    ("((?<=weekday sp)|(?<=weekday dot sp))day=(d1|d2)dot month=(d1|d2)(?!digits|dot digits|dot?s?dash|s?measured|s plural)", calendar.day_of),
    ("n=(d2|d4|year)(hyphen s(and|til)s|dash)all=((d2|d4|year)hyphen decade)", years.two_decades_of),
    ("n=(year|d2|d4)(?=hyphen comma s((year|d2|d4)hyphen comma s){0,3}(year|d2|d4)hyphen s(and|til)s(year|d2|d4)hyphen decade)", years.decade_of),
    ("n=(year|d2|d4|numeral)hyphen decade", years.decade_of),
    ("(article s)?(d2|d3)hyphen tall wordend(?=s(countable|plural))", amounts.indefinite_of),
    ("n=(d2|d4|year)hyphen tall wordend", years.decade_of),
    ("decadeword", years.named_decade_of),
    ("yearword wordend", years.year_in_words_of),
    ("(?<=i sp)x=compound wordend(?!s?measured|s plural)", years.year_in_words_of),
    ("a=(d1|d2)(dash b=(d1|d2))?(?=hyphen hourly)", clock.time_of),
    ("(d1|d2)dot d2 comma(d1|d2)(?!digits|letters|s?measured)", amounts.indefinite_of),
    ("a=d2 dot b=d2(?!digits|letters|s?measured|(comma|dot)digits)", clock.bare_pair_of),
    ("a=year(tight=(dash|slash=slash)|s?(dash|loose=slash)s?)b=(year|d2)"
     "(?!digits|letters|percentsign|s countable|s unit|dash digits|hyphen decade)", years.two_years_of),
    ("x=(digits dot digits(dot digits){1,4})(?!digits|letters)", pointers.section_of),
)  # fmt: skip
_LISTS: Rules = (
    ("linestart x=((d1|d2)(dot(d1|d2)){1,4})s next=letters", pointers.heading_of),
    ("linestart all=(n=(d1|d2)(dot=dot|rpar))s next=(.?)", shares.list_number_of),
)
_SHARE = " s?(point=point|percent=percent|permille=permille)"
# A scale, a currency or both: each mark may stand once in a rule, so both are optional, and one is looked for first.
_MONEY = (
    "(?=s?(scale|shortscale|hundred|thousand|currency|code|bigcode|moneysign|nation s currency))"
    "(s?scales=scales)?(s?(currency=unit|bigcode=bigcode))?"
)
_UNIT = f"({_SHARE}|{_MONEY})"
_LISTED = (
    "a=listed(s?comma s b=listed(s?comma s c=listed(s?comma s d=listed(s?comma s e=listed)?)?)?)?"
)
_AMOUNTS: Rules = (
    ("n=cardinal s scales=scale s(og s)?rest=((below s)?(thousand|thousands)(s og s small|s below)?|compound)wordend(s currency=unit)?", amounts.sum_of),
    ("n=figure s scales=scale s(og s)?rest=figure s thousands=thousand wordend(s currency=unit)?", amounts.sum_of),
    ("before=before a=figure s?dash s?b=figure(s?scales=scales)?even?end", amounts.range_of),
    ("a=figure s?dash s?b=figure even=even(s currency=unit)?", amounts.range_of),
    ("a=figure s?percent s?dash s?b=figure s?percent=percent", amounts.range_of),
    (f"(?!d2 hyphen(d5|d6|d9))a=ended s?dash s?b=ended{_UNIT}?end(?!dash digits)", amounts.range_of),
    (f"a=(small|halfmore)dash b=small wordend{_UNIT}?", amounts.range_of),
    (f"(?<!fra sp)(?!year s)a=(figure|cardinal|halfmore|article)s til s b=(figure|cardinal|small)(?=s?measured|s plural){_UNIT}?end", amounts.range_of),
    (f"(?<=between sp)a=small s og s n=small(?=s(thousand|hundred)){_UNIT}", amounts.shared_of),
    (f"{_LISTED}s(and|til)s(?!(article|one)s half)n=count {_UNIT}", amounts.shared_of),
    (f"a=figure s dash s b=cardinal s dash{_UNIT}", amounts.repeated_of),
    ("before=before n=(sign?figure)(s?scales=scales)?even?end", amounts.quantity_of),
    ("before=before n=(sign?cardinal)(s?scales=scales)?", amounts.quantity_of),
    (f"n=counted {_UNIT}", amounts.quantity_of),
    ("n=figure even=even(s currency=unit)?", amounts.quantity_of),
    ("((article s)?par s|few s|article s)?tensof(s scales=scales)?(s currency=unit)?", amounts.indefinite_of),
    ("((article s)?par s|few s|article s)tally(s scales=scales)?(s currency=unit)?", amounts.indefinite_of),
    ("some s(small s)?scales=(scales|thousands|hundreds)(s currency=unit)?", amounts.indefinite_of),
)  # fmt: skip
_SHARES: Rules = (
    ("n=((article|small)|figure)s part=part wordend", shares.parts_of),
    ("all=(n=count s times=(countable|ordered))s as=letters", shares.times_of),
    ("(?<!nr sp)(?<!nr dot sp)a=((article|small)|figure)s av s b=(cardinal|figure)(?!foreign|hyphen|s?percent|dot s?anymonth)", shares.share_of),
    ("a=figure times b=figure(?!digits|letters)", amounts.scale_of),
    ("a=short slash b=short(?!letters|digits|slash|(dot|comma)digits)", shares.slash_of),
    ("(every|kvart)s o=(ordinal|other)wordend", shares.every_of),
    ("(every|kvart)s o=short dot(?=s letters)", shares.every_of),
    ("other(?=s ordered)", shares.second_of),
    ("(?<=ordinal comma sp)other(?=s and s ordinal)", shares.second_of),
    ("(?<!for sp det sp)n=other(?=(s noun=letters(s change s next=letters)?)?)", shares.told_second_of),
    ("everyother wordend", shares.half_of),
    ("halves wordend", shares.half_of),
    ("a=short colon b=figure(?!digits|letters|colon)", amounts.scale_of),
    ("n=quarters(?=s next=letters)", shares.quarters_of),
    ("vulgar(?!letters)", shares.vulgar_of),
    ("half(?!hyphen|digits)", shares.half_of),
    ("n=fold(?!digits)", shares.fold_of),
    ("n=(small|short)hyphen fold(?!digits)", shares.times_more_of),
)  # fmt: skip
_COUNTS: Rules = (
    ("n=year"
     "(?!letters|percentsign|(dot|comma)uncalendar|dot year|comma year comma uncalendar)"
     "((?=s(counted=countable|plural=plural))|)", years.year_of),
    ("(?<!for sp det sp)n=ordinal(?!digits)(s og s last=word)?", shares.ordinal_of),
    ("all=(a=short dot s?dash s?b=short dot)(?=s letters)", amounts.places_of),
    ("all=(n=short dot)(?=hyphen(letters|s(and|til)s))", shares.figure_ordinal_of),
    ("all=(n=(d1|d2)dot)next=letters", shares.figure_ordinal_of),
    ("all=(n=short dot)(s next=letters(named=hyphen letters)?|(?=comma))", shares.figure_ordinal_of),
    ("verbal wordend(?!s i s kraft|andhalf|s komma|s(hundred|thousand))(?=s counted=(countable|plural)|)", homographs.number_of),
    ("(?!verbal wordend(?!s(hundred|thousand)|andhalf|s komma))count end", amounts.number_of),
)  # fmt: skip
RULES: Rules = (*_POINTING, *_CALENDAR, *_LISTS, *_AMOUNTS, *_SHARES, *_COUNTS)
