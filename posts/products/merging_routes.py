"""The web addresses of saying that two products are one, and of taking that back."""

import re

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import db, get_or_404, row_id
from community.members import signed_in_member
from community.permissions import require
from community.products.merging import MergedOnwards, SameProduct, merge_products, part_again
from community.products.models import Product, ProductMerge

merging = Blueprint("merging", __name__, url_prefix=Product.home)


@merging.post("/<int:id>/merging")
def merge_product(id: int) -> Response:
    """Into the one whose number or address is in `into`."""
    me, it = signed_in_member(), get_or_404(Product, id)
    require(me, "merge", it)
    kept = _named(request.form.get("into", ""))
    if not kept:
        flash(_("Which one? Paste the address of the other product's page, or write its number."))
        return redirect(it.url, code=303)
    try:
        merge_products(it, kept, by=me)
    except SameProduct:
        flash(_("These two are one already."))
        return redirect(it.url, code=303)
    flash(_("“%(merged)s” and “%(kept)s” are one product now.", merged=it.name, kept=kept.name))
    return redirect(kept.url, code=303)


@merging.post("/merges/<int:id>/undoing")
def undo_merge(id: int) -> Response:
    me, merge = signed_in_member(), get_or_404(ProductMerge, id)
    require(me, "merge", merge.kept)
    try:
        part_again(merge, by=me)
    except MergedOnwards:
        flash(_("It was merged into another since. Undo that first."))
        return redirect(merge.kept.url, code=303)
    flash(_("“%(merged)s” and “%(kept)s” are two again.", merged=merge.merged.name, kept=merge.kept.name))
    return redirect(merge.merged.url, code=303)


def _named(into: str) -> Product | None:
    found = re.search(r"(?:/products/|^\s*)(\d{1,10})", into)
    id = row_id(found[1]) if found else None
    return db.session.get(Product, id) if id else None
