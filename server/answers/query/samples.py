"""A query as code that asks it elsewhere: what is copied runs as it is, whatever signs the query has."""

import json
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
    # JSON's escapes are R's, for all signs but those beyond the basic plane, which are left as they are.
    text = json.dumps(query, ensure_ascii=False).replace("\\n", "\n").replace("\\/", "/")
    return f"""query <- {text}
address <- paste0({json.dumps(endpoint + "?format=csv&query=")}, URLencode(query, reserved = TRUE))
rows <- read.csv(address, colClasses = "character", encoding = "UTF-8")
print(rows)
"""
