"""A manager proposes other rules and sees what they do, another signs, a member reads what changes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import answered

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
REVIEWS = "[name='contribution.review.written.points']"
PATIENCE = 60_000  # ms: a worker counts everybody, and the page looks again by itself
ATTACKED = 280_000  # ms: it plays all attacks by both rules, before anybody may sign


@pytest.mark.parametrize(("width", "height", "name"), [(1280, 900, "club-desk"), (390, 844, "club-phone")])
def test_from_the_proposal_to_what_members_read(page_of, width, height, name):
    size = {"width": width, "height": height}
    manager = page_of("wenhao", **size)
    propose(manager, name)
    expect(manager.locator("#movers tbody tr").first).to_contain_text("+20.0", timeout=PATIENCE)
    expect(manager.locator("form[action$='/signature']")).to_have_count(0)
    assert fits(manager)

    second = page_of("peizhi", **size)
    second.goto(manager.url)
    expect(second.locator("form[action$='/signature']")).to_be_visible(timeout=ATTACKED)
    press(second, "signature")
    expect(second.locator("form[action$='/signature']")).to_have_count(0)

    member = page_of("dora", **size)
    until_told(member, "counts a little differently").click()
    expect(member.locator("#coming")).to_contain_text("40 points, 1 a day")
    assert fits(member)

    manager.reload()
    press(manager, "withdrawal")
    member.reload()
    expect(member.locator("#coming")).to_have_count(0)


def propose(manager: Page, name: str) -> None:
    """What is wrong is said at its field, and what was written stays."""
    manager.goto("/programme/policies")
    manager.locator("main a[href='/programme/policies/new']").first.click()
    manager.locator("[name=name]").fill(name)
    manager.locator("[name=because]").fill("Reviews help everybody who chooses.")
    manager.locator(REVIEWS).fill("many")
    manager.locator("main form.policy-form [type=submit]").click()
    expect(manager.locator(REVIEWS)).to_have_attribute("aria-invalid", "true")
    manager.locator(REVIEWS).fill("40")
    manager.locator("main form.policy-form [type=submit]").click()
    expect(manager.locator("h1")).to_have_text(name)


def press(page: Page, step: str) -> None:
    """And say yes to the question that comes."""
    page.locator(f"form[action$='/{step}'] button").click()
    with answered(page):
        page.locator("dialog[open] [data-yes]").click()


def until_told(member: Page, words: str) -> Locator:
    """A worker tells everybody; whoever looks in time finds it."""
    news = member.get_by_role("link", name=words).first
    for _look in range(60):
        member.goto("/notifications")
        if news.count():
            break
    return news


def fits(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
