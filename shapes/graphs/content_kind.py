"""What the beginning of a file looks like, for who gave it another name."""

import re

from pyoxigraph import RdfFormat

LOOKED_AT = 1_000
NODE, PREDICATE = rb"(?:<[^<>\s]*>|_:[^\s<>\"]+)", rb"<[^<>\s]*>"
VALUE = rb'(?:<[^<>\s]*>|_:[^\s<>"]+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>\s]*>)?)'
STATEMENT = NODE + rb"\s*" + PREDICATE + rb"\s*" + VALUE
TRIPLE = STATEMENT + rb"\s*\."
# The first that fits, of what stands after comments and empty lines. Turtle may begin as N-Triples do, and
# TriG as Turtle does: what is told is the smallest kind that the first lines fit.
KINDS: tuple[tuple[re.Pattern[bytes], RdfFormat | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), form)
    for pattern, form in (
        (rb"<!doctype html|<html[\s>]|<\?xml.*<html[\s>]", None),
        (rb"<\?xml|<rdf:RDF|<[A-Za-z][\w.-]*(?::[\w.-]+)?\s[^<>]*xmlns", RdfFormat.RDF_XML),
        (rb"\{\s*\"|\[\s*\{", RdfFormat.JSON_LD),
        # Atomic groups: what can be divided in several ways would be tried in all of them, for every line.
        (rb"(?>" + TRIPLE + rb"\s*)*+" + STATEMENT + rb"\s*" + NODE + rb"\s*\.", RdfFormat.N_QUADS),
        (TRIPLE, RdfFormat.N_TRIPLES),
        (rb"(?:graph\s+)?(?:<[^<>\s]*>|[\w-]*:[\w-]*)?\s*\{", RdfFormat.TRIG),
        (rb"@?(?:prefix|base)\s.*\n\s*(?:graph\s+)?(?:<\S*>|[\w-]*:[\w-]*)\s*\{", RdfFormat.TRIG),
        (rb"@?(?:prefix\s+[\w.-]*:|base)\s*<", RdfFormat.TURTLE),
        (
            rb"(?:<[^<>\s]*>|_:\S+|[\w-]*:[\w-]+)\s+(?:a|<[^<>\s]*>|[\w-]*:[\w-]+)\s",
            RdfFormat.TURTLE,
        ),
    )
)
# What is in the second of these is in the first as well: the fault is somewhere else.
PARTS = {
    RdfFormat.N_QUADS: {RdfFormat.N_TRIPLES},
    RdfFormat.TURTLE: {RdfFormat.N_TRIPLES},
    RdfFormat.TRIG: {RdfFormat.N_TRIPLES, RdfFormat.TURTLE},
}
COMMENTS = re.compile(rb"(?:\s+|#[^\n]*(?:\n|$))*")


def other_kind(content: bytes, form: RdfFormat, advice: str) -> str:
    """What to add to an error where the first kilobyte looks like another format than `form`; else nothing.

    `advice` is filled in with the format that it looks like.
    """
    start = content[:LOOKED_AT]
    start = start[COMMENTS.match(start).end() :]  # type: ignore[union-attr]
    for pattern, kind in KINDS:
        if pattern.match(start):
            if kind is None:
                return "; looks like HTML, which is not read"
            fits = kind == form or kind in PARTS.get(form, ())
            return "" if fits else f"; looks like {kind.name}: {advice.format(kind)}"
    return ""
