"""A proposal shows what it would have done on stored history: who enters and leaves, who moves by what."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement import simulating
from community.engagement.standing import Part, Standing, Tier, parts, standing_of
from community.jobs import run_due
from programme.policies import looking
from programme.policies.faults import read_toml
from programme.policies.keeping import forget_outcomes
from programme.policies.models import FORGOTTEN, ProposalState
from programme.policies.proposing import change_proposal, withdraw_proposal
from programme.policies.reading import movers, movers_in, table_of
from tests.programme.policies.conftest import REVIEWS_COUNT_MORE, SUPER_IS_NEARER, night, written


def test_only_who_has_a_review_moves_and_by_that_part(proposed, club):
    ada, *_others = club
    it = proposed()
    assert it.state is ProposalState.READY
    [moved] = movers(it)
    assert (moved.member_id, moved.after - moved.before) == (ada.id, 20_000)
    changed = [part for part, (before, after) in moved.parts.items() if before != after]
    assert changed == [Part.CONTRIBUTION]
    assert (it.seen.of("up"), it.seen.of("down"), it.seen.of("still")) == (1, 0, it.of - 1)


def test_who_enters_and_who_leaves_is_named(proposed, club):
    ada, ben, _mia = club
    with transaction():
        standing_of(ben.id).tier = Tier.SUPER
    it = proposed(SUPER_IS_NEARER, ("keep = 75", "keep = 10"))
    assert [one.member_id for one in movers(it, "enter-super")] == [ada.id, ben.id]
    assert (it.seen.of("enter.super"), it.seen.of("leave.standard")) == (2, 2)
    assert (it.seen.renewed("before"), it.seen.renewed("after")) == (0.0, 100.0)
    assert movers(it, "leave-super") == []


def test_what_it_shows_is_what_the_night_does(signed, club):
    ada, *_others = club
    it = signed(REVIEWS_COUNT_MORE)
    [moved] = movers(it)
    with clock.stopped(clock.now() + timedelta(days=10)):
        assert night(ada) == moved.after - moved.before
        standing = db.session.get(Standing, ada.id)
        assert standing.policy == "club-next"
        assert parts(standing.measures, it.policy)[Part.CONTRIBUTION] == moved.parts["contribution"][1]


def test_nobodys_score_moves_by_a_what_if(proposed, club):
    before = [(it.member_id, it.score, it.policy) for it in db.session.query(Standing).all()]
    proposed()
    assert [(it.member_id, it.score, it.policy) for it in db.session.query(Standing).all()] == before


def test_a_large_club_is_counted_in_steps_and_comes_to_the_same(proposed, club, monkeypatch):
    whole = dict(proposed().counts)
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    stepped = proposed(name="club-other")
    assert {**stepped.counts, "after": 0} == {**whole, "after": 0}
    assert len(movers(stepped)) == 1


def test_a_step_that_runs_again_counts_nobody_twice(proposed, club):
    it = proposed()
    before = dict(it.counts)
    looking.look_at_some(it.id, it.proposed_at.isoformat(), 0)
    assert it.counts == before


def test_a_change_is_counted_anew(proposed, pia, club):
    it = proposed()
    text = written(("keep = 75", "keep = 70"))
    change_proposal(it, read_toml(text), pia, text)
    assert it.state is ProposalState.LOOKING
    run_due()
    assert movers(it) == []
    assert it.policy.tiers.keep == 70


def test_the_file_has_every_mover_with_its_parts(proposed, club):
    it = proposed()
    head, row = table_of(it)
    told = dict(zip(head, row, strict=True))
    assert (told["handle"], told["change"]) == ("ada", 20.0)
    assert (told["contribution, before"], told["contribution, after"]) == (20.0, 40.0)


def test_the_numbers_of_a_large_club_take_as_many_statements(proposed, club, queries):
    policy, ids = proposed().policy, [one.id for one in club]
    with queries() as few:
        simulating.outcomes(ids[:1], policy, policy, clock.today())
    with queries() as many:
        simulating.outcomes(ids, policy, policy, clock.today())
    assert len(few) == len(many)


def test_what_it_would_have_done_to_each_is_forgotten(proposed, pia):
    it = proposed()
    withdraw_proposal(it, pia)
    forget_outcomes()
    assert movers_in(it, "all") == 1
    with clock.stopped(clock.now() + FORGOTTEN + timedelta(days=1)):
        forget_outcomes()
    assert movers_in(it, "all") == 0


@pytest.mark.parametrize(
    ("tier", "points", "leads_to"),
    [
        (Tier.STANDARD, 999, Tier.STANDARD),
        (Tier.STANDARD, 1000, Tier.SUPER),
        (Tier.STANDARD, 4000, Tier.SUPER),
        (Tier.SUPER, 750, Tier.SUPER),
        (Tier.SUPER, 749, Tier.STANDARD),
        (Tier.APASS, 1875, Tier.APASS),
        (Tier.APASS, 1874, Tier.SUPER),
        (Tier.APASS, 0, Tier.STANDARD),
    ],
)
def test_where_a_score_leads_in_the_end(tier, points, leads_to, app):
    from community.engagement.policy import policy_on

    assert simulating.tier_in_time(tier, points * 1000, policy_on(clock.today())) is leads_to
