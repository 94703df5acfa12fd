"""One proposes, another signs; it begins on its day, members are told, and until then it may be withdrawn."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from community import clock
from community.audit import AuditEntry
from community.db import db, transaction
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import coming, forget_policies, policies, policy_kept, policy_on
from community.jobs import run_due
from community.moderation.models import SayWhy
from community.notifications.models import Notification
from programme.policies.faults import read_toml
from programme.policies.models import (
    AlmostBegun,
    AnotherComes,
    InvalidProposal,
    ProposalMoved,
    ProposalState,
    RulesMoved,
    TooSoon,
)
from programme.policies.proposing import (
    change_proposal,
    decline_proposal,
    propose,
    sign_proposal,
    withdraw_proposal,
)
from programme.policies.writing import raw, shown, toml_of
from tests.programme.policies.conftest import OURS, REVIEWS_COUNT_MORE, night, written


def told(member) -> int:
    here = Notification.url if hasattr(Notification, "url") else Notification.path
    mine = select(Notification).where(Notification.member_id == member.id, here == "/passport/rules")
    return len(db.session.scalars(mine).all())


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_members_hear_of_it_when_it_is_signed_and_not_before(proposed, club, pol):
    it = proposed()
    ada, ben, _mia = club
    assert not told(ada) + told(ben)
    sign_proposal(it, it.mark, pol)
    run_due()
    assert (told(ada), told(ben)) == (1, 1)
    assert (it.state, it.decided_by_id) == (ProposalState.SIGNED, pol.id)
    assert acts() == ["policy.proposed", "policy.signed"]


def test_it_begins_on_its_day_and_old_lines_keep_what_they_said(signed, club):
    ada, *_ = club
    it = signed()
    old = {line.id: (line.points, dict(line.why)) for line in _lines(ada)}
    assert coming(clock.today()).name == it.name
    with clock.stopped(_eve(it)):
        night(ada)
        assert policy_on(clock.today()).name == "club-2026"
    with clock.stopped(_eve(it) + timedelta(hours=2)):
        assert it.state is ProposalState.BEGUN
        assert coming(clock.today()) is None
        assert night(ada) == 20_000
    lines = _lines(ada)
    assert {line.id: (line.points, line.why) for line in lines if line.id in old} == old
    assert [(line.points, line.why["of"]) for line in lines if line.id not in old] == [(20_000, "rules")]
    assert sum(line.points for line in lines) == sum(points for points, _why in old.values()) + 20_000


def test_nobody_signs_or_declines_the_own_proposal(proposed, pia, ada):
    it = proposed()
    for who, no in ((pia, Forbidden), (ada, NotFound)):
        with pytest.raises(no):
            sign_proposal(it, it.mark, who)
        with pytest.raises(no):
            decline_proposal(it, "No.", who)
    assert it.state is ProposalState.READY


def test_whoever_changes_it_has_proposed_it(proposed, pia, pol):
    it = proposed()
    change_proposal(it, read_toml(written(("keep = 75", "keep = 70"))), pol)
    run_due()
    with pytest.raises(Forbidden):
        sign_proposal(it, it.mark, pol)
    sign_proposal(it, it.mark, pia)


def test_another_what_if_than_was_read_is_not_signed(proposed, pol):
    it = proposed()
    with pytest.raises(ProposalMoved):
        sign_proposal(it, "2020-01-01T00:00:00.000+00:00", pol)
    with pytest.raises(ProposalMoved):
        change_proposal_signed(it, pol)


def change_proposal_signed(it, pol):
    sign_proposal(it, it.mark, pol)
    change_proposal(it, read_toml(written(("keep = 75", "keep = 70"), name="other")), pol)


def test_one_change_comes_at_a_time(proposed, signed, pol, pia):
    second = proposed(("keep = 75", "keep = 70"), name="club-second", in_days=20)
    first = signed()
    with pytest.raises(AnotherComes):
        sign_proposal(second, second.mark, pol)
    withdraw_proposal(first, pia)
    sign_proposal(second, second.mark, pol)
    assert second.state is ProposalState.SIGNED


def test_what_was_compared_with_rules_of_yesterday_is_not_signed(proposed, signed, pol):
    second = proposed(("keep = 75", "keep = 70"), name="club-second", in_days=60)
    first = signed()
    with clock.stopped(_eve(first) + timedelta(days=1)), pytest.raises(RulesMoved):
        sign_proposal(second, second.mark, pol)


def test_members_hear_of_it_a_week_before_or_it_is_not_signed(proposed, pol):
    it = proposed(in_days=8)
    with clock.stopped(clock.now() + timedelta(days=3)), pytest.raises(TooSoon):
        sign_proposal(it, it.mark, pol)


def test_it_is_declined_with_a_reason_that_its_proposer_reads(proposed, pia, pol, browser_of):
    it = proposed()
    with pytest.raises(SayWhy):
        decline_proposal(it, " ", pol)
    decline_proposal(it, "Reviews are worth enough.", pol)
    assert it.state is ProposalState.DECLINED
    assert "Pol declined your proposal “club-next”" in browser_of(pia).get("/notifications").text
    assert acts()[-1] == "policy.declined"
    assert "club-next" not in {one.name for one in policies()}


def test_withdrawn_before_its_day_it_never_begins_and_members_hear_that(signed, club, pia, browser_of):
    ada, *_ = club
    it = signed()
    withdraw_proposal(it, pia)
    run_due()
    assert "do not come: everything stays as it is" in browser_of(ada).get("/notifications").text
    with clock.stopped(_eve(it) + timedelta(days=1)):
        forget_policies()
        assert policy_on(clock.today()).name == "club-2026"
        assert night(ada) == 0


def test_what_begins_now_is_not_withdrawn_any_more(signed, pia):
    it = signed()
    with clock.stopped(_eve(it) + timedelta(minutes=58)), pytest.raises(AlmostBegun):
        withdraw_proposal(it, pia)
    with clock.stopped(_eve(it) + timedelta(days=2)), pytest.raises(ProposalMoved):
        withdraw_proposal(it, pia)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (("window_days = 365", "window_days = 3"), "window_days"),
        (("points = 10, a_day = 2", "points = 9999, a_day = 2"), "contribution.story.published.points"),
        (("purchases = 1500", "purchases = 2400"), "caps.purchases"),
        (("super = 1000", "super = 2600"), "tiers.super"),
        (("[[0, 0], [20_000, 500], [100_000, 1_200], [300_000, 1_500]]", "[[0, 0]]"), "purchases.curve"),
        (("[20_000, 500]", "[0, 500]"), "purchases.curve"),
        (("USD = 71_200", "USD = 0"), "rates.USD"),
        (("USD = 71_200\n", ""), "rates.USD"),
        (('because = "Reviews help us all."', ""), "because"),
        (('name = "club-next"', 'name = "club-2026"'), "name"),
        (('name = "club-next"', 'name = "Club!"'), "name"),
        (("[caps]", "[caps"), "text"),
    ],
)
def test_every_fault_is_named_at_its_field(changed, field, app):
    with app.test_request_context(), pytest.raises(InvalidProposal) as refusal:
        read_toml(written(REVIEWS_COUNT_MORE, changed))
    assert set(refusal.value.fields) == {field}
    assert refusal.value.fields[field].endswith(".")


@pytest.mark.parametrize("days", [0, 6, 367])
def test_a_day_that_is_past_or_too_near_is_refused(days, app):
    with app.test_request_context(), pytest.raises(InvalidProposal) as refusal:
        read_toml(written(REVIEWS_COUNT_MORE, in_days=days))
    assert list(refusal.value.fields) == ["from"]


def test_what_changes_nothing_is_refused(app):
    with app.test_request_context(), pytest.raises(InvalidProposal) as refusal:
        read_toml(written())
    assert list(refusal.value.fields) == ["text"]


def test_a_form_and_a_file_say_the_same(app):
    policy = policy_kept(OURS)
    assert policy_kept(toml_of(policy)) == policy
    again = type(policy).model_validate(raw(shown(policy)))
    assert set(again.nothing.deeds) == set(policy.nothing.deeds)
    assert set(again.resonance.deeds) == set(policy.resonance.deeds)
    assert shown(again) == shown(policy)


def test_a_policy_that_was_signed_before_the_club_learned_something_new_still_holds(app):
    policy = policy_kept(OURS.replace(', "member.followed"', ""))
    assert "member.followed" in policy.nothing.deeds


def test_members_propose_nothing(ada, club):
    with transaction(), pytest.raises(Forbidden):
        propose(policy_kept(written()), ada)


def _eve(it) -> datetime:
    """Eleven at night before it begins."""
    return datetime.combine(it.starts_on, time(), UTC) - timedelta(hours=1)


def _lines(member) -> list[ScoreEntry]:
    mine = select(ScoreEntry).where(ScoreEntry.member_id == member.id).order_by(ScoreEntry.id)
    return list(db.session.scalars(mine.execution_options(populate_existing=True)))
