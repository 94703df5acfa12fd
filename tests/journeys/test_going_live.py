"""A blogger goes live from her browser, another member watches on a phone, and it stays to be seen again."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
FILM = "document.querySelector('[data-video]')"
PLAYS = """() => { const film = document.querySelector('[data-video]');
  return film.readyState > 2 && film.currentTime > 0 && film.videoWidth > 0; }"""
SMALL = """navigator.mediaDevices.getUserMedia = (wish => asked =>
  wish.call(navigator.mediaDevices, { ...asked, video: { ...asked.video, width: 640, height: 360 } })
)(navigator.mediaDevices.getUserMedia);
navigator.wakeLock.request = async () => {
  window.isAwake = true;
  return { released: false, release: async () => { window.isAwake = false; } };
};"""
PULLED_OUT = """() => { for (const track of document.querySelector('[data-preview]').srcObject.getTracks()) {
  track.stop();
  track.dispatchEvent(new Event('ended'));
} }"""


def test_a_blogger_goes_live_and_is_seen_again(club, page_of):
    host = page_of("ruolan", **DESK, permissions=["camera", "microphone"])
    viewer = page_of("dora", **PHONE)
    address = announces(host, "A morning at the lake")
    waits(viewer, address)
    films(host)
    watches(viewer)
    turns_the_camera(host, viewer)
    says_something(viewer, host)
    loses_the_camera_and_films_on(host, viewer)
    loses_it_for_good_and_reads_why(host, viewer)
    loses_the_line_and_comes_back(host, viewer)
    ends_it(host)
    reads_that_it_ended(viewer)
    sees_it_again(viewer, address)


def goes_live(host: Page, title: str) -> str:
    address = announces(host, title)
    films(host)
    return address


def announces(host: Page, title: str) -> str:
    """Answers where it can be watched."""
    host.add_init_script(SMALL)
    host.goto("/live")
    host.locator(".page-head").get_by_role("link", name="Go live").click()
    host.get_by_label("What is it about?").fill(title)
    host.get_by_role("button", name="Go on").click()
    host.wait_for_url("**/studio")
    return re.sub(r"/studio.*", "", host.url)


def films(host: Page) -> None:
    """While she does, her phone does not go dark."""
    host.get_by_role("button", name="Show my camera").click()
    host.get_by_role("button", name="Go live").click()
    expect(host.locator("[data-on-air]")).to_be_visible()
    host.wait_for_function("() => window.isAwake")


def waits(viewer: Page, address: str) -> None:
    viewer.goto(address)
    expect(viewer.get_by_text("He Ruolan has not begun.")).to_be_visible()
    expect(viewer.get_by_role("button", name="Remind me")).to_be_visible()


def watches(viewer: Page) -> None:
    """On the page on which one waited."""
    expect(viewer.get_by_role("button", name="Remind me")).to_be_hidden()
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    expect(viewer.locator("[data-badge]")).to_be_visible()
    expect(viewer.locator("[data-viewers]")).to_have_text("1")
    expect(viewer.locator("[data-behind]")).to_have_text(re.compile(r"[\d.]+ s behind"))
    expect(viewer.locator("[data-words-shown]")).to_be_hidden()
    viewer.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def presses_watch(viewer: Page) -> None:
    """Where the browser wants to be asked for sound."""
    viewer.wait_for_function(f"() => ({PLAYS})() || document.querySelector('[data-start]').checkVisibility()")
    if (start := viewer.locator("[data-start]")).is_visible():
        start.click()


def turns_the_camera(host: Page, viewer: Page) -> None:
    """A laptop's cameras do not say how they look; those who watch see the film go on."""
    shown = "document.querySelector('[data-preview]').srcObject.getVideoTracks()[0].label"
    before, second = host.evaluate(f"() => {shown}"), viewer.evaluate(f"() => {FILM}.currentTime")
    host.get_by_role("button", name="Other camera").click()
    host.wait_for_function(f"before => {shown} !== before", arg=before)
    viewer.wait_for_function(f"at => {FILM}.currentTime > at + 2", arg=second)


def says_something(viewer: Page, host: Page) -> None:
    """Its host reads it where she films, and answers there."""
    viewer.get_by_role("textbox", name="Write to").fill("What a light!")
    viewer.get_by_role("button", name="Send").click()
    expect(host.locator("[data-log]")).to_contain_text("What a light!")
    host.get_by_role("textbox", name="Write to").fill("It is seven here.")
    host.get_by_role("button", name="Send").click()
    expect(viewer.locator("[data-log]")).to_contain_text("It is seven here.")


def loses_the_camera_and_films_on(host: Page, viewer: Page) -> None:
    host.evaluate(PULLED_OUT)
    before = viewer.evaluate(f"() => {FILM}.currentTime")
    viewer.wait_for_function(f"at => {FILM}.currentTime > at + 3", arg=before)
    expect(host.locator("[data-on-air]")).to_be_visible()


def loses_it_for_good_and_reads_why(host: Page, viewer: Page) -> None:
    host.evaluate(
        """() => { window.asks = navigator.mediaDevices.getUserMedia;
          navigator.mediaDevices.getUserMedia = async () => {
            throw new DOMException('', 'NotReadableError'); }; }"""
    )
    host.evaluate(PULLED_OUT)
    expect(host.get_by_text("Another program uses the camera.")).to_be_visible()
    expect(host.locator("[data-on-air]")).to_be_hidden()
    reads_over_the_film(viewer, "lost the connection")
    host.wait_for_function("() => !window.isAwake")
    host.evaluate("() => { navigator.mediaDevices.getUserMedia = window.asks; }")
    films(host)


def reads_over_the_film(viewer: Page, sentence: str) -> None:
    """A film lies over what has no place of its own, whatever the page's tree says: pixels tell."""
    words = viewer.locator("[data-words-shown]")
    expect(words).to_contain_text(sentence)
    words.scroll_into_view_if_needed()
    there = words.bounding_box()
    shown = Image.open(BytesIO(viewer.screenshot(clip=there))).convert("L")
    words.evaluate("words => { words.style.visibility = 'hidden'; }")
    bare = Image.open(BytesIO(viewer.screenshot(clip=there))).convert("L")
    words.evaluate("words => { words.style.visibility = ''; }")
    assert (
        ImageStat.Stat(ImageChops.difference(shown, bare)).mean[0] > 5
    )  # of 255; under the film it is less than one


def loses_the_line_and_comes_back(host: Page, viewer: Page) -> None:
    """Out of the tunnel it is the same stream, and the viewer's page was never loaded anew."""
    viewer.evaluate("() => { window.sameness = true; }")
    host.context.set_offline(True)
    host.evaluate("() => undefined")
    host.wait_for_timeout(3000)
    host.context.set_offline(False)
    expect(host.locator("[data-studio-trouble]")).to_be_hidden(timeout=30_000)
    before = viewer.evaluate("() => document.querySelector('[data-video]').currentTime")
    viewer.wait_for_function(
        "(at) => document.querySelector('[data-video]').currentTime > at + 1", arg=before
    )
    assert viewer.evaluate("() => window.sameness")


def ends_it(host: Page) -> None:
    host.get_by_role("button", name="End the stream").click()
    host.get_by_role("button", name="End it").click()
    expect(host.get_by_text("The stream has ended. Whoever missed it")).to_be_visible()


def reads_that_it_ended(viewer: Page) -> None:
    expect(viewer.get_by_text("The stream has ended. You can watch it")).to_be_visible()
    viewer.get_by_role("link", name="From the beginning").click()
    viewer.wait_for_function("() => document.querySelector('[data-player]').dataset.state === 'ended'")


def sees_it_again(viewer: Page, address: str) -> None:
    viewer.goto(address)
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    assert viewer.evaluate("() => Number.isFinite(document.querySelector('[data-video]').duration)")
