"""A stream from its announcement to its replay: called for, talked in, seen again in time, cut and found."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import answered
from tests.journeys.test_going_live import DESK, PHONE, PLAYS, SMALL, ends_it, presses_watch

pytestmark = pytest.mark.journey
TITLE = "Live from the lamp archive"
HEARS = """() => { const film = document.querySelector('[data-video]');
  return film.readyState > 2 && film.currentTime > 0 && film.videoWidth === 0; }"""
SECOND = "document.querySelector('[data-video]').currentTime"


def test_a_stream_is_called_for_talked_in_and_seen_again_in_time(club, page_of):
    host = page_of("manling", **DESK, permissions=["camera", "microphone"])
    viewer = page_of("jiaqi", **PHONE)
    address = announces(host)
    asks_to_be_reminded(viewer, address)
    goes_on_air(host)
    comes_by_the_call(viewer, address)
    second = says_what_she_sees(viewer)
    feels(viewer, host)
    hears_it_without_its_picture(viewer)
    ends_it(host)
    reads_it_in_time(viewer, address, second)
    goes_on_hearing_where_she_saw(viewer)
    cuts_a_clip(host, address)
    finds_it(viewer)


def announces(host: Page) -> str:
    host.add_init_script(SMALL)
    host.goto("/live/new")
    host.get_by_label("What is it about?").fill(TITLE)
    host.get_by_role("button", name="Go on").click()
    host.wait_for_url("**/studio")
    return re.sub(r"/studio.*", "", host.url)


def asks_to_be_reminded(viewer: Page, address: str) -> None:
    viewer.goto(address)
    with answered(viewer):
        viewer.get_by_role("button", name="Remind me").click()
    expect(viewer.get_by_role("button", name="We remind you")).to_be_visible()


def goes_on_air(host: Page) -> None:
    host.get_by_role("button", name="Show my camera").click()
    host.get_by_role("button", name="Go live").click()
    expect(host.locator("[data-on-air]")).to_be_visible()


def comes_by_the_call(viewer: Page, address: str) -> None:
    """The film begins on the page where she waits, without loading it again; the call stands in her news."""
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    viewer.goto("/notifications")
    viewer.get_by_role("link", name=f"“{TITLE}” is live now").first.click()
    viewer.wait_for_url(f"**{re.sub('^.*/live', '/live', address)}")
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    expect(viewer.locator("[data-entered]")).to_be_visible()


def says_what_she_sees(viewer: Page) -> float:
    """Answers at which second of the whole film she said it: what she saw, measured from its beginning."""
    viewer.wait_for_function(f"() => {SECOND} > 2 && document.querySelector('[data-behind]').textContent")
    second = viewer.evaluate(f"() => {SECOND}")
    viewer.get_by_role("textbox", name="Write to").fill("That green lamp!")
    viewer.get_by_role("button", name="Send").click()
    expect(viewer.locator("[data-log] .message:not(.waiting)", has_text="That green lamp!")).to_be_visible()
    return float(second)


def feels(viewer: Page, host: Page) -> None:
    """A sign stays for three seconds; the host has it over her own picture."""
    for page in (viewer, host):
        viewer.get_by_role("button", name="Love it").click()
        expect(page.locator(".felt").first).to_be_attached()


def hears_it_without_its_picture(viewer: Page) -> None:
    """And sees it again: the page was never loaded anew."""
    viewer.evaluate("() => { window.sameness = true; }")
    viewer.get_by_label("Quality").select_option("sound")
    viewer.wait_for_function(HEARS)
    before = viewer.evaluate(f"() => {SECOND}")
    viewer.wait_for_function(f"at => {SECOND} > at + 0.5", arg=before)
    expect(viewer.locator("[data-heard]")).to_be_visible()
    viewer.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    viewer.get_by_label("Quality").select_option("all")
    viewer.wait_for_function(PLAYS)
    expect(viewer.locator("[data-heard]")).to_be_hidden()
    assert viewer.evaluate("() => window.sameness")


def goes_on_hearing_where_she_saw(viewer: Page) -> None:
    """A film that rested rests; and what she chose is still chosen when she comes again."""
    viewer.evaluate(f"() => {{ {SECOND} = 1.5; }}")
    viewer.get_by_label("Quality").select_option("sound")
    viewer.wait_for_function(HEARS)
    viewer.wait_for_function(f"() => Math.abs({SECOND} - 1.5) < 0.5")
    assert viewer.evaluate("() => document.querySelector('[data-video]').paused")
    viewer.reload()
    expect(viewer.get_by_label("Quality")).to_have_value("sound")
    viewer.get_by_label("Quality").select_option("all")


def reads_it_in_time(viewer: Page, address: str, second: float) -> None:
    """Within a second of what she saw when she said it; a jump back takes it away again."""
    viewer.goto(address)
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    said = viewer.locator("[data-second]", has_text="That green lamp!")
    shown_at = float(said.get_attribute("data-second") or "-1")
    assert abs(shown_at - second) < 1
    film = "document.querySelector('[data-video]')"
    viewer.evaluate(f"() => {{ {film}.pause(); {film}.currentTime = {shown_at + 0.5}; }}")
    expect(said).to_be_visible()
    viewer.evaluate(f"() => {{ {film}.currentTime = {max(0, shown_at - 1)}; }}")
    expect(said).to_be_hidden()
    viewer.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def cuts_a_clip(host: Page, address: str) -> None:
    host.goto(address)
    host.get_by_text("Cut a clip").click()
    host.get_by_label("What does it show?").fill("The green lamp")
    host.get_by_label("From", exact=True).fill("0:01")
    host.get_by_label("To", exact=True).fill("0:03")
    host.get_by_role("button", name="Cut it").click()
    expect(host.get_by_role("heading", name="The green lamp")).to_be_visible()
    host.locator("[data-clip-play]").click()
    host.wait_for_function("() => document.querySelector('.clip-film video').currentTime > 0")


def finds_it(viewer: Page) -> None:
    viewer.goto("/?view=latest")
    card = viewer.locator(".post", has_text=TITLE)
    expect(card).to_contain_text("Replay")
    card.get_by_role("link", name=TITLE).click()
    expect(viewer.get_by_role("heading", name=TITLE)).to_be_visible()
