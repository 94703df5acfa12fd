"""A private room is as good as not there for whoever is outside; who is put out hears nothing more."""

import pytest
from flask_socketio import SocketIOTestClient

from community import clock
from community.chat.departing import REMEMBERED, departs, forget_departures
from community.chat.messages import say
from community.chat.models import Departure, Kind, Membership, Room
from community.chat.rooms import add, direct_with, leave, open_room, remove
from community.db import db, transaction
from community.entrance.tokens import Scope, create_token
from community.realtime import look, socketio
from tests.community.chat.conftest import heard


def test_a_private_room_answers_outsiders_like_a_missing_one(app, ben, mia, italy, screen_of, browser_of):
    say(italy, "shh", by=ben, client_id="1")
    browser, screen = browser_of(mia), screen_of(mia)
    for address in ("", "/members", "/messages", "/messages?since=0", "/search?q=shh", "/edition"):
        there, missing = browser.get(italy.url + address), browser.get("/chat/nowhere" + address)
        assert (there.status_code, missing.status_code) == (404, 404), address
        assert "shh" not in there.text
    for action in (
        "/messages",
        "/membership",
        "/members",
        "/reading",
        "/mute",
        "/archive",
        "/membership/removal",
    ):
        answer = browser.post(italy.url + action, data={"text": "hi", "client_id": "x", "handle": "mia"})
        assert answer.status_code == 404, action
    missing = screen.emit("join", {"room": "nowhere"}, callback=True)
    for event in ("join", "message", "read", "leave"):
        for name in (italy.slug, italy.id):
            asked = {"room": name, "text": "hi", "client_id": "x", "seq": 1}
            assert screen.emit(event, asked, callback=True) == missing
    assert italy.name not in browser.get("/chat").text


def test_its_address_is_not_betrayed_by_the_next_room_of_that_name(app, ada, mia, italy):
    assert open_room(italy.name, by=mia).slug == "italy-the-two-of-us"


def test_outsiders_hear_nothing_of_it(app, ada, ben, mia, italy, screen_of, looks_at):
    mias, bens = screen_of(mia), looks_at(ben, italy)
    for name in (italy.id, italy.slug):
        mias.emit("join", {"room": name})
        mias.emit("typing", {"room": name})
        mias.emit("here", {"room": name})
    mias.get_received()
    say(italy, "only @mia must not know", by=ada, client_id="1")
    assert mias.get_received() == []
    assert [news["name"] for news in bens.get_received()] == ["message"]


def test_calling_an_outsider_tells_them_nothing(app, ada, mia, italy, screen_of):
    mias = screen_of(mia)
    mias.emit("unread", {})
    say(italy, "@mia has a birthday", by=ada, client_id="1")
    assert mias.get_received() == []


def test_who_is_removed_hears_nothing_from_then_on(app, ada, ben, italy, looks_at):
    bens = looks_at(ben, italy)
    remove(ben, italy, by=ada)
    assert heard(bens, "room.closed") == [{"room": italy.id}]
    say(italy, "now, about the present", by=ada, client_id="1")
    assert bens.get_received() == []
    assert "error" in bens.emit("message", {"room": italy.id, "client_id": "x", "text": "?"}, callback=True)


def test_two_find_the_same_room_and_nobody_else_enters_it(app, ada, ben, mia, browser_of):
    room = direct_with(ben, by=ada)
    assert direct_with(ada, by=ben).id == room.id
    assert browser_of(mia).get(room.url).status_code == 404
    assert browser_of(ada).post("/chat/direct/ben").location == room.url
    assert browser_of(ada).post("/chat/direct/ada").status_code == 403
    assert browser_of(ada).post("/chat/direct/nobody").status_code == 404


def test_a_room_for_two_that_nobody_used_is_shown_only_to_who_began_it(app, ada, ben, browser_of):
    room = direct_with(ben, by=ada)
    assert room.url in browser_of(ada).get("/chat").text
    assert room.url not in browser_of(ben).get("/chat").text
    say(room, "hello Ben", by=ada, client_id="1")
    assert room.url in browser_of(ben).get("/chat").text


def test_only_its_keeper_lets_in_puts_out_renames_and_closes(app, ada, ben, mia, italy, browser_of):
    for action in ("/members", "/members/ada/removal", "/members/ben/keys", "/edition", "/archive"):
        answer = browser_of(ben).post(italy.url + action, data={"handle": "mia", "name": "Mine"})
        assert answer.status_code == 403, action
    browser_of(ada).post(f"{italy.url}/members", data={"handle": "@Mia"})
    assert browser_of(mia).get(italy.url).status_code == 200


def test_a_private_room_does_not_lose_its_last_keeper(app, ada, ben, italy, browser_of):
    assert browser_of(ada).post(f"{italy.url}/membership/removal").location == f"{italy.url}/members"
    assert browser_of(ada).get(italy.url).status_code == 200
    browser_of(ada).post(f"{italy.url}/members/ben/keys")
    leave(italy, by=ada)
    assert browser_of(ada).get(italy.url).status_code == 404


def test_strangers_and_other_sites_are_refused(app, ada, owls, browser_of):
    assert app.test_client().get(owls.url).status_code in {302, 401}
    assert app.test_client().post(f"{owls.url}/messages", data={"text": "x"}).status_code == 401
    foreign = {"Origin": "https://evil.example"}
    answer = browser_of(ada).post(
        f"{owls.url}/messages", data={"text": "x", "client_id": "1"}, headers=foreign
    )
    assert answer.status_code == 403


def test_a_line_from_another_site_is_not_opened(app, ada, browser_of):
    address = "/socket.io/?EIO=4&transport=polling"
    assert browser_of(ada).get(address, headers={"Origin": "https://evil.example"}).status_code == 400
    assert browser_of(ada).get(address, headers={"Origin": "http://localhost"}).status_code == 200
    stranger = socketio.test_client(app, flask_test_client=app.test_client())
    assert not stranger.is_connected()


@pytest.mark.parametrize("name", ["new", "messages", "direct-1-2", "2026", "…"])
def test_no_name_takes_an_address_of_the_house(app, ada, name):
    room = open_room(name, by=ada)
    assert room.slug not in {"new", "messages", "direct-1-2"}
    assert not room.slug.isdecimal()
    assert room.slug


def test_a_program_speaks_only_with_a_token_made_for_it(app, ada, owls):
    def line_with(scope: Scope) -> SocketIOTestClient:
        with transaction():
            _, word = create_token(ada, "a program", [scope])
        return socketio.test_client(app, auth={"token": word})

    letter = {"room": owls.id, "client_id": "1", "text": "beep"}
    assert line_with(Scope.CHAT).emit("message", letter, callback=True)["seq"] == 1
    assert not line_with(Scope.READ).is_connected()


def test_who_joins_late_reads_all_and_owes_nothing(app, ada, ben, mia, italy):
    say(italy, "long ago", by=ada, client_id="1")
    add(mia, italy, by=ada)
    assert italy.kind is Kind.PRIVATE
    assert db.session.get(Room, italy.id).last_seq == 1


def test_who_was_removed_by_another_process_hears_nothing_more(app, ada, ben, italy, looks_at):
    """The other process takes the seat away; this one learns of it when it looks."""
    bens = looks_at(ben, italy)
    with transaction():
        db.session.delete(db.session.get(Membership, (italy.id, ben.id)))
        departs(italy, ben.id)
    look()
    say(italy, "Now we are alone", by=ada, client_id="1")
    assert bens.get_received() == []


def test_who_came_back_meanwhile_stays(app, ada, ben, italy, looks_at):
    remove(ben, italy, by=ada)
    add(ben, italy, by=ada)
    bens = looks_at(ben, italy)
    look()
    say(italy, "Welcome back", by=ada, client_id="1")
    assert [it["text"] for it in heard(bens, "message")] == ["Welcome back"]


def test_departures_are_forgotten_at_night(app, ada, ben, italy):
    remove(ben, italy, by=ada)
    forget_departures()
    assert db.session.query(Departure).count() == 1
    with clock.stopped(clock.now() + REMEMBERED * 2):
        forget_departures()
    assert db.session.query(Departure).count() == 0
