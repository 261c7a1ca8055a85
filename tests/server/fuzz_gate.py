"""A fuzz target for the gate in front of the engine. For longer: `python -m tests.server.fuzz_gate SECONDS [SEED]`.

Valid queries are changed at random: tokens dropped, doubled, swapped; escapes, comments, strings and
blanks put between; a SERVICE clause hidden in them. The gate may refuse what it likes with `RefusedQuery`,
but raise nothing else; it must refuse whatever the engine reads as a query with a SERVICE clause; and it
must let through what the engine reads as a query without one, within the limits.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from server.queries.saved_query import saved_queries
from server.sparql import limits as gate
from server.sparql.limits import RefusedQuery, tokens

PORT_OF_NOBODY = 9
ADDRESS = f"<http://127.0.0.1:{PORT_OF_NOBODY}/>"
CALL = f"SERVICE SILENT {ADDRESS} {{ ?fuzz_s ?fuzz_p ?fuzz_o }}"
OWN = (
    "SELECT * { ?s ?p ?o }",
    "ASK { ?s ?p 'SERVICE', \"\"\"a \"quoted\" SERVICE\"\"\" }",
    "PREFIX service: <urn:service#> SELECT ?service { ?service service:SERVICE <urn:SERVICE> }",
    "CONSTRUCT { ?s <urn:p> [ <urn:q> ( 1 2 ) ] } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE ?s FROM <urn:a> { ?s a ?t FILTER(?t < 3 && ?t > 1 || !BOUND(?t)) }",
    "SELECT (COUNT(*) AS ?n) { ?s (^<urn:a>|<urn:b>/<urn:c>)* ?o } GROUP BY ?s HAVING (COUNT(*) > 1.5e3)",
    "SELECT * { VALUES (?a ?b) { (1 UNDEF) (\"x\"@nb 2) } OPTIONAL { ?a ?b ?c MINUS { ?c ?d -1 } } }",
    "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 1 } UNION { BIND(IF(true, 'a', \"b\") AS ?x) } }",
)  # fmt: skip
BETWEEN = (" ", "\n", "\r\n", "\t", " # SERVICE <urn:a> {\n", " #\"'<\n", "#\r", "  ")


def corpus(folder: Path | None) -> list[str]:
    """Queries to begin with: our own, the saved ones, and those of the suites where they are at hand."""
    found = [*OWN, *(saved.text for saved in saved_queries().values())]
    if folder is not None:
        files = sorted(folder.rglob("*.rq"))
        found += [path.read_text(encoding="utf-8", errors="replace") for path in files]
    return found


def changed(parts: Sequence[str], draw: random.Random) -> list[str]:
    """Tokens with some of them dropped, doubled, swapped or replaced."""
    result = list(parts)
    for _ in range(draw.randrange(4)):
        if len(result) < 2:
            break
        one, other = draw.randrange(len(result)), draw.randrange(len(result))
        kind = draw.randrange(4)
        if kind == 0:
            del result[one]
        elif kind == 1:
            result.insert(one, result[other])
        elif kind == 2:
            result[one], result[other] = result[other], result[one]
        else:
            result[one] = draw.choice(["{", "}", "(", ")", '"', "'''", "#", "<", "\\u0022", "."])
    return result


def hidden(parts: Sequence[str], draw: random.Random) -> list[str]:
    """Tokens with a SERVICE clause before or after some brace or full stop."""
    places = [place for place, part in enumerate(parts) if part in ("{", "}", ".")]
    result = list(parts)
    if places:
        place = draw.choice(places)
        result.insert(place + (parts[place] != "}"), _disguised(draw))
    return result


def _disguised(draw: random.Random) -> str:
    """A SERVICE clause in any case, with escapes and comments."""
    word = "".join(draw.choice([one.lower(), one.upper()]) for one in "service")
    if draw.random() < 0.4:
        place = draw.randrange(len(word))
        form = draw.choice(["\\u%04X", "\\U%08x"])
        word = word[:place] + form % ord(word[place]) + word[place + 1 :]
    return CALL.replace("SERVICE", word + draw.choice(BETWEEN), 1).replace(
        "{", draw.choice(BETWEEN) + "{"
    )


def joined(parts: Sequence[str], draw: random.Random) -> str:
    """Tokens as a text, mostly with one blank between, sometimes with something stranger."""
    blanks = (" " if draw.random() < 0.8 else draw.choice(BETWEEN) for _ in parts)
    text = "".join(part + blank for part, blank in zip(parts, blanks, strict=True))
    if draw.random() < 0.1:
        text = "# \\u000A" + draw.choice(['"""', "'", "<"]) + "\n" + text
    return text


class Broken(AssertionError):
    """The gate did what it must not."""


class Target:
    """The gate and, beside it, the engine over an empty graph, which says what is a query."""

    def __init__(self) -> None:
        self.engine = Store()
        self.seen: Counter[str] = Counter()

    def is_query(self, text: str) -> bool:
        """Whether the engine reads it as a query; over no data, it evaluates nothing and calls nobody."""
        try:
            self.engine.query(text, base_iri="urn:base:x")
        except (SyntaxError, ValueError, RuntimeError, OSError):
            return False
        return True

    def one(self, parts: Sequence[str], draw: random.Random, calm: bool = False) -> None:
        """One text with a SERVICE clause, and one without; Broken. `calm`: the words of it hold no such clause."""
        plain = joined(parts, draw)
        allowed, refusal = self._looked(plain)
        self.seen["let through" if allowed else "refused"] += 1
        # An escape in a comment is read in two ways, and refused where it would hide a call in one.
        calm = calm and not gate.ESCAPE.search(plain)
        if calm and not allowed and "SERVICE" in refusal and self.is_query(plain):
            raise Broken(f"refused for a SERVICE clause that is not there: {plain!r}")
        calling = joined(hidden(parts, draw), draw)
        through, _ = self._looked(calling)
        if ADDRESS in calling and self.is_query(calling) and self._calls(calling):
            self.seen["calls"] += 1
            if through:
                raise Broken(f"a SERVICE clause went through: {calling!r}")

    def _looked(self, text: str) -> tuple[bool, str]:
        try:
            gate.look_at(text)
        except RefusedQuery as error:
            return False, str(error)
        return True, ""

    def _calls(self, text: str) -> bool:
        """Whether the call in it is a call to the engine, and not the words of a string or a comment."""
        return not self.is_query(text.replace(ADDRESS, "( ("))


def run(seconds: float, seed: int, texts: Sequence[str]) -> Counter[str]:
    """Fuzz for so many seconds; what was seen, or Broken."""
    draw, target = random.Random(seed), Target()
    known = [([text for _, text in tokens(query)], query in OWN) for query in texts]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(50):
            parts, calm = draw.choice(known)
            target.one(changed(parts, draw), draw, calm)
            target.seen["texts"] += 1
    return target.seen


if __name__ == "__main__":
    suites = Path(__file__).resolve().parents[3] / "shared" / "w3c"
    told = run(
        float(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 0,
        corpus(suites if suites.is_dir() else None),
    )
    print(dict(told))
