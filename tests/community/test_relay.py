"""What workers and commands say reaches the browsers of the web process, without Redis too."""

import pytest

from community import realtime
from community.realtime import HEARS, SAYS, look, room_of, socketio, tell
from community.relay import Relay


@pytest.fixture
def ends(tmp_path, monkeypatch):
    """A worker's and a web process's."""
    ends = {SAYS: Relay(tmp_path / "said.db"), HEARS: Relay(tmp_path / "said.db")}
    monkeypatch.setattr(realtime, "_ends", {})
    return ends


def test_each_word_is_heard_once_in_its_order(ends):
    for n in range(3):
        ends[SAYS].say("member:7", "score.moved", {"score": n})
    assert list(ends[HEARS].news()) == [("member:7", "score.moved", {"score": n}) for n in range(3)]
    assert list(ends[HEARS].news()) == []


def test_who_comes_later_hears_what_is_said_later(ends, tmp_path):
    ends[SAYS].say("member:7", "score.moved", {"score": 1})
    later = Relay(tmp_path / "said.db")
    ends[SAYS].say("member:7", "score.moved", {"score": 2})
    assert list(later.news()) == [("member:7", "score.moved", {"score": 2})]


def test_what_was_heard_is_not_kept(ends, monkeypatch):
    ends[SAYS].say("member:7", "score.moved", {"score": 1})
    monkeypatch.setattr("community.relay.KEPT", -1.0)
    ends[SAYS].say("member:7", "score.moved", {"score": 2})
    assert [facts["score"] for *_, facts in ends[HEARS].news()] == [2]


def test_a_file_that_cannot_be_written_hinders_nobody(tmp_path, caplog):
    nowhere = Relay(tmp_path / "no folder" / "said.db")
    nowhere.say("member:7", "score.moved", {"score": 1})
    assert list(nowhere.news()) == []
    assert "nobody hears score.moved at once" in caplog.text


def test_a_workers_word_comes_to_the_members_browser(app, ada, browser_of, ends, monkeypatch):
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    screen.get_received()
    monkeypatch.setattr(realtime, "_ends", {SAYS: ends[SAYS]})
    tell(room_of(ada.id), "score.moved", {"score": 9})
    assert screen.get_received() == []
    monkeypatch.setattr(realtime, "_ends", {HEARS: ends[HEARS]})
    look()
    (word,) = [it for it in screen.get_received() if it["name"] == "score.moved"]
    assert word["args"] == [{"score": 9}]
