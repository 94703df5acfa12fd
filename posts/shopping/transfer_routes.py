"""The web address of moving a piece to another of one's lists, or copying it there."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, row_id
from community.members import Member, signed_in_member
from community.permissions import require
from posts.shopping.models import AlreadyListed, ForeignList, FullList, Item, ShoppingList
from posts.shopping.piece_routes import full, piece_to_change
from posts.shopping.taking import own_lists
from posts.shopping.transferring import copy_to, fold_into, move_to

transfers = Blueprint(
    "transfers", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/items/<int:id>/transfer"
)


@transfers.get("")
def choose_target(list_id: int, id: int) -> str:
    return _page(piece_to_change(list_id, id), signed_in_member())


@transfers.post("")
def transfer_piece(list_id: int, id: int) -> Response | tuple[str, int]:
    """To the list named by `into`, with `keep` on both; `twin` says what to do with the same one there."""
    me, item = signed_in_member(), piece_to_change(list_id, id)
    was, into, keep = item.list, _target(me), bool(request.form.get("keep"))
    twin = request.form.get("twin", "")
    try:
        (copy_to if keep else move_to)(item, into, by=me, beside_twin=twin == "both")
    except AlreadyListed as already:
        if twin != "merge":
            return _page(item, me, already.twin, keep=keep), 409
        fold_into(item, already.twin, by=me, keep=keep)
    except FullList:
        flash(full(), "error")
        return redirect(was.url, code=303)
    except ForeignList:
        abort(403)
    flash(_("“%(name)s” is on “%(list)s” now.", name=item.name, list=into.title), "good")
    return redirect(was.url, code=303)


def _target(me: Member) -> ShoppingList:
    it = get_or_404(ShoppingList, row_id(request.form.get("into")) or abort(400))
    require(me, "fill", it)
    return it


def _page(item: Item, me: Member, twin: Item | None = None, *, keep: bool = False) -> str:
    lists = [it for it in own_lists(me) if it.id != item.list_id and it.author_id == item.list.author_id]
    page = "posts/shopping/transfer.html"
    return render_template(page, item=item, it=item.list, lists=lists, twin=twin, keep=keep)
