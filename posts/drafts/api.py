"""Drafts, for programs."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import LARGEST_ID, transaction
from community.members import Member
from posts.drafts.keeping import Words, draft_of, drafts_of, forget, keep
from posts.drafts.models import MOST, NoPlace, StaleTab
from posts.drafts.routes import words_for

drafts = Api("drafts")
Long = Annotated[Text, Field(max_length=MOST)]


class NewDraft(Body):
    """`seq` is of the version that you changed, 0 where there was none: 409 where another is newer."""

    text: Long = ""
    title: Long = ""
    tags: Long = ""
    board: Long = ""
    seq: Annotated[int, Field(ge=0, le=LARGEST_ID)] = 0


class DraftAnswer(Answer):
    """`place` is `topic`, or `reply-7` for the reply to contribution 7."""

    place: str
    url: str
    seq: int
    text: str
    title: str
    tags: str
    board: str
    at: Moment


@drafts.get("/me/drafts")
def list_drafts(me: Member) -> Page[DraftAnswer]:
    """What you have begun, the last first."""
    return Page(items=[_told(it) for it in drafts_of(me)])


@drafts.get("/me/drafts/<place>")
def read_draft(me: Member, place: str) -> DraftAnswer:
    """One draft."""
    return _told(draft_of(place, me) or abort(404))


@drafts.post("/me/drafts/<place>", at="/me/drafts/{place}")
def keep_draft(me: Member, place: str, sent: NewDraft) -> DraftAnswer:
    """Keep what was written so far."""
    words = Words(sent.text, sent.title, sent.tags, sent.board)
    return _told(keep(place, words, sent.seq, me) or abort(422))


@drafts.delete("/me/drafts/<place>")
def throw_draft_away(me: Member, place: str) -> None:
    """Throw it away."""
    with transaction():
        forget(place, me.id)


def _told(it: object) -> DraftAnswer:
    known = {name: getattr(it, name) for name in DraftAnswer.model_fields if name != "url"}
    return DraftAnswer(url="/drafts", **known)


say(StaleTab, words_for, status=HTTPStatus.CONFLICT)
say(NoPlace, words_for, status=HTTPStatus.NOT_FOUND)
