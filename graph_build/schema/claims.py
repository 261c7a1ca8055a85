"""Claims: what one text says at one place, with the spans that carry the words."""

from typing import Annotated

from pydantic import StringConstraints

from graph_build.schema import statements as st
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
class Span:
    """A passage of a source: code points start to end (exclusive), the hash of its UTF-8 bytes, a fragment."""

    start: Offset
    end: Offset
    sha256: Sha256
    fragment: Text | None = None


@frozen
class Claim:
    """What one text says at one place, in which mode, by whom, hedged by which words.

    `lang` only where the passage is not in the source's own language (a bokmål page frame
    around a nynorsk text).
    """

    id: Slug
    mode: Annotated[Slug, Link("assertion-mode", "rf:assertionMode")]
    by: Annotated[Slug, Link("agent", "prov:wasAttributedTo")]
    lang: Annotated[Text, StringConstraints(pattern="^n[bn]$")] | None = None
    hedge: Annotated[Text, Value("rf:hedge")] | None = None
    caveats: Annotated[Many[Slug], Link("claim", "rf:caveat")] = ()
    topics: Annotated[Many[Slug], Link("topic", "dct:subject")]
    label: Texts
    spans: Many[Span]

    observation: Many[st.Observation] = ()
    trend: Many[st.Trend] = ()
    comparison: Many[st.Comparison] = ()
    funding: Many[st.Funding] = ()
    correction: Many[st.Correction] = ()
    reading: Many[st.Reading] = ()
    commitment: Many[st.Commitment] = ()
    target: Many[st.Target] = ()
    caveat: Many[st.Caveat] = ()
    attribution: Many[st.Attribution] = ()
    need: Many[st.Need] = ()
    problem: Many[st.Problem] = ()
    finding: Many[st.Finding] = ()
    role_holding: Many[st.RoleHolding] = ()
    definition: Many[st.Definition] = ()
    reference: Many[st.Reference] = ()
    commission: Many[st.Commission] = ()
    agreement: Many[st.Agreement] = ()
    deployment: Many[st.Deployment] = ()
    ranking: Many[st.Ranking] = ()
    count: Many[st.Count] = ()
    event: Many[st.Event] = ()
    plan_content: Many[st.PlanContent] = ()
    responsibility: Many[st.Responsibility] = ()


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
