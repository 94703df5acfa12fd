"""Telling a room: one packet, encoded and framed once, written to every websocket without queue or writer.

Why it exists: Flask-SocketIO's own path puts each message into a queue per browser, wakes a task per browser
and frames it again for each. At a thousand browsers that is two to five times the work of this package, and
most of the time a chat takes (docs/decisions/0003-one-frame-for-everybody.md has the figures). The interface
stays Flask-SocketIO's: handlers, rooms, acks, the test client and the browser's library know nothing of it.

    socketio.init_app(app, async_mode="gevent", async_handlers=False,
                      client_manager=client_manager(redis_url=None, tick=0.02))

Under another async_mode, or when the private parts it builds on have changed, the stock path serves.
"""

from community.fanout.farewells import cut, farewell
from community.fanout.installing import client_manager, speaker

__all__ = ["client_manager", "cut", "farewell", "speaker"]
