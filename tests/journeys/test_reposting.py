"""An author likes to be asked first: somebody asks, she says yes, others read it, and she may take it out."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.mark.parametrize(
    ("size", "who", "reader"), [(PHONE, "mohua", "keke"), (DESK, "ting", "yuchen")], ids=["phone", "desk"]
)
def test_a_story_is_reposted_when_its_author_says_yes(page_of, size, who, reader):
    note = f"Read this before you buy anything in a jar ({who})."
    author, asks, reads = page_of("sukin", **size), page_of(who, **size), page_of(reader, **size)
    author.goto("/settings/sharing")
    author.get_by_label("Whoever asks me first").check()
    author.get_by_role("button", name="Save").click()
    expect(author.get_by_label("Whoever asks me first")).to_be_checked()

    asks.goto("/@sukin")
    asks.locator(".made a").first.click()
    title = asks.locator("h1").inner_text()
    asks.locator("main").get_by_role("link", name="Repost").click()
    expect(asks.locator("main")).to_contain_text("wants to be asked first")
    asks.get_by_label("Your note").fill(note)
    asks.get_by_role("button", name="Ask to repost it").click()
    expect(asks.locator("main")).to_contain_text("has not answered yet")

    author.goto("/notifications")
    author.get_by_role("link", name=f"asks to repost “{title}”").click()
    waiting = author.locator("article", has_text=note)
    waiting.get_by_role("button", name="Yes, show it").click()
    expect(author.locator("main")).not_to_contain_text(note)
    author.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")

    reads.goto("/?view=following")
    card = reads.locator(".repost", has_text=note)
    expect(card.locator("article h2, article h3").first).to_contain_text(title[:20])
    reads.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")

    asks.goto("/notifications")
    asks.get_by_role("link", name=f"Your repost of “{title}” is shown now").click()
    author.goto(asks.url)
    with answered(author):
        author.get_by_role("button", name="Take it out").click()
    reads.goto("/?view=following")
    expect(reads.locator("main")).not_to_contain_text(note)


def test_a_card_in_the_feed_is_reposted_and_taken_back(page_of):
    page = page_of("xinyao", **PHONE)
    page.goto("/?view=latest")
    open_to_all = page.locator("article.post").filter(
        has=page.locator("details[data-menu]"), has_not_text="For followers"
    )
    card = open_to_all.filter(has_not_text="Sukin").filter(has_not_text="Things I returned").first
    title = card.locator("h2 a, h3 a").first.inner_text()
    card.locator("details[data-menu] summary").click()
    card.get_by_role("link", name="Repost").click()
    page.get_by_role("button", name="Repost it").click()
    expect(page.locator(".repost")).to_contain_text(title)
    page.get_by_role("button", name="Take my repost back").click()
    expect(page.locator("main")).to_contain_text("Your repost is removed.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".repost")).to_contain_text(title)
