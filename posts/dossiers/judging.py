"""A moderator says what was found, once the experts have spoken; from then on it stands by the pair."""

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.genuine import marked
from community.members import Member
from community.moderation.models import DecidedAlready
from community.moderation.taking import refuse_what_is_taken
from community.permissions import require
from posts.dossiers.conflicts import refuse_who_has_a_part
from posts.dossiers.models import Dossier, Verdict, VoteIsOn
from posts.dossiers.reporting import checked_words
from posts.dossiers.telling import clear_notices, tell_those_it_concerns, verdict_of


def verdicts_for(it: Dossier) -> list[Verdict]:
    """What may be found: fake is said only of what was disputed before all."""
    return [each for each in Verdict if each is not Verdict.FAKE or it.disputed_at]


def judge(it: Dossier, verdict: Verdict, words: str, by: Member) -> None:
    """Raises DecidedAlready, HeldByAnother, VoteIsOn, TooClose, SayWhy, TooLong."""
    require(by, "keep", it)
    words = checked_words(words)
    with transaction():
        db.session.refresh(it, with_for_update={"of": Dossier})
        if it.decided_at:
            raise DecidedAlready
        refuse_who_has_a_part(it, by)
        refuse_what_is_taken("fake", it.id, by)
        if not it.has_voted or verdict not in verdicts_for(it):
            raise VoteIsOn
        it.verdict, it.words, it.decided_by_id = verdict, words, by.id
        it.decided_at, it.open_key = clock.now(), None
        marked(it.product_id, it.storefront_id)
        clear_notices(it)
        audit("dossier.decided", f"dossier {it.id}", by.id, verdict=verdict.value)
        tell_those_it_concerns(it, verdict_of(verdict))
