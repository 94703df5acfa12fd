"""The web addresses of products, brands and storefronts."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404, transaction
from community.members import signed_in_member
from community.permissions import may, require
from community.products.beside import told_beside
from community.products.merging import merges_into
from community.products.models import Brand, Product, Storefront
from posts.products.reading import shelf
from posts.products.showing import is_old, opened
from posts.products.taking import put_on_list
from posts.reviews.reading import Sifted
from posts.shopping.models import AlreadyListed, FullList
from posts.shopping.piece_routes import full
from posts.shopping.taking_routes import list_named

products = Blueprint("products", __name__)
LAST_PAGE = 200
LONGEST = 200


@products.get(Product.home)
def show_products() -> str:
    q = " ".join(request.args.get("q", "").replace("\0", " ").split())[:LONGEST]
    shown = shelf(signed_in_member(), _page(), words=q)
    return render_template("posts/products/products.html", shelf=shown, is_old=is_old, q=q)


@products.get(f"{Product.home}/<int:id>")
@products.get(f"{Product.home}/<int:id>-<slug>")
def show_product(id: int, slug: str = "") -> Response | str:  # noqa: ARG001  the id finds it
    me, it = signed_in_member(), get_or_404(Product, id)
    if it.merged_into_id:
        return redirect(f"{Product.home}/{it.merged_into_id}", code=301)
    require(me, "read", it)
    sifted = Sifted(request.args.get("stars", 0, int), confirmed=request.args.get("confirmed") == "1")
    shown = opened(id, me, sifted) or abort(404)
    merges = merges_into(it) if may(me, "merge", it) else ()
    return render_template(
        "posts/products/product.html",
        shown=shown,
        it=it,
        is_old=is_old,
        merges=merges,
        beside=told_beside(it, me),
    )


@products.post(f"{Product.home}/<int:id>/taking")
def take_product(id: int) -> Response:
    """Onto the list named by `into`, or a new one."""
    me, it = signed_in_member(), get_or_404(Product, id)
    require(me, "read", it)
    try:
        with transaction():
            own = list_named(request.form.get("into", ""), me)
            put_on_list(it, own, by=me)
    except AlreadyListed as already:
        flash(_("“%(name)s” is on “%(list)s” already.", name=already.twin.name, list=already.twin.list.title))
    except FullList:
        flash(full())
    else:
        flash(_("“%(name)s” is on “%(list)s” now.", name=it.name, list=own.title))
    return redirect(it.url, code=303)


@products.get(f"{Brand.home}/<int:id>")
@products.get(f"{Brand.home}/<int:id>-<slug>")
def show_brand(id: int, slug: str = "") -> str:  # noqa: ARG001
    me, it = signed_in_member(), get_or_404(Brand, id)
    shown = shelf(me, _page(), brand=id)
    if not shown.rows:
        abort(404)  # a brand is known by what members show of it
    return render_template("posts/products/brand.html", it=it, shelf=shown, is_old=is_old)


@products.get(f"{Storefront.home}/<int:id>")
@products.get(f"{Storefront.home}/<int:id>-<slug>")
def show_storefront(id: int, slug: str = "") -> str:  # noqa: ARG001
    me, it = signed_in_member(), get_or_404(Storefront, id)
    shown = shelf(me, _page(), storefront=id)
    if not shown.rows:
        abort(404)
    return render_template("posts/products/storefront.html", it=it, shelf=shown, is_old=is_old)


def _page() -> int:
    return min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
