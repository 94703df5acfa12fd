"""The web address of taking a piece of another's list."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, row_id, transaction
from community.members import Member, signed_in_member
from community.permissions import require
from posts.shopping.models import AlreadyListed, FullList, Item, ShoppingList
from posts.shopping.piece_routes import full
from posts.shopping.taking import leave, own_lists, take
from posts.shopping.writing import begin

taking = Blueprint("taking", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/items/<int:id>/taking")


@taking.get("")
def choose_list(list_id: int, id: int) -> str:
    me = signed_in_member()
    item = _item(list_id, id, me)
    return render_template("posts/shopping/taking.html", item=item, it=item.list, lists=own_lists(me))


@taking.post("")
def take_piece(list_id: int, id: int) -> Response:
    """Into the list named by `into`, or into the only one there is. With `undo`, out of it again."""
    me = signed_in_member()
    item = _item(list_id, id, me)
    back = f"{item.list.url}#piece-{item.id}"
    if request.form.get("undo"):
        leave(item, by=me)
        flash(_("“%(name)s” is no longer on your list.", name=item.name))
        return redirect(back, code=303)
    into = request.form.get("into", "")
    if not into and len(own_lists(me)) > 1:
        return redirect(f"{ShoppingList.home}/{list_id}/items/{id}/taking", code=303)
    _take(item, into, me)
    return redirect(back, code=303)


def _take(item: Item, into: str, me: Member) -> None:
    try:
        with transaction():
            own = list_named(into, me)
            take(item, own, by=me)
    except AlreadyListed as already:
        flash(_("“%(name)s” is on “%(list)s” already.", name=already.twin.name, list=already.twin.list.title))
    except FullList:
        flash(full())
    else:
        flash(_("“%(name)s” is on “%(list)s” now.", name=item.name, list=own.title))


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
