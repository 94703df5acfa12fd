"""Where streams go besides, for programs: outlets for administrators, its own ways for a host."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from livestream.outlets import keeping, models
from livestream.outlets.models import LONGEST_KEY, LONGEST_NAME, Outlet
from livestream.outlets.reading import Carried, Way, carried_ways, ways_of
from livestream.outlets.states import LineState, Trouble
from livestream.outlets.switching import switch
from livestream.outlets.trying import try_outlet
from livestream.outlets.wording import FIELDS, said
from livestream.streams.models import Stream

outlets_api = Api("outlets", scope=Scope.ALL)
ways_api = Api("stream_outlets")


class NewOutlet(Body):
    """`address`: rtmp:// or rtmps://, a host and the path of its app; `key`: the stream key."""

    name: Annotated[Said, Field(max_length=LONGEST_NAME)]
    address: Annotated[Text, Field(max_length=2000)]
    key: Annotated[Text, Field(max_length=LONGEST_KEY)]


class ChangedOutlet(Body):
    """What is left out stays. Another `address` asks for the `key` again."""

    name: Annotated[Said, Field(max_length=LONGEST_NAME)] | None = None
    address: Annotated[Text, Field(max_length=2000)] | None = None
    key: Annotated[Text, Field(max_length=LONGEST_KEY)] = ""


class OutletPause(Body):
    """Nothing is sent there while it is paused."""

    on: bool


class OutletSwitch(Body):
    """Whether the stream goes there."""

    on: bool


class OutletAnswer(Answer):
    """`trouble`: of the last try, none where it let us in; the key is never told.

    `way`: of the stream that goes there now, none where none does.
    """

    id: int
    url: str
    name: str
    address: str
    created_at: Moment
    paused_at: Moment | None
    tried_at: Moment | None
    trouble: Trouble | None
    way: "WayAnswer | None"


class WayAnswer(Answer):
    """`trouble`: why it waits; `tries`: that failed one after another; `again_at`: when the next is.

    `failed_since`: when it last carried, or should have begun to; none while it sends.
    """

    id: int
    name: str
    state: LineState
    trouble: Trouble | None
    moved_at: Moment | None
    again_at: Moment | None
    tries: int
    failed_since: Moment | None


@outlets_api.get("/outlets")
def read_outlets(me: Member) -> Page[OutletAnswer]:
    """Servers outside to which streams are sent on: for administrators."""
    require(me, "keep", Outlet)
    now = carried_ways()
    return Page(items=[_told(it, now.get(it.id)) for it in keeping.outlets()])


@outlets_api.post("/outlets", at="/live/outlets/{id}")
def post_outlet(me: Member, sent: NewOutlet) -> OutletAnswer:
    """Add one. Streams that all members may watch go there from now on."""
    require(me, "keep", Outlet)
    return _told(keeping.add_outlet(sent.name, sent.address, sent.key, by=me))


@outlets_api.patch("/outlets/<int:id>")
def patch_outlet(me: Member, id: int, sent: ChangedOutlet) -> OutletAnswer:
    """Change its name, its key, or where it is."""
    it = _outlet(id, me)
    keeping.change_outlet(it, sent.name or it.name, sent.address or it.address, sent.key, by=me)
    return _told(it, carried_ways().get(it.id))


@outlets_api.delete("/outlets/<int:id>")
def delete_outlet(me: Member, id: int) -> None:
    """Remove it, with its key."""
    keeping.remove_outlet(_outlet(id, me), by=me)


@outlets_api.post("/outlets/<int:id>/pause", at="/live/outlets/{id}")
def post_outlet_pause(me: Member, id: int, sent: OutletPause) -> OutletAnswer:
    """Pause it, or go on."""
    it = _outlet(id, me)
    keeping.pause_outlet(it, by=me, on=sent.on)
    return _told(it, carried_ways().get(it.id))


@outlets_api.post("/outlets/<int:id>/try", at="/live/outlets/{id}")
def post_outlet_try(me: Member, id: int) -> None:
    """Try whether it takes the key; what came of it stands at the outlet some seconds later."""
    try_outlet(_outlet(id, me), by=me)


@ways_api.get("/streams/<int:id>/outlets")
def read_stream_outlets(me: Member, id: int) -> Page[WayAnswer]:
    """Where your stream goes besides, and how each way stands."""
    it = _hosted(id, me)
    return Page(items=[_way(way) for way in ways_of(it)])


@ways_api.post("/streams/<int:id>/outlets/<int:outlet_id>", at="/streams/{id}/outlets")
def post_stream_outlet(me: Member, id: int, outlet_id: int, sent: OutletSwitch) -> None:
    """Switch an outlet off for your stream, or on again."""
    switch(_hosted(id, me), get_or_404(Outlet, outlet_id), by=me, on=sent.on)


def _outlet(id: int, me: Member) -> Outlet:
    require(me, "keep", Outlet)
    return get_or_404(Outlet, id)


def _hosted(id: int, me: Member) -> Stream:
    it = get_or_404(Stream, id)
    require(me, "host", it)
    return it


def _told(it: Outlet, now: Carried | None = None) -> OutletAnswer:
    named = OutletAnswer.model_fields.keys() - {"url", "way"}
    facts: dict[str, Any] = {name: getattr(it, name) for name in named}
    way = _way(now.way, name=it.name) if now else None
    return OutletAnswer(url=f"/live/outlets/{it.id}", way=way, **facts)


def _way(way: Way, **more: str) -> WayAnswer:
    return WayAnswer(**(asdict(way) | more))


for refusal, field in FIELDS.items():
    say(refusal, said, field=field)
for conflict in (models.InUse, models.StaysInside):
    say(conflict, said, status=HTTPStatus.CONFLICT)
