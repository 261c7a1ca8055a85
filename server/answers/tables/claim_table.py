"""All claims as a table: what each says, in which words, who says it, how, what limits it."""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from server.answers.elements.figures import Reader
from server.answers.elements.names import Named
from server.answers.tables.data_table import Cell, Column, DataTable
from server.repository.interface import Repository

COLUMNS = (
    Column("claim", "anyURI"),
    Column("source"),
    Column("start", "integer"),
    Column("end", "integer"),
    Column("says"),
    Column("words"),
    Column("who"),
    Column("mode"),
    Column("hedge"),
    Column("caveat"),
    Column("topics"),
)
FOLLOW = ("prov:wasQuotedFrom", "oa:hasSelector", "oa:refinedBy")


def claim_table(repository: Repository, languages: Sequence[str]) -> DataTable:
    """Every claim, in the order of the texts; three questions."""
    nodes = repository.members(["Claim"])["Claim"]
    reader = Reader.of(repository, nodes, languages, FOLLOW)
    rows = sorted(
        (_row(reader, one) for one in nodes),
        key=lambda row: (str(row[1]), row[2] or 0, str(row[0])),
    )
    return DataTable("claims", COLUMNS, tuple(rows))


def _row(reader: Reader, node: NamedNode) -> tuple[Cell, ...]:
    said = reader.said.of(node)
    places = sorted(
        (place.whole("oa:start") or 0, place.whole("oa:end") or 0, quote)
        for selector in reader.said.along(node, "prov:wasQuotedFrom", "oa:hasSelector")
        if (place := reader.said.of(selector)) is not None
        for quote in [_exact(reader, selector)]
    )
    hedge = said.text("rf:hedge")
    return (
        node.value,
        reader.said.notation(said.node("prov:wasDerivedFrom")),
        places[0][0] if places else None,
        places[0][1] if places else None,
        reader.names.named(node).name,
        " … ".join(dict.fromkeys(quote for _, _, quote in places if quote)) or None,
        _names(reader.all_named(node, "prov:wasAttributedTo")),
        _names(reader.all_named(node, "rf:assertionMode")),
        hedge.text if hedge else None,
        _names(reader.all_named(node, "rf:caveat")),
        _names(reader.all_named(node, "dct:subject")),
    )


def _exact(reader: Reader, selector: NamedNode) -> str:
    quote = reader.said.of(selector).node("oa:refinedBy")
    return reader.said.of(quote).plain("oa:exact")


def _names(found: Sequence[Named]) -> str | None:
    return " | ".join(one.name for one in found) or None
