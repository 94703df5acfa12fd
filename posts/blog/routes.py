"""The web addresses where stories are read."""

from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from community.contributions import address
from community.db import db, row_id
from community.members import signed_in_member
from community.moderation.reading import waits_for_somebody
from community.permissions import require
from posts.blog.models import Story
from posts.blog.progress import BEGUN, END, begun
from posts.blog.publishing import is_undoable
from posts.blog.reading import PAGE, cards, loved, mine, opened
from posts.blog.relating import onward_from
from posts.blog.series import neighbours
from posts.prose import headings_of
from posts.tagging import much_used, tags_in
from posts.undoing import UNDO_SECONDS

blog = Blueprint("blog", __name__, url_prefix=Story.home)
FEW = 3  # headings: with fewer, a list of them is in the way


@blog.get("")
def list_stories() -> str:
    me, tag = signed_in_member(), request.args.get("tag", "")
    stories, edge = cards(me, tag, before=request.args.get("before", ""))
    more = urlencode({key: value for key, value in (("tag", tag), ("before", edge)) if value})
    return render_template(
        "posts/blog/stories.html",
        stories=stories,
        tag=tag,
        tags=much_used("story", me),
        loved=loved(me),
        begun=begun(me),
        more=edge and f"{Story.home}?{more}",
        url_of=lambda card: address(Story.home, card.id, card.slug),
        tags_in=tags_in,
    )


@blog.get("/mine")
def list_mine() -> str:
    me = signed_in_member()
    rows = mine(me, before=row_id(request.args.get("before")))
    gone = row_id(request.args.get("removed"))
    removed = db.session.get(Story, gone) if gone else None
    return render_template(
        "posts/blog/mine.html",
        stories=rows[:PAGE],
        more=f"{Story.home}/mine?before={rows[PAGE - 1].id}" if len(rows) > PAGE else None,
        removed=removed if removed and is_undoable(removed, me) else None,
        undo_seconds=UNDO_SECONDS,
        url_of=lambda row: address(Story.home, row.id, row.slug),
    )


@blog.get("/<int:id>")
@blog.get("/<int:id>-<slug>")
def show_story(id: int, slug: str = "") -> Response | str:
    """Under its own address: one with an older title leads to it."""
    me = signed_in_member()
    it = opened(id, me) or abort(404)
    require(me, "read", it.story)
    if slug != it.story.slug:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(it.story.url + query, code=301)
    headings = headings_of(it.story.html)
    return render_template(
        "posts/blog/story.html",
        story=it.story,
        it=it,
        waits=waits_for_somebody(it.story),
        tags=tags_in(it.story.tags),
        contents=headings if len(headings) >= FEW else (),
        onward=onward_from(it.story, me),
        read_on=it.place if BEGUN <= it.place < END else 0,
        part=neighbours(it.story, me),
        url_of=lambda card: address(Story.home, card.id, card.slug),
    )
