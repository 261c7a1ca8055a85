"""What happened to a file that should hold a registered text: a pure function of its bytes and what the facts know.

Whole forms are undone first (encoding, byte order mark, line ends, decomposed letters), and the
hash of the whole compared, of this text and of the others. Else the form under which most
passages are found is taken, and what is left is told by the passages: where they have moved, and
where a small edit gives one of them its hash again.

Every search has a `Budget`: of a file of any kind, at most four of them are hashed.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from graph_build.verification.changed_text.character_edits import Edit, Undoing, edits_undone
from graph_build.verification.changed_text.file_forms import Undone, decodings, ends_undone, undone
from graph_build.verification.changed_text.gaps import Gap, gaps
from graph_build.verification.changed_text.hashing_budget import Budget, digest
from graph_build.verification.changed_text.passage_search import found_passages, holds
from graph_build.verification.changed_text.text_change import (
    Cause,
    CauseKind,
    KnownPassage,
    KnownText,
    TextChange,
)

# Below this share of passages that are found it is another text; from this share on it is the other one.
FEW, MANY = 0.25, 0.5
# So many small edits prove that it is this text all the same.
PROOF = 10
# More places than these are only counted.
MOST_GAPS = 4


def changed_text(text: str, known: KnownText, others: Iterable[KnownText] = ()) -> TextChange:
    """Why `text` is not the text that is known; `others` are those it may have been taken for."""
    rest = tuple(others)
    found = moved_passages(text, known)
    if not text.strip("\ufeff\r\n\t "):
        return TextChange((Cause("empty"),), whole=False)
    causes = _whole_causes(text, (known, *rest))
    if causes is not None:
        return TextChange(causes, whole=True, found=found)
    causes, whole = _partial_causes(text, known, rest)
    return TextChange(causes, whole, found)


def wrongly_encoded(
    content: bytes, known: KnownText, others: Iterable[KnownText] = ()
) -> tuple[Cause, ...]:
    """The causes under which bytes that are no UTF-8 are a known text in another encoding; none where they are not."""
    rest = (known, *others)
    for name, text in decodings(content):
        causes = _whole_causes(text, rest)
        if causes is not None:
            return (Cause("encoding", name=name), *causes)
    return (Cause("binary"),) if b"\0" in content else ()


def moved_passages(text: str, known: KnownText) -> tuple[tuple[KnownPassage, int], ...]:
    """The passages that do not stand in their place, each with the start at which it stands word for word."""
    found = found_passages(text, known, Budget())
    return tuple((one, at) for one, at in found.items() if not holds(text, one, one.start))


def _whole_causes(text: str, known: Sequence[KnownText]) -> tuple[Cause, ...] | None:
    """What makes the file different from the first of these texts, or the other one that it is; None if it is more."""
    forms = list(undone(text, unseen=True))
    # A byte order mark is one, before it is a character too many: the forms first, then what stands before or after.
    for ends_too, one, (causes, other) in product((False, True), known, forms):
        ends = ends_undone(other, one) if ends_too or len(other) == one.length else None
        if ends is not None:
            taken = () if one is known[0] else (Cause("other-source", name=one.id),)
            return (*taken, *causes, *ends)
    return None


def _partial_causes(
    text: str, known: KnownText, others: Sequence[KnownText]
) -> tuple[tuple[Cause, ...], bool]:
    forms, best = _likeliest_form(text, known)
    found = found_passages(best, known, Budget())
    undoing = edits_undone(best, known, found, Budget())
    whole = digest(undoing.text) == known.sha256
    if not known.passages and not whole:
        return (*forms, Cause("unknown")), False
    few = FEW * len(set(known.passages))
    # Each edit gives a passage its hash, which no other text would do.
    if len(found) < few and len(undoing.edits) < min(few, PROOF):
        nul = (Cause("binary"),) if "\0" in text else ()
        return (*_taken_for(best, others), *forms, *nul), False
    places = [*_edit_causes(undoing.edits), *_gap_causes(undoing, known.length)]
    causes = (*forms, *sorted(places, key=lambda cause: cause.at))
    if not whole and not undoing.left:
        causes = (*causes, Cause("outside"))
    return causes, whole


def _likeliest_form(text: str, known: KnownText) -> Undone:
    """The fewest forms undone under which the text has changed in the fewest places, or is nearest in length."""
    every = list(undone(text))
    budget = Budget()

    def changes(form: Undone) -> tuple[int, int]:
        longer = len(form[1]) - known.length
        share = budget.share(len(every))
        found = found_passages(form[1], known, share, thorough=False)
        return sum(gap.changed for gap in gaps(known, found, longer)), abs(longer)

    return min(every, key=changes) if len(every) > 1 else every[0]


def _taken_for(text: str, others: Sequence[KnownText]) -> tuple[Cause, ...]:
    for other in others:
        found = found_passages(text, other, Budget().share(len(others)), thorough=False)
        if other.passages and len(found) >= MANY * len(set(other.passages)):
            return (Cause("other-source", name=other.id), Cause("changed-too"))
    return (Cause("other-text"),)


def _edit_causes(edits: Sequence[Edit]) -> tuple[Cause, ...]:
    """One cause for all blanks of a kind, one for each other edit."""
    blanks = dict[str, list[int]]()
    causes = list[Cause]()
    for edit in edits:
        if len(edit.now) == len(edit.was):
            for at, (now, was) in enumerate(zip(edit.now, edit.was, strict=True), edit.at):
                if now != was and {now, was} == {" ", "\u00a0"}:
                    kind = "space-for-nbsp" if now == " " else "nbsp-for-space"
                    blanks.setdefault(kind, []).append(at)
                elif now != was:
                    causes.append(Cause("replaced", (at,), 1, now + was))
        elif edit.was:
            causes.append(Cause("removed", (edit.at,), len(edit.was), edit.was))
        else:
            causes.append(Cause("inserted", (edit.at,), len(edit.now), edit.now[:20]))
    spaces, hard = (blanks.get(kind, ()) for kind in ("space-for-nbsp", "nbsp-for-space"))
    return (
        *([Cause("space-for-nbsp", tuple(spaces), len(spaces))] if spaces else []),
        *([Cause("nbsp-for-space", tuple(hard), len(hard))] if hard else []),
        *causes,
    )


def _gap_causes(undoing: Undoing, length: int) -> tuple[Cause, ...]:
    """One cause for each place that no small edit explains, or one for all where they are many."""
    left = undoing.left
    bounds = [
        sorted(_in_file(at, undoing) for at in (gap.start + gap.before, gap.end + gap.after))
        for gap in left
    ]
    if len(left) > MOST_GAPS:
        return (Cause("places", (bounds[0][0], bounds[-1][1]), len(left)),)
    return tuple(
        Cause(_kind(gap), tuple(at), abs(gap.amount), "end" if gap.end == length else "")
        for gap, at in zip(left, bounds, strict=True)
    )


def _kind(gap: Gap) -> CauseKind:
    if gap.amount:
        return "inserted" if gap.amount > 0 else "removed"
    return "changed-between"


def _in_file(at: int, undoing: Undoing) -> int:
    """An offset of the text without the edits, in the file that has them."""
    moved = 0
    for edit in undoing.edits:
        if edit.at + moved < at:
            moved += len(edit.was) - len(edit.now)
    return at - moved
