"""The web addresses where browsers say how far one has read, and authors see what became of a story."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.entrance.routes import own_page
from community.limits import spend
from community.members import signed_in_member
from posts.blog.insight import insight_of
from posts.blog.models import Story
from posts.blog.progress import keep_place, lay_aside

progress = Blueprint("progress", __name__, url_prefix=Story.home)


@progress.post("/<int:id>/reading")
def read_on(id: int) -> tuple[str, int]:
    """`place` from 0 to 1000."""
    me, story = signed_in_member(), get_or_404(Story, id)
    spend("reading", me.id, "120/minute")
    keep_place(story, request.form.get("place", 0, int), by=me)
    return "", 204


@progress.post("/<int:id>/reading/removal")
def stop_reading(id: int) -> Response:
    lay_aside(get_or_404(Story, id), by=signed_in_member())
    return redirect(own_page(request.form.get("next") or Story.home), code=303)


@progress.get("/<int:id>/insight")
def show_insight(id: int) -> str:
    story = get_or_404(Story, id)
    it = insight_of(story, by=signed_in_member())
    return render_template("posts/blog/insight.html", story=story, it=it)
