"""Blanks that were of the other kind: a space and a no-break space look alike, and programs change one for the other."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

NBSP = "\u00a0"
OTHER = {" ": NBSP, NBSP: " "}
# So many of the suspicious blanks are tried in every combination (2 to this number of hashes), of more so many at once.
MOST_SUSPECTS, AT_ONCE = 10, 3
Stretch = tuple[int, int]


def blanks(text: str, start: int, end: int) -> list[int]:
    """Where the blanks of both kinds stand in a stretch of the text."""
    return [at for at in range(start, end) if text[at] in OTHER]


def flipped(text: str, places: Iterable[int]) -> str:
    """The text with the blanks at these places of the other kind."""
    letters = list(text)
    for at in places:
        letters[at] = OTHER[letters[at]]
    return "".join(letters)


def likely_flips(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[int, ...]]:
    """The places that may be flipped together in these stretches of a text: suspicious ones, and one that is not.

    A no-break space is suspicious, and a space beside another blank or a line break: nobody types it.
    """
    places = [at for start, end in stretches for at in blanks(text, start, end)]
    suspects = [at for at in places if _suspicious(text, at)]
    rest = [at for at in places if not _suspicious(text, at)]
    if suspects:
        yield tuple(suspects)
    few = len(suspects) <= MOST_SUSPECTS
    for many in range(1, (len(suspects) if few else AT_ONCE) + 1):
        yield from combinations(suspects, many)
    yield from ((at,) for at in rest)
    if few:
        subsets = (combinations(suspects, many) for many in range(len(suspects), 0, -1))
        for some in chain.from_iterable(subsets):
            yield from (tuple(sorted((*some, at))) for at in rest)
    yield from combinations(rest, 2)


def _suspicious(text: str, at: int) -> bool:
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at] == NBSP or any(letter in " \n\u00a0" for letter in beside)
