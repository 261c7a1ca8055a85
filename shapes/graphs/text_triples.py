"""The texts of a graph's sources, as triples that exist only while it is validated."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph_build.errors import Unreadable
from graph_build.reading.text_file import read_text
from ontology.vocabulary import PREFIXES


def text_triples(data: Iterable[Quad | Triple], folder: Path, base: str) -> list[Triple]:
    """`rf:text` of every source of `data` whose file stands in `folder`.

    Unreadable where a file is missing, or is not the one that the graph was made from: passages
    are offsets into its very bytes.
    """
    if not folder.is_dir():
        raise Unreadable(f"{folder}: is no folder; give the folder that holds the source texts")
    there = {path.name for path in folder.iterdir()}
    property = NamedNode(base + "def#text")
    return [
        Triple(source, property, Literal(_text(folder, there, name, digest)))
        for source, name, digest in sorted(_sources(data, base), key=lambda one: one[1])
    ]


def _sources(data: Iterable[Quad | Triple], base: str) -> Iterator[tuple[NamedNode, str, str]]:
    identifier, digest = PREFIXES["dct"] + "identifier", base + "def#sha256"
    names, digests = dict[NamedNode, str](), dict[NamedNode, str]()
    for one in data:
        if isinstance(one.subject, NamedNode) and isinstance(one.object, Literal):
            if one.predicate.value == digest:
                digests[one.subject] = one.object.value
            elif one.predicate.value == identifier:
                names[one.subject] = one.object.value
    for source in digests.keys() & names.keys():
        yield source, names[source], digests[source]


def _text(folder: Path, there: set[str], name: str, digest: str) -> str:
    # A name that is in the listing of the folder leads nowhere else.
    if name not in there:
        raise Unreadable(f"{folder}: has no {name!r}, which a source of the graph is made from")
    text = read_text(folder / name)
    if sha256(text.encode()).hexdigest() != digest:
        raise Unreadable(f"{folder / name}: is not the text that the graph was made from")
    return text
