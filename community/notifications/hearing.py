"""Deeds become news: whom it concerns that somebody liked, replied, followed, collected, joined or rose."""

import re
from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from community.audience import readers_of
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import when_recorded
from community.engagement.standing import Standing
from community.engagement.tiers import when_fallen, when_risen, when_to_warn
from community.following import Follow
from community.jobs import job, later
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.models import Wish
from community.notifications.notifying import News, enter, notify, path_of, withdraw

CALLED = re.compile(r'<a (?=[^>]*class="mention")[^>]*href="/@(\w+)"')
MOST_CALLED = 10  # names in one text
BATCH = 200


@when_recorded
def hear(activity: Activity) -> None:
    if activity.reverses:
        withdraw(activity.reverses)
    elif tells := _tells.get(activity.deed):
        tells(activity)


@when_risen
def tell_of_tier(standing: Standing) -> None:
    notify(Kind.TIER, [standing.member_id], url="/passport", tier=standing.tier, thing=standing.tier)


@when_fallen
def tell_of_the_end_of_a_tier(standing: Standing) -> None:
    whom = [standing.member_id]
    notify(Kind.TIER, whom, url="/passport", tier=standing.tier, what="ended", thing="ended")


@when_to_warn
def warn_of_a_review(standing: Standing, review: date, stage: int) -> None:
    """Once at each stage; the day is told, for it may be read late."""
    whom, day, key = [standing.member_id], review.isoformat(), f"review:{review}:{stage}"
    notify(
        Kind.TIER,
        whom,
        url="/passport",
        key=key,
        tier=standing.tier,
        what="warning",
        day=day,
        thing="warning",
    )


def _liked(activity: Activity) -> None:
    _tell_its_author(Kind.LIKE, activity)


def _collected(activity: Activity) -> None:
    _tell_its_author(Kind.COLLECT, activity, product=activity.product or "")


def _replied(activity: Activity) -> None:
    """Whoever is called by name is told of that, not of a reply besides."""
    it = activity.contribution
    if not it or not it.answers:
        return
    called = _tell_the_called(activity)
    notify(
        Kind.REPLY,
        {it.answers.author_id} - called,
        about=it.answers,
        by=activity.member,
        through=it,
        key=activity.key,
    )


def _followed(activity: Activity) -> None:
    """Who comes by invitation follows the inviter at once: that is told as coming, not as following."""
    whom = activity.counterparty_id
    if whom and whom != activity.member.invited_by_id:
        notify(Kind.FOLLOW, [whom], by=activity.member, url=activity.member.url, key=activity.key)


def _joined(activity: Activity) -> None:
    if inviter := activity.counterparty_id:
        notify(Kind.JOINED, [inviter], by=activity.member, url=activity.member.url, key=activity.key)


def _published(activity: Activity) -> None:
    """What was written on another site is not here to be read."""
    if not activity.contribution_id:
        return
    _tell_the_called(activity)
    later(tell_followers, activity.id)


def _tell_its_author(kind: Kind, activity: Activity, product: str = "") -> None:
    if it := activity.contribution:
        notify(kind, [it.author_id], about=it, by=activity.member, key=activity.key, product=product)


def _tell_the_called(activity: Activity) -> set[int]:
    """Answers whom."""
    it = activity.contribution
    handles = CALLED.findall(getattr(it, "html", ""))[:MOST_CALLED]  # of whatever has a text
    if not it or not handles:
        return set()
    thing = it.answers or it
    readers = readers_of(thing).where(Member.handle.in_(handles))
    ids = set(db.session.scalars(readers))
    notify(Kind.MENTION, ids, about=thing, by=activity.member, through=it, key=activity.key)
    return ids


@job
def tell_followers(activity_id: int) -> None:
    """Those who asked to hear what an author they follow publishes. Run again, it tells nobody twice."""
    activity = db.session.get(Activity, activity_id)
    if not activity or not (it := activity.contribution) or not it.is_readable:
        return
    news = News(
        kind=Kind.PUBLISHED,
        url=it.url,
        path=path_of(it.url),
        key=activity.key,
        about_id=it.id,
        by_id=activity.member_id,
        facts={"what": it.kind},
    )
    wishing = select(Wish.member_id).where(Wish.kind == Kind.PUBLISHED, Wish.wanted)
    followers = select(Follow.follower_id).where(
        Follow.followed_id == activity.member_id,
        Follow.follower_id.in_(wishing),
        Follow.follower_id.in_(readers_of(it)),
    )
    ids = list(db.session.scalars(followers.order_by(Follow.follower_id)))
    for first in range(0, len(ids), BATCH):
        with transaction():
            enter(news, ids[first : first + BATCH])


_tells: dict[Deed, Callable[[Activity], object]] = {
    Deed.LIKED: _liked,
    Deed.ITEM_COLLECTED: _collected,
    Deed.REPLY_WRITTEN: _replied,
    Deed.MEMBER_FOLLOWED: _followed,
    Deed.MEMBER_JOINED: _joined,
    Deed.STORY_PUBLISHED: _published,
    Deed.LIST_PUBLISHED: _published,
    Deed.TOPIC_OPENED: _published,
    Deed.TIP_SHARED: _published,
    Deed.REVIEW_WRITTEN: _published,
    Deed.REVIEW_TOLD: _published,
}
