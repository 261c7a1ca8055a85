"""What does not agree between passages and their text: of a changed text, the first few, and how many more."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from graph_build.errors import Fault
from graph_build.reading.corpus import Corpus, claims_with_place
from graph_build.schema.claims import Span
from graph_build.verification.changed_text.passage_search import holds
from graph_build.verification.fragment_guard import guard_faults
from graph_build.verification.text_changes import Changes, known

# Of each text, so many passages that do not stand in their place are told one by one.
MOST = 10
Placed = tuple[str, Span, Callable[[str], Fault]]


def passage_faults(corpus: Corpus, texts: Mapping[str, str], changes: Changes) -> Iterator[Fault]:
    """Every span that does not agree with its text; of those that have moved or changed, the first of each text."""
    for id, text in texts.items():
        places = dict(changes[id].found) if id in changes else {}
        strayed = list[Fault]()
        for where, span, fault in spans_of(corpus, id):
            if holds(text, known(span), span.start):
                yield from map(fault, span_faults(span, text))
            else:
                strayed.append(fault(_strayed(span, where, places.get(known(span)))))
        strayed.sort()
        yield from strayed[:MOST]
        for first in strayed[MOST : MOST + 1]:
            more = len(strayed) - MOST
            what = f"passages of source {id}: {more} more, from here on, have moved or changed"
            yield Fault(first.file, first.line, what)


def spans_of(corpus: Corpus, id: str) -> Iterator[Placed]:
    """Each span of a source: where it stands for a reader, the span, and what makes a fault at its line."""
    for facts, claim, file, number in claims_with_place(corpus):
        for position, span in enumerate(claim.spans if facts.source == id else ()):
            path = ("claim", number, "spans", position)
            yield f"claim {claim.id}, span {position + 1}", span, partial(file.fault, path)


def span_faults(span: Span, text: str) -> Iterator[str]:
    """What does not agree between a span that stands in its place and the text around it."""
    if span.fragment is not None and span.fragment not in text[span.start : span.end]:
        yield f"fragment {span.fragment!r} is not inside its passage {span.start} to {span.end}"
    else:
        yield from guard_faults(span, text)


def _strayed(span: Span, where: str, start: int | None) -> str:
    passage = f"passage {span.start} to {span.end} ({where})"
    if start is None:
        return (
            f"{passage} has another hash; the passage has moved or changed, and was not found again"
        )
    return f"{passage} has moved; it stands at {start} to {start + span.end - span.start}"
