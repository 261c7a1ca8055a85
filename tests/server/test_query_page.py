"""The query page as its readers get it: names, numbers, pages, addresses, faults, code; all without a script."""

import csv
import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
import pytest

from server.answers.query.samples import samples
from server.pages.query.query_fault import worded
from server.pages.shared.interface_words import words
from server.queries.saved_query import saved_queries
from server.sparql.diagnosis import KINDS
from server.sparql.endpoint import REASONS
from server.sparql.fault import Fault
from server.sparql.limits import QueryLimits
from tests.server.served import Served
from tests.some import some

RF = "PREFIX rf: <https://rusfelt.example/def#>\n"
CLAIMS = RF + "SELECT ?claim { ?claim a rf:Claim } ORDER BY ?claim"
LANGUAGES = ("nb", "nn", "en")
PAGE = {"Accept": "text/html"}
# Signs that quoting of some kind gets wrong.
ODD = RF + "# it's 'odd' \\ $HOME `x` %s \"\"\" '''\nSELECT (\"æ'\\\"\\\\$x\\n€ 😀\" AS ?text) (COUNT(*) AS ?n) {\n  ?c a rf:Claim }\n"  # fmt: skip
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def shown(client: httpx.Client, query: str = "", language: str = "nb", **more: str) -> str:
    asked = {"query": query} if query else {}
    answer = client.get(f"/{language}/sparql", params={**asked, **more}, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return answer.text


def cells(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", html.unescape(one)) for one in CELL.findall(page)]


def link(page: str, pattern: str) -> str:
    found = re.search(rf'<a href="([^"]+)"{pattern}', page)
    assert found, pattern
    return html.unescape(found[1])


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "kilde"), ("nn", "kjelde"), ("en", "source")]
)
def test_a_thing_stands_by_its_name_with_its_iri_at_hand(
    client: httpx.Client, language: str, name: str
) -> None:
    page = shown(client, RF + "SELECT (rf:Source AS ?x) {}", language)
    assert (
        f'<td data-label="x"><a href="/{language}/def#Source">{name}</a> <code>rf:Source</code></td>'
        in page
    )


def test_a_name_in_another_language_says_so(client: httpx.Client) -> None:
    page = shown(client, "SELECT (<http://www.w3.org/ns/oa#prefix> AS ?x) (\"ord\"@nb AS ?y) {}", "en")  # fmt: skip
    assert "<code>" not in page.split("<tbody>")[1].split("</tbody>")[0]
    assert '<td data-label="y" lang="nb">ord <span class="soft">@nb</span></td>' in page


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("nb", ["2 400 000 000", "−12,5", "0,000001"]),
        ("nn", ["2 400 000 000", "−12,5", "0,000001"]),
        ("en", ["2,400,000,000", "−12.5", "0.000001"]),
    ],
)
def test_a_number_has_the_separators_of_the_language(
    client: httpx.Client, language: str, numbers: list[str]
) -> None:
    query = "SELECT (2400000000 AS ?a) (-12.50 AS ?b) (0.000001 AS ?c) (2018 AS ?year) (1e5 AS ?e) (1/0e0 AS ?i) (\"0301\" AS ?code) {}"  # fmt: skip
    found = cells(shown(client, query, language))
    thousands = "100,000" if language == "en" else "100 000"
    plain = [one.replace("\xa0", " ").replace("\u202f", " ") for one in found]
    assert plain == [*numbers, "2018", thousands, "INF", "0301"]


def test_numbers_stand_to_the_right_and_codes_do_not(client: httpx.Client) -> None:
    page = shown(client, 'SELECT (5 AS ?n) ("5" AS ?code) {}')
    assert '<th scope="col" class="number">n</th>' in page
    assert '<th scope="col">code</th>' in page
    assert '<td data-label="n" class="number">5</td>' in page


def test_pages_have_all_rows_once(client: httpx.Client) -> None:
    page, seen = shown(client, CLAIMS, "en"), list[str]()
    assert "Rows 1–100 of 315" in page
    for number in range(2, 5):
        seen += re.findall(r"<code>(claim/[^<]+)</code>", page)
        page = client.get(link(page, ' rel="next"'), headers=PAGE).text
        assert f"Page {number} of 4" in page
    seen += re.findall(r"<code>(claim/[^<]+)</code>", page)
    assert 'rel="next"' not in page
    assert len(seen) == len(set(seen)) == 315
    assert seen == sorted(seen)
    back = client.get(link(page, ' rel="prev"'), headers=PAGE).text
    assert "Page 3 of 4" in back


def test_a_page_beyond_the_last_leads_to_the_first(client: httpx.Client) -> None:
    page = shown(client, CLAIMS, "en", page="9")
    assert "not so many pages" in page
    assert "Rows 1–100 of 315" in client.get(link(page, ">To the first page"), headers=PAGE).text


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "10001", "²", "9" * 50])
def test_a_page_is_a_number(client: httpx.Client, number: str) -> None:
    answer = client.get("/nb/sparql", params={"query": CLAIMS, "page": number}, headers=PAGE)
    assert answer.status_code == 400
    assert "Siden er et tall" in answer.text


def test_rows_are_counted_up_to_a_bound(client: httpx.Client) -> None:
    page = shown(client, "SELECT * { ?s ?p ?o }", "en")
    assert "Rows 1–100 of more than 10,100" in page
    assert "Page 1 of more than 101" in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (CLAIMS, False),
        (CLAIMS.replace("ORDER BY ?claim", ""), True),
        (RF + "SELECT * { { SELECT ?c { ?c a rf:Claim } ORDER BY ?c } }", True),
        (RF + "SELECT * { ?c a rf:Plan }", False),
    ],
)
def test_an_order_that_the_query_does_not_say_is_told(
    client: httpx.Client, query: str, told: bool
) -> None:
    assert ("Skriv ORDER BY" in shown(client, query)) is told


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv"])
def test_the_data_of_a_page_is_the_whole_answer(client: httpx.Client, form: str) -> None:
    page = shown(client, CLAIMS)
    own = client.get(link(page, f">{form.upper()}"))
    other = client.get("/sparql", params={"query": CLAIMS, "format": form})
    assert own.content == other.content
    assert own.headers["content-type"] == other.headers["content-type"]


def test_the_graphs_that_were_asked_are_those_of_the_links(client: httpx.Client) -> None:
    graph = "https://rusfelt.example/graph/plan"
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    page = shown(client, query, **{"default-graph-uri": graph})
    (number,) = cells(page)
    assert client.get(link(page, ">CSV")).text.split() == ["n", re.sub(r"\D", "", number)]
    assert f'<input type="hidden" name="default-graph-uri" value="{graph}">' in page


def test_triples_have_their_own_formats(client: httpx.Client) -> None:
    page = shown(client, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")
    assert len(cells(page)) == 9
    assert client.get(link(page, ">TTL")).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("name", some(sorted(saved_queries()), first=5))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_question_has_its_name_for_an_address(
    client: httpx.Client, name: str, language: str
) -> None:
    page = shown(client, "", language, question=name)
    title = html.escape(saved_queries()[name].titles[language], quote=False)
    assert f"<title>{title} – Rusfelt</title>" in html.unescape(page).replace("&", "&amp;")
    assert f"question={name}" in link(page, f">{words(language)['query-short-address']}")
    assert "<td" in page


def test_a_saved_question_is_shown_with_its_title_and_no_other_words(client: httpx.Client) -> None:
    page = shown(client, "", "nn", question="cq07-early-identification-share")
    query = html.unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])
    title = saved_queries()["cq07-early-identification-share"].titles["nn"]
    assert query.strip().splitlines()[0] == f"# {title}"
    assert query.count("#") == query.count("#>") + 1
    assert 'LANG(?unit) = "nn"' in query
    # What the form sends is the saved question again.
    assert "question=cq07-early-identification-share" in shown(client, query.strip(), "nn")


def test_a_question_that_nobody_has_saved_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/nb/sparql?question=none", headers=PAGE)
    assert answer.status_code == 404


def test_the_first_comment_is_the_heading_whatever_it_says(client: httpx.Client) -> None:
    page = shown(client, "# <b>Hva</b> & hvor?\nASK {}")
    assert "<h1>&lt;b&gt;Hva&lt;/b&gt; &amp; hvor?</h1>" in page
    assert "<h1>Spør med SPARQL</h1>" in shown(client, "ASK {}")


def test_line_ends_of_forms_are_not_those_of_the_query(client: httpx.Client) -> None:
    query = saved_queries()["cq07-early-identification-share"].text.replace("\n", "\r\n")
    assert "question=cq07-early-identification-share" in shown(client, query)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Linje 2, kolonne 10: fant WHER, ventet FROM, WHERE eller {."),
        ("nn", "Linje 2, kolonne 10: fann WHER, venta FROM, WHERE eller {."),
        ("en", "Line 2, column 10: found WHER, expected FROM, WHERE or {."),
    ],
)
def test_a_fault_is_underlined_and_told_in_the_language(
    client: httpx.Client, language: str, told: str
) -> None:
    asked = {"query": "# <b>\r\nSELECT * WHER { ?s ?p ?o }"}
    answer = client.get(f"/{language}/sparql", params=asked, headers=PAGE)
    assert answer.status_code == 400
    assert told in answer.text
    excerpt = answer.text.split('<pre class="excerpt">')[1].split("</pre>")[0]
    assert "SELECT * <mark>WHER</mark> { ?s" in excerpt
    assert "<b>" not in excerpt
    lines = re.sub(r"<[^>]+>", "", excerpt).splitlines()
    assert lines[2].index("^") == lines[1].index("WHER") - 1  # it has no line number


FAULTS = {
    "ends": "SELECT * {",
    "unclosed": 'SELECT * { ?s ?p "x }',
    "prefix": "SELECT * { ?s skos:notation ?o }",
    "rule": "SELECT * { ?s ?p ?o BIND(1 AS ?o) }",
    "service": "SELECT * { SERVICE <urn:x> {} }",
    "nesting": "SELECT * " + "{" * 70 + "}" * 70,
    "clauses": "SELECT * {" + "OPTIONAL {} " * 300 + "}",
    "patterns": "SELECT * {" + "?s ?p ?o . " * 120 + "}",
    "bytes": "ASK {} #" + "x" * 30_000,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_of_a_known_kind_has_a_sentence_of_ours(
    client: httpx.Client, kind: str, language: str
) -> None:
    query = FAULTS[kind] + ("x" * 180_000 if kind == "bytes" else "")
    answer = client.post(f"/{language}/sparql", data={"query": query}, headers=PAGE)  # fmt: skip
    assert answer.status_code == 400
    begin = words(language)[f"fault-{kind}"].partition("{")[0]
    assert begin in answer.text
    assert '<q lang="en">' not in answer.text or kind == "said"


def test_an_unknown_reason_is_quoted_in_its_language() -> None:
    said = Fault("query", "The query cannot be evaluated: no such thing")
    sentence, quoted = worded(said, words("nb"), "nb")
    assert (sentence, quoted) == (words("nb")["fault-other"], said.message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_fault_and_of_term_has_its_words(language: str) -> None:
    known = words(language)
    kinds = [kind for kind, _, _ in REASONS.values()] + [*FAULTS, "found", "said", "other"]
    kinds += [*QueryLimits.__dataclass_fields__, "tokens", "operators"]
    names = [*KINDS, "an operator", "something else", "a prefix and its colon"]
    names = [name.lower().replace(" ", "-") for name in names]
    lacking = [kind for kind in kinds if kind != "query_bytes" and f"fault-{kind}" not in known]
    assert not lacking + [name for name in names if f"expected-{name}" not in known]


def test_a_prefix_that_everybody_knows_can_be_added(client: httpx.Client) -> None:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s skos:notation ?o }"}
    page = client.get("/en/sparql", params=asked, headers=PAGE).text
    mended = client.get(link(page, ">Add the prefix"), headers=PAGE)
    assert mended.status_code == 200
    assert int(cells(mended.text)[0].replace(",", "")) > 500
    unknown = client.get("/en/sparql?query=ASK{?s nobody:knows 1}", headers=PAGE).text
    assert "nobody: is not declared" in unknown
    assert "Add the prefix" not in unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_are_told_beforehand(client: httpx.Client, language: str) -> None:
    page = html.unescape(shown(client, language=language)).replace("\xa0", " ")
    limits = re.findall(r'id="limits">([^<]+)', page)[0]
    assert re.findall(r"\d[\d ,]*\d", limits) == ["10", "512", "100", "1,000,000" if language == "en" else "1 000 000"]  # fmt: skip


@pytest.mark.parametrize(("language", "label"), [("nb", "påstand"), ("nn", "påstand"), ("en", "claim")])  # fmt: skip
def test_the_terms_are_there_with_what_each_class_must_have(
    client: httpx.Client, language: str, label: str
) -> None:
    page = shown(client, language=language)
    assert f'<a href="/{language}/def#Claim"><code>rf:Claim</code></a> {label}' in page
    terms = client.get(f"/{language}/query-terms.json").json()
    found = next(one for one in terms["classes"] if one[0] == "rf:Claim")
    names = [name for name, _ in terms["properties"]]
    assert found[1] == label
    assert {"rf:states", "prov:wasDerivedFrom"} <= {names[n] for n in found[2]}
    assert "rf:caveat" in {names[n] for n in found[3]}
    used = {name.partition(":")[0] for name in names}
    assert used <= set(terms["prefixes"])


def test_terms_are_kept_by_browsers_and_small(client: httpx.Client) -> None:
    first = client.get("/nb/query-terms.json", headers={"Accept-Encoding": "gzip"})
    assert int(first.headers["content-length"]) < 6_000
    known = {"If-None-Match": first.headers["etag"], "Accept-Encoding": "gzip"}
    assert client.get("/nb/query-terms.json", headers=known).status_code == 304


@pytest.mark.parametrize("query", ["", CLAIMS, "SELECT * { ?s ?p ?o }", FAULTS["ends"]])
def test_the_page_is_light(client: httpx.Client, query: str) -> None:
    asked = {"query": query} if query else {}
    with client.stream("GET", "/nb/sparql", params=asked, headers={**PAGE, "Accept-Encoding": "br"}) as answer:  # fmt: skip
        assert len(b"".join(answer.iter_raw())) < 20_000


def sample(served: Served, language: str, query: str) -> str:
    found = samples(served.address + "/sparql", query)
    return next(one.code for one in found if one.language == language)


def table(served: Served, query: str) -> list[dict[str, str]]:
    answer = served.client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    return [*csv.DictReader(io.StringIO(answer.text, newline=""))]


def test_the_page_has_the_code_that_is_tried_here(served: Served) -> None:
    page = html.unescape(shown(served.client, ODD))
    for one in samples(served.address + "/sparql", ODD):
        assert one.code in page


@pytest.mark.parametrize("query", [CLAIMS, ODD, "ASK {} # '"])
def test_curl_gets_the_rows(served: Served, query: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    done = subprocess.run(["sh", "-c", sample(served, "curl", query)], capture_output=True, check=True)  # fmt: skip
    answer = served.client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    assert done.stdout == answer.content
    assert not done.stderr


@pytest.mark.parametrize("query", [CLAIMS, ODD, "ASK {} # '"])
def test_python_gets_the_rows(served: Served, query: str) -> None:
    code = sample(served, "Python", query)
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True)  # fmt: skip
    assert done.stdout.decode().splitlines() == [str(one) for one in table(served, query)]


@pytest.mark.parametrize("query", [CLAIMS, ODD])
def test_r_gets_the_rows(served: Served, query: str) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("no R on this machine")
    code = sample(served, "R", query).replace("print(rows)", "cat(nrow(rows), rows[1, 1], sep = '|')")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ask.R"
        file.write_text(code, encoding="utf-8")
        done = subprocess.run(["Rscript", "--encoding=UTF-8", str(file)], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})  # fmt: skip
    rows = table(served, query)
    assert done.stdout.decode() == f"{len(rows)}|{next(iter(rows[0].values()))}"
