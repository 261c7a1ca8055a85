"""Facts and registers in a folder of the user's own: instead of the shipped ones, or beside them."""

from dataclasses import dataclass
from pathlib import Path

from graph_build.errors import Unreadable
from graph_build.iris import Iris
from graph_build.reading.corpus import Corpus
from graph_build.reading.corpus_reader import SHIPPED, CorpusReader, load_corpus
from graph_build.reading.links import loose_links
from graph_build.reading.resolver import Resolver
from ontology import DEFAULT_BASE, load_vocabulary


@dataclass(frozen=True)
class OwnFacts:
    """The user's folder, and how it is read: `beside` the shipped facts or not, None where its links decide."""

    folder: Path
    beside: bool | None = None


def load_facts(own: OwnFacts | None = None) -> Corpus:
    """The shipped facts, or the user's own, alone or beside them (docs/decisions/0012).

    A folder whose facts name something that only the shipped registers and facts have is read
    beside them, and so is one without facts or without registers; any other stands alone.
    Unreadable where there is no such folder, or nothing in it to read.
    """
    if own is None:
        return load_corpus()
    _refuse_other_folders(own.folder)
    # Read twice where it stands beside: its links can be judged only when all of it is known.
    alone = _read_alone(own.folder)
    beside = _leans_on_shipped(alone) if own.beside is None else own.beside
    return _read_beside(own.folder) if beside else alone


def _refuse_other_folders(folder: Path) -> None:
    if not folder.is_dir():
        raise Unreadable(f"{folder}: is no folder; give the folder that holds facts/ or registers/")
    if not any(_files(folder, name) for name in ("facts", "registers")):
        below = folder.name in ("facts", "registers") and any(folder.glob("*.toml"))
        hint = f"; give the folder above it, {folder.parent}" if below else ""
        raise Unreadable(f"{folder}: has no facts/*.toml and no registers/*.toml{hint}")


def _files(folder: Path, name: str) -> frozenset[str]:
    return frozenset(path.name for path in (folder / name).glob("*.toml"))


def _read_alone(folder: Path) -> Corpus:
    reader = CorpusReader()
    reader.read(folder, own=True)
    return reader.corpus(beside=False)


def _read_beside(folder: Path) -> Corpus:
    """Both: an own fact file replaces the shipped one of its name, an own entry that of its id."""
    reader = CorpusReader()
    reader.read(SHIPPED, without=_files(folder, "facts"))
    reader.read(folder, own=True)
    return reader.corpus(beside=True)


def _leans_on_shipped(own: Corpus) -> bool:
    """Whether the user's facts need the shipped ones, rather than have a misspelt name."""
    if not own.files or not own.entry_places:
        return True
    iris, vocabulary = Iris(DEFAULT_BASE), load_vocabulary()
    loose = list(loose_links(Resolver(iris, vocabulary, own)))
    shipped = Resolver(iris, vocabulary, load_corpus()) if loose else None
    return shipped is not None and any(link.leads_somewhere(shipped) for link in loose)
