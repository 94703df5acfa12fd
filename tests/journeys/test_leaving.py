"""Somebody takes everything home, leaves, comes back; and leaves for good."""

import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, answered, sign_in
from tests.journeys.test_boards import opens_a_topic

pytestmark = pytest.mark.journey


@pytest.mark.timeout(300)  # a fresh village is drawing its pictures in all sizes before it packs
@pytest.mark.parametrize(("width", "height", "handle"), [(390, 844, "passing"), (1280, 900, "parting")])
def test_everything_is_taken_home_and_a_member_leaves(page_of, club, tmp_path, width, height, handle):
    who = ("--handle", handle, "--email", f"{handle}@journey.example", "--password", PASSWORD)
    club.zone("member", "create", *who)
    member = page_of(handle, width=width, height=height)
    wants_it_quiet(member)
    chooses_what_rings(member)
    opens_a_topic(member, "lounge", f"Who will miss {handle}?", "I have packed.")
    takes_everything_home(member, tmp_path)
    member.locator("[name=words][value=erase]").check()
    member.locator("#leave [name=password]").fill("not the right one")
    with answered(member):
        member.get_by_role("button", name="Leave in 14 days").click()
    expect(member.locator("#password-error")).to_contain_text("not your password")
    expect(member.locator("[name=words][value=erase]")).to_be_checked()
    member.locator("#leave [name=password]").fill(PASSWORD)
    with answered(member):
        member.get_by_role("button", name="Leave in 14 days").click()
    member.context.clear_cookies()
    sign_in(member, handle)
    member.get_by_role("link", name="Change my mind").click()
    with answered(member):
        member.get_by_role("button", name="I stay").click()
    expect(member.locator("main")).not_to_contain_text("will be erased on")
    is_found_again(member, f"Who will miss {handle}?")

    receipt = club.zone("erase", handle, "--yes").split()[-1]
    member.goto("/settings")
    expect(member).to_have_url(re.compile("/sign-in"))
    member.goto("/receipts/" + receipt.rsplit("/", 1)[1])
    expect(member.locator("main")).to_contain_text("What stays, and why")
    member.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    other = page_of("ting")
    assert other.goto(f"/@{handle}").status == 404
    other.goto("/boards/lounge")
    expect(other.locator("main")).not_to_contain_text(handle)
    other.goto(f"/search?q={handle}")
    expect(other.locator(f"main a[href='/@{handle}']")).to_have_count(0)


def is_found_again(member, title):
    """Once a worker has seen that she stays."""
    for _ in range(60):
        member.goto("/search?q=packed")
        if member.locator("main").get_by_text(title).count():
            return
        member.wait_for_timeout(500)
    expect(member.locator("main")).to_contain_text(title)


def wants_it_quiet(member):
    """Who may write, who sees, how many liked, and a word for a week: kept, and so at once."""
    member.goto("/settings/quiet")
    member.locator("[name=word]").fill("giveaway")
    member.locator("[name=span][value=week]").check()
    with answered(member):
        member.get_by_role("button", name="Mute the word").click()
    expect(member.locator("main")).to_contain_text("giveaway until")
    for form, box, on in (
        ("letters", "[name=open_to][value=followed]", True),
        ("presence", "[name=seen]", False),
        ("counts", "[name=hidden]", True),
    ):
        place = member.locator(f"form[action='/settings/quiet/{form}']")
        place.locator(box).set_checked(on)
        with answered(member):
            place.get_by_role("button", name="Save").click()
        expect(member.locator(f"form[action='/settings/quiet/{form}'] {box}")).to_be_checked(checked=on)
    member.goto("/?view=latest")
    expect(member.locator("[data-like-count]").first).to_be_hidden()
    expect(member.locator("[data-reply-count]").first).to_be_hidden()


def chooses_what_rings(member):
    """The matrix keeps each box, and the next digest can be read before it is sent."""
    member.goto("/settings/notifications")
    boxes = [("like", "mail", True), ("follow", "app", False)]
    for kind, channel, on in boxes:
        member.locator(f"[name={kind}][value={channel}]").set_checked(on)
    with answered(member):
        member.locator("form[action='/settings/notifications'] button[type=submit]").click()
    for kind, channel, on in boxes:
        expect(member.locator(f"[name={kind}][value={channel}]")).to_be_checked(checked=on)
    member.locator("a[href='/settings/notifications/digest']").click()
    expect(member.locator("h1")).to_be_visible()
    member.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def takes_everything_home(member, folder):
    """Packed while one looks at a page that is never loaded anew, fetched, and read without the club."""
    member.goto("/settings/leaving")
    expect(member.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
    member.get_by_role("button", name="Pack it").click()
    fetch = member.get_by_role("link", name="Fetch it")
    expect(fetch).to_be_visible(timeout=60_000)
    expect(member.locator("#takeout")).to_contain_text("here until")
    expect(member.get_by_role("button", name="Pack it")).to_be_visible()
    with member.expect_download() as download:
        fetch.click()
    download.value.save_as(folder / "mine.zip")
    with ZipFile(folder / "mine.zip") as box:
        box.extractall(folder / "mine")
    home = member.context.new_page()
    home.goto(f"file://{folder}/mine/index.html")
    home.get_by_role("link", name="Topics").click()
    expect(home.locator("article")).to_contain_text("I have packed.")
