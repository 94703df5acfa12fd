"""Ting signs out everywhere else: her other pages say so, keep what she writes, and go on once she is in."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, answered

pytestmark = pytest.mark.journey
WAITING = re.compile("waiting")
PHONE = {"width": 390, "height": 844}


def test_a_page_that_is_signed_out_says_so_and_keeps_what_is_written(page_of):
    desk, phone = page_of("ting"), page_of("ting", **PHONE)
    desk.goto("/stories")
    desk.locator("main article h2 a[href^='/stories/']").first.click()
    desk.wait_for_url(re.compile(r"/stories/\d+"))
    box = desk.locator("[data-composer] textarea").first
    box.fill("I have it too, and")
    signs_out_elsewhere(phone)
    banner = desk.locator(".signed-out")
    expect(banner).to_contain_text("You were signed out here")
    expect(box).to_have_value("I have it too, and")
    comes_back(desk, banner)
    expect(banner).to_have_count(0)
    expect(box).to_have_value("I have it too, and")


def test_what_is_said_in_a_room_meanwhile_waits_and_goes_by_itself(page_of):
    desk, phone = page_of("ting"), page_of("ting", **PHONE)
    phone.goto("/chat")
    phone.locator("main a[href^='/chat/']:not([href='/chat/new'])").first.click()
    box = phone.locator("[data-composer] textarea")
    expect(phone.locator("[data-entered]")).to_have_count(1)
    signs_out_elsewhere(desk)
    banner = phone.locator("[data-signed-out-place] .signed-out")
    expect(banner).to_contain_text("waits")
    above, below = banner.bounding_box() or {}, box.bounding_box() or {}
    assert above["y"] + above["height"] <= below["y"], "it does not lie over the box"
    box.fill("Said while I was signed out")
    box.press("Enter")
    said = phone.locator(".message", has_text="Said while I was signed out")
    expect(said).to_have_class(WAITING)
    comes_back(phone, banner)
    expect(banner).to_have_count(0)
    expect(said).not_to_have_class(WAITING)


def signs_out_elsewhere(page: Page) -> None:
    page.goto("/settings/sessions")
    with answered(page):
        page.locator("form[action='/settings/sessions/end'] button").click()


def comes_back(page: Page, banner) -> None:
    """In a tab of its own; the page itself is not left."""
    here = page.url
    with page.context.expect_page() as opened:
        banner.locator("a").click()
    beside = opened.value
    beside.locator("input[name=name]").fill("ting")
    beside.locator("input[name=password]").fill(PASSWORD)
    beside.locator("form[action='/sign-in'] button[type=submit]").click()
    beside.wait_for_url(here.split("#")[0])
    beside.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
