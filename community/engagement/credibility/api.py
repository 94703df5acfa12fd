"""Circles, for programs of moderators."""

from datetime import date

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.db import get_or_404
from community.engagement.credibility.clearing import clear, doubt_again
from community.engagement.credibility.models import Circle
from community.engagement.credibility.reading import Shown, circles, edges_of, people_of
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require

circles_api = Api("circles", scope=Scope.MODERATE)


class CircleAnswer(Answer):
    """Members who praise the same rare things and mostly each other; `inside`: their part, from 0 to 1."""

    id: int
    url: str
    members: list[str]
    inside: float
    found_on: date
    cleared_at: Moment | None


class CircleEdgeAnswer(Answer):
    """How often `giver` praised `receiver`, and how many rare things both praised."""

    giver: str
    receiver: str
    favours: int
    shared: int


class CircleWithEvidence(CircleAnswer):
    """The strongest ties first."""

    edges: list[CircleEdgeAnswer]


@circles_api.get("/circles")
def list_circles(me: Member, asked: PageQuery) -> Page[CircleAnswer]:
    """Circles that the last night found, the newest first; for moderators."""
    require(me, "see_all", Circle)
    found = circles(id_in(asked.cursor), asked.limit + 1)
    return page(found, asked.limit, _told, lambda it: cursor(it.circle.id))


@circles_api.get("/circles/<int:id>")
def read_circle(me: Member, id: int) -> CircleWithEvidence:
    """One circle with who praised whom how often; for moderators."""
    return _with_evidence(_found(id, me))


@circles_api.post("/circles/<int:id>/clearance", at="/circles/{id}")
def clear_circle(me: Member, id: int) -> CircleWithEvidence:
    """Say that nothing is wrong with a circle: from the next night on it counts in full."""
    circle = _found(id, me)
    clear(circle, me)
    return _with_evidence(circle)


@circles_api.delete("/circles/<int:id>/clearance")
def doubt_circle(me: Member, id: int) -> None:
    """Take that back: what its members say of each other counts a tenth again."""
    doubt_again(_found(id, me), me)


def _found(id: int, me: Member) -> Circle:
    circle = get_or_404(Circle, id)
    require(me, "read", circle)
    return circle


def _told(it: Shown) -> CircleAnswer:
    return CircleAnswer(
        id=it.circle.id,
        url=f"/circles/{it.circle.id}",
        members=[row.handle for row in it.people],
        inside=it.circle.inside / 1000,
        found_on=it.circle.found_on,
        cleared_at=it.circle.cleared_at,
    )


def _with_evidence(circle: Circle) -> CircleWithEvidence:
    people = people_of([circle.id])[circle.id]
    handle = {row.id: row.handle for row in people}
    edges = [
        CircleEdgeAnswer(
            giver=handle[edge.giver_id],
            receiver=handle[edge.receiver_id],
            favours=edge.favours,
            shared=edge.shared,
        )
        for edge in edges_of(circle)
    ]
    return CircleWithEvidence(**_told(Shown(circle, people)).model_dump(), edges=edges)
