"""What is said at length about a message is said in its thread, a room that has the doors of the other."""

from itertools import count

import pytest
from werkzeug.exceptions import Forbidden, NotFound

from community.chat.facts import message_facts
from community.chat.messages import revise, say, take_back
from community.chat.models import Membership
from community.chat.pacing import TooSoon, slow_down
from community.chat.reading import is_muted, mark_read, rooms_of, rooms_that_wait
from community.chat.rooms import add, archive, direct_with, remove, rename
from community.chat.threads import open_thread, root_of, thread_of
from community.db import db
from community.entrance.tokens import Scope, create_token
from community.leaving.erasing import erase
from community.permissions import may, require
from tests.community.chat.conftest import heard

_numbers = count()


def said(room, by, words="Where do we meet?"):
    return say(room, words, by=by, client_id=f"thread-{next(_numbers)}")


def lines(member):
    return {line.id: line for line in rooms_of(member)}


def test_a_message_has_one_thread_with_numbers_of_its_own(app, ada, ben, mia, owls):
    question = said(owls, ada)
    thread = open_thread(question, by=ben)
    assert open_thread(question, by=mia).id == thread.id == thread_of(question.id).id
    first, second = said(thread, ben, "At the port"), said(thread, mia, "At the hotel")
    assert ([first.seq, second.seq], owls.last_seq) == ([1, 2], 1)
    assert root_of(thread).id == question.id
    assert root_of(owls) is None


def test_how_often_it_was_answered_stands_below_it_on_every_screen(app, ada, ben, mia, owls, looks_at):
    question = said(owls, ada)
    screen = looks_at(mia, owls)
    thread = open_thread(question, by=ben)
    assert message_facts(question.id)["thread"] is None
    said(thread, ben, "At the port")
    (told,) = heard(screen, "message.changed")
    assert (told["id"], told["thread"]["count"], told["thread"]["url"]) == (question.id, 1, thread.url)
    assert not heard(screen, "message")


def test_who_reads_a_thread_sees_what_becomes_of_the_message_it_hangs_on(app, ada, ben, mia, owls, looks_at):
    question = said(owls, ada)
    thread = open_thread(question, by=ben)
    said(thread, ben, "At the port")
    screen, mias = looks_at(ben, thread), looks_at(mia, owls)
    revise(question, "Where do we meet, and when?", by=ada)
    (told,) = heard(screen, "message.changed")
    assert (told["id"], told["text"]) == (question.id, "Where do we meet, and when?")
    take_back(question, by=ada)
    assert [it["removed"] for it in heard(screen, "message.changed")] == [True]
    assert len(heard(mias, "message.changed")) == 2  # once each, though it has a thread
    again = screen.emit("join", {"room": thread.id}, callback=True)
    assert (again["root"]["id"], again["root"]["text"], again["root"]["removed"]) == (question.id, "", True)
    assert "root" not in mias.emit("join", {"room": owls.id}, callback=True)


def test_what_changed_below_a_message_is_found_after_a_break(app, ada, ben, owls, browser_of):
    question = said(owls, ada)
    before = owls.last_change
    said(open_thread(question, by=ben), ben)
    answer = browser_of(ben).get(f"/chat/{owls.slug}/messages?since=1&changes={before}").json
    assert [it["thread"]["count"] for it in answer["changed"]] == [1]


def test_who_asked_sees_that_there_are_answers_and_who_only_passes_by_does_not(app, ada, ben, mia, owls):
    thread = open_thread(said(owls, ada), by=ben)
    assert thread.id not in lines(ada)
    said(thread, ben, "At the port")
    assert (lines(ada)[thread.id].unread, lines(ada)[thread.id].root) == (1, "Where do we meet?")
    assert rooms_that_wait(ada)[thread.id]
    assert thread.id not in lines(mia)
    mark_read(thread, 1, ada)
    assert not rooms_that_wait(ada)[thread.id]


def test_a_thread_is_closed_to_whom_the_room_is_closed(app, ada, ben, mia, italy, browser_of):
    thread = open_thread(said(italy, ada), by=ben)
    answer = said(thread, ben)
    assert (may(ada, "read", thread), may(ben, "write", thread), may(mia, "read", thread)) == (
        True,
        True,
        False,
    )
    assert not may(mia, "read", answer)
    with pytest.raises(NotFound):
        require(mia, "answer", root_of(thread))
    for path in (thread.url, f"/chat/{thread.id}", f"{thread.url}/messages", f"/chat/messages/{answer.id}"):
        assert browser_of(mia).get(path).status_code == 404


def test_who_is_put_out_of_a_room_hears_nothing_of_its_threads(app, ada, ben, italy, looks_at):
    thread = open_thread(said(italy, ada), by=ben)
    screen = looks_at(ben, thread)
    remove(ben, italy, by=ada)
    heard(screen, "room.closed")
    said(thread, ada, "Now that we are alone")
    assert not heard(screen, "message")
    assert db.session.get(Membership, (thread.id, ben.id)) is None
    assert thread.id not in lines(ben)
    assert not may(ben, "read", thread)


def test_following_ends_and_begins_without_leaving_the_room(app, ada, ben, owls, browser_of):
    thread = open_thread(said(owls, ada), by=ben)
    done = browser_of(ben).post(f"{thread.url}/membership/removal", follow_redirects=True)
    assert done.request.path == thread.url
    assert "You follow this thread no more." in done.text
    assert db.session.get(Membership, (thread.id, ben.id)) is None
    assert may(ben, "read", thread)
    browser_of(ben).post(f"{thread.url}/membership")
    assert db.session.get(Membership, (thread.id, ben.id)) is not None


def test_nobody_keeps_a_thread_it_is_as_the_room_around_it(app, ada, ben, mia, owls):
    thread = open_thread(said(owls, ada), by=ben)
    for act in (lambda: rename(thread, "Mine", "", by=ada), lambda: add(mia, thread, by=ada)):
        with pytest.raises(Forbidden):
            act()
    rename(owls, "Early birds", "", by=ada)
    archive(owls, by=ada)
    db.session.refresh(thread)
    assert (thread.name, may(ben, "write", thread)) == ("Early birds", False)


def test_two_who_write_to_each_other_have_threads_too(app, ada, ben, mia, browser_of):
    two = direct_with(ada, by=ben)
    thread = open_thread(said(two, ada), by=ben)
    said(thread, ben)
    assert not may(mia, "read", thread)
    line = lines(ada)[thread.id]
    assert (line.name, line.unread, is_muted(line)) == ("Ben", 1, False)
    assert browser_of(ada).get(thread.url).status_code == 200


def test_there_are_no_threads_within_threads_and_none_below_what_was_taken_back(app, ada, ben, owls):
    question = said(owls, ada)
    thread = open_thread(question, by=ben)
    assert open_thread(said(thread, ben), by=ada).id == thread.id
    gone = said(owls, ada)
    take_back(gone, by=ada)
    with pytest.raises(NotFound):
        open_thread(gone, by=ben)


def test_a_thread_outlasts_its_message_and_shows_nothing_of_it(app, ada, ben, owls, browser_of):
    question = said(owls, ada, "The code is 4711")
    thread = open_thread(question, by=ben)
    said(thread, ben)
    take_back(question, by=ada)
    page = browser_of(ben).get(thread.url).text
    assert "4711" not in page
    assert "This message was taken back." in page
    assert message_facts(question.id)["thread"]["count"] == 1
    erase(ada, keeps_words=False)
    assert browser_of(ben).get(thread.url).status_code == 200


def test_a_slow_room_has_slow_threads(app, ada, ben, owls):
    slow_down(owls, 60, by=ada)
    thread = open_thread(said(owls, ada), by=ben)
    said(thread, ben)
    with pytest.raises(TooSoon):
        said(thread, ben)
    said(thread, ada)
    said(thread, ada)


def test_programs_answer_in_threads(app, ada, ben, owls):
    question = said(owls, ada)
    _token, word = create_token(ben, "a test", [Scope.CHAT])
    program, key = app.test_client(), {"Authorization": f"Bearer {word}"}
    made = program.post(f"/api/v1/messages/{question.id}/thread", json={}, headers=key)
    assert (made.status_code, made.json["thread_of"]) == (201, question.id)
    room = f"/api/v1/rooms/{made.json['id']}/messages"
    program.post(room, json={"client_id": "x", "text": "Here"}, headers=key)
    (first,) = program.get(f"/api/v1/rooms/{owls.id}/messages", headers=key).json["items"]
    assert first["thread"]["count"] == 1
