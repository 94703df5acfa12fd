"""Boards as members use them: two browsers, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
SIZES = [(390, 844), (1280, 900)]


def opens_a_topic(author: Page, board: str, title: str, text: str) -> str:
    author.goto(f"/topics/new?board={board}")
    author.locator("[name=title]").fill(title)
    author.locator("[name=text]").fill(text)
    author.locator("main form.form button.main").click()
    author.wait_for_url(re.compile(r"/topics/\d+-"))
    return author.url


def replies(writer: Page, text: str) -> None:
    writer.locator("#reply-text").fill(text)
    writer.locator("[data-composer] button[type=submit]").click()
    expect(writer.locator("[data-posts]")).to_contain_text(text)
    expect(writer.locator("[data-posts] .waiting")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_news_announces_itself_and_moves_nothing(page_of, width, height):
    ting = page_of("ting")
    yuchen = page_of("yuchen", width=width, height=height)
    url = opens_a_topic(ting, "lounge", f"Which train at {width}?", "The early one, or the other?")
    yuchen.goto(url)
    yuchen.goto("/boards")
    ting.goto(url)
    replies(ting, "I mean the one before breakfast.")
    badge = yuchen.locator(".rail [data-count=boards]")
    if width > 720:
        expect(badge).not_to_be_hidden()
    yuchen.goto(url)
    expect(yuchen.locator("#new")).to_be_visible()

    place = yuchen.evaluate("scrollY")
    ting.locator("#reply-text").fill("Nobody?")
    ting.locator("[data-composer] button[type=submit]").click()
    pill = yuchen.locator(".thread-pill")
    expect(pill).to_be_visible()
    assert yuchen.evaluate("scrollY") == place
    pill.click()
    expect(yuchen.locator("[data-posts]")).to_contain_text("Nobody?")

    yuchen.locator(".heed summary").click()
    yuchen.locator(".heed form:has([value=mute]) button").click()
    expect(yuchen.locator(".heed summary")).to_contain_text("Muted")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_draft_comes_back_and_a_poll_counts_at_once(page_of, width, height):
    hugo, ting = page_of("hugo", width=width, height=height), page_of("ting")
    hugo.goto("/topics/new?board=journeys")
    hugo.locator("[name=title]").fill(f"Where to in March, on {width} pixels?")
    hugo.locator("[name=text]").fill("Two of us, one suitcase.")
    expect(hugo.locator("[data-draft-state]")).to_have_text("Draft kept")
    again = hugo.context.new_page()  # another tab, as after closing the first
    again.goto("/topics/new?board=journeys")
    expect(again.locator("[name=text]")).to_have_value("Two of us, one suitcase.")
    again.locator(".poll-fields summary").click()
    again.locator("[name=poll_answers]").fill("Lisbon\nKanazawa\nHome")
    again.locator("main form.form button.main").click()
    again.wait_for_url(re.compile(r"/topics/\d+-"))

    ting.goto(again.url)
    ting.get_by_label("Kanazawa").check()
    ting.get_by_role("button", name="Vote").click()
    expect(ting.locator("[data-poll]")).to_contain_text("100 %")
    expect(again.locator("[data-poll]")).to_contain_text("1 member voted")
    hugo.goto("/drafts")
    expect(hugo.locator("main")).not_to_contain_text("one suitcase")


def test_what_is_read_first_waits_and_then_appears(page_of):
    mohua, sukin = page_of("mohua", width=390, height=844), page_of("sukin")
    mohua.goto("/topics/new?board=is-it-real")
    mohua.locator("[name=title]").fill("A stitch that goes the other way")
    mohua.locator("[name=text]").fill("Seven of eight lean left.")
    mohua.locator("main form.form button.main").click()
    expect(mohua.locator("main")).to_contain_text("of yours waits")
    sukin.goto("/boards/is-it-real/held")
    waiting = sukin.locator("article", has_text="A stitch that goes the other way")
    waiting.get_by_role("button", name="Approve").click()
    mohua.goto("/boards/is-it-real")
    expect(mohua.locator("main")).to_contain_text("A stitch that goes the other way")
    for page in (mohua, page_of("ting")):
        page.goto("/boards/upstairs")
        expect(page.locator("main")).to_contain_text("There is nothing here")


def test_order_is_kept_where_everybody_sees_it_and_a_thing_is_kept_for_tomorrow(page_of):
    ting, anders = page_of("ting"), page_of("anders")
    url = opens_a_topic(ting, "lounge", "The same joke again", "It was funny once.")
    anders.goto(url)
    anders.get_by_role("link", name="Keep order").click()
    anders.get_by_label("Why it is closed").fill("Once was enough.")
    anders.get_by_role("button", name="Close it to replies").click()
    ting.goto(url)
    expect(ting.locator(".trace")).to_contain_text("Once was enough.")
    expect(ting.locator("[data-composer]")).to_have_count(0)

    ting.locator(".reply .menu summary").first.click()
    ting.get_by_role("link", name="Save for later").click()
    ting.get_by_label("Remind me").select_option("tomorrow")
    ting.locator("main form button.main").click()
    ting.goto("/bookmarks")
    expect(ting.locator("main article")).to_contain_text("The same joke again")
