"""What members see: what is on, the page of a stream, the studio of its host."""

import pytest

from community.db import db
from community.leaving.telling import tellings
from livestream.streams.going_live import begin, close_film, end
from livestream.streams.models import Stream
from livestream.streams.troubles import words_for


def test_a_host_announces_it_and_finds_her_studio(ada, mia, browser_of):
    browser = browser_of(ada)
    assert "Go live" in browser.get("/live").get_data(as_text=True)
    answer = browser.post("/live", data={"title": "Harvest morning", "audience": "members"})
    it = db.session.query(Stream).one()
    assert answer.location == f"/live/{it.id}/studio"
    assert "Harvest morning" in browser.get(answer.location).get_data(as_text=True)
    assert browser.get("/live/new").location == f"/live/{it.id}/studio"
    assert "Harvest morning" in browser_of(mia).get("/live").get_data(as_text=True)
    assert browser_of(mia).get(answer.location).status_code == 403


def test_what_is_wrong_with_it_is_said(ada, browser_of):
    answer = browser_of(ada).post("/live", data={"title": "", "audience": "members"})
    assert answer.status_code == 422
    assert "Say what it is about" in answer.get_data(as_text=True)


def test_each_state_has_its_sentence(ada, mia, live, stream, browser_of):
    def page():
        return browser_of(mia).get(f"/live/{stream.id}").get_data(as_text=True)

    assert 'data-state="live"' in page()
    assert "Write to" in page()
    browser_of(ada).post(f"/live/{stream.id}/ending")
    close_film(stream.id)
    assert "Replay" in page()
    assert "This room is closed" in page()


def test_before_it_begins_one_reads_that(stream, mia, browser_of):
    assert "Ada has not begun" in browser_of(mia).get(f"/live/{stream.id}").get_data(as_text=True)


def test_a_passer_by_changes_nothing(mia, stream, browser_of):
    browser = browser_of(mia)
    for path in (
        f"/live/{stream.id}/ending",
        f"/live/{stream.id}/removal",
        "/live",
        "/live/hosts",
    ):
        assert browser.post(path, data={"title": "Mine"}).status_code == 403, path
    assert stream.ended_at is None


def test_the_club_chooses_who_goes_live(rob, mia, browser_of):
    browser = browser_of(rob)
    assert browser.post("/live/hosts", data={"handle": "nobody"}).status_code == 422
    assert browser.post("/live/hosts", data={"handle": "@Mia"}).status_code == 303
    assert "Mia" in browser.get("/live/hosts").get_data(as_text=True)
    assert browser_of(mia).get("/live/new").status_code == 200
    browser.post("/live/hosts/mia/removal")
    assert browser_of(mia).get("/live/new").status_code == 403


def test_programs_do_the_same(ada, mia, browser_of, live):
    browser = browser_of(mia)
    told = browser.get(f"/api/v1/streams/{live.id}").get_json()
    assert told["state"] == "live"
    assert told["host"]["handle"] == "ada"
    playback = browser.get(f"/api/v1/streams/{live.id}/playback").get_json()
    assert browser.get(playback["close"]).status_code == 200
    assert browser.post(f"/api/v1/streams/{live.id}/ending").status_code == 403
    assert browser_of(ada).post(f"/api/v1/streams/{live.id}/ending").get_json()["state"] == "ended"
    assert [one["id"] for one in browser.get("/api/v1/streams").get_json()["items"]] == [live.id]


TROUBLES = ["unreadable", "codec", "too_large", "too_much", "disk_full", "keys_far_apart"]
TROUBLES += ["no_picture", "no_sound", "clock_leaps", "size_changed", "broke_off", "key_renewed"]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_every_trouble_has_its_sentence(app, trouble):
    with app.test_request_context():
        assert words_for(trouble).endswith(".")
        assert words_for("") == ""


def test_what_ended_before_it_began_is_not_listed(ada, mia, stream, browser_of):
    end(stream, by=ada)
    assert stream.title not in browser_of(mia).get("/live").get_data(as_text=True)


def test_a_stream_reads_at_home(app):
    with app.test_request_context():
        assert tellings["stream"].heading() == "Live streams"


def test_viewers_are_members_each_counted_once(ada, mia, ben, stream):
    from livestream.streams import watching

    begin(stream)
    for sid, who in (("a", mia), ("b", mia), ("c", ben)):
        watching.come(sid, stream.id, who.id)
    watching.count({stream.id})
    watching.count({stream.id})
    assert watching.viewers_of(stream.id) == 2
    db.session.refresh(stream)
    assert stream.peak == 2
    watching.go("c")


def test_a_host_reads_and_answers_what_is_said_where_she_films(ada, mia, stream, browser_of):
    said = {"text": "Which row is that?", "client_id": "a"}
    assert browser_of(mia).post(f"/chat/{stream.room.slug}/messages", data=said).status_code == 303
    studio = browser_of(ada).get(f"/live/{stream.id}/studio").text
    assert "Which row is that?" in studio
    assert f'action="/chat/{stream.room.slug}/messages"' in studio
