"""The score, for programs: where it stands and what made it."""

from flask import abort

from community import clock
from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.db import db
from community.engagement.policy import MILLI, policy_on
from community.engagement.reading import Line, lines_of
from community.engagement.routes import url_of
from community.engagement.sentences import what, why
from community.engagement.standing import Part, Standing, Tier, parts
from community.members import Member
from community.profiles.api import member_by

scores = Api("scores")


class ScoreAnswer(Answer):
    """`score` in whole points, never rounded up; `parts` exactly."""

    score: int
    tier: Tier
    parts: dict[Part, float]


class EntryAnswer(Answer):
    """One line of a score: what happened, and what it was worth."""

    id: int
    at: Moment
    part: Part
    points: float
    deed: str | None
    what: str
    why: str
    url: str | None


@scores.get("/members/<handle>/score")
def read_score(me: Member, handle: str) -> ScoreAnswer:
    """Your own; those who run the club read everybody's."""
    member = member_by(handle)
    if member.id != me.id and not me.is_staff:
        abort(404)
    policy = policy_on(clock.today())
    standing = db.session.get(Standing, member.id) or abort(404)
    worth = parts(standing.measures, policy)
    return ScoreAnswer(
        score=standing.points,
        tier=standing.tier,
        parts={part: points / MILLI for part, points in worth.items()},
    )


@scores.get("/me/score/entries")
def list_entries(me: Member, asked: PageQuery) -> Page[EntryAnswer]:
    """Every line of your score, the newest first."""
    rows = lines_of(me.id, before=id_in(asked.cursor), limit=asked.limit + 1)
    return page(rows, asked.limit, lambda line: _entry(line, me), lambda line: cursor(line.id))


def _entry(line: Line, me: Member) -> EntryAnswer:
    return EntryAnswer(
        id=line.id,
        at=line.at,
        part=line.part,
        points=line.points / MILLI,
        deed=line.deed,
        what=what(line, me.id),
        why=why(line),
        url=url_of(line),
    )
