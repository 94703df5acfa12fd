"""What a member does in the club, from the day tallies: what was taken back is not in them any more."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, distinct, extract, func, select

from community.contributions import CoAuthor, Contribution
from community.engagement.activity import Deed
from community.engagement.tallies import DayTally
from programme.selection.metrics import metric
from programme.selection.units import Unit

Values = Select[*tuple[Any, ...]]
# Each a day's work of one's own; joining, and what others do, is not.
ACTIVE = tuple(set(Deed) - {Deed.MEMBER_JOINED, Deed.SHARE_VISITED, Deed.PURCHASE_RETURNED, Deed.AWARDED})
WRITTEN = (
    Deed.STORY_PUBLISHED,
    Deed.LIST_PUBLISHED,
    Deed.TOPIC_OPENED,
    Deed.TIP_SHARED,
    Deed.REVIEW_WRITTEN,
    Deed.REVIEW_TOLD,
)


def _times(*deeds: Deed) -> Callable[[datetime], Values]:
    def values(since: datetime) -> Values:
        return (
            select(DayTally.member_id, func.sum(DayTally.count))
            .where(DayTally.deed.in_(deeds), DayTally.day >= since.date())
            .group_by(DayTally.member_id)
        )

    return values


def _distinct(what: Any, deeds: tuple[Deed, ...], since: datetime) -> Values:  # noqa: ANN401  an expression
    return (
        select(DayTally.member_id, func.count(distinct(what)))
        .where(DayTally.deed.in_(deeds), DayTally.count > 0, DayTally.day >= since.date())
        .group_by(DayTally.member_id)
    )


metric("stories", Unit.TIMES, lambda: _("Stories published"))(_times(Deed.STORY_PUBLISHED))
metric("lists", Unit.TIMES, lambda: _("Shopping lists published"))(_times(Deed.LIST_PUBLISHED))
metric("topics", Unit.TIMES, lambda: _("Topics opened"))(_times(Deed.TOPIC_OPENED))
metric("tips", Unit.TIMES, lambda: _("Tips shared"))(_times(Deed.TIP_SHARED))
metric("reviews_kept", Unit.TIMES, lambda: _("Reviews of what was bought and kept"))(
    _times(Deed.REVIEW_WRITTEN)
)
metric("reviews", Unit.TIMES, lambda: _("Reviews of any kind"))(_times(Deed.REVIEW_WRITTEN, Deed.REVIEW_TOLD))
metric("works", Unit.TIMES, lambda: _("Things published: stories, lists, topics, tips, reviews"))(
    _times(*WRITTEN)
)
metric("replies", Unit.TIMES, lambda: _("Replies written"))(_times(Deed.REPLY_WRITTEN))
metric("messages", Unit.TIMES, lambda: _("Messages in rooms"))(_times(Deed.MESSAGE_SENT))
metric("likes_given", Unit.TIMES, lambda: _("Likes given to others"))(_times(Deed.LIKED))
metric("thanked_help", Unit.TIMES, lambda: _("Replies of others marked as help"))(_times(Deed.HELPED))
metric("share_visits", Unit.TIMES, lambda: _("Visits by shared links"))(_times(Deed.SHARE_VISITED))
metric("reposts", Unit.TIMES, lambda: _("Reposts"))(_times(Deed.REPOSTED))
metric("collected", Unit.TIMES, lambda: _("Pieces taken from lists of others"))(_times(Deed.ITEM_COLLECTED))
metric("invitations_sent", Unit.TIMES, lambda: _("Members invited"))(_times(Deed.MEMBER_INVITED))


@metric("active_days", Unit.DAYS, lambda: _("Days on which something was done"))
def active_days(since: datetime) -> Values:
    return _distinct(DayTally.day, ACTIVE, since)


@metric("active_months", Unit.TIMES, lambda: _("Calendar months in which something was done"))
def active_months(since: datetime) -> Values:
    month = extract("year", DayTally.day) * 12 + extract("month", DayTally.day)
    return _distinct(month, ACTIVE, since)


@metric("kinds_of_deeds", Unit.TIMES, lambda: _("Different kinds of things done"))
def kinds_of_deeds(since: datetime) -> Values:
    return _distinct(DayTally.deed, ACTIVE, since)


@metric("hidden", Unit.TIMES, lambda: _("Contributions hidden by moderators"))
def hidden(since: datetime) -> Values:
    return (
        select(Contribution.author_id, func.count())
        .where(Contribution.hidden_at >= since)
        .group_by(Contribution.author_id)
    )


@metric("disclosed", Unit.TIMES, lambda: _("Contributions that say what was given or paid for them"))
def disclosed(since: datetime) -> Values:
    return (
        select(Contribution.author_id, func.count())
        .where(Contribution.disclosure.is_not(None), Contribution.published_at >= since)
        .where(Contribution.hidden_at.is_(None), Contribution.removed_at.is_(None))
        .group_by(Contribution.author_id)
    )


@metric("written_together", Unit.TIMES, lambda: _("Contributions written with others"))
def written_together(since: datetime) -> Values:
    return (
        select(CoAuthor.member_id, func.count())
        .where(CoAuthor.accepted_at >= since)
        .group_by(CoAuthor.member_id)
    )
