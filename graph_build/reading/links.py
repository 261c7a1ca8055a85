"""Links of the facts: from the names that are written to the things they name, and those that lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from graph_build.errors import Fault
from graph_build.reading.corpus import Place
from graph_build.reading.resolver import Resolver
from graph_build.schema.fields import Link
from graph_build.schema.marks import marked_values
from graph_build.schema.registers import Derived


@dataclass(frozen=True)
class FactLink:
    """A name in the facts: `key` at a place holds `slug`, a thing of `register`.

    `source` is that of the fact file, where ids are relative to it.
    """

    place: Place
    key: str
    register: str
    slug: str
    source: str | None

    def leads_somewhere(self, resolver: Resolver) -> bool:
        """Whether these facts have what the link names."""
        return resolver.link(self.register, self.slug, self.source) is not None


def loose_links(resolver: Resolver) -> Iterator[FactLink]:
    """Every link that names nothing; those that may name what could not be read are left out."""
    corpus = resolver.corpus
    for link in _links(resolver):
        if not link.leads_somewhere(resolver) and not corpus.missing(link.slug):
            yield link


def link_faults(resolver: Resolver) -> Iterator[Fault]:
    """A fault for every link that names nothing, with what may have been meant."""
    for link in loose_links(resolver):
        (file, path), register = link.place, link.register
        if register == "input":
            what = f"{link.key} = {link.slug!r} is no statement with an id and no derived value"
            yield file.fault((*path, "inputs"), what)
            continue
        # 0.5 of 1: half of the letters in common, which finds a forgotten syllable and no stranger.
        near = get_close_matches(link.slug, resolver.candidates(register), 3, 0.5)
        hint = "; did you mean " + " or ".join(near) + "?" if near else "; register it first"
        yield file.fault(
            (*path, link.key), f"{link.key} {link.slug!r} is no known {register}{hint}"
        )


def _links(resolver: Resolver) -> Iterator[FactLink]:
    """All links of the facts."""
    corpus = resolver.corpus
    for (register, id), place in corpus.entry_places.items():
        entry = corpus.entries[register][id]
        yield from _links_of(entry, place, None)
        if isinstance(entry, Derived):
            for name, slug in entry.inputs.items():
                yield FactLink(place, f"input {name}", "input", slug, None)
    for file, facts in corpus.files:
        yield from _links_of(facts, (file, ()), None)
        for number, claim in enumerate(facts.claim):
            yield from _links_of(claim, (file, ("claim", number)), facts.source)
        for number, unclaimed in enumerate(facts.unclaimed):
            yield from _links_of(unclaimed, (file, ("unclaimed", number)), None)
    for one in corpus.stated:
        yield from _links_of(one.statement, one.place, one.source)


def _links_of(fact: object, place: Place, source: str | None) -> Iterator[FactLink]:
    for field, value in marked_values(fact):
        if isinstance(field.mark, Link):
            yield FactLink(place, field.name, field.mark.register, value, source)
