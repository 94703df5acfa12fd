"""What is hidden is read in its place by those who decide, and its author finds there why it is."""

from sqlalchemy import select

from community.audience import reaches
from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.moderation.models import Case, Decision, Measure
from community.permissions import may


def those_who_decide_read_it_in_its_place(member: Member, it: Contribution) -> bool:
    """Of what is hidden, whatever they could read before: what was for some alone stays with those."""
    is_hidden = bool(it.published_at and it.hidden_at) and not it.removed_at
    return is_hidden and may(member, "see_queue", Case) and reaches(it, member)


def why_it_is_hidden(it: Contribution, me: Member) -> str | None:
    """Where one reads why: its author what was decided, or all that was; those who decide the case."""
    if it.author_id == me.id:
        return _decision_on(it) or "/reports"
    if not may(me, "see_queue", Case):
        return None
    cases = select(Case.id).where(Case.contribution_id == it.id).order_by(Case.id.desc()).limit(1)
    found = db.session.scalar(cases)
    return f"/moderation/cases/{found}" if found else None


def _decision_on(it: Contribution) -> str | None:
    """The last of which its author was told, and that stands."""
    on_it = select(Decision).join(Case, Case.id == Decision.case_id).where(Case.contribution_id == it.id)
    stands = Decision.told_at.is_not(None), Decision.undone_at.is_(None), Decision.measure != Measure.KEEP
    found = db.session.scalar(on_it.where(*stands).order_by(Decision.id.desc()).limit(1))
    return found.url if found else None
