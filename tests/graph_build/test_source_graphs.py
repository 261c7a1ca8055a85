"""Languages of the words of a text, and of a claim that is in another language than its text."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, Store

from graph_build.layers.builder import build_graph, checked_corpus
from graph_build.reading.fact_index import fact_places
from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from tests.graph_build.little import (
    AMOUNT,
    FACTS,
    OTHER_FACTS,
    stated,
    write_little,
    write_with_other,
)


def tags(folder: Path, lang: str | None) -> dict[str, set[str | None]]:
    """Languages of the fragments, hedges and readings of the second text, which is in nynorsk."""
    claim = stated("seen", "funding", AMOUNT)
    little = write_with_other(folder, claim)
    own = f'lang = "{lang}"\n' if lang else ""
    little.spoil(OTHER_FACTS, 'mode = "asserted"', f'{own}hedge = "talt"\nmode = "asserted"')
    found: dict[str, set[str | None]] = {}
    for quad in build_graph(checked_corpus(little.folder, little.texts)).quads:
        name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
        if str(quad.graph_name).endswith("/source/t2>") and name in ("exact", "hedge", "asStated"):
            assert isinstance(quad.object, Literal)
            found.setdefault(name, set()).add(quad.object.language)
    return found


@pytest.mark.parametrize(("lang", "tag"), [(None, "nn"), ("nb", "nb"), ("nn", "nn")])
def test_words_of_a_text_are_in_its_language_unless_the_claim_says_otherwise(
    lang: str | None, tag: str, tmp_path: Path
) -> None:
    assert tags(tmp_path, lang) == {"exact": {tag}, "hedge": {tag}, "asStated": {tag}}


LEFT_OUT = """
SELECT ?span ?node ?word ?reason ?label {
  GRAPH <https://rusfelt.example/graph/source/t1> {
    ?span rf:leavesOut ?node . ?node a rf:LeftOutWord ; rf:word ?word ; rf:reason ?reason ; rdfs:label ?label .
    FILTER(LANG(?reason) = LANG(?label)) } } ORDER BY ?label
"""


def test_a_word_that_is_left_out_stands_at_its_span_with_the_reason(tmp_path: Path) -> None:
    reason = '{nb = "gjelder i fjor", nn = "gjeld i fjor", en = "goes with last year"}'
    little = write_little(tmp_path)
    left_out = f'left_out = [{{word = "minst", reason = {reason}}}]'
    little.spoil(FACTS, 'fragment = "30,5 hus"}', f'fragment = "30,5 hus", {left_out}}}')
    resolver = checked_corpus(little.folder)
    store = Store()
    store.extend(build_graph(resolver).quads)
    rows = [*store.query(LEFT_OUT, prefixes=PREFIXES)]
    assert [[value.value for value in row][2:] for row in rows] == [
        ["minst", "goes with last year", "left-out word: «minst»"],
        ["minst", "gjeld i fjor", "utelate ord: «minst»"],
        ["minst", "gjelder i fjor", "utelatt ord: «minst»"],
    ]
    node = "id/left-out-word/t1-later-1-1"
    assert {(row["span"].value, row["node"].value) for row in rows} == {
        (DEFAULT_BASE + "id/span/t1-later-1", DEFAULT_BASE + node)
    }
    assert {row["word"].language for row in rows} == {"nb"}
    place = fact_places(resolver)[DEFAULT_BASE + node]
    assert (place.file, place.line) == (FACTS, little.line(FACTS, "left_out"))
