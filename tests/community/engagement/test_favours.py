"""Ben likes what Ada made; Ada returns it, Mia weighs little: each says so in its line."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.epochs import Credibility
from community.engagement.nights import Because, move_on, weigh_anew
from community.engagement.reading import lines_of
from community.engagement.record import record, take_back
from community.engagement.sentences import why
from community.engagement.standing import Standing
from community.leaving.erasing import erase
from tests.conftest import joins

START = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_one_day(app):
    with clock.stopped(START):
        yield


def likes(giver, receiver, day, key=None):
    with transaction():
        at = START - timedelta(days=100 - day)
        record(
            Deed.LIKED, by=giver, to=receiver, key=key or f"{giver.id}>{receiver.id}:{day}", occurred_at=at
        )


def received(member):
    db.session.expire_all()
    return db.session.get_one(Standing, member.id).received


def reasons(member):
    return [why(line) for line in lines_of(member.id)]


def table(**weights):
    """Of the day before: by member, kappa and c."""
    with transaction():
        for member, (kappa, c) in weights.values():
            row = {"member_id": member.id, "kappa": kappa, "c": c}
            db.session.add(Credibility(epoch=START.date(), **row))


def test_a_favour_returned_within_thirty_days_counts_a_quarter_and_its_return_nothing(ada, ben):
    likes(ben, ada, 0)
    assert received(ada) == 2000
    likes(ada, ben, 30)
    assert (received(ada), received(ben)) == (500, 0)
    assert "what is only returned counts nothing" in reasons(ben)[0]
    assert "returned favours count a quarter" in reasons(ada)[0]


def test_after_thirty_days_both_count_whole(ada, ben):
    likes(ben, ada, 0)
    likes(ada, ben, 31)
    assert (received(ada), received(ben)) == (2000, 2000)


def test_on_one_day_both_count_a_quarter(ada, ben):
    likes(ben, ada, 0)
    likes(ada, ben, 0)
    assert (received(ada), received(ben)) == (500, 500)


def test_a_return_that_is_taken_back_gives_the_whole_again(ada, ben):
    likes(ben, ada, 0)
    likes(ada, ben, 10, key="back")
    with transaction():
        take_back("back", by=ada)
    assert (received(ada), received(ben)) == (2000, 0)


def test_a_ring_is_told_in_its_passports_that_returned_favours_count_a_quarter(ada, ben, mia):
    ring = [ada, ben, mia]
    for day in range(3):
        for one in ring:
            for other in ring:
                if one is not other:
                    likes(one, other, day)
    assert all(received(one) <= 1000 for one in ring)
    assert any("returned favours count a quarter" in reason for reason in reasons(ada))


def test_a_word_that_weighs_little_gives_little_and_says_so(ada, ben, mia):
    table(ben=(ben, (1000, 500)), mia=(mia, (250, 500)))
    move_on([ada.id], clock.today())
    likes(mia, ada, 0)
    assert received(ada) == 500
    assert reasons(ada)[0].endswith("this member's word weighs 0.25 of 1")
    likes(ben, ada, 0)
    assert received(ada) == 2500
    assert "weighs" not in reasons(ada)[0]


def test_a_newcomer_weighs_a_tenth_until_the_night_has_counted(ada, ben):
    table(ada=(ada, (1000, 500)))
    move_on([ada.id], clock.today())
    likes(ben, ada, 0)
    assert received(ada) == 200


def test_a_night_moves_scores_by_a_line_of_its_own(ada, ben):
    likes(ben, ada, 99)
    table(ada=(ada, (1000, 750)), ben=(ben, (500, 500)))
    move_on([ada.id, ben.id], clock.today())
    moved = {line.part: line.points for line in lines_of(ada.id) if line.why["of"] == Because.EPOCH}
    assert moved == {"resonance": -1000, "credibility": 300_000}


def test_below_even_it_takes_its_share_of_what_depends_on_others(ada, ben):
    likes(ben, ada, 99)
    table(ada=(ada, (1000, 250)), ben=(ben, (1000, 500)))
    move_on([ada.id], clock.today())
    assert db.session.get_one(Standing, ada.id).score == 1000


def test_a_giver_who_leaves_weighs_what_a_stranger_weighs(ada, ben):
    likes(ben, ada, 99)
    table(ada=(ada, (1000, 500)), ben=(ben, (1000, 500)))
    move_on([ada.id], clock.today())
    erase(ben, keeps_words=False)
    weigh_anew(ben.id)
    assert received(ada) == 200


def test_a_night_asks_the_same_for_two_and_for_twenty(app, ada, ben):
    def asked(members):
        asked, ids = [], [member.id for member in members]
        count = lambda *_: asked.append(1)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", count)
        move_on(ids, (START + timedelta(days=1)).date())
        event.remove(db.engine, "before_cursor_execute", count)
        return len(asked)

    many = [joins(f"Member {n}") for n in range(20)]
    assert asked(many) <= asked([ada, ben])
