"""The choice of a format: by its name, else by the Accept header (RFC 9110, 12.5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ontology import LANGUAGES
from server.http.formats import HTML, Format
from server.http.messages import HttpError

ANY = "*/*"
COMMON = 500  # characters of a header that is worth remembering


class NotAcceptable(Exception):
    """No format the client accepts can be given; `offered` are those that can."""

    def __init__(self, offered: tuple[Format, ...]) -> None:
        self.offered = offered
        names = ", ".join(f"{one.media_type} ({one.name})" for one in offered)
        super().__init__(f"Ask for one of: {names}.")


@dataclass(frozen=True)
class Accepted:
    """The ranges of an Accept header: each with its quality and its place in the header; none: all are welcome."""

    ranges: Mapping[str, tuple[float, int]]

    @classmethod
    def of(cls, header: str) -> "Accepted":
        """Read a header; parameters of a media type (charset, version) are passed over."""
        found: dict[str, tuple[float, int]] = {}
        # Not MIMEAccept: it would put a type with a parameter before those that were named earlier.
        for place, (value, quality) in enumerate(parse_accept_header(header)):
            media = value.partition(";")[0].strip().lower()
            media = (
                ANY if media == "*" else media
            )  # as Java's URLConnection and old Perl clients have it
            found[media] = max(found.get(media, (-1.0, 0)), (quality, -place))
        return cls(found)

    def rank(self, form: Format) -> tuple[float, bool, int] | None:
        """How welcome a format is: its quality, whether it is named, how early; None where it is not.

        A range with a star speaks of the type that is answered; other types ask for it only by name.
        """
        kind = form.media_type.partition("/")[0]
        named = [self.ranges[one] for one in (form.media_type, *form.also) if one in self.ranges]
        wild = self.ranges.get(f"{kind}/*", self.ranges.get(ANY, (0.0, 0)))
        quality, place = max(named) if named else wild
        return (quality, bool(named), place) if quality > 0 else None


def unfit_for_xml(what: str, offered: tuple[Format, ...]) -> HttpError:
    """406 where XML was asked for and cannot hold a value; the formats that can."""
    others = tuple(one for one in offered if not one.media_type.endswith("xml"))
    return HttpError(406, f"{what} {NotAcceptable(others)}", ("vary", "Accept"))


def choose(accept: str, name: str | None, offered: tuple[Format, ...]) -> Format:
    """The format asked for by `name`, else by the Accept header, else the first; NotAcceptable."""
    found = choice(accept, name, offered)
    if found is None:
        raise NotAcceptable(offered)
    return found


def choice(accept: str, name: str | None, offered: tuple[Format, ...]) -> Format | None:
    """The format as `choose` finds it, None where there is none."""
    common = len(accept) + len(name or "") <= COMMON
    return (_known_choice if common else _choice)(accept, name, offered)


# lru_cache on headers of usual length only: a client must not fill it with long ones.
def _choice(accept: str, name: str | None, offered: tuple[Format, ...]) -> Format | None:
    if name is not None:
        return next((one for one in offered if one.is_called(name)), None)
    accepted = Accepted.of(accept)
    if not accepted.ranges:
        return offered[0]
    ranks = {one: rank for one in offered if (rank := accepted.rank(one)) is not None}
    return max(ranks, key=ranks.__getitem__, default=None)


_known_choice = lru_cache(256)(_choice)


def best_language(accept_language: str) -> str:
    """The language of ours that an Accept-Language header likes best, else bokmål; `no` is bokmål."""
    header = parse_accept_header(accept_language, LanguageAccept)
    best = header.best_match([*LANGUAGES, "no"], default="nb")
    return "nb" if best == "no" else best


def wants_page(accept: str) -> bool:
    """Whether the client names HTML itself, and likes nothing better; `*/*` names nothing."""
    return (_known_wish if len(accept) <= COMMON else _wants_page)(accept)


def _wants_page(accept: str) -> bool:
    quality, _ = Accepted.of(accept).ranges.get(HTML.media_type, (0.0, 0))
    return quality == 1


_known_wish = lru_cache(256)(_wants_page)
