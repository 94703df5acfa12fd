"""Rooms, without a network: every pipe is a list."""

import pytest
from flask import Flask
from flask_socketio import SocketIO, emit, join_room

from community.fanout import client_manager, cut
from community.fanout.hooks import missing_in_classes
from community.fanout.stock import Manager, Packet, RedisManager, Socket, server_of
from tests.community.fanout.halls import Hall, framed


@pytest.fixture
def hall():
    return Hall()


def test_a_room_hears_one_and_the_same_frame(hall):
    for name in ("Ada", "Ben"):
        hall.seat(name)
    hall.seat("Mia", "elsewhere")
    hall.say("hello")
    assert hall.heard == {"Ada": [framed("hello")], "Ben": [framed("hello")], "Mia": []}
    assert hall.heard["Ada"][0] is hall.heard["Ben"][0]


def test_what_nobody_here_hears_is_not_even_written_down(hall, monkeypatch):
    hall.seat("Ada")
    monkeypatch.setattr(Packet, "encode", None)
    hall.say("hello", "an empty room")
    assert hall.heard == {"Ada": []}


def test_who_polls_gets_an_ordinary_packet(hall):
    hall.seat("Ada")
    hall.seat("Ben", polls=True)
    hall.say("hello")
    assert hall.posted == [("eio Ben", '2["word","hello"]')]


@pytest.mark.parametrize("as_list", [False, True])
def test_who_is_left_out_hears_nothing(hall, as_list):
    ada = hall.seat("Ada")
    hall.seat("Ben")
    hall.say("hello", skip_sid=[ada] if as_list else ada)
    assert hall.heard == {"Ada": [], "Ben": [framed("hello")]}


def test_who_is_in_two_rooms_hears_once(hall):
    ada = hall.seat("Ada")
    hall.manager.enter_room(ada, "/", "garden")
    hall.seat("Ben", "garden")
    hall.say("hello", ["hall", "garden"])
    assert hall.heard == {"Ada": [framed("hello")], "Ben": [framed("hello")]}


def test_bytes_and_questions_take_the_stock_path(hall):
    ada = hall.seat("Ada")
    hall.say(b"picture")
    assert len(hall.posted) == 2
    sent = []
    hall.manager.server._send_packet = lambda _eio_sid, packet: sent.append(packet.id)
    hall.say("why?", ada, callback=print)
    assert sent == [1]


@pytest.mark.parametrize("mode", ["threading", "gevent"])
def test_the_test_client_knows_nothing_of_it(mode):
    socketio, app = SocketIO(), Flask("hall")
    app.secret_key = "hall"
    socketio.init_app(app, async_mode=mode, client_manager=client_manager(tick=0.02))
    socketio.on_event("join", join_room)
    socketio.on_event("say", lambda word: emit("word", word, to="hall"))
    ada, ben = socketio.test_client(app), socketio.test_client(app)
    for member in (ada, ben):
        member.emit("join", "hall")
    ada.emit("say", "one")
    ada.emit("say", "two")
    assert [heard["args"] for heard in ben.get_received()] == [["one"], ["two"]]
    cut(socketio, [sid for sid, _ in server_of(socketio).manager.get_participants("/", "hall")])
    assert not ben.is_connected()


def test_missing_hooks_are_named_once_and_the_stock_manager_serves(monkeypatch, caplog):
    assert missing_in_classes() == []
    monkeypatch.delattr(Socket, "schedule_ping")
    monkeypatch.setattr(Packet, "encode", lambda _self: "")
    assert type(client_manager(tick=0.02)) is Manager
    assert type(client_manager(redis_url="redis://nowhere")) is RedisManager
    assert "Socket.schedule_ping(self), Packet.encode(self b64)" in caplog.messages[0]
    assert len(caplog.records) == 2


def test_a_server_without_a_place_for_our_websocket_stays_stock(monkeypatch, caplog):
    monkeypatch.setattr("community.fanout.hooks.ENGINE", "sockets no_longer_there")
    hall = Hall(tick=0.02)
    hall.seat("Ada", polls=True)
    hall.say("hello")
    assert not hall.manager.direct
    assert [text for _, text in hall.posted] == ['2["word","hello"]']
    assert "Engine.no_longer_there" in caplog.text
