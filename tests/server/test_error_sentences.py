"""Errors are told in the reader's language: every sentence that the code has, and the pages that show them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ontology import LANGUAGES
from server.http.messages import HttpError, Request
from server.pages.shared.error_sentences import in_language_of, line_for
from server.pages.shared.interface_words import words

SERVER = Path(__file__).parents[2] / "server"
# Those that make an error, and which of their arguments is its sentence.
MAKERS = {"HttpError": 1, "abort": 1, "RefusedQuery": 0, "NoReplacement": 0, "TooMuch": 0}
# What has words of its own: of a page that is not there, of query faults by their kind, of the tools of language models.
ELSEWHERE = ("server/mcp_tools", "server/intake")
BY_KIND = 2  # arguments of a RefusedQuery that has a kind, and so its words


def sentences(path: Path) -> Iterator[str]:
    """The sentences of errors in a module, a 7 for each value."""
    for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            continue
        named = {
            target.id: one.value
            for one in ast.walk(scope)
            if isinstance(one, ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        for call in (one for one in ast.walk(scope) if isinstance(one, ast.Call)):
            name = getattr(call.func, "id", "")
            if name not in MAKERS or len(call.args) <= MAKERS[name] or _worded(name, call):
                continue
            sentence = call.args[MAKERS[name]]
            if isinstance(sentence, ast.Name):
                sentence = named.get(sentence.id, sentence)
            yield from _texts(sentence)


def _worded(name: str, call: ast.Call) -> bool:
    """Whether the page has words for it already: it is not found, or a query is refused by a kind."""
    first = ast.unparse(call.args[0])
    return first == "404" or (name == "RefusedQuery" and len(call.args) >= BY_KIND)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in node.values)  # fmt: skip


def test_every_sentence_of_the_code_is_there_in_every_language() -> None:
    found = {
        one
        for path in SERVER.rglob("*.py")
        if not path.relative_to(SERVER.parent).as_posix().startswith(ELSEWHERE)
        for one in sentences(path)
    }
    # Sentences of two parts: the first is another one each time, or an exception's.
    found -= {"7 7", "7. Try again in a moment.", "The value of q 7. Copy the whole address."}
    assert len(found) > 40
    missing = {one for one in found if in_language_of("nn", one) is None}
    assert not missing
    for one in found:
        assert in_language_of("en", one) == one
        assert len({in_language_of(lang, one) for lang in LANGUAGES} - {one}) >= 1, one


def test_no_sentence_is_there_that_nothing_says() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SERVER.rglob("*.py"))
    code = re.sub(r'"\s*\n?\s*f?"', "", code).replace("\\\\", "\\")
    for name, text in words("en").items():
        if name.startswith("sentence-") and not name.startswith(
            ("sentence-short-link", "sentence-validators")
        ):
            longest = max(re.split(r"\{\w+\}", text), key=len)
            assert longest.strip(" .") in code, name


def test_values_are_written_as_the_language_writes_them() -> None:
    error = "The body has more than 1000000 bytes, the most that is read."
    assert "1\u00a0000\u00a0000 byte" in (in_language_of("nb", error) or "")
    assert "1,000,000 bytes" in (in_language_of("en", error) or "")
    assert in_language_of("nb", "An engine said so.") is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("check?text=" + "7" * 1_501, 414),
        ("sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("sparql?query=SELECT%20*%20%7B%7D&page=none", 400),
        ("sparql?q=1nothing", 400),
        ("sparql?query=%zz", 400),
        ("sparql?query=SELECT(REPLACE(%22a%22%2C%22%22%2C%22b%22)AS%3Fx)%7B%7D", 400),
        ("resource", 400),
        ("nothing/here", 404),
    ],
)
def test_an_error_page_is_in_the_language_of_its_address(
    lang: str, path: str, status: int, client: httpx.Client
) -> None:
    answer = client.get(f"/{lang}/{path}", headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert f'<html lang="{lang}"' in answer.text
    assert 'class="problem"' in answer.text or status == 404
    main = re.sub(r"(?s).*<main.*?>(.*)</main>.*", r"\1", answer.text)
    assert 'lang="en"' not in main


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/check", "/validate"])
def test_a_form_that_cannot_be_taken_is_told_in_its_language(
    lang: str, path: str, client: httpx.Client
) -> None:
    page = client.get(f"/{lang}{path}", headers={"Accept": "text/html"}).text
    actions = [one.replace("&amp;", "&") for one in re.findall(r'<form[^>]* action="([^"]*)"', page)]  # fmt: skip
    (action,) = [one for one in actions if one.startswith(path)]
    answer = client.post(action, content=b"x", headers={"Accept": "text/html", "Content-Type": "text/odd"})  # fmt: skip
    assert answer.status_code == 415
    assert f'<html lang="{lang}"' in answer.text
    assert 'class="problem">' in answer.text
    assert ("Send the" in answer.text) == (lang == "en")


def test_where_no_page_can_be_made_the_line_is_in_the_language_of_the_page() -> None:
    error = HttpError(503, "Too many pages are being made. Try again in a moment.")
    headers = {"accept": "text/html"}
    reader = Request("GET", "/nn/plan", "", lambda name: headers.get(name, ""), str)
    assert line_for(reader, error).body.read().decode().startswith("For mange sider blir laga no")
    program = Request("GET", "/nn/plan.json", "", lambda _: "", str)
    assert line_for(program, error).body.read().startswith(b"Too many")
