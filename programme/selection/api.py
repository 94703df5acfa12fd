"""Invitations for programs: criteria, rounds and who passes, for those who manage; one's own, for members."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from programme.selection.answering import ANSWERS
from programme.selection.criteria import Criterion
from programme.selection.member_routes import own, words_for_answered
from programme.selection.models import (
    LONGEST_NAME,
    MOST,
    MOST_DAYS,
    Answered,
    Candidacy,
    CandidacyState,
    InvalidRound,
    InvitationRound,
    NobodyPasses,
    NotSigned,
    RoundMoved,
    RoundState,
)
from programme.selection.reading import invitations_of, near_misses, ranked, rounds
from programme.selection.retention import cohorts
from programme.selection.rounds import Plan, cancel, open_round, send, sign
from programme.selection.routes import end_of, words_for
from programme.selection.shelf import InvalidCriteria, shelf
from programme.selection.units import Unit
from programme.selection.windows import Window
from programme.selection.wording import criterion_words, in_reader_language, told

selection_rounds = Api("selection_rounds", scope=Scope.ALL)
invitations_to_me = Api("apass_invitations")


class CriterionAnswer(Answer):
    """`limit` is in the unit: CNY in minor units. A criterion with a weight is not mandatory."""

    name: str
    metric: str
    window: Window | None
    unit: Unit
    at_least: bool
    limit: int
    weight: int | None
    mandatory: bool
    words: str


class CriteriaSetAnswer(Answer):
    """`share` percent of all weights are needed."""

    name: str
    since: date
    share: int
    criteria: list[CriterionAnswer]


class NewInvitationRound(Body):
    """`closes_on` is a day as 2026-12-31; the round is open until it ends (UTC)."""

    name: Annotated[Text, Field(max_length=LONGEST_NAME)]
    criteria: Annotated[Text, Field(max_length=60)]
    capacity: Annotated[int, Field(ge=1, le=MOST)]
    answer_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 14
    closes_on: Annotated[Text, Field(max_length=10)]
    moves_up: bool = True


class InvitationRoundAnswer(Answer):
    """`looked_at`: when the dry run ended; `prepared_by` may not sign."""

    id: int
    url: str
    name: str
    state: RoundState
    criteria: str
    capacity: int
    answer_days: int
    closes_at: Moment
    moves_up: bool
    prepared_by: str | None
    looked_at: Moment | None
    considered: int
    passed: int
    signed_by: str | None
    sent_at: Moment | None


class RoundSignature(Body):
    """`looked_at` as the round said it: another dry run is not signed unread."""

    looked_at: Annotated[Text, Field(max_length=40)]


class CandidateAnswer(Answer):
    """`values` by the name of the criterion; `rank` null: a near miss."""

    id: int
    handle: str
    rank: int | None
    weight: int
    score: int
    state: CandidacyState
    values: dict[str, int]


class RestsOnAnswer(Answer):
    words: str
    value: str
    is_met: bool


class ApassInvitationAnswer(Answer):
    id: int
    url: str
    state: CandidacyState
    invited_at: Moment | None
    ends_at: Moment | None
    benefits: list[str]
    rests_on: list[RestsOnAnswer]


class CohortAnswer(Answer):
    """Of those who `accepted` in a round: who is in the club, is Apass still, did something lately."""

    round_id: int
    name: str
    sent_at: Moment
    accepted: int
    here: int
    apass: int
    active_lately: int
    active_quarter: int


class InvitationReply(Body):
    answer: Literal["accept", "decline"]


def listed_criterion(it: Criterion) -> CriterionAnswer:
    facts = {
        name: getattr(it, name)
        for name in ("name", "metric", "window", "unit", "limit", "weight", "mandatory")
    }
    return CriterionAnswer(at_least=it.at_least is not None, words=criterion_words(it), **facts)


def listed_round(it: InvitationRound) -> InvitationRoundAnswer:
    names = ("id", "url", "name", "state", "capacity", "answer_days", "closes_at", "moves_up")
    facts = {name: getattr(it, name) for name in (*names, "looked_at", "considered", "passed", "sent_at")}
    return InvitationRoundAnswer(
        criteria=it.asks.name,
        prepared_by=it.prepared_by.handle if it.prepared_by else None,
        signed_by=it.signed_by.handle if it.signed_by else None,
        **facts,
    )


def listed_candidate(it: Candidacy) -> CandidateAnswer:
    names = ("id", "rank", "weight", "score", "state")
    facts = {name: getattr(it, name) for name in names}
    return CandidateAnswer(handle=it.member.handle, values=dict(it.values), **facts)


def listed_invitation(it: Candidacy) -> ApassInvitationAnswer:
    criteria = it.round.asks
    lines = told(criteria, it.values)
    return ApassInvitationAnswer(
        id=it.id,
        url=it.url,
        state=it.state,
        invited_at=it.invited_at,
        ends_at=it.ends_at,
        benefits=[in_reader_language(one.words) for one in criteria.benefit],
        rests_on=[RestsOnAnswer(words=one.words, value=one.value, is_met=one.is_met) for one in lines],
    )


@selection_rounds.get("/programme/criteria")
def list_criteria_sets(me: Member) -> Page[CriteriaSetAnswer]:
    """Every set of criteria a round can be opened with, the newest first."""
    require(me, "open", InvitationRound)
    return Page(
        items=[
            CriteriaSetAnswer(
                name=it.name, since=it.from_, share=it.share, criteria=[*map(listed_criterion, it.criterion)]
            )
            for it in shelf().values()
        ]
    )


@selection_rounds.get("/programme/rounds")
def list_invitation_rounds(me: Member, asked: PageQuery) -> Page[InvitationRoundAnswer]:
    """Invitation rounds, the newest first."""
    require(me, "open", InvitationRound)
    found = [it for it, _invited, _accepted in rounds(id_in(asked.cursor), asked.limit + 1)]
    return page(found, asked.limit, listed_round, lambda it: cursor(it.id))


@selection_rounds.post("/programme/rounds", at="/programme/rounds/{id}")
def open_invitation_round(me: Member, sent: NewInvitationRound) -> InvitationRoundAnswer:
    """Open a round: its dry run begins, nobody is told."""
    facts = sent.model_dump(exclude={"closes_on"})
    return listed_round(open_round(Plan(closes_at=end_of(sent.closes_on), **facts), me))


@selection_rounds.get("/programme/rounds/<int:id>")
def read_invitation_round(me: Member, id: int) -> InvitationRoundAnswer:
    """How a round stands."""
    it = get_or_404(InvitationRound, id)
    require(me, "read", it)
    return listed_round(it)


@selection_rounds.get("/programme/rounds/<int:id>/candidates")
def list_candidates(me: Member, id: int, asked: PageQuery) -> Page[CandidateAnswer]:
    """Who passes, in rank, with the values that were seen."""
    it = get_or_404(InvitationRound, id)
    require(me, "read", it)
    found = ranked(it, id_in(asked.cursor) or 0, asked.limit + 1)
    return page(found, asked.limit, listed_candidate, lambda one: cursor(one.rank or 0))


@selection_rounds.get("/programme/rounds/<int:id>/near-misses")
def list_near_misses(me: Member, id: int) -> Page[CandidateAnswer]:
    """Who lacks one thing or a little, the nearest first."""
    it = get_or_404(InvitationRound, id)
    require(me, "read", it)
    return Page(items=[listed_candidate(one) for one in near_misses(it)])


@selection_rounds.post("/programme/rounds/<int:id>/signature", at="/programme/rounds/{id}")
def sign_invitation_round(me: Member, id: int, sent: RoundSignature) -> InvitationRoundAnswer:
    """Sign what somebody else prepared."""
    it = get_or_404(InvitationRound, id)
    sign(it, sent.looked_at, me)
    return listed_round(it)


@selection_rounds.post("/programme/rounds/<int:id>/sending", at="/programme/rounds/{id}")
def send_invitation_round(me: Member, id: int) -> InvitationRoundAnswer:
    """Send the invitations of a signed round."""
    it = get_or_404(InvitationRound, id)
    send(it, me)
    return listed_round(it)


@selection_rounds.post("/programme/rounds/<int:id>/cancellation", at="/programme/rounds/{id}")
def cancel_invitation_round(me: Member, id: int) -> InvitationRoundAnswer:
    """Give up a round that was not sent."""
    it = get_or_404(InvitationRound, id)
    cancel(it, me)
    return listed_round(it)


@selection_rounds.get("/programme/retention")
def list_retention(me: Member) -> Page[CohortAnswer]:
    """Who stays, round by round, the newest first."""
    require(me, "open", InvitationRound)
    return Page(items=[CohortAnswer.model_validate(one) for one in cohorts()])


@invitations_to_me.get("/me/apass-invitations")
def list_my_apass_invitations(me: Member) -> Page[ApassInvitationAnswer]:
    """Whether you were invited to Apass, what it brings and what it rests on."""
    return Page(items=[listed_invitation(it) for it in invitations_of(me)])


@invitations_to_me.post("/me/apass-invitations/<int:id>/answer", at="/me/apass-invitations")
def answer_my_apass_invitation(me: Member, id: int, sent: InvitationReply) -> ApassInvitationAnswer:
    """Accept or decline."""
    it = own(id)
    ANSWERS[sent.answer](it, me)
    return listed_invitation(it)


say(InvalidRound, words_for)
say(InvalidCriteria, words_for)
say(NobodyPasses, words_for, status=HTTPStatus.CONFLICT)
say(NotSigned, words_for, status=HTTPStatus.CONFLICT)
say(RoundMoved, words_for, status=HTTPStatus.CONFLICT)
say(Answered, lambda _refusal: words_for_answered(), status=HTTPStatus.CONFLICT)
