"""How much one says in a while: newcomers feel their way in, and nobody buries what others say.

It is asked at the doors, not by what the house does itself: what is published at its hour is not late for it.
"""

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import current_app
from flask_babel import format_timedelta
from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from werkzeug.exceptions import TooManyRequests

from community import clock
from community.contributions import Contribution
from community.db import db, rows
from community.engagement.standing import Standing, Tier
from community.entrance.invitations import Acceptance
from community.members import Member

OPENED, REPLIED = {"story", "topic"}, {"reply"}
A_MINUTE, AN_HOUR = 60, 3_600
MOST_ASKED = 200  # more than any measure counts
_spine = Contribution.__table__.c
_posted = (
    select(_spine.kind, _spine.published_at)
    .where(
        _spine.author_id == bindparam("by"),
        _spine.kind.in_(sorted(OPENED | REPLIED)),
        _spine.published_at > bindparam("since"),
        _spine.published_at <= bindparam("now"),
    )
    .order_by(_spine.published_at.desc())
    .limit(MOST_ASKED)
)


class TooMuch(TooManyRequests):
    """Its description is a sentence that says when one can go on, `retry_after` the seconds until then."""

    def __init__(self, sentence: str, wait: timedelta) -> None:
        self.wait = math.ceil(wait.total_seconds())
        super().__init__(sentence, retry_after=self.wait)

    def beside(self, page: str) -> tuple[str, int, dict[str, str]]:
        """The answer to a form: its page, with all that was typed."""
        return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(self.wait)}


def open_in_measure(by: Member) -> None:
    """Asked before a member opens a topic or publishes a story. Raises TooMuch."""
    _in_measure(by, OPENED, current_app.config["NEWCOMER_TOPICS"], _too_many_opened)


def reply_in_measure(by: Member) -> None:
    """Asked before a member replies. Raises TooMuch."""
    _in_measure(by, REPLIED, current_app.config["NEWCOMER_REPLIES"], _too_many_replies)


def is_new(member: Member) -> bool:
    return until_known(member) > timedelta()


def until_known(member: Member) -> timedelta:
    """How long somebody is still a newcomer; whom the club itself made a member is none."""
    left = member.joined_at + timedelta(hours=current_app.config["NEWCOMER_HOURS"]) - clock.now()
    was_invited = left > timedelta() and db.session.get(Acceptance, member.id) is not None
    return left if was_invited else timedelta()


def is_measured(member: Member) -> bool:
    """Not the team, nor whom the others have given a tier."""
    if member.is_staff or not current_app.config["RATE_LIMITS"]:
        return False
    tier = db.session.scalar(select(Standing.tier).where(Standing.member_id == member.id))
    return tier in {None, Tier.STANDARD}


def wait_after(times: Sequence[datetime], measures: Sequence[tuple[int, int]]) -> timedelta:
    """How long until no measure (how many, in how many seconds) is full; `times` are the newest first."""
    full = [(timedelta(seconds=span), times[most - 1]) for most, span in measures if len(times) >= most > 0]
    return max([timedelta(), *(clock.left_of(span, since) for span, since in full)])


def in_words(wait: timedelta) -> str:
    """«in 2 minutes», never sooner than it is."""
    seconds = max(1, math.ceil(wait.total_seconds()))
    unit = 1 if seconds < A_MINUTE else A_MINUTE if seconds < AN_HOUR else AN_HOUR
    whole = timedelta(seconds=math.ceil(seconds / unit) * unit)
    return str(format_timedelta(whole, add_direction=True, threshold=1))


def _in_measure(by: Member, kinds: set[str], most: int, told: Callable[[int, str], str]) -> None:
    if not is_measured(by):
        return
    said = _said_by(by)
    if is_new(by) and sum(kind in kinds for kind, _at in said) >= most:
        wait = until_known(by)
        raise TooMuch(told(most, in_words(wait)), wait)
    _not_too_fast([at for _kind, at in said], by)


def _too_many_opened(most: int, when: str) -> str:
    return _(
        "On the first day each member opens up to %(most)s topics and stories. "
        "The next one has its turn %(when)s; nothing you wrote is lost.",
        most=most,
        when=when,
    )


def _too_many_replies(most: int, when: str) -> str:
    return _(
        "On the first day each member writes up to %(most)s replies. "
        "The next one has its turn %(when)s; read on as much as you like.",
        most=most,
        when=when,
    )


def _not_too_fast(times: Sequence[datetime], by: Member) -> None:
    config = current_app.config
    if is_new(by) and (wait := wait_after(times, [(1, config["NEWCOMER_POST_SECONDS"])])):
        sentence = _(
            "Newcomers leave a little time between two posts. You can go on %(when)s.", when=in_words(wait)
        )
        raise TooMuch(sentence, wait)
    if wait := wait_after(times, config["POSTS_FLOOD"]):
        sentence = _("That was a lot in a short time. You can go on %(when)s.", when=in_words(wait))
        raise TooMuch(sentence, wait)


def _said_by(member: Member) -> list[tuple[str, datetime]]:
    """Of the time that any measure looks at; what was removed was said."""
    now = clock.now()
    hours = max(1, current_app.config["NEWCOMER_HOURS"]) if is_new(member) else 0
    longest = max((seconds for _most, seconds in current_app.config["POSTS_FLOOD"]), default=0)
    since = now - timedelta(seconds=max(longest, hours * AN_HOUR))
    found = rows(_posted, {"by": member.id, "since": since, "now": now})
    return [(row.kind, row.published_at) for row in found]
