"""Who hears what becomes of a story that is read beforehand. All of it: inside a transaction."""

from sqlalchemy import select

from community.db import db
from community.members import Member, Role
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from posts.blog.models import Story
from posts.bloggers.rules import DECIDE
from posts.editorial.models import EditorialReview

IN_CHARGE = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def tell_deciders(it: EditorialReview) -> None:
    """Not whoever invited its author: they do not decide on it."""
    author = it.story.author
    close = {it.story.author_id, author.invited_by_id}
    deciders = [id for id in _those(*DECIDE) if id not in close]
    notify(Kind.REVIEW, deciders, about=it.story, by=author, url=it.url, key=_key(it), outcome="first_story")


def tell_authors(it: EditorialReview, outcome: str) -> None:
    """`outcome`: changes, approved or late."""
    url = it.story.url if it.story.published_at else it.url
    notify(Kind.REVIEW, _writers(it.story), about=it.story, url=url, outcome=outcome)


def tell_unreviewed(story: Story) -> None:
    """It was to be published by itself, and was not."""
    url = f"{Story.home}/{story.id}/publication"
    notify(Kind.REVIEW, _writers(story), about=story, url=url, outcome="unreviewed")


def tell_late(it: EditorialReview) -> None:
    notify(Kind.REVIEW, _those(*IN_CHARGE), about=it.story, url=it.url, outcome="first_story_late")
    tell_authors(it, "late")


def unsay(it: EditorialReview) -> None:
    """It waits for nobody any more."""
    withdraw(_key(it))


def _writers(story: Story) -> list[int]:
    return [story.author_id, *(other.id for other in story.others)]


def _those(*roles: Role) -> list[int]:
    staff = select(Member.id).where(Member.role.in_(roles), Member.suspended_at.is_(None))
    return list(db.session.scalars(staff))


def _key(it: EditorialReview) -> str:
    return f"editorial:{it.story_id}:{it.round}"
