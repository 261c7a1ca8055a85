"""What a text tells of itself: its languages by part, the dates that are printed, who may have published it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph_build.reading.corpus import Corpus
from graph_build.scan.scanner import Expression
from graph_build.schema.registers import Organisation
from server.answers.check.lexis.stems import WORD
from server.intake.proposals import Dated, Segment, SourceFound
from server.intake.source.extraction import Extracted

# Words that only one of the norms has, frequent in any text. A library that tells them apart is larger than Rusfelt.
NB = frozenset(
    [
        "ikke",
        "jeg",
        "en",
        "fra",
        "noe",
        "noen",
        "hvor",
        "hvordan",
        "hva",
        "blir",
        "ble",
        "være",
        "mer",
        "også",
        "etter",
        "hun",
        "dem",
        "deres",
        "hvis",
        "uke",
        "flere",
        "økte",
        "kommunene",
        "tjenester",
        "viser",
        "sier",
        "gjennom",
        "dette",
        "siden",
        "mange",
        "bare",
        "når",
        "skal",
        "har",
        "vært",
        "måte",
    ]
)
NN = frozenset(
    [
        "ikkje",
        "eg",
        "ein",
        "frå",
        "noko",
        "nokon",
        "kvar",
        "korleis",
        "kva",
        "blir",
        "vart",
        "vere",
        "meir",
        "òg",
        "ho",
        "dei",
        "deira",
        "viss",
        "veke",
        "fleire",
        "auka",
        "kommunane",
        "tenester",
        "seier",
        "sidan",
        "berre",
        "verte",
        "verta",
        "gjer",
        "skal",
        "har",
        "vore",
        "måte",
        "eit",
        "noreg",
    ]
)
# What any Norwegian text has much of, and other languages do not.
NORWEGIAN = (
    NB
    | NN
    | frozenset(
        [
            "og",
            "i",
            "å",
            "på",
            "det",
            "som",
            "til",
            "av",
            "for",
            "er",
            "med",
            "den",
            "å",
            "at",
            "var",
            "et",
            "om",
            "de",
            "ved",
            "ved",
            "mot",
        ]
    )
)
FOREIGN = frozenset(
    [
        "the",
        "of",
        "and",
        "is",
        "was",
        "with",
        "that",
        "från",
        "och",
        "att",
        "inte",
        "är",
        "der",
        "die",
        "und",
        "het",
        "een",
        "le",
        "la",
        "les",
    ]
)
# Words of Danish and of Swedish, and those that Norwegian has in their place.
NEIGHBOURS = (
    (
        ("af", "blev", "blevet", "efter", "mellem", "noget", "nogle", "hvad", "meget", "sig", "uden"),
        ("av", "ble", "blitt", "vart", "etter", "mellom", "noe", "noko", "hva", "kva", "mye", "mykje", "seg", "uten"),
    ),
    (
        ("och", "att", "inte", "från", "är", "för", "några", "något", "mycket", "blev"),
        ("og", "at", "å", "ikke", "ikkje", "fra", "frå", "er", "noen", "noe", "noko", "mye", "mykje"),
    ),
)  # fmt: skip
LEAST_SHARE = 0.12
PUBLISHED = (
    "publisert",
    "utgitt",
    "utgjeve",
    "lagt ut",
    "skrevet",
    "skriven",
    "dato",
    "oppdatert",
    "endret",
    "sist",
)
AROUND = 40


def is_norwegian(text: str) -> bool:
    """Whether enough of the words of a text are such as Norwegian has; of a few words, whether none speaks against it."""
    words = [one.lower() for one in WORD.findall(text)]
    ours = sum(one in NORWEGIAN for one in words)
    theirs = sum(one in FOREIGN for one in words)
    if any(sum(map(words.count, other)) > sum(map(words.count, own)) for other, own in NEIGHBOURS):
        return False
    return theirs <= ours and (ours >= LEAST_SHARE * len(words) or len(words) < 12)


def source_found(
    text: Extracted, name: str, corpus: Corpus, numbers: Sequence[Expression]
) -> SourceFound:
    """What is known of a source before anybody has read it; `numbers` are those that the scanner finds in it."""
    printed = tuple(_printed(text.text, numbers))
    return SourceFound(
        name,
        text.sha256,
        len(text.text),
        next((line.strip() for line in text.text.splitlines() if line.strip()), "")[:200],
        tuple(_segments(text.text)),
        printed,
        _not_before(text.text, printed, numbers),
        _publishers(text.text, corpus),
        text.original,
        text.extractor,
    )


def language_of(text: str) -> str:
    """The norm of a text: nb or nn; nb where nothing tells."""
    words = Counter(one.lower() for one in WORD.findall(text))
    nb = sum(words[one] for one in NB - NN)
    nn = sum(words[one] for one in NN - NB)
    return "nn" if nn > nb else "nb"


def _segments(text: str) -> Iterator[Segment]:
    """The parts of a text in one language each: paragraphs that tell nothing go with those before them."""
    parts = list[Segment]()
    for start, end in _paragraphs(text):
        words = {one.lower() for one in WORD.findall(text[start:end])}
        told = words & (NB ^ NN)
        lang = language_of(text[start:end]) if told else ""
        if parts and lang in ("", parts[-1].lang):
            parts[-1] = Segment(parts[-1].start, end, parts[-1].lang)
        elif lang:
            parts.append(Segment(start if parts else 0, end, lang))
    yield from parts or [Segment(0, len(text), "nb")]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"\n\s*\n|\Z", text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()


def _printed(text: str, numbers: Sequence[Expression]) -> Iterator[Dated]:
    """Every whole date; those that words call the day of publication first."""
    found = list[Dated]()
    for one in numbers:
        if one.kind == "date" and (day := _day(str(one.value))):
            before = text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2].strip()
            found.append(Dated(day, one.start, one.end, before))
    yield from sorted(found, key=lambda one: (not is_publication(one.before), one.start))


def is_publication(before: str) -> bool:
    """Whether the words before a date call it the day of publication."""
    return any(word in before.lower() for word in PUBLISHED)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _not_before(text: str, printed: Iterable[Dated], numbers: Sequence[Expression]) -> date | None:
    """No text is older than the day that it prints as its own, nor than the last year that it speaks of as past."""
    own = [one.day for one in printed if is_publication(one.before)]
    if own:
        return max(own)
    years = [
        int(str(one.value))
        for one in numbers
        if one.kind == "year"
        and not re.search(r"(?:innen|fram mot|mot|til|før)\s+$", text[: one.start][-12:])
    ]
    return date(max(years), 1, 1) if years else None


# So many characters before a name say that it is the publisher's.
NEAR = 40
_PUBLISHED_BY = re.compile(
    r"(?<!\w)(?:publisert|utgitt|utgjeve|utgjeven|gitt\s+ut|gjeve\s+ut)\s+av:?\s+$", re.IGNORECASE
)


def _publishers(text: str, corpus: Corpus) -> tuple[str, ...]:
    """The organisations that a text names: by whom it says it is published, those at its beginning and end, and the more often the likelier."""
    weight = Counter[str]()
    edges = (len(text) // 8, len(text) - len(text) // 8)
    for id, one in corpus.entries["organisation"].items():
        assert isinstance(one, Organisation)
        for name in one.named or (one.label.nb,):
            for found in re.finditer(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE):
                weight[id] += 1 if edges[0] < found.start() < edges[1] else 3
                if _PUBLISHED_BY.search(text, max(0, found.start() - NEAR), found.start()):
                    weight[id] += len(text)
    return tuple(id for id, _ in sorted(weight.items(), key=lambda one: (-one[1], one[0])))
