"""Closing connections from our side: somebody's at once, or everybody's when the process stops."""

from collections.abc import Iterable
from typing import Any

from flask_socketio import SocketIO

from community.fanout.stock import server_of

NEXT_POLL = 2.0  # seconds a poller has to fetch the word that it is out


def cut(socketio: SocketIO, sids: Iterable[str], namespace: str = "/") -> None:
    """End these connections now: the browser hears "io server disconnect" and does not come back by itself.

    With Redis also those another process holds: there they leave every room and hear the same.
    """
    server = server_of(socketio)
    for sid in list(sids):
        sock = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, namespace))
        server.disconnect(sid, namespace=namespace)
        if sock and sock.upgraded:
            _end(sock)
        elif sock:
            server.start_background_task(_end_soon, sock)


def farewell(socketio: SocketIO) -> None:
    """Close every connection of this process; browsers come back to the next one by themselves."""
    part_with_all(server_of(socketio).eio)


def part_with_all(engine: Any) -> None:  # noqa: ANN401
    for sock in list(engine.sockets.values()):
        sock.close(wait=False, reason=engine.reason.SERVER_DISCONNECT)
        engine.sleep(0)


def _end(sock: Any) -> None:  # noqa: ANN401
    """Without the CLOSE packet, which would overtake our word and invite the browser back."""
    sock.close(wait=False, abort=True, reason=sock.server.reason.SERVER_DISCONNECT)


def _end_soon(sock: Any) -> None:  # noqa: ANN401
    sock.server.sleep(NEXT_POLL)
    _end(sock)
