"""The parts of python-engineio and python-socketio the fan-out builds on, private ones too: all of them here.

Both libraries ship no types; what crosses this border is `Any`. `hooks.py` checks the parts at the start.
"""

from typing import Any

from engineio.exceptions import SocketIsClosedError  # type: ignore[import-untyped]
from engineio.packet import MESSAGE, NOOP, PING, Packet  # type: ignore[import-untyped]
from engineio.payload import Payload  # type: ignore[import-untyped]
from engineio.server import Server as Engine  # type: ignore[import-untyped]
from engineio.socket import Socket  # type: ignore[import-untyped]
from flask_socketio import SocketIO
from socketio.manager import Manager  # type: ignore[import-untyped]
from socketio.packet import EVENT  # type: ignore[import-untyped]
from socketio.redis_manager import RedisManager  # type: ignore[import-untyped]

__all__ = [
    "EVENT",
    "MESSAGE",
    "NOOP",
    "PING",
    "Engine",
    "Manager",
    "Packet",
    "Payload",
    "RedisManager",
    "Socket",
    "SocketIsClosedError",
    "bare",
    "server_of",
    "socket_of",
]


def server_of(socketio: SocketIO) -> Any:  # noqa: ANN401
    """Flask-SocketIO's python-socketio server; its author keeps the attribute out of the types."""
    return vars(socketio)["server"]


def socket_of(environ: dict[str, Any]) -> Any:  # noqa: ANN401
    """The connection under a request that asks to be upgraded: pywsgi hands out its buffered file."""
    return environ["wsgi.input"].raw._sock  # noqa: SLF001


def bare(sock: Any) -> Any:  # noqa: ANN401
    """The socket itself, which gevent keeps non-blocking, without the wrapper that waits."""
    return getattr(sock, "_sock", sock)
