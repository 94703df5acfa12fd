"""Whose an account is: said by a member who is signed in, or known by the letter that invited them."""

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import Refusal, db, transaction
from community.entrance.factors.models import Change
from community.entrance.factors.recording import record_change
from community.entrance.invitations import Acceptance, Invitation
from community.entrance.provider.asking import Account
from community.entrance.provider.models import ProviderLink
from community.entrance.signing_in import Suspended
from community.members import Member


class Unknown(Refusal):
    """No member has said that this account is theirs."""


class Taken(Refusal):
    """The account is another member's, or the member has one already."""


class OnlyWayIn(Refusal):
    """Without a password and without this account nobody would come in."""


def member_of(account: Account) -> Member:
    """Raises Unknown or Suspended."""
    link = _link(account) or _by_invitation(account)
    if link.member.suspended_at:
        raise Suspended(link.member)
    with transaction():
        link.used_at = clock.now()
    return link.member


def link_account(member: Member, account: Account) -> ProviderLink:
    """Raises Taken."""
    try:
        with transaction():
            link = ProviderLink(member=member, issuer=account.issuer, subject=account.subject)
            db.session.add(link)
            db.session.flush()
            record_change(member, Change.ACCOUNT_LINKED, current_app.config["OIDC_NAME"])
    except IntegrityError as taken:
        raise Taken from taken
    return link


def link_of(member: Member) -> ProviderLink | None:
    """With the provider of today."""
    mine = ProviderLink.member_id == member.id
    return db.session.scalar(
        select(ProviderLink).where(mine, ProviderLink.issuer == current_app.config["OIDC_ISSUER"])
    )


def unlink(member: Member) -> bool:
    """Answers whether there was a link. Raises OnlyWayIn."""
    with transaction():
        if not (link := link_of(member)):
            return False
        if not member.password_hash:
            raise OnlyWayIn
        db.session.delete(link)
        record_change(member, Change.ACCOUNT_UNLINKED, current_app.config["OIDC_NAME"])
    return True


def _link(account: Account) -> ProviderLink | None:
    same = (ProviderLink.issuer == account.issuer) & (ProviderLink.subject == account.subject)
    return db.session.scalar(select(ProviderLink).where(same))


def _by_invitation(account: Account) -> ProviderLink:
    """An address that merely stands in a profile proves nothing; one that our invitation reached does."""
    invited = (
        select(Member)
        .join(Acceptance, Acceptance.member_id == Member.id)
        .join(Invitation, Invitation.id == Acceptance.invitation_id)
        .where(Invitation.email == account.email, Member.email == account.email)
    )
    member = db.session.scalar(invited) if account.email else None
    if not member or link_of(member):
        raise Unknown
    return link_account(member, account)
