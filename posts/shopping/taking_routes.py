"""The web address of taking a piece of another's list."""

from urllib.parse import urlencode

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import db, get_or_404, row_id, transaction
from community.entrance.routes import own_page
from community.errors import wants_json
from community.members import Member, signed_in_member
from community.permissions import may, require
from posts.shopping.models import AlreadyListed, FullList, Item, ShoppingList, Taken
from posts.shopping.piece_routes import full
from posts.shopping.taking import leave, own_lists, take
from posts.shopping.writing import begin

taking = Blueprint("taking", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/items/<int:id>/taking")


@taking.get("")
def choose_list(list_id: int, id: int) -> str:
    me = signed_in_member()
    item = _item(list_id, id, me)
    return render_template(
        "posts/shopping/taking.html",
        item=item,
        it=item.list,
        lists=own_lists(me),
        back=_back(item),
        via=request.args.get("via", ""),
    )


@taking.post("")
def take_piece(list_id: int, id: int) -> Response:
    """Into the list named by `into`, or into the only one there is. With `undo`, out of it again.

    On to the page named by `next`, or to the piece; a script is told what happened and stays where it is.
    """
    me = signed_in_member()
    item = _item(list_id, id, me)
    into, undo = request.form.get("into", ""), bool(request.form.get("undo"))
    if not undo and not into and len(own_lists(me)) > 1:
        carried = {name: request.form[name] for name in ("next", "via") if name in request.form}
        carried |= {"next": _back(item)} if "next" in carried else {}
        onward = f"?{urlencode(carried)}" if carried else ""
        choice = f"{ShoppingList.home}/{list_id}/items/{id}/taking{onward}"
        return jsonify(choose=choice) if wants_json() else redirect(choice, code=303)
    words = _left(item, me) if undo else _taken(item, into, me)
    if wants_json():
        return jsonify(said=words, taken=db.session.get(Taken, (item.id, me.id)) is not None)
    flash(words)
    return redirect(_back(item), code=303)


def _back(item: Item) -> str:
    return own_page(request.values.get("next") or f"{item.list.url}#piece-{item.id}")


def _left(item: Item, me: Member) -> str:
    leave(item, by=me)
    return _("“%(name)s” is no longer on your list.", name=item.name)


def _taken(item: Item, into: str, me: Member) -> str:
    try:
        with transaction():
            own = list_named(into, me)
            take(item, own, by=me, via=_via(me))
    except AlreadyListed as already:
        twin = already.twin
        return _("“%(name)s” is on “%(list)s” already.", name=twin.name, list=twin.list.title)
    except FullList:
        return full()
    return _("“%(name)s” is on “%(list)s” now.", name=item.name, list=own.title)


def _via(me: Member) -> Contribution | None:
    """The stream in which she saw it, as long as she may watch that."""
    id = row_id(request.form.get("via", ""))
    it = db.session.get(Contribution, id) if id else None
    return it if it and it.kind == "stream" and may(me, "read", it) else None


def list_named(into: str, me: Member) -> ShoppingList:
    """The one chosen; without a choice the only one, or a first one."""
    if into not in {"", "new"}:
        return get_or_404(ShoppingList, row_id(into) or abort(404))
    own = own_lists(me)
    return own[0] if own and not into else begin(_("My list"), by=me)


def _item(list_id: int, id: int, me: Member) -> Item:
    item = get_or_404(Item, id)
    if item.list_id != list_id:
        abort(404)
    require(me, "take", item)
    return item
