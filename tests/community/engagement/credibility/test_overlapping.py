"""A circle is found by the rare things its members praise, and by praise that stays within."""

import random

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
