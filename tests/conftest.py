"""A house with three people in it: Ada writes, Ben follows her, Mia is passing by."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.engine import Connection

from community import clock, jobs
from community.db import Model, db, transaction
from community.entrance.joining import joined
from community.entrance.sessions import COOKIE, open_session
from community.members import Member
from community.profiles.following import Follow
from config import Config
from wsgi import create_app


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The club, built once, on the database that DATABASE_URL names, else on SQLite in memory."""
    config = Config(
        SQLALCHEMY_DATABASE_URI=os.environ.get("DATABASE_URL", "sqlite://").replace("ql://", "ql+psycopg://"),
        ZONE_DATA=tmp_path_factory.mktemp("zone"),
        SECRET_KEY="only for tests, and long enough for that",
        PUBLIC_URL="http://localhost",
        MAIL_URL="file://",
        REDIS_URL=None,
        RATE_LIMITS=False,
        TESTING=True,
    )
    app = create_app(config)
    app.teardown_request(forget)
    with app.app_context():
        Model.metadata.drop_all(db.engine)
        Model.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        Model.metadata.drop_all(db.engine)


@pytest.fixture
def app(house: Flask) -> Iterator[Flask]:
    """The club on an empty database: whatever a test commits is undone when it ends."""
    jobs.ring_with(None)
    with house.app_context():
        engine = db.engines[None]
        with engine.connect() as connection:
            outermost = connection.begin()
            _engines()[None] = connection
            yield house
            db.session.remove()
            _engines()[None] = engine
            outermost.rollback()


def _engines() -> dict[str | None, Connection | object]:
    return db.engines  # type: ignore[return-value]


@pytest.fixture
def ada(app: Flask) -> Member:
    return joins("Ada")


@pytest.fixture
def mia(app: Flask) -> Member:
    return joins("Mia")


@pytest.fixture
def ben(ada: Member) -> Member:
    """Ben follows Ada."""
    ben = joins("Ben")
    with transaction():
        db.session.add(Follow(follower_id=ben.id, followed_id=ada.id))
    return ben


@pytest.fixture
def browser_of(app: Flask) -> Callable[[Member], FlaskClient]:
    def browser_of(member: Member) -> FlaskClient:
        browser = app.test_client()
        with transaction():
            token = open_session(member, "a test")
        browser.set_cookie(COOKIE, token)
        return browser

    return browser_of


def forget(_: BaseException | None) -> None:
    """As in life, what a request did not commit is lost, and the next one asks anew who is there."""
    db.session.rollback()
    g.pop("member", None)


def joins(name: str) -> Member:
    with transaction():
        return joined(handle=name.lower(), name=name, email=f"{name.lower()}@example.org", password=None)


@pytest.fixture
def shared() -> Path:
    """Real and hostile data, where they are; tests that need them skip, and say so, where they are not."""
    folder = Path(os.environ.get("ZONE_SHARED") or Path(__file__).parents[2] / "shared") / "data"
    if not folder.exists():
        pytest.skip(f"no data to test with at {folder}: set ZONE_SHARED")
    return folder
