"""The facts of a folder that may not be there yet, checked, beside the shipped ones or alone as its links decide."""

from pathlib import Path

from graph_build.layers.builder import checked_corpus
from graph_build.reading.own_facts import OwnFacts, load_facts
from graph_build.reading.resolver import Resolver


def own_resolver(folder: Path) -> Resolver:
    """The corpus that facts of one's own are added to; FaultyFacts, Unreadable."""
    has_some = any(folder.glob("facts/*.toml")) or any(folder.glob("registers/*.toml"))
    return checked_corpus(load_facts(OwnFacts(folder) if has_some else None))
