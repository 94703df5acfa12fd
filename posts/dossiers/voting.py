"""An expert says what it is, alone with what was shown: nobody reads a vote before all are in."""

from collections.abc import Sequence

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.dossiers.models import Dossier, ExpertOpinion, Sign, Vote, VoteIsOver
from posts.dossiers.reporting import checked_words
from posts.dossiers.telling import tell_moderators


def vote(it: Dossier, choice: Vote, signs: Sequence[Sign], text: str, by: Member) -> None:
    """Once, with a reason. Raises VoteIsOver, SayWhy, TooLong."""
    require(by, "vote", it)
    text = checked_words(text)
    with transaction():
        db.session.refresh(it, with_for_update={"of": Dossier})
        seat = db.session.get_one(ExpertOpinion, (it.id, by.id), populate_existing=True)
        if seat.voted_at or it.has_voted:
            raise VoteIsOver
        seat.vote, seat.text, seat.voted_at = choice, text, clock.now()
        seat.signs = " ".join(sign for sign in Sign if sign in signs)
        if it.has_voted:
            tell_moderators(it, "votes in")
