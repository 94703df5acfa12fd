"""The web process: `python -m server` serves pages and live messages from one gevent loop."""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()  # before anything else takes a lock or a socket

import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, Literal

import gevent
from flask import Flask
from gevent import pywsgi, socket
from gevent.event import Event

from community.entrance.watching import watch_ended_sessions
from community.fanout import farewell
from community.request_ends import clearly_ended
from community.watching import CANNOT
from community.working import ring_workers
from config import Config, ImpossibleSetting
from livestream.streams.door import Door, Request
from livestream.streams.shortcut import ShortWay
from wsgi import create_app

log = logging.getLogger("server")
LITTER = 10_000  # objects made before the youngest are looked through; five times as many: 6 KB a socket
BACKLOG = 1024  # a room that reconnects comes all at once
HEADERS = 60.0  # seconds a browser may keep a connection without asking for anything
LAST_REQUESTS = 3.0  # seconds running requests have when the process is told to stop
GOODBYES = 2.0
MORE = getattr(socket, "MSG_MORE", 0)  # where a system knows it, a head waits for its body in the same packet


class NoListener(Exception):
    """The address cannot be had; the text says which and why."""


class Handler(pywsgi.WSGIHandler):
    """pywsgi's own, which gives others their turn, hangs up on the silent and counts who is being served."""

    server: "Server"

    def __init__(self, *connection: Any) -> None:  # noqa: ANN401  pywsgi's own words
        super().__init__(*connection)
        self._door = Door(self.server.short_way)

    def handle_one_request(self) -> tuple[str, bytes] | Literal[True] | None:
        """None ends the connection; True waits for the next request."""
        if self._served_at_the_door():
            return None if self.close_connection else True
        return super().handle_one_request()

    def _served_at_the_door(self) -> bool:
        """What it does not serve it leaves unread."""
        try:
            self.socket.settimeout(HEADERS)
            heard = self.rfile.peek()
        except OSError:  # pywsgi meets it too, and ends the connection
            return False
        if not (request := self._door.read(heard)):
            return False
        with self._being_served(talk=False):
            return self._answer(request)

    def _answer(self, request: Request) -> bool:
        if not (answer := self._door.answer(request)):
            return False
        self.rfile.read(request.length)
        self.socket.settimeout(None)
        try:
            self.socket.sendall(answer.head, MORE)
            self.socket.sendall(answer.body)
        except OSError:
            self.close_connection = True
        self._note(request.line, len(answer.head) + len(answer.body))
        return True

    def _note(self, line: bytes, length: int) -> None:
        """In the log of accesses, where one is kept."""
        if self.server.notes_accesses:
            self.requestline, self.status, self.response_length = line.decode().strip(), "200 OK", length
            self.time_finish = time.time()
            self.log_request()

    def read_requestline(self) -> str:
        self.socket.settimeout(HEADERS)
        return super().read_requestline()

    def MessageClass(self, *lines: Any) -> pywsgi.OldMessage:  # noqa: ANN401, N802  pywsgi's own words
        return clearly_ended(super().MessageClass(*lines))

    def read_request(self, raw_requestline: str) -> pywsgi.OldMessage:
        try:
            return super().read_request(raw_requestline)
        except TimeoutError as late:
            raise ValueError("the headers did not come") from late
        except HTTPException as strange:
            raise ValueError(str(strange)) from strange
        finally:
            self.socket.settimeout(None)

    def handle_one_response(self) -> None:
        with self._being_served(talk=(self.path or "").startswith("/socket.io/")):
            super().handle_one_response()

    @contextmanager
    def _being_served(self, *, talk: bool) -> Iterator[None]:
        gevent.sleep(0)  # a busy keep-alive connection would be served again and again before all others
        self.server.busy[talk] += 1
        try:
            yield
        finally:
            self.server.busy[talk] -= 1
            self.close_connection = self.close_connection or self.server.closed


class Server(pywsgi.WSGIServer):
    handler_class = Handler

    def __init__(self, listener: socket.socket, app: Flask) -> None:
        access = "default" if os.environ.get("ACCESS_LOG") else None
        name = {"SERVER_NAME": listener.getsockname()[0]}  # or pywsgi asks the DNS for it
        super().__init__(listener, app, log=access, error_log=log, environ=name)
        self.notes_accesses, self.short_way = access is not None, ShortWay(app)
        self.busy = {False: 0, True: 0}  # requests for pages, and those that are conversations


def listen(host: str, port: int) -> socket.socket:
    """A listener whose connections send small packets at once: without NODELAY each answer waits 44 ms."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        why = error.strerror or error
        raise NoListener(f"Cannot listen on {host} port {port}: {why}. Give another HOST or PORT.") from error
    return listener


def serve(server: Server, listener: socket.socket, until: Event) -> None:
    host, port = listener.getsockname()[:2]
    server.start()
    log.info("listening on http://%s:%d", f"[{host}]" if ":" in host else host, port)
    until.wait()


def stop(server: Server, app: Flask) -> None:
    """Nobody new; who is being served is served; then every conversation ends with a goodbye."""
    log.info("stopping")
    server.close()
    wait_until(lambda: not server.busy[False], LAST_REQUESTS)
    gevent.with_timeout(GOODBYES, farewell, app.extensions["socketio"], timeout_value=None)
    wait_until(lambda: not server.busy[True], GOODBYES)


def sweep_seldom() -> None:
    """What stands when the house opens stays; the rest is mostly freed without the collector."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LITTER, 20, 50)


def wait_until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        gevent.sleep(0.02)


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    told_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, told_to_stop.set)
    try:
        config = Config(REALTIME="gevent")
        listener = listen(config.HOST, config.PORT)
        app = create_app(config)
        ring_workers(app)
    except (ImpossibleSetting, NoListener) as impossible:
        log.error("%s", impossible)  # noqa: TRY400  the operator needs the sentence, not the traceback
        return CANNOT
    sweep_seldom()
    server = Server(listener, app)
    gevent.spawn(watch_ended_sessions, app)
    serve(server, listener, told_to_stop)
    stop(server, app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
