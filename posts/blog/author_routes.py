"""The web addresses where authors are invited to a story, answer, and leave."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import Member, signed_in_member
from community.permissions import require
from posts.blog.inviting import (
    MOST,
    AlreadyThere,
    NobodyThere,
    TooManyAuthors,
    accept,
    dismiss,
    invite,
    leave,
)
from posts.blog.models import Story

authors = Blueprint("authors", __name__, url_prefix=f"{Story.home}/<int:id>/authors")
Uninvited = (NobodyThere, AlreadyThere, TooManyAuthors)


@authors.get("")
def list_authors(id: int) -> tuple[str, int]:
    story = get_or_404(Story, id)
    require(signed_in_member(), "revise", story)
    return _page(story)


@authors.post("")
def invite_author(id: int) -> Response | tuple[str, int]:
    me, story = signed_in_member(), get_or_404(Story, id)
    try:
        whom = invite(story, request.form.get("handle", ""), by=me)
    except Uninvited as refusal:
        return _page(story, said(refusal))
    flash(_("%(name)s is invited, and reads the draft from now on.", name=whom.name), "good")
    return redirect(f"{Story.home}/{id}/authors", code=303)


@authors.post("/<int:member_id>/removal")
def dismiss_author(id: int, member_id: int) -> Response:
    dismiss(get_or_404(Story, id), get_or_404(Member, member_id), by=signed_in_member())
    return redirect(f"{Story.home}/{id}/authors", code=303)


@authors.post("/acceptance")
def accept_invitation(id: int) -> Response:
    story = get_or_404(Story, id)
    accept(story, by=signed_in_member())
    flash(_("You write this story together now."), "good")
    return redirect(story.url if story.published_at else f"{Story.home}/{id}/edition", code=303)


@authors.post("/departure")
def leave_story(id: int) -> Response:
    """Or decline: what one has written stays in the story."""
    leave(get_or_404(Story, id), by=signed_in_member())
    flash(_("You are no longer one of its authors."), "good")
    return redirect(f"{Story.home}/mine", code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, NobodyThere):
        return _("Nobody here has that handle. It stands on a member's page, after the @.")
    if isinstance(refusal, AlreadyThere):
        return _("That member is one of its authors, or invited already.")
    return _("At most %(most)d members write with you.", most=MOST)


def _page(story: Story, error: str = "") -> tuple[str, int]:
    page = render_template(
        "posts/blog/authors.html",
        story=story,
        most=MOST,
        handle=request.form.get("handle", ""),
        error=error,
    )
    return page, 422 if error else 200
