"""Reporting and deciding, for programs."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Text
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution
from community.db import get_or_404, row_id
from community.engagement.credibility.models import Circle
from community.entrance.factors.going_on import need_proof_of_staff
from community.limits import spend
from community.members import Member
from community.moderation import reading
from community.moderation.claiming import claim, release
from community.moderation.club_rules import club_rules
from community.moderation.deciding import Verdict, decide, undo
from community.moderation.models import (
    LONGEST,
    LONGEST_WORDS,
    Case,
    DecidedAlready,
    Decision,
    HeldByAnother,
    LookedAtLately,
    Measure,
    NotForThis,
    Report,
    ReportedAlready,
    SayWhy,
    TooClose,
    TooLate,
    TooLong,
    UnknownRule,
)
from community.moderation.refusals import said
from community.moderation.reporting import report
from community.moderation.ring_finding import find_ring
from community.permissions import require
from community.quiet.reading import called

moderation = Api("moderation")
OFTEN = "20/hour"


class NewReport(Body):
    """`reason` is the name of a rule: see GET /rules."""

    reason: Annotated[Text, Field(max_length=40)]
    text: Annotated[Text, Field(max_length=LONGEST)] = ""


class ReportAnswer(Answer):
    id: int
    url: str = "/reports"
    reason: str
    at: Moment
    state: Literal["open", "decided"]


class RuleAnswer(Answer):
    """A rule of the club; `name` is what a report gives as its reason."""

    name: str
    title: str
    words: str


class CaseQuery(PageQuery):
    view: Literal["open", "mine", "appeals", "second", "decided"] = "open"
    rule: Annotated[Text, Field(max_length=40)] = ""


class CaseAnswer(Answer):
    """Something that was reported; `weight` is that of all reports on it."""

    id: int
    url: str
    kind: str
    rule: str
    weight: int
    reports: int
    author: str
    opened_at: Moment
    held_by: str | None
    closed_at: Moment | None
    as_reported: dict[str, Any] = Field(description="The words as they stood when it was first reported.")


class NewDecision(Body):
    """`reason` is the name of a rule; `words` is what the author reads beside it; `days` of a suspension."""

    decision: Measure = Field(strict=False)
    reason: Annotated[Text, Field(max_length=40)]
    words: Annotated[Text, Field(max_length=LONGEST_WORDS)] = ""
    days: int = 7


class DecisionAnswer(Answer):
    id: int
    url: str
    decision: Measure
    reason: str
    at: Moment
    until: Moment | None


class RingFinding(Body):
    """`words` say what proves it; each member of the ring reads them."""

    words: Annotated[Text, Field(max_length=LONGEST_WORDS)]


class RingAnswer(Answer):
    """One decision for each member of whom fraud was not proven before."""

    decisions: list[DecisionAnswer]


class ClaimAnswer(Answer):
    """Who has the case now."""

    id: int
    url: str
    held_by: str | None


@moderation.get("/rules")
def list_rules(me: Member) -> Page[RuleAnswer]:  # noqa: ARG001  every member reads them
    """The rules of the club, in the language of whoever asks."""
    return Page(items=[RuleAnswer.model_validate(rule) for rule in club_rules()])


@moderation.post("/contributions/<int:id>/reports", at="/me/reports")
def report_contribution(me: Member, id: int, sent: NewReport) -> ReportAnswer:
    """Say that something breaks a rule. One report of yours on it is open at a time."""
    spend("report", me.id, OFTEN)
    return _reported(report(get_or_404(Contribution, id), sent.reason, sent.text, by=me))


@moderation.post("/members/<handle>/reports", at="/me/reports")
def report_somebody(me: Member, handle: str, sent: NewReport) -> ReportAnswer:
    """Say that a member breaks a rule."""
    spend("report", me.id, OFTEN)
    return _reported(report(called(handle), sent.reason, sent.text, by=me))


@moderation.get("/me/reports")
def list_my_reports(me: Member, asked: PageQuery) -> Page[ReportAnswer]:
    """What you reported, the latest first."""
    found = reading.reports_by(me, row_id(asked.cursor))
    return page(found, reading.PAGE, _reported, lambda it: str(it.id))


@moderation.get("/moderation/cases")
def list_cases(me: Member, asked: CaseQuery) -> Page[CaseAnswer]:
    """The queue, for moderators: what weighs most, then what waits longest, first."""
    require(me, "see_queue", Case)
    chosen = reading.Filter(asked.view, asked.rule)
    found = reading.cases(me, chosen, row_id(asked.cursor), asked.limit)
    items = [_told(row) for row in found[: asked.limit]]
    more = len(found) > asked.limit and asked.view == "decided"
    return Page(items=items, next=str(items[-1].id) if more else None)


@moderation.post("/moderation/cases/<int:id>/claim")
def take_case(me: Member, id: int) -> ClaimAnswer:
    """Take a case, so that nobody else decides on it for half an hour."""
    case = get_or_404(Case, id)
    claim(case, by=me)
    return ClaimAnswer(id=case.id, url=case.url, held_by=me.handle)


@moderation.delete("/moderation/cases/<int:id>/claim")
def let_case_go(me: Member, id: int) -> None:
    """Let it go."""
    release(get_or_404(Case, id), by=me)


@moderation.post("/moderation/cases/<int:id>/decision")
def decide_on_case(me: Member, id: int, sent: NewDecision) -> DecisionAnswer:
    """Decide. It takes effect at once, can be undone for half a minute, and is told then."""
    verdict = Verdict(sent.decision, sent.reason, sent.words, sent.days)
    if verdict.measure.keeps_out:
        need_proof_of_staff()
    return _decided(decide(get_or_404(Case, id), verdict, by=me))


@moderation.post("/circles/<int:id>/finding")
def find_circle_a_ring(me: Member, id: int, sent: RingFinding) -> RingAnswer:
    """Find that a circle is a ring: fraud is proven of each of its members, at once; each may appeal."""
    circle = get_or_404(Circle, id)
    need_proof_of_staff()
    return RingAnswer(decisions=[_decided(it) for it in find_ring(circle, sent.words, by=me)])


@moderation.delete("/moderation/decisions/<int:id>")
def undo_a_decision(me: Member, id: int) -> None:
    """Within half a minute: as if nobody had decided."""
    undo(get_or_404(Decision, id), by=me)


def _reported(it: Report) -> ReportAnswer:
    state: Literal["open", "decided"] = "open" if it.upheld is None else "decided"
    return ReportAnswer(id=it.id, reason=it.rule, at=it.at, state=state)


def _told(row: Any) -> CaseAnswer:  # noqa: ANN401  a row of reading.cases
    return CaseAnswer(
        id=row.id,
        url=f"/moderation/cases/{row.id}",
        kind=row.kind,
        rule=row.rule,
        weight=row.weight,
        reports=row.reports,
        author=row.handle,
        opened_at=row.opened_at,
        held_by=row.holder,
        closed_at=row.closed_at,
        as_reported=row.as_reported,
    )


def _decided(it: Decision) -> DecisionAnswer:
    return DecisionAnswer(id=it.id, url=it.url, decision=it.measure, reason=it.rule, at=it.at, until=it.until)


for late in (ReportedAlready, LookedAtLately, DecidedAlready, HeldByAnother, TooLate):
    say(late, said, status=HTTPStatus.CONFLICT)
say(TooClose, said, status=HTTPStatus.FORBIDDEN)
say(UnknownRule, said, field="reason")
say(SayWhy, said, field="words")
say(TooLong, said, field="words")
say(NotForThis, said, field="decision")
