"""The passport: a member's score, its parts, the lines that made it, and the rules it follows."""

from flask import Blueprint, render_template, request

from community import clock
from community.contributions import address, home_of
from community.db import db, row_id, transaction
from community.engagement.policy import Policy, policy_on
from community.engagement.reading import PAGE, Line, ahead, lines_of, weeks_of
from community.engagement.sentences import deed_name, points, what, why
from community.engagement.standing import Part, Standing, parts, standing_of
from community.members import signed_in_member

passport = Blueprint("passport", __name__, url_prefix="/passport")
SHOWN = (Part.PURCHASES, Part.BREADTH, Part.CONTRIBUTION, Part.RESONANCE)


@passport.get("")
def show_passport() -> str:
    me = signed_in_member()
    lines = lines_of(me.id, before=row_id(request.args.get("before")))
    return _page("lines", lines=lines, more=lines[-1].id if len(lines) == PAGE else None)


@passport.get("/weeks")
def show_weeks() -> str:
    return _page("weeks")


@passport.get("/rules")
def show_rules() -> str:
    return _page("rules")


def _page(view: str, **facts: object) -> str:
    me = signed_in_member()
    policy = policy_on(clock.today())
    standing = db.session.get(Standing, me.id) or _first_standing(me.id)
    weeks = weeks_of(standing)
    return render_template(
        "community/engagement/passport.html",
        view=view,
        standing=standing,
        parts=_parts(standing, policy),
        policy=policy,
        weeks=weeks,
        ahead=ahead(standing, weeks, policy),
        what=what,
        why=why,
        points=points,
        deed_name=deed_name,
        url_of=url_of,
        **facts,
    )


def _parts(standing: Standing, policy: Policy) -> dict[Part, int]:
    worth = parts(standing.measures, policy)
    return {part: worth[part] for part in SHOWN}


def _first_standing(member_id: int) -> Standing:
    with transaction():
        return standing_of(member_id)


def url_of(line: Line) -> str | None:
    """Of what a line is about, if it is still there."""
    if line.kind is None or line.kind == "message" or line.removed_at:
        return None
    return address(home_of(line.kind), line.contribution_id, line.slug)
