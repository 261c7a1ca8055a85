"""A text that has changed: the cause is told first, where its passages stand now is proposed, nothing is rewritten."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph_build.verification.changed_text.text_change import Cause, KnownPassage, KnownText
from graph_build.verification.changed_text.text_diagnosis import changed_text
from tests.commands import Done, rusfelt
from tests.graph_build.little import (
    OTHER_TEXT,
    REGISTERS,
    TEXT,
    Little,
    digest,
    stated,
    write_with_other,
)
from tests.graph_build.test_limits import own_text
from tests.some import some

MARK = "\ufeff"
# Sixteen sentences that are all different, with letters that can be decomposed and a few no-break spaces.
NAMES = ("Bjørg", "Åse", "Kåre", "Øyvind", "Pål", "Märta", "Håkon", "Sølvi")
SENTENCES = [
    f"{name} bygde {number}\u00a0{what} ved {place} nummer {number}, og det ble {colour}."
    for number, (name, what, place, colour) in enumerate(
        ((n, w, p, c) for n, p in zip(NAMES, ("elva", "sjøen") * 4, strict=True)
         for w, c in (("hus", "rødt"), ("båter", "blått"))), 11)
]  # fmt: skip
OWN = "\n".join(SENTENCES) + "\nSlutt.\n"


def spans_of(text: str) -> list[tuple[int, int, str | None]]:
    """A passage of each sentence, without its first and last word; every third without a fragment."""
    spans = list[tuple[int, int, str | None]]()
    for number, found in enumerate(re.finditer(r"bygde.*, og det", text)):
        spans.append((found.start(), found.end(), None if number % 3 == 0 else "bygde"))
    return spans


@pytest.fixture
def own(tmp_path: Path) -> Little:
    return own_text(tmp_path, OWN, spans_of(OWN))


def checked(little: Little, content: str | bytes, *more: str | Path, file: str = "t1.txt") -> Done:
    """What check-facts says of a corpus whose text has this content."""
    data = content.encode() if isinstance(content, str) else content
    (little.texts / file).write_bytes(data)
    folders = ("--facts", little.folder, "--sources", little.texts)
    return rusfelt("check-facts", *folders, *more)


def cause(done: Done) -> str:
    """The line of the cause: the first, after that which says how the facts are read."""
    return done.stderr.splitlines()[1]


FORMS: dict[str, tuple[Callable[[str], str], str]] = {
    "BOM": (lambda text: MARK + text, "begins with a byte order mark (U+FEFF)"),
    "CRLF": (lambda text: text.replace("\n", "\r\n"), "has CRLF line ends instead of LF"),
    "NFD": (lambda text: normalize("NFD", text), "has decomposed letters (NFD)"),
}
SETS = [names for many in (1, 2, 3) for names in combinations(("NFD", "CRLF", "BOM"), many)]


@pytest.mark.parametrize("names", SETS, ids="+".join)
def test_a_form_is_named_and_so_are_several(names: tuple[str, ...], own: Little) -> None:
    text = OWN
    for name in names:
        text = FORMS[name][0](text)
    done = checked(own, text)
    assert done.returncode == 1
    assert cause(done).startswith("facts: ") is False
    assert "the file t1.txt " in cause(done)
    for name, (_, words) in FORMS.items():
        assert (words in cause(done)) == (name in names)
    assert "without that it is the registered text" in cause(done)


ENDS: dict[str, tuple[str, str]] = {
    "a line break more": (OWN + "\n", "ends with one line break too many"),
    "several more": (OWN + "\n\n\n", "ends with line breaks too many"),
    "a line break less": (OWN[:-1], "lacks its last line break"),
    "more text": (OWN + "Og mer.", f"goes on after the end of the text, with 7 characters from {len(OWN)} on"),
    "a title": ("TITTEL\n" + OWN, "begins with 7 characters too many"),
    "CR": (OWN.replace("\n", "\r"), "has CR line ends instead of LF"),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_what_was_added_or_taken_at_the_ends_is_named(name: str, own: Little) -> None:
    content, words = ENDS[name]
    done = checked(own, content)
    assert done.returncode == 1
    assert words in cause(done)
    assert "without that it is the registered text" in cause(done)


ENCODED = {"UTF-16": "utf-16", "Windows-1252": "cp1252", "MAC-ROMAN": "mac-roman", "UTF-32": "utf-32"}  # fmt: skip


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_another_encoding_is_named_with_the_byte(name: str, ends: str, own: Little) -> None:
    content = OWN.replace("\n", ends).encode(ENCODED[name])
    with pytest.raises(UnicodeDecodeError) as caught:
        content.decode()
    done = checked(own, content)
    assert done.returncode == 2
    assert f"is not UTF-8 (byte {caught.value.start} is 0x" in cause(done)
    assert f"is in {name}" in cause(done)
    assert ("has CRLF line ends" in cause(done)) == (ends == "\r\n")


HOPELESS: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 1, "is empty"),
    "blank": (b" \r\n\n", 1, "is empty"),
    "binary": (bytes(range(256)) * 40, 2, "is not UTF-8 (byte 128 is 0x80)"),
    "NUL": (OWN.replace("e", "\0").replace("o", "\0").encode(), 1, "has NUL bytes, as no text has"),
    "another text": (b"Noe helt annet, om og om igjen. " * 90, 1, "is another text"),
    "huge": (b"Noe helt annet, om og om igjen. " * 31_250, 1, "is another text"),
    "hostile": (b"bygde " * 170_000, 1, "is another text"),
}


@pytest.mark.parametrize("name", some(HOPELESS, first=2))
def test_a_file_that_is_no_such_text_is_told_in_a_few_lines(name: str, own: Little) -> None:
    content, status, words = HOPELESS[name]
    done = checked(own, content)
    assert done.returncode == status
    assert words in cause(done)
    assert len(done.stderr.splitlines()) <= 13


# Time of the processor: it does not hang on what else runs.
@pytest.mark.parametrize("name", some(["huge", "hostile"]))
def test_a_file_of_a_megabyte_takes_no_more_than_a_few_seconds(name: str, own: Little) -> None:
    before = time.process_time()
    checked(own, HOPELESS[name][0])
    assert time.process_time() - before < 10


@pytest.mark.deep
def test_however_many_long_passages_are_looked_for_it_takes_a_few_seconds() -> None:
    long = [KnownPassage(at, at + 2000, digest(str(at)), "bygde") for at in range(0, 50_000, 100)]
    known = KnownText("own", 60_000, digest("own"), tuple(long))
    before = time.process_time()
    changed_text("bygde hus " * 100_000, known)
    assert time.process_time() - before < 10


def test_ten_passages_are_told_and_the_rest_is_counted(own: Little) -> None:
    done = checked(own, "TITTEL\n" + OWN)
    told = [line for line in done.stderr.splitlines() if " has moved; it stands at " in line]
    assert len(told) == 10
    assert done.stderr.splitlines()[-1].endswith(
        f"passages of source t1: {len(SENTENCES) - 10} more, from here on, have moved or changed"
    )
    built = rusfelt("build", "--facts", own.folder, "--sources", own.texts, "--out", own.folder / "out")  # fmt: skip
    assert (built.returncode, built.stderr.splitlines()[2:]) == (1, done.stderr.splitlines()[1:])


@pytest.fixture
def two(tmp_path: Path) -> Little:
    figure = {"indicator": "houses", "population": "town-houses", "period": "y2001", "value": 13, "unit": "number"}  # fmt: skip
    return write_with_other(tmp_path, stated("thirteen", "observation", figure))


@pytest.mark.parametrize("form", [None, *FORMS])
def test_two_files_that_are_swapped_are_named(form: str | None, two: Little) -> None:
    change = FORMS[form][0] if form else str
    (two.texts / "t2.txt").write_bytes(change(TEXT).encode())
    done = checked(two, change(OTHER_TEXT))
    assert done.returncode == 1
    first, second = done.stderr.splitlines()[1:3]
    assert "the file t1.txt holds the text of source t2" in first
    assert "the file t2.txt holds the text of source t1" in second
    assert "the two files are swapped" in first
    assert "the two files are swapped" in second


def test_the_text_of_another_source_is_named(two: Little) -> None:
    done = checked(two, OTHER_TEXT)
    assert "the file t1.txt holds the text of source t2" in cause(done)
    assert "swapped" not in done.stderr


@pytest.mark.parametrize("both", [False, True], ids=["one", "every"])
def test_a_no_break_space_that_became_a_space_is_named_with_its_place(
    both: bool, own: Little
) -> None:
    places = [at for at, letter in enumerate(OWN) if letter == "\u00a0"]
    changed = places if both else places[3:4]
    text = "".join(" " if at in changed else letter for at, letter in enumerate(OWN))
    said = cause(checked(own, text))
    assert "has a plain space instead of a no-break space (NBSP) at character" in said
    assert str(changed[0]) in said
    assert "without that it is the registered text" in said


def test_a_space_that_became_a_no_break_space_is_named_with_its_place(own: Little) -> None:
    at = OWN.index(" nummer 14")
    said = cause(checked(own, OWN[:at] + "\u00a0" + OWN[at + 1 :]))
    assert f"has a no-break space (NBSP) instead of a plain one at character {at};" in said


def test_several_places_are_each_named_and_many_are_counted(own: Little) -> None:
    first, second = OWN.index("nummer 12"), OWN.index("nummer 20")
    text = OWN[:first] + "XY" + OWN[first:second] + OWN[second + 1 :]
    said = cause(checked(own, text))
    assert f"has 2 characters too many at character {first}" in said
    assert f"lacks 1 character («n») at character {second + 2}" in said
    # A word in front of each sentence: outside the passages, so only that they have moved is known.
    many = "\n".join("Igjen: " + one for one in SENTENCES)
    assert "has changed in " in cause(checked(own, many))


def test_a_text_with_a_form_and_a_change_has_both_named(own: Little) -> None:
    at = OWN.index("nummer 15")
    text = MARK + (OWN[:at] + "Q" + OWN[at:]).replace("\n", "\r\n")
    said = cause(checked(own, text))
    assert FORMS["BOM"][1] in said
    assert FORMS["CRLF"][1] in said
    assert f"has 1 character too many («Q») at character {at}" in said


def proposed(lines: str) -> Iterator[tuple[int, int, int, int]]:
    """Start and end now and before, of each line that proposes a passage."""
    for found in re.finditer(r"span \d+: start = (\d+), end = (\d+) # was (\d+) to (\d+)$", lines, re.MULTILINE):  # fmt: skip
        now, to, was, end = map(int, found.groups())
        yield now, to, was, end


def test_proposals_can_be_taken_over_and_nothing_is_rewritten(own: Little) -> None:
    text = "TITTEL\n" + OWN
    before = {path: path.read_bytes() for path in own.folder.rglob("*.toml")}
    assert checked(own, text, "--propose", own.folder / "new.txt").returncode == 1
    assert {path: path.read_bytes() for path in own.folder.rglob("*.toml")} == before
    lines = (own.folder / "new.txt").read_text(encoding="utf-8")
    assert len([*proposed(lines)]) == len(SENTENCES)
    for now, to, was, end in proposed(lines):
        own.spoil("facts/t1.toml", f"start = {was}, end = {end},", f"start = {now}, end = {to},")
    (entry,) = re.findall(r'registers/all.toml:\d+: source t1: (sha256 = "\w+"), (length = \d+)', lines)  # fmt: skip
    own.spoil(REGISTERS, f'sha256 = "{digest(OWN)}"', entry[0])
    own.spoil(REGISTERS, f"length = {len(OWN)}", entry[1])
    assert "has moved" not in checked(own, text).stderr


@pytest.mark.parametrize(
    ("beside", "last", "proposed"),
    [("", "", True), ("", "NY", True), ("NY", "", False)],
    ids=["before it", "and after it", "and beside it"],
)
def test_what_is_no_fact_moves_with_the_passages_beside_it(
    beside: str, last: str, proposed: bool, tmp_path: Path
) -> None:
    start = OWN.index("rødt.\nKåre")
    unclaimed = f'[[unclaimed]]\nstart = {start}\nend = {start + 4}\nreason = "metadata"\n'
    own = own_text(tmp_path, OWN, spans_of(OWN), unclaimed)
    text = "NY" + OWN[: start + 6] + beside + OWN[start + 6 :] + last
    lines = checked(own, text, "--propose", "-").stdout
    line = f"unclaimed 1: start = {start + 2}, end = {start + 6} # was {start} to {start + 4}, by the passages beside it"  # fmt: skip
    assert (line in lines) == proposed
    assert ("unclaimed" in lines) == proposed


def test_proposals_go_to_standard_output_or_to_a_new_file_only(own: Little) -> None:
    facts = own.folder / "facts/t1.toml"
    before = facts.read_bytes()
    done = checked(own, "TITTEL\n" + OWN, "--propose", facts)
    assert (done.returncode, facts.read_bytes()) == (2, before)
    assert "is there already; name a new file" in done.stderr
    shown = checked(own, "TITTEL\n" + OWN, "--propose", "-")
    assert len([*proposed(shown.stdout)]) == len(SENTENCES)
    assert "there is nothing to propose" in checked(own, OWN, "--propose", "-").stdout
    assert checked(own, OWN, "--propose", own.folder / "no/such").returncode == 2


def test_a_passage_whose_offsets_are_wrong_is_found_in_the_text(own: Little) -> None:
    start, end, _ = spans_of(OWN)[5]
    own.spoil("facts/t1.toml", f"start = {start}, end = {end}", f"start = {start + 40}, end = {end + 40}")  # fmt: skip
    done = checked(own, OWN)
    assert done.returncode == 1
    assert f"passage {start + 40} to {end + 40} (claim one, span 6) has moved; it stands at {start} to {end}" in done.stderr  # fmt: skip


LETTERS = st.sampled_from("aeø x\u00a0\n.,7")


@dataclass(frozen=True)
class Small:
    """A text with passages, as the facts know it."""

    text: str

    @property
    def known(self) -> KnownText:
        passages = tuple(
            KnownPassage(start, end, digest(self.text[start:end]), fragment)
            for start, end, fragment in spans_of(self.text)
        )
        return KnownText("own", len(self.text), digest(self.text), passages)


def misplaced(small: Small, other: str, at: int, shift: int) -> list[KnownPassage]:
    """The passages after `at` that stand as they were, and are neither in their place nor found a shift away."""
    found = dict(changed_text(other, small.known).found)
    return [
        one
        for one in small.known.passages
        if one.start >= at
        and digest(other[one.start : one.end]) != one.sha256
        and found.get(one) != one.start + shift
    ]


@settings(max_examples=150)
@given(st.integers(0, len(OWN)), LETTERS)
def test_every_passage_after_a_character_that_came_in_is_found(at: int, letter: str) -> None:
    other = OWN[:at] + letter + OWN[at:]
    assert misplaced(Small(OWN), other, at, 1) == []


@settings(max_examples=150)
@given(st.integers(0, len(OWN) - 1))
def test_every_passage_after_a_character_that_went_out_is_found(at: int) -> None:
    other = OWN[:at] + OWN[at + 1 :]
    assert misplaced(Small(OWN), other, at + 1, -1) == []


@pytest.mark.deep
@settings(max_examples=60)
@given(st.integers(0, len(OWN)), st.text(LETTERS, min_size=2, max_size=40))
def test_every_passage_after_words_that_came_in_is_found(at: int, words: str) -> None:
    other = OWN[:at] + words + OWN[at:]
    assert misplaced(Small(OWN), other, at, len(words)) == []


def exact(change: tuple[Cause, ...], text: str, other: str) -> bool:
    """Whether undoing the one cause gives the text again."""
    (one,) = change
    (at,) = one.at
    match one.kind:
        case "inserted" | "added-before" | "added-after":
            return other[:at] + other[at + one.amount :] == text
        case "removed" | "taken-after":
            return other[:at] + one.name + other[at:] == text
    return False


@settings(max_examples=60)
@given(st.integers(0, len(OWN)), st.sampled_from("aeøx7"))
def test_the_character_that_came_in_is_told_exactly(at: int, letter: str) -> None:
    other = OWN[:at] + letter + OWN[at:]
    change = changed_text(other, Small(OWN).known)
    assert change.whole
    assert exact(change.causes, OWN, other)


@settings(max_examples=60)
@given(st.integers(0, len(OWN) - 1))
@example(633)
def test_the_character_that_went_out_is_told_exactly(at: int) -> None:
    other = OWN[:at] + OWN[at + 1 :]
    change = changed_text(other, Small(OWN).known)
    assert change.whole
    assert exact(change.causes, OWN, other)


@settings(max_examples=60)
@given(st.integers(0, len(OWN) - 1), st.sampled_from("qzw"))
def test_the_character_that_stands_for_another_is_told_exactly(at: int, letter: str) -> None:
    other = OWN[:at] + letter + OWN[at + 1 :]
    change = changed_text(other, Small(OWN).known)
    assert change.whole
    assert change.causes == (Cause("replaced", (at,), 1, letter + OWN[at]),)


@settings(max_examples=20)
@given(st.text(max_size=400))
def test_any_text_at_all_is_told_something_of(other: str) -> None:
    assert changed_text(other, Small(OWN).known, [Small(TEXT).known]).causes


@pytest.fixture
def seeds(shared: Path, tmp_path: Path) -> Path:
    """A copy of the source texts that a test may spoil."""
    return Path(shutil.copytree(shared / "seeds", tmp_path / "seeds", copy_function=shutil.copyfile))  # fmt: skip


@pytest.mark.parametrize("names", some([(names,) for names in SETS]))
def test_a_form_of_the_real_texts_is_named(names: tuple[str, ...], seeds: Path) -> None:
    for path in seeds.iterdir():
        text = path.read_bytes().decode()
        for name in names:
            text = FORMS[name][0](text)
        path.write_bytes(text.encode())
    done = rusfelt("check-facts", "--sources", seeds)
    told = [line for line in done.stderr.splitlines() if line.startswith("registers/sources.toml:")]
    assert done.stderr.splitlines()[:5] == told
    for line in told:
        assert "without that it is the registered text" in line
        assert all((words in line) == (name in names) for name, (_, words) in FORMS.items())


def test_two_real_files_that_are_swapped_are_named(seeds: Path) -> None:
    one, two = sorted(seeds.iterdir())[1:3]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    lines = rusfelt("check-facts", "--sources", seeds).stderr.splitlines()[:2]
    assert ["the two files are swapped" in line for line in lines] == [True, True]
    assert "holds the text of source 002" in lines[0]
    assert "holds the text of source 001" in lines[1]


@pytest.mark.deep
@settings(max_examples=25)
@given(data=st.data())
def test_every_passage_of_a_real_text_is_found_after_a_change(shared: Path, data: st.DataObject) -> None:  # fmt: skip
    name = data.draw(st.sampled_from(sorted(path.name for path in (shared / "seeds").iterdir())))
    text = (shared / "seeds" / name).read_bytes().decode()
    at, letter = data.draw(st.integers(0, len(text))), data.draw(LETTERS)
    other = text[:at] + letter + text[at:]
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(shared / "seeds", Path(folder) / "seeds", copy_function=shutil.copyfile))  # fmt: skip
        (copy / name).write_bytes(other.encode())
        lines = rusfelt("check-facts", "--sources", copy, "--propose", "-").stdout
    for now, to, was, end in proposed(lines):
        assert other[now:to] == text[was:end]
        assert now == was + 1 or text[was:end] in text[:was] + text[end:]
