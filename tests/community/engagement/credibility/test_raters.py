"""In a real trading community frauds stand below fair raters, and bought praise does not lift them."""

import pytest

from benchmarks import peers_of_trust, raters


@pytest.fixture
def trade(shared):
    return raters.read(shared)


def test_the_rule_behind_the_labels_is_known_so_that_what_they_were_made_of_is_left_out(trade):
    labelled = raters._labelled(trade.ratings)
    assert set(trade.labels) <= {*labelled, raters.FOUNDER}
    assert len(trade.early().ratings) < len(trade.clean().ratings) < len(trade.ratings)


def test_frauds_are_told_from_fair_raters(trade):
    clean, early = trade.clean(), trade.early()
    assert raters.area(clean, raters.credible, clean) >= 0.97
    assert raters.area(early, raters.credible, early) >= 0.93
    assert raters.area(clean, peers_of_trust.rev2, clean) < 0.97


def test_twenty_puppets_each_do_not_lift_them(trade):
    clean = trade.clean()
    attacked = clean.with_puppets(20, seed=1)
    assert raters.area(attacked, raters.credible, clean) >= 0.95
    assert raters.area(attacked, peers_of_trust.mean_received, clean) < 0.6
