"""A story written on paper, on a desk and on a phone: nothing is lost, whatever happens meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered, sign_in
from tests.journeys.test_first_evening import camera_photo

SIZES = [pytest.param((1280, 900), id="desk"), pytest.param((390, 844), id="phone")]
SAVED = re.compile("^Saved")


def begins(author: Page, title: str, words: str) -> None:
    author.goto("/stories/new")
    author.locator("[name=title]").fill(title)
    author.locator("#paper").click()
    author.keyboard.type(words)
    expect(author.locator("[data-saved]")).to_have_text(SAVED)


def loses_its_line(author: Page) -> None:
    """For good: a page that is closed is no longer emulated as offline, and its last save would go out."""
    author.context.set_offline(True)
    author.evaluate("() => void (window.fetch = () => Promise.reject(new TypeError('no line')))")


pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", SIZES)
def test_a_story_is_written_looked_at_and_published(page_of, tmp_path, size):
    width, height = size
    author = page_of("ruolan", width=width, height=height)
    begins(author, f"Two coats, {width}", "I sent the **first** one back. Thanks @tin")
    author.locator("[data-names] li", has_text="ting").wait_for()
    author.keyboard.press("Enter")
    author.keyboard.press("Enter")
    author.keyboard.type("## Pockets")
    author.keyboard.press("Enter")

    author.locator("[data-photos]").set_input_files(camera_photo(tmp_path))
    photo = author.locator(".paper-photo")
    photo.locator("[data-caption]").fill("The loden one")
    photo.locator("[data-alt]").fill("A green coat on a chair")

    types_on_it(author, photo)
    mark = points_into(author, photo)

    author.locator(".paper-words > p").last.click()
    author.locator("[data-add-list]").click()
    author.locator("[data-put]").first.click()
    expect(author.locator(".paper-embed .embed-title")).to_be_visible()
    expect(author.locator("[data-saved]")).to_have_text(SAVED)

    author.locator("[data-preview]").click()
    author.locator("button[data-width=phone]").click()
    seen = author.frame_locator("[data-preview-place] iframe")
    expect(seen.locator("h1")).to_have_text(f"Two coats, {width}")
    expect(seen.locator("figcaption").first).to_have_text("The loden one")
    author.locator("[data-preview]").click()

    author.locator("button[name=then][value=publish]").first.click()
    author.locator("form[action$='/publication'] button[type=submit]").click()
    prose = author.locator(".story .prose")
    expect(prose.locator("strong")).to_have_text("first")
    expect(prose.locator("a.mention")).to_have_text("@ting")
    expect(prose.locator("h2")).to_have_text("Pockets")
    expect(prose.locator("img[alt='A green coat on a chair']")).to_be_visible()
    expect(prose.locator(".embed .product-name").first).to_be_visible()
    is_pointed_out(prose, mark)
    is_taken_by_a_reader(page_of("dora", width=width, height=height), author.url, mark)
    author.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def types_on_it(author, photo):
    """The photo is chosen, and stays; the words stand below it."""
    frame = photo.locator("img").bounding_box()
    author.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    author.keyboard.type("It is a warm one.")
    expect(photo).to_have_count(1)
    expect(author.locator(".paper-words > p", has_text="It is a warm one.")).to_be_visible()


def points_into(author, photo):
    """Of two things in a photo one is put in its place by pointer and keys, the other taken out: its name."""
    for nth in (1, 2):
        photo.hover()
        photo.locator("[data-act=point]").click()
        author.locator("[data-put][data-href*=piece]").nth(nth).click()
    marks = photo.locator("[data-marks] button")
    expect(marks.nth(1)).to_be_focused()
    author.keyboard.press("Delete")
    expect(marks).to_have_count(1)
    at, frame = marks.bounding_box(), photo.locator("[data-marks]").bounding_box()
    author.mouse.move(at["x"] + 10, at["y"] + 10)
    author.mouse.down()
    author.mouse.move(frame["x"] + frame["width"] * 0.25, frame["y"] + frame["height"] * 0.4, steps=4)
    author.mouse.up()
    author.keyboard.press("Shift+ArrowRight")
    author.keyboard.press("ArrowDown")
    expect(author.locator("[data-text]")).to_have_value(re.compile(r' "30,41"\)'))
    return photo.locator("[data-things] [data-name]").inner_text()


def is_pointed_out(prose, name):
    """Touched, the number tells it; below the photo it stands too."""
    expect(prose.locator(".things .product-name")).to_have_text(name)
    prose.locator("[data-point]").click()
    card = prose.locator(".point-card")
    expect(card.locator(".product-name")).to_be_visible()
    prose.page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def is_taken_by_a_reader(reader, story, name):
    """From where it was touched, onto her list, without leaving the story."""
    reader.goto(story)
    reader.locator("[data-point]").click()
    reader.locator(".point-card [data-take]").click()
    expect(reader.locator("[data-toasts]")).to_contain_text(name)
    reader.keyboard.press("Escape")
    taken = reader.locator(".things [data-taken]")
    with answered(reader):
        taken.click()
    expect(reader.locator(".things [data-take]")).to_be_visible()


def test_what_is_typed_without_a_line_is_kept_through_closing_the_tab(page_of):
    author = page_of("ruolan")
    begins(author, "A tunnel", "Before the tunnel.")
    address = author.url
    loses_its_line(author)
    author.keyboard.type(" In the tunnel.")
    expect(author.locator("[data-saved]")).to_have_text(re.compile("this device"))
    author.close(run_before_unload=False)

    again = author.context.new_page()
    author.context.set_offline(False)
    again.goto(address)
    expect(again.locator("#paper")).to_contain_text("In the tunnel.")
    expect(again.locator("[data-saved]")).to_have_text(SAVED)
    again.reload()
    expect(again.locator("#paper")).to_contain_text("In the tunnel.")


def test_a_tab_that_fell_behind_is_told_and_may_take_over(page_of):
    first = page_of("ruolan")
    begins(first, "Twice open", "From the first.")
    second = first.context.new_page()
    second.goto(first.url)
    second.locator("#paper").click()
    second.keyboard.type("From the second. ")
    expect(second.locator("[data-saved]")).to_have_text(SAVED)

    expect(first.locator("[data-stale]")).to_be_visible()
    first.locator("#paper").click()
    first.keyboard.type("Mine stays. ")
    first.locator("[data-settle=mine]").click()
    expect(first.locator("[data-saved]")).to_have_text(SAVED)
    expect(second.locator("[data-stale]")).to_be_visible()
    second.locator("[data-settle=theirs]").click()
    expect(second.locator("#paper")).to_contain_text("Mine stays.")


def test_what_a_device_held_never_writes_over_what_is_newer(page_of):
    phone, desk = page_of("ruolan"), page_of("ruolan")
    begins(phone, "Two devices", "Begun.")
    address = phone.url
    loses_its_line(phone)
    phone.keyboard.type(" On the phone.")
    expect(phone.locator("[data-saved]")).to_have_text(re.compile("this device"))
    phone.close(run_before_unload=False)

    desk.goto(address)
    desk.locator("#paper").click()
    desk.keyboard.type("At the desk. ")
    expect(desk.locator("[data-saved]")).to_have_text(SAVED)

    phone.context.set_offline(False)
    back = phone.context.new_page()
    back.goto(address)
    expect(back.locator("#paper")).to_contain_text("At the desk.")
    expect(back.locator("[data-held]")).to_be_visible()
    back.locator("[data-settle=here]").click()
    expect(back.locator("#paper")).to_contain_text("On the phone.")
    expect(back.locator("[data-saved]")).to_have_text(SAVED)


def test_an_ended_session_loses_nothing(page_of, club):
    author = page_of("ruolan")
    begins(author, "Signed out", "Before.")
    address = author.url
    author.context.clear_cookies()
    author.keyboard.type(" After.")
    expect(author.locator("[data-signed-out]")).to_be_visible()
    other = author.context.new_page()
    sign_in(other, "ruolan")
    expect(author.locator("[data-saved]")).to_have_text(SAVED, timeout=20_000)
    other.goto(address)
    expect(other.locator("#paper")).to_contain_text("After.")
