"""The language of a page: that of its address, else what the reader asks for.

Pages stand at `/nb/…`, `/nn/…` and `/en/…`. Links between things are written without a language and get that of
the page as they are shown, so that no answer depends on where it is read.
"""

from urllib.parse import parse_qsl, urlencode

from flask import g, request

from ontology import LANGUAGES
from server.http.messages import Response, redirect
from server.http.negotiation import best_language
from server.pages.shared.interface_words import FALLBACK

# What the address of a page begins with, as Flask's routing has it.
PREFIX = f"/<any({', '.join(LANGUAGES)}):lang>"
# Paths that are the same in all languages: data, and what machines look for.
NO_PAGES = (
    "/download/",
    "/graphs",
    "/static/",
    "/validation/",
    "/.well-known/",
    "/id/",
    "/healthz",
)


def language() -> str:
    """The language of the address, else of `?lang=`, else of the Accept-Language header, else bokmål."""
    found: str | None = g.get("language")  # every link of a page asks for it
    if found is None:
        accepted = request.headers.get("Accept-Language", "")
        found = g.language = language_for(request.path, request.args.get("lang"), accepted)
    return found


def language_for(path: str, asked: str | None, accept_language: str) -> str:
    """The same of a request that Flask does not have yet."""
    chosen = _of_path(path) or asked
    return chosen if chosen in LANGUAGES else best_language(accept_language)


def languages() -> tuple[str, ...]:
    """The languages in which the reader is told what the graph says, the first there is."""
    return FALLBACK[language()]


def localised(href: str, lang: str) -> str:
    """The address of a page of ours in a language; any other address as it is."""
    ours = href.startswith("/") and not href.startswith(NO_PAGES) and not _of_path(href)
    return f"/{lang}{href}" if ours else href


def bare_path(path: str) -> str:
    """The path of a page without its language."""
    lang = _of_path(path)
    return path[len(lang) + 1 :] or "/" if lang else path


def in_language(lang: str) -> str:
    """The address of this page, with what it was asked, in another language."""
    told = [(name, value) for name, value in _parameters() if name != "lang"]
    query = "?" + urlencode(told) if told else ""
    return localised(bare_path(request.path), lang) + query


def to_own_language() -> Response:
    """Leads from the bare address to the page in the reader's language."""
    return redirect(in_language(language()), 302, "Accept-Language")


def to_other_language(lang: str) -> Response | None:
    """Leads to the page in the language that `?lang=` asks for; None where it is `lang`, or none that there is."""
    asked = request.args.get("lang", lang)
    return redirect(in_language(asked)) if asked != lang and asked in LANGUAGES else None


def _of_path(path: str) -> str:
    """The language that a path begins with, else empty."""
    first = path.partition("?")[0].split("/", 2)[1:2]
    return first[0] if first and first[0] in LANGUAGES else ""


def _parameters() -> list[tuple[str, str]]:
    return parse_qsl(request.query_string.decode("ascii", "ignore"), keep_blank_values=True)
