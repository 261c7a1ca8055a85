"""A corpus of one short text that is our own, to spoil and to add to: what the real facts never do."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from graph_build.errors import FaultyFacts
from graph_build.layers.builder import checked_corpus
from graph_build.literals import number_label

LATER = "Tre\u00a0år senere sto 30,5 hus klare"
LAST = "byen holder av et jorde mellom elva og skogen til alle 100 % som vil bygge selv"
TEXT = (
    f"Byen åpnet tolv 😀 hus i fjor.\n{LATER}, sa byen.\nNå tenker de større: {LAST}.\n"
    + "Mer er ikke bestemt. " * 8
    + "\n"
)
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
as_stated = "tolv"
value = 12
period_reason = {{nb = "året før", nn = "året før", en = "last year"}}
unit = "number"

[[claim]]
id = "later"
mode = "reported"
by = "town"
topics = ["housing"]
caveats = ["opened"]
spans = [{span(LATER, "30,5 hus")}, {span(LAST, "et jorde")}, {span("alle 100 %", "100 %")}]
{label("There are more houses later")}
[[claim.observation]]
indicator = "houses"
population = "town-houses"
period = "y2004"
as_stated = "30,5 hus"
value = 30.5  # a decimal
unit = "number"
[[claim.observation]]
indicator = "share"
population = "town-houses"
period = "y2004"
as_stated = "100 %"
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

[[matter]]
id = "more"
{label("more of it")}
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
        """The line in which the one place begins that reads `marker`."""
        text = (self.folder / file).read_bytes().decode(errors="replace")
        assert text.count(marker) == 1, f"{marker!r} stands {text.count(marker)} times in {file}"
        return text[: text.index(marker)].count("\n") + 1

    def found(self, failure: FaultyFacts, words: str) -> list[tuple[str, int]]:
        """The places of the faults that say `words`."""
        return [(fault.file, fault.line) for fault in failure.faults if words in fault.what]

    def failure(self, with_texts: bool = True) -> FaultyFacts:
        with pytest.raises(FaultyFacts) as caught:
            checked_corpus(self.folder, self.texts if with_texts else None)
        return caught.value


def write_little(folder: Path) -> Little:
    """The little corpus, written into a folder."""
    for name, text in ((FACTS, FACT_LINES), (REGISTERS, REGISTER_LINES), ("texts/t1.txt", TEXT)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(text.encode())
    return Little(folder)


YEARS = "2001 og 2002"
# Every number that a claim of the other text is given, in the words of it.
NUMBERS = (12, 13, 11, 12.5, -12, 0, 100, 100.5, 101, -0.5, -1)
OTHER_TEXT = (
    f"Avisa har talt i {YEARS}: "
    + ", ".join(
        f"{number_label(Decimal(str(n)), 'nb')} {what}"
        for n in NUMBERS
        for what in ("hus", "prosent")
    )
    + ", 12 kroner, 5 millioner kroner og 6 millioner kroner til brua.\n"
    + "Resten får vi vite en annen gang. " * 4
)
OTHER_FACTS = "facts/t2.toml"
# What the first text has no use for: a second source, and things to tell figures apart by.
OTHER_REGISTERS = f"""
[[source]]
id = "t2"
file = "t2.txt"
sha256 = "{digest(OTHER_TEXT)}"
length = {len(OTHER_TEXT)}
title = "Talt"
title_lang = "nb"
publisher = "town"
languages = ["nno"]
issued = 2005-05-06
dating = {{nb = "trykt", nn = "trykt", en = "printed"}}
{label("other text")}

[[area]]
id = "north"
within = "norway"
{label("the north")}

[[indicator]]
id = "rooms"
measures = "level"
unit = "number"
family = "houses"
{label("number of rooms")}
definition = {{nb = "a", nn = "a", en = "a"}}

[[family]]
id = "boats"
{label("boats")}

[[indicator]]
id = "boats"
measures = "level"
unit = "number"
family = "boats"
{label("number of boats")}
definition = {{nb = "a", nn = "a", en = "a"}}

[[population]]
id = "north-houses"
{label("houses in the north")}
definition = {{nb = "c", nn = "c", en = "c"}}

[[period]]
id = "y2002"
kind = "year"
start = 2002-01-01
end = 2002-12-31
{label("2002")}

[[plan]]
id = "bridges"
period = "y2001"
{label("plan for bridges")}

[[measure]]
id = "bridge"
claims = []
{label("the bridge")}

[[measure]]
id = "ferry"
claims = []
{label("the ferry")}
"""
FIGURE = {
    "indicator": "houses",
    "population": "town-houses",
    "period": "y2001",
    "value": 12,
    "unit": "number",
}
AMOUNT = {
    "kind": "allocation",
    "amount": 5_000_000,
    "funds": ["bridge"],
    "within": "bridges",
    "period": "y2001",
}


def words_of(kind: str, values: dict[str, object]) -> str:
    """The words of the other text that say the number of a statement."""
    if kind == "funding":
        amount = int(str(values["amount"]))
        return f"{amount} kroner" if amount < 10**6 else f"{amount // 10**6} millioner kroner"
    number = number_label(Decimal(str(values["value"])), "nb")
    return f"{number} {'prosent' if values['unit'] == 'percent' else 'hus'}"


def stated(id: str, kind: str, values: dict[str, object]) -> str:
    """A claim of the other text with one statement, as TOML; a value None leaves its key out."""
    fragment = words_of(kind, values)
    values = {"as_stated": fragment, **values}
    places = f'start = 0, end = {len(OTHER_TEXT)}, sha256 = "{digest(OTHER_TEXT)}"'
    lines = [
        "[[claim]]",
        f'id = "{id}"',
        'mode = "asserted"\nby = "town"\ntopics = ["housing"]',
        f'spans = [{{{places}, fragment = "{fragment}"}}, {{{places}, fragment = "{YEARS}"}}]',
        label(f"what {id} says"),
        f"[[claim.{kind}]]",
        f'id = "{id}-figure"',
    ]
    for key, value in values.items():
        if value is not None:
            shown = f'"{value}"' if isinstance(value, str) else str(value).replace("'", '"')
            lines.append(f"{key} = {shown}")
    return "\n".join(lines) + "\n"


def write_with_other(folder: Path, *claims: str) -> Little:
    """The little corpus with a second text, and these claims of it."""
    little = write_little(folder)
    (folder / "texts/t2.txt").write_bytes(OTHER_TEXT.encode())
    with (folder / REGISTERS).open("a", encoding="utf-8") as file:
        file.write(OTHER_REGISTERS)
    (folder / OTHER_FACTS).write_text('source = "t2"\n' + "\n".join(claims), encoding="utf-8")
    return little
