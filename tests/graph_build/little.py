"""A corpus of one text, one fact file and one register file, complete in itself; to be spoiled."""

from hashlib import sha256
from pathlib import Path

LATER = "Tre\u00a0år senere sto 30 hus klare"
LAST = "byen holder av et jorde mellom elva og skogen til alle som vil bygge selv"
TEXT = (
    f"Byen åpnet tolv 😀 hus i fjor.\n{LATER}, sa byen.\nNå tenker de større: {LAST}.\n"
    + "Mer er ikke bestemt. " * 5
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
value = 12
unit = "number"

[[claim]]
id = "later"
mode = "reported"
by = "town"
topics = ["housing"]
caveats = ["opened"]
spans = [{span(LATER, "30 hus")}, {span(LAST, "et jorde")}]
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


def write_little(folder: Path) -> None:
    """Write the facts, the registers and (in `texts`) the text."""
    for name, text in ((FACTS, FACT_LINES), (REGISTERS, REGISTER_LINES), ("texts/t1.txt", TEXT)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(text.encode())
