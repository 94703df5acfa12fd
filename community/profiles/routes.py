"""The web address of a member: who she is, what she made, and whether I follow her."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, abort, jsonify, make_response, redirect, render_template, request
from sqlalchemy import Row, func, select
from werkzeug.wrappers import Response

from community.contributions import address, home_of
from community.db import db, row_id
from community.entrance.routes import own_page
from community.following import Follow, follow, unfollow
from community.limits import spend
from community.members import Member, signed_in_member
from community.profiles.reading import KINDS, PAGE, made_by, profile_of

profiles = Blueprint("profiles", __name__)


@profiles.get("/@<handle>")
@profiles.get("/@<handle>/<any(lists, topics, tips, reviews):tab>")
def show_profile(handle: str, tab: str = "stories") -> Response | str:
    me = signed_in_member()
    if handle != handle.lower():
        here = request.full_path.replace(handle, handle.lower(), 1).rstrip("?")
        return redirect(quote(here, safe="/@?&=+%"), code=301)
    profile = profile_of(handle, seen_by=me)
    if profile is None and db.session.scalar(select(Member.left_at).where(Member.handle == handle)):
        return make_response(render_template("community/profiles/left.html"), 410)
    profile = profile or abort(404)
    made = made_by(profile, KINDS[tab], seen_by=me, before=row_id(request.args.get("before")))
    return render_template(
        "community/profiles/profile.html",
        profile=profile,
        tab=tab,
        made=made,
        more=f"{request.path}?before={made[-1].id}" if len(made) == PAGE else None,
        may_write=profile.takes_letters_of(me),
        url_of=url_of,
    )


@profiles.post("/@<handle>/follow")
def follow_or_not(handle: str) -> Response:
    """`followed` says what is wished, so that pressing twice or reloading does no harm."""
    me = signed_in_member()
    spend("follow", me.id, "60/minute")
    whom = db.session.scalar(select(Member).where(Member.handle == handle)) or abort(404)
    verb = follow if request.form.get("followed", "1") == "1" else unfollow
    verb(whom, by=me)
    if "application/json" in request.headers.get("Accept", ""):
        return jsonify(followed=verb is follow, followers=followers_of(whom))
    return redirect(own_page(request.form.get("next") or whom.url), code=303)


def followers_of(member: Member) -> int:
    counted = select(func.count()).select_from(Follow).where(Follow.followed_id == member.id)
    return db.session.scalar(counted) or 0


def url_of(row: Row[Any]) -> str:
    """A draft is opened where it is written."""
    here = address(home_of(row.kind), row.id, row.slug if row.published_at else "")
    return here if row.published_at or row.kind != "story" else f"{here}/edition"
