"""Where a chip leads: to the list of all that is of its kind, where there is one."""

from urllib.parse import urlencode

from flask import request

from server.answers.elements.figures import Figure
from server.pages.shared.context import FROZEN, served
from server.pages.shared.language import language, localised

QUESTIONS = {
    "derived": "cq42-derived-values",
    "self-reported": "cq37-self-reported-figures",
    "inferred": "cq39-inferred-or-taken-over",
    "corrected": "cq45-corrections-and-readings",
    "ambiguous": "cq45-corrections-and-readings",
    "undated": "cq43-uncertain-or-undated",
    "uncertain": "cq43-uncertain-or-undated",
    "promise": "cq44-promises-with-a-time",
}
ALL_FIGURES = "cq32-all-figures"
# Of these kinds are the rows of that question.
IN_ALL_FIGURES = ("observation", "target", "funding", "count", "comparison")


def kind_list(kind: str) -> str:
    """The address of the list of a kind; empty where there is none."""
    name = QUESTIONS.get(kind)
    return _served(f"/questions/{name}") if name else ""


def figure_list(mark: str, figure: Figure) -> str:
    """The address of the list of what has a mark of a figure, of figures of its mode else; empty where there is none."""
    found = kind_list(mark)
    if found or figure.kind not in IN_ALL_FIGURES or not figure.mode:
        return found
    return filtered(f"/questions/{ALL_FIGURES}", mode=figure.mode.name)


def filtered(path: str, **chosen: str) -> str:
    """The address of a list with a filter; empty where nobody answers it, as in a copy of the site as files."""
    frozen = FROZEN in request.environ
    return "" if frozen else _served(f"{path}?{urlencode(chosen)}")


def _served(path: str) -> str:
    return localised(path, language()) if served().snapshot.offers.questions else ""
