"""The worker: huey rings, we do the job; what nobody rang for is found at the next round."""

import logging
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Any

from flask import Flask
from huey import RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from community import clock, jobs
from community.db import transaction
from community.search import build_missing

log = logging.getLogger(__name__)
_sweeping = Lock()
NIGHT = "20"  # o'clock in UTC: four in the morning in Shanghai


def open_queue(app: Flask) -> Any:  # noqa: ANN401  huey ships no types
    """The queue that wakes workers: Redis where there is one, else a file beside the database."""
    if url := app.config["REDIS_URL"]:
        return RedisHuey("zone", url=url, results=False)
    app.config["ZONE_DATA"].mkdir(parents=True, exist_ok=True)
    return SqliteHuey("zone", filename=str(app.config["ZONE_DATA"] / "queue.db"), results=False, fsync=False)


def ring_workers(app: Flask) -> Any:  # noqa: ANN401
    """From now on a committed job wakes a worker. Answers the queue."""
    queue = open_queue(app)

    @queue.task(name="run")  # type: ignore[untyped-decorator]
    def run(job_id: int) -> None:
        with app.app_context():
            jobs.run(job_id)

    @queue.periodic_task(crontab(minute="*"), name="sweep")  # type: ignore[untyped-decorator]
    def sweep() -> None:
        sweep_up(app)

    @queue.periodic_task(crontab(hour=NIGHT, minute="0"), name="tonight")  # type: ignore[untyped-decorator]
    def tonight() -> None:
        with app.app_context():
            jobs.tonight()
            jobs.run_due()

    def ring(job_id: int, due_at: datetime) -> None:
        wait = max(due_at - clock.now(), timedelta())
        if wait >= timedelta(minutes=1):
            return
        try:
            run.schedule((job_id,), delay=wait.total_seconds()) if wait else run(job_id)
        except Exception as trouble:  # noqa: BLE001  of whatever queue; what was stored stays stored
            log.warning("nobody was rung for job %s (%s): it is found at the next round", job_id, trouble)

    jobs.ring_with(ring)
    return queue


def sweep_up(app: Flask) -> None:
    """What waits is done one after the other, so that whoever rings meanwhile finds somebody free."""
    if not _sweeping.acquire(blocking=False):
        return
    try:
        with app.app_context():
            jobs.run_due()
    finally:
        _sweeping.release()


def work_on(app: Flask) -> None:
    queue = ring_workers(app)
    with app.app_context(), transaction():
        jobs.later(build_missing)
    Thread(target=sweep_up, args=[app], name="first sweep", daemon=True).start()
    Consumer(queue, workers=2, initial_delay=0.05, max_delay=0.5, check_worker_health=True).run()
