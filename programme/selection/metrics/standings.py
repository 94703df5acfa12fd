"""Where a member stands today: the score, its measures, the tier."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, case, extract, literal, select

from community import clock
from community.engagement.policy import MILLI
from community.engagement.standing import Standing, Tier
from programme.selection.metrics import metric
from programme.selection.metrics.people import A_DAY
from programme.selection.units import Unit

Values = Select[*tuple[Any, ...]]


@metric("score", Unit.POINTS, lambda: _("Score"), looks_back=False)
def score(_since: datetime) -> Values:
    return select(Standing.member_id, Standing.score // MILLI)


@metric("given", Unit.POINTS, lambda: _("Points for what one gives, before their cap"), looks_back=False)
def given(_since: datetime) -> Values:
    return select(Standing.member_id, Standing.given // MILLI)


@metric(
    "received",
    Unit.POINTS,
    lambda: _("Points for what others did with it, before their cap"),
    looks_back=False,
)
def received(_since: datetime) -> Values:
    return select(Standing.member_id, Standing.received // MILLI)


@metric("is_super", Unit.YES, lambda: _("Super or higher"), looks_back=False)
def is_super(_since: datetime) -> Values:
    return select(Standing.member_id, case((Standing.tier != Tier.STANDARD, 1), else_=0))


@metric("days_at_tier", Unit.DAYS, lambda: _("Days at the present tier"), looks_back=False)
def days_at_tier(_since: datetime) -> Values:
    now = literal(clock.now().timestamp())
    return select(Standing.member_id, (now - extract("epoch", Standing.tier_since)) / A_DAY)
