"""Ben and Mia talk while Ada is on air; whoever sees it later reads it at the second at which it was said."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.chat.messages import take_back
from community.chat.rooms import open_room
from community.db import db, transaction
from community.members import Role
from community.quiet.models import How, Silence
from community.realtime import socketio
from livestream.replay import words
from livestream.replay.models import SeenWhenSaid
from livestream.replay.timing import Timing
from livestream.replay.words import BEHIND, words_around
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.going_live import remove


def spoken(it, me, second=0.0):
    return [(round(one.second, 1), one.it["text"]) for one in words_around(it, me, second).said]


def test_each_word_has_its_second_however_far_behind_its_writer_was(ben, mia, live, says, ended):
    said = says(live, ben, "What a light!", 3.2)
    with transaction():
        seen_at = said.created_at - timedelta(seconds=2)
        db.session.add(SeenWhenSaid(message_id=said.id, seen_at=seen_at))
    says(live, mia, "Good morning", 2.5)
    assert spoken(ended(), mia) == [(1.0, "Good morning"), (1.2, "What a light!")]


def test_the_browser_says_which_moment_it_showed(app, ben, live, at, browser_of):
    screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    word = {"room": live.room_id, "text": "Now!", "client_id": "a"}
    with clock.stopped(at(live, 3)):
        shown = int((clock.now() - timedelta(seconds=1.8)).timestamp() * 1000)
        told = screen.emit("message", word | {"seen": shown}, callback=True)
        screen.emit("message", word | {"seen": 0}, callback=True)
    kept = db.session.get(SeenWhenSaid, told["id"])
    assert kept.seen_at == at(live, 1.2).replace(microsecond=shown % 1000 * 1000)


@pytest.mark.parametrize("seen", [True, "soon", 10**90, -1, 1.5, None])
def test_what_no_browser_of_ours_says_moves_nothing_by_more_than_a_minute(
    app, ben, live, at, browser_of, seen
):
    screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    with clock.stopped(at(live, 3)):
        told = screen.emit(
            "message", {"room": live.room_id, "text": "x", "client_id": "a", "seen": seen}, callback=True
        )
    kept = db.session.get(SeenWhenSaid, told["id"])
    assert kept is None or at(live, 3) - timedelta(minutes=1) <= kept.seen_at <= at(live, 3)


def test_nothing_of_it_is_kept_where_no_stream_runs(app, ben, live, browser_of):
    screen = socketio.test_client(app, flask_test_client=browser_of(ben))
    elsewhere = open_room("Elsewhere", by=ben)
    word = {"room": elsewhere.id, "text": "x", "client_id": "b", "seen": 1}
    told = screen.emit("message", word, callback=True)
    assert db.session.get(SeenWhenSaid, told["id"]) is None


def test_while_the_line_was_broken_the_film_stood_still(live, films, says, ben, ended):
    first = Timing(following(folder_of(live.id)).look())
    films(session="s2")
    whole = Timing(following(folder_of(live.id)).look())
    segments = following(folder_of(live.id)).look().segments
    gap = next(one for one in segments if one.first and one.number)
    assert whole.second(first.moment(1.0)) == pytest.approx(1.0, abs=0.01)
    moment = datetime.fromtimestamp(gap.at + 1, UTC)
    assert whole.second(moment) == pytest.approx(first.seconds + 1, abs=0.01)
    assert whole.moment(first.seconds + 1) == pytest.approx(moment, abs=timedelta(milliseconds=10))


def test_what_was_taken_back_hidden_or_said_by_one_who_is_not_heard_does_not_appear(
    ben, mia, ada, live, says, ended
):
    take_back(says(live, ben, "Oops", 2), by=ben)
    hidden = says(live, ben, "Rude", 2.5)
    with transaction():
        hidden.hidden_at = clock.now()
        db.session.add(Silence(member_id=mia.id, whom_id=ada.id, how=How.BLOCK))
    says(live, ada, "Look", 3)
    says(live, ben, "Fine", 3.5)
    it = ended()
    assert [words for _, words in spoken(it, mia)] == ["Fine"]
    assert [words for _, words in spoken(it, ben)] == ["Look", "Fine"]


def test_of_a_long_talk_what_lies_around_a_second_is_read(ben, live, says, ended, monkeypatch):
    monkeypatch.setattr(words, "PAGE", 2)
    for second in range(2, 8):
        says(live, ben, f"at {second / 2}", second / 2 + BEHIND.total_seconds())
    it = ended()
    around = words_around(it, ben, 2.0 + BEHIND.total_seconds())
    assert [one.it["text"] for one in around.said] == ["at 1.5", "at 2.0", "at 2.5", "at 3.0"]
    assert None not in {around.begins, around.ends}
    assert words_around(it, ben, 0.0).begins is None


def test_the_page_has_all_of_it_without_scripts_and_says_where_the_rest_is(
    ben, mia, live, says, ended, browser_of
):
    says(live, ben, "What a light!", 3)
    page = browser_of(mia).get(ended().url).text
    assert "What a light!" in page
    assert f'href="{live.room.url}?at=1"' in page
    assert 'data-second="1.5"' in page
    assert browser_of(mia).get(f"{live.room.url}?at=1").status_code == 200


def test_programs_read_it_too(ben, mia, live, says, ended, browser_of):
    says(live, ben, "What a light!", 3)
    told = browser_of(mia).get(f"/api/v1/streams/{ended().id}/words?second=1").get_json()
    assert [(one["second"], one["handle"], one["text"]) for one in told["items"]] == [
        (1.5, "ben", "What a light!")
    ]
    assert told["begins"] is told["ends"] is None


def test_who_may_not_watch_reads_none_of_it(ada, mia, live, says, ended, browser_of):
    says(live, ada, "Hello", 2)
    it = ended()
    remove(it, by=ada)
    for path in (f"/live/{it.id}/words", f"/live/{it.id}/felt", f"/api/v1/streams/{it.id}/words"):
        assert browser_of(mia).get(path).status_code == 404, path


def test_a_stream_without_a_film_has_no_words_in_time(ada, mia, stream, browser_of):
    assert browser_of(mia).get(f"/live/{stream.id}/words").status_code == 404
    with transaction():
        mia.role = Role.ADMINISTRATOR
    assert browser_of(mia).get(stream.url).status_code == 200
