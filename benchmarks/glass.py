"""From one browser's camera to another browser's screen: how old a picture is when it is seen.

The camera is a canvas that shows the time in black and white fields; the viewer's page reads them back out of
the film. Both browsers are on one machine and have one clock.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.studio import CLUB, Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECONDS, SETTLED = 20.0, 8.0  # watched, and how long before
QUIET = (
    *("--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
    *("--disable-background-timer-throttling", "--disable-renderer-backgrounding"),
    *("--disable-backgrounding-occluded-windows", "--autoplay-policy=no-user-gesture-required"),
)
BITS, SIDE = 32, 40  # fields of the clock, and pixels of each
CAMERA = f"""
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (asked) => {{
  const sound = await real({{ audio: true }});
  const canvas = Object.assign(document.createElement("canvas"), {{ width: 1280, height: 720 }});
  const pen = canvas.getContext("2d");
  setInterval(() => {{
    const now = BigInt(Date.now()) & 0xffffffffn;
    pen.fillStyle = `hsl(${{Number(now % 36000n) / 100}} 40% 50%)`;
    pen.fillRect(0, 0, 1280, 720);
    for (let bit = 0; bit < {BITS}; bit += 1) {{
      pen.fillStyle = (now >> BigInt(bit)) & 1n ? "white" : "black";
      pen.fillRect(bit * {SIDE}, 0, {SIDE}, {SIDE} * 2);
    }}
  }}, 1000 / 30);
  return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...sound.getAudioTracks()]);
}};
"""
AGE = f"""() => {{
  const film = document.querySelector("[data-video]");
  if (film.readyState < 2 || film.paused) return null;
  const canvas = new OffscreenCanvas({BITS}, 1);
  const pen = canvas.getContext("2d");
  const [side, across] = [film.videoWidth / {BITS}, film.videoWidth / {BITS} / 2];
  for (let bit = 0; bit < {BITS}; bit += 1)
    pen.drawImage(film, bit * side + across / 2, across, across, across, bit, 0, 1, 1);
  const seen = pen.getImageData(0, 0, {BITS}, 1).data;
  let then = 0n;
  for (let bit = 0; bit < {BITS}; bit += 1) if (seen[bit * 4] > 127) then |= 1n << BigInt(bit);
  return Number((BigInt(Date.now()) & 0xffffffffn) - then) / 1000;
}}"""


def ages(studio: Studio, browser: str) -> list[float]:
    """Seconds, of a picture every fifth of a second."""
    stream_id, _address = studio.announce()
    with on_air(studio, browser, stream_id) as (_host, viewer):
        time.sleep(SETTLED)
        seen = []
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            seen.append(viewer.evaluate(AGE))
            time.sleep(0.2)
    return [age for age in seen if age is not None and 0 < age < 60]


@contextmanager
def on_air(studio: Studio, browser: str, stream_id: int) -> Iterator[tuple["Page", "Page"]]:
    """A host's page that films, and a viewer's on which it plays."""
    from playwright.sync_api import sync_playwright

    cookie = {"name": "", "value": "", "url": f"http://127.0.0.1:{CLUB.port}"}
    cookie["name"], _, cookie["value"] = studio.cookie.partition("=")
    os.sched_setaffinity(0, set(range(os.cpu_count() or 1)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=[*QUIET])
        context = chromium.new_context(base_url=cookie["url"], permissions=["camera", "microphone"])
        context.add_cookies([cookie])  # type: ignore[list-item]
        host, viewer = context.new_page(), context.new_page()
        _goes_live(host, stream_id)
        viewer.goto(f"/live/{stream_id}")
        viewer.wait_for_function(
            "() => document.querySelector('[data-video]').currentTime > 0", timeout=60_000
        )
        yield host, viewer
        chromium.close()


def _goes_live(host: "Page", stream_id: int) -> None:
    host.add_init_script(CAMERA)
    host.goto(f"/live/{stream_id}/studio")
    host.locator("[data-open]").click()
    host.locator("[data-go]").click()
    host.locator("[data-on-air]").wait_for(timeout=60_000)
