"""A story is read, felt about, answered, corrected, pointed at and passed on: in two windows."""

import re

import pytest
from playwright.sync_api import expect

from tests.community.pictures.conftest import coast, file_of
from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TITLE = "The dinner with fifty members"


@pytest.mark.parametrize(("size", "who"), [(PHONE, "dora"), (DESK, "priya")], ids=["phone", "desk"])
def test_a_story_is_read_felt_about_answered_and_passed_on(page_of, window, size, who):
    reader, author = page_of(who, **size), page_of("manling", **DESK)
    opens(reader)
    author.goto(reader.url)
    stops_in_the_middle(reader)
    feels_something(reader, author)
    words = f"I sat at the far end ({who})."
    place = answers(reader, author, words)
    is_answered(author, reader, words)
    corrects(reader, words)
    is_pointed_at(author, place, words)
    passes_on(reader, window)
    for page in (reader, author):
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def opens(page):
    page.goto("/@manling")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)


def stops_in_the_middle(page):
    here = page.url
    with answered(page):
        page.locator(".prose p").nth(2).scroll_into_view_if_needed()
    page.goto("/stories")
    expect(page.locator(".begun")).to_contain_text(TITLE)
    page.goto(here)


def feels_something(page, other):
    foot = page.locator(".story-foot").first
    before = int(foot.locator("[data-like-count]").inner_text())
    foot.locator("[data-react]").click()
    page.locator(".reaction-menu [role^=menuitem]").nth(1).click()
    expect(foot.locator("[data-reaction]")).to_have_attribute("aria-pressed", "true")
    expect(other.locator(".story-foot .num").first).to_have_text(str(before + 1))
    foot.locator("[data-react]").click()
    page.locator(".reaction-menu [role^=menuitem]").nth(2).click()
    expect(foot.locator("[data-like-count]")).to_have_text(str(before + 1))
    page.reload()
    expect(page.locator(".story-foot [data-like-count]").first).to_have_text(str(before + 1))


def answers(page, other, words):
    """The address of the reply."""
    box = page.get_by_label("Your reply")
    box.click()
    page.keyboard.type(f"{words} Ask @tin")
    page.locator("[data-names] li", has_text="ting").wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-composer] input[type=file]").set_input_files(
        {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": file_of(coast(800, 600)).read()}
    )
    page.get_by_role("button", name="Reply", exact=True).last.click()
    mine = page.locator(".reply", has_text=words)
    expect(mine.locator("a.mention")).to_have_text("@ting")
    expect(mine.locator(".prose img").last).to_be_visible()
    expect(box).to_have_value("")
    other.locator("[data-pill], .thread-pill").first.or_(
        other.locator(".reply", has_text=words)
    ).first.wait_for()
    return f"/replies/{mine.get_attribute('id').removeprefix('reply-')}"


def is_answered(page, other, words):
    page.reload()
    mine = page.locator(".reply", has_text=words)
    mine.locator("[data-answer]").click()
    expect(page.locator("[data-answering]")).to_be_visible()
    page.get_by_label("Your reply").fill(f"The best seat. To: {words}")
    page.get_by_role("button", name="Reply", exact=True).last.click()
    answer = page.locator(".answers .reply", has_text="The best seat. To: " + words)
    expect(answer).to_be_visible()
    expect(
        other.locator(".thread-pill").or_(other.locator(".answers", has_text="The best seat")).first
    ).to_be_visible()


def corrects(page, words):
    opens(page)
    mine = page.locator(".reply", has_text=words).first
    mine.locator("details[data-menu] summary").first.click()
    mine.get_by_role("link", name="Edit").click()
    text = page.locator("main textarea").first
    text.fill(text.input_value().replace("far end", "near end"))
    page.get_by_role("button", name="Save").click()
    changed = page.locator(".reply", has_text=words.replace("far", "near")).first
    expect(changed).to_contain_text("edited")


def is_pointed_at(page, place, words):
    page.goto(place)
    mark = f"#reply-{place.rpartition('/')[2]}"
    expect(page).to_have_url(re.compile(mark))
    expect(page.locator(mark)).to_be_in_viewport()
    assert page.locator(mark).evaluate("(it) => it.matches(':target')")
    expect(page.locator(mark)).to_contain_text(words.replace("far", "near"))


def passes_on(page, window):
    opens(page)
    with answered(page):
        page.locator("[data-share] button").first.click()
    page.goto("/shares")
    share = page.locator(".share", has_text=TITLE)
    link = share.locator(".share-link code").inner_text()
    stranger = window(user_agent="Mozilla/5.0 (iPhone) Safari")
    stranger.goto(link)
    expect(stranger.locator("main")).to_contain_text("invitation")
    expect(stranger.locator("main")).not_to_contain_text(TITLE)
    page.reload()
    expect(share.locator("dd").first).to_have_text("1")
