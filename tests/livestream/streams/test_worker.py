"""Whatever comes in, viewers have a film that players can read, or the host has a sentence."""

import json

import pytest

from livestream.streams import journal, playlists
from livestream.streams.films import folder_of
from livestream.streams.going_live import seal
from livestream.streams.journal import Reader
from tests.livestream.streams.checker import check, check_next
from tests.livestream.streams.films import film

GOOD = {
    "rtmp": ("flv", {}),
    "a browser that films h264": ("matroska", {"picture": "libx264", "sound": "libopus"}),
    "a browser that films vp8": ("matroska", {"picture": "libvpx", "sound": "libopus"}),
    "safari": ("mp4", {}),
    "frames between frames": ("flv", {"between": 2}),
    "four seconds between whole pictures": ("flv", {"keys": 120, "seconds": 9}),
    "half a second between whole pictures": ("flv", {"keys": 15}),
    "only sound": ("flv", {"picture": None}),
    "only a picture": ("flv", {"sound": None}),
    "a clock that leaps ahead": ("flv", {"leap": 100}),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_film_can_be_read_live_and_when_it_ended(stream, films, case):
    kind, asked = GOOD[case]
    assert films(film(kind, **asked), kind) == 0
    folder = folder_of(stream.id)
    known = journal.read(folder)
    seconds = asked.get("seconds", 4)
    assert abs(known.seconds - seconds) < 0.3
    check(playlists.close(known))
    assert len(check(playlists.plain(known)).segments) == len(known.segments)
    over = check(playlists.plain(seal(stream.id)))
    assert over.ended
    assert all((folder / name).stat().st_size for name, _seconds in over.segments)


def test_at_every_line_of_the_journal_the_playlist_holds(stream, films):
    films(film(seconds=9))
    lines = (folder_of(stream.id) / journal.NAME).read_bytes().splitlines()
    known, before = journal.Film(), None
    for line in lines:
        known.hear(json.loads(line))
        if known.segments:
            now = check(playlists.close(known))
            if before:
                check_next(before, now)
            before = now
    assert len(before.segments) == 9


def test_the_part_that_was_promised_is_the_one_that_comes(stream, films):
    films()
    known, promised = journal.Film(), ""
    for line in (folder_of(stream.id) / journal.NAME).read_bytes().splitlines():
        said = json.loads(line)
        if "part" in said and promised:
            assert said["part"] == promised
        known.hear(said)
        promised = playlists.hinted(known)


@pytest.mark.parametrize(
    "data", [b"", b"garbage" * 10_000, b"\0" * 100_000, b"#EXTM3U\nfile:///etc/passwd\n" * 99]
)
@pytest.mark.parametrize("kind", ["flv", "matroska", "mp4"])
def test_what_is_no_film_is_said_to_be_none(stream, films, data, kind):
    assert films(data, kind) == 1
    assert journal.read(folder_of(stream.id)).trouble == "unreadable"


def test_a_format_is_never_guessed(stream, films):
    assert films(film("flv"), "matroska") == 1
    assert films(film("flv"), "hls") == 1
    assert not journal.read(folder_of(stream.id)).segments


def test_a_picture_larger_than_a_club_needs_is_refused(stream, films):
    assert films(film(size=(2560, 1440), seconds=1)) == 1
    assert journal.read(folder_of(stream.id)).trouble == "too_large"


def test_a_host_whose_whole_pictures_are_far_apart_is_told(stream, films):
    films(film(keys=120, seconds=9))
    known = journal.read(folder_of(stream.id))
    assert known.trouble == "keys_far_apart"
    assert max(one.seconds for one in known.segments) < 2.5


def test_a_stream_that_comes_back_goes_on_in_the_same_playlist(stream, films):
    films(session="s1")
    before = check(playlists.close(journal.read(folder_of(stream.id))))
    films(film(size=(240, 320)), session="s2")
    known = journal.read(folder_of(stream.id))
    after = check(playlists.close(known))
    check_next(before, after)
    assert after.cuts == [len(before.segments)]
    assert playlists.close(known).count("#EXT-X-MAP") == 2
    assert check(playlists.plain(seal(stream.id))).ended


def test_a_worker_that_was_killed_loses_no_part(stream, films):
    films()
    folder = folder_of(stream.id)
    path = folder / journal.NAME
    lines = path.read_bytes().splitlines(keepends=True)
    torn = next(n for n, line in enumerate(lines) if b'"n":3' in line and b'"part"' in line) + 2
    path.write_bytes(b"".join(lines[:torn]) + lines[torn][:20])
    known = journal.mend(folder)
    assert [round(one.seconds, 1) for one in known.segments] == [1.0, 1.0, 1.0, 0.6]
    assert known.segments[-1].name
    films(session="s2")
    check(playlists.plain(seal(stream.id)))


def test_a_line_that_is_not_whole_is_read_later(tmp_path):
    reader = Reader(tmp_path)
    assert not reader.read_on()
    path = tmp_path / journal.NAME
    path.write_bytes(b'{"begin":"s1-begin.mp4","session":"s1"}\n{"part":"s1-p0.m4s","sess')
    assert reader.read_on()
    assert not reader.film.segments
    with path.open("ab") as file:
        file.write(b'ion":"s1","n":0,"alone":true,"at":1.0,"seconds":0.3}\n')
    assert reader.read_on()
    assert reader.film.position == (0, 1)


def test_parts_that_nobody_asks_for_any_more_are_thrown_away(stream, films):
    films(film(seconds=12))
    names = {path.name for path in folder_of(stream.id).iterdir()}
    assert len([name for name in names if "-p" in name]) < 44
    text = playlists.close(journal.read(folder_of(stream.id)))
    assert {part[1] for part in check(text).parts} <= names
