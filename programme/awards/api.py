"""Awards for programs: giving and signing, for those who manage; one's own, for members."""

from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.limits import spend
from community.members import Member
from community.permissions import require
from programme.awards.awarding import awards, awards_of, decline_award, give, sign_award, step_worth
from programme.awards.models import LARGEST, LONGEST, Award, AwardedEnough, AwardMoved, InvalidAward
from programme.awards.routes import called, words_for

giving_awards = Api("awards", scope=Scope.ALL)
awards_to_me = Api("my_awards")


class NewAward(Body):
    """`steps`: how large, each worth what the policy says. The member reads `reason`."""

    handle: Annotated[Text, Field(max_length=60)]
    steps: Annotated[int, Field(ge=1, le=LARGEST)]
    reason: Annotated[Text, Field(max_length=LONGEST)]


class AwardAnswer(Answer):
    """`counted_at` null: it waits for a second person, or was declined."""

    id: int
    url: str
    handle: str
    points: int
    reason: str
    given_at: Moment
    counted_at: Moment | None
    declined_at: Moment | None


def told(it: Award, url: str = Award.home) -> AwardAnswer:
    names = ("id", "reason", "given_at", "counted_at", "declined_at")
    facts = {name: getattr(it, name) for name in names}
    return AwardAnswer(url=url, handle=it.member.handle, points=it.steps * step_worth(), **facts)


@giving_awards.get("/programme/awards")
def list_awards(me: Member, asked: PageQuery) -> Page[AwardAnswer]:
    """Every award, the latest first."""
    require(me, "see_all", Award)
    return page(awards(id_in(asked.cursor), asked.limit + 1), asked.limit, told, lambda it: cursor(it.id))


@giving_awards.post("/programme/awards", at="/programme/awards")
def give_points(me: Member, sent: NewAward) -> AwardAnswer:
    """Thank a member with points, and say why."""
    require(me, "see_all", Award)
    spend("award", me.id, "100/day")
    return told(give(called(sent.handle), sent.steps, sent.reason, me))


@giving_awards.post("/programme/awards/<int:id>/signature", at="/programme/awards")
def sign_large_award(me: Member, id: int) -> AwardAnswer:
    """Stand for a large award that somebody else gave."""
    it = get_or_404(Award, id)
    sign_award(it, me)
    return told(it)


@giving_awards.post("/programme/awards/<int:id>/refusal", at="/programme/awards")
def decline_large_award(me: Member, id: int) -> AwardAnswer:
    """Decline a large award that somebody else gave."""
    it = get_or_404(Award, id)
    decline_award(it, me)
    return told(it)


@awards_to_me.get("/me/awards")
def list_my_awards(me: Member) -> Page[AwardAnswer]:
    """What the club thanked you for."""
    return Page(items=[told(it, "/passport/awards") for it in awards_of(me)])


say(InvalidAward, words_for)
say(AwardedEnough, words_for, status=HTTPStatus.CONFLICT)
say(AwardMoved, words_for, status=HTTPStatus.CONFLICT)
