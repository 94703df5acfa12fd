"""Ada decides to leave, changes her mind, decides again; and what others see of it."""

from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest

from community import clock
from community.db import db, transaction
from community.entrance.passwords import hashed
from community.jobs import run_due
from community.leaving.going import erasure_by, receipt_of
from community.leaving.models import Erasure
from community.leaving.takeouts import file_of, order_takeout
from community.members import Member, Role

PASSWORD = "correct horse battery"
DECIDED = {"words": "erase", "password": PASSWORD}


@pytest.fixture
def ada_at_home(ada, life, browser_of):
    with transaction():
        ada.password_hash = hashed(PASSWORD)
    return browser_of(ada)


@pytest.fixture
def two_weeks_later(monkeypatch):
    def two_weeks_later():
        later = clock.now() + timedelta(days=14, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        run_due()
        db.session.expire_all()

    return two_weeks_later


def letters(app):
    return [file.read_text() for file in sorted((app.config["ZONE_DATA"] / "mail").glob("*.eml"))]


def words_of(letter):
    return message_from_string(letter, policy=default).get_body(("plain",)).get_content()


def test_after_two_weeks_she_is_erased_and_has_a_receipt(app, ada, ada_at_home, two_weeks_later):
    assert ada_at_home.post("/settings/leaving", data=DECIDED).status_code == 303
    assert "Change my mind" in ada_at_home.get("/").text
    run_due()
    assert "You are leaving on" in letters(app)[-1]
    assert db.session.get_one(Member, ada.id).handle == "ada"
    two_weeks_later()
    assert db.session.get_one(Member, ada.id).left_at
    assert ada_at_home.get("/settings").status_code == 401, "her session is over"
    receipt = receipt_of(db.session.query(Erasure).one())
    assert "You have left Members Zone" in letters(app)[-1]
    assert receipt in words_of(letters(app)[-1])
    page = app.test_client().get(receipt.removeprefix("http://localhost"))
    assert " UTC somebody left Members Zone" in page.text
    assert page.status_code == 200
    assert "What stays, and why" in page.text
    assert "Ada" not in page.text
    assert erasure_by("forged") is None
    assert app.test_client().get("/receipts/forged").status_code == 404


def test_she_changes_her_mind(ada, ada_at_home, two_weeks_later):
    ada_at_home.post("/settings/leaving", data=DECIDED)
    assert ada_at_home.post("/settings/leaving/stay").status_code == 303
    two_weeks_later()
    assert db.session.get_one(Member, ada.id).left_at is None


def test_she_decides_anew_and_the_days_run_on(ada, ada_at_home, two_weeks_later):
    ada_at_home.post("/settings/leaving", data=DECIDED)
    due = db.session.get_one(Member, ada.id).leaves_at
    ada_at_home.post("/settings/leaving", data={**DECIDED, "words": "keep"})
    assert db.session.get_one(Member, ada.id).leaves_at == due
    two_weeks_later()
    assert db.session.query(Erasure).one().keeps_words


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": "erase", "password": "wrong"}, "This is not your password."),
        ({"words": "erase"}, "This is not your password."),
        ({"password": PASSWORD}, "Say what shall become of what you wrote."),
        ({"words": "both", "password": PASSWORD}, "Say what shall become of what you wrote."),
    ],
)
def test_nobody_leaves_by_mistake(ada, ada_at_home, sent, sentence):
    answer = ada_at_home.post("/settings/leaving", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.get_one(Member, ada.id).leaves_at is None


def test_the_last_administrator_stays(ada, ben, ada_at_home):
    with transaction():
        ada.role = Role.ADMINISTRATOR
    answer = ada_at_home.post("/settings/leaving", data=DECIDED)
    assert "the only administrator" in answer.text
    with transaction():
        ben.role = Role.ADMINISTRATOR
    assert ada_at_home.post("/settings/leaving", data=DECIDED).status_code == 303


def test_what_was_packed_goes_with_her(ada, ada_at_home, two_weeks_later):
    takeout = order_takeout(ada)
    run_due()
    file = file_of(takeout.word)
    ada_at_home.post("/settings/leaving", data=DECIDED)
    assert file.exists()
    two_weeks_later()
    assert not file.exists()


def test_programs_do_the_same(ada, ada_at_home):
    made = ada_at_home.post("/api/v1/me/takeouts", json={})
    assert made.status_code == 201
    assert made.json["ready_at"] is None
    run_due()
    assert ada_at_home.get("/api/v1/me/takeouts").json["items"][0]["bytes"] > 0
    refused = ada_at_home.post("/api/v1/me/leaving", json={"password": "no", "keeps_words": True})
    assert refused.status_code == 422
    assert refused.json["errors"] == {"password": "This is not your password."}
    left = ada_at_home.post("/api/v1/me/leaving", json={"password": PASSWORD, "keeps_words": True})
    assert left.status_code == 201
    assert ada_at_home.get("/api/v1/me/leaving").json["leaves_at"] == left.json["leaves_at"]
    assert ada_at_home.delete("/api/v1/me/leaving").status_code == 204
    assert ada_at_home.get("/api/v1/me/leaving").json["leaves_at"] is None


def test_an_administrator_erases_without_a_browser(ada, life, zone):
    asked = zone("erase", "ada", input="n\n")
    assert asked.exit_code == 1
    assert db.session.get_one(Member, ada.id).left_at is None
    done = zone("erase", "ada", "--yes")
    assert done.exit_code == 0
    assert "/receipts/" in done.output.split()[-1]
    db.session.expire_all()
    assert db.session.get_one(Member, ada.id).left_at
