from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from graph_build.building import checked_corpus
from graph_build.errors import FaultyFacts

TEXT = "Byen åpnet tolv 😀 hus i fjor.\nTre\u00a0år senere sto 30 hus klare, sa byen.\n"
LATER = "Tre\u00a0år senere sto 30 hus klare"
FACTS, REGISTERS = "facts/t1.toml", "registers/all.toml"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def span(passage: str, fragment: str) -> str:
    """A span of the little text, as TOML."""
    start = TEXT.index(passage)
    places = f'start = {start}, end = {start + len(passage)}, sha256 = "{digest(passage)}"'
    return f'{{{places}, fragment = "{fragment}"}}'


def label(words: str) -> str:
    return f'label = {{nb = "{words}", nn = "{words}", en = "{words}"}}'


FACT_LINES = f"""\
source = "t1"

[[claim]]
id = "opened"
mode = "asserted"
by = "town"
topics = ["housing"]
spans = [
  {span("Byen åpnet tolv 😀 hus i fjor", "tolv 😀 hus")},
]
{label("The town has opened houses")}

[[claim.observation]]
id = "opened-count"
indicator = "houses"
population = "town-houses"
period = "y2001"
value = 12
unit = "number"

[[claim]]
id = "later"
mode = "reported"
by = "town"
topics = ["housing"]
caveats = ["opened"]
spans = [{span(LATER, "30 hus")}]
{label("There are more houses later")}
[[claim.observation]]
indicator = "houses"
population = "town-houses"
period = "y2004"
value = 30.5  # a decimal
unit = "number"
[[claim.observation]]
indicator = "share"
population = "town-houses"
period = "y2004"
value = 100
unit = "percent"

[[unclaimed]]
start = 0
end = 4
reason = "metadata"
"""

REGISTER_LINES = f"""\
[[source]]
id = "t1"
file = "t1.txt"
sha256 = "{digest(TEXT)}"
length = {len(TEXT)}
title = "Hus"
title_lang = "nb"
publisher = "town"
languages = ["nob"]
issued = 2004-05-06
dating = {{nb = "trykt", nn = "trykt", en = "printed"}}
{label("little text")}

[[organisation]]
id = "town"
kind = "government"
{label("the town")}

[[area]]
id = "norway"
{label("Norway")}

[[topic]]
id = "housing"
{label("housing")}

[[family]]
id = "houses"
{label("houses")}

[[indicator]]
id = "houses"
measures = "level"
unit = "number"
family = "houses"
{label("number of houses")}
definition = {{nb = "a", nn = "a", en = "a"}}

[[indicator]]
id = "share"
measures = "level"
unit = "percent"
family = "houses"
{label("share of houses")}
definition = {{nb = "b", nn = "b", en = "b"}}

[[population]]
id = "town-houses"
{label("houses of the town")}
definition = {{nb = "c", nn = "c", en = "c"}}

[[period]]
id = "y2001"
kind = "year"
start = 2001-01-01
end = 2001-12-31
{label("2001")}

[[period]]
id = "y2004"
kind = "undated"
not_before = 2004-01-01
not_after = 2004-12-31
{label("2004")}

[[derived]]
id = "doubled"
expression = "count * 2"
inputs = {{count = "t1-opened-count"}}
decimals = 0
unit = "number"
{label("twice the houses")}
"""


@dataclass(frozen=True)
class Little:
    """A corpus of one text, one fact file and one register file."""

    folder: Path

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    def spoil(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def line(self, file: str, marker: str) -> int:
        """The number of the one line with `marker`."""
        lines = (self.folder / file).read_bytes().decode(errors="replace").split("\n")
        (found,) = (number for number, line in enumerate(lines, 1) if marker in line)
        return found

    def failure(self) -> FaultyFacts:
        with pytest.raises(FaultyFacts) as caught:
            checked_corpus(self.folder, self.texts)
        return caught.value


@pytest.fixture
def little(tmp_path: Path) -> Little:
    for name, text in ((FACTS, FACT_LINES), (REGISTERS, REGISTER_LINES), ("texts/t1.txt", TEXT)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(text.encode())
    return Little(tmp_path)


FORM = []
