"""A shop to look at."""

import time

from tests.shops import shop  # noqa: F401


def drips(handler):
    """Half of a page, and then a byte now and then, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Slow")
    while True:
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.02)  # the other side's slowness, not ours
