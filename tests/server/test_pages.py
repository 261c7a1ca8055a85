import pytest
from playwright.sync_api import Browser, Error

from tests.server.served import Served
from tests.some import some

PATHS = (
    "/",
    "/nn/questions",
    "/def?lang=en",
    "/sparql?lang=nb",
    "/doc/observation/000-low-threshold-after?lang=nn",
    "/doc/claim/004-frame-heading?lang=en",
    "/doc/source/003",
    "/sources/004?lang=nn",
    "/timeline?lang=en",
)
# What runs; data for machines in an element `script` does not.
SCRIPTS = (
    "[...document.scripts].filter(one => one.type !== 'application/ld+json').map(one => one.src)"
)


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    return served.address


@pytest.mark.parametrize("path", some(PATHS, first=3))
@pytest.mark.parametrize(
    ("scheme", "width"), [pytest.param("light", 1280, marks=pytest.mark.deep), ("dark", 360)]
)
def test_page_is_whole_without_scripts_in_any_scheme_and_width(
    path: str, scheme: str, width: int, address: str, browser: Browser
) -> None:
    requests: list[str] = []
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    try:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.ok
        # The one script of the site is the editor of the query page.
        scripts = page.evaluate(SCRIPTS)
        own = [address + "/static/query.js"] if path.startswith("/sparql") else []
        assert scripts == own
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.locator("h1").count() == 1
        assert all(url.startswith(address) for url in requests)
    except Error as error:
        raise AssertionError(f"{path}: {error}") from error
    finally:
        context.close()


def test_a_reader_comes_from_a_question_to_the_words(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address + "/en/questions")
    page.click("ul.saved a[href$=cq08-low-threshold-ratio]")
    assert "474" in page.locator("tbody").inner_text()
    page.goto(address + "/doc/observation/000-low-threshold-after?lang=en")
    page.click("figcaption a:nth-of-type(2)")
    assert page.locator("blockquote").count() >= 1
    page.close()
