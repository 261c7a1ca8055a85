"""A query as code that asks it elsewhere: what is copied runs as it is, whatever signs the query has."""

import shlex
from dataclasses import dataclass
from urllib.parse import quote

CSV = "text/csv"
# R's read.csv asks by GET, and addresses longer than this are refused on the way.
LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Code in one language."""

    language: str
    code: str


def samples(endpoint: str, query: str) -> tuple[Sample, ...]:
    """curl, Python (standard library alone) and R (no package), where the query is short enough for it."""
    found = [Sample("curl", _curl(endpoint, query)), Sample("Python", _python(endpoint, query))]
    if len(quote(query)) <= LONGEST:
        found.append(Sample("R", _r(endpoint, query)))
    return tuple(found)


def _curl(endpoint: str, query: str) -> str:
    return (
        f"curl --silent --show-error --header {shlex.quote('Accept: ' + CSV)} \\\n"
        f"  --data-urlencode {shlex.quote('query=' + query)} \\\n  {shlex.quote(endpoint)}\n"
    )


def _python(endpoint: str, query: str) -> str:
    return f"""import csv, io
from urllib.parse import urlencode
from urllib.request import Request, urlopen

query = {_python_text(query)}
request = Request({endpoint!r}, urlencode({{"query": query}}).encode(), {{"Accept": "{CSV}"}})
with urlopen(request) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))
for row in rows:
    print(row)
"""


def _python_text(text: str) -> str:
    """As people would write it, where no sign in it forbids that."""
    simple = all(one.isprintable() or one == "\n" for one in text) and "'''" not in text
    if simple and "\\" not in text and not text.endswith("'"):
        return f"'''{text}'''"
    return ascii(text)


def _r(endpoint: str, query: str) -> str:
    address = _r_text(endpoint + "?format=csv&query=")
    return f"""query <- {_r_text(query)}
address <- paste0({address}, URLencode(query, reserved = TRUE))
rows <- read.csv(address, colClasses = "character", encoding = "UTF-8")
print(rows)
"""


def _r_text(text: str) -> str:
    """A string of R: line ends and letters as they are, escapes for what would end it or cannot be seen."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    plain = (one if one.isprintable() or one == "\n" else f"\\U{{{ord(one):x}}}" for one in escaped)
    return f'"{"".join(plain)}"'
