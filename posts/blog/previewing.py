"""A story as its readers will see it, before it is stored."""

from flask import render_template, request

from community.audience import AND_UP
from community.db import db, row_id
from community.engagement.standing import Tier
from community.members import Member
from community.pictures.keeping import photos_by_digest
from posts.blog.models import Story, Words
from posts.prose import minutes_to_read
from posts.tagging import tags_in
from posts.texts import html_of


def preview(words: Words, me: Member) -> str:
    """With `part`, for a frame beside the editor; `as` one of a tier may, or may not, see that `story`."""
    html = html_of(words.text, me)
    return render_template(
        "posts/blog/preview_frame.html" if request.form.get("part") else "posts/blog/preview.html",
        words=words,
        html=html,
        minutes=minutes_to_read(html),
        tags=tags_in(words.tags),
        cover=photos_by_digest([words.cover]).get(words.cover) if words.cover else None,
        closed_to=closed_to(request.form.get("as", ""), me),
    )


def closed_to(tier: str, me: Member) -> str:
    """The tier by name, if the story is for others."""
    id = row_id(request.form.get("story"))
    story = db.session.get(Story, id) if id else None
    if tier not in set(Tier) or not story or story.author_id != me.id:
        return ""
    return "" if Tier(tier) in AND_UP.get(story.audience, ()) else tier.capitalize()
