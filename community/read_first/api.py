"""Whom the team reads first, for programs."""

from typing import Annotated

from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.engagement.standing import Tier
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from community.quiet.reading import called
from community.read_first.asking import all_running, tiers_read_first
from community.read_first.keeping import read_first as begin
from community.read_first.keeping import read_no_more, read_tiers_first
from community.read_first.models import LONGEST, NoReason, NoSpan, OneOfTheTeam, ReadFirst, ReasonTooLong
from community.read_first.wording import said

read_first = Api("read_first", scope=Scope.MODERATE)
PLACE = "/moderation/read-first"


class NewReadFirst(Body):
    """`reason` is read by the member; `days` is 1, 7, 30 or 90."""

    handle: Annotated[Text, Field(max_length=40)]
    reason: Annotated[Text, Field(max_length=LONGEST)]
    days: int


class ReadFirstAnswer(Answer):
    """What this member writes waits until somebody has read it."""

    id: int
    url: str = PLACE
    handle: str
    reason: str
    since: Moment
    until: Moment


class TiersReadFirst(Body):
    """All tiers that are read first: those left out are no more."""

    tiers: list[Annotated[Tier, Field(strict=False)]]


class TiersAnswer(Answer):
    url: str = PLACE
    tiers: list[Tier]


@read_first.get(PLACE)
def list_read_first(me: Member) -> Page[ReadFirstAnswer]:
    """Whom the team reads first, those that end soonest first. For those who keep order."""
    require(me, "keep", ReadFirst)
    return Page(items=[_told(it) for it in all_running()])


@read_first.post(PLACE, at=PLACE)
def begin_read_first(me: Member, sent: NewReadFirst) -> ReadFirstAnswer:
    """Have what a member writes read first. Said again, the later word holds."""
    require(me, "keep", ReadFirst)
    return _told(begin(called(sent.handle), sent.reason, sent.days, by=me))


@read_first.delete(f"{PLACE}/<int:id>")
def end_read_first(me: Member, id: int) -> None:
    """They write as others do again. What waits already waits on."""
    read_no_more(get_or_404(ReadFirst, id), by=me)


@read_first.get(f"{PLACE}/tiers")
def list_read_first_tiers(me: Member) -> TiersAnswer:
    """The tiers that are read first."""
    require(me, "keep", ReadFirst)
    return TiersAnswer(tiers=sorted(tiers_read_first()))


@read_first.patch(f"{PLACE}/tiers")
def change_read_first_tiers(me: Member, sent: TiersReadFirst) -> TiersAnswer:
    """Choose the tiers that are read first. For administrators."""
    read_tiers_first(sent.tiers, by=me)
    return TiersAnswer(tiers=sorted(tiers_read_first()))


def _told(it: ReadFirst) -> ReadFirstAnswer:
    facts = {name: getattr(it, name) for name in ("id", "reason", "since", "until")}
    return ReadFirstAnswer(**facts, handle=it.member.handle)


say(NoReason, said, field="reason")
say(ReasonTooLong, said, field="reason")
say(NoSpan, said, field="days")
say(OneOfTheTeam, said, field="handle")
