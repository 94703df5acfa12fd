"""Those who write a story send it to be read, as it stands, and may take it back."""

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.jobs import at, job
from community.members import Member
from community.permissions import require
from posts.blog.models import Story, UnfinishedStory
from posts.blog.revisions import remember, revision_now
from posts.editorial.clearing import needs_review
from posts.editorial.models import OPEN, EditorialReview, Moved, NothingToReview, SentAlready, Stage
from posts.editorial.telling import tell_deciders, tell_late, unsay


def send(story: Story, by: Member, *, publishes: bool) -> EditorialReview:
    """Sent anew while it waits, it keeps its place. Raises UnfinishedStory, NothingToReview, SentAlready."""
    require(by, "address", story)
    if not story.is_finished:
        raise UnfinishedStory
    if not needs_review(story):
        raise NothingToReview
    with transaction():
        db.session.refresh(story, with_for_update={"of": Contribution})
        number = _as_it_stands(story, by)
        fresh = db.session.get(EditorialReview, story.id) is None
        if fresh:
            db.session.add(EditorialReview(story_id=story.id, number=number, publishes=publishes))
            db.session.flush()
        it = locked(story.id)
        paid = (story.disclosure, story.sponsor)
        if (
            not fresh
            and it.stage is Stage.WAITS
            and (it.number, it.disclosure, it.sponsor) == (number, *paid)
        ):
            raise SentAlready
        if not fresh and it.stage is not Stage.WAITS:
            it.round += 1
        if fresh or it.stage is not Stage.WAITS:
            it.sent_at, it.late_told_at, it.taken_by, it.taken_at = clock.now(), None, None, None
        it.stage, it.moved_at = Stage.WAITS, clock.now()
        it.number, it.publishes, (it.disclosure, it.sponsor) = number, publishes, paid
        tell_deciders(it)
        at(it.promised_at, tell_if_late, it.story_id, it.round)
    return it


def take_back(it: EditorialReview, by: Member) -> None:
    """What was said about it stays, for the next time. Raises Moved."""
    require(by, "address", it.story)
    with transaction():
        locked(it.story_id)
        move(it, Stage.WITHDRAWN)
        unsay(it)


def locked(story_id: int) -> EditorialReview:
    """Whoever comes second finds it moved. Must be called inside a transaction."""
    return db.session.get_one(
        EditorialReview, story_id, with_for_update={"of": EditorialReview}, populate_existing=True
    )


def move(it: EditorialReview, to: Stage) -> None:
    """Of a review that is locked. Raises Moved."""
    if it.stage not in OPEN:
        raise Moved
    it.stage, it.moved_at = to, clock.now()
    it.taken_by = it.taken_at = None


def _as_it_stands(story: Story, by: Member) -> int:
    """The number of a revision that nobody writes over any more."""
    remember(story, by)
    revision = revision_now(story)
    assert revision is not None  # noqa: S101  what is finished has words
    revision.was_read = True
    return revision.number


@job
def tell_if_late(story_id: int, in_round: int) -> None:
    """What was promised is over: those who run the programme hear of it, and its author that they do."""
    with transaction():
        it = db.session.get(EditorialReview, story_id, with_for_update={"of": EditorialReview})
        if it and it.stage is Stage.WAITS and it.round == in_round and not it.late_told_at:
            it.late_told_at = clock.now()
            tell_late(it)
