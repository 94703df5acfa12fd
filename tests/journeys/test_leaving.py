"""Somebody takes everything home, leaves, comes back; and leaves for good."""

import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, answered
from tests.journeys.test_boards import opens_a_topic

pytestmark = pytest.mark.journey


@pytest.mark.timeout(300)  # a fresh village is drawing its pictures in all sizes before it packs
@pytest.mark.parametrize(("width", "height", "handle"), [(390, 844, "passing"), (1280, 900, "parting")])
def test_everything_is_taken_home_and_a_member_leaves(page_of, club, tmp_path, width, height, handle):
    who = ("--handle", handle, "--email", f"{handle}@journey.example", "--password", PASSWORD)
    club.zone("member", "create", *who)
    member = page_of(handle, width=width, height=height)
    opens_a_topic(member, "lounge", f"Who will miss {handle}?", "I have packed.")
    member.goto("/settings/leaving")
    expect(member.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
    member.get_by_role("button", name="Pack it").click()
    fetch = member.get_by_role("link", name="Fetch it")
    for _ in range(120):
        if fetch.count():
            break
        member.wait_for_timeout(500)
        member.goto("/settings/leaving")
    with member.expect_download() as download:
        fetch.click()
    download.value.save_as(tmp_path / "mine.zip")
    with ZipFile(tmp_path / "mine.zip") as box:
        box.extractall(tmp_path / "mine")
    home = member.context.new_page()
    home.goto(f"file://{tmp_path}/mine/index.html")
    home.get_by_role("link", name="Topics").click()
    expect(home.locator("article")).to_contain_text("I have packed.")

    member.locator("[name=words][value=erase]").check()
    member.locator("#leave [name=password]").fill("not the right one")
    with answered(member):
        member.get_by_role("button", name="Leave in 14 days").click()
    expect(member.locator("#password-error")).to_contain_text("not your password")
    expect(member.locator("[name=words][value=erase]")).to_be_checked()
    member.locator("#leave [name=password]").fill(PASSWORD)
    member.get_by_role("button", name="Leave in 14 days").click()
    member.goto("/boards")
    member.get_by_role("link", name="Change my mind").click()
    member.get_by_role("button", name="I stay").click()
    expect(member.locator("main")).not_to_contain_text("will be erased on")

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
