"""The queue that wakes workers: it may be away, and it never stands in anybody's way."""

import threading

import pytest
from huey import MemoryHuey
from sqlalchemy import select

from community import jobs, working
from community.db import db, transaction
from community.search import build_missing


@pytest.fixture
def away(app, monkeypatch):
    """A queue that does not answer."""
    queue = MemoryHuey("away")

    def nobody_there(*_things):
        raise ConnectionError("nobody there")

    monkeypatch.setattr(queue, "enqueue", nobody_there)
    monkeypatch.setattr(working, "open_queue", lambda _app: queue)
    working.ring_workers(app)
    yield
    jobs.ring_with(None)


def test_what_was_stored_stays_stored_and_its_job_is_found_later(away):
    with transaction():
        jobs.later(build_missing)
    assert db.session.scalars(select(jobs.Job.id)).all() == jobs.due()
    assert jobs.run_due() == 1


def test_one_sweeps_at_a_time_so_that_whoever_rings_finds_somebody_free(app, monkeypatch):
    inside, go_on, rounds = threading.Event(), threading.Event(), []

    def sweeps():
        rounds.append(1)
        inside.set()
        go_on.wait(10)
        return 0

    monkeypatch.setattr(jobs, "run_due", sweeps)
    first = threading.Thread(target=working.sweep_up, args=[app])
    first.start()
    assert inside.wait(10)
    working.sweep_up(app)  # leaves at once
    assert len(rounds) == 1
    go_on.set()
    first.join()
    working.sweep_up(app)
    assert len(rounds) == 2
