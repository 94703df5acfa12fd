"""Redis goes and comes back: the club goes on, and nobody stays without what was said meanwhile."""

import shutil
import signal

import pytest

from tests.community.fanout.clubs import UNCHECKED, Club
from tests.services import Redis


@pytest.fixture
def redis(tmp_path):
    if not shutil.which("redis-server"):
        pytest.skip(f"{UNCHECKED} redis-server is missing")
    redis = Redis(tmp_path / "redis.sock")
    redis.open()
    yield redis
    redis.kill()


@pytest.fixture
def two(redis, tmp_path):
    clubs = [Club(tmp_path / f"log{number}", TINY_REDIS=redis.url) for number in (1, 2)]
    yield clubs
    for club in clubs:
        club.stop(signal.SIGINT)


def hears(browser, word):
    browser.socket.settimeout(0.3)
    try:
        while (frame := browser.hear()) != (0, b""):
            if word in frame[1]:
                return True
    except TimeoutError:
        return False
    raise AssertionError("the line ended")


def is_ended(browser):
    browser.socket.settimeout(0.3)
    try:
        while browser.hear() != (0, b""):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def test_who_missed_something_is_sent_to_ask_for_it(redis, two, handmade, until):
    here, there = two
    ada, ben = handmade(here, room="hall"), handmade(there, room="hall")
    until(lambda: here.get("/say/first") and hears(ben, b"first"))
    redis.kill()
    assert here.get("/say/alone") == "said"
    assert hears(ada, b"alone")
    assert not hears(ben, b"alone")
    redis.open()
    until(lambda: is_ended(ben), 20)
    until(lambda: is_ended(ada), 20)
    again = handmade(there, room="hall")
    until(lambda: here.get("/say/together") and hears(again, b"together"), 20)
