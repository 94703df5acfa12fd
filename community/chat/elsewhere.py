"""Who looks at a room through another web process: said in Redis, where there are several.

A club goes on without Redis: then a process knows of its own browsers only, and asks again a little later.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from redis import Redis
from redis.exceptions import RedisError

from community import clock

log = logging.getLogger(__name__)
T = TypeVar("T")
SOON = 1.0  # seconds within which Redis answers, or is not waited for
AGAIN = timedelta(seconds=5)
KEPT = timedelta(minutes=2)  # a room nobody looks at


class Elsewhere:
    """Per room the connections that look at it, each with the moment it was heard of last."""

    def __init__(self, redis_url: str) -> None:
        self._redis = Redis.from_url(
            redis_url, socket_timeout=SOON, socket_connect_timeout=SOON, decode_responses=True
        )
        self._silent_until: datetime | None = None

    def come(self, room_id: int, sid: str, handle: str) -> None:
        def seat() -> None:
            both = self._redis.pipeline(transaction=False)
            both.zadd(_key(room_id), {f"{sid} {handle}": clock.now().timestamp()})
            both.expire(_key(room_id), KEPT)
            both.execute()

        self._ask(seat, None)

    def go(self, room_id: int, sid: str, handle: str) -> None:
        self._ask(lambda: self._redis.zrem(_key(room_id), f"{sid} {handle}"), None)

    def handles(self, room_id: int, since: datetime) -> set[str]:
        """Of those heard of `since` then."""

        def seats() -> list[str]:
            found: Any = self._redis.zrange(_key(room_id), since.timestamp(), "+inf", byscore=True)
            return list(found)

        nobody: list[str] = []
        return {seat.partition(" ")[2] for seat in self._ask(seats, nobody)}

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        if self._silent_until and clock.now() < self._silent_until:
            return otherwise
        try:
            answer = question()
        except RedisError as trouble:
            log.warning("nobody knows who is here elsewhere: %s", trouble)
            self._silent_until = clock.now() + AGAIN
            return otherwise
        self._silent_until = None
        return answer


def _key(room_id: int) -> str:
    return f"zone:here:{room_id}"
