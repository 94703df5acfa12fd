"""What browsers with a thread open hear, from whom, and what they hear when they come back."""

from datetime import UTC, datetime

from sqlalchemy import select

from community import clock
from community.db import db
from community.realtime import socketio
from posts.blog.writing import write
from posts.replies.models import Reply
from posts.replies.writing import remove, reply, restore, revise

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_live_reply_is_told_to_those_who_may_read(app, ada, ben, mia, cream, coast, browser_of):
    screens = {
        member.name: socketio.test_client(app, flask_test_client=browser_of(member)) for member in (ada, mia)
    }
    assert screens["Ada"].emit("follow", {"contribution": cream.id}, callback=True) == {"missed": []}
    draft = write("Not yet", "x", by=ada)
    assert screens["Mia"].emit("follow", {"contribution": draft.id}, callback=True) == {"error": "not found"}
    for odd in (None, "x", {}, {"contribution": "x"}, {"contribution": 10**12}, {"contribution": -1}):
        assert "error" in screens["Mia"].emit("follow", odd, callback=True)
    it = reply(cream, "Half a jar", by=ben)
    reply(coast, "About the coast", by=ben)
    heard = [said["args"][0] for said in screens["Ada"].get_received() if said["name"] == "topic.reply"]
    assert [(fact["id"], fact["number"], fact["author"], fact["url"]) for fact in heard] == [
        (it.id, 1, "Ben", it.url)
    ]
    assert not [said for said in screens["Mia"].get_received() if said["name"] == "topic.reply"]


def test_who_is_writing_is_told_to_the_others_and_not_too_often(app, ada, ben, mia, cream, browser_of):
    adas, bens, mias = (
        socketio.test_client(app, flask_test_client=browser_of(member)) for member in (ada, ben, mia)
    )
    for screen in (adas, bens):
        screen.emit("follow", {"contribution": cream.id}, callback=True)
    for screen in (adas, bens, mias):
        screen.get_received()
    with clock.stopped(NOON):
        bens.emit("replying", {"contribution": cream.id})
        bens.emit("replying", {"contribution": cream.id})
        mias.emit("replying", {"contribution": cream.id})  # she does not follow it
    told = [said for said in adas.get_received() if said["name"] == "typing"]
    assert [said["args"][0]["name"] for said in told] == ["Ben"]
    assert not [said for said in bens.get_received() if said["name"] == "typing"]
    assert not [said for said in mias.get_received() if said["name"] == "typing"]


def test_whoever_has_the_thread_open_hears_of_changes(app, ada, ben, cream, browser_of):
    it = reply(cream, "Half a jar.", by=ben)
    line = socketio.test_client(app, flask_test_client=browser_of(ada))
    line.emit("follow", {"contribution": cream.id}, callback=True)
    revise(it, "A whole jar.", by=ben)
    remove(it, by=ben)
    restore(it, by=ben)
    heard = [told["args"][0] for told in line.get_received() if told["name"] == "reply.changed"]
    assert heard == [{"contribution": cream.id, "id": it.id, "number": it.number}] * 3


def test_what_came_while_the_line_was_down_is_told_when_it_is_back(app, ada, ben, cream, browser_of):
    for words in ("One", "Two", "Three", "Four"):
        reply(cream, words, by=ben)
    remove(newest(cream), by=ben)
    line = socketio.test_client(app, flask_test_client=browser_of(ada))
    told = line.emit("follow", {"contribution": cream.id, "after": 1}, callback=True)
    assert [(it["number"], it["author"], it["root"]) for it in told["missed"]] == [
        (2, "Ben", 2),
        (3, "Ben", 3),
    ]
    for odd in (None, -1, "x", 2**40, [1]):
        assert line.emit("follow", {"contribution": cream.id, "after": odd}, callback=True) == {"missed": []}


def newest(about):
    return db.session.scalars(
        select(Reply).where(Reply.about_id == about.id).order_by(Reply.number.desc())
    ).first()
