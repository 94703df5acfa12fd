"""Which manager this process gets: the direct one, or the stock one when it cannot be had."""

from typing import Any

from community.fanout.hooks import all_there, missing_in_classes
from community.fanout.managers import DirectManager, DirectRedisManager
from community.fanout.stock import Manager, Payload, RedisManager

CHANNEL = "flask-socketio"  # what a worker with SocketIO(message_queue=…) speaks on by default
PACKETS_IN_A_POST = 128  # the stock 16 closes a poller that says much at once


def speaker(redis_url: str, *, channel: str = CHANNEL) -> Any:  # noqa: ANN401
    """The same for a process without browsers: it speaks through Redis, and hears nothing."""
    return RedisManager(redis_url, channel=channel, write_only=True)


def client_manager(*, redis_url: str | None = None, tick: float = 0.0, channel: str = CHANNEL) -> Any:  # noqa: ANN401
    """For `socketio.init_app(client_manager=…)`; a new one for every app.

    With a `tick` in seconds, messages to one room that follow each other faster leave together; order holds
    within a room, while an ack or a word to one browser may overtake what waits for its room.
    """
    Payload.max_decode_packets = PACKETS_IN_A_POST
    if not all_there(missing_in_classes()):
        return RedisManager(redis_url, channel=channel) if redis_url else Manager()
    manager = DirectRedisManager(redis_url, channel=channel) if redis_url else DirectManager()
    manager.tick = tick
    return manager
