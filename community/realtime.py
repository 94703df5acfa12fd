"""Word to the browsers: plain facts, sent to a room, once they are true."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from flask import Flask, Request, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_socketio import SocketIO, join_room, leave_room

from community import fanout
from community.fanout import client_manager, speaker
from community.fanout.stock import server_of
from community.members import Member, current_member
from community.relay import Relay

socketio = SocketIO()
MEMBERS = "members"
LINE = "/socket.io"  # where the path of every line begins
TICK = 0.02  # seconds within which what a crowd is told leaves together
Facts = dict[str, Any]
SPARED = "spared counts"  # the lines of those who want to be told no numbers
Spares = Callable[[Member], bool]
_spared: list[Spares] = []
_looks: list[Callable[[], object]] = []
_goodbyes: list[Callable[[str], object]] = []
_ends: dict[str, Relay] = {}  # of a relay, in this process: what is said there, or heard
SAYS, HEARS = "says", "hears"


@socketio.on("connect")
def take_a_seat(auth: Facts | None = None) -> bool:
    """A browser hears the members' room and its own; it never chooses which. A program says `{token}`."""
    if isinstance(auth, dict) and isinstance(token := auth.get("token"), str):
        request.environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"  # as long as the line lasts
    if member := current_member():
        if any(call(member) for call in _spared):
            join_room(SPARED)
        enter(MEMBERS)
        join_room(room_of(member.id))
        if session_id := g.get("session_id"):
            join_room(session_room(session_id))
        if token := g.get("token"):
            join_room(token_room(token.id))
    return member is not None


@socketio.on("disconnect")
def give_up_the_seat(*_reason: object) -> None:
    for call in _goodbyes:
        call(vars(request)["sid"])


def when_gone(call: Callable[[str], object]) -> Callable[[str], object]:
    """Declare what is done when a browser's line ended, for whatever reason; it takes the line's id."""
    _goodbyes.append(call)
    return call


def looks_often(call: Callable[[], object]) -> Callable[[], object]:
    """Declare what each web process asks twice a second: what another one changed that concerns its lines."""
    _looks.append(call)
    return call


def look() -> None:
    for call in _looks:
        call()


def room_of(member_id: int) -> str:
    return f"member:{member_id}"


def session_room(session_id: int) -> str:
    return f"session:{session_id}"


def token_room(token_id: int) -> str:
    return f"token:{token_id}"


def cut(session_ids: Iterable[int]) -> None:
    """End every line of these sessions in this process; see entrance/watching.py for the other processes."""
    _cut_all_in(map(session_room, session_ids))


def cut_tokens(token_ids: Iterable[int]) -> None:
    """The same for lines that programs opened with these tokens."""
    _cut_all_in(map(token_room, token_ids))


def _cut_all_in(rooms: Iterable[str]) -> None:
    manager = server_of(socketio).manager
    fanout.cut(socketio, [sid for room in rooms for sid, _ in manager.get_participants("/", room)])


class _PagesOnly(SecureCookieSessionInterface):
    """What a browser carries from page to page is not unsealed for each word that comes by its line."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None if request.path.startswith(LINE) else super().open_session(app, request)


def open_lines(app: Flask) -> None:
    """The web process frames each message once for everybody; a worker speaks through Redis, or a file."""
    redis_url = app.config["REDIS_URL"]
    _ends.clear()
    if not (redis_url or app.testing):
        app.config["ZONE_DATA"].mkdir(parents=True, exist_ok=True)
        end = HEARS if app.config["REALTIME"] == "gevent" else SAYS
        _ends[end] = Relay(app.config["ZONE_DATA"] / "said.db")
    app.session_interface = _PagesOnly()
    if app.config["REALTIME"] == "gevent":
        manager = client_manager(redis_url=redis_url, tick=TICK)
        socketio.init_app(app, async_mode="gevent", async_handlers=False, client_manager=manager)
    elif redis_url and not app.testing:
        socketio.init_app(app, async_mode="threading", client_manager=speaker(redis_url))
    else:
        socketio.init_app(app, async_mode="threading")


def when_spared(call: Spares) -> Spares:
    """Declare whether a member is told no numbers; asked once a line opens."""
    _spared.append(call)
    return call


def enter(room: str) -> None:
    """The browser that asks hears what is told to the room, with its numbers unless its member is spared."""
    join_room(room)
    join_room(_bare(room) if is_in(vars(request)["sid"], SPARED) else _counted(room))


def leave(room: str, sid: str | None = None) -> None:
    """The browser that asks, or that of this line."""
    for name in _ways_into(room):
        leave_room(name, sid=sid, namespace="/")


def empty(room: str) -> None:
    """Nobody hears it until they are let in again: for when fewer may than before."""
    for name in _ways_into(room):
        socketio.close_room(name, namespace="/")


def is_in(sid: str, room: str) -> bool:
    """Whether this process holds the line, and it hears the room."""
    return sid in lines_in(room)


def lines_in(room: str) -> Collection[str]:
    """Those that this process holds."""
    server = vars(socketio)["server"]  # none in a command or a worker: nobody is connected there
    found: Collection[str] = server.manager.rooms.get("/", {}).get(room, ()) if server else ()
    return found


def tell(room: str, event: str, facts: Facts) -> None:
    if SAYS in _ends:
        _ends[SAYS].say(room, event, facts)
    else:
        socketio.emit(event, facts, to=room)


@looks_often
def tell_what_others_said() -> None:
    """Of workers and commands, which hold no line of any browser."""
    for room, event, facts in _ends[HEARS].news() if HEARS in _ends else ():
        socketio.emit(event, facts, to=room)


def tell_counts(room: str, event: str, facts: Facts, *, bare: Facts | None = None) -> None:
    """`bare` is the same without numbers, for those who are spared them; without it they hear nothing."""
    tell(_counted(room), event, facts)
    if bare is not None:
        tell(_bare(room), event, bare)


def _ways_into(room: str) -> tuple[str, str, str]:
    return room, _counted(room), _bare(room)


def _counted(room: str) -> str:
    return f"{room} counted"


def _bare(room: str) -> str:
    return f"{room} bare"
