"""Where a text names what the graph knows, and where it has words of a source."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from server.answers.check.check_report import Mention
from server.answers.check.graph_side.figures import Texts
from server.answers.check.graph_side.named_things import Name, NamedThings, Passage
from server.answers.check.lexis.stems import Word, words

# A fragment of at least so many words is a quotation by itself; a shorter one only where its whole passage stands.
QUOTED = 4
# So many places of a passage are looked at, and passages of so many code points: what is shorter is in any text.
PLACES, PASSAGE = 40, 40


def mentions(text: str, things: NamedThings, languages: Sequence[str]) -> tuple[Mention, ...]:
    """What is named and quoted, in the order of the text."""
    found = words(text)
    named = [
        Mention(start, end, text[start:end], name.kind, name.iri, _label(name.labels, languages))
        for start, end, name in _named(text, found, things)
    ]
    quoted = [
        Mention(start, end, text[start:end], "quotation", one.iri, _label(one.labels, languages))
        for start, end, one in _quoted(text, found, things)
    ]
    ordered = {(one.start, one.end, one.kind, one.iri): one for one in (*named, *quoted)}
    return tuple(ordered[key] for key in sorted(ordered))


def _named(
    text: str, found: Sequence[Word], things: NamedThings
) -> Iterator[tuple[int, int, Name]]:
    """The longest name at each place, and whatever else has the same name."""
    at = 0
    while at < len(found):
        names = [
            one for one in things.names.get(found[at].stem, ()) if _stands(text, found, at, one)
        ]
        longest = max((len(one.stems) for one in names), default=0)
        for one in names:
            if len(one.stems) == longest:
                yield found[at].start, found[at + longest - 1].end, one
        at += max(1, longest)


def _stands(text: str, found: Sequence[Word], at: int, name: Name) -> bool:
    here = found[at : at + len(name.stems)]
    if len(here) < len(name.stems) or any(
        one.stem != stem for one, stem in zip(here, name.stems, strict=True)
    ):
        return False
    written = text[here[0].start : here[0].end]
    if name.capitals:
        # ACT is no act, and Venstre no left; but a name may have an ending or a genitive.
        same = name.capitals if name.capitals.isupper() else name.capitals[0]
        return written.startswith(same)
    return "\n\n" not in text[here[0].start : here[-1].end]


def _quoted(
    text: str, found: Sequence[Word], things: NamedThings
) -> Iterator[tuple[int, int, Passage]]:
    tried = Counter[str]()
    starts = [one.start for one in found]
    for at, word in enumerate(found):
        for passage in things.passages.get(word.word, ()):
            here = found[at : at + len(passage.words)]
            if tuple(one.word for one in here) != passage.words:
                continue
            key = passage.sha256
            tried[key] += 1
            whole = None
            if tried[key] <= PLACES and passage.length >= PASSAGE:
                whole = _whole(text, starts, at, passage)
            if whole is not None:
                yield whole, whole + passage.length, passage
            elif len(passage.words) >= QUOTED:
                start = here[0].start - passage.fragment.lower().index(word.word)
                if start >= 0 and text[start : start + len(passage.fragment)] == passage.fragment:
                    yield start, start + len(passage.fragment), passage


def _whole(text: str, starts: Sequence[int], at: int, passage: Passage) -> int | None:
    """Where the passage begins whose fragment stands here, if all of it does: its hash tells."""
    for number in range(at, -1, -1):
        start = starts[number]
        if start + passage.length < starts[at]:
            return None
        for begin in (start, start - 1):  # a passage may begin with a quotation mark
            if (
                begin >= 0
                and sha256(text[begin : begin + passage.length].encode()).hexdigest()
                == passage.sha256
            ):
                return begin
    return None


def _label(labels: Texts, languages: Sequence[str]) -> str:
    by_language = dict(labels)
    return next((by_language[one] for one in (*languages, *by_language) if one in by_language), "")
