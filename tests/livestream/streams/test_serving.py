"""The film is for members who may watch, under an address of their own that does not last."""

from datetime import timedelta

import pytest

from community import clock
from community.db import transaction
from livestream.streams import journal, serving
from livestream.streams.admitting import STILL
from livestream.streams.films import folder_of
from livestream.streams.going_live import close_film, end, remove
from tests.livestream.streams.checker import check


@pytest.fixture
def address(live, mia, browser_of):
    def address(name="", member=mia):
        facts = browser_of(member).get(f"/live/{live.id}/address").get_json()
        return facts["home"] + "/" + name

    return address


def test_a_player_needs_nothing_but_the_address(app, address):
    anybody = app.test_client()
    text = anybody.get(address("close.m3u8")).get_data(as_text=True)
    read = check(text)
    assert read.segments
    piece = anybody.get(address(read.segments[0][0]))
    assert piece.status_code == 200
    assert "immutable" in piece.headers["Cache-Control"]
    assert "Cookie" not in piece.headers.get("Vary", "")


def test_all_members_are_served_the_same_text(app, address, ada, mia):
    player = app.test_client()
    assert address(member=ada) != address(member=mia)
    hers, mine = (player.get(address("plain.m3u8", member=one)).data for one in (ada, mia))
    assert hers == mine


def test_another_pass_opens_nothing(app, address, live, ada):
    player, good = app.test_client(), address("plain.m3u8")
    assert player.get(good).status_code == 200
    member, ends, signature = good.split("/")[3].split(".")
    for wrong in (
        f"{ada.id}.{ends}.{signature}",
        f"{member}.{int(ends) + 300}.{signature}",
        f"{member}.{ends}.{'0' * 32}",
        f"{member}.{ends}",
        "x",
        f"{'9' * 40}.{ends}.{signature}",
    ):
        assert player.get(f"/media/live/{wrong}/{live.id}/plain.m3u8").status_code == 403
    assert player.get(good.replace(f"/{live.id}/", f"/{live.id + 1}/")).status_code == 403


def test_a_pass_ends(app, address):
    good = address("plain.m3u8")
    with clock.stopped(clock.now() + timedelta(minutes=21)):
        assert app.test_client().get(good).status_code == 403


def test_who_may_watch_no_more_sees_no_more_within_seconds(app, address, mia):
    player, good = app.test_client(), address("plain.m3u8")
    assert player.get(good).status_code == 200
    with transaction():
        mia.suspended_at = clock.now()
    with clock.stopped(clock.now() + timedelta(seconds=STILL + 1)):
        assert player.get(good).status_code == 403


def test_what_was_removed_is_gone_for_players_too(app, address, live, ada):
    player, good = app.test_client(), address("plain.m3u8")
    remove(live, by=ada)
    with clock.stopped(clock.now() + timedelta(seconds=STILL + 1)):
        assert player.get(good).status_code == 403


@pytest.mark.parametrize("name", ["journal", "..%2fzone.db", "s1-0.m4s.gz", "s1-begin.mp4%00", "s9-0.m4s"])
def test_nothing_else_is_fetched(app, address, name):
    assert app.test_client().get(address(name)).status_code == 404


def test_a_playlist_waits_for_what_was_asked_for(app, address, live, monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.05)
    player = app.test_client()
    assert player.get(address("close.m3u8?_HLS_msn=3")).status_code == 200
    assert player.get(address("close.m3u8?_HLS_msn=4&_HLS_part=0")).status_code == 503
    assert player.get(address("close.m3u8?_HLS_msn=400")).status_code == 400
    assert player.get(address("close.m3u8?_HLS_part=0")).status_code == 400
    journal.write(
        folder_of(live.id),
        {"part": "s1-p99.m4s", "session": "s1", "n": 4, "alone": True, "at": 9e9, "seconds": 0.3},
    )
    assert player.get(address("close.m3u8?_HLS_msn=4&_HLS_part=0")).status_code == 200


def test_whoever_read_it_is_not_told_all_of_it_again(app, address, live):
    for number in range(4, 40):
        line = {"segment": f"s1-{number}.m4s", "session": "s1", "n": number, "at": number, "bytes": 9}
        journal.write(folder_of(live.id), line | {"seconds": 1.0})
    player = app.test_client()
    whole = player.get(address("close.m3u8?_HLS_msn=39")).get_data(as_text=True)
    short = player.get(address("close.m3u8?_HLS_msn=39&_HLS_skip=YES")).get_data(as_text=True)
    assert "#EXT-X-SKIP:SKIPPED-SEGMENTS=27\n" in short
    assert short.count(".m4s") == whole.count(".m4s") - 27


def test_it_can_be_seen_again_at_once(app, address, live, ada):
    end(live, by=ada)
    close_film(live.id)
    text = app.test_client().get(address("close.m3u8")).get_data(as_text=True)
    assert check(text).ended
    assert live.seconds == 4


def test_before_it_begins_there_is_nothing_to_fetch(stream, mia, browser_of):
    facts = browser_of(mia).get(f"/live/{stream.id}/address").get_json()
    assert facts["state"] == "announced"
    assert "home" not in facts
