"""Who is who once they have joined, what their drawings became, and what others can point at."""

from dataclasses import dataclass, field

from sqlalchemy import select

from community.db import db
from community.entrance.passwords import hashed
from community.members import Member, Role
from community.pictures import keep_drawn
from posts.shopping.models import Item
from seeds.drawing.ahead import Drawings, picture_of

Ids = dict[str, int]


@dataclass
class Cast:
    """Grows while the village is played: the ids of what there is by the names the files give it."""

    drawings: Drawings = field(default_factory=dict)
    password_hash: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    lists: Ids = field(default_factory=dict)
    stories: Ids = field(default_factory=dict)
    topics: Ids = field(default_factory=dict)
    rooms: Ids = field(default_factory=dict)
    opinions: dict[int, int] = field(default_factory=dict)
    pieces: dict[tuple[str, str], int] = field(default_factory=dict)
    replies: dict[int, int] = field(default_factory=dict)
    photos: dict[tuple[str, int], str] = field(default_factory=dict)

    def hash_of(self, password: str) -> str:
        """One for everybody: hashing takes a while on purpose, and this password is no secret."""
        self.password_hash = self.password_hash or hashed(password)
        return self.password_hash

    def member(self, handle: str) -> Member:
        return self.members[handle]

    def keeper(self) -> Member:
        """Whoever runs the programme, and so lays out its boards."""
        return db.session.scalars(select(Member).where(Member.role == Role.PROGRAMME_MANAGER)).one()

    def administrator(self) -> Member:
        """Whoever runs the house, and reads on every board."""
        return db.session.scalars(select(Member).where(Member.role == Role.ADMINISTRATOR)).one()

    def reader_for(self, author: Member) -> Member:
        """Whoever keeps order and did not invite them."""
        others = select(Member).where(Member.role == Role.MODERATOR, Member.id != author.invited_by_id)
        return db.session.scalars(others.order_by(Member.id)).first() or self.keeper()

    def piece(self, list_slug: str, name: str) -> Item | None:
        id = self.pieces.get((list_slug, name))
        return db.session.get_one(Item, id) if id else None

    def photo(self, recipe: str, size: tuple[int, int], by: Member, alt: str = "") -> str:
        """The digest of a drawing; the same recipe is drawn once."""
        key = (recipe, size[0])
        if key not in self.photos:
            drawing = self.drawings.get((recipe, size))
            made = drawing.result() if drawing else picture_of(recipe, size)
            self.photos[key] = keep_drawn(made, by, alt).digest
        return self.photos[key]
