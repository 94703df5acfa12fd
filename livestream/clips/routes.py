"""The web addresses of clips: under the stream from which they are cut."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404
from community.limits import spend
from community.members import signed_in_member
from community.permissions import may, require
from livestream.clips import embedded  # noqa: F401  texts show them once it is imported
from livestream.clips.cutting import cut, remove, said, second_in
from livestream.clips.models import Clip
from livestream.shelf.wares import shown_within
from livestream.streams import stills
from livestream.streams.models import Stream
from livestream.streams.signing import home_of, pass_for

clips = Blueprint("clips", __name__, url_prefix=f"{Stream.home}/<int:id>/clips")
OFTEN = "60/hour"
BRACKETS = str.maketrans("[]\\", "()/")  # what would end the link's words, in Markdown


@clips.post("")
def cut_clip(id: int) -> Response:
    me, it, form = signed_in_member(), get_or_404(Stream, id), request.form
    require(me, "cut", it)
    spend("cut", me.id, OFTEN)
    try:
        times = second_in(form.get("begins", "")), second_in(form.get("ends", ""))
        clip = cut(it, form.get("title", ""), *times, by=me)
    except Refusal as refusal:
        flash(said(refusal), "error")
        return redirect(f"{it.url}#clips", code=303)
    return redirect(clip.url, code=303)


@clips.get("/<int:clip_id>")
def show_clip(id: int, clip_id: int) -> str:
    me, clip = signed_in_member(), clip_of(id, clip_id)
    require(me, "read", clip.stream)
    return render_template(
        "livestream/clips/clip.html",
        clip=clip,
        it=clip.stream,
        told=f"[{clip.title.translate(BRACKETS)}]({clip.url})",
        cuts=may(me, "cut", clip.stream),
        shown=shown_within(clip.stream, clip.second, clip.second + clip.seconds, me),
    )


@clips.get("/<int:clip_id>/address")
def where_a_clip_plays(id: int, clip_id: int) -> Response:
    me, clip = signed_in_member(), clip_of(id, clip_id)
    require(me, "read", clip.stream)
    given, ends = pass_for(id, me.id)
    playlist = f"{home_of(id, given)}/cut-{clip.first}-{clip.last}.m3u8"
    return jsonify(playlist=playlist, ends=ends)


@clips.get("/<int:clip_id>/still")
def show_still_of_clip(id: int, clip_id: int) -> Response:
    """A picture of it, for the cards that lead to it."""
    clip = clip_of(id, clip_id)
    require(signed_in_member(), "read", clip.stream)
    return stills.shown(stills.still_within(clip.stream, clip.first, clip.last), kept=stills.KEPT)


@clips.post("/<int:clip_id>/removal")
def remove_clip(id: int, clip_id: int) -> Response:
    clip = clip_of(id, clip_id)
    back = clip.stream.url
    remove(clip, by=signed_in_member())
    flash(_("The clip is gone. The film is whole, as it was."), "good")
    return redirect(f"{back}#clips", code=303)


def clip_of(stream_id: int, clip_id: int) -> Clip:
    clip = db.session.get(Clip, clip_id)
    return clip if clip and clip.stream_id == stream_id else abort(404)
