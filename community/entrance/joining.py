"""Somebody becomes a member."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import Refusal, db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.engagement.standing import standing_of
from community.entrance.addresses import wrong_with_new_address
from community.entrance.invitations import Acceptance, Invitation, State
from community.entrance.names import tidy, wrong_with_handle, wrong_with_name
from community.entrance.passwords import hashed, wrong_with_password
from community.entrance.sessions import digest, open_session
from community.entrance.skeletons import skeleton
from community.following import follow
from community.languages import LANGUAGES
from community.members import Member, Role


class NotOpen(Refusal):
    """The invitation cannot be used, or not any more; `state` says why."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class Wrong(Refusal):
    """What is wrong with a form, all at once: a sentence for each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


@dataclass(frozen=True)
class Newcomer:
    """What somebody says of themselves when they come in."""

    handle: str = ""
    name: str = ""
    email: str = ""
    password: str = ""
    language: str = "en"
    time_zone: str = "Asia/Shanghai"

    def wrong(self) -> dict[str, str]:
        """A sentence for each field that cannot stay as it is."""
        known = (self.handle, self.name, self.email)
        found = {
            "handle": wrong_with_handle(self.handle),
            "name": wrong_with_name(self.name),
            "email": wrong_with_new_address(self.email),
            "password": wrong_with_password(self.password, known),
            "language": wrong_with_language(self.language),
            "time_zone": wrong_with_time_zone(self.time_zone),
        }
        return {field: sentence for field, sentence in found.items() if sentence}


def newcomer(**said: str) -> Newcomer:
    """As it was typed, without what a hand adds by accident."""
    said["handle"] = said.get("handle", "").strip().lower().removeprefix("@")
    said["name"] = tidy(said.get("name", ""))
    said["email"] = said.get("email", "").strip().lower()
    return Newcomer(**said)


def invitation_by(code: str) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.code_hash == digest(code)))


def join(invitation: Invitation, as_: Newcomer, browser: str = "") -> tuple[Member, str]:
    """Answers the member and the token of the first session. Two who race for the last place: one has it."""
    if wrong := as_.wrong():
        raise Wrong(wrong)
    try:
        with transaction():
            take_a_place(invitation)
            inviter = invitation.inviter
            member = joined(**vars(as_), invited_by=inviter)
            db.session.add(Acceptance(member_id=member.id, invitation_id=invitation.id))
            record(Deed.MEMBER_JOINED, by=member, to=inviter)
            follow(inviter, by=member)
            token = open_session(member, browser)
    except IntegrityError as race:
        taken = as_.wrong() or {"handle": _("Somebody was faster. Please choose another.")}
        raise Wrong(taken) from race
    return member, token


def take_a_place(invitation: Invitation) -> None:
    """Must be called inside a transaction; the database decides who was first."""
    if invitation.state is not State.OPEN:
        raise NotOpen(invitation.state)
    free = (Invitation.id == invitation.id) & (Invitation.used < Invitation.uses)
    free &= Invitation.revoked_at.is_(None) & (Invitation.expires_at > clock.now())
    taken = db.session.execute(update(Invitation).where(free).values(used=Invitation.used + 1))
    if not taken.rowcount:  # type: ignore[attr-defined]  # an UPDATE has one
        raise NotOpen(State.USED_UP)


def joined(
    *,
    handle: str,
    name: str,
    email: str,
    password: str | None,
    role: Role = Role.MEMBER,
    invited_by: Member | None = None,
    language: str = "en",
    time_zone: str = "Asia/Shanghai",
) -> Member:
    """A new member with an empty ledger. Must be called inside a transaction; checks nothing."""
    member = Member(
        handle=handle,
        name=name,
        name_skeleton=skeleton(name),
        email=email.strip().lower(),
        password_hash=password and hashed(password),
        role=role,
        invited_by_id=invited_by and invited_by.id,
        language=language,
        time_zone=time_zone,
    )
    db.session.add(member)
    db.session.flush()
    standing_of(member.id)
    return member


def wrong_with_language(language: str) -> str | None:
    return None if language in LANGUAGES else _("Choose one of the languages of the club.")


def wrong_with_time_zone(time_zone: str) -> str | None:
    return None if time_zone in available_timezones() else _("Choose a time zone from the list.")
