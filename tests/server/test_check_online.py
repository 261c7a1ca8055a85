"""POST /check: a text held against the served graph in a worker, the report in the form asked for."""

import json

import httpx
import pytest

from tests.server.served import Served

TEXT = "I 2023 hadde kommunene 17 436 årsverk i psykisk helse- og rusarbeid."
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def sent(client: httpx.Client, text: str = TEXT, **params: str) -> httpx.Response:
    return client.post("/check", content=text.encode(), headers=PLAIN, params=params)


def test_a_text_gets_its_report_as_json(client: httpx.Client) -> None:
    answer = sent(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    number = next(one for one in answer.json()["expressions"] if one["text"] == "17 436")
    assert number["verdict"] == "stated"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml;q=0.9", "text/html; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("application/sarif+json", "application/sarif+json"),
    ],
)
def test_the_form_is_chosen_by_accept_or_by_its_name(
    accept: str, kind: str, client: httpx.Client
) -> None:
    answer = client.post("/check", content=TEXT.encode(), headers={**PLAIN, "Accept": accept})
    assert answer.headers["content-type"] == kind
    name = {"application/json": "json", "text/plain; charset=utf-8": "text"}.get(kind)
    if name is not None:
        assert sent(client, format=name).text == answer.text


def test_a_form_sends_a_text_and_says_how_it_wants_the_report(client: httpx.Client) -> None:
    fields = {"text": TEXT, "format": "json", "lang": "en"}
    assert "is stated in source 002" in client.post("/check", data=fields).text
    file = {"text": ("a.txt", TEXT.encode(), "text/plain")}
    told = client.post("/check", files=file, data={"format": "json"}).json()
    assert told["sha256"] == sent(client).json()["sha256"]


def test_the_report_is_in_the_language_that_is_asked_for(client: httpx.Client) -> None:
    assert "er oppgjeve i kjelde 002" in sent(client, lang="nn").text
    accept = {**PLAIN, "Accept-Language": "en-GB,en;q=0.9"}
    assert "is stated in" in client.post("/check", content=TEXT.encode(), headers=accept).text
    assert sent(client, lang="fr").status_code == 400


def test_the_page_may_have_its_own_style_and_nothing_else(client: httpx.Client) -> None:
    policy = sent(client, format="html").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "'sha256-" in policy


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"\xff\xfe\x00a", "text/plain", 400),
        (b"a\x00b", "text/plain", 400),
        (b"  ", "text/plain", 400),
        (b"", "text/plain", 400),
        (b"{}", "application/json", 415),
        (b"tekst", "text/plain; charset=latin-1", 415),
        (b"text=", "application/x-www-form-urlencoded", 400),
        (b"text=a&text=b", "application/x-www-form-urlencoded", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 400),
    ],
)
def test_what_is_no_text_is_refused_in_a_line(
    content: bytes, kind: str, status: int, client: httpx.Client
) -> None:
    answer = client.post("/check", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text


def test_a_text_of_more_than_a_megabyte_is_not_read(served: Served) -> None:
    # A connection of its own: a server may close one on which it has not read everything.
    answer = httpx.post(f"{served.address}/check", content=b"a" * 1_000_001, headers=PLAIN)
    assert answer.status_code == 413


def test_nothing_of_a_text_is_in_what_the_server_writes(client: httpx.Client) -> None:
    assert sent(client, "Hemmelighet 4711").status_code == 200
    assert "Hemmelighet" not in client.get("/metrics").text


def test_an_unknown_form_is_told_the_known_ones(client: httpx.Client) -> None:
    answer = sent(client, format="pdf")
    assert answer.status_code == 406
    assert "sarif" in answer.text
    assert json.loads(sent(client, format="json").text)
