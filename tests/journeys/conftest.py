"""The club as a newcomer starts it, and people with real browsers in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from tests.services import browser as found_browser
from tests.services import free_port, until_alive

HOUSE = Path(__file__).parents[2]
PATIENCE = 15_000  # ms until what a page should show counts as missing; a busy machine is slow, not wrong
PASSWORD = "a long word for journeys"
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream=device-count=2",  # cameras that everybody has
    "--use-fake-ui-for-media-stream",
]


@dataclass
class Club:
    """A served club: where it is, and how to end and begin its web process."""

    port: int
    data: Path
    process: subprocess.Popen[bytes] | None = None
    env: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def zone(self, *words: str) -> str:
        """What a `zone` command says."""
        command = [sys.executable, "-m", "commands", *words]
        done = subprocess.run(command, cwd=HOUSE, env=self.env, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def open(self) -> None:
        log = (self.data / "serve.log").open("ab")
        command = [sys.executable, "-m", "commands", "serve"]
        self.process = subprocess.Popen(command, cwd=HOUSE, env=self.env, stdout=log, stderr=log)
        until_alive(self.port, self.data / "serve.log")

    def close(self) -> None:
        assert self.process
        self.process.terminate()
        self.process.wait(timeout=15)


def club_in(data: Path) -> Club:
    club = Club(free_port(), data)
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    club.env = {**env, "ZONE_DATA": str(data), "PORT": str(club.port), "RATE_LIMITS": "off", "RTMP_PORT": "0"}
    return club


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo village as `make run` makes it: once, however many test processes take a copy of it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    made = base / "village"
    with (base / "village.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            making = club_in(base / "village-in-the-making")
            making.zone("migrate")
            making.zone("seed", "village", "--password", PASSWORD)
            making.zone("work", "--once")
            making.data.rename(made)
    return made


@pytest.fixture(scope="session")
def club(village: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Club]:
    """The village, served as `make run` serves it."""
    club = club_in(tmp_path_factory.mktemp("club"))
    shutil.copytree(village, club.data, dirs_exist_ok=True)
    club.open()
    yield club
    club.close()


@pytest.fixture
def club_with_a_ring(village: Path, tmp_path: Path) -> Iterator[Club]:
    """The village with four more in it; of its own, since whoever is new there is seen everywhere."""
    club = club_in(tmp_path / "club")
    shutil.copytree(village, club.data)
    command = [sys.executable, "-m", "tests.journeys.a_ring"]
    subprocess.run(command, cwd=HOUSE, env=club.env, check=True, timeout=120)
    club.open()
    yield club
    club.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def window(club: Club, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A browser window of its own, as wide as asked; what goes wrong in its scripts fails the story."""
    contexts, troubles = [], []

    def window(width: int = 1280, height: int = 900, scheme: str = "light", **more: object) -> Page:
        context = chromium.new_context(
            base_url=club.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            **{"reduced_motion": "reduce", **more},
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
        return page

    yield window
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture
def page_of(window: Callable[..., Page]) -> Callable[..., Page]:
    """The window of a member of the village who has just signed in."""

    def page_of(handle: str, **more: object) -> Page:
        page = window(**more)
        sign_in(page, handle)
        return page

    return page_of


def answered(page: Page) -> AbstractContextManager[object]:
    """What is sent in this block has reached the club when it ends, so one may go on to another page."""

    def sent(told: Response) -> bool:
        return told.request.method != "GET" and "/socket.io/" not in told.url

    return page.expect_response(sent)


def sign_in(page: Page, handle: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.locator("input[name=name]").fill(handle)
    page.locator("input[name=password]").fill(password)
    page.locator("form[action='/sign-in'] button[type=submit]").click()
    page.wait_for_url("**/")
