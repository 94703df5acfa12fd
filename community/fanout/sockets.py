"""One browser's Engine.IO connection: with a websocket it needs no queue, no writer task and no ping task."""

import time
from collections.abc import Callable
from typing import Any

from community.fanout.frames import frame
from community.fanout.stock import MESSAGE, NOOP, PING, Packet, Socket, SocketIsClosedError
from community.fanout.websocket import WebSocket

Pipes = dict[str, Callable[[bytes], None]]  # the connections that take frames as they are
PINGED = frame(b"2")
HANDSHAKE = 10.0  # seconds from the open websocket to the word that it replaces polling


class DirectSocket(Socket):  # type: ignore[misc]  # engineio ships no types
    """Stock while it polls; what is sent on its websocket is written at once."""

    line: WebSocket | None = None
    pipes: Pipes
    due: float  # when the watch pings it
    last_ping: float | None  # when it was pinged, while the pong has not come
    connected: bool
    upgrading: bool
    upgraded: bool
    closing: bool
    closed: bool

    @classmethod
    def adopt(cls, stock: Any, pipes: Pipes) -> None:  # noqa: ANN401
        """Engineio makes its own sockets and offers no say in their class: it is changed at birth."""
        stock.__class__ = cls
        stock.pipes = pipes
        stock.last_ping = None
        stock.due = time.monotonic() + stock.server.ping_interval

    def send(self, pkt: Packet) -> None:
        if self.line is None:
            super().send(pkt)
        elif not self.closed:
            self.line.send(pkt.encode())

    def schedule_ping(self) -> None:
        """A pong arrived. The watch pings; no task per browser waits for its turn."""
        self.last_ping = None

    def ping(self, now: float) -> None:
        self.last_ping, self.due = now, now + self.server.ping_interval
        if self.line is None:
            super().send(Packet(PING))
        else:
            self.line.write(PINGED)

    def check_ping_timeout(self) -> bool:
        if self.closed:
            raise SocketIsClosedError
        if not self.last_ping or time.monotonic() - self.last_ping <= self.server.ping_timeout:
            return True
        reason = self.server.reason.PING_TIMEOUT  # what follows may take its time: others wait
        self.server.start_background_task(self.close, wait=False, reason=reason)
        return False

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:  # noqa: FBT001, FBT002  engineio's order
        if self.line is None:
            super().close(wait=wait, abort=abort, reason=reason)
        elif not self.closing and not self.closed:
            self.closing = True
            reason = reason or self.server.reason.SERVER_DISCONNECT
            self.server._trigger_event("disconnect", self.sid, reason, run_async=False)  # noqa: SLF001
            self._leave(self.line, politely=not abort)

    def _leave(self, line: WebSocket, *, politely: bool) -> None:
        self.pipes.pop(self.sid, None)
        self.server.sockets.pop(self.sid, None)
        if politely:
            line.send("1")
        self.closed = True
        line.close()

    def _websocket_handler(self, ws: WebSocket) -> None:
        if self.connected and not self._upgrade(ws):
            return
        self.connected = self.upgraded = True
        self._go_direct(ws)
        try:
            while (message := ws.wait()) is not None and not self.closed:
                self._hear(message)
        finally:
            reasons = self.server.reason
            reason = reasons.TRANSPORT_ERROR if ws.broken else reasons.TRANSPORT_CLOSE
            self.close(wait=False, abort=True, reason=reason)

    def _upgrade(self, ws: WebSocket) -> bool:
        """Polling becomes a websocket: probe, answer, end the poll that waits, and take their word."""
        if self.upgrading or self.upgraded:
            return False
        self.upgrading = True
        ws.hurry(HANDSHAKE)
        probed = ws.wait() == "2probe"
        if probed:
            ws.send("3probe")
            super().send(Packet(NOOP))
        agreed = probed and ws.wait() == "5" and not self.closed
        ws.hurry(None)
        self.upgrading = False
        return agreed

    def _go_direct(self, ws: WebSocket) -> None:
        """What was queued goes first; from then on nothing is."""
        while not self.queue.empty():
            packet = self.queue.get(block=False)
            self.queue.task_done()
            if packet is not None:
                ws.send(packet.encode())
        self.line = ws
        self.pipes[self.sid] = ws.write

    def _hear(self, message: str | bytes) -> None:
        if isinstance(message, bytes) or message[:1] == str(MESSAGE):
            body = message if isinstance(message, bytes) else message[1:]
            self.server._trigger_event(  # noqa: SLF001
                "message", self.sid, body, run_async=self.server.async_handlers
            )
        elif message[:1] == "3":
            self.schedule_ping()
        elif message[:1] == "1":
            reason = self.server.reason.CLIENT_DISCONNECT
            self.close(wait=False, abort=True, reason=reason)
