"""A hall without a network: what a member hears is a list."""

from flask import Flask
from flask_socketio import SocketIO

from community.fanout import client_manager
from community.fanout.frames import frame


class Hall:
    """A served manager whose clock stands still until it is told to turn."""

    def __init__(self, tick=0.0):
        socketio = SocketIO()
        app = Flask("hall")
        self.manager = client_manager(tick=tick)
        socketio.init_app(app, async_mode="gevent", async_handlers=False, client_manager=self.manager)
        self.heard = {}
        self.posted = []
        self.manager.server._send_eio_packet = lambda eio_sid, packet: self.posted.append(
            (eio_sid, packet.data)
        )

    def post(self, eio_sid, packet):
        self.posted.append((eio_sid, packet.data))

    def seat(self, name, room="hall", *, polls=False):
        sid = self.manager.connect(f"eio {name}", "/")
        self.manager.enter_room(sid, "/", room)
        if not polls:
            self.heard[name] = []
            self.manager.pipes[f"eio {name}"] = self.heard[name].append
        return sid

    def say(self, word, room="hall", **more):
        self.manager.emit("word", word, "/", room=room, **more)


def framed(*words):
    return b"".join(frame(f'42["word","{word}"]'.encode()) for word in words)
