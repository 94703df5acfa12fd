"""Publishing as programs ask for it: now."""

from http import HTTPStatus

from flask_babel import gettext as _

from community.api.answers import Answer, Moment
from community.api.bodies import Body, InvalidBody, Text
from community.api.problems import say
from community.contributions import Contribution
from community.db import Refusal
from community.members import Member
from community.permissions import require


class Publication(Body):
    """`at` is refused: nothing is published at a later time."""

    at: Text | None = None


class Published(Answer):
    id: int
    url: str
    published_at: Moment


class PublishedAlready(Refusal):
    """Once is enough."""


def check_publication(it: Contribution, sent: Publication, by: Member) -> None:
    require(by, "revise", it)
    if sent.at is not None:
        raise InvalidBody({"at": _("We cannot publish at a later time. Leave this out to publish now.")})
    if it.published_at:
        raise PublishedAlready


say(PublishedAlready, lambda _no: _("This is published already."), status=HTTPStatus.CONFLICT)
