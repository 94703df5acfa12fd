"""Four praise each other and nobody else does: a moderator reads the evidence on two screens, and decides."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.a_ring import RING
from tests.journeys.conftest import answered

pytestmark = pytest.mark.journey
ALL = len(RING)
TIES = ALL * (ALL - 1)


@pytest.fixture
def club(club_with_a_ring):
    return club_with_a_ring


def test_a_moderator_reads_the_evidence_of_a_ring_and_finds_it(page_of):
    desk, phone = page_of("anders"), page_of("anders", width=390, height=844)
    for page in (desk, phone):
        page.goto("/circles")
        page.locator("article", has_text=RING[0]).locator(".circle-link").click()
        page.wait_for_url("**/circles/*")
        reads_the_evidence(page)
    desk.wait_for_function(BESIDE_EACH_OTHER)
    phone.wait_for_function(f"() => !({BESIDE_EACH_OTHER})()")

    # It is said what proves it, and holds at once: on the other screen too.
    desk.get_by_text("It is a ring: find fraud").click()
    desk.get_by_label("What proves it").fill("Each likes what the others open, within a minute.")
    desk.locator("form[action$='/finding'] button").click()
    with answered(desk):
        desk.locator("dialog[open] [data-yes]").click()
    phone.reload()
    for page in (desk, phone):
        expect(page.locator("main")).to_contain_text(f"Fraud was proven of {ALL} of them")
        expect(page.get_by_text("It is a ring: find fraud")).to_have_count(0)


BESIDE_EACH_OTHER = """() => {
  const [graph, people] = [".circle-graph", ".circle-people"].map((it) => document.querySelector(it));
  return graph.getBoundingClientRect().right <= people.getBoundingClientRect().left;
}"""


def reads_the_evidence(page: Page) -> None:
    """Who is in it, drawn and by name, with a line between each two; as wide as the screen."""
    expect(page.locator(".circle-graph .dot")).to_have_count(ALL)
    expect(page.locator(".circle-graph line.tie:not(.one-way)")).to_have_count(TIES // 2)
    rows = page.locator("main table tbody tr")
    expect(rows).to_have_count(TIES)
    expect(rows.first.locator("td").nth(2)).to_have_text("2")
    for name in RING:
        expect(page.locator(".circle-people")).to_contain_text(name)
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
