"""Disclosures, for programs."""

from collections.abc import Sequence

from community.api.answers import Answer, Moment
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Contribution, Disclosure
from community.db import get_or_404
from community.disclosing import LabelOfTheClub, NoSponsor, SponsorTooLong, disclosed
from community.members import Member
from community.permissions import require
from posts.blog.setting_forms import said

disclosures = Api("disclosures")


class Told(Answer):
    """What was told from `at` on; `disclosure` is null where nothing was."""

    at: Moment
    disclosure: Disclosure | None
    sponsor: str


class History(Answer):
    items: Sequence[Told]


@disclosures.get("/contributions/<int:id>/disclosures")
def list_disclosures(me: Member, id: int) -> History:
    """What a contribution told its readers of gifts and money, the newest first."""
    it = get_or_404(Contribution, id)
    require(me, "read", it)
    return History(items=[Told.model_validate(each) for each in disclosed(it)])


for refusal in (NoSponsor, SponsorTooLong, LabelOfTheClub):
    say(refusal, lambda no: said(no)[1], field="disclosure")
