"""The web addresses where an author decides about a story beside its words."""

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from posts.blog.models import Story
from posts.blog.publishing import address_to
from posts.blog.settling import audience, audiences

story_settings = Blueprint("story_settings", __name__, url_prefix=Story.home)


@story_settings.get("/<int:id>/settings")
def show_settings(id: int) -> str:
    story = get_or_404(Story, id)
    require(signed_in_member(), "address", story)
    return render_template("posts/blog/settings.html", story=story, audiences=audiences())


@story_settings.post("/<int:id>/settings")
def settle(id: int) -> Response:
    story = get_or_404(Story, id)
    address_to(story, audience(story), by=signed_in_member())
    flash(_("Saved."), "good")
    return redirect(story.url, code=303)
