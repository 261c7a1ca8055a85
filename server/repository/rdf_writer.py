"""Triples and quads in one of the RDF formats: with prefixes, with graphs where the format has them, and XML that is XML."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ontology.vocabulary import PREFIXES

Statement = Quad | Triple
# XML 1.0, production 2: the characters that no document may have, not even as a reference.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
# The end of an IRI that can be the name of an element, which RDF/XML makes of a predicate.
ELEMENT = re.compile(f"[{START}][-.0-9\u00b7\u0300-\u036f\u203f\u2040{START}]*$")
THING = re.compile(r"id/([a-z][a-z0-9-]*)/")
SHOWN = 60


class UnfitForXml(ValueError):
    """A term that XML cannot hold; the message names it."""


def has_graphs(form: RdfFormat) -> bool:
    """Whether the format says of which graph a triple is."""
    return bool(form.supports_datasets) and form != RdfFormat.JSON_LD


def written(statements: Iterable[Statement], form: RdfFormat, base: str) -> bytes:
    """The statements in a format; UnfitForXml. Own terms stand under `base`."""
    found = list(statements)
    prefixes = used_prefixes(found, base)
    if form == RdfFormat.JSON_LD:
        plain = serialize([_triple(one) for one in found], format=form) or b""
        return _compact(json.loads(plain), prefixes)
    ready: Any = found
    if not has_graphs(form):
        ready = [_triple(one) for one in found]
    if form == RdfFormat.RDF_XML:
        ready = fit_for_xml(ready)
    return serialize(ready, format=form, prefixes=prefixes) or b""


def write(statements: Any, form: RdfFormat, output: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """The statements in a format, as they come; UnfitForXml, and what `output` raises."""
    if form == RdfFormat.RDF_XML:
        statements = fit_for_xml(statements)
    serialize(statements, output, form, prefixes=dict(prefixes))


def fit_for_xml(statements: Iterable[Statement]) -> Iterator[Triple]:
    """The triples one after the other; UnfitForXml at the first that RDF/XML cannot say."""
    for one in statements:
        if ELEMENT.search(one.predicate.value) is None:
            raise UnfitForXml(
                f"The property <{_shown(one.predicate.value)}> ends in nothing that can be the name of an XML element."
            )
        refuse_unfit_text(one.object.value if isinstance(one.object, Literal) else "")
        yield _triple(one)


def refuse_unfit_text(text: str) -> None:
    """UnfitForXml where a text has a character that XML cannot hold."""
    found = NOT_XML.search(text)
    if found is not None:
        raise UnfitForXml(
            f"The value {_shown(text)} has the character U+{ord(found[0]):04X}, which XML cannot hold."
        )


def used_prefixes(statements: Iterable[Statement], base: str) -> dict[str, str]:
    """The prefixes that shorten some IRI of the statements: those of the vocabularies, and one for each kind of thing."""
    iris = {iri for one in statements for iri in _iris(one)}
    known = {**PREFIXES, "rf": base + "def#"}
    for iri in iris:
        kind = THING.match(iri.removeprefix(base)) if iri.startswith(base) else None
        if kind is not None:
            known.setdefault(kind[1], f"{base}id/{kind[1]}/")
    return {
        name: namespace
        for name, namespace in sorted(known.items())
        if any(iri.startswith(namespace) for iri in iris)
    }


def _iris(one: Statement) -> Iterator[str]:
    for term in (one.subject, one.predicate, one.object, getattr(one, "graph_name", None)):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value


def _triple(one: Statement) -> Triple:
    return one.triple if isinstance(one, Quad) else one


def _shown(text: str) -> str:
    text = NOT_XML.sub("\ufffd", text)
    return json.dumps(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…", ensure_ascii=False)


def _compact(expanded: list[dict[str, Any]], prefixes: Mapping[str, str]) -> bytes:
    """Expanded JSON-LD with a context: IRIs as prefixed names, single values without their list."""
    used = {name: iri for name, iri in prefixes.items() if not _ambiguous(expanded, name)}

    def short(iri: str) -> str:
        for name, namespace in used.items():
            local = iri.removeprefix(namespace)
            if local != iri and local and not local.startswith("//"):
                return f"{name}:{local}"
        return iri

    def node(found: Mapping[str, Any]) -> dict[str, Any]:
        return {
            (key if key[:1] == "@" else short(key)): value(key, of) for key, of in found.items()
        }

    def value(key: str, of: Any) -> Any:
        if key == "@type" and isinstance(of, list):
            return [short(one) for one in of] if len(of) > 1 else short(of[0])
        if key in ("@id", "@type") and isinstance(of, str):
            return short(of)
        if isinstance(of, list):
            shown = [node(one) if isinstance(one, dict) else one for one in of]
            return shown[0] if len(shown) == 1 and key != "@list" else shown
        return node(of) if isinstance(of, dict) else of

    nodes = [node(one) for one in expanded]
    whole: dict[str, Any] = {"@context": used}
    whole |= nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _ambiguous(expanded: Any, name: str) -> bool:
    """Whether some IRI begins like a prefixed name with this prefix, and would be read as one."""
    if isinstance(expanded, dict):
        return any(
            (isinstance(of, str) and key in ("@id", "@type") and of.startswith(name + ":"))
            or key.startswith(name + ":")
            or _ambiguous(of, name)
            for key, of in expanded.items()
        )
    if isinstance(expanded, list):
        return any(
            _ambiguous(one, name) or (isinstance(one, str) and one.startswith(name + ":"))
            for one in expanded
        )
    return False
