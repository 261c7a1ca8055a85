"""Runs the shapes over a graph with pySHACL and reads its report into findings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import rdflib
from pyoxigraph import Quad, Triple
from pyshacl import validate as run_pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import RDF, SH

from graph_build.errors import RusfeltError
from graph_build.iris import Iris
from graph_build.terms import rebased
from ontology import DEFAULT_BASE
from ontology.vocabulary import read_turtle
from shapes.rdflib_graphs import rdflib_graph, shown

FOLDER = Path(__file__).parent
LANGUAGES = ("nb", "nn", "en")
NOTHING: Mapping[str, str] = {"nb": "ingenting", "nn": "ingenting", "en": "nothing"}


@dataclass(frozen=True)
class Finding:
    """One result: focus node, path and value as N-Triples terms (path and value may be missing)."""

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    severity: str
    messages: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """What findings are sorted and told apart by."""
        return (self.focus, self.shape, self.component, self.path or "", self.value or "")


@dataclass(frozen=True)
class Report:
    """Whether a graph conforms, the findings in stable order, and whether any shape had work to do."""

    conforms: bool
    findings: tuple[Finding, ...]
    focus_nodes: int


def shape_files() -> tuple[Path, ...]:
    """The Turtle files of the shapes, sorted."""
    return tuple(sorted(FOLDER.glob("*.ttl")))


def shapes_graph(base: str) -> rdflib.Graph:
    """All shapes, targeting the terms under `base`."""
    iris = Iris(base)
    triples = (triple for path in shape_files() for triple in rebased(iris, read_turtle(path)))
    return rdflib_graph(triples)


def validate(data: Iterable[Quad | Triple], base: str = DEFAULT_BASE) -> Report:
    """Check `data` (the union of its graphs) against the shapes under `base`.

    Nothing is fetched: owl:imports is not followed and no rule is run. RusfeltError where the
    engine itself fails; a constraint that cannot be run is never passed over.
    """
    graph, shapes = rdflib_graph(data), shapes_graph(base)
    try:
        conforms, results, text = run_pyshacl(
            graph, shacl_graph=shapes, inference="none", do_owl_imports=False, allow_warnings=True
        )
    except ReportableRuntimeError as error:
        raise RusfeltError(f"the validator failed: {error}") from error
    if not isinstance(results, rdflib.Graph):
        raise RusfeltError(f"the validator failed: {text}")
    findings = sorted(_findings(results, shapes, graph), key=lambda finding: finding.key)
    return Report(bool(conforms), tuple(findings), _focus_nodes(graph, shapes))


def _focus_nodes(graph: rdflib.Graph, shapes: rdflib.Graph) -> int:
    classes = set(shapes.objects(None, SH.targetClass))
    return len({node for cls in classes for node in graph.subjects(RDF.type, cls)})


def _findings(
    results: rdflib.Graph, shapes: rdflib.Graph, graph: rdflib.Graph
) -> Iterator[Finding]:
    for result in results.objects(None, SH.result):
        one = dict(results.predicate_objects(result))
        value = one.get(SH.value)
        text = shown(value) if value is not None else None
        path = one.get(SH.resultPath)
        yield Finding(
            focus=shown(one[SH.focusNode]),
            path=shown(path) if path is not None else None,
            value=text,
            shape=str(one[SH.sourceShape]),
            component=str(one[SH.sourceConstraintComponent]),
            severity=str(one[SH.resultSeverity]).rsplit("#", 1)[1],
            messages=dict(_messages(one[SH.sourceShape], shapes, text or _there(one, graph))),
        )


def _there(result: Mapping[rdflib.term.Node, rdflib.term.Node], graph: rdflib.Graph) -> str | None:
    """The values that stand at the path of a result that names none (too few, too many)."""
    path = result.get(SH.resultPath)
    if path is None:
        return None
    values = sorted(shown(value) for value in graph.objects(result[SH.focusNode], path))
    return ", ".join(values) or None


def _messages(
    shape: rdflib.term.Node, shapes: rdflib.Graph, value: str | None
) -> Iterator[tuple[str, str]]:
    texts = {
        text.language: str(text)
        for text in shapes.objects(shape, SH.message)
        if isinstance(text, rdflib.Literal)
    }
    for language in LANGUAGES:
        if language in texts:
            yield language, texts[language].replace("{$value}", value or NOTHING[language])
