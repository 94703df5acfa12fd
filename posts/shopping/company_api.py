"""Who keeps a list, who follows it, what changed, and whom it is shown to, for programs."""

from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from posts.shopping.company_routes import called, why_not
from posts.shopping.following import follow, unfollow
from posts.shopping.guest_routes import told, too_many
from posts.shopping.guests import (
    DAYS,
    NAME,
    GuestLink,
    TooManyLinks,
    links_of,
    open_to_guests,
    revoke,
    views_of,
)
from posts.shopping.history import What, changes_of
from posts.shopping.inviting import accept, companions_of, invite, leave, send_away
from posts.shopping.models import ShoppingList
from posts.shopping.people import Companion, Crowded, NotAskable, NotOneself, Part

company = Api("list_company")


class AskedIn(Body):
    """`part`: `fills` puts pieces on the list and changes them, `looks` sees it."""

    handle: Annotated[Said, Field(max_length=40)]
    part: Annotated[Part, Field(strict=False)] = Part.FILLS


class CompanionAnswer(Answer):
    url: str
    handle: str
    name: str
    part: Part
    invited_at: Moment
    accepted_at: Moment | None


class Companions(Answer):
    items: list[CompanionAnswer]


class ChangeAnswer(Answer):
    """`name` of the piece or section as it was; `detail` is a state, or the fields that changed."""

    what: What
    name: str
    detail: str
    by: str
    at: Moment


class History(Answer):
    items: list[ChangeAnswer]


class NewLink(Body):
    """`name` is for yourself and stands at the top of what the guest sees."""

    name: Annotated[Text, Field(max_length=NAME)] = ""
    days: Annotated[int, Field(ge=1, le=max(DAYS))] = 7
    prices: bool = True
    notes: bool = False
    wanted_only: bool = False


class LinkAnswer(Answer):
    """`url` is there once, when the link is made."""

    id: int
    url: str | None
    name: str
    prices: bool
    notes: bool
    wanted_only: bool
    made_at: Moment
    ends_at: Moment
    revoked_at: Moment | None
    open: bool
    views: int


class Links(Answer):
    items: list[LinkAnswer]


@company.get("/lists/<int:list_id>/companions")
def list_companions(me: Member, list_id: int) -> Companions:
    """Whom you asked to keep your list with you, and who said yes."""
    it = _list(list_id)
    require(me, "share", it)
    return Companions(items=[_companion(one) for one in companions_of(it)])


@company.post("/lists/<int:list_id>/companions")
def ask_companion_in(me: Member, list_id: int, sent: AskedIn) -> CompanionAnswer:
    """Ask a member to keep your list with you. Asked again, it is the part that changes."""
    it = _list(list_id)
    require(me, "share", it)
    whom = called(sent.handle) or abort(404)
    return _companion(invite(it, whom, by=me, part=sent.part))


@company.delete("/lists/<int:list_id>/companions/<handle>")
def end_companion(me: Member, list_id: int, handle: str) -> None:
    """Send a companion away; or, by your own handle, leave the list or decline."""
    it, whom = _list(list_id), called(handle) or abort(404)
    if whom.id == me.id:
        require(me, "read", it)
        leave(it, by=me)
    else:
        send_away(it, whom, by=me)


@company.post("/lists/<int:list_id>/acceptance")
def accept_place_at_list(me: Member, list_id: int) -> None:
    """Say yes to keeping a list with its owner."""
    it = _list(list_id)
    require(me, "read", it)
    accept(it, by=me)


@company.post("/lists/<int:list_id>/following")
def follow_a_list(me: Member, list_id: int) -> None:
    """Hear of what is new on it."""
    follow(_list(list_id), by=me)


@company.delete("/lists/<int:list_id>/following")
def unfollow_a_list(me: Member, list_id: int) -> None:
    """Not any more."""
    unfollow(get_or_404(ShoppingList, list_id), by=me)


@company.get("/lists/<int:list_id>/history")
def read_list_history(me: Member, list_id: int) -> History:
    """Who changed what, the latest first, for those who fill the list."""
    it = _list(list_id)
    require(me, "fill", it)
    lines = changes_of(it, me)
    return History(
        items=[
            ChangeAnswer(what=one.what, name=one.name, detail=one.detail, by=one.handle, at=one.at)
            for one in lines
        ]
    )


@company.get("/lists/<int:list_id>/guest-links")
def list_guest_links(me: Member, list_id: int) -> Links:
    """Links you gave to guests, and how often each was opened."""
    it = _list(list_id)
    require(me, "share", it)
    views = views_of(it)
    return Links(
        items=[_link(one, sum(view.times for view in views.get(one.id, []))) for one in links_of(it)]
    )


@company.post("/lists/<int:list_id>/guest-links", told_once="url")
def make_guest_link(me: Member, list_id: int, sent: NewLink) -> LinkAnswer:
    """A link that shows this one list to somebody who is no member. It is told this once."""
    link, word = open_to_guests(_list(list_id), by=me, **sent.model_dump())
    return _link(link, 0, url=told(word))


@company.delete("/lists/<int:list_id>/guest-links/<int:id>")
def close_guest_link(me: Member, list_id: int, id: int) -> None:
    """It opens nothing any more."""
    link = get_or_404(GuestLink, id)
    require(me, "share", link.list)
    revoke(link if link.list_id == list_id else abort(404), by=me)


def _list(id: int) -> ShoppingList:
    it = get_or_404(ShoppingList, id)
    return it if not it.removed_at else abort(404)


def _companion(one: Companion) -> CompanionAnswer:
    return CompanionAnswer(
        url=one.member.url,
        handle=one.member.handle,
        name=one.member.name,
        part=one.part,
        invited_at=one.invited_at,
        accepted_at=one.accepted_at,
    )


def _link(one: GuestLink, views: int, url: str | None = None) -> LinkAnswer:
    return LinkAnswer(
        id=one.id,
        url=url,
        name=one.name,
        prices=one.prices,
        notes=one.notes,
        wanted_only=one.wanted_only,
        made_at=one.made_at,
        ends_at=one.ends_at,
        revoked_at=one.revoked_at,
        open=one.is_open,
        views=views,
    )


for refusal in (NotOneself, NotAskable, Crowded):
    say(refusal, why_not, field="handle")
say(TooManyLinks, lambda _no: too_many())
