"""In a club of a thousand honest members: what an attack gains, and that their order stays."""

import pytest

from benchmarks import puppets

MEMBERS, NEAR = 1_000, 1e-9


@pytest.fixture(scope="module")
def club():
    return puppets.honest_club(MEMBERS)


@pytest.fixture(scope="module")
def before(club):
    return puppets.points_of(club)


def gains(attacked):
    points = puppets.points_of(attacked)
    return points.resonance[MEMBERS], points.credibility[MEMBERS]


def test_honest_members_keep_their_order(before):
    assert puppets.follow(before.plain, before.resonance) >= 0.95


@pytest.mark.parametrize("attack", [puppets.star, puppets.clique, puppets.camouflage])
def test_free_accounts_add_at_most_four_tenths_of_a_point_each(club, attack):
    resonance, credibility = gains(attack(club, 20))
    assert resonance + credibility <= 0.4 * 20 + NEAR


@pytest.mark.parametrize("apart", [0, 40])
def test_accounts_that_pay_add_at_most_a_point_each(club, apart):
    resonance, credibility = gains(puppets.clique(club, 20, buyers=True, apart=apart))
    assert resonance + credibility <= 20


def test_a_hundred_patient_buyers_add_at_most_a_point_each(club):
    resonance, credibility = gains(puppets.clique(club, 100, buyers=True, apart=40))
    assert resonance + credibility <= 100


@pytest.mark.parametrize("accounts", [2, 3, 5, 7, 20, 100])
def test_buyers_who_trade_votes_add_at_most_a_point_each(club, accounts):
    resonance, credibility = gains(puppets.trading(club, accounts))
    assert resonance + credibility <= accounts
