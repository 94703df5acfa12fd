"""Verified bloggers, for programs: who they are, asking to be one, and deciding."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from flask import abort
from pydantic import Field
from sqlalchemy import Row

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Said, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.limits import spend
from community.members import Member
from community.permissions import require
from community.quiet.reading import called
from posts.bloggers.applying import answer, apply, take_back
from posts.bloggers.deciding import ask_for_more, decline, take_away, verify
from posts.bloggers.models import (
    LONGEST,
    LONGEST_NOTE,
    Application,
    Moved,
    NeedsReason,
    NotForStaff,
    NotYet,
    State,
    Unfinished,
)
from posts.bloggers.reading import application_of, applications, badge_of, bloggers
from posts.bloggers.routes import words_for

verified = Api("bloggers")
deciders = Api("blogger_decisions", scope=Scope.MODERATE)


class BloggerAnswer(Answer):
    """A member who is verified, and for what; `until` null: without an end."""

    id: int
    url: str
    handle: str
    name: str
    topics: list[str]
    until: Moment | None
    stories: int


class NewApplication(Body):
    """`discloses`: you promise to say what was given or paid for what you write."""

    topics: Annotated[list[Text], Field(max_length=10)]
    words: Annotated[Text, Field(max_length=LONGEST)]
    links: Annotated[list[Text], Field(max_length=10)] = []
    discloses: bool


class NoteAnswer(Answer):
    text: str
    from_the_club: bool
    at: Moment


class ApplicationAnswer(Answer):
    id: int
    url: str
    handle: str
    topics: list[str]
    links: list[str]
    words: str
    state: State
    sent_at: Moment
    reason: str
    again_at: Moment | None
    notes: list[NoteAnswer]


class ApplicationReply(Body):
    text: Annotated[Text, Field(max_length=LONGEST_NOTE)]


class BloggerDecision(Body):
    """`text` is what the applicant reads; `topics`, where not all that was asked for was shown."""

    decision: Literal["verify", "more", "decline"]
    text: Annotated[Text, Field(max_length=LONGEST_NOTE)] = ""
    topics: Annotated[list[Text], Field(max_length=10)] = []


class BadgeRemoval(Body):
    """`reason` is what its blogger reads."""

    reason: Annotated[Said, Field(max_length=LONGEST_NOTE)]


def told(it: Application) -> ApplicationAnswer:
    return ApplicationAnswer(
        id=it.id,
        url=it.place,
        handle=it.member.handle,
        topics=it.topics.split(", "),
        links=it.links.split(),
        words=it.words,
        state=it.state,
        sent_at=it.sent_at,
        reason=it.reason,
        again_at=it.again_at,
        notes=[
            NoteAnswer(text=note.text, from_the_club=note.member_id != it.member_id, at=note.at)
            for note in it.notes
        ],
    )


def listed(row: Row[Any]) -> BloggerAnswer:
    return BloggerAnswer(
        id=row.id,
        url=f"/@{row.handle}",
        handle=row.handle,
        name=row.name,
        topics=row.topics.split(", ") if row.topics else [],
        until=row.ends_at,
        stories=row.stories,
    )


@verified.get("/bloggers")
def list_bloggers(me: Member, asked: PageQuery) -> Page[BloggerAnswer]:
    """Who is verified now, the newest members first."""
    return page(
        bloggers(me, id_in(asked.cursor), asked.limit + 1), asked.limit, listed, lambda row: cursor(row.id)
    )


@verified.get("/me/blogger-application")
def read_my_application(me: Member) -> ApplicationAnswer:
    """Your last application, and what was said about it."""
    return told(application_of(me) or abort(404))


@verified.post("/me/blogger-application", at="/me/blogger-application")
def send_my_application(me: Member, sent: NewApplication) -> ApplicationAnswer:
    """Ask to be verified as a blogger."""
    spend("apply", me.id, "10/day")
    topics, links = ", ".join(sent.topics), "\n".join(sent.links)
    return told(apply(me, topics, links, sent.words, pledges=sent.discloses))


@verified.post("/me/blogger-application/answers", at="/me/blogger-application")
def answer_about_my_application(me: Member, sent: ApplicationReply) -> ApplicationAnswer:
    """Answer what was asked about your application."""
    it = application_of(me) or abort(404)
    answer(it, sent.text, me)
    return told(it)


@verified.delete("/me/blogger-application")
def take_my_application_back(me: Member) -> None:
    """Take your application back."""
    take_back(application_of(me) or abort(404), me)


@deciders.get("/blogger-applications")
def list_blogger_applications(me: Member) -> Page[ApplicationAnswer]:
    """Applications that wait for a decision, the longest waiting first."""
    require(me, "see_all", Application)
    return Page(items=[told(it) for it in applications(waiting=True)])


@deciders.post("/blogger-applications/<int:id>/decision", at="/blogger-applications")
def decide_on_blogger(me: Member, id: int, sent: BloggerDecision) -> ApplicationAnswer:
    """Verify, ask for more, or decline."""
    it = get_or_404(Application, id)
    if sent.decision == "verify":
        verify(it, me, ", ".join(sent.topics))
    elif sent.decision == "more":
        ask_for_more(it, sent.text, me)
    else:
        decline(it, sent.text, me)
    return told(it)


@deciders.post("/bloggers/<handle>/badge/removal", at="/bloggers")
def take_badge_away(me: Member, handle: str, sent: BadgeRemoval) -> None:
    """Take a badge away; its blogger is told why."""
    badge = badge_of(called(handle).id) or abort(404)
    take_away(badge, sent.reason, me)


say(Unfinished, words_for)
say(NeedsReason, words_for, field="text")
say(NotYet, words_for, status=HTTPStatus.CONFLICT)
say(NotForStaff, words_for)
say(Moved, words_for, status=HTTPStatus.CONFLICT)
