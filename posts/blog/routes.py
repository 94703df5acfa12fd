"""The web addresses of stories."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.db import db, get_or_404
from community.members import Member, signed_in_member
from community.permissions import require
from posts.blog.models import Story, UnfinishedStory
from posts.blog.publishing import publish
from posts.blog.writing import remove, revise, write
from posts.reactions.models import Like

blog = Blueprint("blog", __name__, url_prefix=Story.home)
PAGE = 20


@blog.get("")
def list_stories() -> str:
    signed_in_member()
    published = (
        select(Story)
        .join(Story.author)
        .where(Story.published_at.is_not(None), Story.hidden_at.is_(None), Story.removed_at.is_(None))
        .order_by(Story.published_at.desc())
        .limit(PAGE)
    )
    return render_template("posts/blog/stories.html", stories=db.session.scalars(published).all())


@blog.get("/new")
def new_story() -> str:
    require(signed_in_member(), "write", Story)
    return render_template("posts/blog/editor.html", story=None)


@blog.post("")
def write_story() -> Response:
    story = write(request.form.get("title", ""), request.form.get("text", ""), by=signed_in_member())
    return _publish_or_keep(story)


@blog.get("/<int:id>")
@blog.get("/<int:id>-<slug>")
def show_story(id: int, slug: str = "") -> Response | str:  # noqa: ARG001  the id finds it, the slug is for people
    me = signed_in_member()
    story = _readable(id, me)
    liked = db.session.get(Like, (story.id, me.id)) is not None
    return render_template("posts/blog/story.html", story=story, liked=liked)


@blog.get("/<int:id>/edition")
def edit_story(id: int) -> str:
    story = get_or_404(Story, id)
    require(signed_in_member(), "revise", story)
    return render_template("posts/blog/editor.html", story=story)


@blog.post("/<int:id>/edition")
def revise_story(id: int) -> Response:
    story = get_or_404(Story, id)
    revise(story, request.form.get("title", ""), request.form.get("text", ""), by=signed_in_member())
    return _publish_or_keep(story)


@blog.post("/<int:id>/publication")
def publish_story(id: int) -> Response:
    story = get_or_404(Story, id)
    try:
        publish(story, by=signed_in_member())
    except UnfinishedStory:
        flash(_("Give your story a title and a text before you publish it."))
        return redirect(f"{story.home}/{story.id}/edition", code=303)
    return redirect(story.url, code=303)


@blog.post("/<int:id>/removal")
def remove_story(id: int) -> Response:
    remove(get_or_404(Story, id), by=signed_in_member())
    flash(_("Your story is removed."))
    return redirect(Story.home, code=303)


def _readable(id: int, me: Member) -> Story:
    story = get_or_404(Story, id)
    require(me, "read", story)
    return story if not story.removed_at else abort(404)


def _publish_or_keep(story: Story) -> Response:
    if request.form.get("then") == "publish" and not story.published_at:
        return publish_story(story.id)
    flash(_("Saved."))
    return redirect(story.url if story.published_at else f"{story.home}/{story.id}/edition", code=303)
