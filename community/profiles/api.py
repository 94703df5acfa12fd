"""Members, for programs: oneself, the others, and whom one follows."""

from typing import Annotated

from flask import abort
from pydantic import Field
from sqlalchemy import select

from community.api.answers import Answer, Author, Count, Moment, Page
from community.api.bodies import Body, PageQuery, Text
from community.api.doors import Api
from community.db import db
from community.engagement.standing import Standing, Tier
from community.following import follow, unfollow
from community.limits import spend
from community.members import Member, Role
from community.profiles.finding import beginning_with
from community.profiles.reading import profile_of
from community.profiles.routes import followers_of
from community.profiles.settings import settle, wishes

members = Api("members")
Short = Annotated[Text, Field(max_length=500)]


class Me(Answer):
    """What only you read of yourself."""

    id: int
    url: str
    handle: str
    name: str
    email: str
    bio: str
    role: Role
    language: str
    time_zone: str
    theme: str
    portrait: str | None
    joined_at: Moment
    score: int
    tier: Tier


class MyWishes(Body):
    """What is left out stays as it is."""

    name: Short = ""
    bio: Short = ""
    language: Short = ""
    time_zone: Short = ""
    theme: Short = ""


class MemberAnswer(Answer):
    """A member as others see her; `followed` by you."""

    id: int
    url: str
    handle: str
    name: str
    bio: str
    role: Role
    is_verified: bool
    portrait: str | None
    tier: Tier | None
    joined_at: Moment
    followers: Count
    following: Count
    followed: bool
    stories: int
    lists: int
    topics: int


class Followed(Answer):
    """`id` and `url` are of whom you follow."""

    id: int
    url: str
    followed: bool = True
    followers: Count


@members.get("/me")
def read_me(me: Member) -> Me:
    """Who you are."""
    standing = db.session.get(Standing, me.id)
    score, tier = (standing.points, standing.tier) if standing else (0, Tier.STANDARD)
    facts = {name: getattr(me, name) for name in Me.model_fields if name not in {"score", "tier"}}
    return Me(**facts, score=score, tier=tier)


@members.patch("/me")
def change_me(me: Member, sent: MyWishes) -> Me:
    """How you are seen, and how you see the club."""
    now = {name: getattr(me, name) for name in MyWishes.model_fields}
    settle(me, wishes(**now | sent.model_dump(exclude_unset=True)))
    return read_me(me)


class Begun(PageQuery):
    """`begins`: of a handle or a name."""

    begins: Annotated[Text, Field(max_length=40)] = ""


@members.get("/members")
def find_members(me: Member, asked: Begun) -> Page[Author]:
    """Those whose handle begins so, or one word of whose name; those you follow first."""
    found = beginning_with(asked.begins.removeprefix("@"), me, asked.limit)
    return Page(items=[Author.model_validate(row) for row in found])


@members.get("/members/<handle>")
def read_member(me: Member, handle: str) -> MemberAnswer:
    """A member, by handle."""
    profile = profile_of(_plain(handle), seen_by=me) or abort(404)
    facts = {name: getattr(profile, name) for name in MemberAnswer.model_fields if name != "url"}
    return MemberAnswer(**facts, url=f"/@{profile.handle}")


@members.post("/members/<handle>/follow", at="/members/{handle}")
def follow_member(me: Member, handle: str) -> Followed:
    """What they publish comes home to you. Twice is once."""
    spend("follow", me.id, "60/minute")
    whom = member_by(handle)
    follow(whom, by=me)
    return Followed(id=whom.id, url=whom.url, followers=followers_of(whom))


@members.delete("/members/<handle>/follow")
def unfollow_member(me: Member, handle: str) -> None:
    """No longer."""
    unfollow(member_by(handle), by=me)


def member_by(handle: str) -> Member:
    return db.session.scalar(select(Member).where(Member.handle == _plain(handle))) or abort(404)


def _plain(handle: str) -> str:
    return handle.lower().removeprefix("@").replace("\0", "")
