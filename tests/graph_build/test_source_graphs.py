"""Languages of the words of a text, and of a claim that is in another language than its text."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from graph_build.layers.builder import build_graph, checked_corpus
from tests.graph_build.little import AMOUNT, OTHER_FACTS, stated, write_with_other


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
