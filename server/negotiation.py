"""The choice of a format: by its name, else by the Accept header."""

from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from server.formats import HTML, Format


class NotAcceptable(Exception):
    """No format the client accepts can be given; `offered` are those that can."""

    def __init__(self, offered: tuple[Format, ...]) -> None:
        self.offered = offered
        names = ", ".join(f"{one.media_type} ({one.name})" for one in offered)
        super().__init__(f"Ask for one of: {names}.")


def choose(accept: str, name: str | None, offered: tuple[Format, ...]) -> Format:
    """The format asked for by `name`, else by the Accept header, else the first; NotAcceptable."""
    found = choice(accept, name, offered)
    if found is None:
        raise NotAcceptable(offered)
    return found


@lru_cache(256)
def choice(accept: str, name: str | None, offered: tuple[Format, ...]) -> Format | None:
    """The format as `choose` finds it, None where there is none."""
    if name is not None:
        return next((one for one in offered if one.is_called(name)), None)
    accepted = parse_accept_header(accept, MIMEAccept)
    if not accepted:
        return offered[0]
    types = {media: one for one in reversed(offered) for media in one.also}
    types |= {one.media_type: one for one in offered}
    best = accepted.best_match([media for one in offered for media in (one.media_type, *one.also)])
    return None if best is None else types[best]


@lru_cache(256)
def wants_page(accept: str) -> bool:
    """Whether the client names HTML itself, and likes nothing better; `*/*` names nothing."""
    accepted = parse_accept_header(accept, MIMEAccept)
    named = any(media == HTML.media_type for media, _ in accepted)
    return named and accepted[HTML.media_type] == 1
