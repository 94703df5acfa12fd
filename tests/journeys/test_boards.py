"""Boards as those keep them who look after them, and what their members see of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey


def opens_a_topic(author: Page, board: str, title: str, text: str) -> str:
    author.goto(f"/topics/new?board={board}")
    author.locator("[name=title]").fill(title)
    author.locator("[name=text]").fill(text)
    author.locator("main form.form button.main").click()
    author.wait_for_url(re.compile(r"/topics/\d+-"))
    return author.url


def test_what_is_read_first_waits_and_then_appears(page_of):
    mohua, sukin = page_of("mohua", width=390, height=844), page_of("sukin")
    mohua.goto("/topics/new?board=is-it-real")
    mohua.locator("[name=title]").fill("A stitch that goes the other way")
    mohua.locator("[name=text]").fill("Seven of eight lean left.")
    mohua.locator("main form.form button.main").click()
    expect(mohua.locator("main")).to_contain_text("of yours waits")
    sukin.goto("/boards/is-it-real/held")
    waiting = sukin.locator("article", has_text="A stitch that goes the other way")
    with answered(sukin):
        waiting.get_by_role("button", name="Approve").click()
    mohua.goto("/boards/is-it-real")
    expect(mohua.locator("main")).to_contain_text("A stitch that goes the other way")
    for page in (mohua, page_of("ting")):
        page.goto("/boards/upstairs")
        expect(page.locator("main")).to_contain_text("There is nothing here")


def test_order_is_kept_where_everybody_sees_it(page_of):
    ting, anders = page_of("ting"), page_of("anders")
    url = opens_a_topic(ting, "lounge", "The same joke again", "It was funny once.")
    anders.goto(url)
    anders.get_by_role("link", name="Keep order").click()
    anders.get_by_label("Why it is closed").fill("Once was enough.")
    with answered(anders):
        anders.get_by_role("button", name="Close it to replies").click()
    ting.goto(url)
    expect(ting.locator(".trace")).to_contain_text("Once was enough.")
    expect(ting.locator("[data-composer]")).to_have_count(0)
