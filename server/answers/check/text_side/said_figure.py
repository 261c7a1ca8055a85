"""What a text says of a number: unit, kind, sign, hedge, groups, places, plan and frame, read from its clause."""

import re
from dataclasses import dataclass
from decimal import Decimal

from graph_build.scan.scanner import Expression
from server.answers.check.lexis.phrase_book import PhraseBook, phrase_book
from server.answers.check.lexis.stems import Word, norm, stem
from server.answers.check.text_side.said_times import SaidTime, last_year
from server.answers.check.text_side.text_layout import Clause, Sentence

# Words between a number and the noun that is its unit.
_SKIPPED = frozenset(
    [
        "nye",
        "ny",
        "nytt",
        "flere",
        "fleire",
        "færre",
        "færrare",
        "slike",
        "slik",
        "ekstra",
        "kommunale",
        "kommunal",
        "mer",
        "meir",
        "av",
        "de",
        "dei",
        "disse",
        "desse",
        "andre",
        "egne",
        "eigne",
        "hele",
        "heile",
        "totalt",
        "samlede",
        "samla",
        "norske",
        "norsk",
        "nesten",
        "om",
        "lag",
        "lønnede",
        "faste",
        "store",
        "små",
        "ledige",
        "varige",
        "ordinære",
        "overordnede",
        "overordna",
        "hovedmål",
    ]
)
_ACROSS = re.compile(r"[.,;:()!?]")
_OF = re.compile(
    r"\s*(?:av|blant)\s+(?:(?:de|dei|alle|landets|norske|våre|disse|desse|dem|samtlige)\s+)*([^\W\d_]+)"
)
_PLAN = re.compile(
    r"(?<!\w)([^\W\d_]*planen?|[^\W\d_]*planar?|[^\W\d_]*planens)\s+(?:for|mot|på|innen|om|innan)\s+((?:[^\W\d_-]+[-\s]+){0,3}[^\W\d_]+)"
)
_MUNICIPALITY = re.compile(
    r"(?<!\w)(?:([A-ZÆØÅ][^\W\d_]+)\s+kommune|vår(?:e)?\s+kommune|kommunen\s+vår|kommunen\s+min)(?!\w)"
)
_PLACE = re.compile(r"(?<!\w)i\s+([A-ZÆØÅ][a-zæøå]{3,})(?!\w)")
_HAVING = re.compile(
    r"(?<!\w)(?:personer|personar|folk|mennesker|menneske|dem|de|dei|brukere|brukarar|pasienter|pasientar|unge|voksne|vaksne)"
    r"\s+med\s+((?:[^\W\d_]+[-\s]+){0,2}[^\W\d_]+)"
)
_BRACKETS = re.compile(r"\([^()]*\)?")
_AMONG = re.compile(r"(?<!\w)blant\s+(?:(?:de|dei|alle|landets|norske)\s+)*([^\W\d_]+)")
_OTHER_PLAN = re.compile(
    r"(?<!\w)(?!opptrappings|rus|bruker|brukar)[^\W\d_]{2,}plan(?:en|ens|a|er|ene)?(?!\w)"
)
# What may stand behind «planen for» and is no field: «planen for å …», «planen for perioden».
_NO_FIELD = re.compile(
    r"(?:å|årene|åra|perioden|de|dei|det|den|hele|heile|alle|kommunene|kommunane|feltet|området)(?!\w)"
)
_SHARE = re.compile(r"(?<!\w)(?:andel(?:en)?|del(?:en)?|prosentdel(?:en)?)\s+(?:av\s+)?([^\W\d_]+)")
_NUMBER_OF = re.compile(r"(?<!\w)(?:antall(?:et)?|tal(?:l|let|et)?\s+på)\s+([^\W\d_]+)")
_YEARS = re.compile(r"(?<!\w)(?:over|på|neste|gjennom|løpet\s+av)\s+(\w+)\s+år(?:ene|a)?(?!\w)")
_AGO = re.compile(r"(?<!\w)for\s+(\w+)\s+år\s+(?:siden|sidan)(?!\w)")
_FUTURE = re.compile(
    r"(?<!\w)(?:vil|kan|kommer til å|kjem til å)\s+(?:\w+\s+)?(?:ha|bli|få|være|vere|øke|auke|nå|trenge|komme|stige)(?!\w)"
)
_WANTED = re.compile(
    r"(?<!\w)(?:trenger|treng|mangler|manglar|krever|krev|ønsker|ønskjer)\s+(?:\w+\s+)?$"
)
_IF = re.compile(r"(?<!\w)(?:hvis|dersom|viss)(?!\w)")
_NONE = re.compile(r"(?<!eller\s)(?<![\w/])(?:ingen|inga)(?!\w)")
_COUNTED = {
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "sju": 7,
    "åtte": 8,
    "ni": 9,
    "ti": 10,
}
_GOAL = re.compile(
    r"(?<!\w)mål(?:et|a|settingen?|settinga)?(?:\s+(?:vårt|vår|våre|deres))?\s+(?:er|om|at|på|blir)(?!\w)"
)
# The units of kinds that need no noun; and so many words behind another number may be its noun.
UNITS = {
    "percent": "percent",
    "percentage-point": "percentage-point",
    "permille": "permille",
    "fraction": "percent",
    "multiple": "ratio",
}
NOUNS = 2
SIDES = ("over", "under", "about")


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A number of a text with all that its clause says of it; what the clause leaves out is empty.

    `kind` is level or change, `sign` that of the change, `of` the noun behind «av», `made` whether the clause says
    that the figure is real (negated and supposed ones are not), `target` whether it is still to come, `done` that it is there.
    """

    expression: Expression
    value: Decimal
    unit: str
    nouns: frozenset[str]
    kind: str
    sign: int
    hedge: str
    of: str
    having: str
    groups: frozenset[str]
    area: str
    other_plan: bool
    frame: str
    per_year: bool
    moves: bool
    real: bool
    target: bool
    done: bool
    from_end: bool
    last_year: bool
    years: int
    ago: int
    lacking: bool
    future: bool
    times: tuple[SaidTime, ...]
    carried: tuple[SaidTime, ...]
    local: tuple[Word, ...]
    core: tuple[Word, ...]


def read_value(expression: Expression) -> Decimal | None:
    """The number as the graph would have it: shares in per cent."""
    if not isinstance(expression.value, Decimal):
        return None
    share = expression.kind == "fraction"
    return expression.value * 100 if share else expression.value


def said_figure(
    text: str,
    sentence: Sentence,
    clause: Clause,
    times: tuple[SaidTime, ...],
    carried: tuple[SaidTime, ...],
) -> SaidFigure | None:
    """The number of a clause, read; None where it has no value."""
    value = read_value(clause.expression)
    if value is None:
        return None
    return _ClauseReader(text, sentence, clause).read(value, times, carried)


class _ClauseReader:
    """A clause around its number: what stands before it and behind it."""

    def __init__(self, text: str, sentence: Sentence, clause: Clause) -> None:
        self.book: PhraseBook = phrase_book()
        self.text, self.sentence, self.clause = text, sentence, clause
        self.expression = clause.expression
        self.written = text[clause.start : clause.end]
        self.before = text[clause.start : self.expression.start].lower()
        self.behind = text[self.expression.end : clause.end].lower()
        self.local = sentence.between(clause.start, clause.end)

    def read(
        self, value: Decimal, times: tuple[SaidTime, ...], carried: tuple[SaidTime, ...]
    ) -> SaidFigure:
        unit, nouns = self._unit()
        kind, sign = self._change(unit)
        whole = self.text[self.sentence.start : self.sentence.end].lower()
        return SaidFigure(
            expression=self.expression,
            value=value,
            unit=unit,
            nouns=nouns,
            kind=kind,
            sign=sign,
            hedge=self._hedge(),
            of=self._of(),
            having=self._having(),
            groups=self._groups(),
            area=self._area(),
            other_plan=self._other_plan(),
            frame=self._frame(),
            per_year=self._has("per_year", self.written.lower()),
            moves=self._moves(),
            real=self._real(),
            target=self._target(),
            done=self._has("done", self.before[-60:]) and not self._has("target", self.before),
            from_end=re.search(r"(?:fra|frå)\s+(?:\w+\s+)?$", self.before) is not None,
            last_year=last_year(whole),
            years=_length(_YEARS, whole),
            ago=_length(_AGO, whole),
            lacking=any(one.word in self.book.lacking for one in self.sentence.words),
            future=_FUTURE.search(self.before[-70:]) is not None,
            times=times,
            carried=carried,
            local=self.local,
            core=self._core(),
        )

    def _has(self, cue: str, text: str) -> bool:
        return self.book.cues[cue].search(text) is not None

    def _unit(self) -> tuple[str, frozenset[str]]:
        """The code of its unit; else the words behind it that may be the noun, none where there is none."""
        kind = self.expression.kind
        if kind == "money":
            written = self.expression.text.lower() + self.behind[:12]
            foreign = re.search("euro|dollar|pund|svenske|danske", written)
            return "other-money" if foreign else "nok", frozenset()
        if kind in UNITS:
            return UNITS[kind], frozenset()
        found = self._noun(self.sentence.between(self.expression.end, self.clause.end))
        counted = _NUMBER_OF.search(self.before)
        if found == ("", frozenset()) and counted and counted[1] in self.book.units:
            return self.book.units[counted[1]], frozenset({stem(counted[1])})
        return found

    def _noun(self, following: tuple[Word, ...]) -> tuple[str, frozenset[str]]:
        last, nouns = self.expression.end, set[str]()
        for one in following[:5]:
            if _ACROSS.search(self.text[last : one.start]):
                break
            last = one.end
            unit = self.book.units.get(one.word) or self.book.units.get(norm(one.word))
            if unit:
                return unit, frozenset({one.stem})
            if one.word in _SKIPPED or norm(one.word) in _SKIPPED:
                continue
            if one.stem in self.book.general or len(nouns) == NOUNS:
                break
            nouns.add(one.stem)
        return "", frozenset(nouns)

    def _change(self, unit: str) -> tuple[str, int]:
        """Level or change, and the sign of what changes."""
        near = self.before[-80:]
        sign = self._sign(near)
        if re.search(r"(?:fra|frå)\s+(?:\w+\s+)?$", near):
            return "level", sign or self._sign(
                self.text[self.expression.end : self.sentence.end].lower()[:40]
            )
        to = re.search(
            r"(?:til|mot|enn)\s+(?:(?:om lag|hele|heile|rundt|nesten|over|nærmere|drøyt|bare|kun|heile)\s+)*$",
            near,
        )
        if to and not re.search(
            r"(?:ført|førte|fører|bidra\w*|satt av|sett av|avsatt|går|gjekk|gikk|gått|bruk\w*)\s+til",
            near[-40:],
        ):
            return "level", sign or self._sign(
                self.text[self.sentence.start : self.expression.start].lower()
            ) if near[to.start() :].startswith("til") else 0
        if unit == "percentage-point":
            return "change", sign or self._sign(self.behind[:50])
        following = self.behind[:45]
        behind = self.book.cues["behind"].search(following)
        between = following[: behind.start()] if behind else ""
        if behind and not _ACROSS.search(between) and len(between.split()) <= 2:
            return "change", self._sign(following[behind.start() :]) or sign
        if (
            re.search(
                r"(?<!\w)(?:med|på)\s+(?:(?:til sammen|om lag|hele|heile|rundt|nesten|over|nærmere|drøyt|bare|kun|totalt|samlet|minst|godt)\s+)*$",
                near,
            )
            and sign
        ):
            return "change", sign
        if sign and self._last_change_is_near(near):
            return "change", sign
        if self._has("level", near) and not sign:
            return "level", 0
        return "", sign

    def _last_change_is_near(self, near: str) -> bool:
        """Whether the last verb of change stands right before the number."""
        ends = [
            found.end() for name in ("up", "down") for found in self.book.cues[name].finditer(near)
        ]
        return bool(ends) and len(near[max(ends) :].split()) <= 2

    def _sign(self, text: str) -> int:
        """The sign of the last word of change in a text; 0 where there is none."""
        up = max((one.start() for one in self.book.cues["up"].finditer(text)), default=-1)
        down = max((one.start() for one in self.book.cues["down"].finditer(text)), default=-1)
        return (up > down) - (down > up)

    def _moves(self) -> bool:
        """Whether anything is said to change, in the sentence or right before it."""
        near = self.text[max(0, self.sentence.start - 150) : self.sentence.end].lower()
        return self._has("up", near) or self._has("down", near)

    def _hedge(self) -> str:
        near = self.before[-22:]
        for side in SIDES:
            for found in self.book.cues[side].finditer(near):
                if re.fullmatch(r"\s*(?:på|til|for)?\s*(?:en|ei|ein)?\s*", near[found.end() :]):
                    return side
        return ""

    def _core(self) -> tuple[Word, ...]:
        """The words up to the first comma behind the number: what follows may be who says it. None in brackets."""
        comma = self.text.find(",", self.expression.end, self.clause.end)
        end = comma if comma >= 0 else self.clause.end
        brackets = [found.span() for found in _BRACKETS.finditer(self.text, self.clause.start, end)]
        return tuple(
            one
            for one in self.sentence.between(self.clause.start, end)
            if not any(start < one.start < stop for start, stop in brackets)
        )

    def _target(self) -> bool:
        """Whether the figure is still to come."""
        if _GOAL.search(self.before) or re.search(r"(?<!\w)skal(?!\w)", self.behind[:60]):
            return True
        return self._has("target", self.before[-60:]) and not self._has("done", self.before[-40:])

    def _of(self) -> str:
        found = _OF.match(self.behind) or _AMONG.search(self.written.lower())
        if found is None and self.expression.kind in ("percent", "fraction"):
            share = _SHARE.search(self.before)
            found = share if share and share[1] in self.book.groups else None
        return found[1] if found else ""

    def _having(self) -> str:
        """What the people have that it is about: «med rusproblem»."""
        found = _HAVING.search(self.written.lower())
        return found[1] if found else ""

    def _groups(self) -> frozenset[str]:
        return frozenset(
            self.book.groups[one.word] for one in self.local if one.word in self.book.groups
        )

    def _area(self) -> str:
        for one in self.local:
            if one.word in self.book.abroad:
                return one.word
        found = _MUNICIPALITY.search(self.written) or _PLACE.search(self.written)
        word = (found[found.lastindex or 0] if found else "").lower()
        return "" if word in self.book.home else word

    def _other_plan(self) -> bool:
        """Whether it names a plan, and that is not one for substance use."""
        if _OTHER_PLAN.search(self.written.lower()):
            return True
        whole = self.text[self.sentence.start : self.sentence.end].lower()
        fields = (found[2] for found in _PLAN.finditer(whole))
        return any("rus" not in field and not _NO_FIELD.match(field) for field in fields)

    def _frame(self) -> str:
        text = " ".join(self.written.lower().split())
        if self.book.outside.search(text):
            return "outside"
        return "inside" if self.book.inside.search(text) else ""

    def _real(self) -> bool:
        """Whether the figure is said to be so: not denied, supposed or wished."""
        near = self.before.rpartition(":")[2]
        # «ikke en del av rammen» denies the frame, not the figure.
        text = self.book.outside.sub(" ", f"{near} {self.behind}")[: len(near) + 60]
        if self._has("negation", text) or self._has("hypothesis", self.before):
            return False
        whole = self.text[self.sentence.start : self.sentence.end].lower()
        return not (_WANTED.search(self.before) or _IF.search(whole) or _NONE.search(text))


def _length(pattern: re.Pattern[str], whole: str) -> int:
    """How many years a sentence says that something lasts, or is ago; 0 where it does not."""
    found = pattern.search(whole)
    if found is None:
        return 0
    told = int(found[1]) if found[1].isdecimal() and len(found[1]) < 3 else 0
    return _COUNTED.get(found[1], told)
