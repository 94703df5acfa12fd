"""A verified blogger's first story: spoken of, changed, approved, scheduled, cancelled, published."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TITLE = "The corks my grandmother kept"


def test_a_first_story_is_read_changed_approved_and_published_in_its_time(page_of):
    author, editor = page_of("hugo", **PHONE), page_of("anders", **DESK)
    is_spoken_of(editor)
    is_changed_and_sent_again(author)
    is_approved(editor)
    is_published_in_its_time(author)
    reader = page_of("ting", **PHONE)
    reader.goto("/?view=following")
    expect(reader.locator("main")).to_contain_text(TITLE)


def is_spoken_of(editor):
    editor.goto("/bloggers")
    editor.get_by_role("link", name="First stories").click()
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="I read it now").click()
    paragraph = editor.locator(".paragraph").nth(1)
    paragraph.get_by_text("On this paragraph").click()
    paragraph.get_by_label("What you want to say").fill("Who is Carlo?")
    paragraph.get_by_role("button", name="Say it").click()
    expect(editor.locator(".paragraph").nth(1)).to_contain_text("Who is Carlo?")
    editor.get_by_role("button", name="Ask for changes").click()
    expect(editor.locator("main")).to_contain_text("Anders Holm asks for changes.")


def is_changed_and_sent_again(author):
    author.goto("/notifications")
    author.get_by_role("link", name=f"Changes are asked for in “{TITLE}”").click()
    remark = author.locator(".remark", has_text="Who is Carlo?")
    remark.get_by_role("button", name="Done").click()
    expect(remark.get_by_role("button", name="Not done yet")).to_be_visible()
    author.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    author.get_by_role("link", name="Go on writing").click()
    expect(author.locator(".story-notice").first).to_contain_text("Changes are asked for")
    author.locator(".paper-words p", has_text="Carlo came back").click()
    author.keyboard.press("End")
    author.keyboard.type(" Carlo was her brother.")
    expect(author.locator("[data-saved]")).to_contain_text("Saved")
    author.goto(author.url.replace("/edition", "/publication"))
    author.get_by_label("Publish it as soon as it is approved").uncheck()
    author.get_by_role("button", name="Send it to be read").click()
    expect(author.locator("main")).to_contain_text("It is the next to be read.")


def is_approved(editor):
    editor.goto("/editorial")
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("link", name="What changed").click()
    expect(editor.locator("ins")).to_contain_text("Carlo was her brother.")
    editor.go_back()
    editor.get_by_role("button", name="Approve it").click()
    expect(editor.locator("main")).to_contain_text("It is approved as it stands.")


def is_published_in_its_time(author):
    author.goto("/notifications")
    author.get_by_role("link", name=f"“{TITLE}” was approved").click()
    author.get_by_role("link", name="Publish it").click()
    author.get_by_label("Later, by itself").check()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    author.get_by_label("Day and time").fill(tomorrow.strftime("%Y-%m-%dT09:00"))
    author.get_by_role("button", name="Publish", exact=True).click()
    mine = author.locator(".my-story", has_text=TITLE)
    expect(mine).to_contain_text("Will be published")
    mine.locator("summary").click()
    mine.get_by_role("button", name="Do not publish it by itself").click()
    expect(author.locator(".my-story", has_text=TITLE)).not_to_contain_text("Will be published")
    author.goto(author.locator(".my-story", has_text=TITLE).get_by_role("link").first.get_attribute("href"))
    author.goto(author.url.replace("/edition", "/publication"))
    author.get_by_role("button", name="Publish", exact=True).click()
    expect(author.locator("h1")).to_have_text(TITLE)
