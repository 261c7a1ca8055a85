"""The words that bound, round or doubt a number, and what turns its sense."""

import re

from graph_build.scan.words.normalisation import alternatives
from graph_build.verification.fragment_guard import BOUNDS, HEDGES, ROUNDINGS

ESTIMATES = (
    "beregnet til", "berekna til", "rekna til", "anslått til", "anslege til", "anslagsvis", "estimert til", "estimerte",
    "estimert",
)  # fmt: skip
# Right before a number, perhaps with an article between: «rundt en», «nesten hele».
_BEFORE = re.compile(
    rf"(?<!\w)({alternatives(*ROUNDINGS, *BOUNDS, *ESTIMATES)})\s+(?:(?:hele|heile|en|ein|et|eit)\s+)?$",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(
    r"(?<!\w)(?:anslagsvis|anslått|anslege|anslag|anslås|estimer\w*|beregnet|berekna|rekna)(?!\w)",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    rf"(?<!\w)(?:{alternatives(*HEDGES, 'kan være', 'kan vere', 'kan ha', 'jeg tror', 'eg trur', 'vi tror', 'vi trur', 'tyder på', 'teikn på', 'tegn på', 'mulig', 'mogleg', 'usikkert', 'usikre', 'foreløpig', 'førebels')})(?!\w)",
    re.IGNORECASE,
)
AROUND = 40


def hedged_from(text: str, start: int, number: int) -> int:
    """Where the words begin that bound or round a number, which begins at `number` in a clause from `start`; there where there are none."""
    found = _BEFORE.search(text, max(start, number - AROUND), number)
    return found.start(1) if found else number


def estimate(text: str, start: int, end: int) -> str:
    """The word of a clause by which a number is an estimate; empty where there is none."""
    found = _ESTIMATED.search(text, start, end)
    return found[0] if found else ""


def doubtful(words: str) -> str:
    """The words by which somebody says that they are not sure; empty where there are none."""
    found = _DOUBTFUL.search(words)
    return found[0] if found else ""
