"""How the club is: alive, ready, and in numbers for whoever runs it."""

import hmac
from collections.abc import Callable
from time import perf_counter

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from sqlalchemy import func, select, text

from community import clock
from community.db import db
from community.jobs import PATIENCE, Job

health = Blueprint("health", __name__)
answered = Counter("zone_answers", "Answers given, by place and status.", ["place", "status"])
took = Histogram("zone_answer_seconds", "How long an answer took, in seconds.", ["place"])


@health.get("/healthz")
def alive() -> Response:
    return Response("alive\n", mimetype="text/plain")


@health.get("/readyz")
def ready() -> tuple[Response, int]:
    """Ready when everything that answers members answers us."""
    answers = {name: _answers(ask) for name, ask in QUESTIONS.items()}
    fine = all(answer == "ok" for answer in answers.values())
    return jsonify(ready=fine, **answers), 200 if fine else 503


@health.get("/metrics")
def metrics() -> Response:
    token = current_app.config["METRICS_TOKEN"]
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        abort(404)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _database() -> None:
    db.session.execute(text("SELECT 1"))


def _queue() -> None:
    """Jobs that waited longer than a worker takes to come round mean that none comes."""
    late = select(func.count()).where(Job.due_at < clock.now() - PATIENCE)
    if waiting := db.session.scalar(late):
        raise RuntimeError(f"{waiting} jobs wait: is a worker running? (zone work)")


QUESTIONS: dict[str, Callable[[], None]] = {"database": _database, "queue": _queue}


def _answers(ask: Callable[[], None]) -> str:
    try:
        ask()
    except Exception as trouble:  # noqa: BLE001  whatever it is, the answer is «not ready», and its kind
        return type(trouble).__name__
    return "ok"


def measure(app: Flask) -> None:
    @app.before_request
    def _begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        place = request.endpoint or "nowhere"
        answered.labels(place, response.status_code).inc()
        if began := g.get("began"):
            took.labels(place).observe(perf_counter() - began)
        return response


def also_ask(name: str, ask: Callable[[], None]) -> None:
    """A room that others depend on says how to find out whether it answers."""
    QUESTIONS[name] = ask
