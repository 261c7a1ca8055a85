from pathlib import Path

import pytest

from graph_build.errors import FaultyFacts, RusfeltError, Unreadable
from graph_build.layers.builder import checked_corpus
from tests.graph_build.little import (
    FACTS,
    LAST,
    LATER,
    REGISTERS,
    TEXT,
    Little,
    digest,
    label,
    span,
    write_little,
)


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return write_little(tmp_path)


Case = tuple[str, str, str, str, str]
LATER_BY = 'mode = "reported"\nby = "town"'
LATER_LABEL = label("There are more houses later")
FIRST_SPAN = f"start = 0, end = {len('Byen åpnet tolv 😀 hus i fjor')}"
UNDATED = 'kind = "undated"\nnot_before = 2004-01-01'
A_LIST, A_NUMBER = "a list in [ ] is needed", "a number is needed"
A_FORM = "small letters a-z, digits and single hyphens"

FORM: list[Case] = [
    # unknown keys
    (FACTS, 'mode = "asserted"', 'moode = "x"\nmode = "asserted"', "moode", "unknown key moode; remove it"),
    (FACTS, 'fragment = "tolv', 'fragmnt = "tolv', "fragmnt", "unknown key fragmnt; remove it"),
    (FACTS, "value = 12", "value = 12\nvaleu = 1", "valeu", "or correct its spelling"),
    (FACTS, 'reason = "m', 'raeson = 1\nreason = "m', "raeson", "unknown key raeson; remove it"),
    (FACTS, "[[unclaimed]]", "[[claim.observatoin]]\n[[unclaimed]]", "observatoin]]", "unknown key observatoin"),
    (REGISTERS, "issued", "isued = 2004-05-06\nissued", "isued", "unknown key isued; remove it"),
    (REGISTERS, "[[area]]", "[[arae]]", "[[arae]]", "unknown register arae; use one of [[area]], [["),
    (REGISTERS, "[[area]]", "[area]", "[area]", "use one of [[area]], [["),
    # missing keys
    (FACTS, 'mode = "reported"\n', "", "[[claim]]\nid = \"later\"", "key mode is missing; every"),
    (FACTS, "value = 12\n", "", "[[claim.observation]]\nid", "key value is missing; every"),
    (FACTS, f"{FIRST_SPAN}, ", "start = 0, ", "tolv 😀 hus", "key end is missing; every"),
    (FACTS, 'source = "t1"\n', "", '\n[[claim]]\nid = "opened"', "key source is missing; every"),
    (REGISTERS, 'kind = "government"\n', "", "[[organisation]]", "key kind is missing; every organisation"),
    (REGISTERS, label("the town"), 'label = {nb = "x", en = "y"}', "= {nb = \"x\"", "key nn is missing"),
    # wrong types and forms
    (FACTS, "value = 12", 'value = "12"', 'value = "12"', f"value is '12'; {A_NUMBER}"),
    (FACTS, "value = 12", "value = true", "value = true", f"value is True; {A_NUMBER}"),
    (FACTS, "value = 12", "value = inf", "value = inf", "finite number"),
    (FACTS, LATER_BY, 'mode = "reported"\nby = 3', "by = 3", "by is 3; text in quotes is needed"),
    (FACTS, 'caveats = ["opened"]', 'caveats = "opened"', "caveats", f"caveats is 'opened'; {A_LIST}"),
    (FACTS, "start = 0\n", 'start = "0"\n', 'start = "0"', "start is '0'; a whole number is needed"),
    (FACTS, "start = 0\n", "start = 0.5\n", "start = 0.5", "start is '0.5'; a whole number is needed"),
    (FACTS, "start = 0\n", "start = -1\n", "start = -1", "start is -1; it cannot be below 0"),
    (FACTS, LATER_LABEL, 'label = "x"', 'label = "x"', "label is 'x'; a table with its keys is needed"),
    (FACTS, 'id = "later"', 'id = "Later On"', "Later On", f"has not the right form ({A_FORM})"),
    (FACTS, 'id = "later"', 'id = "later-"', "later-", f"has not the right form ({A_FORM})"),
    (FACTS, 'fragment = "30,5 hus"', 'fragment = ""', 'fragment = ""', "fragment is empty; text is needed"),
    (FACTS, 'fragment = "30,5 hus"', 'fragment = " hus"', '" hus"', "without space at either end"),
    (REGISTERS, "2004-05-06", '"2004-05-06"', "issued", "a date like 2019-12-04, without quotes, is needed"),
    (REGISTERS, "issued = 2004-05-06", "issued = 2004", "issued", "issued is 2004; a date like"),
    (REGISTERS, digest(TEXT), digest(TEXT)[1:], "sha256", "64 hexadecimal digits"),
    (REGISTERS, "decimals = 0", "decimals = 1.5", "decimals", "decimals is '1.5'; a whole number is needed"),
    (REGISTERS, 'inputs = {count = "t1-opened-count"}', "inputs = 3", "inputs", "inputs is 3; a table is needed"),
    # ids used twice in a register
    (REGISTERS, 'id = "share"', 'id = "houses"', 'id = "houses"\nmeasures = "level"\nunit = "percent"',
     "id houses is taken at registers/all.toml:31; choose another"),
]  # fmt: skip
LINKS: list[Case] = [
    # dangling references
    (FACTS, 'source = "t1"', 'source = "t2"', "source", "source 't2' is no known source; did you mean t1?"),
    (FACTS, 'caveats = ["opened"]', 'caveats = ["closed"]', "caveats", "caveats 'closed' is no known claim;"),
    (FACTS, LATER_BY, 'mode = "reported"\nby = "twon"', "twon", "by 'twon' is no known agent;"),
    (FACTS, 'mode = "asserted"', 'mode = "aserted"', "aserted", "did you mean asserted"),
    (FACTS, 'period = "y2001"', 'period = "y2002"', "y2002", "is no known period; did you mean y200"),
    (FACTS, 'reason = "metadata"', 'reason = "metdata"', "metdata", "did you mean metadata?"),
    (FACTS, 'topics = ["housing"]\ncav', 'topics = ["hosing"]\ncav', "hosing", "did you mean housing?"),
    (FACTS, 'topics = ["housing"]\ncav', 'topics = ["zzz"]\ncav', "zzz", "is no known topic; register it first"),
    (REGISTERS, 'publisher = "town"', 'publisher = "twn"', "publisher", "did you mean town?"),
    (REGISTERS, '"t1-opened-count"', '"t1-opened"', "inputs", "input count = 't1-opened' is no statement with an id"),
    # units and levels
    (FACTS, 'unit = "percent"', 'unit = "number"', 'unit = "number"\n\n[[unclaimed]]',
     "unit number is not the indicator's unit; share is measured in percent"),
    (FACTS, "value = 100\n", "value = 100.1\n", "100.1", "a level of 100.1 percent; it lies from 0 to 100"),
    (FACTS, "value = 100\n", "value = -1\n", "value = -1", "a level of -1 percent; it lies from 0 to 100"),
    # ids used twice, keys used twice
    (FACTS, 'id = "later"', 'id = "opened"', 'id = "opened"\nmode = "reported"',
     "claim id opened is taken at facts/t1.toml:4; choose another"),
    (FACTS, 'period = "y2001"', 'period = "y2004"', '[[claim.observation]]\nindicator = "houses"',
     "same indicator, population, area and period as facts/t1.toml:13; tell them apart"),
    (FACTS, '[[claim.observation]]\nindicator = "houses"', '[[claim.observation]]\nid = "opened-count"\nindicator = "houses"',
     '[[claim.observation]]\nid = "opened-count"\nindicator = "houses"\npopulation = "town-houses"\nperiod = "y2004"',
     "statement id t1-opened-count is taken at facts/t1.toml:13; choose another"),
    # passages and what they carry
    (FACTS, FIRST_SPAN, "start = 5, end = 5", "tolv 😀 hus", "passage 5 to 5 is empty; start must be before end"),
    (FACTS, FIRST_SPAN, "start = 9, end = 5", "tolv 😀 hus", "passage 9 to 5 is empty; start must be before end"),
    (FACTS, FIRST_SPAN, "start = 0, end = 999", "tolv 😀 hus", f"passage ends at 999, beyond the text's {len(TEXT)} code points"),
    (FACTS, "et jorde", "holder av et jorde mellom elva og skogen til alle som", "jorde", "fragment has 11 words; quote at most 10"),
    (FACTS, "end = 4\n", "end = 0\n", "[[unclaimed]]", "0 to 0 is no stretch of the text; start must be before end"),
    (FACTS, "end = 4\n", "end = 999\n", "[[unclaimed]]", "0 to 999 is no stretch of the text; start must be before end"),
    (FACTS, "et jorde", "mellomelvaogskogen" * 4, "source", "characters; stay under 25 %"),
    # periods
    (REGISTERS, "end = 2001-12-31\n", "end = 2000-12-31\n", '[[period]]\nid = "y2001"', "period y2001 ends before it begins"),
    (REGISTERS, "not_after = 2004-12-31", "not_after = 2003-12-31", '[[period]]\nid = "y2004"', "ends before it begins"),
    (REGISTERS, 'kind = "year"', 'kind = "undated"', '[[period]]\nid = "y2001"', "give not_before and not_after, not start"),
    (REGISTERS, UNDATED, UNDATED.replace("undated", "year"), '[[period]]\nid = "y2004"', "needs start and end, or kind undated"),
    # derived values
    (REGISTERS, "count * 2", "count / 0", "expression", "expression 'count / 0' divides by zero"),
    (REGISTERS, "count * 2", "cuont * 2", "expression", "expression uses 'cuont', which is no input"),
    (REGISTERS, "count * 2", "count ** 2", "expression", "may only use + - * / brackets, whole numbers and inputs"),
    (REGISTERS, "count * 2", "count *", "expression", "expression 'count *' cannot be read"),
    (REGISTERS, '{count = "t1-opened-count"}', '{count = "doubled"}', "inputs", "has no number of its own or is registered later"),
]  # fmt: skip
WORDS: list[Case] = [
    # what is recorded against what the texts say
    (REGISTERS, digest(TEXT), digest("another"), "sha256", "the file t1.txt has changed outside the passages that the facts use, or the registered hash is wrong"),
    (REGISTERS, f"length = {len(TEXT)}", "length = 999", "length", f"the file t1.txt has {len(TEXT)} code points, not 999"),
    (FACTS, FIRST_SPAN, FIRST_SPAN.replace("start = 0", "start = 1"), "tolv 😀 hus", "has another hash; the passage has moved or changed"),
    (FACTS, digest(LATER), digest("another"), 'fragment = "30,5 hus"', "has another hash; the passage has moved or changed"),
    (FACTS, 'fragment = "et jorde"', 'fragment = "31,5 hus"', "31,5 hus", "fragment '31,5 hus' is not inside its passage"),
    (FACTS, 'fragment = "et jorde"', 'fragment = "i fjor"', "i fjor", "fragment 'i fjor' is not inside its passage"),
    (FACTS, 'fragment = "et jorde"', 'fragment = "Tre år"', "Tre år", "fragment 'Tre år' is not inside its passage"),
]  # fmt: skip
NO_TOML: list[Case] = [
    (FACTS, "value = 12", "value = ", "value = \n", "is not TOML: Invalid value"),
    (
        FACTS,
        "value = 12",
        "value = 12\nvalue = 13",
        "value = 13",
        "is not TOML: Cannot overwrite a value",
    ),
    (FACTS, '"metadata"', '"metadata', '"metadata', "is not TOML: "),
    (REGISTERS, "[[area]]", "[[area", "[[area\n", "is not TOML: "),
]


@pytest.mark.parametrize(("file", "old", "new", "marker", "words"), FORM)
def test_a_fault_of_form_names_its_line_and_what_would_be_right(
    little: Little, file: str, old: str, new: str, marker: str, words: str
) -> None:
    little.spoil(file, old, new)
    failure = little.failure()
    assert little.found(failure, words) == [(file, little.line(file, marker))]
    assert not failure.unreadable


@pytest.mark.parametrize(("file", "old", "new", "marker", "words"), LINKS)
def test_facts_that_do_not_hold_together_name_the_line_and_what_would_be_right(
    little: Little, file: str, old: str, new: str, marker: str, words: str
) -> None:
    little.spoil(file, old, new)
    failure = little.failure(with_texts=False)
    assert little.found(failure, words) == [(file, little.line(file, marker))]


@pytest.mark.parametrize(("file", "old", "new", "marker", "words"), WORDS)
def test_facts_that_do_not_fit_the_text_name_the_line_and_what_is_wrong(
    little: Little, file: str, old: str, new: str, marker: str, words: str
) -> None:
    little.spoil(file, old, new)
    (fault,) = little.failure().faults
    assert (fault.file, fault.line) == (file, little.line(file, marker))
    assert words in fault.what


@pytest.mark.parametrize(("file", "old", "new", "marker", "words"), WORDS)
def test_without_the_texts_the_words_are_taken_on_trust(
    little: Little, file: str, old: str, new: str, marker: str, words: str
) -> None:
    assert marker
    assert words
    little.spoil(file, old, new)
    assert checked_corpus(little.folder).corpus.files


@pytest.mark.parametrize(("file", "old", "new", "marker", "words"), NO_TOML)
def test_a_file_that_is_no_toml_is_unreadable_and_names_the_line(
    little: Little, file: str, old: str, new: str, marker: str, words: str
) -> None:
    little.spoil(file, old, new)
    failure = little.failure()
    assert little.found(failure, words) == [(file, little.line(file, marker))]
    assert failure.unreadable


def test_the_little_corpus_itself_has_no_fault(little: Little) -> None:
    assert len(checked_corpus(little.folder, little.texts).corpus.claim_ids) == 2


@pytest.mark.parametrize("file", [FACTS, REGISTERS])
def test_a_file_that_is_no_utf8_is_unreadable_and_names_the_line(little: Little, file: str) -> None:
    path = little.folder / file
    before, after = path.read_bytes().split(b"\n\n", 1)
    path.write_bytes(before + b"\n\n# \xe5r\n" + after)
    failure = little.failure()
    words = "is not UTF-8; save the file as UTF-8"
    assert little.found(failure, words) == [(file, before.count(b"\n") + 3)]
    assert failure.unreadable


def test_a_text_that_is_no_utf8_is_unreadable_and_names_the_line(little: Little) -> None:
    (little.texts / "t1.txt").write_bytes(TEXT.encode() + b"\xe5")
    failure = little.failure()
    assert "t1.txt:5: is not UTF-8" in str(failure)
    assert failure.unreadable


def test_a_text_that_is_missing_is_unreadable_and_named(little: Little) -> None:
    (little.texts / "t1.txt").unlink()
    failure = little.failure()
    assert "t1.txt: cannot be read" in str(failure)
    assert failure.unreadable


def test_a_folder_of_texts_that_is_missing_is_named(little: Little) -> None:
    with pytest.raises(
        Unreadable, match="is no folder; give the folder that holds the source texts"
    ):
        checked_corpus(little.folder, little.folder / "nowhere")


def test_line_ends_of_a_text_count_as_they_are(little: Little) -> None:
    (little.texts / "t1.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert any(
        f"has {len(TEXT) + TEXT.count(chr(10))} code points" in fault.what
        for fault in little.failure().faults
    )


def test_a_space_is_no_nbsp_in_a_passage(little: Little) -> None:
    plain = TEXT.replace("\u00a0", " ")
    (little.texts / "t1.txt").write_bytes(plain.encode())
    little.spoil(REGISTERS, digest(TEXT), digest(plain))
    (fault,) = little.failure().faults
    assert "has another hash" in fault.what


def test_a_claim_needs_a_statement(little: Little) -> None:
    little.spoil(
        FACTS,
        "[[unclaimed]]",
        f"""[[claim]]
id = "idle"
mode = "asserted"
by = "town"
topics = ["housing"]
spans = [{span(LAST, "et jorde")}]
{label("Nothing at all")}

[[unclaimed]]""",
    )
    (fault,) = little.failure().faults
    assert fault.line == little.line(FACTS, '[[claim]]\nid = "idle"')
    assert fault.what == "claim idle states nothing; give it at least one statement"


def test_a_claim_needs_a_passage(little: Little) -> None:
    little.spoil(FACTS, "spans = [{start", "spans = []\n# [{start")
    told = "spans is empty; a claim needs at least one passage"
    assert little.found(little.failure(), told) == [(FACTS, little.line(FACTS, "spans = []"))]


def test_a_fragment_of_ten_words_is_short_enough(little: Little) -> None:
    little.spoil(FACTS, "et jorde", "holder av et jorde mellom elva og skogen til alle")
    assert checked_corpus(little.folder, little.texts).corpus.files


def test_a_change_may_exceed_a_hundred_percent(little: Little) -> None:
    little.spoil(FACTS, "value = 100\n", "value = 250\n")
    little.spoil(FACTS, 'as_stated = "100 %"', 'as_stated = "250 %"')
    little.spoil(FACTS, 'fragment = "100 %"', 'fragment = "250 %"')
    measure = 'measures = "level"\nunit = "percent"'
    little.spoil(REGISTERS, measure, measure.replace("level", "relative-change"))
    assert checked_corpus(little.folder, None).corpus.files


@pytest.mark.parametrize("value", ["0", "100", "0.0", "100.000"])
def test_a_level_in_percent_may_lie_at_either_end(little: Little, value: str) -> None:
    little.spoil(FACTS, "value = 100\n", f"value = {value}\n")
    little.spoil(FACTS, 'as_stated = "100 %"', f'as_stated = "{float(value):g} %"')
    little.spoil(FACTS, 'fragment = "100 %"', f'fragment = "{float(value):g} %"')
    assert checked_corpus(little.folder, None).corpus.files


def picked(table: list[Case], *words: str) -> list[Case]:
    return [next(case for case in table if case[4].startswith(start)) for start in words]


FAULTS_OF_FORM = picked(
    FORM,
    "unknown key moode",
    "unknown key isued",
    "key end",
    "value is '12'",
    "inputs is 3",
    "by is 3",
)
FAULTS_OF_FACTS = [
    *picked(LINKS, "caveats 'closed'", "by 'twon'", "did you mean metadata", "a level of 100.1"),
    *picked(WORDS, "the file t1.txt has changed", "fragment '31,5 hus'"),
]


@pytest.mark.parametrize("cases", [FAULTS_OF_FORM, FAULTS_OF_FACTS])
def test_all_faults_come_in_one_run_sorted_by_place(little: Little, cases: list[Case]) -> None:
    for file, old, new, _, _ in cases:
        little.spoil(file, old, new)
    faults = little.failure().faults
    found = [(fault.file, fault.line) for fault in faults]
    causes = sum(fault.cause for fault in faults)
    assert all(fault.cause for fault in faults[:causes])
    assert found[causes:] == sorted(found[causes:])
    assert {*found} == {(file, little.line(file, marker)) for file, _, _, marker, _ in cases}
    for _, _, _, _, words in cases:
        assert any(words in fault.what for fault in faults)


def test_faults_of_form_do_not_hide_faults_of_links(little: Little) -> None:
    little.spoil(FACTS, "value = 12", 'value = "12"')
    little.spoil(REGISTERS, 'publisher = "town"', 'publisher = "twn"')
    failure = little.failure()
    assert little.found(failure, A_NUMBER) == [(FACTS, little.line(FACTS, 'value = "12"'))]
    assert little.found(failure, "no known organisation") == [
        (REGISTERS, little.line(REGISTERS, "publisher"))
    ]


def test_links_to_what_could_not_be_read_do_not_dangle(little: Little) -> None:
    little.spoil(FACTS, "value = 12", 'value = "12"')
    little.spoil(REGISTERS, 'kind = "government"\n', "")
    assert len(little.failure().faults) == 2


def test_a_missing_text_does_not_hide_the_faults_of_the_facts(little: Little) -> None:
    little.spoil(FACTS, "value = 100\n", "value = 101\n")
    (little.texts / "t1.txt").unlink()
    assert "a level of 101 percent" in str(little.failure())


def test_a_missing_key_is_said_of_the_table_that_needs_it(little: Little) -> None:
    little.spoil(FACTS, 'mode = "reported"\n', "")
    assert "every claim needs it" in str(little.failure())


def test_two_fact_files_of_one_source_share_no_claim_id(little: Little) -> None:
    more = f"""\
source = "t1"
[[claim]]
id = "opened"
mode = "asserted"
by = "town"
topics = ["housing"]
spans = [{span(LAST, "et jorde")}]
{label("The town needs houses")}
[[claim.need]]
id = "more-houses"
matter = "more"
"""
    (little.folder / "facts/t2.toml").write_text(more, encoding="utf-8")
    assert little.found(little.failure(), "claim id opened is taken") == [("facts/t2.toml", 3)]


def test_two_statements_of_one_source_share_no_id_whatever_their_kind(little: Little) -> None:
    need = '[[claim.need]]\nid = "opened-count"\nmatter = "more"\n'
    little.spoil(FACTS, "[[unclaimed]]", f"{need}\n[[unclaimed]]")
    assert "id t1-opened-count is taken" in str(little.failure())


def test_a_register_may_be_spread_over_files(little: Little) -> None:
    more = f'[[topic]]\nid = "more"\n{label("more")}\n'
    (little.folder / "registers/more.toml").write_text(more, encoding="utf-8")
    assert checked_corpus(little.folder).corpus.register_of("topic", "more") == "topic"


def test_an_unreadable_file_does_not_hide_the_faults_of_another(little: Little) -> None:
    little.spoil(REGISTERS, "[[area]]", "[[area")
    little.spoil(FACTS, "value = 12", 'value = "12"')
    failure = little.failure()
    assert {fault.file for fault in failure.faults} == {FACTS, REGISTERS}
    assert failure.unreadable


def test_the_message_of_a_failure_is_one_line_a_fault(little: Little) -> None:
    little.spoil(FACTS, "value = 12", "value = true")
    little.spoil(REGISTERS, "decimals = 0", "decimals = true")
    failure = little.failure()
    assert str(failure).splitlines() == [str(fault) for fault in failure.faults]
    assert str(failure).startswith(
        f"facts/t1.toml:{little.line(FACTS, 'value = true')}: value is True"
    )


@pytest.mark.parametrize(
    "base", ["", "rusfelt.example/", "ftp://rusfelt.example/", "https://rusfelt.example", "https://a b/",
             "https://a/#", "https://a/?q/", "https://a/\n/", 'https://a/"/', "https://a/{x}/", "https://a/<x>/"]
)  # fmt: skip
def test_a_base_that_makes_no_iris_is_refused(little: Little, base: str) -> None:
    with pytest.raises(RusfeltError, match="base IRI "):
        checked_corpus(little.folder, base=base)


def test_a_fault_in_the_real_facts_is_found_in_its_file(facts_folder: Path) -> None:
    path = facts_folder / "facts" / "003.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = lines.index("[[claim]]")
    path.write_text("\n".join([*lines[:number], "[[claim]]", *lines[number:]]), encoding="utf-8")
    with pytest.raises(FaultyFacts) as caught:
        checked_corpus(facts_folder)
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {
        ("facts/003.toml", number + 1)
    }


def test_the_real_facts_fit_their_texts(shared: Path) -> None:
    assert checked_corpus(sources=shared / "seeds").corpus.files


GAP = f"""
[[plan]]
id = "houses"
period = "y2001"
{label("plan for houses")}

[[goal]]
id = "more-houses"
plan = "houses"
number = 1
claims = []
{label("more houses")}

[[gap]]
id = "no-boats"
about = "more-houses"
searched = ["t1"]
words = ["båt", "FERJE"]
{label("no text says what came of more houses")}
"""


@pytest.mark.parametrize(
    ("word", "found"), [("båt", False), ("HUS", True), ("jorde mell", True), ("ferje", False)]
)
def test_a_gap_is_searched_for_again(word: str, found: bool, little: Little) -> None:
    with (little.folder / REGISTERS).open("a", encoding="utf-8") as file:
        file.write(GAP.replace("FERJE", word))
    if not found:
        assert checked_corpus(little.folder, little.texts).corpus.files
        return
    (fault,) = little.failure().faults
    assert fault.what.startswith(f"«{word}» stands in source t1 at ")
    assert fault.line == little.line(REGISTERS, "words = [")
    assert checked_corpus(little.folder, None).corpus.files, (
        "without the texts it is taken on trust"
    )
