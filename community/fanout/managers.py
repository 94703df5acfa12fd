"""Who is in which room, and how a room is told: encoded once, framed once, written to everybody at once."""

import logging
from collections.abc import Callable, Collection, Iterator
from typing import Any

from community.fanout import hooks
from community.fanout.bundles import Bundles, Letter, Room
from community.fanout.farewells import part_with_all
from community.fanout.frames import frame
from community.fanout.sockets import DirectSocket, Pipes
from community.fanout.stock import EVENT, MESSAGE, Manager, Packet, RedisManager
from community.fanout.watch import keep_watch
from community.fanout.websocket import WebSocket

log = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0  # seconds between two questions whether Redis is there again


class DirectManager(Manager):  # type: ignore[misc]  # python-socketio ships no types
    """Python-socketio's manager; under gevent its websockets are told without a queue and a writer each."""

    tick = 0.0

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  Redis has its own
        super().__init__(*args, **options)
        self.pipes: Pipes = {}
        self.direct = False
        self._bundles: Bundles | None = None

    def set_server(self, server: Any) -> None:  # noqa: ANN401
        """Python-socketio is ready but has not served anybody: the moment to take over."""
        super().set_server(server)
        self.direct = server.eio.async_mode == "gevent" and hooks.all_there(hooks.missing_in(server))
        if self.direct:
            take_over(server.eio, self.pipes)
        if self.direct and self.tick:
            spawn = server.start_background_task
            self._bundles = Bundles(self.tick, self._deliver, spawn, server.sleep)

    def initialize(self) -> None:
        """Before the first connection."""
        super().initialize()
        if self.direct:
            self.server.start_background_task(keep_watch, self.server.eio)

    def emit(
        self,
        event: str,
        data: Any,  # noqa: ANN401
        namespace: str,
        room: Any = None,  # noqa: ANN401
        skip_sid: str | list[str] | None = None,
        callback: Callable[..., object] | None = None,
        to: Any = None,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> None:
        room = to or room
        if isinstance(room, str) and not callback and not self._participants(namespace, room):
            return
        text = self._encode(event, data, namespace) if self.direct and not callback else None
        if text is None:
            self._send_waiting(namespace, room)
            options |= {"room": room, "skip_sid": skip_sid, "callback": callback}
            super().emit(event, data, namespace, **options)
        else:
            skipped = [skip_sid] if isinstance(skip_sid, str) else skip_sid or ()
            framed = frame(f"{MESSAGE}{text}".encode())
            self._post(namespace, room, Letter(text, framed, frozenset(skipped)))

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Who comes hears nothing that was said before."""
        self._send_waiting(namespace, room)
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Who leaves has heard all that was said."""
        self._send_waiting(namespace, room)
        super().basic_leave_room(sid, namespace, room)

    def _encode(self, event: str, data: Any, namespace: str) -> str | None:  # noqa: ANN401
        """The packet as text, or None when bytes belong to it: JSON knows none, and looks at all anyway."""
        facts = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        packet = self.server.packet_class(EVENT, namespace=namespace, data=[event, *facts], binary=False)
        try:
            text: str = packet.encode()
        except TypeError:
            return None
        return text

    def _post(self, namespace: str, room: Any, letter: Letter) -> None:  # noqa: ANN401
        if self._bundles and self.pipes and self._is_crowd(namespace, room):
            self._bundles.add((namespace, room), letter)
        else:
            self._send_waiting(namespace, room)
            self._deliver((namespace, room), [letter])

    def _is_crowd(self, namespace: str, room: Any) -> bool:  # noqa: ANN401
        """One reader gains nothing from waiting, and several rooms at once cannot."""
        if isinstance(room, list | tuple):
            return False
        return len(self._participants(namespace, room)) > 1

    def _participants(self, namespace: str, room: str) -> Collection[str]:
        found: Collection[str] = self.rooms.get(namespace, {}).get(room, ())
        return found

    def _send_waiting(self, namespace: str, room: Any) -> None:  # noqa: ANN401
        if self._bundles:
            for name in room if isinstance(room, list | tuple) else (room,):
                self._bundles.flush((namespace, name))

    def _deliver(self, room: Room, letters: list[Letter]) -> None:
        """Written to every connection without a greenlet switch: nobody can come between."""
        whole = b"".join([letter.framed for letter in letters])
        left_out = frozenset[str]().union(*(letter.skipped for letter in letters))
        pipes = self.pipes
        for sid, eio_sid in self.get_participants(*room):
            pipe = pipes.get(eio_sid)
            if pipe is not None and sid not in left_out:
                pipe(whole)
            elif mine := [letter for letter in letters if sid not in letter.skipped]:
                self._hand_over(eio_sid, mine)

    def _hand_over(self, eio_sid: str, letters: list[Letter]) -> None:
        if pipe := self.pipes.get(eio_sid):
            pipe(b"".join([letter.framed for letter in letters]))
        else:
            for letter in letters:
                self.server._send_eio_packet(eio_sid, Packet(MESSAGE, letter.text))  # noqa: SLF001


class DirectRedisManager(RedisManager, DirectManager):  # type: ignore[misc]
    """Between processes Redis; inside each, the same direct writing (super() leads from one to the other).

    What is said while Redis is away is heard by those alone whose lines are in the process that says it. Once
    it is back, a process closes its lines: browsers come back by themselves, and ask for what they missed.
    """

    def _redis_listen_with_retries(self) -> Iterator[dict[str, Any]]:
        missed, wait = False, FIRST_WAIT
        while True:
            try:
                self._redis_connect()
                self.pubsub.subscribe(self.channel)
                if missed:
                    log.warning("Redis is back: browsers are sent to ask for what they missed")
                    part_with_all(self.server.eio)
                missed, wait = False, FIRST_WAIT
                yield from self.pubsub.listen()
            except Exception as trouble:  # noqa: BLE001  whatever it is, the club goes on and asks again
                log.warning("Redis does not answer (%s): asked again in %s s", trouble, wait)
                missed = True
                self.server.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)


def take_over(engine: Any, pipes: Pipes) -> None:  # noqa: ANN401
    """Our websocket, our sockets and our watch for this one server; others in the process stay stock."""
    engine._async = {**engine._async, "websocket": WebSocket}  # noqa: SLF001
    engine.start_service_task = False  # the watch does its work
    greet = engine.handlers["connect"]

    def adopt_and_greet(sid: str, environ: dict[str, Any]) -> object:
        DirectSocket.adopt(engine.sockets[sid], pipes)
        return greet(sid, environ)

    engine.on("connect", adopt_and_greet)
