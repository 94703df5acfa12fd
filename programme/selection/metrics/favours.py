"""What others do with what a member made, and how many different others they are."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, distinct, exists, func, select
from sqlalchemy.orm import aliased

from community.engagement.activity import Activity, Deed
from community.engagement.tallies import GiverTally
from programme.selection.metrics import metric
from programme.selection.units import Unit

Values = Select[*tuple[Any, ...]]
_undoing = aliased(Activity, flat=True)


def _received(deed: Deed, how_many: Callable[[], Any] = func.count) -> Callable[[datetime], Values]:
    """From others, and not taken back."""

    def values(since: datetime) -> Values:
        return (
            select(Activity.counterparty_id, how_many())
            .where(Activity.deed == deed, Activity.occurred_at >= since, Activity.reverses.is_(None))
            .where(Activity.counterparty_id.is_not(None), Activity.counterparty_id != Activity.member_id)
            .where(~exists().where(_undoing.reverses == Activity.key))
            .group_by(Activity.counterparty_id)
        )

    return values


def _people() -> Any:  # noqa: ANN401  an expression
    return func.count(distinct(Activity.member_id))


metric("likes_received", Unit.TIMES, lambda: _("Likes by others"))(_received(Deed.LIKED))
metric("likers", Unit.TIMES, lambda: _("Members who liked something of it"))(_received(Deed.LIKED, _people))
metric("helps", Unit.TIMES, lambda: _("Replies that others say helped"))(_received(Deed.HELPED))
metric("helped_people", Unit.TIMES, lambda: _("Members who were helped"))(_received(Deed.HELPED, _people))
metric("collects", Unit.TIMES, lambda: _("Pieces that others took from own lists"))(
    _received(Deed.ITEM_COLLECTED)
)
metric("collectors", Unit.TIMES, lambda: _("Members who took pieces from own lists"))(
    _received(Deed.ITEM_COLLECTED, _people)
)
metric("replies_received", Unit.TIMES, lambda: _("Replies by others"))(_received(Deed.REPLY_WRITTEN))
metric("repliers", Unit.TIMES, lambda: _("Members who replied"))(_received(Deed.REPLY_WRITTEN, _people))
metric("visits_received", Unit.TIMES, lambda: _("Visits that others brought"))(_received(Deed.SHARE_VISITED))
metric("reposts_received", Unit.TIMES, lambda: _("Reposts by others"))(_received(Deed.REPOSTED))


def _by_giver(since: datetime) -> Any:  # noqa: ANN401  a subquery
    times = func.sum(GiverTally.count)
    return (
        select(GiverTally.member_id, GiverTally.giver_id, times.label("times"))
        .where(GiverTally.day >= since.date())
        .group_by(GiverTally.member_id, GiverTally.giver_id)
        .having(times > 0)
        .subquery()
    )


@metric("givers", Unit.TIMES, lambda: _("Different members who valued something of it"))
def givers(since: datetime) -> Values:
    each = _by_giver(since)
    return select(each.c.member_id, func.count()).group_by(each.c.member_id)


@metric("main_giver_share", Unit.PERCENT, lambda: _("Share of one member in all favours received"))
def main_giver_share(since: datetime) -> Values:
    each = _by_giver(since)
    share = func.max(each.c.times) * 100 / func.sum(each.c.times)
    return select(each.c.member_id, share).group_by(each.c.member_id)


@metric("returned_favours", Unit.PERCENT, lambda: _("Share of givers whose favours were returned"))
def returned_favours(since: datetime) -> Values:
    """Friends who praise each other in a ring have a hundred."""
    one, back = _by_giver(since), _by_giver(since)
    returned = (one.c.giver_id == back.c.member_id) & (one.c.member_id == back.c.giver_id)
    share = func.count(back.c.member_id) * 100 / func.count()
    return select(one.c.member_id, share).select_from(one.outerjoin(back, returned)).group_by(one.c.member_id)
