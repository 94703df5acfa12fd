"""A thread in two levels, as under a story or a list: what answers a reply stands under it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from flask_babel import ngettext
from markupsafe import Markup

from posts.replies.showing import Reading, each_shown, piece
from posts.replies.threads import Post


def shown_in_groups(posts: Sequence[Post], reading: Reading, here: str) -> Markup:
    """First replies, each with its answers under it; `here` leads to this page with all answers of one."""
    html = dict(zip((post.id for post in posts), each_shown(posts, reading), strict=True))
    groups = [(root, list(group)) for root, group in groupby(posts, key=lambda post: post.root)]
    return Markup("".join(_group(root, group, html, reading, here) for root, group in groups))  # noqa: S704


def _group(root: int, posts: Sequence[Post], html: Mapping[int, str], reading: Reading, here: str) -> str:
    first, *answers = posts
    if not answers:
        return html[first.id]
    hidden = first.among - len(posts)
    facts = {
        "root": str(root),
        "count": ngettext("%(num)d answer", "%(num)d answers", first.among - 1),
        "posts": "".join(html[post.id] for post in answers),
        "more": piece("all_answers", reading, {"href": f"{here}&amp;open={root}#reply-{first.id}"})
        if hidden > 0
        else "",
    }
    return html[first.id] + piece("answers", reading, facts)
