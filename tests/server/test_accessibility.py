"""Pages are for everybody: axe finds nothing, the keyboard reaches all, 200 % and 320 pixels lose nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.server.served import Served
from tests.server.test_site import KINDS
from tests.some import some

AXE = Path(__file__).parent / "clients" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [("light", 1280), ("dark", 320), ("dark", 1280), ("light", 320)]


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe as a script; skips where they are not installed."""
    if not AXE.is_file():
        pytest.skip("no axe-core on this machine; `make clients` installs it as root")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds on the page that is shown; the script is put in from outside, past the page's own policy."""
    page.evaluate(axe)
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}}).then(one => one.violations)",
        RULES,
    )
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("lang", some(["nn", "nb", "en"]))
@pytest.mark.parametrize(("scheme", "width"), some([VIEWS[1], VIEWS[0], *VIEWS[2:]]))
@pytest.mark.parametrize("kinds", some([list(KINDS[::6]), list(KINDS)]), ids=["few", "all"])
def test_axe_finds_nothing_on_any_kind_of_page(
    kinds: list[str],
    scheme: str,
    width: int,
    lang: str,
    served: Served,
    browser: Browser,
    axe: str,
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    found = {}
    page = context.new_page()
    for path in kinds:
        page.goto(f"{served.address}/{lang}{path}")
        # A text that is large by its own right must not be cut either: nothing stands beside the window.
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if faults := [*violations(page, axe), *(["wider than the window"] if wide else [])]:
            found[path] = faults
    context.close()
    assert not found


@pytest.mark.parametrize("path", some(["/", "/plan", "/questions/cq32-all-figures", "/compare"]))
def test_the_keyboard_reaches_every_link_in_the_order_of_the_page(
    path: str, served: Served, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{served.address}/nb{path}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#content")
    reached, seen = [], "document.activeElement"
    for _ in range(600):
        page.keyboard.press("Tab")
        if page.evaluate(f"{seen} === document.body"):
            break
        place = page.evaluate(f"[...document.querySelectorAll('*')].indexOf({seen})")
        assert page.evaluate(f"getComputedStyle({seen}).outlineStyle") != "none", page.evaluate(
            f"{seen}.outerHTML"
        )
        reached.append(place)
    assert reached == sorted(reached)
    wanted = page.evaluate(
        "[...document.querySelectorAll('main a[href], main button, main select, main summary')]"
        ".filter(one => one.checkVisibility()).length"
    )
    assert len(reached) >= wanted > 5
    page.close()


@pytest.mark.parametrize("path", some(["/indicators/share-early-identification", "/plan", "/"]))
def test_a_page_at_twice_the_size_needs_no_scrolling_sideways(
    path: str, served: Served, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 512}, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{served.address}/nb{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()


def test_a_page_asks_for_no_cookie_and_allows_no_unsafe_thing(served: Served) -> None:
    for path in KINDS:
        answer = served.client.get(f"/nb{path}", headers={"Accept": "text/html"})
        assert "set-cookie" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
