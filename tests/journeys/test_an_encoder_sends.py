"""An encoder sends a stream by RTMP: it is watched, sent on, breaks off, comes back, and is one replay."""

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE, Club, club_in, sign_in
from tests.journeys.test_going_live import DESK, PHONE, PLAYS, ends_it, presses_watch
from tests.livestream.engines.pushing import pushed
from tests.livestream.outlets.receiving import KEY, Server
from tests.livestream.streams.films import film
from tests.services import free_port

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TITLE, SAID = "From the cable car", "What a view!"
SECOND = "document.querySelector('[data-video]').currentTime"
ANNOUNCING = """async title => {
  const how = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  return (await fetch('/api/v1/streams', { ...how, body: JSON.stringify({ title }) })).json();
}"""


@pytest.fixture
def outside() -> Iterator[Server]:
    """A server that takes streams in, on a loop of its own: the browsers have theirs."""
    loop, server = asyncio.new_event_loop(), Server()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(server.open(), loop).result(10)
    yield server
    asyncio.run_coroutine_threadsafe(server.die(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)


@pytest.fixture
def own_club(village, tmp_path_factory, outside: Server) -> Iterator[Club]:
    """A village of its own, which encoders reach."""
    club = club_in(tmp_path_factory.mktemp("encoders"))
    shutil.copytree(village, club.data, dirs_exist_ok=True)
    club.env["RTMP_PORT"] = str(free_port())
    club.env["OUTLET_HOSTS"] = f"127.0.0.1:{outside.port}"
    club.open()
    yield club
    club.close()


@pytest.fixture
def member(own_club: Club, chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def member(handle: str, width: int, height: int) -> Page:
        context = chromium.new_context(base_url=own_club.url, viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        sign_in(page, handle)
        return page

    yield member
    for context in contexts:
        context.close()


def test_an_encoder_is_watched_sent_on_cut_and_comes_back(member, outside):
    adds_an_outlet(member("peizhi", **DESK), outside)
    host, viewer = member("ruolan", **DESK), member("dora", **PHONE)
    told = host.evaluate(ANNOUNCING, TITLE)
    to, url = f"{told['ingest_url']}/{told['key']}", told["url"]
    with pushed(to, filmed()):
        host.goto(f"{url}/studio")
        watches(viewer, url)
        switches_the_outlet_off_and_on(host, outside)
        says_something(viewer)
    stands_still(viewer)
    with pushed(to, filmed()):
        plays_on(viewer)
    host.goto(f"{url}/studio")
    ends_it(host)
    is_one_replay(viewer, url)


def test_a_film_that_loses_its_sound_plays_on(member):
    """Browsers wait for ever for a sound that comes no more; the page that was opened once goes on."""
    host, viewer = member("ruolan", **DESK), member("dora", **PHONE)
    told = host.evaluate(ANNOUNCING, "From a windy pier")
    to = f"{told['ingest_url']}/{told['key']}"
    with pushed(to, film(seconds=30)):
        watches(viewer, told["url"])
    stands_still(viewer)
    with pushed(to, film(seconds=60, sound=None)):
        plays_on(viewer)
        expect(viewer.locator("[data-words-shown]")).to_be_hidden()


@cache
def filmed() -> bytes:
    return film(seconds=90)


def adds_an_outlet(keeper: Page, outside: Server) -> None:
    keeper.goto("/live/outlets")
    keeper.locator("input[name=name]").fill("The big screen")
    keeper.locator("input[name=address]").fill(f"rtmp://127.0.0.1:{outside.port}/live")
    keeper.locator("input[name=key]").fill(KEY)
    keeper.locator("form[action='/live/outlets'] button[type=submit]").click()
    expect(keeper.get_by_role("heading", name="The big screen")).to_be_visible()


def watches(viewer: Page, url: str) -> None:
    viewer.goto(url)
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    viewer.evaluate("() => { window.sameness = true; }")


def switches_the_outlet_off_and_on(host: Page, outside: Server) -> None:
    way = host.locator("[data-way]", has_text="The big screen")
    expect(way).to_have_attribute("data-state", "sending")
    way.get_by_role("button", name="Switch off").click()
    expect(way).to_have_attribute("data-state", "off")
    before = len(outside.shelves)
    way.get_by_role("button", name="Switch on").click()
    expect(way).to_have_attribute("data-state", "sending")
    assert len(outside.shelves) > before
    assert all(shelf.came for shelf in outside.shelves[before:])


def says_something(viewer: Page) -> None:
    viewer.get_by_role("textbox", name="Write to").fill(SAID)
    viewer.get_by_role("button", name="Send").click()
    expect(viewer.locator("[data-log] .message:not(.waiting)", has_text=SAID)).to_be_visible()


def stands_still(viewer: Page) -> None:
    """What was sent has been seen; nothing more comes."""
    viewer.wait_for_function(
        f"""() => new Promise(said => {{ const at = {SECOND};
              setTimeout(() => said({SECOND} === at), 1500); }})"""
    )


def plays_on(viewer: Page) -> None:
    """On the page that was never loaded anew."""
    before = viewer.evaluate(f"() => {SECOND}")
    viewer.wait_for_function(f"at => {SECOND} > at + 2", arg=before, timeout=2 * PATIENCE)
    assert viewer.evaluate("() => window.sameness")


def is_one_replay(viewer: Page, url: str) -> None:
    """Of both halves, with what was said in its place."""
    viewer.goto(url)
    presses_watch(viewer)
    viewer.wait_for_function(PLAYS)
    said = viewer.locator("[data-second]", has_text=SAID)
    second = float(said.get_attribute("data-second") or "-1")
    length = viewer.evaluate("() => document.querySelector('[data-video]').duration")
    assert 0 < second < length - 2, "the other half comes after it"
    video = "document.querySelector('[data-video]')"
    viewer.evaluate(f"() => {{ {video}.pause(); {video}.currentTime = {second + 0.5}; }}")
    expect(said).to_be_visible()
    viewer.goto("/live")
    expect(viewer.get_by_role("link", name=TITLE)).to_have_count(1)
