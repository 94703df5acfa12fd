"""Rae, of the team, is asked who she is in the middle of a form, answers, and nothing is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from community import clock
from community.db import db, transaction
from community.entrance.factors.apps import add_app
from community.entrance.factors.going_on import FIELD
from community.entrance.joining import joined
from community.members import Role
from community.moderation.models import Decision
from community.moderation.reporting import report
from community.read_first.models import ReadFirst
from community.watched.finding import watched

from .conftest import NOON, PASSWORD, SECRET, shown

PAGE = "/moderation/read-first"
SENT = {"handle": "ada", "reason": "“Two” <warnings> & more", "days": "30"}


@pytest.fixture
def rae(noon):
    """A moderator, at whose browser the proof is eleven minutes old."""
    with transaction():
        return joined(handle="rae", name="Rae", email="rae@x.org", password=PASSWORD, role=Role.MODERATOR)


@pytest.fixture
def raes(rae, browser_of):
    browser = browser_of(rae)
    with clock.stopped(NOON + timedelta(minutes=11)):
        yield browser


def carried(page) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in found}


def kept() -> int:
    return db.session.scalar(select(func.count()).select_from(ReadFirst)) or 0


def test_the_question_holds_all_that_was_sent_and_the_answer_goes_on(raes, ada):
    asked = raes.post(PAGE, data=SENT)
    assert asked.status_code == 403
    assert "Nothing you filled in is lost" in asked.text
    assert f'action="{PAGE}"' in asked.text
    assert carried(asked) == SENT
    assert kept() == 0
    assert raes.post(PAGE, data=carried(asked) | {FIELD: PASSWORD}).location == PAGE
    assert db.session.scalars(select(ReadFirst.reason)).all() == [SENT["reason"]]
    assert raes.post(PAGE, data=SENT).status_code == 303


def test_a_wrong_answer_is_asked_again_and_nothing_is_done(raes, ada):
    asked = raes.post(PAGE, data=SENT | {FIELD: "wrong"})
    assert asked.status_code == 403
    assert "This is not your password" in asked.text
    assert "wrong" not in str(carried(asked))
    assert carried(asked) == SENT
    assert kept() == 0


def test_with_a_second_factor_the_password_is_no_answer(rae, raes, ada):
    with clock.stopped(NOON.replace(hour=11)):
        add_app(rae, SECRET, shown(), "")
    assert raes.post(PAGE, data=SENT | {FIELD: PASSWORD}).status_code == 403
    assert raes.post(PAGE, data=SENT | {FIELD: shown()}).status_code == 303


def test_guessing_ends_here_too(raes, ada, limited):
    tries = [raes.post(PAGE, data=SENT | {FIELD: "wrong"}).status_code for _ in range(6)]
    assert tries == [403] * 5 + [429]


def test_what_was_said_as_proof_is_never_shown(raes, ada):
    refused = raes.post(PAGE, data=SENT | {"reason": "", FIELD: PASSWORD})
    assert refused.status_code == 422
    assert PASSWORD not in refused.text


def test_a_program_in_a_browser_is_told(raes, ada):
    told = raes.post(f"/api/v1{PAGE}", json=SENT | {"days": 30})
    assert (told.status_code, told.json["needs"]) == (403, "proof")


def test_who_is_not_of_the_team_is_not_asked_but_refused(noon, ada, browser_of):
    hers = browser_of(ada)
    with clock.stopped(NOON + timedelta(minutes=11)):
        assert "proof" not in hers.post(PAGE, data=SENT).text
        assert hers.post(PAGE, data=SENT).status_code == 403


def test_keeping_somebody_out_is_asked_and_hiding_a_thing_is_not(raes, ada, mia):
    case = report(ada, "unkind", "She shouts.", by=mia).case
    place = f"{case.url}/decision"
    out = {"measure": "suspend", "rule": "unkind", "days": "3", "words": "Rest."}
    asked = raes.post(place, data=out)
    assert asked.status_code == 403
    assert carried(asked) == out
    assert "What the author will read" in raes.post(place, data=out | {"preview": "1"}).text
    told = raes.post(f"/api/v1{place}", json={"decision": "suspend", "reason": "unkind", "days": 3})
    assert told.json["needs"] == "proof"
    assert not db.session.scalars(select(Decision)).all()
    assert raes.post(place, data={"measure": "warn", "rule": "unkind"}).status_code == 303
    assert not ada.suspended_at


def test_answered_somebody_is_kept_out(raes, ada, mia):
    case = report(ada, "unkind", "She shouts.", by=mia).case
    out = {"measure": "suspend", "rule": "unkind", "days": "3", "words": "Rest.", FIELD: PASSWORD}
    assert raes.post(f"{case.url}/decision", data=out).status_code == 303
    db.session.expire_all()
    assert ada.suspended_at


def test_watched_words_are_changed_with_a_proof(raes):
    asked = raes.post("/moderation/words", data={"word": "fake", "act": "flag"})
    assert asked.status_code == 403
    assert carried(asked) == {"word": "fake", "act": "flag"}
    assert (
        raes.post("/api/v1/moderation/words", json={"word": "fake", "act": "flag"}).json["needs"] == "proof"
    )
    assert watched() == ()
    assert raes.post("/moderation/words", data=carried(asked) | {FIELD: PASSWORD}).status_code == 303
    assert [it.word for it in watched()] == ["fake"]
