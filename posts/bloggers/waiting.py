"""Who asks to be verified as a blogger, in the queue of moderators."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from community.db import db
from community.members import Member
from community.moderation.waiting import Keys, Line, Sort, it_waits, keys_of
from posts.bloggers.models import WAITING, Application, State

KIND = "application"


def _keys(me: Member) -> Keys:
    """As the rule "decide" has it: not one's own, not of whom one invited, no appeal against oneself."""
    columns = keys_of(KIND, Application.id, Application.moved_at)
    others = columns.join(Member, Member.id == Application.member_id).where(
        Application.state.in_(WAITING),
        Member.id != me.id,
        or_(Member.invited_by_id.is_(None), Member.invited_by_id != me.id),
    )
    decided_by = Application.decided_by_id
    return others.where(or_(Application.state != State.APPEALED, decided_by.is_(None), decided_by != me.id))


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    found = select(Application).where(Application.id.in_(ids)).options(joinedload(Application.member))
    return {it.id: _line(it) for it in db.session.scalars(found)}


def _line(it: Application) -> Line:
    why = _("Asks to be verified as a blogger")
    if it.state is State.APPEALED:
        why = _("Asks somebody else to look at it again")
    return Line(it.topics, it.member.name, why, it.place, it.member.portrait)


it_waits(Sort(KIND, lambda: _("Blogger applications"), _keys, _lines, moved_by=(Application,)))
