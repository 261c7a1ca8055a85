"""A validation report in the forms people and programs read: SHACL Turtle, JSON, text."""

import json
from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology import DEFAULT_BASE
from ontology.vocabulary import PREFIXES
from shapes.validating import LANGUAGES, Finding, Report

SH, RDF, XSD = PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["xsd"]


def _node(name: str) -> NamedNode:
    return NamedNode(SH + name)


def report_triples(report: Report, base: str) -> Iterator[Triple]:
    """The standard sh:ValidationReport; every node has an IRI made from what it says."""
    subject, kind = NamedNode(base + "id/report/build"), NamedNode(RDF + "type")
    truth = Literal(str(report.conforms).lower(), datatype=NamedNode(XSD + "boolean"))
    yield Triple(subject, kind, _node("ValidationReport"))
    yield Triple(subject, _node("conforms"), truth)
    for finding in report.findings:
        digest = sha256("\0".join(finding.key).encode()).hexdigest()[:16]
        result = NamedNode(f"{base}id/result/{digest}")
        yield Triple(subject, _node("result"), result)
        yield Triple(result, kind, _node("ValidationResult"))
        yield from _result_triples(result, finding)


def _result_triples(result: NamedNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(result, _node("resultSeverity"), _node(finding.severity))
    yield Triple(result, _node("sourceShape"), NamedNode(finding.shape))
    yield Triple(result, _node("sourceConstraintComponent"), NamedNode(finding.component))
    for name, term in (
        ("focusNode", finding.focus),
        ("resultPath", finding.path),
        ("value", finding.value),
    ):
        if term is not None and not term.startswith("_:"):
            for quad in parse(f"<urn:s> <urn:p> {term} .", RdfFormat.TURTLE):
                yield Triple(result, _node(name), quad.object)
    for language, text in finding.messages.items():
        yield Triple(result, _node("resultMessage"), Literal(text, language=language))


def as_turtle(report: Report, base: str = DEFAULT_BASE) -> bytes:
    """The report as Turtle, sorted, so that the same findings give the same bytes."""
    triples = sorted(set(report_triples(report, base)), key=str)
    prefixes = {name: PREFIXES[name] for name in ("sh", "rdf", "xsd")}
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return written


def as_json(report: Report) -> str:
    """The report as JSON: conforms, counts, and a list of results with messages by language."""
    results = [
        {
            "focusNode": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "sourceShape": finding.shape,
            "constraint": finding.component.rsplit("#", 1)[1],
            "severity": finding.severity,
            "messages": dict(finding.messages),
        }
        for finding in report.findings
    ]
    body = {"conforms": report.conforms, "focusNodes": report.focus_nodes, "results": results}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_text(report: Report, language: str = "nb") -> str:
    """The report for a terminal: each result with its place and message, then one line of sum."""
    assert language in LANGUAGES
    lines = []
    for finding in report.findings:
        message = finding.messages.get(language, finding.component.rsplit("#", 1)[1])
        lines += [f"{finding.severity}: {finding.focus}", f"  {message}"]
    verdict = "conforms" if report.conforms else "does not conform"
    if not report.focus_nodes:
        verdict = "nothing checked"
    results = "1 result" if len(report.findings) == 1 else f"{len(report.findings)} results"
    return "\n".join([*lines, f"{verdict}: {results}, {report.focus_nodes} focus nodes"]) + "\n"
