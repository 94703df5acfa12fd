"""Who weighs what, and how credible one is: clubs whose answer is known, and what no attack changes."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.community.engagement.credibility.clubs import LIKE, clique, table

ADA, BEN, MIA, EVE = range(4)
FREE, EVEN, WHOLE = 100, 500, 1000
quickly = settings(max_examples=60, derandomize=True, deadline=None)


def test_of_whom_nobody_says_anything_nothing_is_known():
    found = table(4, [(ADA, BEN)], anchors=[ADA])
    assert found.c[MIA] == EVEN
    assert found.kappa[MIA] == FREE
    assert table(3, [], anchors=[]).c.tolist() == [EVEN] * 3


def test_an_anchor_weighs_whole_and_whom_she_values_is_credible():
    found = table(4, [(ADA, BEN)], anchors=[ADA])
    assert found.kappa[ADA] == WHOLE
    assert found.c[BEN] > EVEN


def test_who_put_nothing_in_weighs_a_tenth_however_much_she_is_valued():
    found = table(4, [(ADA, BEN), (MIA, BEN)], anchors=[ADA, MIA])
    assert found.kappa[BEN] == FREE


def test_who_did_weighs_more_once_an_anchor_values_her():
    valued = table(4, [(ADA, BEN)], anchors=[ADA], stakes=[BEN, MIA])
    assert valued.kappa[BEN] > FREE
    assert valued.kappa[MIA] == FREE


def test_without_anchors_nobody_is_vouched_for():
    found = table(4, clique(range(4)), anchors=[], stakes=range(4))
    assert found.kappa.tolist() == [FREE] * 4
    assert found.c[ADA] == EVEN


def test_what_harms_makes_less_credible():
    found = table(4, [(ADA, BEN, 0, -1.0), (ADA, MIA, 0, 1.0)], anchors=[ADA])
    assert found.c[BEN] < EVEN < found.c[MIA]


def test_who_is_alone_in_her_judgements_loses_by_it():
    praised = [(voice, member, 0, 1.0) for voice in range(6) for member in (6, 7)]
    against = table(9, [*praised, (8, 6, 1, -1.0), (8, 7, 1, -1.0)], anchors=range(6))
    assert against.c[8] < EVEN


def test_to_praise_everybody_is_worth_nearly_nothing():
    praised = [(voice, member) for voice in range(6) for member in range(6, 12)]
    sweet = table(13, [*praised, *((12, member, 1) for member in range(6, 12))], anchors=range(6))
    assert abs(sweet.c[12] - EVEN) <= 5


@st.composite
def said(draw, members=6):
    who = st.integers(0, members - 1)
    one = st.tuples(who, who, st.integers(0, 90), st.sampled_from([LIKE, 1.0, -1.0]), st.integers(0, 4))
    return [row for row in draw(st.lists(one, max_size=40)) if row[0] != row[1]]


@quickly
@given(said(), st.integers(0, 99))
def test_members_renamed_are_scores_renamed(told, seed):
    names = random.Random(seed).sample(range(6), 6)
    renamed = [(names[by], names[to], *rest) for by, to, *rest in told]
    before, after = table(6, told, [0, 1]), table(6, renamed, [names[0], names[1]])
    for place, name in enumerate(names):
        assert (before.kappa[place], before.c[place]) == (after.kappa[name], after.c[name])


@quickly
@given(said(), st.integers(1, 30))
def test_more_puppets_never_help(told, puppets):
    """Whatever free accounts say of each other, of Eve and of the rest, it changes nothing but themselves."""
    new = range(6, 6 + puppets)
    bought = [*clique(new, posts=2), *((one, 5, 40) for one in new), *((one, 0, 50, -1.0) for one in new)]
    without, attacked = table(6, told, [0, 1]), table(6 + puppets, [*told, *bought], [0, 1])
    assert attacked.c[:6].tolist() == without.c.tolist()
    assert attacked.kappa[:6].tolist() == without.kappa.tolist()
    assert set(attacked.kappa[6:].tolist()) == {FREE}


@quickly
@given(said(), st.permutations(range(6)))
def test_all_stays_within_its_bounds(told, anchors):
    found = table(6, told, anchors[:2], anchors[2:4])
    assert all(FREE <= kappa <= WHOLE for kappa in found.kappa)
    assert all(0 <= c <= WHOLE for c in found.c)


@pytest.mark.parametrize("told", [[(ADA, BEN)], clique(range(4))])
def test_the_same_is_counted_every_time(told):
    one, other = table(4, told, [ADA]), table(4, told, [ADA])
    assert one.c.tolist() == other.c.tolist()
