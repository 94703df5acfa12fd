"""A host shows a piece of her list in her stream; who watches collects it, live and from the replay."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import answered
from tests.journeys.test_going_live import DESK, PHONE, ends_it, goes_live, sees_it_again

pytestmark = pytest.mark.journey
PIECE, TITLE = "Linen jacket, undyed", "What I carry to the lake"


def test_a_piece_is_shown_in_a_stream_and_collected_from_it(club, page_of):
    host = page_of("ruolan", **PHONE, permissions=["camera", "microphone"])
    viewer = page_of("hugo", **DESK)
    address = goes_live(host, TITLE)
    opens(viewer, address)
    lays_on_the_table(host)
    sees_it_upon_the_film(viewer)
    collects(viewer)
    closes_it_there(viewer)
    reads_that_it_was_collected(host)
    for page in (host, viewer):
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    finds_it_in_her_list(viewer)
    ends_it(host)
    late = page_of("priya", **DESK)
    sees_it_again(late, address)
    collects_from_the_replay(late)


def on_the_shelf(page: Page) -> Locator:
    return page.locator("[data-shelf] .product", has_text=PIECE).first


def opens(viewer: Page, address: str) -> None:
    viewer.goto(address)
    expect(viewer.locator("[data-badge]")).to_be_visible()
    expect(viewer.locator("[data-shelf]")).to_be_hidden()
    viewer.evaluate("() => { window.sameness = true; }")


def lays_on_the_table(host: Page) -> None:
    on_the_shelf(host).get_by_role("button", name="Onto the table").click()
    expect(on_the_shelf(host).get_by_role("button", name="Take off")).to_be_visible()
    expect(host.locator("[data-on-air]")).to_be_visible()


def upon_the_film(viewer: Page) -> Locator:
    return viewer.locator("[data-ware-shown]")


def sees_it_upon_the_film(viewer: Page) -> None:
    expect(upon_the_film(viewer)).to_contain_text(PIECE)
    expect(upon_the_film(viewer).get_by_role("button", name="Add to my list")).to_be_visible()


def closes_it_there(viewer: Page) -> None:
    """What was collected in one place is taken in the other, too."""
    expect(upon_the_film(viewer).get_by_role("button", name="Taken")).to_be_visible()
    upon_the_film(viewer).get_by_role("button", name="Dismiss").click()
    expect(upon_the_film(viewer)).to_be_empty()


def collects(viewer: Page) -> None:
    with answered(viewer):
        on_the_shelf(viewer).get_by_role("button", name="Add to my list").click()
    expect(on_the_shelf(viewer).get_by_role("button", name="Taken")).to_be_visible()
    assert viewer.evaluate("() => window.sameness")


def reads_that_it_was_collected(host: Page) -> None:
    expect(on_the_shelf(host)).to_contain_text("1 collected it")
    expect(host.locator("[data-on-air]")).to_be_visible()


def finds_it_in_her_list(viewer: Page) -> None:
    viewer.goto("/lists/mine")
    viewer.locator("main .card a").first.click()
    piece = viewer.locator("[data-piece]", has_text=PIECE)
    expect(piece).to_contain_text("collected from a stream of")
    expect(piece.get_by_role("link", name=TITLE)).to_be_visible()


def collects_from_the_replay(late: Page) -> None:
    expect(late.get_by_role("heading", name="Shown in this stream")).to_be_visible()
    late.evaluate("() => { window.sameness = true; }")
    collects(late)
    late.reload()
    expect(on_the_shelf(late).get_by_role("button", name="Taken")).to_be_visible()
