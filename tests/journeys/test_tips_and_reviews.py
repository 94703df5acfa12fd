"""A tip goes to whoever looks at Home, a review to whoever thinks of buying; both can be taken back."""

import pytest
from playwright.sync_api import expect

from tests.community.pictures.conftest import coast, file_of

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_tip_is_shared_seen_liked_changed_and_taken_back(page_of, size):
    priya, mohua = page_of("priya", **size), page_of("mohua", **DESK)
    mohua.goto("/?view=latest")
    priya.locator("summary:visible", has_text="Create").or_(priya.get_by_label("Create")).first.click()
    priya.get_by_role("link", name="A tip").click()
    priya.locator("input[name=file]").set_input_files(
        {"name": "hat.jpg", "mimeType": "image/jpeg", "buffer": file_of(coast(900, 700)).read()}
    )
    priya.get_by_label("Your line").fill("  ")
    priya.get_by_role("button", name="Share it").click()
    expect(priya.locator(".error")).to_contain_text("Say it in one line")
    line = f"A wet hat dries in its shape over a pot ({size['width']})."
    priya.get_by_label("Your line").fill(line)
    priya.get_by_role("button", name="Share it").click()
    expect(priya.locator("h1")).to_have_text(line)
    assert priya.locator("main .photo img").first.evaluate("it => it.complete && it.naturalWidth > 0")

    mohua.locator("[data-pill]").click()
    card = mohua.locator("article.post", has_text=line)
    card.get_by_role("button", name="Like").first.click()
    expect(priya.locator(".story-foot .num").first).to_have_text("1")

    priya.get_by_role("link", name="Edit").click()
    priya.get_by_label("Your line").fill(line.replace("pot", "jar"))
    priya.get_by_role("button", name="Save").click()
    expect(priya.locator(".who")).to_contain_text("edited")
    priya.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")

    priya.locator(".story-foot details summary").click()
    priya.get_by_role("button", name="Remove").click()
    priya.get_by_role("button", name="Remove it").click()
    expect(priya.locator("main")).to_contain_text("Your tip is removed.")
    priya.get_by_role("button", name="Undo").click()
    expect(priya.locator("h1")).to_contain_text("jar")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_review_is_written_from_the_product_and_found_there(page_of, size):
    who = "hugo" if size is PHONE else "priya"
    writer = page_of(who, **size)
    writer.goto("/reviews")
    writer.get_by_role("link", name="Write a review").first.click()
    writer.get_by_label("Its name, or some words of it").fill("deck shoe")
    writer.get_by_role("button", name="Look").click()
    writer.get_by_role("link", name="Deck shoe, navy").click()
    writer.get_by_role("button", name="Publish the review").click()
    expect(writer.locator("main")).to_contain_text("Give it one to five stars.")
    writer.get_by_label("4 stars").check()
    writer.get_by_label("Yes").check()
    writer.get_by_label("In your words").fill("One size down, **really**.")
    writer.get_by_role("button", name="Publish the review").click()
    expect(writer.locator(".prose strong")).to_have_text("really")
    expect(writer.get_by_label("4 stars of five")).to_be_visible()
    expect(writer.locator("main")).not_to_contain_text("Confirmed purchase")

    reader = page_of("lanfang", **DESK)
    reader.goto(writer.locator("h1 a").get_attribute("href"))
    reader.locator(".star-bars a").nth(1).click()
    opinion = reader.locator("article.opinion", has_text="really")
    expect(opinion.first).to_be_visible()
    writer.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_confirmed_purchase_says_so_and_only_its_buyer_sees_the_order(page_of):
    sukin, weining = page_of("sukin"), page_of("weining", **PHONE)
    sukin.goto("/reviews")
    sukin.locator("article.post", has_text="Repair cream").filter(has_text="one arm").or_(
        sukin.locator("article.post", has_text="One arm with")
    ).locator("h2 a").click()
    sukin.get_by_role("link", name="Edit").click()
    expect(sukin.locator("main")).to_contain_text("Order VZ-")
    sukin.get_by_role("link", name="Cancel").click()
    weining.goto(sukin.url)
    expect(weining.locator("main")).to_contain_text("已确认的购买")
    assert "VZ-" not in weining.content()
