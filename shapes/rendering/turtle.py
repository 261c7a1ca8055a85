"""The report as the standard sh:ValidationReport, in Turtle."""

from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.vocabulary import PREFIXES
from shapes.findings.finding import Finding
from shapes.findings.report import Report
from shapes.graphs.terms import Term, term_of

SH, RDF, XSD = PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["xsd"]
TYPE = NamedNode(RDF + "type")


def as_turtle(report: Report) -> bytes:
    """The report, sorted: the same findings give the same bytes. What could not be run is a comment."""
    triples = sorted(set(report_triples(report)), key=str)
    prefixes = {name: PREFIXES[name] for name in ("sh", "rdf", "xsd")}
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    # SHACL has no term for a failure; a report that has one must not look like a whole one.
    lines = [" ".join(f"# not run: {one.shape}: {one.reason}".split()) for one in report.failures]
    return "".join(line + "\n" for line in lines).encode() + written


def report_triples(report: Report) -> Iterator[Triple]:
    """The report and its results; every node has an IRI made from what it says."""
    subject = NamedNode(report.base + "id/report/build")
    truth = Literal(str(report.conforms).lower(), datatype=NamedNode(XSD + "boolean"))
    yield Triple(subject, TYPE, _sh("ValidationReport"))
    yield Triple(subject, _sh("conforms"), truth)
    for finding in report.findings:
        result = NamedNode(f"{report.base}id/result/{fingerprint(finding)}")
        yield Triple(subject, _sh("result"), result)
        yield from _result(result, finding, report.base)


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal digits that stay the same as long as the finding does."""
    return sha256("\0".join((*finding.key, finding.severity)).encode()).hexdigest()[:16]


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


def _result(result: NamedNode, finding: Finding, base: str) -> Iterator[Triple]:
    yield Triple(result, TYPE, _sh("ValidationResult"))
    yield Triple(result, _sh("resultSeverity"), _sh(finding.severity))
    yield Triple(result, _sh("sourceShape"), NamedNode(finding.shape))
    yield Triple(result, _sh("sourceConstraintComponent"), NamedNode(finding.component))
    yield Triple(result, _sh("focusNode"), _node(term_of(finding.focus), base))
    if finding.constraint:
        yield Triple(result, _sh("sourceConstraint"), NamedNode(finding.constraint))
    # A path that is no single property is a structure of the shapes graph: the source shape has it.
    path = term_of(finding.path) if finding.path else None
    if isinstance(path, NamedNode):
        yield Triple(result, _sh("resultPath"), path)
    if finding.value:
        yield Triple(result, _sh("value"), _node(term_of(finding.value), base))
    for language, text in finding.messages.items():
        yield Triple(result, _sh("resultMessage"), Literal(text, language=language or "en"))


def _node(term: Term, base: str) -> Term:
    """A term of the data; a blank node by an IRI in its place (RDF 1.1, section 3.5)."""
    if isinstance(term, BlankNode):
        return NamedNode(f"{base}.well-known/genid/{quote(term.value, safe='')}")
    return term
