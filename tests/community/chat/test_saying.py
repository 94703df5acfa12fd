"""What is said in a room: numbered without gaps, stored once, told after it is stored."""

from itertools import chain, repeat

import pytest
from sqlalchemy import Engine, event
from werkzeug.exceptions import Forbidden, NotFound

from community.chat import messages
from community.chat.messages import NoSuchPhoto, revise, say, take_back
from community.chat.models import Message, Room
from community.chat.rooms import archive
from community.chat.wording import LONGEST, NothingSaid, TooLong
from community.db import db
from tests.community.chat.conftest import heard


def test_numbers_rise_by_one_whoever_speaks_in_which_room(app, ada, ben, owls, italy):
    for turn in range(4):
        say(owls, "here", by=ada, client_id=f"a{turn}")
        say(italy, "and there", by=ben, client_id=f"b{turn}")
        say(owls, "too", by=ben, client_id=f"b{turn}")
    assert numbers(owls) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(italy) == [1, 2, 3, 4]


def test_a_refused_message_leaves_no_gap(app, ada, owls, monkeypatch):
    say(owls, "one", by=ada, client_id="1")
    with monkeypatch.context() as broken:
        broken.setattr(messages, "_mark_own_as_read", fails)
        with pytest.raises(RuntimeError):
            say(owls, "lost", by=ada, client_id="2")
    say(owls, "two", by=ada, client_id="3")
    assert numbers(owls) == [1, 2]


def test_the_same_key_is_one_message_and_the_same_answer(app, ada, ben, owls, looks_at):
    adas, bens = looks_at(ada, owls), looks_at(ben, owls)
    letter = {"room": owls.slug, "client_id": "k", "text": "once"}
    first = adas.emit("message", letter, callback=True)
    assert adas.emit("message", letter, callback=True) == first
    assert [facts["text"] for facts in heard(bens, "message")] == ["once"]
    assert bens.emit("message", letter, callback=True)["seq"] == 2  # another writer's key is another message


def test_nothing_is_answered_or_told_before_it_is_stored(app, ada, ben, owls, looks_at, monkeypatch):
    adas, bens = looks_at(ada, owls), looks_at(ben, owls)
    commits = chain([db.session().commit], repeat(fails))  # the second one is that of the message
    monkeypatch.setattr(db.session(), "commit", lambda: next(commits)())  # noqa: PLW0108  a new one each time
    with pytest.raises(RuntimeError):
        adas.emit("message", {"room": owls.id, "client_id": "k", "text": "not yet"}, callback=True)
    monkeypatch.undo()
    assert heard(bens, "message") == []
    db.session.rollback()
    assert numbers(owls) == []


def test_a_word_is_recognised_asked_for_and_stored_in_one_transaction(app, ada, owls, looks_at):
    adas, room = looks_at(ada, owls), owls.id
    adas.emit("message", {"room": room, "client_id": "first", "text": "I sit down."}, callback=True)
    db.session.commit()
    asked, commits = [], []
    listeners = [
        ("before_cursor_execute", lambda _line, _cursor, sql, *_: asked.append(sql)),
        ("savepoint", lambda *_: commits.append("begun")),
        ("release_savepoint", lambda *_: commits.append("kept")),
    ]
    for name, call in listeners:
        event.listen(Engine, name, call)
    try:
        adas.emit("message", {"room": room, "client_id": "next", "text": "And stay."}, callback=True)
    finally:
        for name, call in listeners:
            event.remove(Engine, name, call)
    of_the_room = [sql for sql in asked if sql.startswith("SELECT room.id")]
    assert len(of_the_room) == 1, of_the_room
    assert commits == ["begun", "kept"]  # a test's transactions are savepoints


def test_empty_endless_and_pictureless_messages_are_refused(app, ada, owls):
    for text, refusal in (("  \n\0 ", NothingSaid), ("x" * (LONGEST + 1), TooLong)):
        with pytest.raises(refusal):
            say(owls, text, by=ada, client_id="k")
    with pytest.raises(NoSuchPhoto):
        say(owls, "look", by=ada, client_id="k", photos=["w1h1-000000-" + "0" * 40])


def test_only_the_writer_changes_and_takes_back(app, ada, ben, mia, italy, looks_at):
    bens = looks_at(ben, italy)
    message = say(italy, "the *red* one", by=ada, client_id="1")
    for other, refusal in ((ben, Forbidden), (mia, NotFound)):
        with pytest.raises(refusal):
            revise(message, "the blue one", by=other)
        with pytest.raises(refusal):
            take_back(message, by=other)
    revise(message, "the **red** one", by=ada)
    take_back(message, by=ada)
    changes = heard(bens, "message.changed")
    assert [facts["change"] for facts in changes] == [1, 2]
    assert "<strong>red</strong>" in changes[0]["html"]
    assert (changes[1]["removed"], changes[1]["text"], changes[1]["html"]) == (True, "", "")


def test_an_answer_quotes_only_what_stands_in_the_same_room(app, ada, ben, owls, italy, looks_at):
    secret = say(italy, "the surprise is on Friday", by=ben, client_id="1")
    bens = looks_at(ben, owls)
    say(owls, "what?", by=ada, client_id="2", reply_to=secret.id)
    question = say(owls, "who has the keys?", by=ben, client_id="3")
    say(owls, "me", by=ada, client_id="4", reply_to=question.id)
    outside, _, answer = heard(bens, "message")
    assert outside["reply_to"] is None
    assert answer["reply_to"]["text"] == "who has the keys?"


def test_a_closed_room_is_read_and_not_written_in(app, ada, ben, owls, browser_of):
    say(owls, "last words", by=ben, client_id="1")
    archive(owls, by=ada)
    with pytest.raises(Forbidden):
        say(owls, "no, these", by=ben, client_id="2")
    assert "last words" in browser_of(ben).get(owls.url).text


def test_a_like_is_seen_by_the_room_and_by_nobody_else(
    app, ada, ben, mia, italy, looks_at, screen_of, browser_of
):
    adas, mias = looks_at(ada, italy), screen_of(mia)
    message = say(italy, "booked!", by=ada, client_id="1")
    assert browser_of(ben).post(f"/contributions/{message.id}/like", data={"liked": "1"}).status_code == 303
    assert browser_of(mia).post(f"/contributions/{message.id}/like", data={"liked": "1"}).status_code == 404
    assert [facts["likes"] for facts in heard(adas, "message.changed")] == [1]
    assert [news for news in mias.get_received() if news["name"] != "score.moved"] == []


def test_what_is_felt_about_a_message_is_heard_and_stands_on_the_page(
    app, ada, ben, italy, looks_at, browser_of
):
    adas, bens = looks_at(ada, italy), browser_of(ben)
    message = say(italy, "booked!", by=ada, client_id="1")
    react_to = f"/contributions/{message.id}/reaction"
    for kind in ("like", "seeded", "seeded", ""):
        assert bens.post(react_to, data={"kind": kind}).status_code == 303
    told = [facts["reactions"] for facts in heard(adas, "message.changed")]
    assert told == [{"like": 1}, {"seeded": 1}, {}], "what changes nothing is not told"
    bens.post(react_to, data={"kind": "thanks"})
    (mine,) = bens.get(f"{italy.url}/messages?before=9").json["items"]
    assert (mine["reaction"], mine["liked"], mine["reactions"]) == ("thanks", True, {"thanks": 1})
    page = bens.get(italy.url).text
    assert 'data-mine="thanks"' in page
    assert f'action="{react_to}"' not in browser_of(ada).get(italy.url).text, "nobody reacts to herself"
    assert browser_of(ada).post(react_to, data={"kind": "like"}).status_code == 403


def numbers(room: Room) -> list[int]:
    found = db.session.query(Message.seq).filter(Message.room_id == room.id).order_by(Message.seq)
    return [row.seq for row in found]


def fails(*_: object) -> None:
    raise RuntimeError


def test_who_floods_is_told_to_wait_and_what_was_stored_stays_stored(
    app, ada, owls, looks_at, browser_of, with_limits, monkeypatch
):
    monkeypatch.setitem(app.config, "NEWCOMER_HOURS", 0)
    adas = looks_at(ada, owls)
    said = [{"room": owls.id, "client_id": str(number), "text": "more"} for number in range(25)]
    answers = [adas.emit("message", it, callback=True) for it in said]
    assert [answer["seq"] for answer in answers[:20]] == list(range(1, 21))
    assert all(answer["retry_after"] for answer in answers[20:])
    refused = browser_of(ada).post(f"{owls.url}/messages", json=said[-1])
    assert (refused.status_code, refused.headers["Retry-After"] > "0") == (429, True)
