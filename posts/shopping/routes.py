"""The web addresses of shopping lists."""

from typing import TypeVar
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Audience
from community.db import db, get_or_404, row_id, transaction
from community.members import Member, signed_in_member
from community.moderation.reading import waits_for_somebody
from community.permissions import require
from posts.blog.setting_forms import audiences
from posts.shopping import shelves
from posts.shopping.addressing import address_to, readers_in
from posts.shopping.arranging import arrange
from posts.shopping.following import looked
from posts.shopping.inviting import invitations_to
from posts.shopping.models import EmptyList, NoTitle, ShoppingList, State, TooLate
from posts.shopping.publishing import is_undoable, publish, remove, restore, withdraw
from posts.shopping.showing import Opened, opened, photos_of
from posts.shopping.sorting import Order, in_order
from posts.shopping.writing import NOTE, TITLE, begin, rename

W = TypeVar("W", State, Order)
shopping = Blueprint("shopping", __name__, url_prefix=ShoppingList.home)


@shopping.get("")
def show_lists() -> str:
    """The newest first; with `by=taken` those the others took most from."""
    me, taken = signed_in_member(), request.args.get("by") == "taken"
    page = shelves.most_taken(me) if taken else shelves.shelf(me, request.args.get("before", ""))
    return render_template("posts/shopping/lists.html", page=page, view="taken" if taken else "all")


@shopping.get("/followed")
def show_followed_lists() -> str:
    page = shelves.followed(signed_in_member())
    return render_template("posts/shopping/lists.html", page=page, view="followed")


@shopping.get("/mine")
def show_own_lists() -> str:
    me = signed_in_member()
    page = shelves.own(me, request.args.get("before", ""))
    gone = row_id(request.args.get("removed"))
    removed = db.session.get(ShoppingList, gone) if gone else None
    undoable = removed if removed and is_undoable(removed, me) else None
    return render_template(
        "posts/shopping/lists.html",
        page=page,
        view="mine",
        removed=undoable,
        invitations=invitations_to(me),
    )


@shopping.get("/new")
def new_list() -> str:
    require(signed_in_member(), "write", ShoppingList)
    return _editor(None, {})


@shopping.post("")
def begin_list() -> Response | tuple[str, int]:
    me, form = signed_in_member(), request.form
    try:
        it = begin(form.get("title", ""), form.get("note", ""), by=me)
    except NoTitle:
        return _editor(None, form, untitled()), 422
    return redirect(it.url, code=303)


@shopping.get("/<int:id>")
@shopping.get("/<int:id>-<slug>")
def show_list(id: int, slug: str = "") -> str:  # noqa: ARG001  the id finds it, the slug is for people
    me = signed_in_member()
    state, order = _one_of(State, "state"), _one_of(Order, "order") or Order.OWN
    shown = _opened(id, me)
    if shown.has_news:
        looked(shown.it, by=me)

    def address(**other: str | None) -> str:
        asked = {"state": state, "order": order} | other
        words = urlencode({name: word for name, word in asked.items() if word})
        return f"{shown.it.url}?{words}" if words else shown.it.url

    lines = [line for line in shown.lines if state in {None, line.item.state}]
    return render_template(
        "posts/shopping/list.html",
        shown=shown,
        waits=waits_for_somebody(shown.it),
        it=shown.it,
        about=shown.it,
        lines=in_order(lines, order),
        state=state,
        order=order,
        orders=list(Order),
        address=address,
    )


@shopping.get("/<int:id>/edition")
def edit_list(id: int) -> str:
    return _editor(_own(id), {})


@shopping.post("/<int:id>/edition")
def rename_list(id: int) -> Response | tuple[str, int]:
    it, form = _own(id), request.form
    try:
        cover = form.get("cover")
        known = cover if cover in photos_of(it) else None
        readers = readers_in(form)
        if readers and readers is not it.audience:
            address_to(it, readers, by=signed_in_member())
        rename(it, form.get("title", ""), form.get("note", ""), cover=known, by=signed_in_member())
    except NoTitle:
        return _editor(it, form, untitled()), 422
    flash(_("Saved."))
    return redirect(it.url, code=303)


@shopping.get("/<int:id>/publication")
def preview_list(id: int) -> Response | str:
    """What the others would see."""
    it = _own(id)
    if it.published_at:
        return redirect(it.url, code=303)
    shown = _opened(id, it.author, as_others=True)
    return render_template(
        "posts/shopping/publication.html", shown=shown, it=it, now=it, audiences=audiences()
    )


@shopping.post("/<int:id>/publication")
def publish_list(id: int) -> Response:
    me = signed_in_member()
    it = get_or_404(ShoppingList, id)
    require(me, "publish", it)
    readers = readers_in(request.form)
    try:
        with transaction():
            if readers and readers is not it.audience:
                address_to(it, readers, by=me)
            publish(it, by=me)
    except EmptyList:
        flash(_("There is nothing on this list for others to see. Add a piece that is not private first."))
        return redirect(it.url, code=303)
    flash(published_words(it.audience))
    return redirect(it.url, code=303)


@shopping.post("/<int:id>/withdrawal")
def withdraw_list(id: int) -> Response:
    me = signed_in_member()
    it = get_or_404(ShoppingList, id)
    withdraw(it, by=me)
    flash(_("Only you see this list now."))
    return redirect(it.url, code=303)


@shopping.post("/<int:id>/removal")
def remove_list(id: int) -> Response:
    """With `undo`, brings it back."""
    me, it = signed_in_member(), get_or_404(ShoppingList, id)
    if not request.form.get("undo"):
        remove(it, by=me)
        return redirect(f"{it.home}/mine?removed={it.id}", code=303)
    try:
        restore(it, by=me)
    except TooLate:
        flash(_("This list was removed too long ago to bring it back here. Ask a moderator."), "error")
        return redirect(f"{it.home}/mine", code=303)
    flash(_("Your list is back."), "good")
    return redirect(it.url, code=303)


@shopping.post("/<int:id>/order")
def arrange_list(id: int) -> Response | tuple[str, int]:
    """Pieces named by `item`, each under the section named beside it by `in`, if there are any."""
    me, it, form = signed_in_member(), get_or_404(ShoppingList, id), request.form
    require(me, "fill", it)
    arrange(it, form.getlist("item", type=int), by=me, under=form.getlist("in", type=int) or None)
    if request.headers.get("X-Requested-With"):
        return "", 204
    return redirect(it.url, code=303)


def _own(id: int) -> ShoppingList:
    """A list one may change; another's is refused, and as if it did not exist where it is private."""
    me = signed_in_member()
    it = get_or_404(ShoppingList, id)
    require(me, "revise", it)
    return it


def _one_of(words: type[W], name: str) -> W | None:
    """What stands behind the question mark, if it is a word we know."""
    said = request.args.get(name, "")
    return words(said) if said in set(words) else None


def _opened(id: int, me: Member, *, as_others: bool = False) -> Opened:
    price = request.args.get("price", "")
    shown = opened(id, me, as_others=as_others, price_of=int(price) if price.isdecimal() else None)
    if not shown:
        abort(404)
    require(me, "read", shown.it)
    return shown


def _editor(it: ShoppingList | None, form: object, error: str | None = None) -> str:
    photos = photos_of(it) if it else []
    limits = {"title": TITLE, "note": NOTE}
    page = "posts/shopping/editor.html"
    return render_template(
        page, it=it, now=it, audiences=audiences(), form=form, photos=photos, error=error, limits=limits
    )


def published_words(audience: Audience) -> str:
    if audience is Audience.MEMBERS:
        return _("Your list is published. Every member sees it now.")
    if audience is Audience.ONLY_ME:
        return _("Your list is published for you alone. Choose other readers whenever you like.")
    return _("Your list is published for the readers you chose.")


def untitled() -> str:
    return _("Give your list a title, as you would call it at dinner.")
