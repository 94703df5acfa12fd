"""The cast: tiny clubs, each in its own process; browsers with the official client; browsers made by hand."""

import itertools
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.community.fanout.clubs import UNCHECKED, Browser, Club, until
from tests.community.fanout.handmade import Handmade, masked
from tests.services import Redis


def pytest_terminal_summary(terminalreporter) -> None:
    unchecked = [
        report for report in terminalreporter.stats.get("skipped", ()) if UNCHECKED in str(report.longrepr)
    ]
    if unchecked:
        terminalreporter.section(f"{UNCHECKED} {len(unchecked)} tests skipped", "!", red=True, bold=True)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory) -> Iterator[str]:
    """A Redis of our own, or nothing."""
    if not shutil.which("redis-server"):
        yield ""
        return
    redis = Redis(tmp_path_factory.mktemp("redis") / "redis.sock")
    redis.open()
    yield redis.url
    redis.kill()


@pytest.fixture
def two_processes(clubs, redis_url) -> list[Club]:
    if not redis_url:
        pytest.skip(f"{UNCHECKED} redis-server is missing")
    return [clubs["ticking"], clubs["brief"]]


class Clubs:
    """All started at once, each a second's work; who was stopped starts again when it is asked for."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self._logs = (folder / str(number) for number in itertools.count())
        self._settings = {
            "direct": {},
            "ticking": {"TINY_TICK": "0.02", "TINY_REDIS": redis_url},
            "changed": {"TINY_CHANGED": "1"},
            "brief": {"TINY_REDIS": redis_url},
        }
        self.started = {name: self._start(name) for name in self._settings}

    def __getitem__(self, name: str) -> Club:
        if self.started[name].process.poll() is not None:
            self.started[name] = self._start(name)
        return self.started[name]

    def _start(self, name: str) -> Club:
        return Club(next(self._logs), **self._settings[name])


@pytest.fixture(scope="session")
def clubs(tmp_path_factory, redis_url) -> Iterator[Clubs]:
    """At the end Ctrl-C closes them in good order."""
    clubs = Clubs(tmp_path_factory.mktemp("clubs"), redis_url)
    yield clubs
    try:
        for club in clubs.started.values():
            club.stop(signal.SIGINT)
    finally:
        for club in clubs.started.values():
            club.process.kill()
            club.process.wait()


@pytest.fixture
def club(clubs) -> Club:
    return clubs["direct"]


@pytest.fixture
def browse() -> Iterator[Callable[..., Browser]]:
    browsers: list[Browser] = []

    def opened(scene: str, club: Club, *transports: str) -> Browser:
        browsers.append(Browser(scene, club, *transports))
        return browsers[-1]

    yield opened
    for browser in browsers:
        browser.close()


@pytest.fixture
def handmade() -> Iterator[Callable[..., Handmade]]:
    made: list[Handmade] = []

    def opened(club: Club, **choices: str) -> Handmade:
        made.append(Handmade(club, **choices))
        return made[-1]

    yield opened
    for browser in made:
        browser.socket.close()


@pytest.fixture(name="until", scope="session")
def patiently() -> Callable[..., object]:
    return until


@pytest.fixture(name="masked", scope="session")
def as_a_browser_sends() -> Callable[..., bytes]:
    return masked
