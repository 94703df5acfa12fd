"""A first story that is read before its readers read it, for programs of authors and of those who decide."""

from http import HTTPStatus
from typing import Annotated, Literal

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from posts.blog.models import Story
from posts.editorial.assessing import approve, ask_for_changes, comment, settle, take
from posts.editorial.models import (
    LONGEST_COMMENT,
    CommentTooLong,
    EditorialComment,
    EditorialReview,
    Moved,
    NothingToReview,
    NoWords,
    ReadByAnother,
    SentAlready,
    Stage,
    Unreviewed,
)
from posts.editorial.reading import clock_of, queue, review_of
from posts.editorial.routes import words_for
from posts.editorial.sending import send, take_back

editorial = Api("editorial")
editing = Api("editing", scope=Scope.MODERATE)
Remark = Annotated[Text, Field(max_length=LONGEST_COMMENT)]


class Sending(Body):
    """`publishes`: as soon as it is approved."""

    publishes: bool = True


class NewRemark(Body):
    """`paragraph` counts from 0; null: about the whole."""

    text: Remark
    paragraph: Annotated[int, Field(ge=0)] | None = None


class RemarkChange(Body):
    settled: bool


class EditorialDecision(Body):
    """`number` is the revision that was read: 409 if another was sent since."""

    decision: Literal["approve", "changes"]
    text: Remark = ""
    number: int | None = None


class RemarkAnswer(Answer):
    id: int
    by: str
    text: str
    revision: int
    paragraph: int | None
    at: Moment
    settled_at: Moment | None


class EditorialAnswer(Answer):
    """`place` in line from 1, while it waits; `usual` is how many seconds an answer took lately."""

    story: int
    url: str
    stage: Stage
    round: int
    revision: int
    publishes: bool
    sent_at: Moment
    promised_at: Moment
    place: int | None
    usual: int | None
    taken_by: str | None
    decided_by: str | None
    decided_at: Moment | None
    remarks: list[RemarkAnswer]


@editorial.get("/stories/<int:id>/review")
def read_where_story_stands(me: Member, id: int) -> EditorialAnswer:
    """Where it stands on its way to its readers, and what was said about it."""
    it = _found(id)
    require(me, "read", it)
    return _told(it)


@editorial.post("/stories/<int:id>/review", at="/stories/{story}/review")
def send_story_to_be_read(me: Member, id: int, sent: Sending) -> EditorialAnswer:
    """Send your first story as a verified blogger, as it stands, to those who read it for the club."""
    send(get_or_404(Story, id), me, publishes=sent.publishes)
    return _told(_found(id))


@editorial.delete("/stories/<int:id>/review")
def take_story_back(me: Member, id: int) -> None:
    """Take it back."""
    take_back(_found(id), me)


@editorial.post("/stories/<int:id>/review/remarks", at="/stories/{story}/review")
def say_of_story(me: Member, id: int, sent: NewRemark) -> EditorialAnswer:
    """Say something about a paragraph of what was sent, or about the whole."""
    comment(_found(id), sent.text, me, sent.paragraph)
    return _told(_found(id))


@editorial.patch("/stories/<int:id>/review/remarks/<int:remark>")
def settle_remark(me: Member, id: int, remark: int, sent: RemarkChange) -> EditorialAnswer:
    """Say that a remark is seen to, or not yet."""
    said = get_or_404(EditorialComment, remark)
    if said.story_id != id:
        abort(404)
    settle(said, me, settled=sent.settled)
    return _told(_found(id))


@editing.get("/editorial")
def list_first_stories(me: Member) -> Page[EditorialAnswer]:
    """Stories that wait to be read, the longest waiting first."""
    require(me, "see_all", EditorialReview)
    return Page(items=[_told(it) for it in queue(waiting=True)])


@editing.post("/stories/<int:id>/review/reader", at="/stories/{story}/review")
def take_story_to_read(me: Member, id: int) -> EditorialAnswer:
    """Say that you read it, so that nobody else does at the same time."""
    it = _found(id)
    take(it, me, it.taken_by_id)
    return _told(_found(id))


@editing.post("/stories/<int:id>/review/decision", at="/stories/{story}/review")
def decide_on_story(me: Member, id: int, sent: EditorialDecision) -> EditorialAnswer:
    """Approve it as it was sent, or ask for changes."""
    it = _found(id)
    if sent.decision == "approve":
        approve(it, me, sent.number)
    else:
        ask_for_changes(it, sent.text, me, sent.number)
    return _told(_found(id))


def _found(id: int) -> EditorialReview:
    return review_of(id) or abort(404)


def _told(it: EditorialReview) -> EditorialAnswer:
    clock = clock_of(it)
    return EditorialAnswer(
        story=it.story_id,
        url=it.url,
        stage=it.stage,
        round=it.round,
        revision=it.number,
        publishes=it.publishes,
        sent_at=it.sent_at,
        promised_at=it.promised_at,
        place=clock.place,
        usual=round(clock.usual.total_seconds()) if clock.usual is not None else None,
        taken_by=it.taken_by.handle if it.taken_by else None,
        decided_by=it.decided_by.handle if it.decided_by else None,
        decided_at=it.decided_at,
        remarks=[
            RemarkAnswer(
                id=one.id,
                by=one.member.handle,
                text=one.text,
                revision=one.number,
                paragraph=one.paragraph,
                at=one.at,
                settled_at=one.settled_at,
            )
            for one in it.comments
        ],
    )


say(NoWords, words_for, field="text")
say(CommentTooLong, words_for, field="text")
for no in (Unreviewed, NothingToReview, SentAlready, Moved, ReadByAnother):
    say(no, words_for, status=HTTPStatus.CONFLICT)
