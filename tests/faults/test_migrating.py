"""Bringing the database up is killed again and again; whoever goes on finds it whole."""

import os
import random
import subprocess
import sys
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from community.db import Model, db
from community.migrating import upgrade
from tests.conftest import own_database
from tests.faults.history import HOUSE, grounds
from tests.faults.posting import SECONDS, club
from tests.house.test_migrations import A_LITTLE

LONGEST = 400.0


@pytest.mark.timeout(LONGEST + 20 * SECONDS)
def test_a_club_whose_steps_are_killed_in_the_middle_is_whole_when_they_are_taken_again():
    """At another moment each time: within a step, between two, before the first."""
    chance = random.Random(7)
    with grounds() as env:
        env.pop("DATABASE_URL", None)
        if os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = own_database("migrating")
        app = club(env)
        with app.app_context():
            upgrade("0001")
            with db.engine.begin() as connection:
                for statement in A_LITTLE:
                    connection.execute(text(statement))
            before = step()
            killed = [killed_while_migrating(env, chance) for _ in range(max(3, int(SECONDS / 2)))]
            assert any(at > before for at in killed), "each was killed before it did anything"
            upgrade()
            with db.engine.connect() as connection:
                context = MigrationContext.configure(connection, opts={"compare_type": True})
                assert compare_metadata(context, Model.metadata) == []
                left = "SELECT storefront_id FROM price_seen"
                assert connection.execute(text(left)).scalars().all() == [1]
            db.engine.dispose()


def killed_while_migrating(env, chance) -> str:
    """Once it began, and some moments later; answers how far it came."""
    began = step()
    work = subprocess.Popen([sys.executable, "-m", "commands", "migrate"], cwd=HOUSE, env=env)
    ends = time.monotonic() + 60
    while step() == began and work.poll() is None and time.monotonic() < ends:
        time.sleep(0.005)
    time.sleep(chance.random() * 0.05)
    work.kill()
    work.wait()
    return step()


def step() -> str:
    with db.engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
