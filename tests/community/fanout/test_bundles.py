"""Bursts are joined, and nobody notices but by the clock."""

import pytest

from community.fanout.bundles import Bundles, Letter
from tests.community.fanout.halls import Hall, framed


@pytest.fixture
def busy():
    """Bursts are joined, and time passes when `turn` is called."""
    hall = Hall(tick=0.02)
    turns = []
    bundles = hall.manager._bundles
    bundles._start = turns.append
    bundles._sleep = lambda _seconds: None
    hall.turn = lambda: [turn() for turn in turns[-1:]]
    return hall


def test_a_burst_leaves_together_after_the_first(busy):
    for name in ("Ada", "Ben"):
        busy.seat(name)
    for word in ("one", "two", "three"):
        busy.say(word)
    assert busy.heard["Ada"] == [framed("one")]
    busy.turn()
    assert busy.heard["Ada"] == [framed("one"), framed("two", "three")]
    busy.say("four")
    assert busy.heard["Ben"][-1] == framed("four")


def test_a_burst_keeps_its_order_for_who_is_left_out_of_a_part_of_it(busy):
    ada = busy.seat("Ada")
    busy.seat("Ben")
    busy.seat("Mia", polls=True)
    busy.say("one")
    busy.say("two", skip_sid=ada)
    busy.say("three")
    busy.turn()
    assert b"".join(busy.heard["Ada"]) == framed("one", "three")
    assert b"".join(busy.heard["Ben"]) == framed("one", "two", "three")
    assert [text for _, text in busy.posted] == [f'2["word","{word}"]' for word in ("one", "two", "three")]


def test_who_comes_hears_only_what_follows_and_who_leaves_all_that_was_said(busy):
    ada, _ = busy.seat("Ada"), busy.seat("Ben")
    for word in ("one", "two"):
        busy.say(word)
    busy.seat("Mia")
    busy.say("three")
    busy.manager.leave_room(ada, "/", "hall")
    busy.say("four")
    busy.turn()
    assert b"".join(busy.heard["Ada"]) == framed("one", "two", "three")
    assert b"".join(busy.heard["Ben"]) == framed("one", "two", "three", "four")
    assert b"".join(busy.heard["Mia"]) == framed("three", "four")


def test_bytes_do_not_overtake_a_burst(busy):
    busy.seat("Ada")
    busy.seat("Ben")
    busy.say("one")
    busy.say("two")
    busy.say(b"picture")
    assert busy.heard["Ada"] == [framed("one"), framed("two")]


def test_after_a_long_telling_the_next_tick_is_longer_and_never_longer_than_twice_as_long():
    """So the server keeps most of its time for what is said to it."""
    passed, ticks = [0.0], []

    def sleep(seconds: float) -> None:
        ticks.append(round(seconds, 3))
        if len(ticks) < 5:
            bundles.add(("/", "hall"), Letter("one more", b""))

    def deliver(_room: object, _letters: list[Letter]) -> None:
        passed[0] += (0.001, 0.001, 0.004, 0.05, 0.001)[len(ticks)]

    bundles = Bundles(0.02, deliver, lambda turn: turn(), sleep, lambda: passed[0])
    bundles.add(("/", "hall"), Letter("one", b""))
    assert ticks == [0.02, 0.02, 0.032, 0.04, 0.02]
