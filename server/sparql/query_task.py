"""The task of the workers that answer SPARQL: read the query's tokens, evaluate it, write the answer.

A question is about the text of a query, and told all else of a `SparqlQuery`. The format `html` stands for
the first rows as JSON, for a page.
"""

import io
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from server.answers.query.table import Result, as_json, result_table
from server.http.formats import BY_NAME, HTML
from server.repository.rdf_writer import UnfitForXml, refuse_unfit_text, write
from server.repository.written_forms import WrittenForms
from server.sparql.diagnosis import Diagnosis
from server.sparql.fault import Fault
from server.sparql.limits import LIMITS, QueryLimits, QueryTraits, RefusedQuery, look_at
from server.sparql.merging import Dataset, MergingStore
from server.sparql.patterns import CUSTOM, with_patterns
from server.sparql.rewriting import prefixes_of, with_columns, with_plain_blanks
from server.sparql.sparql_query import SparqlQuery
from server.workers.channel import PART
from server.workers.worker import Send, Unanswerable

# What stands once for each row, and nowhere else; and how often it stands beside the rows.
ROWS = {"json": (b',{"', -1), "xml": (b"<result>", 0), "tsv": (b"\n", 1), "csv": (b"\n", 1)}


def argument(graph: Path, base: str, limits: QueryLimits) -> str:
    """What a zygote is told: the N-Quads file, perhaps a descriptor that it inherits, the IRI that relative ones follow, what a query may be at most."""
    return json.dumps({"graph": str(graph), "base": base, "limits": asdict(limits)})


def load(told: str) -> "QueryTask":
    """The task over the graph and with the limits that `argument` has written."""
    found = json.loads(told)
    store = Store()
    try:
        store.bulk_load(path=Path(found["graph"]), format=RdfFormat.N_QUADS)
    except (OSError, ValueError, SyntaxError) as error:
        raise Unanswerable("graph", str(error)) from error
    written = WrittenForms.of(Path(found["graph"]))
    return QueryTask(store, found["base"], QueryLimits(**found["limits"]), written)


# The formats that say of which graph a triple is.
WITH_GRAPHS = frozenset({"nq", "trig"})
NOT_XML_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class QueryTask:
    """Answers SPARQL queries over one graph."""

    descriptors = 0

    def __init__(
        self,
        store: Store,
        base: str,
        limits: QueryLimits = LIMITS,
        written: WrittenForms | None = None,
    ) -> None:
        self.graphs, self.base, self.limits = MergingStore(store, CUSTOM), base, limits
        self.written = written or WrittenForms()
        self.diagnosis = Diagnosis()

    def answer(self, about: bytes, body: bytes, send: Send) -> tuple[bytes, bytes]:
        """Send the answer; its `format`, the `digest` of its bytes, whether it is `steady`, and its last part."""
        query, started = SparqlQuery.told(about, body.decode()), time.perf_counter()
        if query.verbatim and (self.written or query.triples in WITH_GRAPHS):
            return self._verbatim(query, send)
        traits, result = self._evaluated(query)
        triples = isinstance(result, QueryTriples)
        name = query.triples if triples else query.results
        if name is None:
            raise Unanswerable("format", "triples" if triples else "results")
        out = Output(send, query.most_bytes, query.most_rows, name)
        with _told():
            if name == HTML.name:
                table = replace(result_table(result, query.skip), ordered=traits.ordered)
                out.write(as_json(replace(table, seconds=time.perf_counter() - started)))
            else:
                _write(result, name, out, prefixes_of(query.text) if triples else {})
            last = out.rest()
        told = {"format": name, "digest": out.digest.hexdigest(), "steady": traits.steady}
        return json.dumps(told).encode(), last

    def _verbatim(self, query: SparqlQuery, send: Send) -> tuple[bytes, bytes]:
        """The default graph, or the one that is named, as the file writes it."""
        assert query.triples is not None
        graph = None if query.default is None else NamedNode(query.default[0])
        out = Output(send, query.most_bytes, query.most_rows, query.triples)
        quads = self.graphs.quads(graph)
        named = query.triples in WITH_GRAPHS
        found = self.written.quads(quads) if named else self.written.triples(quads)
        with _told():
            write(found, BY_NAME[query.triples].engine, out, {})  # type: ignore[arg-type]
            last = out.rest()
        told = {"format": query.triples, "digest": out.digest.hexdigest(), "steady": True}
        return json.dumps(told).encode(), last

    def _evaluated(self, query: SparqlQuery) -> tuple[QueryTraits, Result]:
        try:
            traits = look_at(query.text, self.limits)
            text = with_patterns(with_plain_blanks(query.text))
            result = self._result(text, query, traits)
            if isinstance(result, QuerySolutions):
                columns = [variable.value for variable in result.variables]
                ordered = with_columns(text, columns)
                result = result if ordered is None else self._result(ordered, query, traits)
            return traits, result
        except RefusedQuery as error:
            fault = Fault(error.kind, str(error), most=error.most)
            raise Unanswerable("refused", fault.written()) from error
        except SyntaxError as error:
            fault = self.diagnosis.fault(with_plain_blanks(query.text), str(error.msg))
            raise Unanswerable("syntax", fault.written()) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise Unanswerable("query", f"The query cannot be evaluated: {error}") from error

    def _result(self, text: str, query: SparqlQuery, traits: QueryTraits) -> Result:
        dataset = None
        if query.default is not None or query.named is not None:
            dataset = Dataset(query.default or (), query.named or ())
        return self.graphs.query(text, self.base, dataset, own=traits.own_dataset)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong while an answer is written, as the server is told of it."""
    try:
        yield
    except TooMuch as error:
        raise Unanswerable("large", str(error)) from error
    except UnfitForXml as error:
        raise Unanswerable("unfit", str(error)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise Unanswerable("query", f"The query cannot be evaluated: {error}") from error


def _write(result: Result, name: str, out: "Output", prefixes: Mapping[str, str]) -> None:
    if isinstance(result, QueryTriples):
        write(result, BY_NAME[name].engine, out, prefixes)  # type: ignore[arg-type]
    elif isinstance(result, QueryBoolean) and name in ("csv", "tsv"):
        out.write(b"true\r\n" if bool(result) else b"false\r\n")
    else:
        result.serialize(output=out, format=BY_NAME[name].engine)  # type: ignore[arg-type]


class TooMuch(Exception):
    """The answer has more bytes or rows than an answer may have."""


class Output(io.RawIOBase):
    """Where the engine writes: parts go on their way as they are full, and nothing after a limit is passed."""

    def __init__(self, send: Send, most_bytes: int, most_rows: int, form: str) -> None:
        super().__init__()
        self.send, self.most_bytes = send, most_bytes
        self.rows = RowCount(form, most_rows) if form in ROWS else None
        self.is_xml = form == "xml"
        self.size, self.buffer, self.digest = 0, bytearray(), blake2b(digest_size=16)

    def writable(self) -> bool:
        """True: io.RawIOBase asks before it writes."""
        return True

    def write(self, data: Any) -> int:
        """Take all of `data`; TooMuch, UnfitForXml."""
        self.buffer += self._as_xml(bytes(data)) if self.is_xml else data
        while len(self.buffer) >= PART:
            self.send(self._counted(bytes(self.buffer[:PART])))
            del self.buffer[:PART]
        return len(data)

    def _as_xml(self, data: bytes) -> bytes:
        """The bytes without what the engine gets wrong: it writes each character as it is."""
        if NOT_XML_BYTES.search(data):
            refuse_unfit_text(data.decode("utf-8", "replace"))
        return data.replace(b"\r", b"&#13;")  # else a reader of XML takes it for a line end

    def rest(self) -> bytes:
        """What was not sent. TooMuch."""
        return self._counted(bytes(self.buffer))

    def _counted(self, part: bytes) -> bytes:
        self.size += len(part)
        if self.size > self.most_bytes:
            raise TooMuch(
                f"The answer has more than {self.most_bytes} bytes, the most that is sent. "
                "Ask for less (LIMIT, OFFSET), or take the whole graph at /download/rusfelt.nq."
            )
        if self.rows is not None:
            self.rows.count(part)
        self.digest.update(part)
        return part


class RowCount:
    """Counts the rows of an answer by its bytes, however they are cut; rows without any value are not counted."""

    def __init__(self, form: str, most: int) -> None:
        self.sign, beside = ROWS[form]
        self.most, self.counted = most, -beside
        self.quotes, self.tail = form == "csv", b""
        self.quoted = False

    def count(self, part: bytes) -> None:
        """Count the rows that begin (or end) in a part; TooMuch."""
        text = self._outside_quotes(part) if self.quotes else self.tail + part
        self.counted += text.count(self.sign)
        self.tail = text[len(text) - len(self.sign) + 1 :]
        if self.counted > self.most:
            raise TooMuch(
                f"The answer has more than {self.most} rows, the most that are sent. "
                "Ask for less (LIMIT, OFFSET), or take the whole graph at /download/rusfelt.nq."
            )

    def _outside_quotes(self, part: bytes) -> bytes:
        pieces = part.split(b'"')
        outside = pieces[self.quoted :: 2]
        self.quoted ^= len(pieces) % 2 == 0
        return b"".join(outside)
