"""A moderator finds the doubt worth a look: it is marked, its owners hear of it, experts are asked."""

from collections.abc import Collection

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.genuine import marked
from community.jobs import at, job
from community.members import Member
from community.moderation.models import DecidedAlready
from community.moderation.taking import refuse_what_is_taken
from community.permissions import require
from posts.dossiers.conflicts import refuse_who_has_a_part
from posts.dossiers.experts import experts_for
from posts.dossiers.models import VOTE_WITHIN, Dossier, ExpertOpinion, NoExpert
from posts.dossiers.owners import owners_of
from posts.dossiers.telling import tell, tell_moderators


def dispute(it: Dossier, expert_ids: Collection[int], by: Member) -> None:
    """Without experts, where none is verified for the brand.

    Raises DecidedAlready, HeldByAnother, NoExpert, TooClose.
    """
    require(by, "keep", it)
    with transaction():
        db.session.refresh(it, with_for_update={"of": Dossier})
        if it.disputed_at or it.decided_at:
            raise DecidedAlready
        refuse_who_has_a_part(it, by)
        refuse_what_is_taken("fake", it.id, by)
        asked = [each for each in experts_for(it, but=by) if each.id in expert_ids]
        if len(asked) < len(set(expert_ids)):
            raise NoExpert
        it.disputed_at = clock.now()
        marked(it.product_id, it.storefront_id)
        tell(it, {each.by_id for each in it.testimonies} | set(owners_of(it)), "disputed")
        _ask(it, asked)
        audit("dossier.disputed", f"dossier {it.id}", by.id, experts=len(asked))


def _ask(it: Dossier, experts: Collection[Member]) -> None:
    if not experts:
        return
    now = clock.now()
    it.votes_until = now + VOTE_WITHIN
    it.opinions = [ExpertOpinion(member_id=each.id, asked_at=now) for each in experts]
    db.session.flush()
    tell(it, [each.id for each in experts], "asked")
    at(it.votes_until, end_vote, it.id)


@job
def end_vote(dossier_id: int) -> None:
    """Some may not have spoken: those who decide hear that the time is over."""
    it = db.session.get(Dossier, dossier_id)
    if it and it.decided_at is None:
        with transaction():
            tell_moderators(it, "votes in")
