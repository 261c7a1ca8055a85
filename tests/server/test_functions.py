"""The functions and operators of SPARQL 1.1, one by one: the value of the standard, or one that is listed as another.

`tests/w3c/functions.tsv` was made by asking this engine and rdflib, and judging by the standard wherever they differed.
"""

import csv
from pathlib import Path

import httpx
import pytest

from tests.w3c.known import FUNCTIONS

XSD = "http://www.w3.org/2001/XMLSchema#"
TABLE = Path(__file__).parents[1] / "w3c" / "functions.tsv"
ROWS = [
    *csv.DictReader(
        TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
]


@pytest.fixture(scope="module")
def values(client: httpx.Client) -> dict[str, str]:
    """What the endpoint makes of each expression, in N-Triples with short datatypes."""
    found = {}
    for number in range(0, len(ROWS), 20):
        part = [row["expression"] for row in ROWS[number : number + 20]]
        asked = " ".join(f"({one.replace('xsd:', XSD)} AS ?v{n})" for n, one in enumerate(part))
        query = {"query": f"SELECT {asked} {{}}", "format": "json"}
        answer = client.post("/sparql", data=query)
        assert answer.status_code == 200, answer.text
        (row,) = answer.json()["results"]["bindings"]
        found |= {one: _shown(row.get(f"v{n}")) for n, one in enumerate(part)}
    return found


def _shown(value: dict[str, str] | None) -> str:
    if value is None:
        return ""
    text = value["value"].replace("\\", "\\\\")
    if value["type"] == "uri":
        return f"<{text.replace(XSD, 'xsd:')}>"
    if "xml:lang" in value:
        return f'"{text}"@{value["xml:lang"]}'
    datatype = value.get("datatype", "").replace(XSD, "xsd:")
    return f'"{text}"^^<{datatype}>' if datatype else f'"{text}"'


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["expression"][:40])
def test_a_function_has_the_value_of_the_standard(
    row: dict[str, str], values: dict[str, str]
) -> None:
    expression, wanted = row["expression"], row["value"]
    if expression in FUNCTIONS:
        here, reason = FUNCTIONS[expression]
        assert values[expression] == here != wanted, reason
    else:
        assert values[expression] == wanted


def test_each_departure_is_one_of_the_table(project: Path) -> None:
    assert FUNCTIONS.keys() <= {row["expression"] for row in ROWS}
    told = (project / "docs/departures.md").read_text(encoding="utf-8")
    for _, reason in FUNCTIONS.values():
        assert reason.split(":")[0] in told, reason
