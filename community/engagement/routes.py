"""The passport: a member's score, its parts, the lines that made it, and the rules it follows."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community import clock
from community.contributions import address, home_of
from community.db import db, row_id, transaction
from community.engagement.changes import changes
from community.engagement.hiding import hide_numbers
from community.engagement.next_steps import next_steps
from community.engagement.offering import offers_for
from community.engagement.policy import coming
from community.engagement.reading import PAGE, Line, ahead, lines_of, weeks_of
from community.engagement.sentences import deed_name, moved, points, step, what, why
from community.engagement.standing import Standing, parts, policy_of, standing_of
from community.engagement.tiers import days_there, missing_to_keep, review_on, rises_on
from community.engagement.weekly import week_of
from community.members import signed_in_member

passport = Blueprint("passport", __name__, url_prefix="/passport")
YEAR = 52


@passport.get("")
def show_passport() -> str:
    me = signed_in_member()
    lines = lines_of(me.id, before=row_id(request.args.get("before")))
    more = lines[-1].id if len(lines) == PAGE else None
    return _page("lines", lines=lines, more=more, offers=offers_for(me, lines))


@passport.get("/weeks")
def show_weeks() -> str:
    standing = standing_at_hand()
    return _page("weeks", year=weeks_of(standing, YEAR))


@passport.get("/next")
def show_next() -> str:
    standing = standing_at_hand()
    return _page("next", steps=next_steps(standing, clock.today()), step=step)


@passport.get("/rules")
def show_rules() -> str:
    standing = standing_at_hand()
    new = coming(clock.today())
    changed = changes(policy_of(standing), new) if new else []
    return _page("rules", coming=new, changes=changed)


@passport.post("/quiet")
def hide_my_numbers() -> Response:
    """`on=1` hides them, anything else shows them again."""
    hidden = request.form.get("on") == "1"
    hide_numbers(signed_in_member(), hidden=hidden)
    flash(
        _("Your numbers are hidden from you. They go on being counted.")
        if hidden
        else _("Your numbers are shown again.")
    )
    return redirect("/settings" if request.form.get("next") == "/settings" else "/passport", code=303)


def _page(view: str, **facts: object) -> str:
    me = signed_in_member()
    standing = standing_at_hand()
    policy = policy_of(standing)
    weeks = weeks_of(standing)
    name = "quiet" if me.numbers_hidden_at else "passport"
    return render_template(
        f"community/engagement/{name}.html",
        view=view,
        standing=standing,
        parts=parts(standing.measures, policy),
        policy=policy,
        week=week_of(me.id),
        moved=moved,
        rises_on=rises_on(standing, policy),
        review_on=review_on(standing, policy),
        missing=missing_to_keep(standing, policy),
        days_there=days_there(standing),
        weeks=weeks,
        ahead=ahead(standing, weeks, policy),
        what=what,
        why=why,
        points=points,
        deed_name=deed_name,
        url_of=url_of,
        **facts,
    )


def standing_at_hand() -> Standing:
    """Of whoever is signed in; made where nothing was ever counted."""
    me = signed_in_member()
    return db.session.get(Standing, me.id) or _first_standing(me.id)


def _first_standing(member_id: int) -> Standing:
    with transaction():
        return standing_of(member_id)


def url_of(line: Line) -> str | None:
    """Of what a line is about, if it is still there."""
    if line.kind is None or line.kind == "message" or line.removed_at:
        return None
    return address(home_of(line.kind), line.contribution_id, line.slug)
