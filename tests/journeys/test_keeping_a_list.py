"""A list from its first piece: arranged, kept together, published in part, taken from."""

import re

import pytest
from playwright.sync_api import expect

from tests.community.pictures.conftest import coast, file_of

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
KEPT = ("Wool hat", "Long scarf", "Thermos")


@pytest.mark.parametrize(
    ("size", "owner", "friend", "guest"),
    [(PHONE, "mohua", "jiaqi", "dora"), (DESK, "sukin", "anders", "priya")],
    ids=["phone", "desk"],
)
def test_a_list_is_kept_arranged_shared_and_taken_from(page_of, size, owner, friend, guest):
    title = f"For a cold week, by {owner}"
    mine = page_of(owner, **size)
    begins(mine, title)
    puts_by_hand(mine)
    is_told_of_what_is_there(mine)
    arranges(mine)
    takes_one_off_and_puts_it_back(mine)
    published = publishes(mine)

    theirs = page_of(friend, **size)
    asks_in(mine, friend)
    joins(theirs, title)
    adds_while_the_other_looks(theirs, mine)

    another = page_of(guest, **size)
    takes(another, published, owner)
    for page in (mine, theirs, another):
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def begins(page, title):
    page.goto("/lists/new")
    page.get_by_label("Title").fill(title)
    page.get_by_role("main").locator("form button[type=submit]").first.click()
    expect(page.locator(".page-head")).to_contain_text("only you see it")


def puts_by_hand(page):
    page.get_by_role("link", name="Add a piece").first.click()
    page.get_by_label("Name", exact=True).fill("A ring")
    page.get_by_label("Price", exact=True).fill("a lot")
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Nothing is saved yet")
    page.get_by_label("Price", exact=True).fill("8,800")
    page.get_by_label("Photo").set_input_files(
        {"name": "ring.jpg", "mimeType": "image/jpeg", "buffer": file_of(coast(600, 600)).read()}
    )
    page.get_by_label("How much you want it").select_option("must")
    page.get_by_label("Size").fill("53")
    page.get_by_label("Price you wait for").fill("8000")
    page.get_by_label("Only for me").check()
    page.get_by_role("button", name="Add it", exact=True).click()
    ring = page.locator("[data-piece]", has_text="A ring")
    for words in ("Only you", "you wait for", "53", "8,800"):
        expect(ring).to_contain_text(words)
    for name in KEPT:
        page.get_by_label("Add a piece by its name").fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("[data-piece]", has_text=name)).to_be_visible()


def is_told_of_what_is_there(page):
    here = re.sub(r"[?#].*", "", page.url)
    page.get_by_role("link", name="With price and photo").click()
    page.wait_for_url("**/items/new")
    page.wait_for_load_state()  # what was stored is not proposed again
    for label in ("Name", "Price", "Size"):
        expect(page.get_by_label(label, exact=True)).to_have_value("")
    page.get_by_label("Name", exact=True).fill("Wool hat")
    page.get_by_role("button", name="Add it", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is on this list already")
    page.get_by_role("button", name="Make it one line").click()
    expect(page.locator("[data-piece]", has_text="Wool hat")).to_contain_text("× 2")
    page.goto(here)


def arranges(page):
    def in_order():
        return page.locator("[data-piece]").evaluate_all("all => all.map((one) => one.dataset.name)")

    assert in_order() == ["A ring", *KEPT]
    page.locator("[data-piece]", has_text="Thermos").locator(".grip").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("ArrowUp")
    assert in_order() == ["A ring", "Wool hat", "Thermos", "Long scarf"]
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Move “Wool hat” up").click()
    page.reload()
    assert in_order() == ["Wool hat", "A ring", "Thermos", "Long scarf"]
    grip = page.locator("[data-piece]", has_text="Long scarf").locator(".grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), page.locator("[data-piece]", has_text="Wool hat").bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] / 2, steps=8)
    page.mouse.move(start["x"] + 5, end["y"] + 2, steps=4)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.mouse.up()
    page.reload()
    assert in_order()[0] == "Long scarf"


def takes_one_off_and_puts_it_back(page):
    piece = page.locator("[data-piece]", has_text="Thermos")
    piece.get_by_text("More about “Thermos”").locator("xpath=..").click()
    piece.get_by_role("button", name="Take it off the list").click()
    expect(page.locator(".undo")).to_contain_text("“Thermos” is off the list.")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[data-piece]", has_text="Thermos")).to_be_visible()


def publishes(page):
    page.get_by_role("link", name="Publish…").click()
    expect(page.locator("main")).to_contain_text("One piece is only for you and stays hidden.")
    expect(page.locator(".preview")).not_to_contain_text("A ring")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".page-head")).to_contain_text("seen by members")
    return re.sub(r"[?#].*", "", page.url)


def asks_in(page, handle):
    page.get_by_text("More about this list").locator("xpath=..").first.click()
    page.get_by_role("link", name="Keep it together").click()
    page.get_by_label("Whom do you ask?").fill("nobody_here")
    page.get_by_role("button", name="Ask in").click()
    expect(page.locator("#handle-error")).to_be_visible()
    page.get_by_label("Whom do you ask?").fill(f"@{handle}")
    page.get_by_role("button", name="Ask in").click()
    expect(page.locator(".company")).to_contain_text("no answer yet")
    page.get_by_role("link", name="Back to the list").click()


def joins(page, title):
    page.goto("/notifications")
    page.get_by_role("link", name=f"to keep the list “{title}” together").click()
    page.get_by_role("button", name="Yes, gladly").click()
    expect(page.locator("main")).not_to_contain_text("A ring")


def adds_while_the_other_looks(theirs, mine):
    theirs.get_by_label("Add a piece by its name").fill("Gloves without fingers")
    theirs.get_by_role("button", name="Add", exact=True).click()
    expect(mine.locator("[data-piece]", has_text="Gloves without fingers")).to_be_visible()


def takes(page, address, owner):
    page.goto(address)
    expect(page.locator("main")).not_to_contain_text("A ring")
    page.locator("[data-piece]", has_text="Long scarf").get_by_role("button", name="Take it").click()
    expect(page.get_by_role("button", name=re.compile("^Taken"))).to_be_visible()
    page.goto("/lists/mine")
    page.locator("main .card h2 a, main .card h3 a, main .card a").first.click()
    taken = page.locator("[data-piece]", has_text="Long scarf")
    expect(taken.locator(".piece-credit").first).to_contain_text("from")
    taken.locator(".piece-credit a").first.click()
    expect(page.locator("h1")).to_contain_text(owner)
