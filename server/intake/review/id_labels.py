"""The ids that a field can have, with their labels: entries of the registers, and codes of the lists."""

from graph_build.layers.describer import Describer
from graph_build.reading.corpus import UNIONS
from graph_build.reading.resolver import Resolver

# Registers of what stands in the facts themselves: too many to choose from, and named by their own file.
FACTS = ("claim", "statement", "observation", "input", "")


def id_label(resolver: Resolver, register: str, id: str, language: str) -> str:
    """The label of an id of a register; empty where there is none."""
    if (register, id) in resolver.vocabulary.codes:
        return Describer(resolver).code_label(register, id, language)
    found = resolver.corpus.register_of(register, id)
    return Describer(resolver).code_label(found, id, language) if found else ""


def choices(resolver: Resolver, register: str, language: str) -> tuple[tuple[str, str], ...]:
    """Every id of a register, or of those that it stands for, with its label."""
    if register in FACTS:
        return ()
    ids = [id for one in UNIONS.get(register, (register,)) for id in resolver.candidates(one)]
    return tuple((id, id_label(resolver, register, id, language)) for id in dict.fromkeys(ids))
