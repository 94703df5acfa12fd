"""What this floor tells moderation: what stands beside a thing, who sees it hidden, and what else waits."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.contributions import Contribution
from community.db import db
from community.members import Member
from community.moderation.effects import when_shown_or_hidden
from community.moderation.keeping import kept_beside
from community.moderation.waiting import Elsewhere, waits_elsewhere
from community.watched.heeding import read_by_somebody, when_tagged
from posts.appearing import appear
from posts.blog.models import Story
from posts.bloggers.models import WAITING, Application
from posts.editorial.models import EditorialReview, Stage
from posts.finding.indexed import pieces_of
from posts.forum.models import HeldPost, Topic
from posts.replies.models import Reply
from posts.replies.writing import tell_of_change
from posts.tagging import MOST, tag, tags_in

SHOWN = 20


@kept_beside("shopping_list")
def pieces_that_all_see(it: Contribution) -> list[str]:
    return pieces_of([it.id])[it.id]


@when_shown_or_hidden
def what_waited_appears(it: Contribution) -> None:
    if it.is_readable:
        with read_by_somebody():
            appear(it)


@when_tagged
def it_gets_a_tag(it: Contribution, names: list[str]) -> None:
    """Beside those of its author, as far as there is room."""
    if isinstance(it, Story | Topic):
        typed = ", ".join(name.name for name in tags_in(", ".join([it.tags, *names]))[:MOST])
        if typed != it.tags:
            it.tags = tag(it, typed)
            it.version += 1


@when_shown_or_hidden
def threads_show_it_at_once(it: Contribution) -> None:
    if isinstance(it, Reply):
        tell_of_change(it)


@waits_elsewhere
def posts_that_are_read_first(_me: Member) -> Sequence[Elsewhere]:
    with_all = (joinedload(HeldPost.author), joinedload(HeldPost.board), joinedload(HeldPost.topic))
    waits = select(HeldPost).where(HeldPost.decided_at.is_(None)).order_by(HeldPost.id).options(*with_all)
    return [
        Elsewhere(
            what=it.title or (it.topic.title if it.topic else ""),
            by=it.author.name,
            why=_("Read before it appears on %(board)s", board=it.board.name),
            since=it.at,
            url=f"{it.board.url}/held",
        )
        for it in db.session.scalars(waits.limit(SHOWN))
    ]


@waits_elsewhere
def who_asks_to_be_verified(_me: Member) -> Sequence[Elsewhere]:
    waits = select(Application).where(Application.state.in_(WAITING)).options(joinedload(Application.member))
    why = _("Asks to be verified as a blogger")
    return [
        Elsewhere(_("Blogger application"), it.member.name, why, it.moved_at, it.place)
        for it in db.session.scalars(waits.order_by(Application.moved_at).limit(SHOWN))
    ]


@waits_elsewhere
def first_stories(_me: Member) -> Sequence[Elsewhere]:
    story = joinedload(EditorialReview.story).joinedload(Story.author)
    waits = select(EditorialReview).where(EditorialReview.stage == Stage.WAITS).options(story)
    why = _("Sent to be read before it is published")
    return [
        Elsewhere(it.story.title, it.story.author.name, why, it.sent_at, it.url)
        for it in db.session.scalars(waits.order_by(EditorialReview.sent_at).limit(SHOWN))
        if not it.story.removed_at
    ]
