"""Passkeys: a browser is asked to sign a challenge, which only the member's own key can (WebAuthn)."""

import ipaddress
import secrets
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from community import clock
from community.db import Refusal, db, transaction
from community.entrance.factors.apps import CLUB, MOST, TooManyFactors, tidy
from community.entrance.factors.models import Change, Passkey, PasskeyChallenge
from community.entrance.factors.recording import record_change
from community.members import Member

GOOD_FOR = timedelta(minutes=5)
Signed = dict[str, object]  # what a browser answers, as the standard writes it


class WrongPasskey(Refusal):
    """Not signed by a key of the member, for this club, at this challenge."""


def are_possible() -> bool:
    """Browsers keep keys for names over a safe line, or for this very machine."""
    ours = urlsplit(_origin())
    try:
        ipaddress.ip_address(ours.hostname or "")
    except ValueError:
        return ours.scheme == "https" or ours.hostname == "localhost"
    return False


def options_to_add(member: Member) -> str:
    """What the browser is given to make a key, as JSON."""
    return options_to_json(
        webauthn.generate_registration_options(
            rp_id=_club(),
            rp_name=CLUB,
            user_name=member.handle,
            user_display_name=member.name,
            user_id=f"member {member.id}".encode(),
            challenge=_challenge(member),
            exclude_credentials=_known(member),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
        )
    )


def add_passkey(member: Member, signed: Signed, name: str) -> Passkey:
    """Raises WrongPasskey or TooManyFactors."""
    asked = _asked(member, signed)
    try:
        made = webauthn.verify_registration_response(
            credential=signed, expected_challenge=asked, expected_rp_id=_club(), expected_origin=_origin()
        )
    except WebAuthnException as wrong:
        raise WrongPasskey from wrong
    with transaction():
        if len(passkeys_of(member)) >= MOST:
            raise TooManyFactors
        credential = bytes_to_base64url(made.credential_id)
        if db.session.scalar(select(Passkey.id).where(Passkey.credential == credential)):
            raise WrongPasskey
        key = Passkey(
            member_id=member.id,
            name=tidy(name) or _("My passkey"),
            credential=credential,
            public_key=bytes_to_base64url(made.credential_public_key),
            uses=made.sign_count,
        )
        db.session.add(key)
        record_change(member, Change.PASSKEY_ADDED, key.name)
    return key


def options_to_prove(member: Member) -> str:
    """What the browser is given to sign, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=_club(), challenge=_challenge(member), allow_credentials=_known(member)
    )
    return options_to_json(options)


def prove_by_passkey(member: Member, signed: Signed) -> None:
    """Raises WrongPasskey."""
    asked = _asked(member, signed)
    mine = Passkey.member_id == member.id
    key = db.session.scalar(select(Passkey).where(mine, Passkey.credential == str(signed.get("id"))))
    if not key:
        raise WrongPasskey
    try:
        seen = webauthn.verify_authentication_response(
            credential=signed,
            expected_challenge=asked,
            expected_rp_id=_club(),
            expected_origin=_origin(),
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.uses,
        )
    except WebAuthnException as wrong:
        raise WrongPasskey from wrong
    with transaction():
        key.uses, key.used_at = seen.new_sign_count, clock.now()


def remove_passkey(member: Member, id: int) -> bool:
    """Answers whether it was there. Must be called inside a transaction."""
    key = db.session.get(Passkey, id)
    if not key or key.member_id != member.id:
        return False
    db.session.delete(key)
    record_change(member, Change.PASSKEY_REMOVED, key.name)
    return True


def passkeys_of(member: Member) -> Sequence[Passkey]:
    return db.session.scalars(
        select(Passkey).where(Passkey.member_id == member.id).order_by(Passkey.id)
    ).all()


def _known(member: Member) -> list[PublicKeyCredentialDescriptor]:
    keys = passkeys_of(member)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential)) for key in keys]


def _challenge(member: Member) -> bytes:
    secret = secrets.token_bytes(32)
    over = PasskeyChallenge.made_at < clock.now() - GOOD_FOR
    with transaction():
        db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.member_id == member.id, over))
        db.session.add(PasskeyChallenge(member_id=member.id, secret=bytes_to_base64url(secret)))
    return secret


def _asked(member: Member, signed: Signed) -> bytes:
    """The challenge that was signed, used up by this. Raises WrongPasskey where we asked none such."""
    try:
        said = signed["response"]["clientDataJSON"]  # type: ignore[index]  # from outside: anything may be there
        secret = parse_client_data_json(base64url_to_bytes(said)).challenge
    except (WebAuthnException, LookupError, TypeError, ValueError) as garbled:
        raise WrongPasskey from garbled
    asked = PasskeyChallenge.secret == bytes_to_base64url(secret)
    soon = PasskeyChallenge.made_at > clock.now() - GOOD_FOR
    using = delete(PasskeyChallenge).where(asked, soon, PasskeyChallenge.member_id == member.id)
    with transaction():
        if not db.session.execute(using).rowcount:  # type: ignore[attr-defined]  # a DELETE has one
            raise WrongPasskey
    return secret


def _origin() -> str:
    return str(current_app.config["PUBLIC_URL"])


def _club() -> str:
    return urlsplit(_origin()).hostname or ""
