"""What will stand in the place of an embed, for those who are writing it."""

from flask import Blueprint, abort, render_template, request

from community.limits import spend
from community.members import signed_in_member
from posts.embeds.showing import filled
from posts.shopping.shelves import own
from posts.texts import html_of

embeds = Blueprint("embeds", __name__)
OFTEN = "240/minute"
LONGEST = 2000


@embeds.get("/embeds")
def show_embed() -> str:
    """As a reader sees it; a link that would stay a link is answered by nothing."""
    me, text = signed_in_member(), request.args.get("text", "")
    spend("embed", me.id, OFTEN)
    if len(text) > LONGEST:
        abort(400)
    html = html_of(text)
    return filled(html, me) if html.startswith("<figure data-embed=") else ""


@embeds.get("/embeds/own")
def choose_from_own() -> str:
    """One's lists with their pieces, the newest first, as a part of a page."""
    return render_template("posts/embeds/own.html", cards=own(signed_in_member()).cards)
