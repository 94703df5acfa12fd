"""What was seen of those who were not invited is not kept for long."""

from sqlalchemy import delete, or_, select

from community import clock
from community.db import db, transaction
from community.jobs import nightly
from programme.selection.models import FORGOTTEN, Candidacy, InvitationRound


@nightly
def forget_the_uninvited() -> None:
    long_ago = clock.now() - FORGOTTEN
    over = or_(InvitationRound.closes_at < long_ago, InvitationRound.cancelled_at < long_ago)
    rounds = select(InvitationRound.id).where(over)
    with transaction():
        db.session.execute(
            delete(Candidacy).where(Candidacy.invited_at.is_(None), Candidacy.round_id.in_(rounds))
        )
