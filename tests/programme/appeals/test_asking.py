"""Ada asks for another look at what was taken back; Pia or Pol decides, whoever had no part in it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from community import clock
from community.audit import AuditEntry
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import policy_on
from community.engagement.reading import lines_of
from community.engagement.recomputing import measures_from_tallies
from community.engagement.record import record, take_back
from community.engagement.standing import MEASURES, standing_of
from community.leaving.erasing import erase
from community.members import Role
from programme.appeals.asking import ask_again, may_be_asked
from programme.appeals.deciding import decide_again
from programme.appeals.models import LookedAlready, NotHeard, SayWhyAgain, ScoreAppeal
from tests.programme.appeals.conftest import ANSWER, WHY


def measures(member) -> dict[str, int]:
    db.session.expire_all()
    return {name: getattr(standing_of(member.id), name) for name in (*MEASURES, "score")}


def test_what_comes_back_is_exactly_what_was_taken_and_three_lines_say_so(ada, pia, buys, returned):
    with transaction():
        decided_on = ask_again(returned, WHY, ada)
    before_the_return = sum(line.points for line in lines_of(ada.id) if line.key == "order 7")
    assert standing_of(ada.id).score == 0
    assert decided_on.points == -before_the_return
    decide_again(decided_on, ANSWER, pia, won=True)
    assert standing_of(ada.id).score == before_the_return
    moved = {"order 7": 0, "return 7": 0, decided_on.key: 0}
    for line in lines_of(ada.id):
        moved[line.key] += line.points
    assert moved["order 7"] == -moved["return 7"] == moved[decided_on.key] > 0


def test_the_tallies_say_the_same_as_the_ledger(ada, pia, returned):
    decide_again(ask_again(returned, WHY, ada), ANSWER, pia, won=True)
    standing = standing_of(ada.id)
    counted = measures_from_tallies(ada.id, standing.since, policy_on(clock.today()))
    assert counted == {name: getattr(standing, name) for name in MEASURES}
    lines = db.session.scalars(select(ScoreEntry.points).where(ScoreEntry.member_id == ada.id)).all()
    assert sum(lines) == standing.score


def test_what_stays_so_moves_nothing(ada, pia, returned):
    it, before = ask_again(returned, WHY, ada), measures(ada)
    decide_again(it, "It was scanned by hand.", pia, won=False)
    assert measures(ada) == before


def test_one_asks_once(ada, pia, returned):
    it = ask_again(returned, WHY, ada)
    with pytest.raises(NotHeard):
        ask_again(returned, WHY, ada)
    decide_again(it, ANSWER, pia, won=False)
    with pytest.raises(NotHeard):
        ask_again(returned, WHY, ada)


def test_one_asks_within_twenty_days_of_when_the_club_learned_of_it(ada, returned):
    with clock.stopped(returned.recorded_at + timedelta(days=20, seconds=1)), pytest.raises(NotHeard):
        ask_again(returned, WHY, ada)
    with clock.stopped(returned.recorded_at + timedelta(days=20)):
        assert ask_again(returned, WHY, ada)


@pytest.mark.parametrize("text", ["", "  \n", "\0", "x" * 2001])
def test_one_says_why(ada, returned, text):
    with pytest.raises(SayWhyAgain):
        ask_again(returned, text, ada)


def test_ones_own_doing_is_not_asked_about(ada):
    with transaction():
        record(Deed.STORY_PUBLISHED, by=ada, key="a story")
        take_back("a story", by=ada)
    gained, taken = sorted(lines_of(ada.id), key=lambda line: -line.points)
    assert not may_be_asked(gained, ada)
    assert not may_be_asked(taken, ada)


def test_what_somebody_else_took_back_is_asked_about_and_not_decided_by_them(ada, pia, pol):
    with transaction():
        record(Deed.REPLY_WRITTEN, by=ada, key="a reply")
        take_back("a reply", by=pia)
    taken = next(line for line in lines_of(ada.id) if line.points < 0)
    it = ask_again(taken, WHY, ada)
    assert it.caused_by_id == pia.id
    with pytest.raises(Forbidden):
        decide_again(it, ANSWER, pia, won=True)
    decide_again(it, ANSWER, pol, won=True)
    assert standing_of(ada.id).points == 3


def test_a_like_that_was_taken_back_comes_again_for_the_one_it_was_for(ada, ben, pia):
    with transaction():
        record(Deed.LIKED, by=ben, to=ada, key="a like")
    received = standing_of(ada.id).received
    with transaction():
        take_back("a like", by=pia)
    taken = next(line for line in lines_of(ada.id) if line.points < 0)
    it = ask_again(taken, WHY, ada)
    with pytest.raises(Forbidden):
        decide_again(it, ANSWER, pia, won=True)
    with transaction():
        it.caused_by_id = None
    decide_again(it, ANSWER, pia, won=True)
    assert standing_of(ada.id).received == received > 0


def test_it_is_decided_once_and_never_by_members_or_by_oneself(ada, ben, pia, pol, returned):
    it = ask_again(returned, WHY, ada)
    with pytest.raises(NotFound):
        decide_again(it, ANSWER, ben, won=True)
    with transaction():
        ada.role = Role.PROGRAMME_MANAGER
    with pytest.raises(Forbidden):
        decide_again(it, ANSWER, ada, won=True)
    decide_again(it, ANSWER, pia, won=True)
    after = measures(ada)
    with pytest.raises(LookedAlready):
        decide_again(it, ANSWER, pol, won=True)
    assert measures(ada) == after


def test_what_came_back_by_another_way_is_not_given_twice(ada, pia, returned):
    it = ask_again(returned, WHY, ada)
    with transaction():
        record(
            Deed.PURCHASE_RETURNED,
            by=ada,
            amount=1_000_000,
            storefront="Maison",
            category="bags",
            reverses="return 7",
            key="the shop was wrong",
        )
    before = measures(ada)
    decide_again(it, ANSWER, pia, won=True)
    assert measures(ada) == before


def test_the_decision_stands_in_the_log_and_nothing_that_was_said(ada, pia, returned):
    decide_again(ask_again(returned, WHY, ada), ANSWER, pia, won=True)
    line = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (line.act, line.by) == ("score_appeal.decided", pia.id)
    assert ANSWER not in line.facts + line.about


def test_an_appeal_goes_with_whoever_asked(ada, pia, returned):
    decide_again(ask_again(returned, WHY, ada), ANSWER, pia, won=True)
    erase(ada, keeps_words=True)
    assert db.session.scalars(select(ScoreAppeal)).all() == []


def test_an_appeal_outlives_who_decided(ada, pia, returned):
    decide_again(ask_again(returned, WHY, ada), ANSWER, pia, won=True)
    erase(pia, keeps_words=False)
    (it,) = db.session.scalars(select(ScoreAppeal)).all()
    assert it.answer == ANSWER
