"""A statement without a number: what a sentence says of a thing that the graph knows by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_build.reading.corpus import Corpus
from graph_build.schema.events import RoleHolding
from server.answers.check.check_report import Mention
from server.intake.proposing.statement_draft import StatementDraft, still_open

# The kinds of statements by the words that give them away, the surest first; the verb stands for the sense.
CUES = (
    ("commitment", re.compile(r"(?<!\w)(?:skal|vil|kommer til å|kjem til å|foreslår|føreslår|lover|lovar)(?!\w)", re.IGNORECASE)),
    ("need", re.compile(r"(?<!\w)(?:behov|trenger|treng|trengs|trengst|må)(?!\w)", re.IGNORECASE)),
    ("problem", re.compile(r"(?<!\w)(?:mangler|manglar|mangel|utfordring\w*|problem\w*|for (?:få|lite|dårlig|dårleg))(?!\w)", re.IGNORECASE)),
)  # fmt: skip
# The field of each kind of statement that a named thing fills.
FIELDS = {"plan": "plan", "measure": "measures", "service": "services"}
HAVING = {
    "commitment": ("plan", "measures", "services"),
    "need": ("plan", "services"),
    "problem": ("plan", "services"),
    "finding": ("plan", "services"),
}
MANY = ("measures", "services")


@dataclass(frozen=True, slots=True)
class NamedStatement:
    """A draft, and the words (from the start of the sentence) that name what it is of."""

    draft: StatementDraft
    words: tuple[int, int]


def named_statement(
    corpus: Corpus, words: str, named: Sequence[Mention], publisher: str | None
) -> NamedStatement | None:
    """What a sentence that names something says of it; None where it names nothing that a statement can be of."""
    people = [one for one in named if one.kind == "person"]
    roles = [one for one in named if one.kind == "role"]
    if people and roles:
        return _role(corpus, words, people[0], roles[0], named)
    things = [one for one in named if one.kind in FIELDS]
    if not things:
        return None
    kind = next((kind for kind, cue in CUES if cue.search(words)), "finding")
    statement: dict[str, Any] = {}
    for one in things:
        field = FIELDS[one.kind]
        if field in HAVING[kind]:
            slug = one.iri.rpartition("/")[2]
            if field in MANY:
                statement[field] = list(dict.fromkeys([*statement.get(field, []), slug]))
            else:
                statement.setdefault(field, slug)
    if not statement:
        return None
    if kind == "commitment" and publisher:
        statement["agent"] = publisher
    return _found(words, kind, statement, things[0])


def _role(
    corpus: Corpus, words: str, person: Mention, role: Mention, named: Sequence[Mention]
) -> NamedStatement:
    """A post held: in the body that the sentence names, else in that in which others have held it."""
    slug = role.iri.rpartition("/")[2]
    bodies = [one.iri.rpartition("/")[2] for one in named if one.kind == "organisation"]
    bodies += [
        one.statement.organisation
        for one in corpus.stated
        if isinstance(one.statement, RoleHolding) and one.statement.role == slug
    ]
    statement = {
        "person": person.iri.rpartition("/")[2],
        "role": slug,
        "as_stated": role.text,
        **({"organisation": bodies[0]} if bodies else {}),
    }
    return _found(words, "role_holding", statement, role)


def _found(words: str, kind: str, statement: dict[str, Any], thing: Mention) -> NamedStatement:
    start = words.index(thing.text)
    draft = StatementDraft(kind, statement, tuple(still_open(kind, statement)), ())
    return NamedStatement(draft, (start, start + len(thing.text)))
