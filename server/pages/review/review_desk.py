"""One text on the desk of its reviewer: what its pages show, and what becomes of each decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from ontology import LANGUAGES
from server.http.messages import HttpError, Response, redirect
from server.intake.review.facts_beside import facts_beside
from server.intake.review.id_labels import choices
from server.intake.review.refusals import Outdated, Refused
from server.intake.review.review_file import ReviewFile, same_reader
from server.intake.review.review_item import ReviewItem, review_item, state_of
from server.intake.source.source_finder import language_of
from server.pages.review.review_form import ReviewForm
from server.pages.shared.language import language
from server.pages.shared.layout import page
from server.text_check.form_words import form_words

HIDDEN = ("x-robots-tag", "noindex, nofollow")
MOST_CLAIMS = 300  # of one text that are offered to choose from
AROUND = 60  # code points beside a number that is no fact


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a decision was not taken: `kind` is the name of a sentence, `details` are lines of the facts' own faults.

    `fields`: what is wrong with each field; `sent`: what was typed, and is shown again.
    """

    kind: str
    status: int
    details: tuple[str, ...]
    fields: Mapping[str, str]
    sent: ReviewForm


def shown(template: str, status: int = 200, **values: Any) -> Response:
    """A page of the review: kept nowhere, found by no search engine, read by no script of another site."""
    made = page(template, status, steady=False, private=True, **values)
    return replace(made, headers=(*made.headers, HIDDEN))


@dataclass(frozen=True)
class ReviewDesk:
    """The proposals and claims of one source, as somebody asks for them (`asked`: the parameters of the address)."""

    file: ReviewFile
    reader: str
    asked: Mapping[str, str]

    @cached_property
    def said(self) -> Mapping[str, Any]:
        """What the file says; Unreadable."""
        return self.file.said()

    @property
    def title(self) -> str:
        """What the text calls itself, as its proposed or registered source has it; Unreadable."""
        proposed = self.said.get("proposed_source")
        if proposed is not None:
            return str(proposed["title"])
        source = facts_beside(self.file.folder).corpus.sources.get(self.file.source)
        return source.title if source is not None else ""

    @property
    def second(self) -> bool:
        """Whether confirmed claims are read a second time."""
        return "second" in self.asked

    @property
    def waiting(self) -> Sequence[Mapping[str, Any]]:
        """What is to be decided on: proposals, or claims that somebody else than the reader has confirmed."""
        if not self.second:
            found: Sequence[Mapping[str, Any]] = self.said.get("proposal", ())
            return found
        return [
            one
            for one in self.said.get("claim", ())
            if "second_reader" not in one and not same_reader(one.get("confirmed_by"), self.reader)
        ]

    @property
    def decided(self) -> int:
        """How many proposals have been decided on."""
        if self.second:
            return sum("second_reader" in one for one in self.said.get("claim", ()))
        return sum(len(self.said.get(name, ())) for name in ("claim", "rejected", "withdrawn"))

    @property
    def path(self) -> str:
        """The path of its pages, in the reader's language."""
        return f"/{language()}/review/{self.file.source}"

    @property
    def list_address(self) -> str:
        """Where all texts are listed."""
        told = {name: self.asked[name] for name in ("token", "reader") if self.asked.get(name)}
        return f"/{language()}/review?{urlencode(told)}"

    def address(self, **changed: str | None) -> str:
        """Another page of the review, with the token and the reader of this one; None takes a parameter away."""
        kept = {name: self.asked.get(name) for name in ("token", "reader", "second")}
        told = {name: value for name, value in (kept | changed).items() if value}
        return f"{self.path}?{urlencode(told)}"

    def page(self, trouble: Trouble | None = None) -> Response:
        """What comes first: the source, then the proposal that the address names, or the next; Unreadable."""
        status = trouble.status if trouble else 200
        if "proposed_source" in self.said and not self.second:
            return self._source_page(status, trouble)
        ids = [str(one["id"]) for one in self.waiting]
        wanted = trouble.sent.one("id") if trouble else self.asked.get("at", "")
        if trouble and wanted not in ids:
            return shown("review_gone.html", status, desk=self, trouble=trouble)
        at = ids.index(wanted) if wanted in ids else 0
        item = self._item(self.waiting[at]) if ids else None
        return shown(
            "review.html",
            status,
            desk=self,
            item=item,
            at=at,
            ids=ids,
            trouble=trouble,
            typed=trouble.sent.typed if trouble else {},
            choices=self._choices(item) if item else {},
            unclaimed=self._unclaimed(),
            unclaimed_state=state_of(self.said.get("proposal_unclaimed", ())),
            text_lang=language_of(item.passage) if item else "nb",
            w=form_words(language()),
        )

    def decide(self, form: ReviewForm) -> Response:
        """Take the decision of a form, and lead to the next; its own page with what was typed where it cannot be taken."""
        actions: Mapping[str, Callable[[ReviewForm], str]] = {
            "source": self._confirm_source,
            "unclaimed": self._accept_unclaimed,
            "accept": self._accept,
            "save": self._save,
            "reject": self._reject,
            "withdraw": self._withdraw,
            "agree": self._agree,
        }
        action = form.one("action")
        if action not in actions:
            raise HttpError(400, "The form cannot be read.")
        try:
            done = actions[action](form)
        except Outdated as error:
            return self._anew(Trouble("review-outdated", 409, (), error.fields, form))
        except Refused as error:
            details = tuple(str(error).splitlines())
            kind = "review-missing" if error.fields and not details else "review-refused"
            fields = _by_language(error.fields, form.typed)
            return self._anew(Trouble(kind, 422, details, fields, form))
        stays = action in ("save", "unclaimed", "source")
        following = form.one("id") if stays else form.one("next")
        made = redirect(self.address(at=following, done=done), 303)
        return replace(made, private=True)

    def _anew(self, trouble: Trouble) -> Response:
        """The page of what the file says now, which this desk may have read before."""
        return replace(self).page(trouble)

    def _source_page(self, status: int, trouble: Trouble | None) -> Response:
        resolver = facts_beside(self.file.folder)
        return shown(
            "review_source.html",
            status,
            desk=self,
            found=self.said["proposed_source"],
            state=state_of(self.said["proposed_source"]),
            organisations=choices(resolver, "organisation", language()),
            trouble=trouble,
            sent=trouble.sent.sent if trouble else {},
        )

    def _item(self, claim: Mapping[str, Any]) -> ReviewItem:
        resolver = facts_beside(self.file.folder)
        return review_item(claim, self.file.text(), resolver, language())

    def _choices(self, item: ReviewItem) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What the fields can have, by register; of claims those of this text."""
        resolver = facts_beside(self.file.folder)
        registers = dict.fromkeys(one.register for one in item.fields)
        found = {one: choices(resolver, one, language()) for one in registers}
        if "claim" in found:
            claims = self.said.get("claim", ())[:MOST_CLAIMS]
            found["claim"] = tuple((one["id"], one["label"][language()]) for one in claims)
        return {one: many for one, many in found.items() if many}

    def _unclaimed(self) -> Sequence[tuple[str, str, str, str]]:
        """Numbers that are proposed as no facts: the reason, the words before, the number, the words behind."""
        numbers = [] if self.second else self.said.get("proposal_unclaimed", [])
        text = self.file.text() if numbers else ""
        return [
            (
                one["reason"],
                text[max(0, one["start"] - AROUND) : one["start"]],
                text[one["start"] : one["end"]],
                text[one["end"] : one["end"] + AROUND],
            )
            for one in numbers
        ]

    def _seen(self, form: ReviewForm) -> Mapping[str, Any]:
        """What the form was made of; Outdated where the file says something else by now."""
        id = form.one("id")
        found = next((one for one in self.waiting if str(one["id"]) == id), None)
        if found is None or state_of(found) != form.one("state"):
            raise Outdated(id)
        return found

    def _accept(self, form: ReviewForm) -> str:
        seen = self._seen(form)
        changes = form.changes(self._item(seen), self.file, seen)
        self.file.accept(str(seen["id"]), seen, self.reader, changes)
        return "accepted"

    def _save(self, form: ReviewForm) -> str:
        seen = self._seen(form)
        changes = form.changes(self._item(seen), self.file, seen)
        if changes:
            self.file.change(str(seen["id"]), seen, changes)
        return "saved"

    def _reject(self, form: ReviewForm) -> str:
        (reason,) = _needed(form, "reason")
        seen = self._seen(form)
        self.file.reject(str(seen["id"]), seen, reason, self.reader)
        return "rejected"

    def _withdraw(self, form: ReviewForm) -> str:
        told = _needed(form, *(f"why-{lang}" for lang in LANGUAGES))
        seen = self._seen(form)
        reason = dict(zip(LANGUAGES, told, strict=True))
        successor = form.one("successor") or None
        self.file.withdraw(str(seen["id"]), seen, date.today(), reason, successor)
        return "withdrawn"

    def _agree(self, form: ReviewForm) -> str:
        seen = self._seen(form)
        self.file.second_read(str(seen["id"]), seen, self.reader)
        return "agreed"

    def _accept_unclaimed(self, form: ReviewForm) -> str:
        if state_of(self.said.get("proposal_unclaimed", ())) != form.one("state"):
            raise Outdated("proposal_unclaimed")
        self.file.accept_unclaimed()
        return "unclaimed"

    def _confirm_source(self, form: ReviewForm) -> str:
        if state_of(self.said.get("proposed_source")) != form.one("state"):
            raise Outdated("proposed_source")
        (publisher,) = _needed(form, "publisher")
        self.file.confirm_source(publisher, _day(form.one("issued")))
        return "registered"


def _by_language(fields: Mapping[str, str], typed: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with a text in three languages stands beside the languages that have no words, else beside the first."""
    found = dict[str, str]()
    for name, told in fields.items():
        languages = [f"{name}.{lang}" for lang in LANGUAGES if f"{name}.{lang}" in typed]
        empty = [one for one in languages if not typed[one].strip()]
        found |= dict.fromkeys(empty or languages[:1] or [name], told)
    return found


def _needed(form: ReviewForm, *names: str) -> list[str]:
    """What a form must say; Refused with the fields that are empty."""
    empty = {name: "" for name in names if not form.one(name)}
    if empty:
        raise Refused("", empty)
    return [form.one(name) for name in names]


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        told = f"{typed}: is no date; write it like 2023-05-17"
        raise Refused(told, {"issued": told}) from error
