"""No output shows a digit of a telephone number, an account, a person or a case."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_build.scan.masking import MASKED, SIGN
from rusfelt.commands.scan import scan
from tests.graph_build.little import REGISTERS, TEXT, digest, write_little
from tests.rusfelt.test_status import check

# None of these numbers is anybody's.
NUMBERS = st.sampled_from([
    "tlf. 00 00 00 00", "Tlf.: 00000000", "ring 000 00 000", "+47 000 00 000", "0047 00000000", "mobil 900 00 000", "40000000",
    "org.nr. 000 000 000", "konto 0000.00.00000", "fødselsnummer 000000 00000", "00000000000", "KID 000000",
    "sak 00/0000", "saksnr. 00-000000", "00-000000TVI-OTIR/00", "000000 00000", "Nødnummer 000",
])  # fmt: skip
AROUND = st.text(alphabet="abæøå ,;()–\n\u00a0\u00ad.", max_size=12)
PLACED = st.tuples(AROUND, NUMBERS, AROUND).map("".join)
TEXTS = st.lists(PLACED, min_size=1, max_size=4).map(" , ".join)
ONE_FOLDER = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture
    ],  # the file is written anew each time
)


def output(folder: Path, text: str, form: str) -> str:
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8", newline="")
    done = CliRunner().invoke(scan, [str(file), "--format", form])
    assert done.exit_code == 0, done.output
    return done.stdout


@given(text=TEXTS)
@ONE_FOLDER
def test_json_has_a_sign_for_each_digit(text: str, tmp_path: Path) -> None:
    for one in json.loads(output(tmp_path, text, "json")):
        if one["kind"] in MASKED:
            assert SIGN in one["text"]
            assert not any(sign.isdigit() for sign in one["text"])
            assert one["value"] is None
            assert len(one["text"]) == one["end"] - one["start"]


@given(text=TEXTS)
@ONE_FOLDER
def test_text_has_a_sign_for_each_digit(text: str, tmp_path: Path) -> None:
    for line in output(tmp_path, text, "text").splitlines():
        _, _, kind, words, value, _ = line.split("\t")
        if kind in MASKED:
            assert SIGN in words
            assert not any(
                sign.isdigit() for sign in words.replace("\\xa0", "").replace("\\xad", "")
            )
            assert value == ""


@pytest.mark.parametrize(
    "number", ["tlf. 00 00 00 00", "konto 0000.00.00000", "00-000000TVI-OTIR/00"]
)
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_number_of_somebody_is_hidden_whatever_it_is(
    number: str, form: str, tmp_path: Path
) -> None:
    shown = output(tmp_path, f"Sjå {number}, takk.", form)
    assert SIGN in shown
    assert "00" not in shown


def test_check_facts_hides_it_too(tmp_path: Path) -> None:
    """A number of somebody that no fact accounts for is a fault, and the fault does not show it."""
    little = write_little(tmp_path / "own")
    text = TEXT + "Ring 00 00 00 00 nå."
    (little.texts / "t1.txt").write_bytes(text.encode())
    little.spoil(REGISTERS, digest(TEXT), digest(text))
    little.spoil(REGISTERS, f"length = {len(TEXT)}", f"length = {len(text)}")
    done = check(little)
    assert done.returncode == 1
    assert "'•• •• •• ••' (phone-number) is neither claimed nor classed" in done.stderr
    assert "00 00" not in done.stdout + done.stderr
