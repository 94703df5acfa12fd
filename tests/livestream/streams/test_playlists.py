"""What a playlist says holds by the standard's arithmetic: live, resumed by another session, and ended."""

import pytest

from livestream.streams import playlists
from livestream.streams.journal import Film
from tests.livestream.streams.checker import check, check_next, completed

THIRD = (0.3, 0.3, 0.3, 0.1)


def told(sessions=1, segments=3, parts=THIRD, number=0, called="s"):
    """Lines of a journal, as a worker writes them."""
    at = 1000.0 + number
    for session in (f"{called}{n}" for n in range(sessions)):
        figures = {"picture": "h264", "sound": "aac"}
        yield {"begin": f"{session}-begin.mp4", "session": session, "figures": figures}
        counted = 0
        for _ in range(segments):
            begins = at
            for k, seconds in enumerate(parts):
                name = f"{session}-p{counted}.m4s"
                line = {"part": name, "session": session, "n": number, "alone": not k, "at": at}
                yield line | {"seconds": seconds}
                at, counted = at + seconds, counted + 1
            name, length = f"{session}-{number}.m4s", round(sum(parts), 6)
            line = {"segment": name, "session": session, "n": number, "at": begins}
            yield line | {"seconds": length, "bytes": 9}
            number += 1
        at += 5
    yield {"end": True}


def grown(*lines):
    film = Film()
    for line in lines:
        film.hear(line)
        yield film


@pytest.mark.parametrize(
    ("sessions", "segments", "parts"),
    [(1, 12, THIRD), (3, 4, THIRD), (2, 12, (0.32, 0.32, 0.32)), (2, 6, (0.4, 0.4, 0.2)), (4, 2, (0.1,))],
)
def test_whoever_reloads_finds_a_list_that_only_grows(sessions, segments, parts):
    known = dict.fromkeys((playlists.close, playlists.delta, playlists.plain, playlists.sound))
    for film in grown(*told(sessions, segments, parts)):
        for write in known if film.segments else ():
            now = check(write(film))
            if known[write]:
                now = completed(now, known[write])
                check_next(known[write], now)
            known[write] = now
    assert all(one.ended and len(one.segments) == sessions * segments for one in known.values())


def test_a_list_that_loses_its_beginning_counts_what_it_lost(monkeypatch):
    monkeypatch.setattr(playlists, "WINDOW", 8)
    before = None
    for film in grown(*list(told(sessions=4, segments=5))[:-1]):
        now = check(playlists.close(film)) if film.segments else None
        if before:
            check_next(before, now)
        before = now
    assert (before.sequence, before.session) == (12, 2)
    assert before.cuts == [15]


def test_after_an_hour_a_reload_costs_what_it_cost_at_the_beginning():
    *_, film = grown(*list(told(segments=3600))[:-1])
    whole, short = playlists.close(film), playlists.delta(film)
    assert len(whole) > 200_000
    assert len(short) < 4_000
    assert completed(check(short), check(whole)) == check(whole)


def test_parts_of_uneven_lengths_are_not_shown_once_they_lie_back():
    uneven = told(segments=1, parts=(0.5, 0.5, 0.2), number=2, called="t")
    *_, film = grown(*list(told(segments=2))[:-1], *list(uneven)[:-1])
    text = playlists.close(film)
    assert {part[2] for part in check(text).parts} == {0.5, 0.2}


WRONG = {
    "PART-HOLD-BACK=1.051": "PART-HOLD-BACK=1.049",
    "CAN-SKIP-UNTIL=12": "CAN-SKIP-UNTIL=11",
    "PART-TARGET=0.350000": "PART-TARGET=0.290000",
    "PART-TARGET=0.350": "PART-TARGET=0.360",
    "TARGETDURATION:2": "TARGETDURATION:0",
    "#EXT-X-MAP": "#EXT-X-MEP",
    "#EXT-X-DISCONTINUITY\n": "",
    "s0-p1.m4s": "s0-p2.m4s",
    "16:48": "16:01",
    "16:40.000": "16:40.090",
    'HINT:TYPE=PART,URI="s1-p6.m4s"': 'HINT:TYPE=PART,URI="s1-p5.m4s"',
    "EXTINF:1.000000": "EXTINF:1.200000",
    "#EXTM3U\n": "#EXTM3U\n#EXT-X-VERSION:9\n",
    "#EXT-X-VERSION:9": "#EXT-X-VERSION:5",
    "#EXT-X-SERVER-CONTROL": "#EXT-X-ENDLIST\n#EXT-X-SERVER-CONTROL",
}


@pytest.mark.parametrize("right", WRONG)
def test_the_checker_finds_what_is_wrong(right):
    *_, film = grown(*list(told(sessions=2, segments=3))[:24])
    text = playlists.close(film)
    check(text)
    assert right in text
    with pytest.raises((AssertionError, KeyError)):
        check(text.replace(right, WRONG[right], 1))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("s0-0.m4s", "s0-9.m4s"),
        ("DISCONTINUITY-SEQUENCE:0", "DISCONTINUITY-SEQUENCE:1"),
        ("TARGETDURATION:2", "TARGETDURATION:3"),
        ("MEDIA-SEQUENCE:0", "MEDIA-SEQUENCE:1"),
        ("s1-p2.m4s", "s1-p7.m4s"),
    ],
)
def test_the_checker_finds_what_a_reload_may_not_change(right, wrong):
    *_, before, after = (playlists.close(film) for film in grown(*list(told(2))[:-10]) if film.segments)
    check_next(check(before), check(after))
    assert right in after
    with pytest.raises(AssertionError):
        check_next(check(before), check(after.replace(right, wrong, 1)))
