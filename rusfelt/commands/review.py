"""`rusfelt review`."""

import getpass
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from graph_build.errors import RusfeltError
from ontology import LANGUAGES
from rusfelt.commands.add_source import OWN
from rusfelt.help_text import example
from rusfelt.terminal import say, tell
from server.intake.review.field_types import value_of
from server.intake.review.refusals import Refused
from server.intake.review.review_file import ReviewFile, same_reader
from server.intake.review.review_view import passage_lines, proposal_lines, similar_lines

KEYS = "a accept, c change a field, r reject, w withdraw a claim of before, s skip, q quit"
SECOND_KEYS = "a agree, s skip, q quit"


@click.command(epilog=example("rusfelt review 005", "rusfelt review 005 --second --reader kari"))
@click.argument("source", required=False)
@click.option("--facts", type=click.Path(path_type=Path), default=OWN, show_default=True, help="Folder of your own facts.")  # fmt: skip
@click.option("--reader", help="Who decides; else the name of your account.")
@click.option("--second", is_flag=True, help="Read confirmed claims once more, as somebody else.")
def review(source: str | None, facts: Path, reader: str | None, second: bool) -> None:
    """Decide on the proposals of a text, one after the other: the text, the proposal, similar claims.

    What is accepted is checked like any fact, and written at once; whoever stops goes on another time.
    Without SOURCE, what there is to review is listed.
    """
    if not facts.is_dir():
        raise RusfeltError(f"{facts}: is no folder; rusfelt add-source makes it")
    if source is None:
        _list(facts)
        return
    file = ReviewFile(facts, source.zfill(3) if source.isdecimal() else source)
    name = reader or getpass.getuser()
    (_read_again if second else _decide)(file, name, Answers())


class Answers:
    """Keys and lines of whoever decides: single keys at a terminal, else lines of standard input."""

    def __init__(self) -> None:
        self.keys = sys.stdin.isatty()
        self.more = True

    def key(self, question: str) -> str:
        """The next key; q where there are no more."""
        say(f"[{question}]")
        if self.keys:
            return click.getchar()
        return self.line("")[:1] or ("s" if self.more else "q")

    def line(self, question: str) -> str:
        """The next line; empty where there are no more."""
        if question:
            say(question)
        line = sys.stdin.readline()
        self.more = line != ""
        return line.strip()


def _list(facts: Path) -> None:
    for path in sorted((facts / "facts").glob("*.toml")):
        document = ReviewFile(facts, path.stem).said()
        waiting, claims = len(document.get("proposal", [])), len(document.get("claim", []))
        unread = sum("second_reader" not in one for one in document.get("claim", []))
        say(
            f"{path.stem}: {waiting} proposals to decide on, {claims} claims, {unread} of them without a second reader"
        )


def _decide(file: ReviewFile, reader: str, answers: Answers) -> None:
    text = file.text()
    if not _source_confirmed(file, answers):
        return
    _unclaimed(file, answers)
    decided = 0
    for id in [str(one["id"]) for one in file.said().get("proposal", [])]:
        outcome = _one(file, id, text, reader, answers)
        if outcome == "q":
            break
        decided += outcome == "decided"
    left = len(file.said().get("proposal", []))
    say(f"{decided} decided, {left} left: {file.path}")


def _source_confirmed(file: ReviewFile, answers: Answers) -> bool:
    """Whether the source is registered, or has been now."""
    proposed = file.said().get("proposed_source")
    if proposed is None:
        return True
    found = proposed
    say(f"Source {found['id']}: {found['title']}")
    say(
        f"Publisher? {', '.join(found['publishers']) or 'the text names none'} (an id of the registers; empty: the first)"
    )
    publisher = answers.line("") or next(iter(found["publishers"]), "")
    dates = [f"{one['date']} («{one['before']}»)" for one in found["printed_dates"]]
    say(
        f"Published on? printed: {', '.join(dates) or 'no date'} (like 2023-05-17; empty: the first, - : none)"
    )
    try:
        file.confirm_source(publisher, _issued(answers.line(""), found))
    except Refused as error:
        tell(str(error))
        return False
    return True


def _issued(answer: str, found: Mapping[str, Any]) -> date | None:
    if answer == "-":
        return None
    if not answer:
        return next((one["date"] for one in found["printed_dates"]), None)
    try:
        return date.fromisoformat(answer)
    except ValueError as error:
        raise RusfeltError(f"{answer}: is no date; write it like 2023-05-17") from error


def _unclaimed(file: ReviewFile, answers: Answers) -> None:
    numbers = file.said().get("proposal_unclaimed", [])
    if (
        numbers
        and answers.key(
            f"{len(numbers)} numbers are no facts (telephone, lists): a all of them, s skip"
        )
        == "a"
    ):
        file.accept_unclaimed()


def _one(file: ReviewFile, id: str, text: str, reader: str, answers: Answers) -> str:
    """Decide on one proposal; q where whoever decides has stopped."""
    while True:
        seen = next((one for one in file.said().get("proposal", []) if one["id"] == id), None)
        if seen is None:
            return "gone"
        _show(file, seen, text)
        key = answers.key(KEYS)
        if key in ("q", "s", "\x03", "\x04"):
            return "q" if key != "s" else "skipped"
        try:
            if key == "a":
                file.accept(id, seen, reader)
                return "decided"
            if key == "r":
                file.reject(id, seen, answers.line("Why?") or "no fact of the plan", reader)
                return "decided"
            if key == "w":
                _withdraw(file, id, seen, answers)
                return "decided"
            if key == "c":
                _change(file, id, seen, answers)
        except Refused as error:
            tell(str(error))


def _withdraw(file: ReviewFile, id: str, seen: Mapping[str, Any], answers: Answers) -> None:
    reason = {lang: answers.line(f"Why, in {lang}?") for lang in LANGUAGES}
    if not all(reason.values()):
        raise Refused("a withdrawn claim says why, in nb, nn and en")
    successor = answers.line("Which claim stands in its place? (like 005-fte-2023; empty: none)")
    file.withdraw(id, seen, date.today(), reason, successor or None)


def _change(file: ReviewFile, id: str, seen: Mapping[str, Any], answers: Answers) -> None:
    """Another value of a field, as its kind is typed."""
    field = answers.line("Field? (like observation.population, label.nb; passage: place it anew)")
    if field == "passage":
        words = answers.line("The passage, word for word?")
        file.change(id, seen, {"spans": file.placed(seen, words)})
    elif field:
        file.change(id, seen, {field: value_of(field, answers.line("Value? (empty: none)"))})


def _show(file: ReviewFile, seen: Mapping[str, Any], text: str) -> None:
    for lines in (
        passage_lines(seen, text),
        proposal_lines(seen),
        similar_lines(seen, file.folder),
    ):
        say("\n".join(lines))


def _read_again(file: ReviewFile, reader: str, answers: Answers) -> None:
    text = file.text()
    for claim in _unread(file, reader):
        say("\n".join([*passage_lines(claim, text), *proposal_lines(claim)]))
        key = answers.key(SECOND_KEYS)
        if key not in ("a", "s"):
            return
        if key == "a":
            try:
                file.second_read(str(claim["id"]), claim, reader)
            except Refused as error:
                tell(str(error))


def _unread(file: ReviewFile, reader: str) -> Iterator[Mapping[str, Any]]:
    for one in file.said().get("claim", []):
        if "second_reader" not in one and not same_reader(one.get("confirmed_by"), reader):
            yield one
