"""Reads the village: `read_village()` answers everything, checked, or says which entry is wrong."""

import tomllib
from datetime import timedelta
from pathlib import Path

from seeds.village.checking import check
from seeds.village.entry import Entry, Misread
from seeds.village.people import (
    Answer,
    Asking,
    Board,
    Bought,
    Fake,
    Item,
    Member,
    Message,
    Named,
    Poll,
    Purchases,
    Reply,
    Reported,
    Repost,
    Review,
    Room,
    ShoppingList,
    Story,
    Tip,
    Topic,
    Village,
)

HERE = Path(__file__).parent
FENCE = "+++\n"
HALF_A_YEAR = timedelta(days=180)


def read_village(folder: Path = HERE) -> Village:
    queue = _whole(folder / "queue.toml")
    village = Village(
        members=tuple(_member(entry) for entry in _entries(folder / "members.toml", "member")),
        stories=tuple(_story(path) for path in sorted((folder / "stories").glob("*.md"))),
        lists=tuple(_list(entry) for entry in _entries(folder / "lists.toml", "list")),
        boards=tuple(_board(entry) for entry in _entries(folder / "boards.toml", "board")),
        topics=tuple(_topic(entry) for entry in _entries(folder / "topics.toml", "topic")),
        rooms=tuple(_room(entry) for entry in _entries(folder / "rooms.toml", "room")),
        reviews=tuple(_review(entry) for entry in _entries(folder / "reviews.toml", "review")),
        tips=tuple(_tip(entry) for entry in _entries(folder / "tips.toml", "tip")),
        reposts=tuple(_repost(entry) for entry in _entries(folder / "reposts.toml", "repost")),
        reports=tuple(_reported(entry) for entry in queue.entries("report")),
        fakes=tuple(_fake(entry) for entry in queue.entries("fake")),
    )
    queue.end()
    check(village)
    return village


def _whole(path: Path) -> Entry:
    try:
        return Entry(path.name, "the file", tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Misread(path.name, "the file", str(error)) from error


def _entries(path: Path, kind: str) -> list[Entry]:
    whole = _whole(path)
    found = whole.entries(kind)
    whole.end()
    return found


def _asking(member: Entry) -> Asking:
    entry = Entry(member.file, f"{member.name}, asks", member.take("asks", dict))
    asking = Asking(entry.ago("ago"), ", ".join(entry.words("topics")), entry.take("words", str))
    entry.end()
    return asking


def _verified(entry: Entry, joined: timedelta) -> timedelta:
    days = entry.maybe("verified_days_ago", int)
    return timedelta(days=days) if days else min(HALF_A_YEAR, joined * 0.8)


def _member(entry: Entry) -> Member:
    purchases = Entry(entry.file, f"{entry.name}, purchases", entry.take("purchases", dict))
    joined = timedelta(days=entry.take("joined_days_ago", int))
    member = Member(
        handle=entry.take("handle", str),
        name=entry.take("name", str),
        language=entry.take("language", str),
        timezone=entry.take("timezone", str),
        role=entry.take("role", str),
        tier=entry.take("tier", str),
        bio=entry.take("bio", str),
        joined=joined,
        invited_by=entry.maybe("invited_by", str),
        follows=entry.words("follows"),
        portrait=entry.take("portrait", str),
        purchases=Purchases(
            yearly_cny=purchases.take("yearly_cny", int),
            storefronts=purchases.take("storefronts", int),
            categories=purchases.words("categories"),
        ),
        verified_for=", ".join(entry.words("verified_for")),
        verified=_verified(entry, joined),
        asks=_asking(entry) if entry.has("asks") else None,
    )
    purchases.end()
    entry.end()
    return member


def _story(path: Path) -> Story:
    name = f"stories/{path.name}"
    parts = path.read_text(encoding="utf-8").split(FENCE, 2)
    if len(parts) != 3 or parts[0]:  # nothing, the front matter, the body
        raise Misread(name, "the front matter", "does not stand between two lines of +++")
    try:
        entry = Entry(name, "the front matter", tomllib.loads(parts[1]))
    except tomllib.TOMLDecodeError as error:
        raise Misread(name, "the front matter", str(error)) from error
    story = Story(
        slug=path.stem,
        author=entry.take("author", str),
        title=entry.take("title", str),
        excerpt=entry.take("excerpt", str),
        tags=entry.words("tags"),
        language=entry.take("language", str),
        published=entry.ago("published"),
        cover=entry.take("cover", str),
        series=entry.maybe("series", str),
        part=entry.maybe("part", int),
        disclosure=entry.maybe("disclosure", str),
        sponsor=entry.maybe("sponsor", str) or "",
        audience=entry.maybe("audience", str) or "members",
        others=tuple(entry.words("with")),
        waits=entry.maybe("waits", bool) or False,
        liked_by=entry.words("liked_by"),
        replies=_replies(entry),
        body=parts[2].strip() + "\n",
    )
    entry.end()
    return story


def _replies(entry: Entry) -> tuple[Reply, ...]:
    return tuple(_reply(reply) for reply in entry.entries("replies"))


def _reply(entry: Entry) -> Reply:
    reply = Reply(
        by=entry.take("by", str),
        after=timedelta(hours=entry.number("hours_after")),
        text=entry.take("text", str),
        liked_by=entry.words("liked_by"),
        helpful=entry.maybe("helpful", bool) or False,
    )
    entry.end()
    return reply


def _list(entry: Entry) -> ShoppingList:
    since = "published_days_ago"
    found = ShoppingList(
        slug=entry.take("slug", str),
        owner=entry.take("owner", str),
        title=entry.take("title", str),
        note=entry.take("note", str),
        published=timedelta(days=entry.number(since)) if entry.has(since) else None,
        liked_by=entry.words("liked_by"),
        items=tuple(_item(item) for item in entry.entries("items")),
    )
    entry.end()
    return found


def _item(entry: Entry) -> Item:
    item = Item(
        name=entry.take("name", str),
        brand=entry.maybe("brand", str),
        storefront=entry.maybe("storefront", str),
        category=entry.take("category", str),
        price=entry.take("price", int),
        currency=entry.take("currency", str),
        note=entry.take("note", str),
        state=entry.take("state", str),
        private=entry.maybe("private", bool) or False,
        drawing=entry.take("drawing", str),
        collected_from=entry.maybe("collected_from", str),
    )
    entry.end()
    return item


def _board(entry: Entry) -> Board:
    board = Board(
        slug=entry.take("slug", str),
        name=entry.take("name", str),
        description=entry.take("description", str),
        group=entry.take("group", str),
        reads_from=entry.maybe("reads_from", str) or "members",
        review=entry.maybe("review", str) or "nothing",
        keepers=entry.words("keepers"),
    )
    entry.end()
    return board


def _topic(entry: Entry) -> Topic:
    topic = Topic(
        board=entry.take("board", str),
        author=entry.take("author", str),
        title=entry.take("title", str),
        text=entry.take("text", str),
        tags=entry.words("tags"),
        posted=timedelta(days=entry.number("days_ago")),
        pinned=entry.maybe("pinned", bool) or False,
        waits=entry.maybe("waits", bool) or False,
        poll=_poll(entry),
        liked_by=entry.words("liked_by"),
        replies=_replies(entry),
    )
    entry.end()
    return topic


def _poll(entry: Entry) -> Poll | None:
    question = entry.maybe("poll", str)
    answers = tuple(Answer(one.take("words", str), one.words("by")) for one in entry.entries("answers"))
    return Poll(question, answers) if question else None


def _review(entry: Entry) -> Review:
    review = Review(
        by=entry.take("by", str),
        about=Named(entry.take("name", str), entry.take("brand", str)),
        stars=entry.take("stars", int),
        again=entry.maybe("again", bool),
        text=entry.take("text", str),
        posted=timedelta(days=entry.number("days_ago")),
        bought=_bought(entry) if entry.has("bought_days_ago") else None,
        liked_by=entry.words("liked_by"),
        replies=_replies(entry),
    )
    entry.end()
    return review


def _bought(entry: Entry) -> Bought:
    return Bought(
        ago=timedelta(days=entry.take("bought_days_ago", int)),
        price=entry.take("price", int),
        currency=entry.take("currency", str),
    )


def _tip(entry: Entry) -> Tip:
    tip = Tip(
        by=entry.take("by", str),
        line=entry.take("line", str),
        drawing=entry.take("drawing", str),
        alt=entry.take("alt", str),
        about=Named(entry.take("name", str), entry.take("brand", str)) if entry.has("name") else None,
        posted=timedelta(days=entry.number("days_ago")),
        liked_by=entry.words("liked_by"),
    )
    entry.end()
    return tip


def _repost(entry: Entry) -> Repost:
    repost = Repost(
        by=entry.take("by", str),
        story=entry.maybe("story", str) or "",
        list=entry.maybe("list", str) or "",
        note=entry.maybe("note", str) or "",
        posted=timedelta(days=entry.number("days_ago")),
        waits=entry.maybe("waits", bool) or False,
    )
    entry.end()
    return repost


def _reported(entry: Entry) -> Reported:
    reported = Reported(
        by=entry.take("by", str),
        rule=entry.take("rule", str),
        story=entry.maybe("story", str) or "",
        list=entry.maybe("list", str) or "",
        text=entry.take("text", str),
        ago=timedelta(days=entry.number("days_ago")),
    )
    entry.end()
    return reported


def _fake(entry: Entry) -> Fake:
    fake = Fake(
        by=entry.take("by", str),
        about=Named(entry.take("name", str), entry.take("brand", str)),
        seller=entry.take("seller", str),
        order=entry.take("order", str),
        text=entry.take("text", str),
        signs=entry.words("signs"),
        drawings=entry.words("drawings"),
        ago=timedelta(days=entry.number("days_ago")),
    )
    entry.end()
    return fake


def _room(entry: Entry) -> Room:
    room = Room(
        slug=entry.take("slug", str),
        name=entry.take("name", str),
        topic=entry.take("topic", str),
        kind=entry.take("kind", str),
        messages=tuple(_message(message) for message in entry.entries("messages")),
    )
    entry.end()
    return room


def _message(entry: Entry) -> Message:
    message = Message(
        by=entry.take("by", str),
        ago=timedelta(minutes=entry.take("minutes_ago", int)),
        text=entry.take("text", str),
        list=entry.maybe("list", str),
        in_thread_of=entry.maybe("in_thread_of", str),
        pinned=entry.maybe("pinned", bool) or False,
        liked_by=entry.words("liked_by"),
    )
    entry.end()
    return message
