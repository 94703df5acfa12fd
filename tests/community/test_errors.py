"""What one reads when something went wrong."""

import errno
from datetime import timedelta

import pytest
from flask import abort
from sqlalchemy import Engine, event, update
from sqlalchemy.exc import DataError, OperationalError

from community import clock, jobs
from community.db import db, transaction
from community.entrance.sessions import Session
from community.members import signed_in_member
from posts.forum.models import Board
from posts.forum.opening import open_topic
from posts.replies.writing import reply

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
FULL = OperationalError("INSERT", {}, Exception("database or disk is full"))


@pytest.fixture
def trouble(app, monkeypatch):
    """A page that goes wrong as it is told."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", 0)

    def trouble(what):
        monkeypatch.setitem(app.view_functions, "entrance.show_sign_in", what)
        return app.test_client()

    return trouble


def raises(error):
    def view():
        raise error

    return view


@pytest.mark.parametrize("code", [400, 403, 404, 405, 413, 418, 429, 500, 503])
def test_every_refusal_is_a_kind_page_or_a_problem(trouble, code):
    browser = trouble(lambda: abort(code))
    page = browser.get("/sign-in", headers=HTML)
    assert page.status_code == code
    assert page.text.count("<h1>") == 1
    assert "Content-Security-Policy" in page.headers
    problem = browser.get("/sign-in", headers=JSON)
    assert (problem.status_code, problem.mimetype) == (code, "application/problem+json")
    assert problem.json["status"] == code
    assert problem.json["detail"]


def test_a_stranger_is_taken_to_the_door_and_back(app):
    answer = app.test_client().get("/settings/sessions?x=1", headers=HTML)
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/settings/sessions%3Fx%3D1"


def test_what_changes_something_answers_401_even_to_a_browser(app):
    answer = app.test_client().post(
        "/invitations", headers=HTML | {"Referer": "http://localhost/invitations"}
    )
    assert answer.status_code == 401
    assert "/sign-in?next=/invitations" in answer.text


def test_a_referer_that_cannot_be_read_leads_home(app):
    answer = app.test_client().post("/invitations", headers=HTML | {"Referer": "http://[::1"})
    assert answer.status_code == 401
    assert "/sign-in?next=/" in answer.text


def test_a_program_is_not_redirected(app):
    assert app.test_client().get("/settings", headers=JSON).json["status"] == 401
    assert app.test_client().get("/api/v1/nothing").mimetype == "application/problem+json"


def test_our_own_sentence_is_passed_on_and_the_librarys_is_not(trouble):
    assert "not this way" in trouble(lambda: abort(403, "not this way")).get("/sign-in").text
    assert "You don't have the permission" not in trouble(lambda: abort(403)).get("/sign-in").text


def test_an_error_tells_nothing_of_the_inside(trouble):
    for headers in (HTML, JSON):
        answer = trouble(raises(RuntimeError("secret sauce"))).get("/sign-in", headers=headers)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


def test_a_database_that_is_away_is_a_moment(app, trouble, monkeypatch):
    """Even the page that says so would ask who is reading: it must not."""
    away = OperationalError("SELECT member", {}, Exception("could not connect to 10.0.0.7"))
    monkeypatch.setitem(app.extensions, "recognise", raises(away))
    answer = trouble(lambda: str(signed_in_member())).get("/sign-in", headers=HTML)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "10.0.0.7" not in answer.text
    assert app.test_client().get("/nothing", headers=HTML).status_code == 404


def test_what_the_database_cannot_keep_is_nonsense_from_outside(trouble):
    answer = trouble(raises(DataError("INSERT", {}, Exception("NUL")))).get("/sign-in")
    assert answer.status_code == 400


def test_the_page_speaks_the_readers_language(ada, browser_of):
    from community.db import transaction

    with transaction():
        ada.language = "vi"
    assert '<html lang="vi"' in browser_of(ada).get("/nothing", headers=HTML).text


@pytest.mark.parametrize(
    "full",
    [
        FULL,
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_full_disk_is_said_in_words_and_is_not_our_mistake(trouble, full):
    browser = trouble(raises(full))
    page = browser.get("/sign-in", headers=HTML)
    assert page.status_code == 507
    assert "There is no room left" in page.text
    problem = browser.get("/sign-in", headers=JSON)
    assert problem.status_code == 507
    assert "try again a little later" in problem.json["detail"]


def test_any_other_trouble_with_a_file_is_our_mistake(trouble):
    assert trouble(raises(OSError(errno.EIO, "broken"))).get("/sign-in", headers=HTML).status_code == 500


@pytest.fixture
def full(app):
    """From now on nothing can be stored."""

    def refuse(_connection, _cursor, statement, *_more):
        if statement.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
            raise FULL

    filled = []

    def full():
        event.listen(Engine, "before_cursor_execute", refuse)
        filled.append(refuse)

    yield full
    for listener in filled:
        event.remove(Engine, "before_cursor_execute", listener)


def test_where_nothing_can_be_stored_everything_is_read(app, ada, ben, browser_of, full):
    """Reading leaves traces, of the session, in a topic, at the bell: it goes on without them."""
    with transaction():
        db.session.add(lounge := Board(slug="lounge", name="Lounge"))
    topic = open_topic(lounge, "Which train?", "The early one?", by=ada)
    browser = browser_of(ada)
    reply(topic, "The other.", by=ben)
    jobs.run_due()
    browser.get("/passport")
    with transaction():
        db.session.execute(update(Session).values(seen_at=clock.now() - timedelta(hours=1)))
    full()
    for path in ("/", "/boards", topic.url, "/notifications", "/chat", "/settings", "/passport"):
        assert browser.get(path).status_code == 200, path
    sent = browser.post(f"/contributions/{topic.id}/replies", data={"text": "Which one?"}, headers=JSON)
    assert sent.status_code == 507
