"""Trips, for programs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from community.api.answers import Answer, Author, Count, Moment, Page, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.audience import readable_by
from community.contributions import Audience, Disclosure, address
from community.db import db, get_or_404
from community.members import Member
from community.permissions import require
from livestream.questions.reading import questions_of
from livestream.trips.following import follow, follows, unfollow
from livestream.trips.models import PLACE, TEXT, TITLE, NoSuchTime, Phase, TooLong, Trip, phase_of
from livestream.trips.planning import TripWords, change, plan, publish, remove, words_of
from livestream.trips.reading import trips_for
from livestream.trips.stops import StopWords, add_stop
from livestream.trips.wording import SENTENCES, said

trips = Api("trips")
Readers = Literal["members", "super", "apass", "staff"]
Local = Annotated[Text, Field(max_length=40, description="A day and a time on the spot: 2026-11-11T09:00")]


class TripChange(Body):
    """What is left out stays as it is. `begins` and `ends` are days and times on the spot."""

    title: Annotated[Text, Field(max_length=TITLE)] = ""
    place: Annotated[Text, Field(max_length=PLACE)] = ""
    time_zone: Text = ""
    begins: Local = ""
    ends: Local = ""
    text: Annotated[Text, Field(max_length=TEXT)] = ""
    photo: Text | None = None
    audience: Readers = "members"
    disclosure: Annotated[Disclosure, Field(strict=False)] | None = None
    sponsor: Text = ""


class NewTrip(TripChange):
    """A draft, shown by its publication. `time_zone` is that of the place, such as Europe/Rome."""

    title: Annotated[Text, Field(max_length=TITLE)]
    place: Annotated[Text, Field(max_length=PLACE)]
    time_zone: Text
    begins: Local
    ends: Local


class NewStop(Body):
    """`spot` is latitude and longitude: `44.70, 8.03`."""

    name: Annotated[Text, Field(max_length=PLACE)]
    begins: Local
    ends: Local = ""
    text: Annotated[Text, Field(max_length=TEXT)] = ""
    spot: Annotated[Text, Field(max_length=40)] = ""


class TripFollowing(Body):
    following: bool


class TripCard(Answer):
    id: int
    url: str
    title: str
    place: str
    time_zone: str
    begins_at: Moment
    ends_at: Moment
    phase: Phase
    audience: Audience
    disclosure: Disclosure | None
    sponsor: str
    followers: Count
    followed: bool
    published_at: Moment | None


class TripQuestion(Answer):
    """`weights` is how many others want to know it."""

    id: int
    text: str
    by: str
    weights: int
    answer: str | None
    answered_by: str | None
    answer_disclosure: Disclosure | None
    product: int | None


class TripStop(Answer):
    id: int
    name: str
    text: str
    begins_at: Moment
    ends_at: Moment
    latitude: float | None
    longitude: float | None
    questions: Sequence[TripQuestion] = ()


class TripAnswer(Answer):
    id: int
    url: str
    title: str
    place: str
    text: str
    photo: str | None
    time_zone: str
    begins_at: Moment
    ends_at: Moment
    phase: Phase
    audience: Audience
    disclosure: Disclosure | None
    sponsor: str
    travellers: Sequence[Author]
    host: str | None
    stops: Sequence[TripStop]
    followed: bool
    published_at: Moment | None


@trips.get("/trips")
def read_trips(me: Member, asked: PageQuery) -> Page[TripCard]:
    """Those you may read, the newest first; each says whether it is planned, under way or over."""
    seen = trips_for(me).where(readable_by(me.id, Trip))
    if (before := id_in(asked.cursor)) is not None:
        seen = seen.where(Trip.id < before)
    rows = db.session.execute(seen.order_by(Trip.id.desc()).limit(asked.limit + 1)).all()
    return page(rows, asked.limit, _card, lambda row: cursor(row.id))


@trips.post("/trips", at="/trips/{id}")
def post_trip(me: Member, sent: NewTrip) -> TripAnswer:
    """Plan a trip: a draft, seen by those who plan."""
    return _told(plan(TripWords(**_fields(sent)), by=me), me)


@trips.get("/trips/<int:id>")
def read_trip(me: Member, id: int) -> TripAnswer:
    """A trip with its stops, and what was asked and answered at each."""
    it = get_or_404(Trip, id)
    require(me, "read", it)
    return _told(it, me)


@trips.patch("/trips/<int:id>")
def patch_trip(me: Member, id: int, sent: TripChange) -> TripAnswer:
    """Change a trip; who follows it is told when it moves."""
    it = get_or_404(Trip, id)
    require(me, "revise", it)
    change(it, replace(words_of(it), **_fields(sent)), by=me)
    return _told(it, me)


@trips.delete("/trips/<int:id>")
def delete_trip(me: Member, id: int) -> None:
    """Take a trip away, with its stops and what was asked there."""
    remove(get_or_404(Trip, id), by=me)


@trips.post("/trips/<int:id>/publication")
def publish_trip_by_program(me: Member, id: int) -> TripAnswer:
    """Show it to those it is for, and open its room."""
    it = get_or_404(Trip, id)
    publish(it, by=me)
    return _told(it, me)


@trips.post("/trips/<int:id>/stops")
def post_trip_stop(me: Member, id: int, sent: NewStop) -> TripAnswer:
    """Add a stop; the answer is the whole trip."""
    it = get_or_404(Trip, id)
    add_stop(it, StopWords(**sent.model_dump()), by=me)
    return _told(it, me)


@trips.post("/trips/<int:id>/following")
def post_trip_following(me: Member, id: int, sent: TripFollowing) -> TripAnswer:
    """Follow it, or no longer: said twice it is the same."""
    it = get_or_404(Trip, id)
    (follow if sent.following else unfollow)(it, by=me)
    return _told(it, me)


def _fields(sent: TripChange) -> dict[str, Any]:
    fields = sent.model_dump(exclude_unset=True)
    if "audience" in fields:
        fields["audience"] = Audience(fields["audience"])
    return fields


def _card(row: Any) -> TripCard:  # noqa: ANN401  a row
    url, phase = address(Trip.home, row.id, row.slug), phase_of(row.begins_at, row.ends_at)
    own = ("title", "place", "time_zone", "begins_at", "ends_at", "audience", "disclosure", "sponsor")
    more = ("followers", "followed", "published_at")
    return TripCard(id=row.id, url=url, phase=phase, **{name: getattr(row, name) for name in (*own, *more)})


def _told(it: Trip, me: Member) -> TripAnswer:
    asked = questions_of(it, me)
    own = ("title", "place", "text", "time_zone", "begins_at", "ends_at", "phase", "audience", "disclosure")
    return TripAnswer(
        id=it.id,
        url=it.url,
        photo=it.cover,
        sponsor=it.sponsor,
        published_at=it.published_at,
        host=it.host.handle if it.host else None,
        travellers=[
            Author(handle=one.handle, name=one.name, portrait=one.portrait, tier=None)
            for one in it.travellers
        ],
        stops=[
            TripStop.model_validate(stop).model_copy(
                update={"questions": [question_told(row) for row in asked.get(stop.id, ())]}
            )
            for stop in it.stops
        ],
        followed=follows(it, me) is not None,
        **{name: getattr(it, name) for name in own},
    )


def question_told(row: Any) -> TripQuestion:  # noqa: ANN401  a row
    return TripQuestion(
        id=row.id,
        text=row.title,
        by=row.handle,
        weights=row.weights,
        answer=row.answer,
        answered_by=row.answerer_handle,
        answer_disclosure=row.answer_disclosure,
        product=row.product_id,
    )


for kind, (field, _sentence) in SENTENCES.items():
    if kind.__module__ == NoSuchTime.__module__:  # what is wrong with a disclosure is said elsewhere
        say(kind, lambda no: said(no)[1], field=field)
for kind in (NoSuchTime, TooLong):
    say(kind, lambda no: said(no)[1])
