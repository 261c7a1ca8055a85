"""The language of a page: that of its address, else what the reader asks for."""

from flask import abort, request

from ontology import LANGUAGES
from server.http.messages import Response, redirect
from server.http.negotiation import best_language
from server.pages.interface_words import FALLBACK


def language() -> str:
    """The language of the address, else of `?lang=`, else of the Accept-Language header, else bokmål."""
    asked = (request.view_args or {}).get("lang") or request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    return best_language(request.headers.get("Accept-Language", ""))


def languages() -> tuple[str, ...]:
    """The languages in which the reader is told what the graph says, the first there is."""
    return FALLBACK[language()]


def to_own_language(name: str) -> Response:
    """Leads from `/name` to that page in the reader's language."""
    return redirect(f"/{language()}/{name}", 302, "Accept-Language")


def to_other_language(lang: str, name: str) -> Response | None:
    """Leads to the page in the language that `?lang=` asks for; None where it is `lang`, 404 where that is none."""
    if lang not in LANGUAGES:
        abort(404, "The page exists in nb, nn and en.")
    asked = request.args.get("lang", lang)
    if asked == lang or asked not in LANGUAGES:
        return None
    return redirect(f"/{asked}/{name}")
