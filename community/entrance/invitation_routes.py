"""The page where a member gives places in the club away."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, session
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, select
from werkzeug.wrappers import Response

from community.db import db, get_or_404
from community.engagement.standing import Standing, Tier
from community.entrance.invitations import Acceptance, Invitation
from community.entrance.inviting import DAYS, LONGEST_DAYS, CannotInvite, invite, places_left, revoke
from community.limits import spend
from community.members import Member, signed_in_member

invitations = Blueprint("invitations", __name__, url_prefix="/invitations")
SHOWN = 100
Came = Row[int, datetime, str, str]
DURATIONS = (7, 30, DAYS, LONGEST_DAYS)


@invitations.get("")
def show_invitations() -> str:
    return _page(link=session.pop("invitation", None))


@invitations.post("")
def invite_somebody() -> Response | tuple[str, int]:
    me = signed_in_member()
    spend("invite", me.id, "30/hour")
    form = request.form
    try:
        invitation, address = invite(
            by=me,
            email=form.get("email", ""),
            note=form.get("note", ""),
            uses=form.get("uses", 1, type=int),
            days=form.get("days", DAYS, type=int),
        )
    except CannotInvite as refusal:
        return _page(refusal=str(refusal), said=form), 400
    session["invitation"] = address  # carried to the next page, shown there once
    if invitation.email:
        flash(_("The invitation is on its way to %(email)s.", email=invitation.email))
    return redirect("/invitations", code=303)


@invitations.post("/<int:id>/revocation")
def revoke_invitation(id: int) -> Response:
    me = signed_in_member()
    revoke(get_or_404(Invitation, id), by=me)
    flash(_("The invitation is taken back. Its link opens nothing any more."))
    return redirect("/invitations", code=303)


def _page(**more: object) -> str:
    me = signed_in_member()
    standing = db.session.get(Standing, me.id)
    given = given_by(me)
    return render_template(
        "community/entrance/invitations.html",
        invitations=given,
        came=came_by([invitation.id for invitation in given]),
        left=places_left(me, standing.tier if standing else Tier.STANDARD),
        durations=[(days, ngettext("%(num)s day", "%(num)s days", days)) for days in DURATIONS],
        **more,
    )


def given_by(member: Member) -> Sequence[Invitation]:
    mine = select(Invitation).where(Invitation.inviter_id == member.id)
    return db.session.scalars(mine.order_by(Invitation.id.desc()).limit(SHOWN)).all()


def came_by(invitation_ids: list[int]) -> dict[int, list[Came]]:
    """Who joined by each invitation."""
    came = (
        select(Acceptance.invitation_id, Acceptance.at, Member.handle, Member.name)
        .join(Acceptance.member)
        .where(Acceptance.invitation_id.in_(invitation_ids))
        .order_by(Acceptance.at)
    )
    by_invitation: dict[int, list[Came]] = {}
    for row in db.session.execute(came):
        by_invitation.setdefault(row.invitation_id, []).append(row)
    return by_invitation
