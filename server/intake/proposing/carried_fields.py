"""What a number keeps of the one before it: whom it counts, and whether those say it of themselves."""

from dataclasses import dataclass, replace

from server.answers.check.text_side.text_layout import Sentence
from server.intake.proposals import Unsure
from server.intake.proposing.statement_draft import StatementDraft

# So many characters are between two numbers of which one goes to the other: «fra 228 til 474».
BESIDE = 12
NAMES_SEVERAL = "the clause names several"


@dataclass(frozen=True, slots=True)
class LastFigure:
    """The figure before: its claim, its sentence, and its draft."""

    claim: str
    sentence: Sentence
    draft: StatementDraft

    def carry(self, draft: StatementDraft, sentence: Sentence, goes_on: bool) -> StatementDraft:
        """A draft with what is open in it and the last one of the same unit has, where it stands right behind that or its sentence goes on with it."""
        last = self.draft.statement
        alike = last.get("unit") == draft.statement.get("unit") and self.draft.kind == draft.kind
        same = sentence is self.sentence and draft.words[0] - self.draft.words[1] <= BESIDE
        after = goes_on and sentence.start == self.sentence.end
        if alike and (same or after):
            for name in ("population", "self_report"):
                if name in last:
                    draft = self._with(draft, name, last[name], same)
        return draft

    def _with(self, draft: StatementDraft, name: str, value: object, same: bool) -> StatementDraft:
        field = f"{draft.kind}.{name}"
        told = next((one for one in draft.open if one.field == field), None)
        lacking = name not in draft.statement and not (
            told is not None and told.reason.startswith(NAMES_SEVERAL)
        )
        if not lacking:
            return draft
        # A passage of its own needs the claim whose words say it.
        source = {} if same else {f"{name}_from": [self.claim]}
        why = Unsure(field, f"the sentence goes on with {self.claim}, which has it")
        return replace(
            draft,
            statement=draft.statement | {name: value} | source,
            open=tuple(one for one in draft.open if one.field != field),
            doubts=(*draft.doubts, why),
        )
