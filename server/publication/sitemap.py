"""The site map (https://www.sitemaps.org/protocol.html): every page in every language, each with the others beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pyoxigraph import NamedNode

from ontology import LANGUAGES
from server.answers.elements.names import address
from server.repository.interface import Repository

MOST = 50_000  # addresses that a file may have, by the protocol
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
THINGS = """SELECT DISTINCT ?thing WHERE {{ ?thing ?property ?value . FILTER NOT EXISTS {{ ?thing a <{base}def#WithdrawnClaim> }}
FILTER(STRSTARTS(STR(?thing), "{base}id/") || STRSTARTS(STR(?thing), "{base}graph/")) }}"""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The paths of all pages without their language, and where they are served (no slash at its end)."""

    start: str
    paths: Sequence[str]
    most: int = MOST

    @property
    def parts(self) -> int:
        """How many files it takes; a page is not torn from itself in other languages."""
        return max(1, -(-len(self.paths) // self._pages))

    @property
    def _pages(self) -> int:
        return max(1, self.most // len(LANGUAGES))

    def whole(self) -> bytes:
        """All addresses; an index of the parts where they are more than one file may have."""
        if self.parts == 1:
            return self._urls(self.paths)
        files = (f"{self.start}/sitemap-{number}.xml" for number in range(1, self.parts + 1))
        entries = "".join(f"<sitemap><loc>{one}</loc></sitemap>\n" for one in files)
        return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>\n'.encode()

    def part(self, number: int) -> bytes | None:
        """One of the parts, from 1; None where there is none of that number."""
        if self.parts == 1 or not 1 <= number <= self.parts:
            return None
        return self._urls(self.paths[(number - 1) * self._pages : number * self._pages])

    def _urls(self, paths: Iterable[str]) -> bytes:
        body = "".join(self._page(path) for path in paths)
        return (
            f'{HEAD}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">\n{body}</urlset>\n'.encode()
        )

    def _page(self, path: str) -> str:
        """A page: an entry for each language, which names all languages, itself too."""
        here = {lang: quoteattr(f"{self.start}/{lang}{path}") for lang in LANGUAGES}
        beside = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={href}/>'
            for lang, href in here.items()
        )
        return "".join(f"<url><loc>{href[1:-1]}</loc>{beside}</url>\n" for href in here.values())


def thing_paths(repository: Repository) -> list[str]:
    """Where the things of the graph have their pages, sorted; of a foreign graph none, it is its owner's to announce."""
    if repository.foreign:
        return []
    base = repository.base
    found = (row["thing"] for row in repository.select(THINGS.format(base=base)))
    iris = (one.value for one in found if isinstance(one, NamedNode))
    return sorted({path for iri in iris if (path := address(base, iri)).startswith("/")})
