"""Rooms to talk in: Ada opens them, Ben comes by, Mia stays outside of what is private."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from community.chat import presence
from community.chat.models import Kind, Room
from community.chat.rooms import add, open_room
from community.members import Member
from community.realtime import socketio

Screen = Callable[[Member], SocketIOTestClient]


@pytest.fixture
def owls(ada: Member) -> Room:
    """An open room."""
    return open_room("Night owls", by=ada, topic="For those still up")


@pytest.fixture
def italy(ada: Member, ben: Member) -> Room:
    """A private room of Ada and Ben."""
    room = open_room("Italy, the two of us", by=ada, kind=Kind.PRIVATE)
    add(ben, room, by=ada)
    return room


@pytest.fixture
def screen_of(app: Flask, browser_of) -> Iterator[Screen]:
    """A browser with its line open."""
    screens: list[SocketIOTestClient] = []

    def screen_of(member: Member) -> SocketIOTestClient:
        screens.append(socketio.test_client(app, flask_test_client=browser_of(member)))
        return screens[-1]

    yield screen_of
    for screen in screens:
        if screen.is_connected():
            screen.disconnect()
    presence.forget_all()


@pytest.fixture
def looks_at(screen_of: Screen) -> Callable[[Member, Room], SocketIOTestClient]:
    """A browser that shows this room."""

    def looks_at(member: Member, room: Room) -> SocketIOTestClient:
        screen = screen_of(member)
        assert "error" not in screen.emit("join", {"room": room.id}, callback=True)
        screen.get_received()
        return screen

    return looks_at


def heard(screen: SocketIOTestClient, event: str) -> list[dict]:
    """What came by the line since one last looked; the test client gives a "message" without its list."""
    found = [news["args"] for news in screen.get_received() if news["name"] == event]
    return [args[0] if isinstance(args, list) else args for args in found]


@pytest.fixture
def with_limits(app: Flask) -> Iterator[None]:
    """As in life: who asks too often waits."""
    app.config["RATE_LIMITS"] = True
    yield
    app.config["RATE_LIMITS"] = False
