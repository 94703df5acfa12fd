"""Does the village agree with itself? Names, times, pictures, credits."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from community.contributions import Audience, Disclosure
from posts.dossiers.models import Sign
from seeds.drawing import known
from seeds.village.entry import Misread
from seeds.village.people import (
    Fake,
    Item,
    Member,
    Named,
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

HANDLE = re.compile(r"[a-z][a-z0-9_]{2,19}")
MENTION = re.compile(r"(?<![\w@/])@([a-z][a-z0-9_]{2,19})")
PIECE = re.compile(r"\[(?P<name>[^\]]+)\]\(piece:(?P<slug>[\w-]+) ")  # a thing in a picture
PICTURE = re.compile(r"!\[[^\]]+\]\((?:drawing:)?([^)]*)\)")
ROLES = {"member", "blogger", "moderator", "service_manager", "programme_manager", "administrator"}
TIERS = {"standard", "super", "apass"}
LANGUAGES = {"en", "zh_Hans", "vi"}
STATES = {"want", "bought", "returned", "passed_on"}
CURRENCIES = {"CNY", "EUR", "JPY", "USD"}


def check(village: Village) -> None:
    joined = {member.handle: member.joined for member in village.members}
    club = _Club(joined)
    _unique("members.toml", (member.handle for member in village.members))
    _unique("lists.toml", (found.slug for found in village.lists))
    _unique("boards.toml", (board.slug for board in village.boards))
    _unique("rooms.toml", (room.slug for room in village.rooms))
    _unique("topics.toml", (topic.title for topic in village.topics))
    for member in village.members:
        _member(member, club)
    for story in village.stories:
        _story(story, club)
        _pieces(story, village)
    for found in village.lists:
        _list(found, village, club)
    boards = {board.slug for board in village.boards}
    for topic in village.topics:
        _topic(topic, boards, club)
    for review in village.reviews:
        _review(review, village, club)
    for tip in village.tips:
        _tip(tip, village, club)
    for repost in village.reposts:
        _repost(repost, village, club)
    for room in village.rooms:
        _room(room, club)
    _queue(village, club)


class _Club:
    def __init__(self, joined: dict[str, timedelta]) -> None:
        self._joined = joined

    def knows(self, file: str, entry: str, handles: Iterable[str]) -> None:
        for handle in handles:
            _must(handle in self._joined, file, entry, f"nobody is called {handle}")

    def wrote(self, file: str, entry: str, by: str, ago: timedelta, text: str = "") -> None:
        self.knows(file, entry, [by, *MENTION.findall(text)])
        _must(ago > timedelta(), file, entry, "lies in the future")
        _must(ago < self._joined[by], file, entry, f"{by} was no member yet")

    def liked(self, file: str, entry: str, author: str, likers: tuple[str, ...]) -> None:
        self.knows(file, entry, likers)
        _must(author not in likers, file, entry, f"{author} likes it, and wrote it")

    def replied(self, file: str, entry: str, said: timedelta, replies: tuple[Reply, ...]) -> None:
        before = timedelta()
        for i, reply in enumerate(replies, start=1):
            where = f"{entry}, reply {i}"
            _must(reply.after > before, file, where, "comes before the reply above it")
            self.wrote(file, where, reply.by, said - reply.after, reply.text)
            self.liked(file, where, reply.by, reply.liked_by)
            before = reply.after
        _must(sum(reply.helpful for reply in replies) < 2, file, entry, "has two helpful replies")


def _must(good: object, file: str, entry: str, why: str) -> None:
    if not good:
        raise Misread(file, entry, why)


def _unique(file: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        _must(count == 1, file, name, "is there twice")


def _member(member: Member, club: _Club) -> None:
    where = ("members.toml", member.handle)
    _must(HANDLE.fullmatch(member.handle), *where, "is no handle: 3 to 20 lowercase letters")
    _must(member.role in ROLES, *where, f"role {member.role}")
    _must(member.tier in TIERS, *where, f"tier {member.tier}")
    _must(member.language in LANGUAGES, *where, f"language {member.language}")
    _must(known(member.portrait), *where, f"nobody can draw {member.portrait}")
    _must(member.purchases.yearly_cny > 0, *where, "spends nothing")
    _must(member.purchases.categories, *where, "buys nothing")
    club.knows(*where, member.follows)
    _must(member.handle not in member.follows, *where, "follows themselves")
    if member.invited_by is not None:
        club.wrote(*where, member.invited_by, member.joined)
    try:
        ZoneInfo(member.timezone)
    except ZoneInfoNotFoundError as error:
        raise Misread(*where, f"timezone {member.timezone}") from error


def _story(story: Story, club: _Club) -> None:
    where = (f"stories/{story.slug}.md", "the front matter")
    club.wrote(*where, story.author, story.published, story.body)
    club.liked(*where, story.author, story.liked_by)
    club.replied(*where, story.published, story.replies)
    _must(story.language in LANGUAGES, *where, f"language {story.language}")
    _must((story.series is None) == (story.part is None), *where, "series and part go together")
    _must(story.audience in set(Audience), *where, f"audience {story.audience}")
    _must(story.disclosure in {None, *Disclosure}, *where, f"disclosure {story.disclosure}")
    _must((story.disclosure is None) == (not story.sponsor), *where, "disclosure and sponsor go together")
    club.knows(*where, story.others)
    _must(not (story.waits and (story.liked_by or story.replies)), *where, "nobody has read it yet")
    for recipe in (story.cover, *pictures(story.body)):
        _must(known(recipe), *where, f"nobody can draw {recipe}")


def pictures(body: str) -> list[str]:
    """The recipes drawn inside a text: `![what it shows](drawing:coast:2)`."""
    return PICTURE.findall(body)


def _pieces(story: Story, village: Village) -> None:
    there = {(found.slug, item.name) for found in village.lists for item in found.items}
    for named in PIECE.finditer(story.body):
        known = (named["slug"], named["name"]) in there
        _must(known, f"stories/{story.slug}.md", "text", f"{named['name']} does not stand on {named['slug']}")


def _room(room: Room, club: _Club) -> None:
    for message in room.messages:
        where = ("rooms.toml", f"{room.slug}, {message.text[:30]!r}")
        club.wrote(*where, message.by, message.ago, message.text)
        club.liked(*where, message.by, message.liked_by)
        if words := message.in_thread_of:
            known = any(it.text == words and it.ago > message.ago for it in room.messages)
            _must(known, *where, f"answers what was not said before: {words!r}")


def _list(found: ShoppingList, village: Village, club: _Club) -> None:
    where = ("lists.toml", found.slug)
    club.knows(*where, [found.owner])
    if found.published is not None:
        club.wrote(*where, found.owner, found.published)
    _must(found.published is not None or not found.liked_by, *where, "is private and liked")
    club.liked(*where, found.owner, found.liked_by)
    _must(found.items, *where, "is empty")
    for item in found.items:
        _item(item, found, village)


def _item(item: Item, found: ShoppingList, village: Village) -> None:
    where = ("lists.toml", f"{found.slug}, {item.name}")
    _must(item.state in STATES, *where, f"state {item.state}")
    _must(item.currency in CURRENCIES, *where, f"currency {item.currency}")
    _must(item.price > 0, *where, "costs nothing")
    _must(known(item.drawing), *where, f"nobody can draw {item.drawing}")
    if item.collected_from is None:
        return
    sources = [other for other in village.lists if other.slug == item.collected_from]
    _must(sources, *where, f"no list is called {item.collected_from}")
    source = sources[0]
    _must(source.owner != found.owner, *where, "is collected from their own list")
    _must(source.published is not None, *where, "is collected from a list nobody can see")
    shown = {other.name for other in source.items if not other.private}
    _must(item.name in shown, *where, f"does not stand on {item.collected_from}")


def _topic(topic: Topic, boards: set[str], club: _Club) -> None:
    where = ("topics.toml", topic.title)
    _must(topic.board in boards, *where, f"no board is called {topic.board}")
    club.wrote(*where, topic.author, topic.posted, topic.text)
    club.liked(*where, topic.author, topic.liked_by)
    club.replied(*where, topic.posted, topic.replies)


def _review(review: Review, village: Village, club: _Club) -> None:
    where = ("reviews.toml", f"{review.by} on {review.about.name}")
    club.wrote(*where, review.by, review.posted, review.text)
    club.liked(*where, review.by, review.liked_by)
    club.replied(*where, review.posted, review.replies)
    _named(*where, review.about, village)
    _must(review.stars in range(1, 6), *where, f"{review.stars} stars")
    if review.bought:
        club.wrote(*where, review.by, review.bought.ago)
        _must(review.bought.ago > review.posted, *where, "was bought after it was reviewed")
        _must(review.bought.currency in CURRENCIES, *where, f"currency {review.bought.currency}")


def _tip(tip: Tip, village: Village, club: _Club) -> None:
    where = ("tips.toml", f"{tip.by}, {tip.line[:30]!r}")
    club.wrote(*where, tip.by, tip.posted, tip.line)
    club.liked(*where, tip.by, tip.liked_by)
    _must(known(tip.drawing), *where, f"nobody can draw {tip.drawing}")
    if tip.about:
        _named(*where, tip.about, village)


def _repost(told: Repost, village: Village, club: _Club) -> None:
    where = ("reposts.toml", f"{told.by}, {told.story or told.list}")
    club.wrote(*where, told.by, told.posted, told.note)
    known = {(story.slug, ""): (story.author, story.published) for story in village.stories}
    known |= {("", it.slug): (it.owner, it.published or timedelta()) for it in village.lists}
    of = known.get((told.story, told.list))
    _must(of, *where, "reposts neither one story nor one list of the village")
    author, published = of or ("", timedelta())
    _must(author != told.by, *where, f"{told.by} made it")
    _must(published > told.posted, *where, "was not there yet")


def _queue(village: Village, club: _Club) -> None:
    for told in village.reports:
        _reported(told, village, club)
    for fake in village.fakes:
        _fake(fake, village, club)


def _reported(told: Reported, village: Village, club: _Club) -> None:
    where = ("queue.toml", f"{told.by}, {told.story or told.list}")
    club.wrote(*where, told.by, told.ago, told.text)
    there = {(story.slug, ""): story.published for story in village.stories}
    there |= {("", it.slug): it.published or timedelta() for it in village.lists}
    published = there.get((told.story, told.list))
    _must(published is not None, *where, "reports neither one story nor one list of the village")
    _must((published or timedelta()) > told.ago, *where, "was not there yet")


def _fake(told: Fake, village: Village, club: _Club) -> None:
    where = ("queue.toml", f"{told.by}, {told.about.name}")
    club.wrote(*where, told.by, told.ago, told.text)
    _named(*where, told.about, village)
    _must(set(told.signs) <= set(Sign), *where, "names a sign that nobody looks for")
    for recipe in told.drawings:
        _must(known(recipe), *where, f"nobody can draw {recipe}")


def _named(file: str, entry: str, about: Named, village: Village) -> None:
    there = ((item.name, item.brand) for found in village.lists for item in found.items)
    _must((about.name, about.brand) in there, file, entry, f"{about.name} stands on no list")
