"""The same key is the same deed, however often it is sent, and when it is sent twice at once."""

import os
import threading
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select, text

from community import clock
from community.db import Model, db, transaction
from community.engagement.standing import Standing
from community.entrance.joining import joined
from community.entrance.tokens import Scope, create_token
from config import Config
from posts.blog.models import Story
from posts.shopping.models import ShoppingList
from wsgi import create_app

KEY = {"Idempotency_Key": "a-key"}


def number_of(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_asked_again_it_answers_the_same_and_does_nothing(adas):
    first = adas.post("/stories", {"title": "Once", "text": "upon a time"}, **KEY)
    again = adas.post("/stories", {"text": "upon a time", "title": "Once"}, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert first.location == again.location
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert number_of(Story) == 1


def test_a_story_is_published_once_and_worth_its_points_once(adas, ada):
    here = f"/stories/{adas.post('/stories', {'title': 'Once', 'text': 'more'}).json['id']}/publication"
    answers = [adas.post(here, {}, **KEY) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert db.session.get(Standing, ada.id).points == 10


def test_another_body_with_the_same_key_is_refused(adas):
    adas.post("/stories", {"title": "Once"}, **KEY)
    refused = adas.post("/stories", {"title": "Twice"}, **KEY)
    assert refused.status_code == 422
    assert "Idempotency-Key" in refused.json["detail"]
    assert number_of(Story) == 1
    assert adas.post("/stories", {"title": "Long"}, Idempotency_Key="k" * 256).status_code == 422


def test_a_key_is_of_its_member_and_of_its_door(adas, mias):
    assert adas.post("/lists", {"title": "Ours"}, **KEY).status_code == 201
    assert mias.post("/lists", {"title": "Ours"}, **KEY).status_code == 201
    assert adas.post("/stories", {"title": "Ours"}, **KEY).status_code == 201
    assert number_of(ShoppingList) == 2


def test_what_failed_is_not_kept(adas):
    here = f"/lists/{adas.post('/lists', {'title': 'Winter'}).json['id']}"
    assert adas.post(f"{here}/publication", {}, **KEY).status_code == 422
    adas.post(f"{here}/items", {"name": "Kettle"})
    assert adas.post(f"{here}/publication", {}, **KEY).status_code == 201


def test_a_key_is_forgotten_after_a_day(adas):
    adas.post("/lists", {"title": "Winter"}, **KEY)
    with clock.stopped(clock.now() + timedelta(hours=23)):
        adas.post("/lists", {"title": "Winter"}, **KEY)
        assert number_of(ShoppingList) == 1
    with clock.stopped(clock.now() + timedelta(hours=25)):
        adas.post("/lists", {"title": "Winter"}, **KEY)
        assert number_of(ShoppingList) == 2


def test_a_token_is_made_once_and_its_word_told_once(adas):
    first = adas.post("/tokens", {"name": "backup"}, **KEY)
    again = adas.post("/tokens", {"name": "backup"}, **KEY)
    assert first.json["token"]
    assert again.json == {**first.json, "token": None}
    assert len(adas.get("/tokens").json["items"]) == 2


def test_a_message_is_said_once(adas):
    here = f"/rooms/{adas.post('/rooms', {'name': 'Garden'}).json['id']}/messages"
    answers = [adas.post(here, {"text": "Hello"}, **KEY) for _ in range(2)]
    assert [answer.json["seq"] for answer in answers] == [1, 1]
    assert len(adas.get(here).json["items"]) == 1


@pytest.fixture
def own_database(tmp_path):
    """Not the one of the other tests: threads have a connection each, and commit."""
    if not (url := os.environ.get("DATABASE_URL")):
        yield f"sqlite:///{tmp_path / 'zone.db'}"
        return
    server = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    name = f"zone_keys_{os.getpid()}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield server.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def real_club(own_database, tmp_path):
    app = create_app(
        Config(
            SQLALCHEMY_DATABASE_URI=own_database,
            ZONE_DATA=tmp_path,
            SECRET_KEY="only for tests, and long enough for that",
            PUBLIC_URL="http://localhost",
            RATE_LIMITS=False,
            TESTING=True,
        )
    )
    with app.app_context():
        Model.metadata.create_all(db.engine)
        with transaction():
            ada = joined(handle="ada", name="Ada", email="ada@example.org", password=None)
        _token, word = create_token(ada, "a test", [Scope.ALL])
        db.session.remove()
    yield app, {"Authorization": f"Bearer {word}", "Idempotency-Key": "at once"}
    with app.app_context():
        db.engine.dispose()


def test_fired_eight_times_at_once_it_is_done_once(real_club):
    app, headers = real_club
    together, answers = threading.Barrier(8), []

    def fire():
        client = app.test_client()
        together.wait()
        answers.append(client.post("/api/v1/lists", json={"title": "Winter"}, headers=headers))

    threads = [threading.Thread(target=fire) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.data for answer in answers}) == 1
    with app.app_context():
        assert number_of(ShoppingList) == 1
