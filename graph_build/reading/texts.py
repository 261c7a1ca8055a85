"""The texts themselves, where they are given: every hash, passage and fragment is held against them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import chain, product
from pathlib import Path

from graph_build.errors import Fault, Unreadable
from graph_build.reading.corpus import Corpus, claims_with_place
from graph_build.reading.fragment_guard import guard_faults
from graph_build.reading.text_file import read_text
from graph_build.reading.voices import voices_in_texts
from graph_build.schema.claims import Span
from graph_build.schema.registers import Gap, Source


def read_texts(folder: Path, corpus: Corpus) -> tuple[Mapping[str, str], list[Fault]]:
    """Source id → text of every registered source, and a fault for each that cannot be read.

    Unreadable where there is no such folder.
    """
    if not folder.is_dir():
        raise Unreadable(f"{folder}: is no folder; give the folder that holds the source texts")
    texts, faults = dict[str, str](), list[Fault]()
    for id, source in corpus.sources.items():
        file, path = corpus.entry_places["source", id]
        try:
            texts[id] = read_text(folder / source.file)
        # A fault like any other, so that the rest is still checked; `unreadable` makes the exit status 2.
        except Unreadable as error:
            faults.append(replace(file.fault((*path, "file"), str(error)), unreadable=True))
    return texts, faults


def check_texts(corpus: Corpus, folder: Path) -> list[Fault]:
    """Every place where facts and texts do not agree, and every text that cannot be read."""
    texts, faults = read_texts(folder, corpus)
    found = (
        _source_faults(corpus, texts),
        _passage_faults(corpus, texts),
        _gap_faults(corpus, texts),
        voices_in_texts(corpus, texts),
    )
    return [*faults, *chain(*found)]


def _source_faults(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Fault]:
    for id, text in texts.items():
        file, path = corpus.entry_places["source", id]
        for key, what in _text_faults(corpus.sources[id], text):
            yield file.fault((*path, key), what)


def _text_faults(source: Source, text: str) -> Iterator[tuple[str, str]]:
    found = sha256(text.encode()).hexdigest()
    if found != source.sha256:
        yield (
            "sha256",
            f"the file {source.file} has another hash ({found}); it is not the registered text",
        )
    if len(text) != source.length:
        yield "length", f"the file {source.file} has {len(text)} code points, not {source.length}"


def _passage_faults(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Fault]:
    for facts, claim, file, number in claims_with_place(corpus):
        text = texts.get(facts.source)
        for position, span in enumerate(claim.spans if text is not None else ()):
            for what in span_faults(span, text or ""):
                yield file.fault(("claim", number, "spans", position), what)


def span_faults(span: Span, text: str) -> Iterator[str]:
    """What does not agree between one span and its text."""
    moved = _moved(span, text)
    if moved is not None:
        yield moved
    if span.fragment is not None and span.fragment not in text[span.start : span.end]:
        yield f"fragment {span.fragment!r} is not inside its passage {span.start} to {span.end}"
    elif moved is None:
        # Where a passage has moved, the words around its fragment are not those that a person read.
        yield from guard_faults(span, text)


def _moved(span: Span, text: str) -> str | None:
    # Python's indices are code points, as offsets of the facts are: an emoji is one.
    passage = text[span.start : span.end]
    if span.end > len(text):
        return f"passage ends at {span.end}, beyond the text's {len(text)} code points"
    if sha256(passage.encode()).hexdigest() != span.sha256:
        return (
            f"passage {span.start} to {span.end} has another hash; the passage has moved or changed"
        )
    return None


def _gap_faults(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Every word that a gap says is nowhere, and that a searched text has all the same."""
    for id, gap in corpus.entries["gap"].items():
        assert isinstance(gap, Gap)
        file, path = corpus.entry_places["gap", id]
        for source, word in product(gap.searched, gap.words):
            at = texts.get(source, "").casefold().find(word.casefold())
            if at >= 0:
                what = f"«{word}» stands in source {source} at {at}"
                yield file.fault((*path, "words"), what)
