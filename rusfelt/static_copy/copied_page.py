"""Pages of the site for a copy: their links lead to the files of the copy."""

import re
from collections.abc import Callable
from html import escape, unescape

from rusfelt.static_copy.addresses import RDF, Addresses, Place, relative

# The attributes of our templates that hold an address; Jinja escapes quotes everywhere else.
LINK = re.compile(r'(?<=[\s])(href|src|action)="([^"]*)"')
FORMAT = re.compile(rf'\?format=({"|".join(RDF)})(?=")')


def rewritten(
    html: str, page: str, file: str, addresses: Addresses, met: Callable[[Place], None]
) -> str:
    """The page that stands at `page` on the site, for the file `file`; `met` is told of each file it leads to."""

    def link(found: re.Match[str]) -> str:
        there = addresses.place(unescape(found[2]), page)
        if there is None:
            return found[0]
        place, anchor = there
        met(place)
        return f'{found[1]}="{escape(relative(place.file, file, anchor))}"'

    return LINK.sub(link, html)


def linkset(text: str) -> str:
    """A linkset whose links to RDF lead to the files that the copy has of it."""
    return FORMAT.sub(r".\1", text)
