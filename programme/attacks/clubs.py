"""A club of honest members with a past, and accounts that join today to lift each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Activity
from community.entrance.joining import joined
from community.inlet.models import Source
from community.inlet.sources import add_source
from community.inlet.telling import Status, tell
from community.members import Member, Role
from posts.blog.models import Story
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.forum.models import Board

BEGINS = datetime(2026, 6, 1, 12, tzinfo=UTC)
BEFORE = timedelta(days=200)  # that the honest have been members
KEEPER, HONEST = "keeper", "honest"
MOST = 500  # events of one batch


@dataclass(frozen=True)
class Size:
    """`past`: days of the honest before the attackers came that are told."""

    honest: int
    attackers: int
    days: int
    past: int
    orders: tuple[int, int]  # that each honest member had made before, at least and at most


LONG = Size(honest=200, attackers=20, days=30, past=30, orders=(5, 10))
SHORT = Size(honest=14, attackers=4, days=2, past=3, orders=(8, 14))


@dataclass
class Club:
    """Everybody and everything by its id."""

    size: Size
    honest: list[int]
    things: dict[int, list[int]]  # stories by author, the last one last
    told: int  # orders
    attackers: list[int] = field(default_factory=list)

    @property
    def board(self) -> Board:
        return db.session.scalars(select(Board)).one()

    def newest(self, author: int) -> Contribution:
        return thing(self.things[author][-1])

    def writes(self, author: int) -> Story:
        """A story of a day, for all members."""
        by = member(author)
        story = write(f"No. {len(self.things[author])} of {by.name}", "What I kept.", by=by)
        publish(story, by=by)
        self.things[author].append(story.id)
        return story

    def orders(
        self, many: Iterable[tuple[int, int]], deed: str = "purchase.made", shop: int | None = None
    ) -> None:
        """The mall tells what members bought, or sent back, for how much in minor units."""
        events = [self._order(buyer, amount, deed, shop) for buyer, amount in many]
        mall = db.session.scalars(select(Source)).one()
        for first in range(0, len(events), MOST):
            results = tell(mall, events[first : first + MOST])
            assert all(it.status is Status.ACCEPTED for it in results)  # noqa: S101  ours are right

    def _order(self, buyer: int, amount: int, deed: str, shop: int | None) -> dict[str, object]:
        self.told += 1
        where = buyer + self.told if shop is None else shop
        return {
            "key": str(self.told),
            "member": member(buyer).handle,
            "deed": deed,
            "occurred_at": clock.now().isoformat(),
            "amount": amount,
            "storefront": f"Shop {where % 9}",
            "category": f"kind {where % 7}",
        }


def founded(size: Size) -> Club:
    """Nobody has done anything yet. The club must be empty."""
    with clock.stopped(BEGINS - BEFORE):
        for n in range(size.honest):
            joins(f"Honest{n}")
        add_source("mall", by=member(joins("Keeper", Role.ADMINISTRATOR)))
        with transaction():
            db.session.add(Board(slug="bags", name="Bags", position=1))
    return club_here(size)


def club_here(size: Size) -> Club:
    """As it stands in the database."""
    honest = db.session.scalars(select(Member.id).where(Member.handle.startswith(HONEST)).order_by(Member.id))
    things: dict[int, list[int]] = defaultdict(list)
    for id, author in db.session.execute(select(Story.id, Story.author_id).order_by(Story.id)):
        things[author].append(id)
    told = db.session.scalar(select(func.count(Activity.id)).where(Activity.key.startswith("inlet:")))
    return Club(size, list(honest), things, told or 0)


def member(id: int) -> Member:
    return db.session.get_one(Member, id)


def thing(id: int) -> Contribution:
    return db.session.get_one(Contribution, id)


def joins(name: str, role: Role = Role.MEMBER) -> int:
    with transaction():
        email = f"{name.lower()}@example.org"
        return joined(handle=name.lower(), name=name, email=email, password=None, role=role).id
