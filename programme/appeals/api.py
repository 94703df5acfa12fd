"""Another look for programs: asking for it, one's own, and deciding on those of others."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Said
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.engagement.policy import MILLI
from community.engagement.reading import line_of
from community.entrance.tokens import Scope
from community.limits import spend
from community.members import Member
from community.permissions import require
from programme.appeals.asking import ask_again
from programme.appeals.deciding import decide_again
from programme.appeals.models import LONGEST, LookedAlready, NotHeard, SayWhyAgain, ScoreAppeal
from programme.appeals.reading import appeals_of, decided_appeals, open_appeals
from programme.appeals.routes import words_for

my_score_appeals = Api("my_score_appeals")
score_appeals_api = Api("score_appeals", scope=Scope.ALL)
Reason = Annotated[Said, Field(max_length=LONGEST)]


class NewScoreAppeal(Body):
    """Why it was taken back wrongly."""

    text: Reason


class ScoreAppealDecision(Body):
    """`won`: it counts again. The member reads `answer`."""

    won: bool
    answer: Reason


class ScoreAppealAnswer(Answer):
    """`points` that were taken, below nothing; `decided_at` null: somebody looks at it."""

    id: int
    url: str
    handle: str
    points: float
    text: str
    at: Moment
    decided_at: Moment | None
    won: bool | None
    answer: str


def told(it: ScoreAppeal) -> ScoreAppealAnswer:
    names = ("id", "url", "text", "at", "decided_at", "won", "answer")
    facts = {name: getattr(it, name) for name in names}
    return ScoreAppealAnswer(handle=it.member.handle, points=it.points / MILLI, **facts)


@my_score_appeals.post("/me/score/entries/<int:id>/appeal", at="/me/score/appeals")
def ask_for_another_look(me: Member, id: int, sent: NewScoreAppeal) -> ScoreAppealAnswer:
    """Ask once that somebody looks again at a line of yours that took points back."""
    spend("appeal", me.id, "20/hour")
    return told(ask_again(line_of(me.id, id) or abort(404), sent.text, me))


@my_score_appeals.get("/me/score/appeals")
def list_my_score_appeals(me: Member) -> Page[ScoreAppealAnswer]:
    """What you asked, and what became of it."""
    return Page(items=[told(it) for it in appeals_of(me)])


@score_appeals_api.get("/programme/appeals")
def list_open_score_appeals(me: Member) -> Page[ScoreAppealAnswer]:
    """What waits, the longest waiting first."""
    require(me, "see_queue", ScoreAppeal)
    return Page(items=[told(it) for it in open_appeals()])


@score_appeals_api.get("/programme/appeals/decided")
def list_decided_score_appeals(me: Member, asked: PageQuery) -> Page[ScoreAppealAnswer]:
    """What was decided, the newest first."""
    require(me, "see_queue", ScoreAppeal)
    rows = decided_appeals(id_in(asked.cursor), asked.limit + 1)
    return page(rows, asked.limit, told, lambda it: cursor(it.id))


@score_appeals_api.post("/programme/appeals/<int:id>/decision", at="/programme/appeals/decided")
def decide_on_score_appeal(me: Member, id: int, sent: ScoreAppealDecision) -> ScoreAppealAnswer:
    """Decide on an appeal in which you had no part."""
    it = get_or_404(ScoreAppeal, id)
    decide_again(it, sent.answer, me, won=sent.won)
    return told(it)


say(SayWhyAgain, words_for)
say(NotHeard, words_for, status=HTTPStatus.CONFLICT)
say(LookedAlready, words_for, status=HTTPStatus.CONFLICT)
