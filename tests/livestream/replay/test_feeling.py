"""Ben presses a heart while Ada is on air; all see it, and whoever watches later at the same second."""

import pytest

from community.realtime import socketio, tell_counts
from livestream.replay import feeling
from livestream.replay.feeling import felt_in, tell_what_is_felt
from livestream.streams import watching
from livestream.streams.going_live import rest


@pytest.fixture(autouse=True)
def told(monkeypatch):
    told = []
    monkeypatch.setattr(
        feeling, "tell_counts", lambda room, event, facts, bare: told.append((room, event, facts, bare))
    )
    feeling._felt.clear()
    return told


@pytest.fixture
def feels(app, browser_of, live):
    def feels(who, what="love"):
        screen = socketio.test_client(app, flask_test_client=browser_of(who))
        return screen.emit("stream.feel", {"stream": live.id, "feeling": what}, callback=True)

    return feels


def test_what_is_felt_is_told_together_and_kept_by_its_second(ben, mia, live, feels, told, browser_of):
    assert not any((feels(ben), feels(mia), feels(mia, "wow")))
    tell_what_is_felt()
    facts = {"stream": live.id, "felt": {"love": 2, "wow": 1}}
    bare = {"stream": live.id, "felt": {"love": 1, "wow": 1}}
    assert told == [(f"stream:{live.id}", "stream.felt", facts, bare)]
    feels(ben)
    tell_what_is_felt()
    kept = [(row.second, row.feeling, row.count) for row in felt_in(live)]
    assert kept == [(2, "love", 3), (2, "wow", 1)]
    assert browser_of(mia).get(f"/live/{live.id}/felt").get_json()["felt"] == [[2, "love", 3], [2, "wow", 1]]


def test_nothing_is_told_where_nothing_is_felt(live, feels, ben, told):
    feels(ben, "boredom")
    tell_what_is_felt()
    assert told == []


def test_only_while_it_is_live(live, feels, ben, told):
    rest(live)
    assert feels(ben) == {"error": "This stream is not there any more."}
    tell_what_is_felt()
    assert told == []


def test_who_wants_no_numbers_sees_that_it_was_felt_and_not_how_many_watch(
    app, ben, mia, live, feels, browser_of, monkeypatch
):
    monkeypatch.setattr(feeling, "tell_counts", tell_counts)
    browser_of(mia).patch("/api/v1/me/letters", json={"shows_counts": False})
    hers, his = (socketio.test_client(app, flask_test_client=browser_of(it)) for it in (mia, ben))
    watched = [it.emit("stream.watch", {"stream": live.id}, callback=True)["viewers"] for it in (hers, his)]
    assert watched == [None, 0]
    feels(ben)
    feels(ben)
    tell_what_is_felt()
    watching.count({live.id})
    numbers = [[it["args"][0] for it in line.get_received()] for line in (hers, his)]
    assert numbers == [
        [{"stream": live.id, "felt": {"love": 1}}],
        [{"stream": live.id, "felt": {"love": 2}}, {"stream": live.id, "viewers": 2}],
    ]
    assert browser_of(mia).get(f"/api/v1/streams/{live.id}").json["viewers"] is None
