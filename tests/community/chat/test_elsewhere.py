"""Two web processes with a Redis between them agree on who looks at a room."""

import shutil
from datetime import timedelta

import pytest

from community import clock
from community.chat import presence
from tests.services import Redis


@pytest.fixture
def redis(tmp_path):
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is missing")
    redis = Redis(tmp_path / "redis.sock")
    redis.open()
    presence.share(redis.url)
    yield redis
    presence.share(None)
    presence.forget_all()
    redis.kill()


@pytest.fixture
def process(redis, monkeypatch):
    """Speaks as one of several web processes, each with rooms of its own."""
    kept = {"first": presence.Rooms(), "second": presence.Rooms()}
    return lambda name: monkeypatch.setattr(presence, "_rooms", kept[name])


def test_who_looks_through_another_process_is_here_too(process):
    process("first")
    presence.come(7, "a1", "ada", "Ada")
    presence.come(7, "a2", "ada", "Ada")
    process("second")
    presence.come(7, "b", "ben", "Ben")
    presence.come(8, "b", "ben", "Ben")
    assert presence.here(7) == ["ada", "ben"]
    assert presence.news_of(7) == {"room": 7, "here": 2, "members": ["ada", "ben"]}
    assert presence.go("b", 7) == [7]
    with clock.stopped(clock.now() + presence.TELL_EVERY):
        assert presence.news_of(7) == {"room": 7, "here": 1, "members": ["ada"]}  # told to those elsewhere
    process("first")
    assert presence.here(7) == ["ada"]
    assert presence.here(8) == ["ben"]
    assert presence.go("a1") == [7]
    assert presence.here(7) == ["ada"]  # in another tab


def test_a_process_that_was_killed_leaves_no_ghosts(process):
    process("first")
    presence.come(7, "a", "ada", "Ada")
    process("second")
    with clock.stopped(clock.now() + presence.LASTS - timedelta(seconds=1)):
        presence.come(7, "b", "ben", "Ben")
        assert presence.here(7) == ["ada", "ben"]
    with clock.stopped(clock.now() + presence.LASTS + timedelta(seconds=1)):
        assert presence.here(7) == ["ben"]


def test_without_redis_each_knows_its_own(process, redis):
    process("first")
    presence.come(7, "a", "ada", "Ada")
    redis.kill()
    process("second")
    presence.come(7, "b", "ben", "Ben")
    assert presence.here(7) == ["ben"]
    redis.open()
    with clock.stopped(clock.now() + timedelta(seconds=6)):
        presence.still_here(7, "b", "ben", "Ben")
        process("first")
        presence.still_here(7, "a", "ada", "Ada")
        assert presence.here(7) == ["ada", "ben"]
