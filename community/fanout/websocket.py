"""The websocket under pywsgi: greets a browser, reads its messages, closes in good order."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from community.fanout.frames import BadFrame, Code, Kind, Message, closing_frame, code_of, frame, text_of
from community.fanout.outlet import Outlet
from community.fanout.reading import Reader
from community.fanout.stock import Engine, socket_of

PROTOCOL = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455's own name
GULP = 16 << 10
Headers = list[tuple[str, str]]


class WebSocket:
    """What engineio expects of a websocket driver: called as a WSGI application, it talks until the end."""

    __slots__ = ("_conversation", "_failed", "_outlet", "_reader", "_socket", "write")

    def __init__(self, conversation: Callable[["WebSocket"], object], engine: Engine) -> None:
        self._conversation = conversation
        self._reader = Reader(engine.max_http_buffer_size)
        self._failed = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if refused := refusal(environ):
            start_response(refused, [("Sec-WebSocket-Version", "13"), ("Content-Length", "0")])
            return ()
        start_response("101 Switching Protocols", welcome(environ))(b"")
        self._socket = socket_of(environ)
        self._outlet = Outlet(self._socket)
        self.write = self._outlet.write
        try:
            self._conversation(self)
            self.close()
            self._let_go()
        finally:
            self._outlet.cut()
            del self._conversation  # it holds us and we hold it: nothing should wait for the collector
        return ()  # no list: engineio would take one for packets and answer with HTTP

    def send(self, text: str | bytes) -> None:
        if isinstance(text, str):
            self.write(frame(text.encode()))
        else:
            self.write(frame(text, Kind.BINARY))

    def wait(self) -> str | bytes | None:
        """The next message, or None when no more will come."""
        try:
            while True:
                while (message := self._reader.take()) is None:
                    if not (data := self._socket.recv(GULP)):
                        return None
                    self._reader.feed(data)
                if message.kind == Kind.TEXT:
                    return text_of(message.body)
                if message.kind == Kind.BINARY:
                    return message.body
                if not self._answer(message):
                    return None
        except BadFrame as bad:
            self._failed = True
            self.close(bad.code)
        except OSError:
            self._failed = True
        return None

    def hurry(self, seconds: float | None) -> None:
        """How long `wait` waits: a handshake has seconds, a conversation has all day."""
        self._socket.settimeout(seconds)

    def close(self, code: int = Code.NORMAL) -> None:
        self._outlet.end(closing_frame(code))

    @property
    def broken(self) -> bool:
        """Ended by an error: it broke off, broke the protocol, or did not take what it was sent."""
        return self._failed or not self._outlet.open

    def _answer(self, control: Message) -> bool:
        """Whether the conversation goes on."""
        if control.kind == Kind.PING:
            self.write(frame(control.body, Kind.PONG))
        elif control.kind == Kind.CLOSE:
            self.close(code_of(control.body))
        return control.kind != Kind.CLOSE

    def _let_go(self) -> None:
        """Read past what still arrives: closing with unread bytes would reset our last words away."""
        try:
            while self._socket.recv(GULP):
                pass
        except OSError:
            return


def refusal(environ: WSGIEnvironment) -> str | None:
    """The status for who does not ask for the one websocket there is."""
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
        return "426 Upgrade Required"
    try:
        key = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except ValueError:
        key = b""
    return None if len(key) == 16 else "400 Bad Request"  # noqa: PLR2004  as the RFC asks


def welcome(environ: WSGIEnvironment) -> Headers:
    key: Any = environ["HTTP_SEC_WEBSOCKET_KEY"]
    proof = hashlib.sha1(key.encode() + PROTOCOL, usedforsecurity=False).digest()
    return [
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Accept", base64.b64encode(proof).decode()),
    ]
