import re
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib.namespace import RDF, SH

from graph_build.layers.builder import BuiltGraph
from ontology import DEFAULT_BASE
from server.pages.shared.interface_words import words
from server.queries.saved_query import saved_queries
from shapes.engines.shapes_graph import load_shapes
from tests import house_picture
from tests.fact_tables import claims
from tests.graph_build.kinds import kinds


def test_counts_in_the_readme_are_those_of_the_graph(project: Path, built: BuiltGraph) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    claims, said = sum(built.claims.values()), sum(built.statements.values())
    assert f"{claims} claims and {said} statements" in readme
    assert f"{len(built.quads):,} quads" in readme


def _rows_of_the_querying_guide(project: Path, store: Store) -> list[tuple[str, int]]:
    guide = (project / "docs/querying.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sparql\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    prefixes = "".join(re.findall(r"^PREFIX .*\n", guide, re.MULTILINE))
    found = list[tuple[str, int]]()
    for block in blocks:
        text = prefixes + re.sub(r"^PREFIX .*\n", "", block, flags=re.MULTILINE)
        rows = store.query(text, use_default_graph_as_union=True)
        assert isinstance(rows, QuerySolutions)
        found.append((block, len([*rows])))
    return found


def test_queries_of_the_guide_find_what_it_says(project: Path, store: Store) -> None:
    answered = _rows_of_the_querying_guide(project, store)
    assert [block for block, rows in answered if "# wrong" not in block and not rows] == []
    assert [block for block, rows in answered if "# wrong: nothing" in block and rows] == []
    for (wrong, rows), (right, fewer) in pairwise(answered):
        if "# wrong" in wrong:
            assert "# wrong" not in right
        if "# wrong: too much" in wrong:
            assert rows > fewer, wrong


def test_the_guide_has_a_right_query_for_every_wrong_one(project: Path, store: Store) -> None:
    answered = _rows_of_the_querying_guide(project, store)
    marks = [block.splitlines()[0] for block, _ in answered if "# wrong" in block]
    assert len(marks) >= 12
    assert set(marks) == {"# wrong: nothing", "# wrong: too much"}


def test_the_guide_names_no_term_that_the_ontology_has_not(project: Path) -> None:
    guide = (project / "docs/querying.md").read_text(encoding="utf-8")
    ontology = (project / "ontology/rusfelt.ttl").read_text(encoding="utf-8")
    named = set(re.findall(r"rf:(\w+)", guide))
    assert {
        one for one in named if not re.search(rf"^rf:{one} a ", ontology, re.MULTILINE)
    } == set()


def test_the_guide_and_the_readme_give_the_place_and_the_rows_as_they_are(project: Path) -> None:
    guide = (project / "docs/querying.md").read_text(encoding="utf-8")
    (span,) = claims()["003-new-fte-from-plan"]["spans"]
    assert f"Code points {span['start']} to {span['end']}" in guide
    rows = (project / "tests/golden/cq07.csv").read_text(encoding="utf-8").splitlines()
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert all(row.split(",")[-1] in readme for row in rows)


def test_links_of_the_docs_lead_somewhere(project: Path) -> None:
    for page in [*project.glob("*.md"), *project.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_picture_of_the_house_is_that_of_the_code() -> None:
    assert house_picture.PICTURE.read_text(encoding="utf-8") == house_picture.drawing()


def test_every_saved_question_has_a_golden_answer(project: Path) -> None:
    golden = {path.stem for path in (project / "tests/golden").glob("*.csv")}
    assert {name.split("-")[0] for name in saved_queries()} == golden
    assert len(golden) == 45
    for page in ("README.md", "docs/querying.md"):
        assert "forty-five" in (project / page).read_text(encoding="utf-8")


def test_every_kind_of_statement_is_used_by_some_fact(built: BuiltGraph) -> None:
    text = built.nquads.decode()
    for kind in kinds():
        assert f"def#{kind.rdf_class.split(':')[1]}> <https://rusfelt.example/graph/source/" in text


def test_no_sentence_of_a_source_text_stands_in_the_project(project: Path, shared: Path) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())

    grams = set[tuple[str, ...]]()
    for path in (shared / "seeds").glob("*.txt"):
        found = words(path.read_text(encoding="utf-8"))
        grams |= {tuple(found[i : i + 12]) for i in range(len(found) - 11)}
    for path in _files(project):
        found = words(path.read_text(encoding="utf-8"))
        hits = [
            found[i : i + 12] for i in range(len(found) - 11) if tuple(found[i : i + 12]) in grams
        ]
        assert not hits, path


def _files(project: Path) -> list[Path]:
    endings = ("*.py", "*.toml", "*.ttl", "*.rq", "*.md", "*.csv", "*.html")
    folders = (
        "ontology",
        "graph_build",
        "shapes",
        "server",
        "rusfelt",
        "tests",
        "docs",
        "benchmarks",
    )
    found = [path for f in folders for e in endings for path in (project / f).rglob(e)]
    return [p for p in found if "node_modules" not in p.parts] + list(project.glob("*.md"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_string_of_the_pages_exists_in_every_language(language: str) -> None:
    assert all(words(language).values())


def test_the_readme_counts_the_shapes(project: Path) -> None:
    shapes = load_shapes(DEFAULT_BASE)
    readme = (project / "README.md").read_text(encoding="utf-8")
    properties = len(set(shapes.graph.subjects(RDF.type, SH.PropertyShape)))
    assert f"{properties} property shapes" in readme
    assert f"{len(shapes.sparql)} constraints across facts" in readme
