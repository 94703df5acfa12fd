"""The web addresses of the pieces of a list."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.links import Unfetchable, why_not
from community.members import signed_in_member
from community.permissions import require
from community.products.pasting import by_hand, look_at_pasted
from community.products.prices import currencies
from posts.shopping import forms
from posts.shopping.arranging import move
from posts.shopping.filling import add, add_to, change, merge, put_back, take_off, turn
from posts.shopping.forms import PieceForm
from posts.shopping.models import (
    AlreadyListed,
    ChangedMeanwhile,
    FullList,
    Item,
    ShoppingList,
    State,
    TooLate,
)
from posts.shopping.pieces import MOST, sections_of

pieces = Blueprint("pieces", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>/items")


@pieces.get("/new")
def new_piece(list_id: int) -> str:
    return _form(list_to_fill(list_id), None, forms.blank())


@pieces.post("/pasting")
def paste_piece(list_id: int) -> tuple[str, int]:
    """The form, filled with what a shop's page says; where it says nothing, to be filled by hand."""
    me, text = signed_in_member(), request.form.get("address", "")
    list_to_fill(list_id)
    try:
        form = forms.pasted(look_at_pasted(text, by=me), text)
    except Unfetchable as refusal:
        form = forms.pasted(by_hand(text), text)
        form.errors["pasted"] = why_not(refusal)
    return _form(list_to_fill(list_id), None, form), 422 if form.errors else 200


@pieces.post("")
def add_piece(list_id: int) -> Response | tuple[str, int]:
    me, it = signed_in_member(), list_to_fill(list_id)
    read = forms.read(request.form, request.files.get("file"), by=me)
    if not read.piece:
        return _form(it, None, read), 422
    twin = request.form.get("twin", "")
    try:
        add(it, read.piece, by=me, beside_twin=twin == "both")
    except AlreadyListed as already:
        if twin != "merge":
            return _form(it, None, read, twin=already.twin), 409
        add_to(already.twin, read.piece.quantity, by=me)
    except FullList:
        flash(full())
    if request.form.get("then") == "another":
        return redirect(f"{it.home}/{it.id}/items/new", code=303)
    return redirect(it.url, code=303)


@pieces.get("/<int:id>/edition")
def edit_piece(list_id: int, id: int) -> str:
    item = piece_to_change(list_id, id)
    return _form(item.list, item, forms.filled(item))


@pieces.post("/<int:id>/edition")
def change_piece(list_id: int, id: int) -> Response | tuple[str, int]:
    me, item = signed_in_member(), piece_to_change(list_id, id)
    read = forms.read(request.form, request.files.get("file"), by=me)
    if not read.piece:
        return _form(item.list, item, read), 422
    try:
        change(item, read.piece, by=me, version=request.form.get("version", type=int))
    except ChangedMeanwhile:
        read.typed["version"] = str(item.version)
        return _form(item.list, item, read, theirs=_others_words(item, read)), 409
    return redirect(item.list.url, code=303)


@pieces.post("/<int:id>/state")
def turn_piece(list_id: int, id: int) -> Response:
    item, state = piece_to_change(list_id, id), request.form.get("state", "")
    if state not in set(State):
        abort(400)
    turn(item, State(state), by=signed_in_member())
    return redirect(item.list.url, code=303)


@pieces.post("/<int:id>/place")
def move_piece(list_id: int, id: int) -> Response:
    item = piece_to_change(list_id, id)
    move(item, by=signed_in_member(), up=request.form.get("to") == "up")
    return redirect(f"{item.list.url}#piece-{item.id}", code=303)


@pieces.post("/<int:id>/merging")
def merge_piece(list_id: int, id: int) -> Response:
    item = piece_to_change(list_id, id)
    kept = merge(item, by=signed_in_member())
    flash(_("“%(name)s” is one line now.", name=kept.name))
    return redirect(item.list.url, code=303)


@pieces.post("/<int:id>/removal")
def take_piece_off(list_id: int, id: int) -> Response:
    """With `undo`, back on the list again."""
    me, item = signed_in_member(), piece_to_change(list_id, id, gone=True)
    try:
        (put_back if request.form.get("undo") else take_off)(item, by=me)
    except TooLate:
        flash(_("It is too late to put “%(name)s” back. Add it anew.", name=item.name))
    return redirect(item.list.url, code=303)


def list_to_fill(id: int) -> ShoppingList:
    me = signed_in_member()
    it = get_or_404(ShoppingList, id)
    require(me, "fill", it)
    return it


def piece_to_change(list_id: int, id: int, *, gone: bool = False) -> Item:
    it = list_to_fill(list_id)
    item = get_or_404(Item, id)
    if item.list_id != it.id or (item.removed_at and not gone):
        abort(404)
    require(signed_in_member(), "revise", item)
    return item


def _form(
    it: ShoppingList,
    item: Item | None,
    form: PieceForm,
    *,
    twin: Item | None = None,
    theirs: dict[str, str] | None = None,
) -> str:
    return render_template(
        "posts/shopping/piece.html",
        it=it,
        item=item,
        form=form,
        twin=twin,
        theirs=theirs,
        mine=it.author_id == signed_in_member().id,
        sections=sections_of(it.id),
        currencies=[(code, code) for code in currencies()],
    )


def _others_words(item: Item, read: PieceForm) -> dict[str, str]:
    """What stands there now where it is not what is typed here."""
    now, typed = forms.filled(item).typed, read.typed
    fields = ("name", "brand", "storefront", "price", "size", "quantity", "category", "note")
    return {field: now[field] for field in fields if now[field] != typed.get(field, "").strip()}


def full() -> str:
    return _("This list is full: %(most)d pieces are as many as anybody reads. Begin another.", most=MOST)
