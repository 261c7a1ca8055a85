"""The texts themselves, where they are given: every hash, passage and fragment is held against them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

from graph_build.errors import Fault, Unreadable
from graph_build.reading.corpus import Corpus
from graph_build.reading.ordinary_file import read_ordinary
from graph_build.reading.text_file import decoded
from graph_build.schema.registers import Gap
from graph_build.verification.passage_faults import passage_faults
from graph_build.verification.text_changes import cause_faults, encoding_words, text_changes
from graph_build.verification.voices import voices_in_texts

# The folder of texts beside facts and registers of the user's own.
TEXTS = "texts"


def read_texts(folder: Path, corpus: Corpus) -> tuple[dict[str, str], list[Fault]]:
    """Source id → text of every registered source, and a fault for each that cannot be read.

    Texts of the user's own may lie in `texts` beside their facts. Unreadable where there is no such folder.
    """
    if not folder.is_dir():
        raise Unreadable(f"{folder}: is no folder; give the folder that holds the source texts")
    texts, faults = dict[str, str](), list[Fault]()
    for id, source in corpus.sources.items():
        file, path = corpus.entry_places["source", id]
        try:
            texts[id] = _text(_path(source.file, folder, corpus.own), corpus, id)
        # A fault like any other, so that the rest is still checked; `unreadable` makes the exit status 2.
        except Unreadable as error:
            fault = file.fault((*path, "file"), str(error))
            faults.append(replace(fault, unreadable=True, cause=True))
    return texts, faults


def _path(name: str, folder: Path, own: Path | None) -> Path:
    """Where the text of a source lies: among the user's own, else in the folder of texts."""
    beside = own / TEXTS / name if own else None
    return beside if beside and beside.is_file() else folder / name


def _text(path: Path, corpus: Corpus, id: str) -> str:
    content = read_ordinary(path, str(path))
    try:
        return decoded(content, path)
    except Unreadable as error:
        raise Unreadable(f"{error}{encoding_words(corpus, id, content)}") from error


def check_texts(corpus: Corpus, folder: Path) -> list[Fault]:
    """Every place where facts and texts do not agree, why a text is another, and every text that cannot be read."""
    texts, faults = read_texts(folder, corpus)
    return [*faults, *text_faults(corpus, texts)]


def text_faults(corpus: Corpus, texts: Mapping[str, str]) -> list[Fault]:
    """The same for texts that have been read, by the id of their source; facts of other sources are passed over."""
    changes = text_changes(corpus, texts)
    return [
        *cause_faults(corpus, texts, changes),
        *passage_faults(corpus, texts, changes),
        *_gap_faults(corpus, texts),
        *voices_in_texts(corpus, {id: text for id, text in texts.items() if id not in changes}),
    ]


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
