"""The feed, for programs."""

from typing import Literal

from community.api.answers import Page
from community.api.bodies import PageQuery
from community.api.doors import Api
from community.members import Member
from posts.cards import Card, card_of
from posts.feed_cards import Card as Row
from posts.feed_pages import page_of
from posts.for_you.models import View
from posts.for_you.reading import desk_of

feed = Api("feed")


class Asked(PageQuery):
    """Without a view, the one you chose last."""

    view: Literal["", "following", "for-you", "latest"] = ""


class FeedCard(Card):
    """`carries` is what a repost shows, as its own card; its note is the excerpt."""

    carries: Card | None


@feed.get("/feed")
def read_feed(me: Member, asked: Asked) -> Page[FeedCard]:
    """What those you follow published, and you; what may be for you; or the latest of the club."""
    desk = desk_of(me, with_edition=not asked.cursor)
    view = View(asked.view) if asked.view else desk.taste.view
    page = page_of(me, view, desk, cursor=asked.cursor, limit=asked.limit)
    page.keep()
    return Page(items=[_told(row, page.carried.get(row.id)) for row in page.cards], next=page.next)


def _told(row: Row, carried: Row | None) -> FeedCard:
    return FeedCard(**dict(card_of(row)), carries=card_of(carried) if carried else None)
