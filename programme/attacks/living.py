"""How honest members live: they buy, write, and like and answer what pleases them; and what a night does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from community import clock, jobs
from posts.reactions.liking import like
from posts.replies.writing import reply
from programme.attacks.clubs import BEGINS, Club, member, thing

WRITES, LIKES, ANSWERS, BUYS = 0.08, 0.25, 0.04, 0.05  # of a member on a day
PRICE = (8.4, 0.8)  # CNY of an order, lognormal: half of them are below 4,450
FAME = 0.8  # how unequal the liked ones are, likewise
EVERY = 4  # days of the past between two that are told
LATELY = 6  # stories of an author that are still read


@dataclass(frozen=True)
class Mood:
    """What an honest member does on a day, whoever attacks: it follows from the day alone."""

    one: int
    writes: bool
    likes: int | None  # whom
    answers: int | None
    which: float  # of the stories of whom she likes, from 0 to 1
    buys: int | None  # for how much


def settle(club: Club) -> None:
    """The past: each has bought a few things, and lived as honest members do."""
    for n in range(club.size.past):
        with clock.stopped(BEGINS - timedelta(days=EVERY * (club.size.past - n))):
            if not n:
                club.orders(sorted(_first_orders(club)))
                for one in club.honest:
                    club.writes(one)
            live(club)
    with clock.stopped(BEGINS - timedelta(hours=9)):
        night()


def live(club: Club) -> None:
    """A day of the honest."""
    moods = list(_moods(club))
    for it in moods:
        if it.writes:
            club.writes(it.one)
        if it.likes and it.likes != it.one:
            lately = club.things[it.likes][-LATELY:]
            like(thing(lately[int(it.which * len(lately))]), by=member(it.one))
        if it.answers and it.answers != it.one:
            reply(club.newest(it.answers), f"How kind, {clock.today()}", by=member(it.one))
    club.orders((it.one, it.buys) for it in moods if it.buys)


def night() -> None:
    """What the workers of the club do every night, and all that waits."""
    jobs.tonight()
    jobs.run_due()


def _moods(club: Club) -> Iterator[Mood]:
    chance, fame = Random(f"{clock.today()}"), Random("fame")  # noqa: S311  a club, not a secret
    famed = [fame.lognormvariate(0, FAME) for _one in club.honest]
    for one in club.honest:
        writes, likes, answers, buys = (chance.random() < it for it in (WRITES, LIKES, ANSWERS, BUYS))
        liked, answered = chance.choices(club.honest, famed, k=2)
        which, price = chance.random(), _price(chance)
        yield Mood(
            one,
            writes,
            liked if likes else None,
            answered if answers else None,
            which,
            price if buys else None,
        )


def _first_orders(club: Club) -> Iterator[tuple[int, int]]:
    chance = Random("first orders")  # noqa: S311
    for one in club.honest:
        for _ in range(chance.randint(*club.size.orders)):
            yield one, _price(chance)


def _price(chance: Random) -> int:
    return int(chance.lognormvariate(*PRICE) * 100)
