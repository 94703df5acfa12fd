"""The bell, for programs."""

from typing import Annotated

from flask_babel import gettext as _
from pydantic import Field

from community import clock
from community.api.answers import Answer, Disclosed, Moment, Page, disclosed_of, page
from community.api.bodies import Body, InvalidBody, PageQuery, Text
from community.api.cursors import cursor, moment_in
from community.api.doors import Api
from community.contributions import Contribution
from community.db import get_or_404
from community.members import Member
from community.notifications.bells import bell_of
from community.notifications.counting import unread_of
from community.notifications.kinds import Channel, Kind
from community.notifications.listeners import wish, wishes_of
from community.notifications.marking import mark_all_read, mark_read, mute, unmute
from community.notifications.models import Rhythm
from community.notifications.reading import Told, lines_of
from community.notifications.sentences import sentence
from community.notifications.wishing import Rhythms, hour, settle

bell = Api("notifications")
Clock = Annotated[Text, Field(max_length=5)]


class AskedNews(PageQuery):
    """Of one kind, or only what is unread."""

    kind: Annotated[Text, Field(max_length=40)] = ""
    unread: bool = False


class NewsAnswer(Answer):
    """What happened to one thing since you last looked, in a sentence of your language.

    `people`, `times`: how many had a part in it and how often, null where you want no numbers.
    `disclosure`: what was paid for the thing, `said_disclosure`: for the latest that was said of it.
    """

    id: int
    kind: str
    at: Moment
    read: bool
    text: str
    url: str
    about: int | None  # the contribution it is gathered under
    by: list[str]  # handles of the latest, the last one first
    people: int | None
    times: int | None
    disclosure: Disclosed | None
    said_disclosure: Disclosed | None


class Unread(Answer):
    """How much is unread now, counted up to 100."""

    unread: int


class WishesAnswer(Answer):
    """For each kind the channels it takes. Hours are of your own time zone."""

    kinds: dict[str, list[Channel]]
    quiet: bool
    quiet_from: str
    quiet_until: str
    digest: Rhythm
    digest_hour: int
    tells_who: bool


class NewWishes(Body):
    """What is left out stays as it is."""

    kinds: dict[str, list[Annotated[Channel, Field(strict=False)]]] = {}
    quiet: bool = False
    quiet_from: Clock = ""
    quiet_until: Clock = ""
    digest: Annotated[Rhythm, Field(strict=False)] = Rhythm.WEEKLY
    digest_hour: Annotated[int, Field(ge=0, le=23)] = 8
    tells_who: bool = False


@bell.get("/me/notifications")
def list_notifications(me: Member, asked: AskedNews) -> Page[NewsAnswer]:
    """What happened to you, the latest first."""
    lines = lines_of(
        me.id,
        before=moment_in(asked.cursor),
        kinds=_kinds(asked.kind, field="kind") if asked.kind else (),
        unread=asked.unread,
        limit=asked.limit + 1,
    )
    return page(lines, asked.limit, _told, lambda line: cursor(line.at, line.id))


@bell.get("/me/notifications/count")
def count_notifications(me: Member) -> Unread:
    """How much is unread."""
    return _unread(me)


@bell.post("/me/notifications/<int:id>/read")
def read_notification(me: Member, id: int) -> Unread:
    """You have seen it, on every device. Twice is once."""
    mark_read(me, [id])
    return _unread(me)


@bell.post("/me/notifications/read")
def read_notifications(me: Member) -> Unread:
    """You have seen all that is there now."""
    mark_all_read(me, clock.now())
    return _unread(me)


@bell.post("/contributions/<int:id>/mute", at="/contributions/{id}")
def mute_contribution(me: Member, id: int) -> Unread:
    """You want no more news of it. What there is, is read."""
    mute(me, get_or_404(Contribution, id))
    return _unread(me)


@bell.delete("/contributions/<int:id>/mute")
def unmute_contribution(me: Member, id: int) -> None:
    """You want to hear of it again."""
    unmute(me, id)


@bell.get("/me/notifications/settings")
def read_wishes(me: Member) -> WishesAnswer:
    """What you want to hear of, where, and when not."""
    said = _rhythms(me)
    kinds = {str(kind): sorted(channels) for kind, channels in wishes_of(me.id).items()}
    return WishesAnswer(kinds=kinds, **vars(said))


@bell.patch("/me/notifications/settings")
def change_wishes(me: Member, sent: NewWishes) -> WishesAnswer:
    """What you want to hear of, where, and when not."""
    said = sent.model_dump(exclude_unset=True)
    if kinds := said.pop("kinds", None):
        wish(me, dict(zip(_kinds(*kinds, field="kinds"), kinds.values(), strict=True)))
    if said:
        settle(me, Rhythms(**vars(_rhythms(me)) | said))
    return read_wishes(me)


def _kinds(*words: str, field: str) -> list[Kind]:
    """Raises InvalidBody where one is none."""
    if unknown := set(words) - set(Kind):
        raise InvalidBody({field: _("We know no news of the kind “%(kind)s”.", kind=min(unknown))})
    return [Kind(word) for word in words]


def _rhythms(me: Member) -> Rhythms:
    it = bell_of(me)
    return Rhythms(
        quiet=it.quiet_from is not None,
        quiet_from=hour(it.quiet_from, "22:00"),
        quiet_until=hour(it.quiet_until, "08:00"),
        digest=it.digest,
        digest_hour=it.digest_hour,
        tells_who=it.tells_who,
    )


def _unread(me: Member) -> Unread:
    return Unread(unread=unread_of([me.id])[me.id])


def _told(line: Told) -> NewsAnswer:
    return NewsAnswer(
        id=line.id,
        kind=line.kind,
        at=line.at,
        read=line.read,
        text=sentence(line),
        url=line.url,
        about=line.about_id,
        by=[face.handle for face in line.faces],
        people=None if line.spared else line.people,
        times=None if line.spared else line.times,
        disclosure=disclosed_of(line),
        said_disclosure=disclosed_of(line.said_paid) if line.said_paid else None,
    )
