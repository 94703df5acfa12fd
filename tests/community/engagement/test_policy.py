"""A policy is checked before it is believed; what is wrong says where it stands and how to mend it."""

from datetime import date

import pytest

from community.engagement.policy import SHELF, BadPolicy, policy_from, policy_on

TEXT = (SHELF / "club-2026.toml").read_text()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("points = 10, a_day = 2", "points = 9999, a_day = 2", "contribution.story.published.points is 9999"),
        ("window_days = 365\n", "", "window_days is missing: add it"),
        ("window_days = 365", "window_days = 365\nextra = 1", "nobody reads extra"),
        ("[20_000, 500]", "[20_000, 10]", "purchases: the curve begins at [0, 0] and rises ever more slowly"),
        (', "member.followed"', "", "says nothing of member.followed: count it or list it under [nothing]"),
        (
            "contribution.liked",
            "contribution.loved",
            "names what does not happen here: choose",
        ),
        ("purchases = 1500", "purchases = 2000", "sum to 2700, so that one side alone reaches Apass at 2500"),
        ("super = 1000", "super = 2600", "tiers.super lies above 0 and below tiers.apass"),
        ("window_days = 365", "window_days = ", "is no TOML"),
        ("keep = 75", "keep = 175", "tiers.keep is 175"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(right, wrong, told):
    assert right in TEXT
    with pytest.raises(BadPolicy) as refusal:
        policy_from(TEXT.replace(right, wrong, 1), "mine.toml")
    assert str(refusal.value).startswith("mine.toml")
    assert told in str(refusal.value)


def test_everything_that_is_wrong_is_named_at_once():
    with pytest.raises(BadPolicy) as refusal:
        policy_from(TEXT.replace("keep = 75", "keep = 175").replace("window_days = 365", ""), "mine.toml")
    assert len(str(refusal.value).splitlines()) == 2


def test_several_stand_side_by_side_and_each_day_has_its_own():
    old = policy_from(TEXT, "old")
    new = policy_from(TEXT.replace("club-2026", "club-2027").replace("2026-01-01", "2027-01-01"), "new")
    days = [date(2025, 6, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [policy_on(day, [old, new]).name for day in days] == ["club-2026", "club-2026", "club-2027"]
