"""What is found for a query: grouped by kind, the match marked, filters with counts, what was searched."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from graph_build.scan.scanner import scan
from server.answers.elements.names import Named, Names
from server.answers.orders.paging import Slice
from server.answers.search.entries import KINDS, Entry
from server.answers.search.folding import WORD, folded, stem
from server.answers.search.index import SearchIndex, terms
from server.repository.interface import Repository

MOST_IN_GROUP, PAGE = 5, 25
LONGEST = 300  # characters of a query
QUERY = """PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?name ?fragment WHERE {{
  ?thing rdfs:label ?name .
  OPTIONAL {{ ?thing prov:wasQuotedFrom/oa:hasSelector/oa:refinedBy/oa:exact ?fragment }}
  FILTER(CONTAINS(LCASE(CONCAT(STR(?name), " ", COALESCE(STR(?fragment), ""))), {text}))
}}
ORDER BY ?thing
LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is what was searched for."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its name and words with the match marked, their languages; `limited` as `Named` has it."""

    thing: Named
    kind: str
    source: str
    name: tuple[Part, ...]
    words: tuple[Part, ...]
    words_lang: str


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, and how many there are in all."""

    kind: str
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found for a text. `numbers` were read in it; `instead` are words that were taken for misspelt ones.

    Of one kind the page has a `slice`; of all kinds the first of each.
    """

    text: str
    numbers: tuple[Decimal, ...]
    instead: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    kind: str
    source: str
    groups: tuple[Group, ...]
    slice: Slice
    query: str


@dataclass(frozen=True, slots=True)
class Matches:
    """What an index has for a text: `every` thing, and those that are `left` of the kind and source asked for."""

    text: str
    numbers: tuple[Decimal, ...]
    instead: tuple[tuple[str, str], ...]
    looked_for: tuple[str, ...]
    kind: str
    source: str
    every: tuple[Entry, ...]
    left: tuple[Entry, ...]

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """How many there are of each kind, of the source asked for."""
        return _counts(one.kind for one in self.every if self.source in ("", one.source))

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """How many there are of each source, of the kind asked for."""
        found = (one for one in self.every if one.source and self.kind in ("", one.kind))
        return _counts(one.source for one in found)

    @property
    def ordered(self) -> tuple[Entry, ...]:
        """Those that are left, by kind."""
        return tuple(sorted(self.left, key=lambda one: KINDS.index(one.kind)))

    def hits(
        self, entries: Iterable[Entry], languages: Sequence[str], limited: frozenset[str]
    ) -> tuple[Hit, ...]:
        """Some of them as a reader is shown them."""
        return tuple(_hit(one, self.looked_for, languages, limited) for one in entries)


def matches(index: SearchIndex, asked: Mapping[str, str]) -> Matches:
    """What an index has for `asked["q"]`, of the `kind` and `source` asked for."""
    text = " ".join(asked.get("q", "").split())[:LONGEST]
    kind, source = asked.get("kind", ""), asked.get("source", "")
    numbers = _numbers(text)
    looked_for, instead = _looked_for(index, text)
    every = _entries(index, numbers, looked_for)
    left = tuple(one for one in every if kind in ("", one.kind) and source in ("", one.source))
    return Matches(text, numbers, instead, looked_for, kind, source, every, left)


def found(
    repository: Repository,
    index: SearchIndex,
    languages: Sequence[str],
    asked: Mapping[str, str],
    page: int = 1,
) -> Found:
    """What is found for `asked["q"]`, of the `kind` and `source` asked for, a page of it."""
    met = matches(index, asked)
    shown = Slice.of(page, PAGE if met.kind else max(len(met.left), 1), len(met.left))
    limited = Names.of(repository, (), languages).limited
    most = shown.size if met.kind else MOST_IN_GROUP
    groups = _groups(met.left, shown.skip, shown.skip + most)
    return Found(
        text=met.text,
        numbers=met.numbers,
        instead=met.instead,
        kinds=met.kinds,
        sources=met.sources,
        kind=met.kind,
        source=met.source,
        groups=tuple(
            Group(name, met.hits(entries, languages, limited), count)
            for name, entries, count in groups
        ),
        slice=shown,
        query=_query(met.text),
    )


def _query(text: str) -> str:
    """The query behind a search."""
    escaped = text.casefold().replace("\\", "\\\\").replace('"', '\\"')
    return QUERY.format(text=f'"{escaped}"')


def _numbers(text: str) -> tuple[Decimal, ...]:
    """The numbers that are read in a query, in any form: 17 436, 17436, halvparten, 2,4 milliarder."""
    values = []
    for one in scan(text):
        try:
            values.append(Decimal(str(one.value)))
        except InvalidOperation:
            continue
    return tuple(dict.fromkeys(value for value in values if value.is_finite()))


def _looked_for(
    index: SearchIndex, text: str
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The terms of a query; for a misprint what it should be, for one that no word begins with the nearest word."""
    kept, instead = list[str](), list[tuple[str, str]]()
    written = {stem(folded(word)): word for word in WORD.findall(text)}
    for one in terms(text):
        if one in index.corrected:
            kept.extend(terms(index.corrected[one]))
            instead.append((written.get(one, one), index.corrected[one]))
        elif index.known(one):
            kept.append(one)
        elif near := index.near(one):
            kept.append(stem(near[0]))
            instead.append((written.get(one, one), near[0]))
        elif not one.isdigit():
            kept.append(one)
    return tuple(kept), tuple(instead)


def _entries(
    index: SearchIndex, numbers: Iterable[Decimal], looked_for: Sequence[str]
) -> tuple[Entry, ...]:
    """What has a number that was asked for and then what has all the words; any of them, where nothing has all."""
    by_value = [one for value in numbers for one in index.with_value(value)]
    by_words = index.with_words(looked_for)
    if not by_words and not by_value and len(looked_for) > 1:
        by_words = tuple(one for term in looked_for for one in index.with_words([term]))
    return tuple({one.iri: one for one in (*by_value, *by_words)}.values())


def _groups(left: Sequence[Entry], start: int, stop: int) -> list[tuple[str, Sequence[Entry], int]]:
    """By kind: those from one place to another, and how many there are."""
    groups: dict[str, list[Entry]] = {}
    for one in left:
        groups.setdefault(one.kind, []).append(one)
    ordered = sorted(groups, key=KINDS.index)
    return [(kind, groups[kind][start:stop], len(groups[kind])) for kind in ordered]


def _counts(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(values)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _hit(
    one: Entry, looked_for: Sequence[str], languages: Sequence[str], limited: frozenset[str]
) -> Hit:
    name, lang = one.name(languages)
    quoted = next(
        iter(sorted(one.fragments, key=lambda words: not _matches(words[0], looked_for))), ("", "")
    )
    thing = Named(one.iri, one.href, name, lang or None, one.iri in limited)
    return Hit(
        thing,
        one.kind,
        one.source,
        _marked(name, looked_for),
        _marked(quoted[0], looked_for),
        quoted[1],
    )


def _matches(text: str, looked_for: Sequence[str]) -> bool:
    return any(part.match for part in _marked(text, looked_for))


def _marked(text: str, looked_for: Sequence[str]) -> tuple[Part, ...]:
    """A text in pieces, those words that begin with a term marked."""
    parts, last = list[Part](), 0
    for word in WORD.finditer(text):
        if any(folded(word[0]).startswith(term) for term in looked_for):
            if word.start() > last:
                parts.append(Part(text[last : word.start()], False))
            parts.append(Part(word[0], True))
            last = word.end()
    if last < len(text):
        parts.append(Part(text[last:], False))
    return tuple(parts)
