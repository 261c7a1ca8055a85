"""Claims: what one text says at one place, with the spans that carry the words."""

from typing import Annotated

from pydantic import StringConstraints

from graph_build.schema import events, intentions, interpretations, judgements, measurements
from graph_build.schema.fields import (
    Link,
    Many,
    Offset,
    Sha256,
    Slug,
    Text,
    Texts,
    Value,
    frozen,
)


@frozen
class LeftOut:
    """A word that could turn the sense of a fragment, stands outside it in its clause, and why it may."""

    word: Annotated[Text, Value("rf:word")]
    reason: Annotated[Texts, Value("rf:reason")]


@frozen
class Span:
    """A passage of a source: code points start to end (exclusive), the hash of its UTF-8 bytes, a fragment."""

    start: Offset
    end: Offset
    sha256: Sha256
    fragment: Text | None = None
    left_out: Many[LeftOut] = ()


@frozen
class Claim:
    """What one text says at one place, in which mode, by whom, hedged by which words.

    Who says it is the publisher, or is named in the claim's own words; else `by_from` are the claims
    whose words name them, and `by_reason` says why where the text names nobody.

    `lang` only where the passage is not in the source's own language (a bokmål page frame
    around a nynorsk text). `confirmed_by` has read it against the text, `second_reader` once more and
    apart; both stay in the facts.
    """

    id: Slug
    mode: Annotated[Slug, Link("assertion-mode", "rf:assertionMode")]
    by: Annotated[Slug, Link("agent", "prov:wasAttributedTo")]
    by_from: Annotated[Many[Slug], Link("claim", "rf:attributedFrom")] = ()
    by_reason: Annotated[Texts, Value("rf:attributionReason")] | None = None
    lang: Annotated[Text, StringConstraints(pattern="^n[bn]$")] | None = None
    hedge: Annotated[Text, Value("rf:hedge")] | None = None
    caveats: Annotated[Many[Slug], Link("claim", "rf:caveat")] = ()
    topics: Annotated[Many[Slug], Link("topic", "dct:subject")]
    label: Texts
    spans: Many[Span]
    confirmed_by: Text | None = None
    second_reader: Text | None = None

    # One key for each kind of statement, in the order in which they are written to the graph.
    observation: Many[measurements.Observation] = ()
    trend: Many[measurements.Trend] = ()
    comparison: Many[measurements.Comparison] = ()
    funding: Many[measurements.Funding] = ()
    correction: Many[interpretations.Correction] = ()
    reading: Many[interpretations.AlternativeReading] = ()
    commitment: Many[intentions.Commitment] = ()
    target: Many[intentions.Target] = ()
    caveat: Many[interpretations.Caveat] = ()
    attribution: Many[judgements.Attribution] = ()
    need: Many[judgements.Need] = ()
    problem: Many[judgements.StatedProblem] = ()
    finding: Many[judgements.StatedFinding] = ()
    role_holding: Many[events.RoleHolding] = ()
    definition: Many[interpretations.Definition] = ()
    reference: Many[interpretations.Reference] = ()
    commission: Many[events.Commission] = ()
    agreement: Many[intentions.Agreement] = ()
    deployment: Many[events.Deployment] = ()
    ranking: Many[measurements.Ranking] = ()
    count: Many[measurements.Count] = ()
    event: Many[events.Event] = ()
    plan_content: Many[intentions.PlanContent] = ()
    responsibility: Many[intentions.Responsibility] = ()


@frozen
class Unclaimed:
    """A numeric expression that is no fact, and why."""

    start: Offset
    end: Offset
    reason: Annotated[Slug, Link("unclaimed-reason", "")]


@frozen
class FactFile:
    """All that is recorded of one source."""

    source: Annotated[Slug, Link("source", "")]
    claim: Many[Claim] = ()
    unclaimed: Many[Unclaimed] = ()
