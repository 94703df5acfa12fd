"""A club whose servers, and the Redis between them, are killed while its members talk."""

import os

import pytest

from tests.conftest import own_database
from tests.faults.history import Plan, between_servers, grounds, play
from tests.services import free_port


@pytest.mark.timeout(180)
def test_nothing_acknowledged_is_lost_doubled_or_reordered():
    """On SQLite one server; with Redis two, and members come in by either. The long form is a command."""
    with grounds() as env:
        if os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = own_database("history")
        else:
            env.pop("REDIS_URL", None)
        with between_servers(env) as redis:
            ports = tuple(free_port() for _ in range(2 if redis else 1))
            plan = Plan(members=10, rooms=4, seconds=12, kills=2, ports=ports, redis=redis)
            assert play(plan, env) == []
