"""A member gives a place in the club away, and may take it back while nobody has it."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import func, select

from community import clock
from community.db import Refusal, db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.engagement.standing import Tier, standing_of
from community.entrance.addresses import wrong_with_address
from community.entrance.invitations import Invitation
from community.entrance.sessions import digest
from community.mail import send
from community.members import Member, Role
from community.permissions import require

# Places a member may have open at a time, by tier. Those who build the club give as many as it takes.
PLACES: Mapping[Tier, int] = MappingProxyType({Tier.STANDARD: 1, Tier.SUPER: 3, Tier.APASS: 10})
WITHOUT_QUOTA = {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}
DAYS = 90
LONGEST_DAYS = 365
MOST_USES = 1000
LONGEST_NOTE = 300


class CannotInvite(Refusal):
    """Says what is wrong with the invitation as it was asked for."""


def invite(
    by: Member, *, email: str = "", note: str = "", uses: int = 1, days: int = DAYS, by_mail: bool = True
) -> tuple[Invitation, str]:
    """Answers the invitation and its link, which nobody can be shown again."""
    require(by, "invite", Member)
    email = email.strip().lower()
    refuse_what_is_wrong(email, note, uses, days)
    with transaction():
        refuse_beyond_quota(by, uses)
        code = secrets.token_urlsafe(24)  # 192 bits
        invitation = Invitation(
            inviter=by,
            code_hash=digest(code),
            email=email,
            note=note.strip(),
            uses=uses,
            created_at=clock.now(),
            expires_at=clock.now() + timedelta(days=days),
        )
        db.session.add(invitation)
        record(Deed.MEMBER_INVITED, by=by)
        if email and by_mail:
            write_to(invitation, link(code))
    return invitation, link(code)


def revoke(invitation: Invitation, by: Member) -> None:
    """Nobody comes in by it any more. Who came stays."""
    require(by, "revoke", invitation)
    with transaction():
        invitation.revoked_at = invitation.revoked_at or clock.now()


def places_left(member: Member, tier: Tier) -> int | None:
    """How many more places the member may give away now; none: as many as it takes."""
    if member.role in WITHOUT_QUOTA:
        return None
    return max(0, PLACES[tier] - places_open(member))


def places_open(member: Member) -> int:
    still_open = select(func.coalesce(func.sum(Invitation.uses - Invitation.used), 0)).where(
        Invitation.inviter_id == member.id,
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return int(db.session.scalar(still_open) or 0)


def link(code: str) -> str:
    return f"{current_app.config['PUBLIC_URL']}/join/{code}"


def refuse_beyond_quota(by: Member, uses: int) -> None:
    """Asked while the member's standing is held, so that two at once cannot both be the last."""
    left = places_left(by, standing_of(by.id).tier)
    if left is not None and uses > left:
        raise CannotInvite(
            ngettext(
                "You have %(num)s place to give away now. A higher tier has more.",
                "You have %(num)s places to give away now. A higher tier has more.",
                left,
            )
        )


def refuse_what_is_wrong(email: str, note: str, uses: int, days: int) -> None:
    if email and (wrong := wrong_with_address(email)):
        raise CannotInvite(wrong)
    if not 1 <= uses <= MOST_USES:
        raise CannotInvite(_("Let it be used 1 to %(most)d times.", most=MOST_USES))
    if not 1 <= days <= LONGEST_DAYS:
        raise CannotInvite(_("Let it last 1 to %(most)d days.", most=LONGEST_DAYS))
    if len(note) > LONGEST_NOTE:
        raise CannotInvite(_("Keep the note under %(most)d signs.", most=LONGEST_NOTE))


def write_to(invitation: Invitation, address: str) -> None:
    """In the language of the one who invites: of the other we know none."""
    inviter = invitation.inviter
    with force_locale(inviter.language):
        subject = _("%(name)s invites you to Members Zone", name=inviter.name)
        lines = [
            _("%(name)s would like you to join Members Zone, an invite-only club.", name=inviter.name),
            invitation.note,
            _("This link is yours alone; it works until %(day)s:", day=f"{invitation.expires_at:%Y-%m-%d}"),
            address,
            _("If you do not know %(name)s, you need not do anything.", name=inviter.name),
        ]
        send(invitation.email, subject, "\n\n".join(filter(None, lines)), inviter.language)
