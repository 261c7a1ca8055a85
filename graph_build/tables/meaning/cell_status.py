"""What stands where a figure is missing, by the meaning that its publisher gives it."""

from collections.abc import Mapping

from graph_build.tables.layout.cell_values import MISSING, MISSING_WORDS

# Codes of SDMX (CL_OBS_STATUS): M missing, L exists but was not collected, Q suppressed (confidential), O missing value.
MEANINGS: Mapping[str, str] = {
    "not-applicable": "the figure cannot be (SSB: .)",
    "missing": "the figure is not there (SSB: .. and ...)",
    "confidential": "the figure is kept back (SSB and FHI: :)",
    "suppressed-or-missing": "the publisher means more than one thing with the sign (NAV: *)",
    "empty": "nothing stands there, and the file does not say why",
    "said-in-words": "the cell says in words why there is none",
    "unreadable": "something stands there that is no figure by the signs of the table, and no sign for a missing one",
}
SIGNS: Mapping[str, str] = {
    ".": "not-applicable",
    "..": "missing",
    "...": "missing",
    "…": "missing",
    ":": "confidential",
    "*": "suppressed-or-missing",
    "**": "suppressed-or-missing",
    "": "empty",
    "null": "empty",
}


def cell_status(cell: str) -> str:
    """The code for a cell without a figure; of a sign that no publisher explains, `missing`."""
    if cell in SIGNS:
        return SIGNS[cell]
    if MISSING_WORDS.fullmatch(cell):
        return "said-in-words"
    return "missing" if cell in MISSING else "unreadable"
