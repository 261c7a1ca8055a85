"""How a sentence is said, and by whom: plainly, in somebody's words, of a study, as a heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_build.reading.corpus import Corpus
from graph_build.schema.registers import Organisation
from graph_build.verification.voices import VERBS, agent_names, begins

ASSERTED, QUOTED, REPORTED, EDITORIAL = "asserted", "quoted", "reported", "editorial"
SAYS = r"(?:sier|seier|sa|forteller|fortel|fortalde|fortalte|uttaler|uttalar|understreker|understrekar|påpeker|påpeiker|mener|meiner)"
# A quotation begins with a dash, or with a quotation mark at the beginning of a paragraph, and goes to its end.
_BEGINS = re.compile(r"(?:^|(?<=[.!?:]))\s*[-–—]\s+(?=[A-ZÆØÅ])|^\s*[«“\"]")
_SPOKEN = re.compile(rf"(?<!\w)(?:{SAYS}|jeg|eg|vi|me|oss)(?!\w)", re.IGNORECASE)
# Behind what is said: who says it.
ATTRIBUTION = re.compile(rf"[»”\"]?,?\s+{SAYS}\s+[^.!?\n]*[.!?]*\s*$")
_ACCORDING = re.compile(
    r"(?<!\w)(?:ifølge|ifølgje|i følge|i følgje|melder|opplyser|opplyst)(?!\w)", re.IGNORECASE
)
_STUDY = re.compile(
    r"(?<!\w)\w*(?:rapport(?!er)|kartlegging|undersøk|måling|studie|evaluering)\w*", re.IGNORECASE
)
_FOUND = re.compile(
    r"(?<!\w)(?:viser|syner|finner|finn|fant|fann|kommer fram|kjem fram|framgår|går fram)(?!\w)",
    re.IGNORECASE,
)
HEADING_WORDS = 14
# So many characters beside the name of an organisation say that it is its study.
NEAR = 60
RESEARCH = "research-institute"
# What speakers do is told of them, not of what is counted.
_VERBS = tuple(form for code, forms in VERBS.items() if code != "says" for form in forms)


@dataclass(frozen=True, slots=True)
class Voice:
    """The mode (None: open), who says it (None: open), where the words stand that name them, and why something is open."""

    mode: str | None
    by: str | None
    named: tuple[int, int] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the text (code points start to end) that names a person or an organisation."""

    id: str
    start: int
    end: int


class VoiceFinder:
    """The voices of one text, of a publisher (None: nobody knows)."""

    def __init__(self, text: str, corpus: Corpus, publisher: str | None) -> None:
        self.text, self.corpus, self.publisher = text, corpus, publisher
        self.people = tuple(self._named("person"))
        self.bodies = tuple(one for one in self._named("organisation") if one.id != publisher)
        self.quotations = tuple(self._quotations())
        self.students = tuple(dict.fromkeys(self._students(0, len(text))))

    def of(self, start: int, end: int, number: bool) -> Voice:
        """The voice of a passage; what its paragraph reports before a `number` is likely to be said of that too."""
        words = self.text[start:end]
        quotation = next((one for one in self.quotations if one[0] <= start < one[1]), None)
        if quotation is not None:
            return self._quoted(quotation)
        if self._is_heading(start, end):
            return Voice(EDITORIAL, self.publisher)
        around = self.text[self._line(start)[0] : end] if number else words
        told = _ACCORDING.search(words) or begins(around, _VERBS)
        found = _STUDY.search(words) and _FOUND.search(words)
        return self._reported(start, end) if told or found else self._plain(start, number)

    def _quoted(self, quotation: tuple[int, int]) -> Voice:
        people = [one for one in self.people if quotation[0] <= one.start < quotation[1]]
        if len({one.id for one in people}) == 1:
            return Voice(QUOTED, people[0].id, (people[0].start, people[0].end))
        return Voice(QUOTED, None, reason="somebody's words, and the paragraph does not say whose")

    def _reported(self, start: int, end: int) -> Voice:
        """What others have found or say: theirs who are named there; open where the text tells of the study of another."""
        named = [
            one
            for one in self.bodies
            if start <= one.start < end and self._makes_study(one, start, end)
        ]
        if len({one.id for one in named}) == 1:
            return Voice(REPORTED, named[0].id, (named[0].start, named[0].end))
        if not self.students:
            return Voice(REPORTED, self.publisher)
        return Voice(
            REPORTED,
            None,
            reason=f"what others have told; perhaps the study of {', '.join(self.students)}",
        )

    def _plain(self, start: int, number: bool) -> Voice:
        """What the publisher says; open in a paragraph that tells of the study of another."""
        students = tuple(dict.fromkeys(self._students(*self._line(start))))
        if students and number:
            return Voice(
                None,
                None,
                reason=f"the paragraph tells of a study of {', '.join(students)}: is this found there?",
            )
        return Voice(ASSERTED, self.publisher)

    def _makes_study(self, body: "Named", start: int, end: int) -> bool:
        near = self.text[max(start, body.start - NEAR) : min(end, body.end + NEAR)]
        return _STUDY.search(near) is not None or _ACCORDING.search(near) is not None

    def _students(self, start: int, end: int) -> Iterator[str]:
        """The research institutes of whose studies a part of the text tells, but for the publisher."""
        for one in self.bodies:
            entry = self.corpus.entries["organisation"][one.id]
            studies = isinstance(entry, Organisation) and entry.kind == RESEARCH
            if (
                studies
                and start <= one.start < end
                and self._makes_study(one, *self._line(one.start))
            ):
                yield one.id

    def _named(self, register: str) -> Iterator["Named"]:
        """Where the text names persons or organisations."""
        for id in self.corpus.entries[register]:
            for name in agent_names(self.corpus, id):
                for found in re.finditer(rf"(?<!\w){re.escape(name)}\w*", self.text, re.IGNORECASE):
                    yield Named(id, found.start(), found.end())

    def _quotations(self) -> Iterator[tuple[int, int]]:
        for line in re.finditer(r"[^\n]+", self.text):
            found = _BEGINS.search(line[0])
            if found and _SPOKEN.search(line[0], found.end()):
                yield line.start() + found.start(), line.end()

    def _is_heading(self, start: int, end: int) -> bool:
        first, last = self._line(start)
        line = self.text[first:last].strip()
        whole = self.text[start:end].strip() == line
        begins_one = line[:1].isupper() or line[:1].isdigit()
        return whole and begins_one and line[-1:].isalnum() and len(line.split()) <= HEADING_WORDS

    def _line(self, place: int) -> tuple[int, int]:
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text)
