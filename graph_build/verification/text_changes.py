"""Which of the texts are not the registered ones, and why: one fault a file, before those that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph_build.errors import Fault
from graph_build.reading.corpus import Corpus
from graph_build.schema.claims import Span
from graph_build.schema.registers import Source
from graph_build.verification.changed_text.cause_words import told_causes
from graph_build.verification.changed_text.hashing_budget import digest
from graph_build.verification.changed_text.text_change import KnownPassage, KnownText, TextChange
from graph_build.verification.changed_text.text_diagnosis import (
    changed_text,
    moved_passages,
    wrongly_encoded,
)

Changes = Mapping[str, TextChange]


def known(span: Span) -> KnownPassage:
    """A span as the search for it knows it."""
    return KnownPassage(span.start, span.end, span.sha256, span.fragment)


def known_text(corpus: Corpus, id: str) -> KnownText:
    """All that the facts know of a source's text."""
    source, facts = corpus.sources[id], corpus.by_source.get(id)
    spans = [span for claim in (facts.claim if facts else ()) for span in claim.spans]
    passages = tuple(known(span) for span in spans if span.start < span.end)
    return KnownText(id, source.length, source.sha256, passages)


def text_changes(corpus: Corpus, texts: Mapping[str, str]) -> Changes:
    """Source → why its text is not the registered one; of a text that is, nothing unless a passage stands elsewhere."""
    found = dict[str, TextChange]()
    for id, text in texts.items():
        mine = known_text(corpus, id)
        if digest(text) == mine.sha256:
            moved = moved_passages(text, mine)
            if moved:
                found[id] = TextChange((), whole=True, found=moved)
        else:
            found[id] = changed_text(text, mine, _others(corpus, id))
    return found


def _others(corpus: Corpus, id: str) -> list[KnownText]:
    return [known_text(corpus, other) for other in corpus.sources if other != id]


def cause_faults(corpus: Corpus, texts: Mapping[str, str], changes: Changes) -> Iterator[Fault]:
    """One fault for each file that is not the registered text, with the cause in words."""
    for id, text in texts.items():
        source, change = corpus.sources[id], changes.get(id)
        file, path = corpus.entry_places["source", id]
        if change is not None and change.causes:
            told = told_causes(
                source.file, change.causes, whole=change.whole, swapped=_swapped(changes, id)
            )
            fault = file.fault((*path, "sha256"), f"{told}; {_figures(source, text)}")
            yield replace(fault, cause=True)
        elif len(text) != source.length:
            what = f"the file {source.file} has {len(text)} code points, not {source.length}"
            yield file.fault((*path, "length"), what)


def _figures(source: Source, text: str) -> str:
    hash = f"hash {digest(text)}"
    if len(text) == source.length:
        return f"it has another {hash}"
    return f"it has {len(text)} code points, not {source.length}, and another {hash}"


def _swapped(changes: Changes, id: str) -> bool:
    """Whether the file of the text that it holds has the text that it should hold."""
    return any(id in _taken_for(changes, other) for other in _taken_for(changes, id))


def _taken_for(changes: Changes, id: str) -> list[str]:
    change = changes.get(id)
    return [one.name for one in change.causes if one.kind == "other-source"] if change else []


def encoding_words(corpus: Corpus, id: str, content: bytes) -> str:
    """What bytes that are no UTF-8 are, in words to go on with; empty where nobody knows."""
    causes = wrongly_encoded(content, known_text(corpus, id), _others(corpus, id))
    if not causes:
        return ""
    return "; " + told_causes(corpus.sources[id].file, causes, whole=causes[0].kind == "encoding")
