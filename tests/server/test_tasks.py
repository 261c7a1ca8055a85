"""What people come for is at most three clicks or one search from the front page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.server.served import Served


@pytest.fixture
def front(served: Served, browser: Browser) -> Iterator[Page]:
    """The front page; scripts are off."""
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(served.address + "/nb/")
    yield page
    context.close()


def click(page: Page, *names: str) -> None:
    """Follow links by their words; never more than three."""
    assert len(names) <= 3
    for name in names:
        page.locator(f"a:has-text('{name}')").first.click()


def search(page: Page, text: str) -> None:
    page.fill("#q", text)
    page.press("#q", "Enter")


def promise_and_outcome_of_goal_2(page: Page) -> None:
    click(page, "personer i faresonen")
    told = page.inner_text("main")
    assert "tidligere oppdagelse og hjelp" in told
    assert "Ingen av de andre tekstene sier hva det ble av" in told
    assert "83\u00a0%" in told


def is_896_right(page: Page) -> None:
    page.fill("#check", "896 nye årsverk i 2018")
    page.press("#check", "Enter")
    told = page.inner_text("main")
    assert "2017–2020" in told
    assert "tiden" in told


def the_caveat_on_2020(page: Page) -> None:
    click(page, "Tallene for 2020 er gjennomgående mindre sikre")
    assert "Begrenser" in page.inner_text("main")


def the_series_as_chart_and_csv(page: Page) -> None:
    click(page, "andel kommuner med tverrgående system for tidlig identifisering")
    assert (
        page.locator("svg.wide desc").text_content()
        == "2018: 51\u00a0%; 2019: 64\u00a0%; 2020: 83\u00a0%, usikkert; fra 2018 til 2020: økning, usikkert"
    )
    href = page.locator("figcaption a:has-text('CSV')").get_attribute("href")
    assert href
    answer = page.request.get(page.url.split("/nb/")[0] + href)
    assert answer.text().count("\n") > 3
    assert "mindre sikre" in answer.text()


def who_said_what_in_which_role(page: Page) -> None:
    click(page, "Hvem sier hva")
    assert "Mette Garvoll" in page.inner_text("main")


def why_2500_is_not_896(page: Page) -> None:
    click(page, "Sammenlign", "årsverk")
    told = page.inner_text("main")
    assert "2\u00a0500 årsverk" in told
    assert "896 årsverk" in told


def cite_this(page: Page) -> None:
    click(page, "andel kommuner med tverrgående system for tidlig identifisering", "51")
    page.locator("summary:has-text('Vis til denne siden')").click()
    assert "sha256" in page.inner_text(".cite")
    href = page.locator("a:has-text('BibTeX')").get_attribute("href")
    assert href
    assert page.request.get(page.url.split("/nb/")[0] + href).text().startswith("@misc{")


def lasso(page: Page) -> None:
    search(page, "IASSO")
    assert "LASSO" in page.inner_text("main")
    assert "trykkfeil" in page.inner_text("main")


TASKS: tuple[Callable[[Page], None], ...] = (
    promise_and_outcome_of_goal_2,
    is_896_right,
    the_caveat_on_2020,
    the_series_as_chart_and_csv,
    who_said_what_in_which_role,
    why_2500_is_not_896,
    cite_this,
    lasso,
)


@pytest.mark.parametrize("task", TASKS, ids=lambda one: one.__name__)
def test_what_people_come_for_is_near_the_front_page(
    task: Callable[[Page], None], front: Page
) -> None:
    task(front)
