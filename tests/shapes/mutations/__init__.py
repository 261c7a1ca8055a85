"""The mutations of every constraint, in the order of the Turtle files."""

from tests.shapes.mutations import agreement, alignments, arithmetic, periods, words
from tests.shapes.mutations.mutation import Mutation

TABLES = {
    "arithmetic": arithmetic.TABLE,
    "agreement": agreement.TABLE,
    "alignments": alignments.TABLE,
    "periods": periods.TABLE,
    "words": words.TABLE,
}
MUTATIONS: tuple[Mutation, ...] = tuple(one for table in TABLES.values() for one in table)

__all__ = ["MUTATIONS", "TABLES", "Mutation"]
