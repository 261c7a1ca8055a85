"""A claim written of a draft: its name, its voice, its words, its label; what is lacking, with the reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_build.reading.resolver import Resolver
from server.answers.check.check_report import Mention
from server.answers.check.text_side.text_layout import Sentence
from server.intake.claim_passages import left_out, name_span, spans, trimmed
from server.intake.proposals import Fields, Proposal, Similar, Unsure
from server.intake.proposing.hedge_finder import doubtful
from server.intake.proposing.label_writer import LabelWriter
from server.intake.proposing.statement_draft import StatementDraft
from server.intake.proposing.topic_finder import TopicFinder
from server.intake.proposing.voice_finder import ATTRIBUTION, QUOTED, Voice, VoiceFinder

_SLUG = re.compile(r"[^a-z0-9]+")
SELF_REPORTED = {
    "nb": " (oppgitt av dem selv)",
    "nn": " (oppgjeve av dei sjølve)",
    "en": " (as they report)",
}
ID_FROM = (
    "indicator",
    "measure",
    "funds",
    "measures",
    "services",
    "frame_of",
    "within",
    "plan",
    "of",
    "person",
    "document",
)
LEFT_OUT = (
    "«{word}» turns the sense and stands outside the fragment; take it in, or say why it may stay out: "
    '[{{word = "{word}", reason = {{nb = "…", nn = "…", en = "…"}}}}]'
)
SAID_THERE = {
    "nb": "Ordet er sagt om tallet og står i dets eget utdrag",
    "nn": "Ordet er sagt om talet og står i utdraget for det",
    "en": "The word is said of the number and stands in its own fragment",
}
LACKING = {
    "mode": "how is it said?",
    "by": "the text names no organisation that is registered; who says it?",
    "topics": "no similar claim has any; one or more of registers/topics.toml",
    "label": "what the claim says, in your own words, in nb, nn and en",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a text: its passage without blanks at the ends, and the things that it names."""

    text: str
    sentence: Sentence
    passage: tuple[int, int]
    named: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, sentence: Sentence, mentions: Sequence[Mention]) -> "Place":
        """The place of a sentence."""
        start, end = trimmed(text, sentence.start, sentence.end)
        named = tuple(one for one in mentions if start <= one.start < end)
        return cls(text, sentence, (start, end), named)

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return self.passage[0]

    @property
    def words(self) -> str:
        """The passage."""
        return self.text[slice(*self.passage)]

    def quoted(self, last: int) -> tuple[int, int]:
        """The passage without who says it at its end, where all that is told stands before: up to `last`."""
        start, end = self.passage
        found = ATTRIBUTION.search(self.text, max(start, last), end)
        return (start, found.start()) if found else (start, end)


class ClaimWriter:
    """Writes the claims of one text, of a publisher (None: nobody knows)."""

    def __init__(self, resolver: Resolver, text: str, publisher: str | None) -> None:
        self.labels, self.topics = LabelWriter(resolver), TopicFinder(resolver.corpus)
        self.voices = VoiceFinder(text, resolver.corpus, publisher)
        self.ids = set[str]()

    def claim(
        self,
        place: Place,
        parts: list[tuple[int, int]],
        draft: StatementDraft,
        similar: tuple[Similar, ...],
        period: Fields | None,
    ) -> Proposal:
        """A proposal of a draft; `parts` are the words that must stand in its fragments, `period` the entry of a new one."""
        voice = self._voice(place, draft)
        if voice.mode == QUOTED:
            # Who speaks says it of somebody: that is no self-report.
            own = {name: one for name, one in draft.statement.items() if name != "self_report"}
            draft = replace(draft, statement=own)
        claim = self._head(place, parts[0][0], draft, voice)
        claim["spans"], outside = _outside(place.text, _spoken(place, parts, voice))
        if label := self._label(draft.statement, period):
            claim["label"] = label
        return Proposal(
            claim,
            {draft.kind: draft.statement},
            (*_lacking(claim, voice), *outside, *draft.open),
            (*_hedged(claim), *draft.doubts),
            similar,
            (period,) if period else (),
        )

    def _voice(self, place: Place, draft: StatementDraft) -> Voice:
        """Whose word it is; a promise is one, and of whom is open unless the publisher makes it."""
        voice = self.voices.of(*place.passage, number="as_stated" in draft.statement)
        if not draft.promised or voice.mode != "asserted":
            return voice
        return Voice("commitment", None, reason="it is promised; by whom?")

    def _head(
        self, place: Place, start: int, draft: StatementDraft, voice: Voice
    ) -> dict[str, object]:
        """What a claim says of itself before its words."""
        topics, hedge = self.topics.of(draft.kind, draft.statement), doubtful(place.words)
        head: dict[str, object] = {"id": self._id(draft, start)}
        head |= {"mode": voice.mode} if voice.mode else {}
        head |= {"by": voice.by} if voice.by else {}
        head |= {"hedge": hedge} if hedge else {}
        return head | ({"topics": topics} if topics else {})

    def _label(self, statement: Fields, period: Fields | None) -> dict[str, str]:
        label = self.labels.label(statement, period)
        if "self_report" in statement:
            return {lang: told + SELF_REPORTED[lang] for lang, told in label.items()}
        return label

    def _id(self, draft: StatementDraft, place: int) -> str:
        """A name for the claim, of what it is about and its period; each is given once."""
        statement = draft.statement
        # Of a comparison, `measure` is how two values are compared.
        has = [one for one in ID_FROM if (draft.kind, one) != ("comparison", "measure")]
        named = (statement[one] for one in has if statement.get(one))
        subject = next(named, f"{draft.kind}-{place}")
        subject = subject[0] if isinstance(subject, list) else subject
        period = "" if subject == f"{draft.kind}-{place}" else str(statement.get("period") or "")
        stem = _SLUG.sub("-", f"{subject}-{period}".lower().replace("_", "-")).strip("-")
        id, number = stem, 1
        while id in self.ids:
            number += 1
            id = f"{stem}-{number}"
        self.ids.add(id)
        return id


def _spoken(place: Place, parts: list[tuple[int, int]], voice: Voice) -> list[Fields]:
    """The spans: of a quotation without who says it, and one of their name where it stands elsewhere."""
    last = max(end for _, end in parts)
    passage = place.quoted(last) if voice.mode == QUOTED else place.passage
    found = spans(place.text, passage, parts)
    if voice.named is None or passage[0] <= voice.named[0] < passage[1]:
        return found
    return [*found, name_span(place.text, voice.named)]


def _lacking(claim: Fields, voice: Voice) -> list[Unsure]:
    return [
        Unsure(name, voice.reason if voice.reason and name in ("mode", "by") else why)
        for name, why in LACKING.items()
        if name not in claim
    ]


def _outside(text: str, spoken: list[Fields]) -> tuple[list[Fields], list[Unsure]]:
    """The spans, and the words outside a fragment that turn its sense: those that another has stay outside with the reason."""
    made, lacking = list[Fields](), list[Unsure]()
    for number, span in enumerate(spoken):
        words = left_out(text, span)
        others = " ".join(str(one.get("fragment", "")) for one in spoken if one is not span).lower()
        said = [word for word in words if word.lower() in others]
        if said:
            span = {**span, "left_out": [{"word": one, "reason": SAID_THERE} for one in said]}
        made.append(span)
        lacking += [
            Unsure(f"spans.{number}.left_out", LEFT_OUT.format(word=word))
            for word in words
            if word not in said
        ]
    return made, lacking


def _hedged(claim: Fields) -> list[Unsure]:
    return [Unsure("hedge", f"«{claim['hedge']}»: is it said of this?")] if "hedge" in claim else []
