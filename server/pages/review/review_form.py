"""What a form of the review page has sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.http.messages import HttpError, Request
from server.http.parameters import Parameters, content_type, decoded
from server.intake.review.field_types import value_of
from server.intake.review.review_file import ReviewFile
from server.intake.review.review_item import ReviewItem

TYPE = "application/x-www-form-urlencoded"
FIELD, PASSAGE = "field.", "passage"
NEW, NEW_VALUE = "new-field", "new-value"


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The fields of a form, the first of each name, with the line ends of a text."""

    sent: Mapping[str, str]

    @classmethod
    def of(cls, request: Request) -> "ReviewForm":
        """The form of a request; HttpError where it is none."""
        if content_type(request) != TYPE:
            raise HttpError(415, "The form cannot be read.")
        pairs = Parameters(decoded(request.body)).pairs
        sent = dict[str, str]()
        for name, value in pairs:
            # Forms send line ends as CR LF (HTML, 4.10.21.7).
            sent.setdefault(name, value.replace("\r\n", "\n"))
        return cls(sent)

    def one(self, name: str) -> str:
        """A field without blanks at its ends; empty where it was not sent."""
        return self.sent.get(name, "").strip()

    @property
    def typed(self) -> dict[str, str]:
        """What was typed into the fields of the claim, by their names."""
        return {
            name.removeprefix(FIELD): value
            for name, value in self.sent.items()
            if name.startswith(FIELD)
        }

    def changes(
        self, item: ReviewItem, file: ReviewFile, seen: Mapping[str, object]
    ) -> dict[str, object]:
        """The fields whose typed value is another than was shown, the passage first; Refused where the text has no such passage."""
        found = dict[str, object]()
        passage = self.sent.get(PASSAGE, item.passage)
        if passage.strip() and passage.strip() != item.passage.strip():
            found["spans"] = file.placed(seen, passage.strip())
        shown = {one.name: one for one in item.fields}
        for name, value in self.typed.items():
            if name not in shown or ("spans" in found and name.startswith("spans.")):
                continue
            # What was open and is sent with a value is decided, though it be the one that was proposed.
            decided = shown[name].open and bool(value.strip())
            if decided or value.strip() != shown[name].value.strip():
                found[name] = value_of(name, value)
        if self.one(NEW):
            found[self.one(NEW)] = value_of(self.one(NEW), self.one(NEW_VALUE))
        return found
