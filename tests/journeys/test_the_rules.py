"""A manager proposes other rules and sees what they do, another signs, a member reads what changes."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
REVIEWS = "[name='contribution.review.written.points']"


@pytest.mark.parametrize(("width", "height", "name"), [(1280, 900, "club-desk"), (390, 844, "club-phone")])
def test_from_the_proposal_to_what_members_read(page_of, club, width, height, name):
    size = {"width": width, "height": height}
    manager, second = page_of("wenhao", **size), page_of("peizhi", **size)
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
    club.zone("work", "--once")
    manager.reload()
    expect(manager.locator("#movers tbody tr").first).to_contain_text("+20.0")
    expect(manager.locator("form[action$='/signature']")).to_have_count(0)
    assert manager.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    at = manager.url
    second.goto(at)
    second.locator("form[action$='/signature'] button").click()
    second.locator("dialog[open] [data-yes]").click()
    expect(second.locator("form[action$='/signature']")).to_have_count(0)
    club.zone("work", "--once")
    member = page_of("dora", **size)
    member.goto("/notifications")
    member.get_by_role("link", name="counts a little differently").first.click()
    expect(member.locator("#coming")).to_contain_text("40 points, 1 a day")
    assert member.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    manager.goto(at)
    manager.locator("form[action$='/withdrawal'] button").click()
    manager.locator("dialog[open] [data-yes]").click()
    member.reload()
    expect(member.locator("#coming")).to_have_count(0)
