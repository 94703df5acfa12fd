"""A favour returned within thirty days counts a quarter, and its return nothing."""

import numpy as np
import pytest

from community.engagement.credibility.returning import pairs_of, weights_of
from tests.community.engagement.credibility.clubs import favours

ADA, BEN, MIA = range(3)


def weights(*said):
    return weights_of(favours(3, said)).tolist()


def test_what_nobody_returns_counts_whole():
    assert weights((ADA, BEN, 0), (ADA, MIA, 1), (BEN, MIA, 2)) == [1, 1, 1]


def test_what_is_returned_counts_a_quarter_and_its_return_nothing():
    assert weights((ADA, BEN, 0), (BEN, ADA, 30)) == [0.25, 0]


def test_after_thirty_days_it_is_a_favour_of_its_own():
    assert weights((ADA, BEN, 0), (BEN, ADA, 30.1)) == [1, 1]


def test_the_order_in_which_it_is_told_does_not_matter():
    assert weights((BEN, ADA, 9), (ADA, BEN, 0)) == [0, 0.25]


def test_two_who_go_on_praising_each_other_gain_nothing_more():
    days = range(0, 100, 10)
    said = [(ADA, BEN, day) if n % 2 else (BEN, ADA, day) for n, day in enumerate(days)]
    assert weights(*said) == [0.25] + [0] * 9


def test_what_others_did_in_between_is_theirs():
    assert weights((ADA, BEN, 0), (MIA, ADA, 1), (BEN, MIA, 2)) == [1, 1, 1]


def test_twenty_favours_of_one_count_less_than_two_of_two():
    often = pairs_of(favours(3, [(ADA, BEN, day) for day in range(20)]))
    assert often.weight.tolist() == [pytest.approx(2, abs=1e-4)]
    assert often.weight[0] < 2
    assert pairs_of(favours(3, [(ADA, BEN, 0), (MIA, BEN, 0)])).weight.tolist() == [1, 1]


def test_what_one_thinks_is_the_mean_of_what_was_said():
    (worth,) = pairs_of(favours(3, [(ADA, BEN, 0, 1.0), (ADA, BEN, 1, -0.5)])).worth
    assert worth == 0.25
    assert np.array_equal(pairs_of(favours(3, [])).worth, [])


def test_two_who_praise_each_other_over_and_over_say_half_as_much_each_time():
    """However far apart: it is what a ring does that waits."""
    once = pairs_of(favours(3, [(ADA, BEN, 0), (BEN, ADA, 40)]))
    assert once.weight.tolist() == [1, 1]
    thrice = [(ADA, BEN, n * 80) for n in range(3)] + [(BEN, ADA, n * 80 + 40) for n in range(3)]
    assert pairs_of(favours(3, thrice)).weight.tolist() == [1.75 / 4, 1.75 / 4]
    back_once = [*thrice[:3], (BEN, ADA, 200), (MIA, BEN, 0)]
    assert pairs_of(favours(3, back_once)).weight.tolist() == [1.75, 1, 1]
