"""Accounts join to lift each other by the club's own verbs, day by day; honest members live on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.credibility.keeping import keep_table
from community.engagement.epochs import EVEN, Credibility
from community.engagement.record import record
from community.engagement.standing import Standing, Tier
from community.members import Member
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.reactions.liking import like, unlike
from tests.conftest import joins

BEGINS = datetime(2026, 6, 1, 12, tzinfo=UTC)
FREE = 100


@dataclass
class Club:
    """Honest members who buy and like what they see, and accounts that joined today."""

    honest: list[Member]
    attackers: list[Member]
    days: int
    things: dict[int, list[Contribution]]

    def table(self) -> dict[int, tuple[int, int]]:
        keep_table(clock.today())
        lines = select(Credibility).where(Credibility.epoch == clock.today())
        return {line.member_id: (line.kappa, line.c) for line in db.session.scalars(lines)}

    def scores(self, people: list[Member]) -> list[int]:
        db.session.expire_all()
        return [db.session.get_one(Standing, one.id).score for one in people]

    def posts(self, by: Member) -> None:
        story = write(f"Day of {by.name} {len(self.things.get(by.id, []))}", "What I kept.", by=by)
        publish(story, by=by)
        self.things.setdefault(by.id, []).append(story)


def buys(member: Member, deed: Deed = Deed.PURCHASE_MADE) -> None:
    with transaction():
        record(deed, by=member, storefront="Atelier", category="bags", amount=20_000_00)


def star(club: Club, _day: int) -> None:
    target, *puppets = club.attackers
    for puppet in puppets:
        like(club.things[target.id][-1], by=puppet)


def clique(club: Club, _day: int) -> None:
    for giver in club.attackers:
        for receiver in club.attackers:
            if giver is not receiver:
                like(club.things[receiver.id][-1], by=giver)


def camouflage(club: Club, day: int) -> None:
    clique(club, day)
    for n, puppet in enumerate(club.attackers):
        seen = club.honest[(day + n) % len(club.honest)]
        like(club.things[seen.id][-1], by=puppet)
    kind = club.honest[day % len(club.honest)]
    like(club.things[club.attackers[day % len(club.attackers)].id][-1], by=kind)


def like_and_unlike(club: Club, _day: int) -> None:
    target, *puppets = club.attackers
    thing = club.things[target.id][-1]
    for puppet in puppets:
        for _ in range(3):
            like(thing, by=puppet)
            unlike(thing, by=puppet)


def buy_and_return(club: Club, day: int) -> None:
    for one in club.attackers:
        buys(one)
        buys(one, Deed.PURCHASE_RETURNED)
    clique(club, day)


def settled(honest: int, attackers: int, days: int) -> Club:
    with clock.stopped(BEGINS - timedelta(days=200)):
        people = [joins(f"Honest{n}") for n in range(honest)]
    with clock.stopped(BEGINS):
        club = Club(people, [joins(f"Attacker{n}") for n in range(attackers)], days, {})
        for one in club.honest:
            buys(one)
        for one in [*club.honest, *club.attackers]:
            club.posts(one)
        for n, one in enumerate(club.honest):
            for far in (1, 2, 5)[: 1 + n % 3]:
                like(club.things[club.honest[(n + far * far) % honest].id][0], by=one)
    return club


def play(club: Club, attack: Callable[[Club, int], None]) -> None:
    """What must hold, whatever they do: honest numbers stay, and nobody of them comes near the honest."""
    with clock.stopped(BEGINS + timedelta(days=1)):
        before = club.table()
    for day in range(club.days):
        with clock.stopped(BEGINS + timedelta(days=2 + day)):
            for one in club.attackers:
                club.posts(one)
            attack(club, day)
    with clock.stopped(BEGINS + timedelta(days=2 + club.days)):
        after = club.table()
    for one in club.attackers:
        assert after[one.id][0] == FREE
    usual = median(after[one.id][1] for one in club.honest)
    assert all(after[one.id][1] < usual for one in club.attackers)
    order = [sorted(club.honest, key=lambda one: (table[one.id][1], one.id)) for table in (before, after)]
    assert order[0] == order[1] or attack is camouflage
    ordinary = median(club.scores(club.honest))
    assert all(score < ordinary for score in club.scores(club.attackers))
    tiers = {db.session.get_one(Standing, one.id).tier for one in club.attackers}
    assert tiers == {Tier.STANDARD}
    if attack is not camouflage:
        assert all(after[one.id][1] <= EVEN for one in club.attackers)


ATTACKS = [star, clique, camouflage, like_and_unlike, buy_and_return]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_comes_near_the_honest(app, attack):
    play(settled(honest=12, attackers=5, days=3), attack)
