"""Shared links, for programs."""

from typing import Annotated

from flask import current_app
from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.contributions import Contribution
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from community.sharing.linking import end, share
from community.sharing.models import Reposts, ShareLink
from community.sharing.reading import Came, came_of, shares_of, travelled
from community.sharing.terms import settle_habit, settle_terms, terms_of, usually

sharing = Api("sharing")
Who = Annotated[Reposts, Field(strict=False)]  # by its word


class ShareAnswer(Answer):
    """`url` is the link to give away; visits are counted by distinct visitors of each day."""

    id: int
    url: str
    about: int
    made_at: Moment
    visits: int
    joined: int
    taken: int


class TermsChange(Body):
    """`outside`: strangers with a link see its title and excerpt. `reposts` null: as you usually have it."""

    outside: bool | None = None
    reposts: Who | None = None


class Terms(Answer):
    outside: bool
    reposts: Reposts | None


class SharingHabitChange(Body):
    reposts: Who


class SharingHabitAnswer(Answer):
    """Who may repost what you make, unless you say otherwise of a thing."""

    reposts: Reposts


class Travels(Answer):
    """By all links to it: whoever shared or came is not named."""

    links: int
    visits: int
    joined: int
    taken: int


@sharing.get("/shares")
def list_shares(me: Member, asked: PageQuery) -> Page[ShareAnswer]:
    """Your links that stand, the latest first, with what came of them."""
    came = shares_of(me, before=id_in(asked.cursor), limit=asked.limit)
    return page(came, asked.limit, _told, lambda each: cursor(each.link.id))


@sharing.post("/contributions/<int:id>/shares")
def make_link(me: Member, id: int) -> ShareAnswer:
    """A link of your own to it. There is one: asking again answers the same."""
    link = share(get_or_404(Contribution, id), by=me)
    return _told(came_of([link])[0])


@sharing.delete("/shares/<int:id>")
def end_link(me: Member, id: int) -> None:
    """It leads nowhere from now on; what its visits were worth goes back."""
    end(get_or_404(ShareLink, id), by=me)


@sharing.get("/contributions/<int:id>/sharing")
def read_terms(me: Member, id: int) -> Terms:
    """How others may share what you made."""
    require(me, "revise", get_or_404(Contribution, id))
    return Terms.model_validate(terms_of(id))


@sharing.patch("/contributions/<int:id>/sharing")
def change_terms(me: Member, id: int, sent: TermsChange) -> Terms:
    """Say how others may share what you made."""
    it, kept = get_or_404(Contribution, id), terms_of(id)
    outside = kept.outside if sent.outside is None else sent.outside
    reposts = sent.reposts if "reposts" in sent.model_fields_set else kept.reposts
    settle_terms(it, me, outside=outside, reposts=reposts)
    return read_terms(me, id)


@sharing.get("/me/sharing")
def read_sharing_habit(me: Member) -> SharingHabitAnswer:
    """Who may usually repost what you make."""
    return SharingHabitAnswer(reposts=usually(me.id))


@sharing.patch("/me/sharing")
def change_sharing_habit(me: Member, sent: SharingHabitChange) -> SharingHabitAnswer:
    """Say who may usually repost what you make."""
    settle_habit(me, sent.reposts)
    return read_sharing_habit(me)


@sharing.get("/contributions/<int:id>/travels")
def read_travels(me: Member, id: int) -> Travels:
    """How far something you made went by the links of others."""
    it = get_or_404(Contribution, id)
    require(me, "revise", it)
    return Travels.model_validate(travelled(it))


def _told(came: Came) -> ShareAnswer:
    link = came.link
    return ShareAnswer(
        id=link.id,
        url=f"{current_app.config['PUBLIC_URL']}{link.url}",
        about=link.contribution_id,
        made_at=link.made_at,
        visits=link.visits,
        joined=came.joined,
        taken=came.taken,
    )
