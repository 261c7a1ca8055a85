"""What each tool takes: fields with their ranges and what they mean, as a model reads them."""

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ontology import LANGUAGES
from server.answers.search.search import LONGEST as LONGEST_SEARCH
from server.mcp_tools.tool_fault import ToolFault

LEAST, USUAL, MOST = 2_000, 16_000, 200_000
# Characters of a text that is checked: what a model has at hand. `rusfelt check` and POST /check take a megabyte.
LONGEST_TEXT = 100_000
CURSOR = re.compile(r"(?P<start>\d{1,9})-(?P<version>[0-9a-f]{12})-(?P<call>[0-9a-f]{8})")
# Arguments that say how an answer is cut, and not what it is about.
CUTTING = ("max_bytes", "cursor")
Language = Literal["nb", "nn", "en"]


class Arguments(BaseModel):
    """What every tool takes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    # fmt: off
    language: Annotated[Language, Field(description="Of labels; quoted words stay as they are.")] = "nb"
    max_bytes: Annotated[int, Field(ge=LEAST, le=MOST, description="Of the answer.")] = USUAL
    cursor: Annotated[str, Field(max_length=40, description="Of resume.")] = ""
    # fmt: on

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of labels, the first there is."""
        return (self.language, *(one for one in LANGUAGES if one != self.language))


class SearchArguments(Arguments):
    """Of search."""

    # fmt: off
    query: Annotated[str, Field(min_length=1, max_length=LONGEST_SEARCH, description="Words or a number in any form: årsverk, 17 436, halvparten.")]
    kind: Annotated[str, Field(max_length=40, description="Only things of this kind, of kinds in the answer: claim, indicator, measure …")] = ""
    source: Annotated[str, Field(max_length=40, description="Only claims of the source of this number: 000 … 004.")] = ""
    # fmt: on


class CheckArguments(Arguments):
    """Of check_text."""

    # fmt: off
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, description="A Norwegian text. Nothing of it is kept.")]
    # fmt: on


class ClaimArguments(Arguments):
    """Of get_claim."""

    # fmt: off
    id: Annotated[str, Field(min_length=1, max_length=500, description="A claim as answers name it (003-early-identification-2020), or its IRI.")]
    # fmt: on


class CompareArguments(Arguments):
    """Of compare."""

    # fmt: off
    claim: Annotated[str, Field(max_length=500, description="Only pairs with a figure of this claim.")] = ""
    outcome: Annotated[str, Field(max_length=100, description="Only pairs with this outcome, a code of choices: same-fact, differs-in, agrees-with …")] = ""
    differs: Annotated[str, Field(max_length=100, description="Only pairs that differ in this, a code of choices: period, population …")] = ""
    unit: Annotated[str, Field(max_length=100, description="Only pairs with a figure in this unit, a code of choices: arsverk, percent …")] = ""
    # fmt: on


class QuestionArguments(Arguments):
    """Of run_question."""

    # fmt: off
    name: Annotated[str, Field(max_length=200, description="Name of a saved question, or its beginning (cq07); left out, all are listed.")] = ""
    # fmt: on


class SparqlArguments(Arguments):
    """Of sparql."""

    # fmt: off
    query: Annotated[str, Field(max_length=200_000, description="A SPARQL 1.1 query; left out, classes and properties are listed. Ask for ?claim: claims in the rows get their words.")] = ""
    # fmt: on


Kind = TypeVar("Kind", bound=Arguments)


def read_arguments(kind: type[Kind], given: dict[str, Any]) -> Kind:
    """The arguments of a call; ToolFault names each that cannot be."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        told = "; ".join(_told(one) for one in error.errors(include_url=False, include_input=False))
        known = ", ".join(kind.model_fields)
        raise ToolFault(f"{told}. The arguments are: {known}.") from error


def schema(kind: type[Arguments]) -> dict[str, Any]:
    """The JSON Schema of the arguments, without the titles that only repeat their names."""
    found = kind.model_json_schema()
    for one in found["properties"].values():
        one.pop("title", None)
    return {
        name: found[name]
        for name in ("type", "properties", "required", "additionalProperties")
        if name in found
    }


def _told(error: Any) -> str:
    place = ".".join(str(one) for one in error["loc"])[:60] or "the arguments"
    return f"{place}: {error['msg'][0].lower()}{error['msg'][1:]}"
