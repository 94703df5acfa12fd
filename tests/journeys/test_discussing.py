"""A long topic is taken up where it was left, a new one is opened, and what was said is found again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
POST = """async ([path, texts]) => {
  for (const text of texts) await fetch(path, {method: "POST", body: new URLSearchParams({text})});
}"""


@pytest.mark.parametrize(("size", "who"), [(PHONE, "mohua"), (DESK, "yuchen")], ids=["phone", "desk"])
def test_a_board_is_read_answered_and_searched(page_of, size, who):
    reader, other = page_of(who, timezone_id="Asia/Shanghai", **size), page_of("ting", **DESK)
    is_half_read(reader, other, f"Which watch for rain, {who}?")
    goes_to_where_it_was_left(reader)
    stays_where_it_is(reader, other)
    author = opens_another(reader, who)
    quotes_two(other, author)
    says_what_helped(author)
    follows_and_hears(author, other)
    is_kept_for_tomorrow(author)
    is_found(author, who)
    for page in (author, other):
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def is_half_read(reader: Page, other: Page, title: str) -> None:
    """The reader knows half of a topic of three pages, and opens it from its board."""
    other.goto("/topics/new?board=lounge")
    other.get_by_label("What is it about?").fill(title)
    other.get_by_label("The whole story").fill("The old one drowned in a tram.")
    other.get_by_role("button", name="Open the topic").click()
    other.wait_for_url(re.compile(r"/topics/\d+-"))
    place = other.url
    path = f"/contributions/{re.findall(r'/topics/([0-9]+)', place)[0]}/replies"
    other.evaluate(POST, [path, [f"Watch {number} leaks." for number in range(1, 24)]])
    reader.goto(place)
    expect(reader.locator("[data-posts]")).to_contain_text("Watch 19 leaks.")
    reader.goto(place)
    expect(reader.locator("[data-posts]")).to_contain_text("Watch 23 leaks.")
    other.evaluate(POST, [path, [f"Watch {number} leaks." for number in range(24, 46)]])
    reader.goto("/boards/lounge")
    row = reader.locator("[data-item]", has_text=title)
    expect(row.locator(".dot")).to_contain_text("22")
    row.get_by_role("link", name=title).first.click()


def goes_to_where_it_was_left(reader: Page) -> None:
    posts = reader.locator("[data-posts]")
    expect(reader.locator("#new")).to_be_in_viewport()
    expect(posts).to_contain_text("Watch 24 leaks.")
    expect(reader).to_have_url(re.compile("page=2"))  # what "back" returns to
    reader.locator(".pages").get_by_role("link", name="1", exact=True).click()
    expect(posts).to_contain_text("The old one drowned")
    reader.go_back()
    expect(posts).to_contain_text("Watch 24 leaks.")
    reader.locator(".pages").get_by_role("link", name="3", exact=True).click()
    expect(posts).to_contain_text("Watch 45 leaks.")


def stays_where_it_is(reader: Page, other: Page) -> None:
    """A reply comes while one reads: it says so, and moves nothing."""
    reader.mouse.wheel(0, -200)
    before = reader.evaluate("scrollY")
    other.goto(reader.url)
    other.get_by_label("Your reply").fill("Watch 46 is on the other arm.")
    other.get_by_role("button", name="Reply", exact=True).last.click()
    pill = reader.locator(".thread-pill")
    expect(pill).to_be_visible()
    assert reader.evaluate("scrollY") == before
    pill.click()
    expect(reader.locator("[data-posts]")).to_contain_text("Watch 46")
    reader.locator(".reply", has_text="Watch 46").scroll_into_view_if_needed()
    expect(reader.locator("[data-progress-words]")).to_have_text("Post 47 of 47")


def opens_another(reader: Page, who: str) -> Page:
    """Begun in one tab, ended in another: similar ones are offered, words come back, a poll counts live."""
    reader.goto("/topics/new?board=lounge")
    reader.get_by_label("What is it about?").press_sequentially(f"Which watch for snow, {who}?")
    expect(reader.locator("[data-similar-topics] a").first).to_contain_text("Which watch for rain")
    reader.get_by_label("The whole story").fill("Two of us, one glacier.")
    expect(reader.locator("[data-draft-state]")).to_have_text("Draft kept")
    again = reader.context.new_page()
    reader.close()
    again.goto("/topics/new?board=lounge")
    expect(again.get_by_label("The whole story")).to_have_value("Two of us, one glacier.")
    again.get_by_label("Tags").fill("watches, snow")
    again.locator(".poll-fields summary").click()
    again.locator("[name=poll_answers]").fill("Quartz\nHand-wound\nNone")
    again.get_by_role("button", name="Open the topic").click()
    again.wait_for_url(re.compile(r"/topics/\d+-"))
    return again


def quotes_two(other: Page, author: Page) -> None:
    """Two posts stand in one answer; the poll moves where its author looks at it."""
    other.goto(author.url)
    other.get_by_label("Hand-wound").check()
    other.get_by_role("button", name="Vote").click()
    expect(author.locator("[data-poll]")).to_contain_text("1 member voted")
    replies(other, "Mine stops at minus ten.")
    other.locator("[data-quote]").first.click()
    other.locator("[data-quote]").nth(1).click()
    box = other.get_by_label("Your reply")
    expect(box).to_have_value(re.compile("one glacier(.|\n)*minus ten"))
    replies(other, f"{box.input_value()}Wind it in the hut.", "Wind it in the hut.")
    expect(other.locator(".reply", has_text="Wind it in the hut.").locator("blockquote")).to_have_count(2)


def replies(page: Page, text: str, shown: str = "") -> None:
    page.get_by_label("Your reply").fill(text)
    page.get_by_role("button", name="Reply", exact=True).last.click()
    expect(page.locator("[data-posts]")).to_contain_text(shown or text)
    expect(page.locator("[data-posts] .waiting")).to_have_count(0)


def says_what_helped(author: Page) -> None:
    author.reload()
    helpful = author.locator(".reply", has_text="Wind it in the hut.")
    helpful.locator(".menu summary").click()
    helpful.get_by_role("button", name="This helped").click()
    expect(author.locator(".topic-head")).to_contain_text("Answered")
    expect(helpful).to_contain_text("Marked helpful")


def follows_and_hears(author: Page, other: Page) -> None:
    heed = author.locator(".heed")
    heed.locator("summary").click()
    heed.get_by_role("button", name="Mute").click()
    expect(heed.locator("summary")).to_contain_text("Muted")
    heed.locator("summary").click()
    heed.get_by_role("button", name="Follow", exact=False).first.click()
    expect(heed.locator("summary")).to_contain_text("Following")
    place = author.url
    author.goto("/passport")
    replies(other, "And gloves.")
    author.goto("/notifications")
    expect(author.locator("main")).to_contain_text("Which watch for snow")
    author.goto(place)


def is_kept_for_tomorrow(author: Page) -> None:
    author.locator(".reply", has_text="And gloves.").locator(".menu summary").click()
    author.get_by_role("link", name="Save for later").last.click()
    author.get_by_label("Remind me").select_option("tomorrow")
    with answered(author):
        author.get_by_role("button", name="Keep it").click()
    author.goto("/bookmarks")
    kept = author.locator("main article", has_text="And gloves.")
    expect(kept.locator(".state time")).to_have_attribute("title", re.compile(r"\b0?9:00"))


def is_found(author: Page, who: str) -> None:
    author.goto(f"/search?q=author:{who} tag:watches before:2100")
    expect(author.locator("main")).to_contain_text(f"snow, {who}?")
    author.goto(f"/search?q=author:{who} tag:watches before:2020")
    expect(author.locator("main")).to_contain_text("Nothing found")
