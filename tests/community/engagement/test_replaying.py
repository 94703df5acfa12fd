"""What others published of their own ledger comes out of ours, counted by their rules."""

from datetime import date

from community.engagement.replaying import daily_policy, replay

DAY = date(2018, 6, 1)


def test_a_published_reputation_is_what_we_count(shared):
    agreement = replay(shared / "stackexchange", daily_policy("stackexchange-2018"))
    assert agreement.members > 300
    assert agreement.exact / agreement.members >= 0.72
    assert agreement.near / agreement.members >= 0.90


def test_other_rules_do_not_come_out_alike(shared):
    """Questions were worth ten only later."""
    policy = daily_policy("stackexchange-2018")
    limited = policy.within_the_limit
    points = {**limited.points, "question.upvoted": 10}
    later = policy.model_copy(update={"within_the_limit": limited.model_copy(update={"points": points})})
    agreement = replay(shared / "stackexchange", later)
    assert agreement.exact / agreement.members < 0.5


def test_a_daily_limit_does_not_hold_what_was_accepted():
    policy = daily_policy("stackexchange-2018")
    assert policy.points({("answer.upvoted", DAY): 30}) == 1 + 200
    assert policy.points({("answer.upvoted", DAY): 30, ("answer.accepted", DAY): 1}) == 1 + 200 + 15
    assert policy.points({("answer.downvoted", DAY): 4}) == 1
