"""Accounts join to lift each other by the club's own verbs, day by day; honest members live on.

`python -m benchmarks attacks` is the long form: the same attacks of twenty accounts, for thirty days.
"""

from dataclasses import replace

import pytest

from programme.attacks.clubs import SHORT, club_here, founded
from programme.attacks.judging import spearman
from programme.attacks.living import settle
from programme.attacks.playing import NEVER, lived
from programme.attacks.schemes import ATTACKS, schemes_of
from programme.attacks.suite import judge, table
from programme.attacks.trial import on_trial

pytestmark = pytest.mark.timeout(600)  # a whole club is played before the first claim
PLAYED = [it for it in ATTACKS if it.is_short]


@pytest.fixture(scope="module")
def stood(house):
    """How everybody stood after each, in one settled club."""
    with house.app_context(), on_trial():
        settle(founded(SHORT))
        before = club_here(SHORT)
        found = {name: _lived(scheme) for name, scheme in schemes_of(long=False).items()}
        assert club_here(SHORT) == before  # whoever came was undone
    return found


def _lived(scheme):
    with on_trial():
        return lived(SHORT, scheme)


@pytest.mark.parametrize("attack", PLAYED, ids=lambda attack: attack.does.__name__)
def test_what_holds_whatever_they_do(attack, stood):
    [found] = [it for it in judge(stood) if it.name == attack.name]
    assert found.troubles == []


def test_the_honest_are_super_and_nobody_else_is(stood):
    peace = stood["posts"]
    assert min(peace.honest_rose) < NEVER
    assert all(min(it.rose) == NEVER for it in stood.values())


def test_praise_of_free_accounts_is_worth_something_but_little(stood):
    """Else nothing would have been played."""
    gains = {it.name: it.gain for it in judge(stood)}
    assert 0 < gains[ATTACKS[0].name] <= 0.4 * (SHORT.attackers - 1)


def test_what_does_not_hold_is_told(stood):
    one = judge(stood)[0]
    assert one.bound
    bad = replace(one, gain=one.bound + 1, best=one.usual + 1, rose=0, usual_rose=3, order=0.5, adds_up=False)
    assert len(bad.troubles) == 5
    assert "All holds." in "\n".join(table([one], 4))
    assert "more than" in "\n".join(table([bad], 4))


def test_an_order_is_compared_by_places_and_ties_share_theirs():
    assert spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 1, 2], [5, 5, 9]) == pytest.approx(1)


def test_a_trial_leaves_nothing(app):
    with on_trial():
        founded(SHORT)
        assert club_here(SHORT).honest
    assert club_here(SHORT).honest == []
