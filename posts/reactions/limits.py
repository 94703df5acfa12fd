"""How many reactions a member gives: as many as are meant, not as many as a ring of friends would wish."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import case, func, select

from community import clock
from community.contributions import Contribution
from community.db import db
from community.members import Member
from posts.reactions.models import Like, TooManyReactions

DAY = timedelta(days=1)
UNCOUNTED = "message"  # two who chat all day may nod all day: only the whole counts


def within_limits(it: Contribution, by: Member) -> None:
    """What was taken back is not counted, and choosing another kind is no new reaction."""
    if not current_app.config["RATE_LIMITS"]:
        return
    to_author = (Contribution.author_id == it.author_id) & (Contribution.kind != UNCOUNTED)
    lately = (
        select(func.count(), func.sum(case((to_author, 1), else_=0)))
        .select_from(Like)
        .join(Contribution, Contribution.id == Like.contribution_id)
        .where(Like.member_id == by.id, Like.at > clock.now() - DAY)
    )
    given, to_one = db.session.execute(lately).one()
    if given >= current_app.config["REACTIONS_A_DAY"]:
        raise TooManyReactions
    if it.kind != UNCOUNTED and (to_one or 0) >= current_app.config["REACTIONS_A_DAY_TO_ONE"]:
        raise TooManyReactions(it.author.name)
