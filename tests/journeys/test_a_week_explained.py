"""A week in one passport: topics, the likes of a ring, an order and its return, a reply that is removed."""

import json
import re
import urllib.request
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.a_ring import RING
from tests.journeys.conftest import PASSWORD, PATIENCE, answered, sign_in
from tests.journeys.test_keeping_order import UNTIL_TOLD, choose, report

pytestmark = pytest.mark.journey
ANOUK = RING[0]
SMALL = 0.01
OFFER = "Bags by the dozen: call 0901 234 567."
SENTENCES = (
    "You bought 1 time",
    "You gave the club 3 things",
    "Others valued what you made",
    "You returned 1 order",
    "1 thing was removed or taken back",
)
NUMBER = re.compile(r"[+−]?[\d,]+(?:\.\d+)?")


@pytest.fixture
def club(club_with_a_ring):
    return club_with_a_ring


def test_a_member_reads_what_moved_her_week_and_the_lines_are_the_number(club, window, page_of):
    page = window()
    sign_in(page, ANOUK.lower(), PASSWORD)
    page.goto("/passport")
    said(page, "You opened the topic", "+5.0")
    the_lines_are_the_number(page)

    # What the mall tells stands in the passport that is open, with the number it moved.
    key = key_of_a_new_source(page_of("peizhi"), "mall-of-the-week")
    tell(club.url, key, "purchase.made", "o-1", 80_000_00)
    said(page, "Flagship", "+")
    tell(club.url, key, "purchase.returned", "r-1", 30_000_00)
    said(page, "Flagship", "−")
    the_lines_are_the_number(page)

    # She answers somebody; what she wrote is removed, and so are its points.
    page.goto("/boards/table")
    page.locator("main").get_by_role("link", name=f"A table of {RING[1]}, 1").click()
    page.get_by_label("Your reply").fill(OFFER)
    with answered(page):
        page.get_by_role("button", name="Reply", exact=True).last.click()
    number = page.locator(".reply", has_text=OFFER).get_attribute("id").removeprefix("reply-")
    page.goto("/passport")
    said(page, "You replied", "+3.0")
    beibei, desk = page_of("beibei"), page_of("anders")
    report(beibei, f"/topics/{number}-", "selling", "She offers them in every room.")
    desk.goto("/moderation")
    desk.locator("article.case", has_text=f"A table of {RING[1]}, 1").get_by_role("link").first.click()
    choose(desk, "remove", "The club is no market.")
    with answered(desk):
        desk.locator("#decide button.main").click()
    said(page, f"A table of {RING[1]}, 1", "−3.0", UNTIL_TOLD)

    # The week says all of it in sentences, on a phone too, and the lines are the number.
    phone = window(width=390, height=844)
    sign_in(phone, ANOUK.lower(), PASSWORD)
    phone.goto("/passport")
    for view in (page, phone):
        view.reload()
        the_lines_are_the_number(view)
        for sentence in SENTENCES:
            expect(view.locator(".week")).to_contain_text(sentence)
    phone.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def said(page: Page, what: str, moved: str, within: int = PATIENCE) -> None:
    """There is a line of it, and it moved the score that way; without a reload."""
    row = page.locator("[data-ledger] tr", has_text=what).filter(has=page.locator(".num", has_text=moved))
    expect(row.first).to_be_visible(timeout=within)


def the_lines_are_the_number(page: Page) -> None:
    lines = page.locator("[data-ledger] .num").all_inner_texts()
    week = page.locator(".week .num").all_inner_texts()
    (score,) = numbers([page.locator("main [data-score]").first.text_content()])
    assert int(sum(numbers(lines)) + SMALL) == score, lines
    assert int(sum(numbers(week)) + SMALL) == score, week


def numbers(words: list[str]) -> list[float]:
    return [float(NUMBER.search(it)[0].replace("−", "-").replace(",", "")) for it in words]


def key_of_a_new_source(page: Page, name: str) -> str:
    page.goto("/settings/sources")
    page.locator("main input[name=name]").fill(name)
    page.locator("main form[action='/settings/sources'] button").click()
    return page.locator("#made").inner_text()


def tell(club: str, key: str, deed: str, of: str, amount: int) -> None:
    event = {
        "key": of,
        "member": ANOUK.lower(),
        "deed": deed,
        "occurred_at": datetime.now(UTC).isoformat(),
        "amount": amount,
        "currency": "CNY",
        "storefront": "Flagship",
        "category": "bags",
    }
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    asked = urllib.request.Request(
        f"{club}/api/v1/activity", json.dumps({"events": [event]}).encode(), headers
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert json.load(answer)["accepted"] == 1
