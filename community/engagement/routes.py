"""The passport: a member's score, its parts, and the lines that made it."""

from flask import Blueprint, render_template
from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Activity
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import policy_on
from community.engagement.standing import Standing, parts
from community.members import Member, signed_in_member

passport = Blueprint("passport", __name__, url_prefix="/passport")
LINES = 50


@passport.get("")
def show_passport() -> str:
    me = signed_in_member()
    policy = policy_on(clock.today())
    standing = db.session.get(Standing, me.id)
    worth = parts(standing.measures, policy) if standing else {}
    lines = db.session.execute(
        select(ScoreEntry, Activity, Contribution.title, Member.name)
        .outerjoin(Activity, Activity.id == ScoreEntry.activity_id)
        .outerjoin(Contribution, Contribution.id == Activity.contribution_id)
        .outerjoin(Member, Member.id == Activity.member_id)
        .where(ScoreEntry.member_id == me.id)
        .order_by(ScoreEntry.at.desc(), ScoreEntry.id.desc())
        .limit(LINES)
    ).all()
    return render_template(
        "community/engagement/passport.html",
        standing=standing,
        parts=worth,
        lines=lines,
        policy=policy,
    )
