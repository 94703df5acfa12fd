"""A column goes on: in a series, for some, with somebody, changed after it was out; and what became of it."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SAVED = re.compile("^Saved")


@pytest.mark.parametrize(("size", "part"), [(PHONE, "first"), (DESK, "second")], ids=["phone", "desk"])
def test_a_part_of_a_series_is_written_by_two_for_some(page_of, size, part):
    author, other = page_of("ruolan", **size), page_of("manling", **DESK)
    title = f"The {part} winter in the house"
    writes(author, title)
    is_seen_as_another(author)
    with_somebody(author, other, title)
    is_published(author, part)
    old = author.url
    is_corrected(author, f"winter-{part}")
    author.goto(old)
    expect(author).to_have_url(re.compile(f"-winter-{part}"))
    becomes_something(author, page_of("ting", **DESK))
    author.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def writes(author: Page, title: str) -> None:
    author.goto("/stories/new")
    author.locator("[name=title]").fill(title)
    author.locator("#paper").click()
    author.keyboard.type("The stove, the cat, and nobody else.")
    expect(author.locator("[data-saved]")).to_have_text(SAVED)


def is_seen_as_another(author: Page) -> None:
    author.locator("[data-preview]").click()
    seen = author.frame_locator("[data-preview-place] iframe")
    author.locator("[data-as]").select_option("standard")
    expect(seen.locator("main")).to_contain_text("The stove")
    author.locator("[data-preview]").click()


def with_somebody(author: Page, other: Page, title: str) -> None:
    author.goto(author.url.replace("/edition", "/authors"))
    author.get_by_label("Invite somebody to write with you").fill("@manling")
    author.get_by_role("button", name="Invite").click()
    expect(author.locator("main")).to_contain_text("has not answered yet")
    other.goto("/notifications")
    other.get_by_role("link", name=re.compile(re.escape(title))).first.click()
    other.get_by_role("button", name="Accept").click()
    expect(other.locator("#paper")).to_contain_text("The stove")
    author.reload()
    expect(author.locator("main")).to_contain_text("writes with the author")


def is_published(author: Page, part: str) -> None:
    """For Super members and above, in a series that its first part begins."""
    author.goto(author.url.replace("/authors", "/publication"))
    author.get_by_label("Super").check()
    if part == "first":
        author.get_by_label("It is read in").select_option("new")
        author.get_by_label("Title of the new series").fill("Winters")
    else:
        author.get_by_label("It is read in").select_option(label="Winters")
    author.get_by_role("button", name="Publish").click()
    expect(author.locator("main")).to_contain_text("Winters")
    expect(author.locator(".story-head")).to_contain_text("Su Manling")


def is_corrected(author: Page, slug: str) -> None:
    """Its old words are kept, and its old address leads to the new one."""
    here = re.findall(r".*/stories/\d+", author.url)[0]
    author.goto(f"{here}/edition")
    author.locator(".paper-words p").first.click()
    author.keyboard.press("End")
    author.keyboard.type(" It snowed.")
    expect(author.locator("[data-saved]")).to_have_text(SAVED)
    author.locator("button[name=then][value=publish]").first.click()
    expect(author.locator(".prose")).to_contain_text("It snowed.")
    expect(author.locator(".story-head")).to_contain_text("edited")
    author.goto(f"{here}/revisions")
    author.get_by_role("link", name="Revision 2").click()
    expect(author.locator("main")).to_contain_text("It snowed.")
    author.goto(f"{here}/settings")
    author.get_by_label("End of its address").fill(slug)
    author.get_by_role("button", name="Save").click()


def becomes_something(author: Page, reader: Page) -> None:
    """Who kept it is a number on the page of what became of it."""
    reader.goto(author.url)
    reader.locator(".story-foot").get_by_role("link", name="Save for later").click()
    reader.get_by_role("button", name="Keep it").click()
    author.locator(".story-foot [data-menu] summary").last.click()
    author.get_by_role("link", name="What became of it").click()
    expect(author.locator(".numbers div", has_text="Saved for later").locator("dd")).to_have_text("1")
    expect(author.locator("main")).to_contain_text("Where it travelled")
