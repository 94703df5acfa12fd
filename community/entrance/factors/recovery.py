"""Recovery codes: ten words for a drawer at home, each good once."""

import secrets

from sqlalchemy import delete, func, select, update

from community import clock
from community.db import db, transaction
from community.entrance.factors.models import Change, RecoveryCode
from community.entrance.factors.recording import record_change
from community.entrance.sessions import digest
from community.members import Member

MANY = 10
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 16  # of 31 signs each: 79 bits, so that a plain hash keeps them


def make_codes(member: Member) -> list[str]:
    """Answers them this once; those made before open nothing any more."""
    codes = ["".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(MANY)]
    with transaction():
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))
        db.session.add_all(RecoveryCode(member_id=member.id, code_hash=digest(code)) for code in codes)
        record_change(member, Change.CODES_MADE)
    return ["-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in codes]


def use_code(member: Member, said: str) -> bool:
    """Of two who send the same at once, one is believed."""
    code = "".join(sign for sign in said.lower() if sign.isalnum())
    unused = (RecoveryCode.code_hash == digest(code)) & RecoveryCode.used_at.is_(None)
    using = update(RecoveryCode).where(unused, RecoveryCode.member_id == member.id)
    with transaction():
        done = db.session.execute(using.values(used_at=clock.now()))
        if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE has one
            return False
        record_change(member, Change.CODE_USED)
    return True


def codes_left(member: Member) -> int:
    left = select(func.count()).where(RecoveryCode.member_id == member.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(left) or 0
