"""A house with three people in it: Ada writes, Ben follows her, Mia is passing by."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_babel import refresh
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import Connection

from community import jobs
from community.db import Model, db, transaction
from community.entrance.joining import joined
from community.entrance.sessions import COOKIE, open_session
from community.following import Follow
from community.members import Member
from community.profiles.faces import forget_faces
from config import Config
from wsgi import create_app


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The club, built once, on the PostgreSQL that DATABASE_URL names, else on SQLite in memory."""
    config = Config(
        SQLALCHEMY_DATABASE_URI=own_database(),
        REDIS_URL=own_redis(),
        ZONE_DATA=tmp_path_factory.mktemp("zone"),
        SECRET_KEY="only for tests, and long enough for that",
        PUBLIC_URL="http://localhost",
        MAIL_URL="file://",
        RATE_LIMITS=False,
        TESTING=True,
    )
    app = create_app(config)
    app.teardown_request(forget)
    with app.app_context():
        Model.metadata.create_all(db.engine)
    return app


@pytest.fixture
def app(house: Flask) -> Iterator[Flask]:
    """The club on an empty database and index: whatever a test commits is undone when it ends."""
    jobs.ring_with(None)
    forget_faces()
    with house.app_context():
        engine = db.engines[None]
        with engine.connect() as connection:
            outermost = connection.begin()
            _engines()[None] = connection
            yield house
            db.session.remove()
            _engines()[None] = engine
            outermost.rollback()
    shutil.rmtree(house.config["ZONE_DATA"] / "index", ignore_errors=True)


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


def own_database(kind: str = "test") -> str:
    """A database for this test process alone, made anew."""
    url = os.environ.get("DATABASE_URL", "").replace("postgresql://", "postgresql+psycopg://")
    if not url:
        return "sqlite://"
    name = f"zone_{kind}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def own_redis() -> str | None:
    """Numbers of its own for this test process: two that knock at one door would be counted together."""
    url = os.environ.get("REDIS_URL")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return urlsplit(url)._replace(path=f"/{worker}").geturl() if url else None


def forget(_: BaseException | None) -> None:
    """As in life, what a request did not commit is lost, and the next one asks anew who is there."""
    db.session.rollback()
    g.pop("member", None)
    g.pop("reads", None)
    g.pop("spares_counts", None)
    forget_faces()
    refresh()  # the language and the time zone, too


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
