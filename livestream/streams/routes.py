"""The web addresses of streams: what is on, one to watch, the studio of its host."""

from dataclasses import asdict

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.audience import admits
from community.chat.pages import thread_shown
from community.contributions import Audience
from community.db import Refusal, db, get_or_404, row_id
from community.limits import spend
from community.members import signed_in_member
from community.permissions import may, require
from livestream.engines import choosing
from livestream.outlets import studio_routes as outlets
from livestream.outlets.models import Outlet
from livestream.replay.models import Feeling
from livestream.replay.page import beside_replay
from livestream.shelf import routes as shelf
from livestream.streams import going_live, incoming, reading, stills
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.keys import open_stream_of
from livestream.streams.lengths import length
from livestream.streams.models import LONGEST_TITLE, Broadcaster, OneAtATime, Stream, StreamKey
from livestream.streams.reminding import reminder_of
from livestream.streams.signing import pass_for
from livestream.streams.watching import viewers_of
from livestream.trips.models import Stop, Trip

streams = Blueprint("streams", __name__, url_prefix=Stream.home)
A_DAY = "20/day"
Answer = Response | str | tuple[str, int]


@streams.get("")
def list_streams() -> str:
    me = signed_in_member()
    again = reading.again(me, row_id(request.args.get("before")))
    page = again[: reading.PAGE]
    return render_template(
        "livestream/streams/streams.html",
        now_on=[] if "before" in request.args else reading.now_on(me),
        again=page,
        more=f"{Stream.home}?before={page[-1].id}" if len(again) > len(page) else None,
        length=length,
        going=may(me, "go_live", Stream),
        choosing=may(me, "choose", Broadcaster),
        sending_on=may(me, "keep", Outlet),
    )


@streams.get("/new")
def new_stream() -> Answer:
    me = signed_in_member()
    require(me, "go_live", Stream)
    if it := open_stream_of(me.id):
        return redirect(f"{it.url}/studio")
    return _announcing()


@streams.post("")
def announce_stream() -> Answer:
    me, form = signed_in_member(), request.form
    require(me, "go_live", Stream)
    spend("announce", me.id, A_DAY)
    trip, stop = _place_named(form.get("trip", ""))
    asked = form.get("audience", "")
    audience = Audience(asked) if asked in going_live.AUDIENCES else Audience.MEMBERS
    try:
        it = going_live.announce(form.get("title", ""), audience, by=me, trip=trip, stop=stop)
    except OneAtATime as refusal:
        flash(going_live.said(refusal))
        return redirect(f"{refusal.open_one.url}/studio", code=303)
    except Refusal as refusal:
        return _announcing(going_live.said(refusal)), 422
    return redirect(f"{it.url}/studio", code=303)


@streams.get("/<int:id>")
def watch_stream(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "read", it)
    has_film = choosing.has_film(it)
    again = it.ended_at and has_film
    talk = beside_replay(it, me) if again else thread_shown(it.room, me)
    return render_template(
        "livestream/streams/stream.html",
        it=it,
        has_film=has_film,
        feelings=list(Feeling),
        reminded=reminder_of(it, me) is not None,
        viewers=viewers_of(id),
        watched=reading.viewers(id) if it.ended_at else 0,
        hosts=may(me, "host", it),
        counts=may(me, "count", it),
        **shelf.seen(it, me),
        trip=it.trip if it.trip and may(me, "read", it.trip) else None,
        length=length,
        **talk,
    )


@streams.get("/<int:id>/address")
def where_it_plays(id: int) -> Response:
    """What a player fetches: with parts, and plain; and until when, in seconds since 1970."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "read", it)
    given, ends = pass_for(id, me.id)
    film = choosing.film_of(it, given)
    return jsonify(state=it.state, ends=ends, **asdict(film) if film else {})


@streams.get("/<int:id>/still")
def show_still(id: int) -> Response:
    """A picture of it, for the cards that lead to it."""
    it = get_or_404(Stream, id)
    require(signed_in_member(), "read", it)
    return stills.shown(stills.still_of(it), kept=stills.KEPT if it.ended_at else stills.EVERY)


@streams.get("/<int:id>/studio")
def show_studio(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "host", it)
    film = following(folder_of(id)).look()
    return render_template(
        "livestream/streams/studio.html",
        it=it,
        trouble=incoming.trouble_with(it, film),
        figures=incoming.about(film.figures),
        viewers=viewers_of(id),
        ingest=choosing.ingest_for(it),
        has_key=has_key(me.id),
        feelings=list(Feeling),
        **shelf.at_hand(it, me),
        **outlets.at_hand(it),
        **thread_shown(it.room, me),
    )


@streams.get("/<int:id>/studio/incoming")
def what_comes_in(id: int) -> Response:
    """For a host whose film an encoder sends: the same words as in the studio, as they are now."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "host", it)
    film = following(folder_of(id)).look()
    told = {"trouble": incoming.trouble_with(it, film), "figures": incoming.about(film.figures)}
    return jsonify(state=it.state, **told)


@streams.post("/<int:id>/ending")
def end_stream(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "end", it)
    going_live.end(it, by=me)
    flash(_("The stream has ended. Whoever missed it can see it here."), "good")
    return redirect(it.url if it.begun_at else Stream.home, code=303)


@streams.post("/<int:id>/removal")
def remove_stream(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "remove", it)
    going_live.remove(it, by=me)
    flash(_("The stream and its film are gone."), "good")
    return redirect(Stream.home, code=303)


def has_key(member_id: int) -> bool:
    return db.session.get(StreamKey, member_id) is not None


def _place_named(word: str) -> tuple[Trip | None, Stop | None]:
    """«7»: a trip, «7.31»: one of its stops."""
    id, _dot, stop_id = word.partition(".")
    trip = get_or_404(Trip, row_id(id) or abort(404)) if id else None
    stop = get_or_404(Stop, row_id(stop_id) or abort(404)) if trip and stop_id else None
    return trip, stop


def _announcing(refusal: str = "") -> str:
    me = signed_in_member()
    trips = reading.trips_to_film(me)
    return render_template(
        "livestream/streams/new.html",
        form=request.form,
        refusal=refusal,
        audiences=[it for it in going_live.AUDIENCES if admits(it, me)],
        longest=LONGEST_TITLE,
        trips=trips,
        stops=reading.stops_to_film([row.id for row in trips]),
    )
