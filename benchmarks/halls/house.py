"""The same room as the house opens it: its web server, its way of telling, no database."""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import sys
import tempfile
from itertools import count
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO, join_room

from community.fanout import client_manager
from community.realtime import TICK, Facts
from config import Config
from server import Server, listen, sweep_seldom


def hall(data: Path) -> tuple[Flask, SocketIO]:
    """`data` is where the house would have its films: the web server looks for those by itself."""
    app, socketio, ids = Flask("hall"), SocketIO(), count(1)
    app.config.from_object(Config(ZONE_DATA=data))
    manager = client_manager(tick=TICK)
    socketio.init_app(app, async_mode="gevent", async_handlers=False, client_manager=manager)

    @socketio.on("connect")
    def come_in() -> None:
        join_room("hall")

    @socketio.on("say")
    def speak(facts: Facts) -> None:
        socketio.emit("said", {"id": next(ids), "room": "hall", "by": "ada", **facts}, to="hall")

    return app, socketio


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        app, _socketio = hall(Path(empty))
        sweep_seldom()
        Server(listen("127.0.0.1", int(sys.argv[1])), app).serve_forever()
