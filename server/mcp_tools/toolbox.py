"""The six tools by name: what each is for, what it takes, and how it is answered under the limits of the endpoint."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from server.http.formats import RESULTS
from server.http.messages import HttpError
from server.mcp_tools.answer_part import Call, ToolAnswer, part
from server.mcp_tools.arguments import (
    Arguments,
    CheckArguments,
    ClaimArguments,
    CompareArguments,
    QuestionArguments,
    SearchArguments,
    SparqlArguments,
    read_arguments,
)
from server.mcp_tools.cited_claim import cited_claims
from server.mcp_tools.claim_items import claim_items
from server.mcp_tools.found_things import found_things
from server.mcp_tools.material import Material
from server.mcp_tools.pair_items import pair_items
from server.mcp_tools.row_items import (
    question_list,
    question_named,
    row_items,
    triple_items,
    vocabulary,
)
from server.mcp_tools.text_findings import text_findings
from server.mcp_tools.tool_fault import ToolFault
from server.publication.site import Served
from server.settings import MEGABYTE, Settings
from server.sparql.endpoint import http_error
from server.sparql.protocol import composed
from server.sparql.sparql_query import Answer, SparqlQuery
from server.workers.body import Body
from server.workers.outcome import NotAnswered

# Threads that make answers: Python holds the GIL, so more would not make more. Calls that wait for one.
THREADS, WAITING = 2, 32
# What a model could read of one answer, and far beyond it; the settings of the endpoint can only be lower. JSON of a
# megabyte is read with the GIL held, for a tenth of a second.
ROWS, BYTES = 10_000, MEGABYTE
BUSY = "Too many tools are at work. Try again in a moment."
Report = Callable[[str, str, str], Awaitable[Body]]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as it is offered: its name, what it is for, what it takes."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]


# fmt: off
TOOLS = (
    Tool("search", "Search", "Find claims, indicators, measures, goals, people, sources by words or a number. Claims come with their words, source and caveats.", SearchArguments),
    Tool("check_text", "Check a text", "Hold a Norwegian text against the sources: each number is stated, near (and in what it differs), not in the graph, no fact, or context. Never a verdict of truth.", CheckArguments),
    Tool("get_claim", "Get a claim", "All about one claim: who says it and how, its figures and statements, what limits it, what was calculated from it, what it is set beside.", ClaimArguments),
    Tool("compare", "Compare figures", "Pairs of figures that one could confuse or connect: whether they agree, conflict or are about different things, and why.", CompareArguments),
    Tool("run_question", "Run a saved question", "One of the saved questions about the escalation plan, answered as rows. Without a name all questions are listed.", QuestionArguments),
    Tool("sparql", "SPARQL", "Any SPARQL 1.1 query, read only, under the limits of the endpoint. Without a query the classes and properties are listed.", SparqlArguments),
)
# fmt: on
BY_NAME: Mapping[str, Tool] = {one.name: one for one in TOOLS}


class Toolbox:
    """Answers calls from the snapshot that `current` tells is served now; `report` makes the report on a text."""

    def __init__(self, current: Callable[[], Served], report: Report, settings: Settings) -> None:
        self.current, self.report, self.settings = current, report, settings
        self._threads = ThreadPoolExecutor(THREADS, "tool")
        self._waiting = 0

    async def call(self, name: str, given: dict[str, Any]) -> str:
        """The answer to a call as JSON; ToolFault, in a sentence, where there is none."""
        asked = read_arguments(BY_NAME[name].arguments, given)
        served = self.current()
        material = Material.of(served.snapshot)
        call = Call(name, asked, material.version)
        try:
            make = await self._made(asked, served, material)
        except HttpError as error:
            raise ToolFault(str(error)) from error
        return await self._in_thread(
            lambda: part(
                make(), call, lambda wanted: cited_claims(material, wanted, asked.languages)
            )
        )

    async def _made(
        self, asked: Arguments, served: Served, material: Material
    ) -> Callable[[], ToolAnswer]:
        """What makes the answer in a thread; what a worker has to say is there before."""
        match asked:
            case SearchArguments():
                return lambda: found_things(material, asked)
            case ClaimArguments():
                return lambda: claim_items(material, asked)
            case CompareArguments():
                return lambda: pair_items(material, asked)
            case CheckArguments():
                body = await self.report(asked.text, "lines", asked.language)
                return lambda: text_findings(material, body.read())
            case QuestionArguments():
                return await self._question(asked, served, material)
            case SparqlArguments():
                return await self._sparql(asked, served, material)
        raise AssertionError("a tool without an answer")

    async def _question(
        self, asked: QuestionArguments, served: Served, material: Material
    ) -> Callable[[], ToolAnswer]:
        if material.repository.foreign:
            raise ToolFault("This graph has no saved questions; ask it by sparql.")
        if not asked.name:
            return lambda: question_list(asked)
        saved = question_named(asked.name)
        text = saved.under(material.repository.base, asked.language)
        answer = await self._answered(text, served)
        head = {"question": saved.name, "asks": saved.titles[asked.language]}
        return lambda: _rows(material, answer, head)

    async def _sparql(
        self, asked: SparqlArguments, served: Served, material: Material
    ) -> Callable[[], ToolAnswer]:
        if not asked.query.strip():
            return lambda: vocabulary(material, asked)
        answer = await self._answered(asked.query, served)
        return lambda: _rows(material, answer, {})

    async def _answered(self, text: str, served: Served) -> Answer:
        """The answer of a worker, the same as the endpoint gives; HttpError, ToolFault."""
        query = self._limited(text)
        try:
            answer, _ = await served.evaluator.answer(query)
        except NotAnswered as error:
            raise http_error(error, query.seconds) from error
        if answer.body.size > BYTES:
            raise ToolFault(
                f"The answer has more than {BYTES} bytes. Ask for less (LIMIT, OFFSET)."
            )
        return answer

    def _limited(self, text: str) -> SparqlQuery:
        limits = self.settings.model_copy(
            update={
                "rows": min(self.settings.rows, ROWS),
                "answer_mb": min(self.settings.answer_mb, BYTES // MEGABYTE),
            }
        )
        return composed(text, (None, None), ("json", "nt"), limits)

    async def _in_thread(self, make: Callable[[], Result]) -> Result:
        if self._waiting >= WAITING:
            raise ToolFault(BUSY)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, make)
        finally:
            self._waiting -= 1


def _rows(material: Material, answer: Answer, head: Mapping[str, object]) -> ToolAnswer:
    """Rows or triples, by what the answer is written in."""
    content = answer.body.read()
    if any(answer.content_type == one.content_type for one in RESULTS):
        return row_items(material, head, content, steady=answer.steady)
    return triple_items(material, content, steady=answer.steady)
