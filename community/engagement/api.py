"""The score, for programs: where it stands and what made it."""

from datetime import date

from flask import abort

from community import clock
from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.db import db
from community.engagement.hiding import hide_numbers
from community.engagement.next_steps import next_steps
from community.engagement.policy import MILLI, Policy, coming, policy_on
from community.engagement.reading import Line, lines_of, weeks_of
from community.engagement.routes import YEAR, url_of
from community.engagement.sentences import moved, step, what, why
from community.engagement.standing import Part, Standing, Tier, parts, policy_of
from community.engagement.tiers import missing_to_keep, review_on, rises_on
from community.engagement.weekly import Sort, week_of
from community.members import Member
from community.profiles.api import member_by

scores = Api("scores")


class ScoreAnswer(Answer):
    """`score` in whole points, never rounded up; `parts` exactly; `credibility` from 0 to 1, 0.5 is even."""

    score: int
    tier: Tier
    parts: dict[Part, float]
    caps: dict[Part, int]
    credibility: float
    rises_on: date | None
    review_on: date | None
    missing_to_keep: int


class MovedAnswer(Answer):
    """A kind of thing that moved the last seven days; all of them sum to the week."""

    sort: Sort
    times: int
    points: float
    what: str


class SevenDaysAnswer(Answer):
    """What moved it, by kinds."""

    moved: list[MovedAnswer]


class WeekAnswer(Answer):
    """A week of a score: where it ended and how far it moved."""

    begins: date
    moved: float
    score: float


class YearAnswer(Answer):
    """52 weeks, the oldest first."""

    weeks: list[WeekAnswer]


class StepAnswer(Answer):
    """What would move the score today, by how much and, where there is a limit, how often."""

    what: str
    points: float
    left: int | None
    words: str


class StepsAnswer(Answer):
    """The most for the least first."""

    steps: list[StepAnswer]


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
    standing = db.session.get(Standing, member.id) or abort(404)
    policy = policy_of(standing)
    worth = parts(standing.measures, policy)
    return ScoreAnswer(
        score=standing.points,
        tier=standing.tier,
        parts={part: points / MILLI for part, points in worth.items()},
        caps={part: policy.caps[part] for part in worth},
        credibility=standing.c / MILLI,
        rises_on=rises_on(standing, policy),
        review_on=review_on(standing, policy),
        missing_to_keep=missing_to_keep(standing, policy),
    )


@scores.get("/me/score/week")
def read_week(me: Member) -> SevenDaysAnswer:
    """What moved your score in the last seven days."""
    told = [
        MovedAnswer(sort=one.sort, times=one.times, points=one.points / MILLI, what=moved(one))
        for one in week_of(me.id)
    ]
    return SevenDaysAnswer(moved=told)


@scores.get("/me/score/weeks")
def read_year(me: Member) -> YearAnswer:
    """The last year of your score, by weeks."""
    standing = db.session.get(Standing, me.id) or abort(404)
    weeks = [
        WeekAnswer(begins=week.begins, moved=week.moved / MILLI, score=week.score / MILLI)
        for week in weeks_of(standing, YEAR)
    ]
    return YearAnswer(weeks=weeks)


@scores.get("/me/score/steps")
def read_steps(me: Member) -> StepsAnswer:
    """What would help next."""
    standing = db.session.get(Standing, me.id) or abort(404)
    steps = [
        StepAnswer(what=one.what, points=one.points / MILLI, left=one.left, words=step(one))
        for one in next_steps(standing, clock.today())
    ]
    return StepsAnswer(steps=steps)


class QuietWish(Body):
    """`on`: the pages show you neither your score nor your tier. Programs that ask are told all the same."""

    on: bool


class QuietAnswer(Answer):
    """`since` null: your numbers are shown to you."""

    since: Moment | None


@scores.get("/me/score/quiet")
def read_quiet(me: Member) -> QuietAnswer:
    """Whether your numbers are hidden from you."""
    return QuietAnswer(since=me.numbers_hidden_at)


@scores.post("/me/score/quiet", at="/me/score/quiet")
def wish_for_quiet(me: Member, sent: QuietWish) -> QuietAnswer:
    """Hide your numbers from yourself, or show them again; they are counted either way."""
    hide_numbers(me, hidden=sent.on)
    return read_quiet(me)


@scores.get("/score/rules")
def read_rules(me: Member) -> Policy:  # noqa: ARG001  for members alone
    """The rules the score follows today, as they are kept."""
    return policy_on(clock.today())


@scores.get("/score/rules/coming")
def read_coming_rules(me: Member) -> Policy:  # noqa: ARG001  for members alone
    """Rules that are signed and begin on a later day; 404 where nothing changes."""
    return coming(clock.today()) or abort(404)


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
