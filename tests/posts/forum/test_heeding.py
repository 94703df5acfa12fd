"""What a member hears of: topics and boards followed or muted, and one count that is the same everywhere."""

import pytest

from community import clock
from community.db import db
from community.realtime import socketio
from posts.forum.heeding import heed_board, heed_topic
from posts.forum.models import Interest, TopicReading
from posts.forum.opening import open_topic
from posts.forum.reading import board_by, boards_for, topics_on, unread_of, waiting_for
from posts.replies.writing import reply


@pytest.fixture
def line_of(app, browser_of):
    """An open line of a member's browser, which asks at once what waits."""

    def line_of(member):
        line = socketio.test_client(app, flask_test_client=browser_of(member))
        return line, line.emit("boards", {}, callback=True)

    return line_of


def heard(line, event):
    return [it["args"][0] for it in line.get_received() if it["name"] == event]


def test_what_one_has_begun_is_counted_when_it_goes_on(ada, ben, mia, cream, browser_of):
    assert waiting_for(ben) == []  # never opened: new on its board, but nothing one waits for
    browser_of(ben).get(cream.url)
    reply(cream, "Half a jar.", by=mia)
    assert waiting_for(ben) == [cream.id]
    assert waiting_for(ada) == [cream.id]
    assert waiting_for(mia) == []
    browser_of(ben).get(cream.url)
    assert waiting_for(ben) == []


def test_every_browser_of_a_member_hears_what_moves_and_what_was_read(
    ada, ben, mia, cream, browser_of, line_of
):
    browser_of(ben).get(cream.url)
    bens, waiting = line_of(ben)
    mias, _ = line_of(mia)
    assert waiting == {"topics": [], "boards": []}
    reply(cream, "Half a jar.", by=ada)
    assert heard(bens, "topic.moved") == [
        {"topic": cream.id, "board": cream.board_id, "number": 1, "by": "ada"}
    ]
    assert heard(mias, "topic.moved") == []
    browser_of(ben).get(cream.url)  # on the other device
    assert heard(bens, "topics.read") == [{"topic": cream.id, "number": 1}]


def test_a_muted_topic_is_new_nowhere(ada, ben, mia, lab, cream, browser_of):
    browser = browser_of(ben)
    browser.get(cream.url)
    reply(cream, "Half a jar.", by=mia)
    assert unread_of(ben) == {lab.id: 1}
    browser.post(f"/topics/{cream.id}/interest", data={"interest": "mute"})
    assert (unread_of(ben), waiting_for(ben)) == ({}, [])
    page = browser.get(lab.url).text
    assert 'class="dot"' not in page
    assert "Muted" in page
    browser.post(f"/topics/{cream.id}/interest", data={"interest": ""})
    assert waiting_for(ben) == [cream.id]


def test_a_muted_board_is_silent_and_a_followed_one_counts_what_is_new(ben, mia, lab, cream, browser_of):
    browser = browser_of(ben)
    browser.post(f"{lab.url}/interest", data={"interest": "mute"})
    assert unread_of(ben) == {}
    browser.post(f"{lab.url}/interest", data={"interest": "follow"})
    assert waiting_for(ben) == [cream.id]
    assert "Following" in browser.get(lab.url).text


def test_a_follower_of_a_board_hears_of_a_new_topic_at_once(ada, ben, mia, lab, line_of):
    heed_board(lab, Interest.FOLLOW, by=ben)
    bens, waiting = line_of(ben)
    mias, _ = line_of(mia)
    assert waiting["boards"] == [lab.id]
    topic = open_topic(lab, "And the serum?", "Text", by=ada)
    assert heard(bens, "topic.opened") == [{"topic": topic.id, "board": lab.id, "number": 0, "by": "ada"}]
    assert heard(mias, "topic.opened") == []


def test_one_follows_what_one_speaks_in_unless_one_said_otherwise(ada, ben, mia, cream):
    reply(cream, "Half a jar.", by=ben)
    assert interest_of(ben, cream) is Interest.FOLLOW
    assert interest_of(ada, cream) is Interest.FOLLOW
    heed_topic(cream, Interest.MUTE, by=mia)
    reply(cream, "And yet.", by=mia)
    assert interest_of(mia, cream) is Interest.MUTE


def interest_of(member, topic):
    db.session.expire_all()
    return db.session.get(TopicReading, (member.id, topic.id)).interest


def test_marking_everything_read_leaves_nothing_new_but_what_comes_after(
    ada, ben, mia, lab, cream, browser_of, queries
):
    other = open_topic(lab, "Another", "Text", by=ada)
    browser = browser_of(ben)
    browser.get(cream.url)
    reply(cream, "Half a jar.", by=mia)
    assert unread_of(ben) == {lab.id: 2}
    browser.post("/boards/reading")
    assert (unread_of(ben), waiting_for(ben)) == ({}, [])
    assert 'class="dot"' not in browser.get(lab.url).text
    assert unread_of(mia) == {lab.id: 1}  # hers is untouched
    reply(other, "And here.", by=mia)
    reply(cream, "And there.", by=mia)
    assert unread_of(ben) == {lab.id: 2}
    assert waiting_for(ben) == [cream.id]


def test_what_was_silent_for_a_month_is_not_new_to_whoever_never_opened_it(ben, lab, cream):
    with clock.stopped(cream.active_at.replace(year=cream.active_at.year + 1)):
        assert unread_of(ben) == {}
    assert topics_on(board_by(boards_for(ben)[0].slug, ben), 1, ben)[0].read_to is None


def test_what_one_follows_without_opening_it_waits_from_its_beginning(ben, cream, browser_of):
    heed_topic(cream, Interest.FOLLOW, by=ben)
    assert waiting_for(ben) == [cream.id]
    page = browser_of(ben).get(cream.url).text
    assert 'id="new"' not in page
    assert waiting_for(ben) == []


def test_a_passer_by_looks_at_a_board_and_hears_that_it_moves(mia, ada, lab, cream, line_of):
    mias, _ = line_of(mia)
    assert mias.emit("look", {"board": lab.id}, callback=True) == {}
    assert mias.emit("look", {"board": 999}, callback=True) == {"error": "not found"}
    assert mias.emit("look", "nonsense", callback=True) == {"error": "not found"}
    reply(cream, "Half a jar.", by=ada)
    assert [it["topic"] for it in heard(mias, "board.moved")] == [cream.id]
