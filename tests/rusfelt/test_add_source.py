"""A new text: registered, proposed, refused where it is none; and never half."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.commands import rusfelt
from tests.rusfelt.new_text import NEW, facts, registered
from tests.some import some


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the text is registered; not to be changed."""
    return registered(tmp_path_factory.mktemp("new"))


def proposal(own: Path, words: str) -> dict[str, Any]:
    """The proposal one of whose fragments has these words."""
    found = [one for one in facts(own)["proposal"] if any(words in span.get("fragment", "") for span in one["spans"])]  # fmt: skip
    assert len(found) == 1, words
    return dict(found[0])


def test_the_text_is_kept_and_known_by_its_hash(own: Path) -> None:
    source = facts(own)["proposed_source"]
    kept = (own / "texts" / source["file"]).read_bytes()
    assert kept.decode() == NEW
    assert source["sha256"] == sha256(kept).hexdigest()
    assert source["length"] == len(NEW)
    assert source["publishers"][0] == "helsedirektoratet"
    assert [str(one["date"]) for one in source["printed_dates"]] == ["2023-03-03"]
    assert source["languages"] == ["nob"]


def test_every_span_is_a_passage_of_the_text_with_its_fragment(own: Path) -> None:
    for one in facts(own)["proposal"]:
        for span in one["spans"]:
            passage = NEW[span["start"] : span["end"]]
            assert sha256(passage.encode()).hexdigest() == span["sha256"]
            assert span["fragment"] in passage
            assert len(span["fragment"].split()) <= 10


def test_a_number_is_proposed_with_what_it_is_of(own: Path) -> None:
    found = proposal(own, "17 074")
    (statement,) = found["observation"]
    assert {name: statement[name] for name in ("indicator", "population", "period", "unit", "value")} == {
        "indicator": "fte-total", "population": "municipal-services", "period": "2022", "unit": "arsverk",
        "value": 17074,
    }  # fmt: skip
    assert {span.get("fragment", "") for span in found["spans"]} == {"17 074", "2022"}
    assert found["by"] == "helsedirektoratet"
    assert any(one["claim"].startswith("002-") for one in found["similar"])


def test_what_the_words_do_not_say_is_doubted_or_open_with_the_reason(own: Path) -> None:
    found = proposal(own, "1,2 prosent")
    statement = found["observation"][0]
    assert statement["period_from"] == ["fte-total-2022"]
    assert statement["period"] == "2021-2022-change"  # from the year before, which no words name
    assert [one["field"] for one in found["open"]] == ["observation.period_from"]
    assert [one["field"] for one in found["doubts"]] == ["observation.population"]
    assert all(one["reason"] for one in (*found["open"], *found["doubts"]))


def test_what_no_words_say_is_open_with_the_reason(own: Path) -> None:
    found = proposal(own, "150 millioner")
    assert "kind" not in found["funding"][0]
    (told,) = found["open"]
    assert (told["field"], bool(told["reason"])) == ("funding.kind", True)


def test_a_bound_is_part_of_the_words(own: Path) -> None:
    found = proposal(own, "80 prosent")
    assert found["spans"][0]["fragment"].startswith("Mer enn")
    assert found["observation"][0]["qualifier"] == "mer enn"


def test_a_sentence_without_a_number_is_proposed_by_what_it_names(own: Path) -> None:
    role = proposal(own, "helseminister")["role_holding"][0]
    assert (role["person"], role["role"]) == ("bent-hoie", "minister-of-health")
    need = proposal(own, "ACT")
    assert need["need"][0]["services"] == ["act"]
    assert "need.matter" in {one["field"] for one in need["open"]}


def test_a_telephone_number_is_no_fact(own: Path) -> None:
    reasons = {
        NEW[one["start"] : one["end"]]: one["reason"] for one in facts(own)["proposal_unclaimed"]
    }
    assert reasons["22 33 44 55"] == "phone-number"


def test_the_builder_takes_no_proposal(own: Path, tmp_path: Path) -> None:
    with_it = rusfelt("build", "--facts", own, "--no-validation", "--out", tmp_path / "a")
    without = rusfelt("build", "--no-validation", "--out", tmp_path / "b")
    assert (with_it.returncode, without.returncode) == (0, 0)
    assert "6 proposals wait" in with_it.stderr
    claims = [
        json.loads((tmp_path / one / "manifest.json").read_text(encoding="utf-8"))["claims"]
        for one in "ab"
    ]
    assert claims[0] == claims[1]


def test_the_same_text_gives_the_same_proposals(own: Path, tmp_path: Path) -> None:
    (tmp_path / "again.txt").write_text(NEW, encoding="utf-8")
    assert (
        rusfelt("add-source", tmp_path / "again.txt", "--facts", tmp_path / "own").returncode == 0
    )
    assert facts(tmp_path / "own") == facts(own)


@pytest.mark.deep
def test_a_second_text_gets_the_next_number(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    for number, words in enumerate(
        ("Kommunene fikk 300 årsverk i 2021.", "I 2020 var det 200 plasser."), 5
    ):
        (tmp_path / "a.txt").write_text(words, encoding="utf-8")
        assert rusfelt("add-source", tmp_path / "a.txt", "--facts", folder).returncode == 0
        assert (folder / "facts" / f"00{number}.toml").is_file()


PAGE = """<!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>Nytt</title>
<script>document.write("896 årsverk")</script><style>p{width:12px}</style></head>
<body><nav>Til forsiden</nav><p hidden>500 plasser</p><noscript>700 plasser</noscript><p>Kommunene hadde 300 nye årsverk i 2021, sier direktoratet.</p></body></html>"""


def test_of_a_page_the_text_is_read_and_no_script(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="latin-1")
    done = rusfelt("add-source", tmp_path / "a.html", "--facts", tmp_path / "own")
    assert done.returncode == 0, done.stderr
    assert "html-text" in done.stderr
    source = facts(tmp_path / "own")["proposed_source"]
    text = (tmp_path / "own" / "texts" / source["file"]).read_text(encoding="utf-8")
    assert "300 nye årsverk" in text
    for unseen in ("896", "12px", "500", "700"):
        assert unseen not in text
    assert source["original_sha256"] == sha256(PAGE.encode("latin-1")).hexdigest()
    assert source["extractor"].startswith("html-text ")


def pdf(*, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = {
    "binary": (b"\x00\x01\x02" * 100, "is no text"),
    "wrong encoding": ("årsverk og måling\n".encode("latin-1"), "is not UTF-8"),
    "a page in no such encoding": (b'<html><meta charset="utf-17"><body>8</body></html>', "utf-17"),
    "a page in another encoding than it says": (
        b'<html><meta charset="utf-8"><body>\xe6</body></html>',
        "is not in utf-8",
    ),
    "empty": (b"", "has no text"),
    "blank": (b" \n\t\n", "has no text"),
    "one line of 10 MB": (b"a " * 5_000_000, "characters; a source has at most"),
    "larger than a text may be": (b"a" * 20_000_001, "is larger than 20 MB"),
    "a table": (b"12 14 16 18 og i 2019 var det\n" * 4_000, "reads like a table"),
    "English": (
        b"The municipalities reported that they had 500 places in 2019, and that was more than before.",
        "does not read like Norwegian",
    ),
    "Danish": (
        "Kommunerne oplyste, at der var 500 pladser i 2019. Der blev ikke givet hjælp efter 2019.".encode(),
        "does not read like Norwegian",
    ),
    "an encrypted PDF": (pdf(password="x"), "is encrypted"),
    "a PDF of images": (pdf(), "has no text (a PDF of images?)"),
    "half a PDF": (pdf()[:200], "cannot be read as PDF"),
    "Swedish": (
        b"Kommunerna rapporterade att det fanns 500 platser under 2019, och det var inte nog.",
        "does not read like Norwegian",
    ),
    "UTF-16": ("Kommunene hadde 300 årsverk.".encode("utf-16"), "is UTF-16; save it as UTF-8"),
}


@pytest.mark.parametrize("kind", some(BAD, len(BAD) - 2))
def test_what_cannot_be_registered_is_said_in_one_line_and_nothing_is_written(
    kind: str, tmp_path: Path
) -> None:
    content, told = BAD[kind]
    (tmp_path / "a").write_bytes(content)
    done = rusfelt("add-source", tmp_path / "a", "--facts", tmp_path / "own")
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("rusfelt: ")
    assert told in last
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "own").exists()


def test_a_text_that_is_registered_is_not_registered_again(shared: Path, tmp_path: Path) -> None:
    seed = next((shared / "seeds").glob("003*"))
    done = rusfelt("add-source", seed, "--facts", tmp_path / "own")
    assert done.returncode == 2
    assert "source 003" in done.stderr
    assert not (tmp_path / "own").exists()


@pytest.mark.deep
def test_a_publisher_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEW, encoding="utf-8")
    done = rusfelt(
        "add-source", tmp_path / "a.txt", "--facts", tmp_path / "own", "--publisher", "x"
    )
    assert done.returncode == 2
    assert "helsedirektoratet" in done.stderr


def test_marks_that_turn_the_direction_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Kommunene hadde \u202e300\u202c årsverk i 2021.", encoding="utf-8"
    )
    done = rusfelt("add-source", tmp_path / "a.txt", "--facts", tmp_path / "own")
    assert done.returncode == 0
    assert "2 marks that turn the direction" in done.stderr


def test_a_fall_is_doubted_as_a_value(tmp_path: Path) -> None:
    words = "Ventetiden for rusbehandling var 31 dager i 2021, 4 dager kortere enn i 2020. Kommunene fikk 300 årsverk."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    assert rusfelt("add-source", tmp_path / "a.txt", "--facts", tmp_path / "own").returncode == 0
    (fall,) = [one for one in proposal(tmp_path / "own", "4")["doubts"] if one["field"] == "observation.value"]  # fmt: skip
    assert "kortere" in fall["reason"]
    rise = proposal(tmp_path / "own", "300").get("doubts", [])
    assert "observation.value" not in {one["field"] for one in rise}


def test_who_a_text_says_has_published_it_comes_first(tmp_path: Path) -> None:
    words = "Nytt om rus\n\nPublisert av Helsedirektoratet 3. mars 2023\n\nKommunene hadde 300 årsverk i 2022. Regjeringen vil mer, og regjeringen vil det nå."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    done = rusfelt("add-source", tmp_path / "a.txt", "--facts", tmp_path / "own")
    assert done.returncode == 0, done.stderr
    assert facts(tmp_path / "own")["proposed_source"]["publishers"][0] == "helsedirektoratet"
    assert proposal(tmp_path / "own", "300")["by"] == "helsedirektoratet"


def test_a_text_whose_proposals_wait_is_not_registered_again(tmp_path: Path) -> None:
    own = registered(tmp_path)
    done = rusfelt("add-source", tmp_path / "new.txt", "--facts", own)
    assert done.returncode == 2
    assert "is the text of source 005, whose proposals wait" in done.stderr
    assert not (own / "facts" / "006.toml").exists()
    (kept,) = (own / "texts").iterdir()
    assert str(kept) in done.stderr
