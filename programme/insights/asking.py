"""What an address asks for: a period, and which figure it is whose members are wanted."""

from collections.abc import Mapping

from flask import abort

from community.db import row_id
from community.engagement.standing import Tier
from programme.insights.behind import Asked
from programme.insights.months import month_in
from programme.insights.reading import Period, period

LONGEST = 200  # of a category


def period_asked(args: Mapping[str, str]) -> Period:
    """What is no month is passed over."""
    return period(month_in(args.get("from", "")), month_in(args.get("to", "")))


def figure_asked(args: Mapping[str, str]) -> Asked:
    """404 where a month or a tier is none."""
    month, joined, tier = args.get("month", ""), args.get("joined", ""), args.get("tier", "")
    if tier and tier not in list(Tier):
        abort(404)
    asked = Asked(
        month=month_in(month),
        tier=Tier(tier) if tier else None,
        category=args.get("category", "").replace("\0", "")[:LONGEST],
        period=period_asked(args),
        joined=month_in(joined),
    )
    return abort(404) if (month and not asked.month) or (joined and not asked.joined) else asked


def skipped(args: Mapping[str, str]) -> int:
    return row_id(args.get("after")) or 0
