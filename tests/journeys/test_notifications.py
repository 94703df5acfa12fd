"""The bell rings on every device of a member, is silent where she looks, and holds on without a line."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey


def rings(page):
    return page.locator("[data-count=bell]:visible")


def opens_a_topic(page, title):
    page.goto("/topics/new")
    page.locator("select[name=board]").select_option(index=1)
    page.locator("input[name=title]").fill(title)
    page.locator("textarea[name=text]").fill("I have looked at both for a year.")
    page.locator("main form[action='/topics'] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/topics/\d+"))
    return page.url.split("?")[0]


def replies(page, address, words):
    page.goto(address)
    page.locator("form.composer textarea, form[action$='/replies'] textarea").first.fill(words)
    page.locator("form[action$='/replies'] button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(words)


def test_a_reply_rings_on_the_desk_and_on_the_phone_and_is_read_on_both(page_of):
    ting, yuchen = page_of("ting"), page_of("yuchen")
    phone = page_of("ting", width=390, height=844, scheme="dark")
    address = opens_a_topic(ting, "A kettle that pours slowly")
    for page in (ting, phone):
        page.goto("/notifications")
        page.locator("form[action='/notifications/read'] button").click()
        expect(rings(page)).to_have_count(0)

    replies(yuchen, address, "The gooseneck one, without a doubt.")

    for page in (ting, phone):
        expect(rings(page)).to_have_text("1")
        expect(page).to_have_title(re.compile(r"^\(\d+\) Notifications"))
        expect(page.locator(".news.unread")).to_contain_text(
            "Lin Yuchen replied to “A kettle that pours slowly”"
        )
        expect(page.locator(".news.unread")).to_contain_text("The gooseneck one")

    phone.locator(".news.unread .news-link").click()
    phone.wait_for_url(re.compile(r"/topics/\d+.*#reply-\d+"))
    expect(rings(ting)).to_have_count(0)
    expect(ting.locator(".news.unread")).to_have_count(0)


def test_whoever_looks_at_the_thread_is_not_rung(page_of):
    ting, yuchen = page_of("ting"), page_of("yuchen")
    address = opens_a_topic(ting, "Which tray for two cups")
    ting.goto("/notifications")
    with answered(ting):
        ting.locator("form[action='/notifications/read'] button").click()
    ting.goto(address)
    replies(yuchen, address, "The lacquered one.")
    expect(ting.get_by_role("link", name="1 new reply")).to_be_visible()
    expect(rings(ting)).to_have_count(0)
    ting.goto("/notifications")
    expect(ting.locator(".news").first).to_contain_text("Which tray for two cups")
    expect(ting.locator(".news").first).not_to_have_class(re.compile("unread"))


def test_a_page_stands_where_there_is_no_line_and_goes_when_there_is_one(page_of):
    ting = page_of("ting", width=390, height=844)
    ting.goto("/passport")
    ting.evaluate("navigator.serviceWorker.ready.then(() => true)")
    ting.reload()
    ting.context.set_offline(True)
    ting.goto("/boards")
    expect(ting.locator("h1")).to_have_text("No connection")
    ting.context.set_offline(False)
    expect(ting.locator("h1")).to_have_text("Boards", timeout=20_000)
