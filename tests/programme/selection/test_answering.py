"""The invited accept, decline or let it pass; places that fall free go to the next in rank."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from community import clock
from community.db import db, transaction
from community.engagement.standing import Tier, standing_of
from community.jobs import run_due
from community.leaving.erasing import erase
from community.leaving.packing import pack
from community.notifications.models import Notification
from programme.selection.answering import accept, decline
from programme.selection.models import Answered, Candidacy, CandidacyState, RoundStep
from programme.selection.reading import answers_in
from programme.selection.retention import cohorts
from tests.programme.selection.conftest import asked


def test_as_many_are_invited_as_there_are_places_and_each_is_told(sent, three):
    ada, _ben, mia, zoe = three
    it = sent()
    states = [asked(it, who).state for who in three]
    assert states == [CandidacyState.INVITED] * 2 + [CandidacyState.SEEN] * 2
    assert _told(ada) == {f"invitation {asked(it, ada).id} invited"}
    assert not _told(mia) | _told(zoe)


def test_accepting_gives_the_tier_and_only_that(sent, three):
    ada, ben, *_ = three
    it, before = sent(), standing_of(three[0].id).score
    accept(asked(it, ada), ada)
    assert standing_of(ada.id).tier is Tier.APASS
    assert standing_of(ada.id).score == before
    assert standing_of(ben.id).tier is not Tier.APASS
    assert "apass" in set(
        db.session.scalars(select(Notification.thing).where(Notification.member_id == ada.id))
    )


def test_it_is_answered_once(sent, three):
    ada, *_ = three
    it = asked(sent(), ada)
    accept(it, ada)
    for verb in (accept, decline):
        with pytest.raises(Answered):
            verb(it, ada)


def test_nobody_answers_for_another_nor_before_being_asked(sent, three):
    ada, ben, mia, _zoe = three
    it = sent()
    for whose, who in ((ada, ben), (mia, mia)):
        with pytest.raises(NotFound):
            accept(asked(it, whose), who)
    assert standing_of(ben.id).tier is not Tier.APASS
    assert standing_of(mia.id).tier is not Tier.APASS


def test_the_next_in_rank_moves_up_when_one_declines(sent, three):
    ada, _ben, mia, zoe = three
    it = sent()
    decline(asked(it, ada), ada)
    assert asked(it, mia).state is CandidacyState.INVITED
    assert asked(it, zoe).state is CandidacyState.SEEN
    assert len(_told(mia)) == 1
    assert answers_in(it) == {"invited": 3, "accepted": 0, "declined": 1, "expired": 0, "open": 2}


def test_nobody_moves_up_where_the_round_does_not_say_so(sent, three):
    it = sent(moves_up=False)
    decline(asked(it, three[0]), three[0])
    assert asked(it, three[2]).state is CandidacyState.SEEN


def test_nobody_moves_up_who_would_have_no_time_to_answer(sent, three):
    it = sent(closes_at=clock.now() + timedelta(days=15))
    with clock.stopped(clock.now() + timedelta(days=13)):
        decline(asked(it, three[0]), three[0])
    assert asked(it, three[2]).state is CandidacyState.SEEN


def test_whoever_is_apass_meanwhile_is_passed_over(sent, three):
    ada, _ben, mia, _zoe = three
    it = sent()
    with transaction():
        standing_of(mia.id).tier = Tier.APASS
    decline(asked(it, ada), ada)
    assert asked(it, mia).state is CandidacyState.SEEN


def test_they_are_reminded_before_it_ends_and_it_ends_by_itself(sent, three):
    ada, ben, mia, _zoe = three
    it, begun = sent(), clock.now()
    accept(asked(it, ben), ben)
    with clock.stopped(begun + timedelta(days=11, hours=1)):
        run_due()
        assert f"invitation {asked(it, ada).id} reminder" in _told(ada)
        assert len(_told(ben)) == 1
    with clock.stopped(begun + timedelta(days=14, hours=1)):
        with pytest.raises(Answered):
            accept(asked(it, ada), ada)
        run_due()
        assert asked(it, ada).state is CandidacyState.EXPIRED
        assert asked(it, mia).state is CandidacyState.INVITED
    assert standing_of(ada.id).tier is not Tier.APASS
    assert standing_of(ben.id).tier is Tier.APASS


def test_nobody_is_invited_twice_when_the_worker_runs_again(sent, three):
    from programme.selection.inviting import send_invitations

    it = sent()
    send_invitations(it.id)
    assert answers_in(it)["invited"] == 2


def test_whoever_leaves_takes_all_of_it_home_and_away(sent, three, tmp_path):
    ada, _ben, mia, _zoe = three
    it = sent()
    pack(ada, tmp_path / "ada.zip")
    from zipfile import ZipFile

    taken = ZipFile(tmp_path / "ada.zip").read("data/candidacy.json").decode()
    assert '"spends_1000": 120000' in taken
    assert str(asked(it, mia).saw) not in taken
    erase(ada, keeps_words=False)
    left = select(func.count()).select_from(Candidacy).where(Candidacy.member_id == ada.id)
    assert db.session.scalar(left) == 0
    assert asked(it, mia).state is CandidacyState.INVITED
    assert db.session.scalar(select(func.count()).select_from(RoundStep))


def test_retention_counts_those_who_left_among_those_who_accepted(sent, three, pia):
    ada, ben, *_ = three
    it = sent()
    accept(asked(it, ada), ada)
    accept(asked(it, ben), ben)
    erase(ben, keeps_words=False)
    (one,) = cohorts()
    assert (one.accepted, one.here, one.apass, one.active_lately) == (2, 1, 1, 1)
    assert one.share(one.here) == 50
    with clock.stopped(clock.now() + timedelta(days=45)):
        (later,) = cohorts()
    assert (later.active_lately, later.active_quarter) == (0, 1)


def _told(member):
    news = select(Notification.thing).where(
        Notification.member_id == member.id, Notification.kind == "selected"
    )
    return set(db.session.scalars(news))
