"""Home: what those I follow published, what may be for me, and what is new in the club."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, jsonify, redirect, render_template, request
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.chat.reading import talking_in
from community.engagement.sentences import points
from community.known import unless_known
from community.limits import spend
from community.members import Member, current_member, signed_in_member
from posts import feed_news  # noqa: F401  it hears of what is published once it is imported
from posts.feed_cards import Card, cards_for, published
from posts.feed_pages import PAGE, Page, newer, page_of
from posts.for_you.models import View
from posts.for_you.reading import Wished, desk_of
from posts.for_you.settling import choose
from posts.kinds import kind_name
from posts.shopping.shelves import strips
from posts.showing import cards_shown

feed = Blueprint("feed", __name__)
feed.app_template_global()(kind_name)
TALKING = 3  # rooms beside the feed

__all__ = ["Card", "cards_for", "feed", "published"]


@feed.get("/")
def home() -> Response | str:
    if not (me := current_member()):
        return redirect("/sign-in")
    asked, cursor = asked_view(), request.args.get("before", "")
    desk = desk_of(me, with_edition=asked in {None, View.FOR_YOU} and not cursor)
    view = asked or desk.taste.view
    page = page_of(me, view, desk, cursor=cursor, anew="fresh" in request.args)
    photos = photos_on(page)
    rooms = talking_in(me, TALKING)
    carried = [tuple(card) for card in page.carried.values()]
    shown = ("feed", view, [tuple(card) for card in page.cards], carried, page.next, page.top, photos)
    answer = unless_known(
        (*shown, [tuple(room) for room in rooms], desk.week),
        lambda: render_template(
            "posts/feed.html",
            here="/",
            cards=cards_shown(page.cards, photos, me, menu_of=view, carried=page.carried),
            rooms=rooms,
            week=desk.week,
            view=view,
            top=page.top,
            begun="before" in request.args,
            more=f"/?view={view}&before={page.next}" if page.next else None,
            points=points,
        ),
    )
    remember(me, view, desk.taste, page)
    return answer


@feed.get("/feed/newer")
def count_newer() -> Response:
    """How much came since a page was made, for whoever looks at it: what the pill says."""
    me = signed_in_member()
    spend("feed newer", me.id, "60/minute")
    view = asked_view() or View.FOLLOWING
    count = newer(me, view, desk_of(me).quiet, request.args.get("top", ""))
    words = ngettext("%(num)d new", "%(num)d new", count)
    return jsonify(count=count, words=f"{PAGE}+" if count > PAGE else words)


def photos_on(page: Page) -> Mapping[int, Sequence[str]]:
    """The first photos of each list, carried or not."""
    lists = (card.id for card in (*page.cards, *page.carried.values()) if card.kind == "shopping_list")
    return strips(lists)


def remember(me: Member, view: View, taste: Wished, page: Page) -> None:
    """The view that was asked for, and how far was read. What is only fetched ahead was not read."""
    if "Sec-Purpose" in request.headers:
        return
    if view is not taste.view:
        choose(view, by=me)
    page.keep()


def asked_view() -> View | None:
    word = request.args.get("view", "")
    return View(word) if word in list(View) else None
