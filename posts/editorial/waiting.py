"""Stories that were sent to be read before they are published, in the queue of moderators."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import Integer, case, literal, or_, select
from sqlalchemy.orm import joinedload

from community import clock
from community.coauthors import is_written_with
from community.db import db, get_or_404
from community.members import Member
from community.moderation.models import CLAIM_LASTS, HeldByAnother
from community.moderation.waiting import Keys, Line, Sort, it_waits, keys_of
from posts.blog.models import Story
from posts.editorial.assessing import leave, take
from posts.editorial.models import EditorialReview, Stage

KIND = "first_story"


def _keys(me: Member) -> Keys:
    """As the rule "decide" has it: nothing that one wrote, or whoever one invited."""
    lately = EditorialReview.taken_at > clock.now() - CLAIM_LASTS
    columns = keys_of(
        KIND,
        EditorialReview.story_id,
        EditorialReview.sent_at,
        first=literal(1, Integer),
        holder_id=case((lately, EditorialReview.taken_by_id)),
    )
    joined = columns.join(Story, Story.id == EditorialReview.story_id).join(
        Member, Member.id == Story.author_id
    )
    return joined.where(
        EditorialReview.stage == Stage.WAITS,
        Story.removed_at.is_(None),
        Member.id != me.id,
        or_(Member.invited_by_id.is_(None), Member.invited_by_id != me.id),
        ~is_written_with(Story, me.id),
    )


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    with_author = joinedload(EditorialReview.story).joinedload(Story.author)
    found = select(EditorialReview).where(EditorialReview.story_id.in_(ids)).options(with_author)
    why = _("Sent to be read before it is published")
    return {
        it.story_id: Line(it.story.title, it.story.author.name, why, it.url, it.story.author.portrait)
        for it in db.session.scalars(found)
    }


def _take(id: int, by: Member) -> None:
    """On its own page one may take it over from a colleague; in the queue one releases it first."""
    it = get_or_404(EditorialReview, id)
    lately = it.taken_at and it.taken_at > clock.now() - CLAIM_LASTS
    if lately and it.taken_by_id not in {None, by.id}:
        raise HeldByAnother
    take(it, by, it.taken_by_id)


def _let_go(id: int, by: Member) -> None:
    leave(get_or_404(EditorialReview, id), by)


it_waits(
    Sort(KIND, lambda: _("First stories"), _keys, _lines, (EditorialReview,), take=_take, let_go=_let_go)
)
