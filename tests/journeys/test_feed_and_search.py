"""A feed that keeps one's choice and says why, quiet from whom one chose, a question narrowed."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_feed_that_keeps_a_choice_and_says_why(page_of, size):
    ting = page_of("ting", **size)
    ting.get_by_role("link", name="For you").click()
    expect(ting.locator(".tabs a[aria-current]")).to_have_text("For you")
    ting.goto("/")
    expect(ting.locator(".tabs a[aria-current]")).to_have_text("For you")

    card = ting.locator("article.post").filter(has=ting.locator("details.push")).first
    title = card.locator("h2").inner_text()
    card.locator("details.push summary").click()
    card.get_by_role("link", name="Why this?").click()
    expect(ting.locator("main")).to_contain_text(title)
    expect(ting.locator(".levers")).to_contain_text("Together")
    ting.get_by_role("button", name="Less like this").click()
    expect(ting.locator("article.post", has_text=title)).to_have_count(0)
    ting.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    ting.goto("/settings/feed")
    ting.get_by_role("button", name="As before").first.click()
    expect(ting.locator("main")).not_to_contain_text(title)


def test_new_ones_announce_themselves_and_move_nothing(page_of):
    sukin, ruolan = page_of("sukin"), page_of("ruolan", **PHONE)
    sukin.goto("/?view=latest")
    first = sukin.locator("article.post h2").first
    before = first.inner_text()
    ruolan.goto("/stories/new")
    ruolan.locator("[name=title]").fill("A lantern on the quay")
    ruolan.locator("#paper").fill("It was on all night.")
    ruolan.locator("button[name=then][value=publish]").first.click()
    ruolan.locator("form[action$='/publication'] button[type=submit]").click()
    pill = sukin.locator("[data-pill]")
    expect(pill).to_contain_text("1 new")
    assert first.inner_text() == before
    pill.click()
    expect(sukin.locator("article.post h2").first).to_have_text("A lantern on the quay")


def test_somebody_is_blocked_and_heard_again(page_of):
    yuchen = page_of("yuchen", **PHONE)
    yuchen.goto("/?view=latest")
    card = yuchen.locator("article.post").filter(has=yuchen.locator("details.push")).first
    name = card.locator(".who-name a").first.inner_text()
    card.locator("details.push summary").click()
    card.get_by_role("link", name="Mute or block").click()
    yuchen.get_by_label("Block").check()
    yuchen.get_by_role("button", name="Do it").click()
    expect(yuchen.locator("article.post .who-name", has_text=name)).to_have_count(0)
    yuchen.goto("/settings/quiet")
    yuchen.get_by_role("button", name="Hear them again").first.click()
    expect(yuchen.locator("main")).to_contain_text("You hear everybody")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_question_is_narrowed_widened_and_remembered(club, page_of, size):
    club.zone("work", "--once")
    anders = page_of("anders", **size)
    anders.goto("/search")
    box = anders.locator("[data-search]")
    box.press_sequentially("liguri")
    expect(anders.locator("[role=option]").first).to_be_visible()
    box.fill("ligurian kind:story")
    with anders.expect_response("**/search/remembered"):
        box.press("Enter")
    chip = anders.locator(".search-how .chip.on")
    expect(chip).to_contain_text("kind:story")
    chip.click()
    expect(anders.locator(".search-how .chip.on")).to_have_count(0)
    anders.get_by_role("link", name="Newest first").click()
    expect(anders.locator("[data-item]").first).to_be_visible()
    anders.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    anders.goto("/search?q=liguiran")
    anders.get_by_role("link", name="ligurian", exact=True).click()
    expect(anders.locator("mark").first).to_be_visible()
    anders.goto("/search")
    expect(anders.locator(".search-remembered")).to_contain_text("ligurian kind:story")
    anders.get_by_role("button", name="Clear all").click()
    expect(anders.locator(".search-remembered")).to_have_count(0)
