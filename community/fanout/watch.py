"""One task looks after every connection: pings those who are due, closes the silent, forgets the closed."""

import logging
import time
from typing import Any

from community.fanout.sockets import DirectSocket

log = logging.getLogger(__name__)
AT_A_TIME = 200  # then others have their turn


def keep_watch(engine: Any) -> None:  # noqa: ANN401
    step = min(1.0, engine.ping_interval / 4, engine.ping_timeout / 4)
    while True:
        engine.sleep(step)
        try:
            go_round(engine)
        except Exception:
            log.exception("the watch stumbled and goes on")


def go_round(engine: Any) -> None:  # noqa: ANN401
    for count, sock in enumerate(list(engine.sockets.values())):
        look_after(engine, sock, time.monotonic())
        if count % AT_A_TIME == AT_A_TIME - 1:
            engine.sleep(0)


def look_after(engine: Any, sock: DirectSocket, now: float) -> None:  # noqa: ANN401
    if sock.closed:
        engine.sockets.pop(sock.sid, None)
    elif sock.closing:
        return
    elif sock.last_ping:
        sock.check_ping_timeout()
    elif now >= sock.due:
        sock.ping(now)
