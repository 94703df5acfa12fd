"""A circle is found by the rare things its members praise, and by praise that stays within."""

import random

import pytest

from community.engagement.credibility.overlapping import circles_in
from tests.community.engagement.credibility.clubs import LIKE, clique, favours, table

RING = range(50, 58)


def crowd(seed=4):
    """Fifty members who each like what they happen to see."""
    chance = random.Random(seed)
    seen = ((chance.randrange(50), chance.randrange(50), chance.random() * 300) for _ in range(1500))
    return [(by, to, day, LIKE, chance.randrange(20)) for by, to, day in seen if by != to]


def test_a_crowd_is_no_circle():
    assert circles_in(favours(50, crowd())) == []
    assert circles_in(favours(3, [])) == []


def test_those_who_praise_nearly_only_each_other_are_found_with_the_evidence():
    (circle,) = circles_in(favours(58, [*crowd(), *clique(RING)]))
    assert circle.members == tuple(RING)
    assert circle.inside == 1
    assert len(circle.edges) == 8 * 7
    assert {edge.favours for edge in circle.edges} == {5}
    assert {edge.shared for edge in circle.edges} == {6 * 5}


def test_they_are_found_though_they_like_others_too():
    chance = random.Random(9)
    cover = [(one, chance.randrange(50), n, LIKE, n) for one in RING for n in range(20)]
    back = [(chance.randrange(50), one, 200, LIKE, 1) for one in RING]
    (circle,) = circles_in(favours(58, [*crowd(), *clique(RING), *cover, *back]))
    assert circle.members == tuple(RING)
    assert 0.9 < circle.inside < 1


def test_readers_of_one_author_are_no_circle():
    readers = [(reader, 50, day, LIKE, day) for reader in range(51, 60) for day in range(30)]
    assert circles_in(favours(60, [*crowd(), *readers])) == []


def test_what_is_said_within_counts_a_tenth():
    told = [*crowd(), *clique(RING, posts=40, day=0), *((n, n + 1, 330) for n in range(50, 57))]
    ring = table(58, told, anchors=[*range(20), *RING])
    apart = table(58, [*crowd(), *((n, n + 1, 330) for n in range(50, 57))], anchors=[*range(20), *RING])
    assert ring.c[51] < apart.c[51]


def in_turn(members, ahead=2, posts=4):
    """Each likes those before her in a row that ends where it began; nobody likes back."""
    who = list(members)
    return [
        (one, who[(n + step) % len(who)], 60 * post, LIKE, post)
        for n, one in enumerate(who)
        for step in range(1, ahead + 1)
        for post in range(posts)
    ]


@pytest.mark.parametrize("many", [3, 4, 6, 8])
def test_few_whose_praise_comes_round_are_found_though_nobody_likes_back(many):
    few = range(50, 50 + many)
    (circle,) = circles_in(favours(50 + many, [*crowd(), *in_turn(few, ahead=1 if many == 3 else 2)]))
    assert circle.members == tuple(few)


def test_they_are_found_though_they_hide_among_honest_members():
    few, chance = range(50, 56), random.Random(5)
    cover = [(one, chance.randrange(50), n, LIKE, n) for one in few for n in range(20)]
    (circle,) = circles_in(favours(56, [*crowd(), *in_turn(few, posts=10), *cover]))
    assert circle.members == tuple(few)


def test_friends_whom_others_praise_as_much_are_no_circle():
    friends, chance = range(50, 55), random.Random(6)
    others = [(chance.randrange(50), one, 9 * n, LIKE, n) for one in friends for n in range(12)]
    assert circles_in(favours(55, [*crowd(), *in_turn(friends, posts=5), *others])) == []


def test_praise_that_goes_one_way_is_no_circle():
    row = [(one, one + 1, day, LIKE, day) for one in range(50, 55) for day in range(9)]
    assert circles_in(favours(56, [*crowd(), *row])) == []
    assert circles_in(favours(56, [*crowd(), *row, *((55, 50, day, LIKE, day) for day in range(9))]))


@pytest.mark.parametrize("each", [1, 3, 10])
def test_in_a_club_where_little_is_said_nobody_is_taken_for_a_circle(each):
    chance = random.Random(each)
    said = [(one, chance.randrange(200), n, LIKE, n) for one in range(200) for n in range(each)]
    assert circles_in(favours(200, [row for row in said if row[0] != row[1]])) == []
