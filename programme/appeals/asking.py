"""What may be asked: a reversal that cost points, known for a short while, and not one's own doing."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.reading import Line, lines_about
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from programme.appeals.models import LONGEST, WITHIN, NotHeard, SayWhyAgain, ScoreAppeal
from programme.selection.models import MANAGE

BY_A_MODERATOR = "removed: "  # how such a key begins; that is heard where the decision stands
BY_ONESELF = ":taken-back"


def may_be_asked(line: Line, member: Member) -> bool:
    """But for whether it was asked before."""
    if line.points >= 0 or not _is_reversal(line) or line.key.startswith(BY_A_MODERATOR):
        return False
    own = line.doer_id == member.id and line.key.endswith(BY_ONESELF)
    return not own and clock.now() <= line.recorded_at + WITHIN


def ask_again(line: Line, text: str, by: Member) -> ScoreAppeal:
    """Raises NotHeard, SayWhyAgain."""
    text = checked(text)
    if not may_be_asked(line, by) or appeals_on([line.activity_id], by):
        raise NotHeard
    lost = sum(one.points for one in lines_about(by.id, [line.key]))
    doer = line.doer_id if line.doer_id != by.id else None
    facts = {"activity_id": line.activity_id, "caused_by_id": doer, "points": lost, "text": text}
    it = ScoreAppeal(member_id=by.id, **facts)
    try:
        with transaction():
            db.session.add(it)
            db.session.flush()
            _tell_managers(it)
    except IntegrityError as twice:
        raise NotHeard from twice
    return it


def appeals_on(activity_ids: Collection[int], member: Member) -> Mapping[int, ScoreAppeal]:
    """What this member has asked, by the reversal."""
    mine = select(ScoreAppeal).where(ScoreAppeal.member_id == member.id)
    found = db.session.scalars(mine.where(ScoreAppeal.activity_id.in_(activity_ids))).all()
    return {it.activity_id: it for it in found if it.activity_id}


def checked(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text or len(text) > LONGEST:
        raise SayWhyAgain
    return text


def _is_reversal(line: Line) -> bool:
    return line.reverses is not None or line.deed is Deed.PURCHASE_RETURNED


def _tell_managers(it: ScoreAppeal) -> None:
    """All who may decide on it."""
    managers = set(db.session.scalars(select(Member.id).where(Member.role.in_(MANAGE))))
    thing = f"score appeal {it.id}"
    others = managers - {it.member_id, it.caused_by_id}
    notify(Kind.CLUB, others, url=it.place, key=thing, thing=thing, what="look_asked")


def deeds_of(it: ScoreAppeal) -> list[str]:
    """The keys of what it is about: what was taken back, that it was, and that it counts again."""
    activity: Activity | None = it.activity
    return [key for key in (activity.reverses, activity.key, it.key) if key] if activity else []
