"""What the files of the village say, as plain facts. Every time is how long ago, never a date."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Purchases:
    yearly_cny: int
    storefronts: int
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    handle: str
    name: str
    language: str
    timezone: str
    role: str
    tier: str
    bio: str
    joined: timedelta
    invited_by: str | None
    follows: tuple[str, ...]
    portrait: str
    purchases: Purchases
    verified_for: str
    verified: timedelta  # how long ago, where it is for something
    asks: "Asking | None"


@dataclass(frozen=True)
class Asking:
    """To be verified as a blogger."""

    ago: timedelta
    topics: str
    words: str


@dataclass(frozen=True)
class Reply:
    by: str
    after: timedelta
    text: str
    liked_by: tuple[str, ...]
    helpful: bool


@dataclass(frozen=True)
class Story:
    slug: str
    author: str
    title: str
    excerpt: str
    tags: tuple[str, ...]
    language: str
    published: timedelta
    cover: str
    series: str | None
    part: int | None
    disclosure: str | None  # gifted, sponsored, own_brand
    sponsor: str
    audience: str
    others: tuple[str, ...]  # who wrote it with the author
    waits: bool  # it was sent then to be read first, and is not published yet
    liked_by: tuple[str, ...]
    replies: tuple[Reply, ...]
    body: str


@dataclass(frozen=True)
class Item:
    name: str
    brand: str | None
    storefront: str | None
    category: str
    price: int  # minor units: fen, cents, yen
    currency: str
    note: str
    state: str
    private: bool
    drawing: str
    collected_from: str | None


@dataclass(frozen=True)
class ShoppingList:
    slug: str
    owner: str
    title: str
    note: str
    published: timedelta | None
    liked_by: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Board:
    slug: str
    name: str
    description: str
    group: str
    reads_from: str
    review: str
    keepers: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    words: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Poll:
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Topic:
    board: str
    author: str
    title: str
    text: str
    tags: tuple[str, ...]
    posted: timedelta
    pinned: bool
    waits: bool
    poll: Poll | None
    liked_by: tuple[str, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Named:
    """A product."""

    name: str
    brand: str


@dataclass(frozen=True)
class Bought:
    ago: timedelta
    price: int
    currency: str


@dataclass(frozen=True)
class Review:
    by: str
    about: Named
    stars: int
    again: bool | None
    text: str
    posted: timedelta
    bought: Bought | None
    liked_by: tuple[str, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Tip:
    by: str
    line: str
    drawing: str
    alt: str
    about: Named | None
    posted: timedelta
    liked_by: tuple[str, ...]


@dataclass(frozen=True)
class Repost:
    """Of a story or a list, by its slug."""

    by: str
    story: str
    list: str
    note: str
    posted: timedelta
    waits: bool


@dataclass(frozen=True)
class Reported:
    """A story or a list, by its slug."""

    by: str
    rule: str
    story: str
    list: str
    text: str
    ago: timedelta


@dataclass(frozen=True)
class Fake:
    """What somebody told of a product of a seller."""

    by: str
    about: Named
    seller: str
    order: str
    text: str
    signs: tuple[str, ...]
    drawings: tuple[str, ...]
    ago: timedelta


@dataclass(frozen=True)
class Message:
    by: str
    ago: timedelta
    text: str
    list: str | None  # whose address is said with it
    in_thread_of: str | None  # the words it answers, in their thread
    pinned: bool
    liked_by: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    slug: str
    name: str
    topic: str
    kind: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Village:
    members: tuple[Member, ...]
    stories: tuple[Story, ...]
    lists: tuple[ShoppingList, ...]
    boards: tuple[Board, ...]
    topics: tuple[Topic, ...]
    rooms: tuple[Room, ...]
    reviews: tuple[Review, ...]
    tips: tuple[Tip, ...]
    reposts: tuple[Repost, ...]
    reports: tuple[Reported, ...]
    fakes: tuple[Fake, ...]
