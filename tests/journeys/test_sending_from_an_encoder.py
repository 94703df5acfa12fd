"""A host sends from an encoder that is killed and comes back; a viewer's page plays on without a reload."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import HOUSE
from tests.journeys.test_going_live import DESK, PHONE, PLAYS, presses_watch
from tests.livestream.streams.films import film

pytestmark = pytest.mark.journey
SEEN = 30_000  # milliseconds for what passes through a club and two browsers on one busy machine


def test_an_encoder_is_killed_and_comes_back(club, page_of):
    host, viewer = page_of("wenhao", **DESK), page_of("jiaqi", **PHONE)
    rtmp = f"rtmp://127.0.0.1:{club.env['RTMP_PORT']}/live/{takes_a_key(host)}"
    address = announces(host, "The dye works at noon")
    viewer.goto(address)
    with sending(rtmp, film(seconds=8, size=(640, 360), keys=120)):
        presses_watch(viewer)
        viewer.wait_for_function(PLAYS)
        expect(host.locator("[data-figures]")).to_contain_text("h264 · 640 × 360 · aac", timeout=SEEN)
        expect(host.locator("[data-studio-trouble]")).to_contain_text("keyframe interval", timeout=SEEN)
        expect(host.locator("[data-on-air]")).to_be_visible()
    viewer.evaluate("() => { window.sameness = true; }")
    expect(viewer.locator("[data-badge]")).to_be_hidden(timeout=SEEN)
    with sending(rtmp, film(seconds=4, size=(640, 360))):
        expect(viewer.locator("[data-badge]")).to_be_visible(timeout=SEEN)
        before = viewer.evaluate("() => document.querySelector('[data-video]').currentTime")
        goes_on = "(at) => document.querySelector('[data-video]').currentTime > at + 1"
        viewer.wait_for_function(goes_on, arg=before, timeout=SEEN)
        assert viewer.evaluate("() => window.sameness")
        expect(host.locator("[data-studio-trouble]")).to_be_hidden(timeout=SEEN)
    ends_it(host)


def takes_a_key(host: Page) -> str:
    host.goto("/live/key")
    host.locator("form[action='/live/key'] button").click()
    return host.locator("code.stream-code").last.inner_text()


def announces(host: Page, title: str) -> str:
    """Answers where it can be watched."""
    host.goto("/live/new")
    host.get_by_label("What is it about?").fill(title)
    host.get_by_role("button", name="Go on").click()
    return re.sub(r"/studio.*", "", host.url)


@contextmanager
def sending(rtmp: str, body: bytes) -> Iterator[None]:
    """At its own pace, over and over, until it is killed."""
    command = [sys.executable, "-m", "tests.livestream.streams.pushing", rtmp, "again"]
    encoder = subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert encoder.stdin
        encoder.stdin.write(body)
        encoder.stdin.close()
        yield
    finally:
        encoder.kill()
        encoder.wait()


def ends_it(host: Page) -> None:
    host.get_by_role("button", name="End the stream").click()
    host.get_by_role("button", name="End it").click()
    expect(host.get_by_text("The stream has ended. Whoever missed it")).to_be_visible()
