"""How often one may: guessing, flooding and hammering end with 429 and the time to wait.

What is counted is named by a digest: where counts are kept, nobody's name, e-mail or address is read.
"""

import hmac
import logging
import math
import time
from ipaddress import ip_network

from flask import Flask, current_app, request
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

log = logging.getLogger(__name__)


def spend(action: str, key: str | int, rate: str) -> None:
    """Go on only if `key` did not do `action` more often than `rate` ("5/minute") lately; else 429.

    Whoever asks too often is refused, not punished: a refused attempt costs nothing. Without the store
    that counts nobody is refused, because a club that lets nobody in serves nobody.
    """
    if not current_app.config["RATE_LIMITS"]:
        return
    limiter: MovingWindowRateLimiter = current_app.extensions["limiter"]
    limit, whose = parse(rate), _nameless(key)
    try:
        if limiter.hit(limit, action, whose):
            return
        free_at = limiter.get_window_stats(limit, action, whose).reset_time
    except StorageError:
        log.exception("nobody counts: %s is not limited", action)
        return
    raise TooManyRequests(retry_after=max(1, math.ceil(free_at - time.time())))


def _nameless(key: str | int) -> str:
    """The same for the same key, and without `SECRET_KEY` not to be had by trying names."""
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), f"{key}".encode(), "sha256").hex()[:32]


def whence() -> str:
    """The address a request came from, as far as we can believe it: see TRUSTED_PROXIES.

    Of IPv6 the network: whoever has one address there has all of its 2^64.
    """
    address = request.remote_addr or "nowhere"
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def count(app: Flask) -> None:
    """Counts are kept in this process, or in Redis when several share them."""
    url = app.config["REDIS_URL"] or "memory://"
    url = url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
    storage = storage_from_string(url, wrap_exceptions=True)
    app.extensions["limiter"] = MovingWindowRateLimiter(storage)
