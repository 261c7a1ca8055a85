"""The editor of the query page in a browser: what it completes, that the keyboard gets out, that the policy lets it be."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server.served import Served
from tests.server.test_accessibility import axe as axe  # a fixture
from tests.server.test_accessibility import violations
from tests.some import some

EDITOR, OPTIONS = ".cm-content", ".cm-tooltip-autocomplete li"
WATCH = "document.addEventListener('securitypolicyviolation', one => console.error('policy: ' + one.violatedDirective))"
WRONG = '# æøå 😀\nSELECT * {\n  ?x ?p "😀" FOO }'


class Reader:
    """A page of the editor, what went wrong in it, and what it asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong, self.requests = list[str](), list[str]()
        page.add_init_script(WATCH)
        page.on("console", lambda one: self.wrong.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.wrong.append(str(one)))
        page.on("request", lambda one: self.requests.append(one.url))

    def open(self, query: str | None = None, language: str = "nb") -> None:
        asked = "" if query is None else f"?query={re.sub('[^A-Za-z0-9]', _escaped, query)}"
        self.page.goto(f"{self.address}/{language}/sparql{asked}")
        self.page.wait_for_selector(EDITOR)

    def write(self, text: str) -> None:
        """Instead of all that is there, as a reader would."""
        self.page.click(EDITOR)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Escape")

    def suggestions(self) -> list[str]:
        self.page.keyboard.press("Control+Space")
        self.page.wait_for_selector(OPTIONS)
        return self.page.locator(OPTIONS).all_inner_texts()

    @property
    def query(self) -> str:
        return self.page.input_value("#query")


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


@pytest.fixture
def reader(served: Served, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    reader = Reader(context.new_page(), served.address)
    yield reader
    context.close()
    assert not [one for one in reader.wrong if "status of 400" not in one]
    assert all(url.startswith(served.address) for url in reader.requests)


def test_the_field_of_the_form_has_what_is_written(reader: Reader) -> None:
    reader.open()
    assert not reader.page.is_visible("#query")
    reader.write("ASK {}\n# æøå")
    assert reader.query == "ASK {}\n# æøå"
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Control+Enter")
    assert reader.page.inner_text(".answer .lead") == "ja"
    assert reader.page.input_value("#query") == "ASK {}\n# æøå"


def test_a_class_has_its_properties_first_and_those_it_must_have_before(reader: Reader) -> None:
    reader.open(language="nn")
    reader.write("PREFIX rf: <https://rusfelt.example/def#>\nSELECT * {\n?x a rf:Claim ; ")
    found = reader.suggestions()
    assert found[0].startswith("rf:assertionMode")
    needed = [one for one in found if "har alltid" in one]
    assert found[: len(needed)] == needed
    assert any(one.startswith("rf:states") for one in needed)
    assert found[len(needed)].startswith("rf:attributedFrom")
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.type("rf:states ?y . ?x ")
    assert reader.suggestions() == found, "the class was said elsewhere"
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.type("rf:states ?z . ?y a rf:Goal ; ")
    assert reader.suggestions() != found


def test_a_term_is_found_by_its_label_and_brings_its_prefix(reader: Reader) -> None:
    reader.open()
    reader.write("SELECT * { ?x a ")
    reader.page.keyboard.type("påst")
    reader.page.wait_for_selector(OPTIONS)
    assert reader.page.locator(OPTIONS).first.inner_text().startswith("rf:Claim")
    reader.page.wait_for_timeout(
        100
    )  # it takes no key for an answer before a reader can have seen it
    reader.page.keyboard.press("Enter")
    assert reader.query == "PREFIX rf: <https://rusfelt.example/def#>\nSELECT * { ?x a rf:Claim"


def test_variables_are_suggested_and_nothing_in_a_comment(reader: Reader) -> None:
    reader.open()
    reader.write("SELECT ?claim { ?claim ?p ?c")
    assert reader.suggestions()[0] == "?claim"
    reader.write("# rf:Cl")
    reader.page.keyboard.press("Control+Space")
    reader.page.wait_for_timeout(200)
    assert reader.page.locator(OPTIONS).count() == 0


def test_the_keyboard_gets_in_and_out(reader: Reader) -> None:
    reader.open()
    reader.page.click("label[for=query]")
    focused = "document.activeElement.shadowRoot?.activeElement?.getAttribute('role')"
    assert reader.page.evaluate(focused) == "textbox"
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.tagName") == "BUTTON"
    reader.page.keyboard.press("Shift+Tab")
    assert reader.page.evaluate(focused) == "textbox"
    before = reader.query
    reader.page.keyboard.press("Shift+Tab")
    assert reader.page.evaluate(focused) is None
    assert reader.query == before


def test_the_editor_says_what_it_is(reader: Reader) -> None:
    reader.open(WRONG)
    editor = reader.page.locator(EDITOR)
    assert editor.get_attribute("aria-label") == "Spørringen (SPARQL)"
    assert editor.get_attribute("aria-invalid") == "true"
    told = reader.page.locator("#told").text_content() or ""
    assert "Linje 3, kolonne 13" in told
    assert "Ctrl+Enter" in told


def test_the_place_of_a_fault_is_underlined_until_it_is_mended(reader: Reader) -> None:
    reader.open(WRONG)
    expect(reader.page.locator(".cm-fault")).to_have_text("FOO")
    reader.page.locator(".cm-fault").dblclick()
    reader.page.keyboard.type(".")
    expect(reader.page.locator(".cm-fault")).to_have_count(0)
    assert reader.query.endswith('"😀" . }')


@pytest.mark.deep
@pytest.mark.parametrize("scheme", some(["dark", "light"]))
def test_the_editor_has_the_colours_of_the_page(
    scheme: str, served: Served, browser: Browser
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 320, "height": 700})  # fmt: skip
    reader = Reader(context.new_page(), served.address)
    reader.open()
    colour = "one => getComputedStyle(one).backgroundColor"
    page, editor = (reader.page.locator(one).evaluate(colour) for one in ("pre >> nth=0", ".cm-editor"))  # fmt: skip
    assert page == editor != "rgba(0, 0, 0, 0)"
    assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    reader.write("SELECT * { ?x a ")
    reader.suggestions()
    assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not reader.wrong
    context.close()


HINTED = "PREFIX rf: <https://rusfelt.example/def#> ASK { ?x a rf:Claims }"


@pytest.mark.parametrize("scheme", some(["dark", "light"]))
@pytest.mark.parametrize("query", some([WRONG, None, HINTED, "SELECT * { ?s ?p ?o }"]))
def test_axe_finds_nothing_with_all_open(
    query: str | None, scheme: str, served: Served, browser: Browser, axe: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 320, "height": 700})  # fmt: skip
    reader = Reader(context.new_page(), served.address)
    reader.open(query)
    for summary in reader.page.locator("summary").all():
        summary.click()
    assert violations(reader.page, axe) == []
    reader.write("SELECT * { ?x a ")
    reader.suggestions()
    assert violations(reader.page, axe) == []
    context.close()


def test_without_scripts_nothing_is_lost(served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + "/en/sparql")
    page.fill("#query", "ASK {}")
    page.click("form#ask button")
    assert page.inner_text(".answer .lead") == "yes"
    context.close()


@pytest.mark.deep
def test_the_script_is_built_from_its_sources(project: Path, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine")
    sources = project / "server" / "pages" / "query" / "editor"
    for path in sources.iterdir():
        if path.is_file():
            (tmp_path / "query" / "editor").mkdir(parents=True, exist_ok=True)
            shutil.copy(path, tmp_path / "query" / "editor")
    folder = tmp_path / "query" / "editor"
    installed = subprocess.run([npm, "install"], cwd=folder, capture_output=True, check=False)
    if installed.returncode:
        pytest.skip("npm cannot fetch the packages")
    subprocess.run([npm, "run", "build"], cwd=folder, capture_output=True, check=True)
    built = (tmp_path / "shared" / "static" / "query.js").read_bytes()
    assert built == (project / "server" / "pages" / "shared" / "static" / "query.js").read_bytes()


def test_every_package_in_the_script_has_its_licence(project: Path) -> None:
    sources = project / "server" / "pages" / "query" / "editor"
    package = (sources / "package.json").read_text(encoding="utf-8")
    licences = (sources / "LICENSES.txt").read_text(encoding="utf-8")
    names = re.findall(r'"(@?[\w/-]+)": "(\d[\d.]+)"', package.partition("devDependencies")[0])
    assert len(names) > 10
    assert all(f"{name} {version} (MIT)" in licences for name, version in names)
