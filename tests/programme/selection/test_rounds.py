"""A round shows whom it would invite and why; one prepares it, another signs it, then it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from community import clock
from community.db import db, transaction
from community.engagement.standing import Tier, standing_of
from community.jobs import run_due
from community.notifications.models import Notification
from programme.selection.forgetting import forget_the_uninvited
from programme.selection.looking import look
from programme.selection.models import (
    Candidacy,
    InvalidRound,
    NobodyPasses,
    NotSigned,
    RoundMoved,
    RoundState,
    Taken,
)
from programme.selection.reading import near_misses, ranked, steps_of
from programme.selection.rounds import cancel, change_round, open_round, send, sign
from tests.programme.selection.conftest import asked


@pytest.fixture
def opened(three, pia, plan):
    it = open_round(plan(), pia)
    run_due()
    return it


def test_a_dry_run_ranks_who_passes_keeps_the_values_and_tells_nobody(opened, three):
    ada, ben, mia, zoe = three
    assert opened.state is RoundState.READY
    assert [(one.member_id, one.rank) for one in ranked(opened)] == [(ada.id, 1), (ben.id, 2), (mia.id, 3)]
    assert [one.member_id for one in near_misses(opened)] == [zoe.id]
    assert ranked(opened)[0].values == {"spends_1000": 120_000, "orders_2": 2, "introduction": 1}
    assert (opened.considered, opened.passed) == (4, 3)
    assert not _told(ada) | _told(ben) | _told(mia) | _told(zoe)


def test_the_values_stay_as_they_were_seen(opened, three, buys):
    buys(three[0], 90_000)
    assert ranked(opened)[0].values["spends_1000"] == 120_000


def test_who_cannot_be_invited_is_not_considered(three, pia, plan):
    ada, ben, mia, _zoe = three
    with transaction():
        standing_of(ada.id).tier = Tier.APASS
        ben.suspended_at = clock.now()
        mia.leaves_at = clock.now() + timedelta(days=3)
    it = open_round(plan(), pia)
    run_due()
    assert (it.considered, it.passed, ranked(it)) == (1, 0, [])


def test_a_member_who_is_asked_already_is_not_asked_again(sent, three, pia, plan):
    sent(capacity=1)
    it = open_round(plan(), pia)
    run_due()
    assert three[0].id not in {one.member_id for one in ranked(it)}


def test_whoever_prepared_it_does_not_sign_it(opened, pia, pol):
    with pytest.raises(Forbidden):
        sign(opened, opened.mark, pia)
    sign(opened, opened.mark, pol)
    assert (opened.state, opened.signed_by_id) == (RoundState.SIGNED, pol.id)


def test_it_is_not_sent_unsigned_nor_twice(opened, pia, pol):
    with pytest.raises(NotSigned):
        send(opened, pia)
    sign(opened, opened.mark, pol)
    send(opened, pia)
    with pytest.raises(RoundMoved):
        send(opened, pia)


def test_a_change_takes_the_signature_and_another_look(opened, pia, pol, plan):
    before = opened.mark
    sign(opened, before, pol)
    change_round(opened, plan(capacity=1), pol)
    assert (opened.state, opened.signed_at) == (RoundState.LOOKING, None)
    run_due()
    with pytest.raises(RoundMoved):
        sign(opened, before, pia)
    with pytest.raises(Forbidden):
        sign(opened, opened.mark, pol)
    sign(opened, opened.mark, pia)


def test_a_look_that_was_asked_for_again_is_left_to_the_later_one(three, pia, plan):
    it = open_round(plan(), pia)
    earlier = it.prepared_at.isoformat()
    change_round(it, plan(), pia)
    look(it.id, earlier)
    assert it.state is RoundState.LOOKING


def test_nobody_signs_what_invites_nobody(ada, pia, pol, plan):
    it = open_round(plan(), pia)
    run_due()
    with pytest.raises(NobodyPasses):
        sign(it, it.mark, pol)


def test_a_round_is_given_up_and_then_neither_signed_nor_sent(opened, pia, pol):
    cancel(opened, pia)
    for verb in (
        lambda: sign(opened, opened.mark, pol),
        lambda: send(opened, pia),
        lambda: cancel(opened, pia),
    ):
        with pytest.raises(RoundMoved):
            verb()
    assert opened.state is RoundState.CANCELLED


def test_a_sent_round_is_not_changed_any_more(sent, pia, plan):
    with pytest.raises(RoundMoved):
        change_round(sent(), plan(), pia)


WRONG = [
    ("name", {"name": "  "}),
    ("criteria", {"criteria": "none"}),
    ("capacity", {"capacity": 0}),
    ("answer_days", {"answer_days": 2}),
    ("closes_on", {"answer_days": 60, "closes_at": None}),
]


@pytest.mark.parametrize(("field", "facts"), WRONG)
def test_what_cannot_stay_is_said_by_its_field(pia, plan, field, facts):
    if "closes_at" in facts:
        facts = {**facts, "closes_at": clock.now() + timedelta(days=59)}
    with pytest.raises(InvalidRound) as refusal:
        open_round(plan(**facts), pia)
    assert refusal.value.field == field


@pytest.mark.parametrize("who", ["ada", "moderator"])
def test_only_those_who_run_the_programme_open_rounds(who, app, ada, plan, request):
    with transaction():
        ada.role = "moderator" if who == "moderator" else ada.role
    with pytest.raises(Forbidden):
        open_round(plan(), ada)


def test_every_step_says_who_took_it(sent, pia, pol):
    steps = [(step.what, step.by_id, step.number) for step in steps_of(sent())]
    assert steps == [
        (Taken.INVITED, None, 2),
        (Taken.SENT, pia.id, 1),
        (Taken.SIGNED, pol.id, 1),
        (Taken.LOOKED, None, 4),
        (Taken.OPENED, pia.id, 1),
    ]


def test_what_was_seen_of_the_uninvited_is_forgotten_in_time(sent, three):
    it = sent()
    with clock.stopped(it.closes_at + timedelta(days=89)):
        forget_the_uninvited()
    assert len(_seen_in(it)) == 4
    with clock.stopped(it.closes_at + timedelta(days=91)):
        forget_the_uninvited()
    assert _seen_in(it) == {three[0].id, three[1].id}
    assert asked(it, three[0]).values


def _seen_in(it):
    return set(db.session.scalars(select(Candidacy.member_id).where(Candidacy.round_id == it.id)))


def _told(member):
    news = select(Notification.thing).where(
        Notification.member_id == member.id, Notification.kind == "selected"
    )
    return set(db.session.scalars(news))
