"""A club of one room without a database, for server.py to serve while a test talks to it."""

import logging
import os
import resource
import time
from pathlib import Path

import gevent
from engineio.socket import Socket
from flask import Flask, request
from flask_socketio import SocketIO, emit, join_room, leave_room

from community import fanout

if os.environ.get("TINY_CHANGED"):  # as if a new python-engineio closed its sockets in another way
    as_before = Socket.close

    def close(self, wait=True, abort=False, reason=None, _code=None):  # noqa: FBT002
        as_before(self, wait, abort, reason)

    Socket.close = close

TICK = float(os.environ.get("TINY_TICK", "0"))
PINGS = {"ping_interval": 0.3, "ping_timeout": 1.5} if TICK else {}  # the busy club is also the impatient one
socketio = SocketIO()
gone: dict[str, str] = {}


def create_app(_config: object = None) -> Flask:
    app = Flask(__name__)
    app.secret_key = "tiny"
    for rule, page in (("/", hello), ("/slow", slow), ("/gone", departures), ("/say/<word>", say)):
        app.add_url_rule(rule, view_func=page)
    app.add_url_rule("/cut/<sid>", view_func=cut)
    app.add_url_rule("/burst/<int:count>", view_func=burst)
    app.add_url_rule("/figures", view_func=figures)
    manager = fanout.client_manager(redis_url=os.environ.get("TINY_REDIS") or None, tick=TICK)
    if os.environ.get("TINY_STOCK"):
        socketio.init_app(app, async_mode="gevent", async_handlers=False, **PINGS)
    else:
        socketio.init_app(app, async_mode="gevent", async_handlers=False, client_manager=manager, **PINGS)
    return app


def hello() -> str:
    return "hello"


def slow() -> str:
    logging.getLogger("tiny").info("asked slowly")
    gevent.sleep(0.4)
    return "done in peace"


def departures() -> dict[str, object]:
    return {"gone": list(gone.values()), "connected": sorted(socketio.server.eio.sockets)}


def say(word: str) -> str:
    socketio.emit("word", word, to="hall")
    return "said"


def burst(count: int) -> dict[str, float]:
    """`count` letters of 250 bytes to the hall; what they cost this process, in seconds."""
    before, began = time.process_time(), time.perf_counter()
    for number in range(count):
        socketio.emit("word", {"number": number, "text": "x" * 200}, to="hall")
        gevent.sleep(0)
    return {"cpu": time.process_time() - before, "wall": time.perf_counter() - began}


def cut(sid: str) -> str:
    fanout.cut(socketio, [sid])
    return "cut"


def figures() -> dict[str, float]:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {"memory": pages * resource.getpagesize(), "cpu": usage.ru_utime + usage.ru_stime}


@socketio.on("join")
def join(room: str) -> dict[str, str]:
    join_room(room)
    return {"joined": room}


@socketio.on("leave")
def leave(room: str) -> dict[str, str]:
    leave_room(room)
    return {"left": room}


@socketio.on("broadcast")
def broadcast(facts: dict) -> int:
    for number in range(facts["count"]):
        emit("line", {"number": number, "text": facts.get("text", "你好, \U0001f642")}, to=facts["room"])
    return facts["count"]


@socketio.on("to the others")
def to_the_others(room: str) -> None:
    emit("line", {"number": -1}, to=room, include_self=False)


@socketio.on("answer me")
def answer_me(room: str) -> None:
    emit("question", 6, callback=lambda answer: socketio.emit("heard", answer, to=room))


@socketio.on("disconnect")
def on_disconnect(reason: str) -> None:
    gone[request.sid] = reason
