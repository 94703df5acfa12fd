"""An administrator at the machine keeps Ada out: she reads why, until when, and how to appeal."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.entrance.commands import member_commands
from community.entrance.passwords import hashed
from community.jobs import run_due
from community.moderation.models import Case
from community.moderation.queue import how_much_waits
from community.moderation.reporting import report
from tests.community.entrance.conftest import letters, stranger
from tests.community.moderation.conftest import fresh

__all__ = ["letters", "stranger"]


def suspend(*words: str) -> str:
    answer = CliRunner().invoke(member_commands, ["suspend", "ada", *words])
    assert answer.exit_code == 0, answer.output
    run_due()
    return answer.output


@pytest.fixture
def in_a_week():
    return f"{clock.now() + timedelta(days=7):%Y-%m-%d}"


def test_she_reads_why_until_when_and_appeals_by_the_key_in_a_letter(
    ada, moderator, letters, stranger, browser_of, in_a_week
):
    suspend("--until", in_a_week, "--rule", "selling", "--why", "Three bags in a day.")
    (letter,) = letters()
    told = letter.get_body(("plain",)).get_content()
    assert letter["To"] == ada.email
    assert "Your membership is suspended until" in told
    assert "No selling, no spam" in told
    assert "Three bags in a day." in told
    place = re.search(r"/decisions/\S+", told)[0]
    page = stranger.get(place).text
    assert "Three bags in a day." in page
    assert "Until " in page
    said = {"text": "They were gifts."}
    assert stranger.post(place.replace("?", "/appeal?"), data=said).status_code == 303
    case = db.session.scalars(select(Case)).one()
    assert how_much_waits(moderator) == 1
    assert "They were gifts." in browser_of(moderator).get(case.url).text


def test_the_letter_is_in_her_language(ada, letters):
    with transaction():
        ada.language = "vi"
    suspend("--rule", "unkind")
    (letter,) = letters()
    told = letter.get_body(("plain",)).get_content()
    assert "Tử tế với nhau" in told
    assert "Be kind" not in told


def test_the_end_is_told_by_her_own_clock_before_she_has_signed_in(ada, letters, stranger):
    with transaction():
        ada.time_zone = "Asia/Bangkok"
        ada.password_hash = hashed("a long word for Ada")
    suspend("--until", "2099-12-24")
    (letter,) = letters()
    told = letter.get_body(("plain",)).get_content()
    page = stranger.get(re.search(r"/decisions/\S+", told)[0]).text
    sent = {"name": "ada", "password": "a long word for Ada"}
    for place in (told, page, stranger.post("/sign-in", data=sent).text):
        assert "24 Dec 2099, 07:00" in place


def test_where_nobody_says_why_she_reads_what_goes_with_the_rule(ada, letters, stranger):
    assert "reads why in a mail" in suspend("--rule", "selling")
    (letter,) = letters()
    told = letter.get_body(("plain",)).get_content()
    page = stranger.get(re.search(r"/decisions/\S+", told)[0]).text
    for place in (told, page):
        assert "The club is no shop window." in place
        assert "Nobody has written down why" not in place


def test_without_a_word_of_why_she_can_appeal_all_the_same(ada, letters, stranger):
    assert "but not why" in suspend()
    (letter,) = letters()
    told = letter.get_body(("plain",)).get_content()
    assert "until we lift it" in told
    assert "Nobody has written down why. You have a right to know" in told
    assert "Something else" not in told
    page = stranger.get(re.search(r"/decisions/\S+", told)[0]).text
    assert "Nobody has written down why. You have a right to know" in page
    assert "You are kept out until the club lifts it" in page
    assert "Do you think this is wrong?" in page
    assert "Tell us in your own words" not in page


def test_what_was_reported_of_her_is_decided_with_it(ada, mia, moderator, browser_of):
    case = report(ada, "unkind", "She shouts.", by=mia).case
    assert how_much_waits(moderator) == 1
    suspend("--rule", "unkind")
    assert fresh(case).closed_at
    assert how_much_waits(moderator) == 0
    assert "did something. Thank you" in browser_of(mia).get("/notifications").text


def test_moderators_read_that_it_was_done_at_the_machine(ada, moderator, browser_of):
    suspend()
    theirs = browser_of(moderator)
    assert "Suspended a member" in theirs.get("/moderation/log").text
    page = theirs.get(db.session.scalars(select(Case)).one().url).text
    assert "an administrator at the machine" in page
    assert "have left the club" not in page


def test_it_ends_by_itself(ada, in_a_week):
    suspend("--until", in_a_week)
    assert fresh(ada).suspended_at
    with clock.stopped(clock.now() + timedelta(days=8)):
        run_due()
        assert fresh(ada).suspended_at is None


def test_who_is_let_in_sooner_hears_of_it(ada, letters, in_a_week):
    suspend("--until", in_a_week)
    letters()
    suspend("--lift")
    (letter,) = [it for it in letters() if it["Subject"] == "You may come in again"]
    assert "/sign-in" in letter.get_body(("plain",)).get_content()
