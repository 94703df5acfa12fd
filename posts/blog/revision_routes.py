"""The web addresses where those who write a story see how it stood before, and bring that back."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, row_id
from community.members import signed_in_member
from posts.blog.differing import differences
from posts.blog.models import Story, StoryRevision
from posts.blog.revisions import PAGE, revision_of, revisions_of
from posts.blog.writing import restore_revision

revisions = Blueprint("revisions", __name__, url_prefix=f"{Story.home}/<int:id>/revisions")
LINES = ("title", "excerpt", "tags", "cover_alt")


@revisions.get("")
def list_revisions(id: int) -> str:
    me, story = signed_in_member(), get_or_404(Story, id)
    rows = revisions_of(story, me, before=row_id(request.args.get("before")))
    more = f"{Story.home}/{id}/revisions?before={rows[PAGE - 1].number}" if len(rows) > PAGE else None
    return render_template("posts/blog/revisions.html", story=story, revisions=rows[:PAGE], more=more)


@revisions.get("/<int:number>")
def show_revision(id: int, number: int) -> str:
    """What it changed; with `?against=` a number, what changed since that one."""
    me, story = signed_in_member(), get_or_404(Story, id)
    it = revision_of(story, number, me) or abort(404)
    before = revision_of(story, row_id(request.args.get("against")) or number - 1, me)
    return render_template(
        "posts/blog/revision.html",
        story=story,
        it=it,
        before=before,
        lines=changed_lines(before, it),
        passages=differences(before.text if before else "", it.text),
        is_newest=not revision_of(story, number + 1, me),
    )


@revisions.post("/<int:number>/restoration")
def restore(id: int, number: int) -> Response:
    me, story = signed_in_member(), get_or_404(Story, id)
    it = revision_of(story, number, me) or abort(404)
    restore_revision(story, it, by=me)
    flash(_("It stands again as it did then."), "good")
    return redirect(story.url if story.published_at else f"{Story.home}/{id}/edition", code=303)


def changed_lines(before: StoryRevision | None, it: StoryRevision) -> list[tuple[str, str, str]]:
    """Of the short fields, those that changed: the name, what stood there, what stands there."""
    old = {name: getattr(before, name) if before else "" for name in (*LINES, "cover")}
    return [
        (name, old[name] or "", getattr(it, name) or "") for name in old if old[name] != getattr(it, name)
    ]
